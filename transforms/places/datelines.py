"""The dateline that opens a release: `GENEVA (ILO News) –`, `(ILO News) - BANGKOK:`, `Lima –`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.findings import FoundDateline, Span
from extractors.model import HEAD_KINDS, Passage, PassageKind
from transforms.dates.find import find_dates
from transforms.places.cities import City, city_named, find_cities, ordinary_case
from transforms.places.countries import country_in

_DASH = r"\s*(?:[-–—―:]+|\.-|\s-\s)\s*"
_WORD = r"[A-ZÀ-ÞİŞ][\w'’.-]*"
_NAME = rf"{_WORD}(?:[ ](?:{_WORD}|of|de|del|da|do|es|la|au|and|et|y)){{0,4}}"
# One or several places: `PHNOM PENH,BANGKOK`, `New York/Geneva`, `DAKAR, Senegal`
_PLACE = rf"(?P<place>{_NAME}(?:\s*[,/]\s*{_NAME}|\s+(?:and|et|y|&)\s+{_NAME}|\s*-\s*{_NAME}){{0,3}}?)"
_AGENCY = r"\(\s*(?P<agency>[^()]{2,40}?)\s*\)"
_DATE = r"(?:,\s*(?P<date>[^()–—]{0,25}?\d[^()–—]{0,20}?))?"

_FORMS = (
    # GENEVA (ILO News) – ; GENÈVE (Nouvelles de l'OIT) - ; Geneva, 15 june 2010 (ACTRAV INFO)-
    ("place_agency", re.compile(rf"\s*{_PLACE}{_DATE},?\s*{_AGENCY}{_DASH}")),
    # (ILO News) - BANGKOK: ; (ILO News) – Geneva, 3 May 2004 –
    ("agency_place", re.compile(rf"\s*{_AGENCY}{_DASH}{_PLACE}{_DATE}{_DASH}")),
    # ILO NEWS (Geneva) -
    (
        "agency_then_place",
        re.compile(rf"\s*(?P<agency>[A-Z]{{2,}}[\w ’'/]{{0,25}}?)\s*\(\s*{_PLACE}{_DATE}\s*\){_DASH}"),
    ),
    # (New York) –
    ("place_in_brackets", re.compile(rf"\s*\(\s*{_PLACE}{_DATE}\s*\)(?:{_DASH}|\s+)")),
    # Lima – ; New York, 13 June 2011 — ; Geneva, Switzerland –
    # Buenos Aires. Con un llamado
    ("place_and_stop", re.compile(rf"\s*(?P<place>{_NAME})\.\s+(?=[A-ZÀ-Þ“«])")),
    ("place", re.compile(rf"\s*{_PLACE}{_DATE}\s*(?:[–—―]|\s-\s|\s?--|\.-|(?<=[A-Z]):)\s*")),
)
# Remarks by the Executive Director at the high-level meeting, New York, 9 March 2020
_SPEECH_LINE = re.compile(
    r"(?:(?:Opening|Closing|Welcome|Keynote)\s)?(?:Remarks|Statement|Speech|Address|Lecture|Message|Palabras|Discurso|Declaración|Intervención|"
    r"Mensaje|Alocución|Allocution|Discours|Déclaration|Intervention|Propos)\s[^;:]{10,240},\s(?P<place>"
    + _NAME
    + r")(?:,\s[^,]{3,20}\d{4})?\.?$",
    re.IGNORECASE,
)
# An agency names its service; other brackets behind a capitalised word are not datelines.
_SERVICE = re.compile(r"(?i)news|nouvelles|noticias|info|press|prensa|presse|comuni|afp|irin|reuters")


def find_dateline(passages: Sequence[Passage]) -> FoundDateline | None:
    """The dateline of the document: the first that opens a summary or one of the first body passages.

    Of a speech the line that says where it was held.
    """
    return _opening(passages) or _of_speech(passages)


def _of_speech(passages: Sequence[Passage]) -> FoundDateline | None:
    """The city at the end of the line under the title that says who spoke where."""
    for passage in [each for each in passages if each.kind not in HEAD_KINDS][:_SPEECH_LINES]:
        match = _SPEECH_LINE.fullmatch(passage.text.strip())
        if match and city_named(match["place"]):
            start, end = match.span("place")
            start += len(passage.text) - len(passage.text.lstrip())
            span = Span(passage.ordinal, start, start + end - match.start("place"), match["place"])
            place = match["place"]
            return FoundDateline(place, None, country_of_city(place), span, "datelines.speech_line")
    return None


_SPEECH_LINES = 3


def _opening(passages: Sequence[Passage]) -> FoundDateline | None:
    tried = 0
    for passage in passages:
        if passage.kind in HEAD_KINDS - {PassageKind.SUMMARY} or passage.kind is PassageKind.HEADING:
            continue
        found = _dateline(passage)
        if found:
            return found
        tried += passage.kind is not PassageKind.SUMMARY
        if tried == 3:
            return None
    return None


def _dateline(passage: Passage) -> FoundDateline | None:
    for rule, pattern in _FORMS:
        match = pattern.match(passage.text[:160])
        if match and _holds(rule, match):
            return _found(rule, match, passage)
    return None


def _holds(rule: str, match: re.Match[str]) -> bool:
    """Whether the words are what the form needs: a service as agency, a day as date, a known place."""
    groups = match.groupdict()
    if groups.get("date") and not find_dates(groups["date"]):
        return False
    agency = groups.get("agency")
    if agency is not None:
        return _SERVICE.search(agency) is not None or _is_known(match["place"])
    if rule == "place_and_stop":
        return city_named(match["place"]) is not None
    if rule == "place_in_brackets" or not groups.get("date"):
        return _is_known(match["place"])
    return True


def _is_known(place: str) -> bool:
    """Whether the first of the places is a city of the vocabulary, or a city before its country."""
    first, *rest = _names(place)
    return city_named(first) is not None or any(country_in(each) for each in rest)


def _names(place: str) -> list[str]:
    return [part for part in re.split(r"\s*[,/&]\s*|\s+(?:and|et|y)\s+|\s+-\s+", place) if part]


def _found(rule: str, match: re.Match[str], passage: Passage) -> FoundDateline:
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    end = match.start() + len(match[0].rstrip())
    names = [ordinary_case(name) for name in _names(match["place"])]
    country = next((code for name in names if (code := country_in(name))), None)
    cities = [name for name in names if not country_in(name)] or names
    agency = match.groupdict().get("agency")
    return FoundDateline(
        place=", ".join(cities),
        agency=agency,
        country_code=country or country_of_city(cities[0]),
        span=Span(passage.ordinal, start, end, passage.text[start:end]),
        rule=f"datelines.{rule}",
    )


def country_of_city(name: str) -> str | None:
    """The country of a city of the vocabulary by name, alone or within a longer place name."""
    known: City | None = city_named(name)
    if known:
        return known.country_code
    inside = find_cities(name)
    return inside[0].value.country_code if inside else None
