"""English names of bodies outside the vocabulary that are named after a state, and short forms of named ones.

"Gobierno de Suecia" is the Government of Sweden, "Bureau de l'OIT pour Madagascar" the ILO Office for
Madagascar. "the League" means the one League that the document has named before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from babel import Locale

from transforms.gazetteer import fold
from transforms.names.body_words import pattern, words
from transforms.organisations.unknown import organisation_slug
from transforms.vocabulary import LANGUAGES, countries, read_yaml

_PLACE = r"(?P<place>[A-ZÉÎÀ][\w’'-]*(?:\s(?:de|del|du|et|y|la|les|des|démocratique|[A-ZÉÎ][\w’'-]*)){0,5})"
# "le gouvernement de Madagascar", "el Gobierno de Suecia"
_GOVERNMENT = re.compile(r"\b(?:[Gg]ouvernement|[Gg]obierno)\s(?=(?:de|del|du|des|d['’])\b)")
# "Oficina de la OIT para España", "Bureau de pays de l'OIT pour Madagascar, les Comores et Maurice"
_OFFICE = re.compile(
    r"\b(?:Oficina|Bureau)\s(?P<country>(?:de\s)?pa(?:ís|ys)\s)?(?:de\sla\sOIT|de\sl['’]OIT|du\sBIT)\s(?=(?:para|pour|en|à|au|aux)\s)"
)
# "Embajada de Italia", "Ambassade de Suisse"
_EMBASSY = re.compile(r"\b(?:Embajada|Ambassade)\s(?=(?:de|del|du|des|d['’])\b)")
_PLACE_AT = re.compile(
    r"[A-ZÉÎÀ][\w’'-]*(?:\s(?:de|del|du|et|y|la|les|des|démocratique|[A-ZÉÎ][\w’'-]*)){0,5}"
)
_TO_PLACE = re.compile(
    r"(?:(?:para|pour|en|à|aux?|de|del|du|des)\s|d['’])?(?:(?:la|las|le|les|el|los)\s|l['’])?"
)
_NEXT_PLACE = re.compile(
    r"(?:,\s|\s(?:et|y|e|and)\s)(?:(?:de|del|du|des)\s|d['’])?(?:(?:la|las|le|les|el|los)\s|l['’])?"
)
# "Universidad de Costa Rica", "Université de Genève": universities of known places have an English name.
_UNIVERSITY = re.compile(
    rf"\b(?:Universidad|Université|Universidade)\s(?:de\sla\s|de\sl['’]|del\s|du\s|de\s|d['’])\s?{_PLACE}"
)
# "Université de Fès", "Universidad de La Serena": a town that no vocabulary has, and nothing behind it
_OF_TOWN = re.compile(
    r"\b(?:Universidad|Université|Universidade)\s(?:de\s|d['’])(?P<place>(?:(?:La|El|Los|Las|Le|San|Santa)\s)?[A-ZÀ-Þ][\w-]+)"
    r"(?![\w’'-]|\s(?:de|del|du|des|d['’]|y|et|e)\s?[A-ZÀ-Þ]|\s[A-ZÀ-Þ\d]|\s[a-zà-ÿ]+(?:ales?|al|iques?|ienne|aise|oise|ano|ana|ense)\b)"
)
# "Université Cheikh Anta Diop", "Université Paul-Valéry": named after somebody
_NAMED_AFTER = re.compile(
    r"\bUniversité\s(?P<name>(?!(?:Nationale|Catholique|Libre|Populaire|Centrale|Paris|Lyon|Grenoble|Laval)\b)"
    r"[A-ZÀ-Þ][a-zà-ÿ]+(?:(?:\s|-)(?:de\s|d['’])?[A-ZÀ-Þ][\wà-ÿ’'-]*)+)"
)


def of_states(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Start, end, organisation_id and English name of governments, embassies and country offices in French and Spanish."""
    for match in _GOVERNMENT.finditer(text) if "ouvernement" in text or "obierno" in text else ():
        places = states_at(text, match.end())
        if places:
            yield _named(match.start(), places[0][0], f"Government of {places[0][1]}")
    for match in _EMBASSY.finditer(text) if "mba" in text else ():
        places = states_at(text, match.end())
        if places:
            yield _named(match.start(), places[0][0], f"Embassy of {places[0][1]}")
    for match in _OFFICE.finditer(text) if "Oficina" in text or "Bureau" in text else ():
        places = states_at(text, match.end())
        if places:
            kind = "ILO Country Office for" if match["country"] else "ILO Office for"
            yield _named(match.start(), places[-1][0], f"{kind} {enumerated([name for _, name in places])}")


def states_at(text: str, at: int) -> list[tuple[int, str]]:
    """End and English name of each state of the enumeration that begins at `at`."""
    found: list[tuple[int, str]] = []
    step = _TO_PLACE.match(text, at)
    while step:
        state = _state_at(text, step.end())
        if not state:
            break
        found.append(state)
        step = _NEXT_PLACE.match(text, state[0])
    return found


def _state_at(text: str, at: int) -> tuple[int, str] | None:
    """End and English name of the state whose name begins at `at`, the longest that fits."""
    place = _PLACE_AT.match(text, at)
    parts = place[0].split() if place else []
    for length in range(len(parts), 0, -1):
        name = " ".join(parts[:length])
        english = english_states().get(fold(name))
        if english:
            return at + len(name), english
    return None


def _named(start: int, end: int, name: str) -> tuple[int, int, str, str]:
    return start, end, organisation_slug(name), name


def enumerated(names: list[str]) -> str:
    """ "Madagascar, Comoros and Mauritius"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def universities(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Start, end, organisation_id and English name of the universities named after a place alone, or after somebody."""
    for match in _UNIVERSITY.finditer(text) if "niversi" in text else ():
        english = _english_places().get(fold(match["place"]))
        town = None if english else _OF_TOWN.match(text, match.start())
        if english:
            yield _named(match.start(), match.end(), f"University of {english}")
        elif town:
            yield _named(town.start(), town.end(), f"University of {town['place']}")
    for match in _NAMED_AFTER.finditer(text) if "Université" in text else ():
        yield _named(match.start(), match.end(), f"{match['name']} University")


@lru_cache(maxsize=1)
def english_states() -> dict[str, str]:
    """The English name of each country, by every folded spelling in the three languages."""
    found = {}
    printed = [Locale(language).territories for language in LANGUAGES]
    for each in countries():
        own = (text for texts in each.names.values() for text in texts)
        for spelling in (each.name, *own, *(names.get(each.alpha_2, each.name) for names in printed)):
            found[fold(spelling)] = each.name
    return found


@lru_cache(maxsize=1)
def _english_places() -> dict[str, str]:
    """The English name of each country and city, by every folded spelling."""
    found = dict(english_states())
    for cities in read_yaml("places.yml").values():
        for city in cities:
            spellings = city.split("|")
            found.update({fold(spelling): spellings[0] for spelling in spellings})
    return found


@lru_cache(maxsize=1)
def _short_heads() -> re.Pattern[str]:
    """A quick look before the dear pattern: opens with capitals alone."""
    return re.compile(pattern("short_heads"))


@lru_cache(maxsize=1)
def _short() -> re.Pattern[str]:
    """ "the League", "du Groupement"; not "the League of …"."""
    return re.compile(
        rf"\b(?:the|The|its|la|La|le|Le|el|El|del|du|l['’]|L['’])\s?(?P<head>{pattern('short_heads')})"
        r"\b(?!\s(?:of|for|de|des|du|del|[A-Z])|\sd['’])"
    )


def has_short_form(printed: str) -> bool:
    """Whether a body with such a name can be called by its head alone."""
    return not words("short_heads").isdisjoint(printed.split())


def short_forms(text: str, *named: Mapping[str, tuple[str, str]]) -> Iterator[tuple[int, int, str, str]]:
    """Start, end, id and name where a body named before is called by its head alone.

    `named` have the name and the printed words of bodies by id, those first that are meant first: a body of a
    heading counts where the text has named none with that head.
    """
    is_worth = any(named) and _short_heads().search(text) is not None
    for match in _short().finditer(text) if is_worth else ():
        found = (_with_head(match["head"], bodies) for bodies in named)
        meant = next(filter(None, found), [])
        if len(meant) == 1:
            yield match.start("head"), match.end("head"), *meant[0]


def _with_head(head: str, bodies: Mapping[str, tuple[str, str]]) -> list[tuple[str, str]]:
    return [(identifier, name) for identifier, (name, printed) in bodies.items() if head in printed.split()]
