"""Publication records: rows of label and value as printed, and what the labels mean in three languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from extractors.model import Issue
from extractors.read.folding import fold

Rows = Sequence[tuple[str, str]]

LABELS = {
    "type": "type de publication|tipo de publicacion|type de ressource|tipo de recurso|"
    "type|document type|type de document|tipo|tipo de documento|publication type|resource type|content type",
    "published_on": "date issued|issue date|date of publication|publication date|published on|release date|date published|"
    "date de publication|date de parution|publie le|fecha de publicacion|fecha de edicion|publicado el|fecha|date|published|"
    "fecha de emision|fecha de lanzamiento|fecha de aparicion|date d'emission|date d'edition|paru le|publicada el|"
    "year of publication|annee de publication|ano de publicacion|publication year|date of issue|issued",
    "author": "author|authors|author(s)|auteur|auteurs|auteur(s)|autor|autores|autor(es)|autora|written by|by|"
    "autora(s)|autor/a|autoras|autores/as|auteure|auteures|auteur/autrice|par|por|auteur/editeur(s)|autor/editor(es)|"
    "author/editor(s)|editor|editors|editor(s)",
    "reference": "reference|references|reference(s)|referencia|referencias|isbn|issn|identifier|identifiers|isbn/issn|isbn(s)",
    "doi": "doi",
    "place": "place of publication|lieu de publication|lieu d'edition|lugar de publicacion|published in",
    "publisher": "published by|publisher|publie par|publicado por|editeur|editorial|publishing body|"
    "publishing entity|publishing entities|entidad editora|entidades editoras|entite editrice|entites editrices",
    "language": "language|languages|langue|langues|idioma|idiomas|available languages",
    "page_count": "number of pages|pages|no. of pages|page count|nombre de pages|numero de paginas|numero total de paginas|paginas|extent",
    "series": "series|serie|collection|coleccion|series title|part of series|titre de la serie",
    "tag": "tags|tag|mots-cles|mots cles|etiquetas|palabras clave|keywords|subjects|subject|subject areas|subject area(s)",
    "region": "regions and countries covered|region and country covered|region(s) and countries covered|regions covered|"
    "regions et pays couverts|regiones y paises cubiertos|regions|countries|country|region|geographical coverage|"
    "location|pays et regions|regions et pays|paises y regiones|regiones y paises|pays|paises|regiones",
    "unit": "unit responsible|units responsible|unite responsable|unidad responsable|department|contact unit",
    "contact": "contact|contacts|contacto|contact person|contact information|for more information|further information",
    "event": "when|date and time|dates|cuando|quand|fecha y hora|date et heure|event date|date(s)",
    "venue": "venue|where|lieu|lugar|location of the event|ou|donde",
    "theme": "theme|themes|thema|tema|temas|topics|topic|sujets",
}
# 978-92-2-000001-0[ISBN]   ISBN: 9789220000014 (web PDF)   92-2-113826-4
ISBN = re.compile(r"(?<![\d-])(97[89](?:[- ]?\d){10}|\d(?:[- ]?\d){8}[- ]?[\dXx])(?![\d-])")
# ISSN 1020-0010
ISSN = re.compile(r"(?<![\d-])(\d{4}-\d{3}[\dXx])(?![\d-])")
# https://doi.org/10.54394/EXMPL001
DOI = re.compile(r"\b(10\.\d{4,9}/[^\s\"<>]+[^\s\"<>.,;)\]])")
AUTHOR_GAP = re.compile(r"\s*;\s*|\s*,\s*(?:and|et|y)\s+|\s+(?:and|et|y|&)\s+")
NAME_GAP = re.compile(r"\s*,\s*")


def field_of(label: str) -> str | None:
    """Return the field that a record label means, null for an unknown label."""
    return _labels().get(fold(label).replace("\u2019", "'").strip(" :.\t"))


def values_of(rows: Rows, field: str) -> list[str]:
    """Return the values of every row whose label means a field, in order."""
    return [value for label, value in rows if field_of(label) == field and value]


def identifiers(rows: Rows) -> dict[str, str]:
    """Return isbn, issn and doi of a record. An ISBN keeps its digits only; its check digit is not judged here."""
    found: dict[str, str] = {}
    for label, value in rows:
        if field_of(label) not in ("reference", "doi"):
            continue
        doi = DOI.search(value)
        if doi:
            found.setdefault("doi", doi[1])
            value = value.replace(doi[1], " ")
        isbn = ISBN.search(value)
        if isbn:
            found.setdefault("isbn", re.sub(r"[- ]", "", isbn[1]).upper())
        issn = ISSN.search(ISBN.sub(" ", value))
        if issn:
            found.setdefault("issn", issn[1].upper())
    return found


def split_names(value: str) -> list[str]:
    """Return the names of a printed list: by semicolons and "and", else by commas.

    >>> split_names("K. Abernathy, D. Nwosu")
    ['K. Abernathy', 'D. Nwosu']
    >>> split_names("Quist, Selma; Tahiri, Ingeborg")
    ['Quist, Selma', 'Tahiri, Ingeborg']
    """
    if ";" in value:
        return [name.strip() for name in re.split(r"\s*;\s*", value) if name.strip()]
    pieces = [piece for part in AUTHOR_GAP.split(value) for piece in _by_comma(part)]
    return [piece.strip(" .") if len(piece) > 40 else piece.strip() for piece in pieces if piece.strip()]


def split_words(value: str) -> list[str]:
    """Return the entries of a printed list of tags: "a, b, c" or "a; b"."""
    return [entry.strip(" .") for entry in re.split(r"\s*[,;|]\s*", value) if entry.strip(" .")]


def unknown_label_issues(rows: Rows) -> list[Issue]:
    """Return an issue for each label that means nothing here."""
    unknown = dict.fromkeys(label for label, _ in rows if label and field_of(label) is None)
    return [
        Issue("record.unknown_label", f"the record has a row {label!r}", field="record", severity="info")
        for label in unknown
    ]


def _by_comma(value: str) -> Iterable[str]:
    pieces = NAME_GAP.split(value)
    # "Quist, Selma" is one name written backwards; "K. Abernathy, D. Nwosu" are two.
    is_backwards = len(pieces) == 2 and all(" " not in piece.strip() for piece in pieces)
    return [value] if is_backwards else pieces


@lru_cache(maxsize=1)
def _labels() -> dict[str, str]:
    return {label: field for field, labels in LABELS.items() for label in labels.split("|")}
