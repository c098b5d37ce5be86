"""Where an event is: venue and city, from the words around its date or from a line that gives a place."""

from __future__ import annotations

import re
from typing import NamedTuple

from transforms.pattern_starts import holds_any
from transforms.places.cities import find_cities
from transforms.places.countries import country_in, find_places
from transforms.places.datelines import country_of_city

_VENUE_NOUN = (
    r"(?i:headquarters|palais|palacio|palace|rooms?|salle|sala|salón|salon|hotel|hôtel|centre|center|centro|hall|house|building"
    r"|campus|university|université|universidad|auditorium|auditorio|theatre|théâtre|teatro|library|museum|musée"
    r"|museo|club|school|chamber|pavilion|gallery|secretariat|siège|sede|maison|casa|stadium|depot)"
)
_NAME_WORD = r"[A-ZÀ-Þ][\w'’.&-]*|[IVX]+"
_SMALL = (
    r"of|the|de|des|du|del|la|las|los|le|les|l['’]|d['’]|and|et|y|for"
    r"|headquarters|building|campus|siège|sede|room|hall"
)
_HAS_VENUE = re.compile(rf"\b{_VENUE_NOUN}\b")
_NAMES_VENUE = re.compile(rf"(?:^|\s){_VENUE_NOUN}\b")
# `at the ILO headquarters in`, `au Palais des Nations`, `en la sede de la OIT`
_AT_VENUE = re.compile(
    rf"\b(?:at|in|inside|au|à|dans|en|chez)\s+(?:the\s+|l['’]|le\s+|la\s+|el\s+|los\s+)?"
    rf"(?P<venue>(?:(?:{_NAME_WORD}|{_SMALL})(?:\s+|(?<=['’])))*(?:{_NAME_WORD}|{_SMALL}))"
)
_ROOM = re.compile(r"\b(?:[A-Z]{2,}\s+)?(?:Room|Salle|Sala)\s+[A-Z0-9][\w-]*(?:\s*\([^)]{1,12}\))?")
_IN_ROOM = ("Room", "Salle", "Sala")
_TRAILING_SMALL = re.compile(r"(?:\s+(?:of|the|de|des|du|del|la|las|los|le|les|and|et|y|for))+$")


class EventPlace(NamedTuple):
    """Venue and city as printed, and the country of the city (ISO alpha-3); null where not known."""

    venue: str | None = None
    city: str | None = None
    country_code: str | None = None


def read_place(line: str) -> EventPlace:
    """What a line that gives a place holds: `Nairobi, Kenya`, `Town Hall, Lomé (Togo)`, `ILO Room II`."""
    bracket = re.search(r"\s\(([^()]+)\)$", line)
    if bracket and _is_country(bracket[1]):
        line = f"{line[: bracket.start()]}, {bracket[1]}"
    parts = [part.strip() for part in line.split(",") if part.strip() and not part.strip()[0].isdigit()]
    country = next((code for part in parts if (code := country_in(part))), None)
    names = [part for part in parts if not _is_country(part)]
    venues = [part for part in names if _HAS_VENUE.search(part)]
    cities = [part for part in names if part not in venues]
    venue = ", ".join(venues) or None
    city = _without_acronym(cities[-1]) if cities else None
    if venue and not city:
        venue, city = _split_city(venue)
    return EventPlace(venue, city, country or (country_of_city(city) if city else None))


def _without_acronym(part: str) -> str:
    """`Geneva` of `ILO Geneva`."""
    known = find_cities(part)
    return known[-1].surface if known and part[: known[-1].start].strip().isupper() else part


def _is_country(part: str) -> bool:
    return any(match.surface == part and match.value.kind == "country" for match in find_places(part, "en"))


def _split_city(venue: str) -> tuple[str, str | None]:
    """`ILO headquarters in Geneva` in its two parts."""
    match = re.match(r"(?P<venue>.+?)\s+(?:in|à|en)\s+(?P<city>[A-ZÀ-Þ].+)$", venue)
    return (match["venue"], match["city"]) if match else (venue, None)


def find_place(sentence: str, date_start: int, date_end: int) -> EventPlace:
    """Venue and city that a sentence names for the event dated at the offsets in it."""
    venue = _venue(sentence)
    city = _city_at_date(sentence, date_start, date_end) or _city_after_preposition(sentence)
    return EventPlace(venue, city, country_of_city(city) if city else None)


def _venue(sentence: str) -> str | None:
    room = _ROOM.search(sentence) if holds_any(sentence, _IN_ROOM) else None
    if room:
        return room[0]
    for match in _AT_VENUE.finditer(sentence):
        venue = _TRAILING_SMALL.sub("", match["venue"]).rstrip(".")
        if _NAMES_VENUE.search(venue) and len(venue.split()) > 1:
            return venue
    return None


_CITY = r"(?P<city>[A-ZÀ-ÞİŞ][\w'’-]+(?:\s(?:de\s|of\s|da\s)?[A-ZÀ-ÞİŞ][\w'’-]+){0,2})"
_BETWEEN = r"(?:\s*,\s*[A-ZÀ-Þ][\w '’-]{2,30})?\s*(?:[,(]|\b(?:on|from|le|el|du|del|los días|en)\b)?\s*$"


_CITY_AHEAD = re.compile(rf"\b(?:in|at|à|en)\s{_CITY}{_BETWEEN}")
_CITY_BEHIND = re.compile(rf"\s*,?\s*(?:in|à|en)\s{_CITY}")


def _city_at_date(sentence: str, start: int, end: int) -> str | None:
    """The place that stands at the date: `met in Eskişehir on 9-10 May`, `22-25 April 2019 in Ankara`."""
    before = _CITY_AHEAD.search(sentence[:start])
    after = _CITY_BEHIND.match(sentence[end:])
    for match in (before, after):
        if match and not find_places(match["city"], "en"):
            return match["city"]
    return None


def _city_after_preposition(sentence: str) -> str | None:
    """A known city behind a preposition of place: `hosted by the city council in Geneva`."""
    for match in find_cities(sentence):
        if re.search(r"(?:\b(?:in|at|à|en|de)\s|,\s)$", sentence[: match.start]):
            return match.surface
    return None
