"""English names of bodies outside the vocabulary that are named after a state, and short forms of named ones.

"Gobierno de Suecia" is the Government of Sweden, "Bureau de l'OIT pour Madagascar" the ILO Office for
Madagascar. "the League" means the one League that the document has named before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from transforms.countries import find_places
from transforms.country_names import country_name
from transforms.gazetteer import fold
from transforms.unknown_organisations import organisation_slug
from transforms.vocabulary import countries, read_yaml

_PLACE = r"(?P<place>[A-ZÉÎÀ][\w’'-]*(?:\s(?:de|del|du|et|y|la|les|des|démocratique|[A-ZÉÎ][\w’'-]*)){0,5})"
# "le gouvernement de Madagascar", "el Gobierno de Suecia"
_GOVERNMENT = re.compile(r"\b(?:[Gg]ouvernement|[Gg]obierno)\s(?=(?:de|del|du|des|d['’])\b)")
# "Oficina de la OIT para España", "Bureau de pays de l'OIT pour Madagascar, les Comores et Maurice"
_OFFICE = re.compile(
    r"\b(?:Oficina|Bureau)\s(?P<country>(?:de\s)?pa(?:ís|ys)\s)?(?:de\sla\sOIT|de\sl['’]OIT|du\sBIT)\s(?=(?:para|pour|en|à|au|aux)\s)"
)
_TO_PLACE = re.compile(r"(?:(?:para|pour|en|à|aux?|de|del|du|des)\s|d['’])?(?:(?:la|las|le|les|el|los)\s|l['’])?")
_NEXT_PLACE = re.compile(r"(?:,\s|\s(?:et|y|e|and)\s)(?:(?:de|del|du|des)\s|d['’])?(?:(?:la|las|le|les|el|los)\s|l['’])?")
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
    for match in _GOVERNMENT.finditer(text):
        places = _states_at(text, match.end())
        if places:
            yield _named(match.start(), places[0][0], f"Government of {places[0][1]}")
    for match in _OFFICE.finditer(text):
        places = _states_at(text, match.end())
        if places:
            kind = "ILO Country Office for" if match["country"] else "ILO Office for"
            yield _named(match.start(), places[-1][0], f"{kind} {_enumerated([name for _, name in places])}")


def _states_at(text: str, at: int) -> list[tuple[int, str]]:
    """End and English name of each state of the enumeration that begins at `at`."""
    ahead = text[at : at + 160]
    ends = {match.start: (match.end, match.value.code) for match in find_places(ahead, "en") if match.value.kind in {"country", "context"}}
    found: list[tuple[int, str]] = []
    step = _TO_PLACE.match(ahead)
    while step and step.end() in ends:
        end, code = ends[step.end()]
        found.append((at + end, country_name(code) or code))
        step = _NEXT_PLACE.match(ahead, end)
    return found


def _named(start: int, end: int, name: str) -> tuple[int, int, str, str]:
    return start, end, organisation_slug(name), name


def _enumerated(names: list[str]) -> str:
    """ "Madagascar, Comoros and Mauritius"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


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
