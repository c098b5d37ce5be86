"""Dates and ranges of days in a text, as precise as they were printed. Pure: no clock, no guess.

A year that is not printed is not invented.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from extractors.model import PartialDate
from extractors.read.dates.patterns import ANY_DATE, BETWEEN, MONTHS
from extractors.read.folding import fold


class FoundDate(NamedTuple):
    """A date or a range of days and where it stands in the text; `last` is null for a single date."""

    first: PartialDate
    last: PartialDate | None
    start: int
    end: int


def find_dates(text: str) -> list[FoundDate]:
    """Return every date and range of days in a text, in order, not overlapping."""
    if not any(character.isdigit() for character in text):
        return []
    folded = fold(text)
    found: list[FoundDate] = []
    place = 0
    while place < len(folded):
        match = ANY_DATE.search(folded, place)
        if not match:
            break
        read = _read(match)
        if read is None:
            place = match.start() + 1
            continue
        place = match.end()
        found.append(FoundDate(*read, match.start(), match.end()))
    return _join_ranges(folded, found)


def _read(match: re.Match[str]) -> tuple[PartialDate, PartialDate | None] | None:
    group = match.groupdict()
    if group["iy"]:
        return _single(group["iy"], group["im"], group["id"])
    if group["a1"]:
        return _days(group["ay"], MONTHS[group["am"].rstrip(".")], group["a1"], group["a2"])
    if group["b1"]:
        return _single(group["by"], MONTHS[group["bm"].rstrip(".")], group["b1"])
    if group["c1"]:
        return _days(group["cy"], MONTHS[group["cm"].rstrip(".")], group["c1"], group["c2"])
    if group["d1"]:
        return _single(group["dy"], MONTHS[group["dm"].rstrip(".")], group["d1"])
    if group["em"]:
        return _single(group["ey"], MONTHS[group["em"].rstrip(".")], None)
    day, month = group["f1"], group["f2"]
    return _single(group["fy"], month, day) or _single(group["fy"], day, month)


def _single(year: str | None, month: int | str, day: str | None) -> tuple[PartialDate, None] | None:
    made = make_date(year, int(month), int(day) if day else None)
    return (made, None) if made else None


def _days(
    year: str | None, month: int, first: str, last: str
) -> tuple[PartialDate, PartialDate | None] | None:
    start, end = make_date(year, month, int(first)), make_date(year, month, int(last))
    return (start, end) if start and end and int(first) <= int(last) else None


def make_date(year: str | int | None, month: int | None, day: int | None) -> PartialDate | None:
    """Return a partial date from its parts, null when no such day exists."""
    if month is None:
        return PartialDate(str(year), "year") if year else None
    if not 1 <= month <= 12 or (day is not None and not _is_day(year, month, day)):
        return None
    if year is None:
        return PartialDate(f"--{month:02}-{day:02}", "day_without_year") if day else None
    if day is None:
        return PartialDate(f"{year}-{month:02}", "month")
    return PartialDate(f"{year}-{month:02}-{day:02}", "day")


def _is_day(year: str | int | None, month: int, day: int) -> bool:
    try:
        date(int(year or 2000), month, day)
    except ValueError:
        return False
    return True


def _join_ranges(text: str, found: list[FoundDate]) -> list[FoundDate]:
    """Make one range of two dates with nothing but a dash or "to" between: 28 May - 2 June 2025."""
    joined: list[FoundDate] = []
    for entry in found:
        last = joined[-1] if joined else None
        if (
            last
            and last.last is None
            and entry.last is None
            and BETWEEN.fullmatch(text[last.end : entry.start])
        ):
            first = _with_year_of(last.first, entry.first)
            if first and _is_order(first, entry.first):
                joined[-1] = FoundDate(first, entry.first, last.start, entry.end)
                continue
        joined.append(entry)
    return joined


def _with_year_of(first: PartialDate, last: PartialDate) -> PartialDate | None:
    if first.precision != "day_without_year" or last.precision != "day":
        return first if first.precision == last.precision else None
    year, month_day = int(last.value[:4]), first.value[2:]
    return PartialDate(f"{year - (month_day > last.value[5:])}-{month_day}", "day")


def _is_order(first: PartialDate, last: PartialDate) -> bool:
    return first.value <= last.value
