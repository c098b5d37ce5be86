"""Cities by name, with their country: a small vocabulary of capitals and of places the UN meets in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from transforms.gazetteer import Gazetteer, Match, Name, fold
from transforms.vocabulary import read_yaml

# Small words inside the name of a place stay small: "Port of Spain", "Rio de Janeiro".
_SMALL = frozenset({"of", "de", "del", "da", "do", "es", "and", "et", "y", "au", "la"})


class City(NamedTuple):
    """A city as spelled, and the ISO alpha-3 code of its country."""

    name: str
    country_code: str


@lru_cache(maxsize=1)
def _cities() -> Gazetteer[City]:
    return Gazetteer(Name(name, City(name, code)) for name, code in _spellings())


def _spellings() -> Iterator[tuple[str, str]]:
    """Every spelling of every city with the code of its country."""
    for country_code, cities in read_yaml("places.yml").items():
        for city in cities:
            yield from ((name, country_code) for name in city.split("|"))


def city_names() -> tuple[str, ...]:
    """Every spelling of every city, some of which hold the name of a country."""
    return tuple(name for name, _ in _spellings())


def find_cities(text: str) -> list[Match[City]]:
    """The cities that `text` names, in reading order."""
    return _cities().find(text)


def city_named(text: str) -> City | None:
    """The city whose whole name `text` is, as the vocabulary spells it; null when it has none."""
    for match in find_cities(text):
        if fold(match.surface) == fold(text.strip()):
            return match.value
    return None


def ordinary_case(place: str) -> str:
    """`NEW DELHI` as `New Delhi`; a place with small letters is left as it is."""
    if place != place.upper():
        return place
    known = city_named(place)
    if known:
        return _same_accents(place, known.name)
    words = place.lower().split(" ")
    cased = [word if at and word in _SMALL else _capital(word) for at, word in enumerate(words)]
    return " ".join(cased)


def _same_accents(printed: str, known: str) -> str:
    """The spelling of the vocabulary, unless its accents differ from those printed."""
    if len(printed) != len(known) or known.upper() == printed:
        return known if known.upper() == printed or len(printed) != len(known) else printed
    return "".join(
        small.lower() if model.islower() else small for small, model in zip(printed, known, strict=True)
    )


def _capital(word: str) -> str:
    """`PORT-AU-PRINCE` part by part."""
    parts = word.split("-")
    return "-".join(
        part if at and part in _SMALL else part[:1].upper() + part[1:] for at, part in enumerate(parts)
    )
