"""What field names, document types and the like are called: English, French, Spanish."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple


class Label(NamedTuple):
    """One name in three languages."""

    en: str
    fr: str
    es: str


FIELDS: Mapping[str, Label] = {
    "title": Label("Title", "Titre", "Título"),
    "kicker": Label("Line above the title", "Surtitre", "Antetítulo"),
    "summary": Label("Summary", "Résumé", "Resumen"),
    "document_type": Label("Type", "Type", "Tipo"),
    "publication_type": Label("Kind of publication", "Genre de publication", "Clase de publicación"),
    "publisher": Label("Publisher", "Éditeur", "Editor"),
    "language": Label("Language", "Langue", "Idioma"),
    "published_on": Label("Published", "Date de publication", "Fecha de publicación"),
    "place": Label("Place", "Lieu", "Lugar"),
    "country": Label("Country", "Pays", "País"),
    "dateline": Label("Dateline", "Lieu et agence", "Datación"),
    "authors": Label("Authors", "Auteurs", "Autores"),
    "isbn": Label("ISBN", "ISBN", "ISBN"),
    "issn": Label("ISSN", "ISSN", "ISSN"),
    "doi": Label("DOI", "DOI", "DOI"),
    "series": Label("Series", "Collection", "Colección"),
    "page_count": Label("Pages", "Pages", "Páginas"),
    "file": Label("File", "Fichier", "Archivo"),
    "starts_on": Label("Begins", "Début", "Comienzo"),
    "ends_on": Label("Ends", "Fin", "Fin"),
    "venue": Label("Venue", "Lieu de la réunion", "Sede"),
    "city": Label("City", "Ville", "Ciudad"),
    "programme": Label("Programme", "Programme", "Programa"),
    "organisers": Label("Organisers", "Organisateurs", "Organizadores"),
    "topics": Label("Topics", "Thèmes", "Temas"),
    "countries": Label("Countries named", "Pays cités", "Países citados"),
    "instruments": Label("Instruments named", "Instruments cités", "Instrumentos citados"),
    "organisations": Label("Organisations named", "Organisations citées", "Organizaciones citadas"),
    "people": Label("People", "Personnes", "Personas"),
    "quotes": Label("Quotes", "Citations", "Citas"),
    "agreements": Label("Agreements", "Accords", "Acuerdos"),
    "editions": Label("Editions", "Éditions", "Ediciones"),
    "licence": Label("Licence", "Licence", "Licencia"),
    "url": Label("Source", "Source", "Fuente"),
    "word_count": Label("Words", "Mots", "Palabras"),
    "version": Label("Version", "Version", "Versión"),
    "body": Label("Text", "Texte", "Texto"),
}
# The sub-regions of the UN's M49, in its order: a code says nothing to a reader.
REGIONS: Mapping[str, str] = {
    "015": "Northern Africa",
    "014": "Eastern Africa",
    "017": "Middle Africa",
    "018": "Southern Africa",
    "011": "Western Africa",
    "029": "Caribbean",
    "013": "Central America",
    "005": "South America",
    "021": "Northern America",
    "143": "Central Asia",
    "030": "Eastern Asia",
    "035": "South-eastern Asia",
    "034": "Southern Asia",
    "145": "Western Asia",
    "151": "Eastern Europe",
    "154": "Northern Europe",
    "039": "Southern Europe",
    "155": "Western Europe",
    "053": "Australia and New Zealand",
    "054": "Melanesia",
    "057": "Micronesia",
    "061": "Polynesia",
}
LANGUAGES = {"en": "English", "fr": "French", "es": "Spanish"}
IRREGULAR = {"op_ed": "opinion", "un_system": "UN system", "un_entity": "UN entity"}


def words(name: str) -> str:
    """Return a name of the data as words: press_release → press release."""
    return IRREGULAR.get(name, name.replace("_", " "))


def name(word: str) -> str:
    """Return a name of the data as words that begin a line: press_release → Press release."""
    text = words(word)
    return text[:1].upper() + text[1:]


def language_name(code: str) -> str:
    """Return the English name of a language, else its code."""
    return LANGUAGES.get(code, code)


def region(code: str | None) -> str:
    """Return the name of a region of the world by its M49 code; `Other` where none is known."""
    return REGIONS.get(code or "", "Other")


def by_region(countries: Sequence[Mapping[str, Any]]) -> list[tuple[str, list[Mapping[str, Any]]]]:
    """Return countries by the name of their region: regions in the order of REGIONS, countries as they came."""
    found: dict[str, list[Mapping[str, Any]]] = {name: [] for name in (*REGIONS.values(), region(None))}
    for country in countries:
        found[region(country["m49_region"])].append(country)
    return [(name, group) for name, group in found.items() if group]


def field_label(name: str, language: str = "en") -> str:
    """Return the label of a field in a language (English when there is no other); names without one as words."""
    label = FIELDS.get(name)
    if label is None:
        return words(name).capitalize()
    return getattr(label, language, label.en)


def own_label(name: str, language: str) -> str | None:
    """Return the label of a field in French or Spanish for a document in that language, where it differs."""
    if language not in ("fr", "es") or name not in FIELDS:
        return None
    label = field_label(name, language)
    return label if label != FIELDS[name].en else None
