"""English names of bodies outside the vocabulary that are named after a state, and short forms of named ones.

"Gobierno de Suecia" is the Government of Sweden, "Bureau de l'OIT pour Madagascar" the ILO Office for
Madagascar. "the League" means the one League that the document has named before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from transforms.countries import country_in
from transforms.country_names import country_name
from transforms.gazetteer import fold
from transforms.unknown_organisations import organisation_slug
from transforms.vocabulary import countries, read_yaml

_PLACE = r"(?P<place>[A-ZÉÎÀ][\w’'-]*(?:\s(?:de|del|du|et|y|la|les|des|démocratique|[A-ZÉÎ][\w’'-]*)){0,5})"
# "le gouvernement de Madagascar", "el Gobierno de Suecia", "gouvernement du Togo", "Gobiernos de México y"
_GOVERNMENT = re.compile(
    rf"\b(?:[Gg]ouvernement|[Gg]obierno)\s(?:de\sla\s|de\sl['’]|del\s|du\s|des\s|de\slos\s|de\s|d['’])\s?{_PLACE}"
)
# "Oficina de la OIT para España", "Bureau de l'OIT pour la Turquie"
_OFFICE = re.compile(
    rf"\b(?:Oficina|Bureau)\s(?:de\sla\sOIT|de\sl['’]OIT|du\sBIT)\s(?:para|pour|en|à|au|aux)\s(?:la\s|le\s|el\s|l['’]|les\s)?{_PLACE}"
)
# "Universidad de Costa Rica", "Université de Genève": universities of known places have an English name.
_UNIVERSITY = re.compile(rf"\b(?:Universidad|Université|Universidade)\s(?:de\sla\s|de\sl['’]|del\s|du\s|de\s|d['’])\s?{_PLACE}")
_SHORT = re.compile(
    r"\b(?:the|The|its|la|La|le|Le|el|El|l['’]|L['’])\s?(?P<head>League|Federation|Confederation|Association|Union|Chamber|"
    r"Network|Alliance|Cooperative|Foundation|Institute|Society|Coalition|Guild|Ligue|Fédération|Confédération|Chambre|Réseau|"
    r"Coopérative|Fondation|Institut|Syndicat|Collectif|Métropole|Liga|Federación|Confederación|Asociación|Unión|Cámara|Red|Alianza|"
    r"Cooperativa|Fundación|Instituto|Sindicato|Colectivo)\b(?!\s(?:of|for|de|des|du|del|[A-Z])|\sd['’])"
)


def of_states(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Start, end, organisation_id and English name of governments and country offices in French and Spanish."""
    for pattern, kind in ((_GOVERNMENT, "Government of"), (_OFFICE, "ILO Office for")):
        for match in pattern.finditer(text):
            words = match["place"].split()
            for length in range(len(words), 0, -1):
                place = " ".join(words[:length])
                code = country_in(place)
                if code and words[length - 1][:1].isupper():
                    name = f"{kind} {country_name(code)}"
                    yield match.start(), match.start("place") + len(place), organisation_slug(name), name
                    break


def universities(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Start, end, organisation_id and English name of the universities that are named after a known place alone."""
    for match in _UNIVERSITY.finditer(text):
        english = _english_places().get(fold(match["place"]))
        if english:
            name = f"University of {english}"
            yield match.start(), match.end(), organisation_slug(name), name


@lru_cache(maxsize=1)
def _english_places() -> dict[str, str]:
    """The English name of each country and city, by every folded spelling."""
    found = {}
    for each in countries():
        for spelling in (each.name, *(text for texts in each.names.values() for text in texts)):
            found[fold(spelling)] = country_name(each.country_code)
    for cities in read_yaml("places.yml").values():
        for city in cities:
            spellings = city.split("|")
            found.update({fold(spelling): spellings[0] for spelling in spellings})
    return found


def short_forms(text: str, named: Iterable[tuple[str, str]]) -> Iterator[tuple[int, int, str, str]]:
    """Start, end, id and name where a body named before (`named`: id and name) is called by its head alone."""
    bodies = dict(named)
    for match in _SHORT.finditer(text) if bodies else ():
        meant = {identifier for identifier, name in bodies.items() if match["head"] in name.split()}
        if len(meant) == 1:
            identifier = meant.pop()
            yield match.start("head"), match.end("head"), identifier, bodies[identifier]
