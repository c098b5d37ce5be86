"""The date of a short string, printed or written by a machine."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytz

from extractors.model import PartialDate
from extractors.read.dates.find import find_dates

FIRST_YEAR, LAST_YEAR = 1900, 2100


def parse_date(text: str | None, *, zone: str = "UTC") -> PartialDate | None:
    """Return the first date of a short printed or machine-written string, null when there is none.

    `zone` is where an instant (Unix seconds, ISO with Z) has its day; an ISO offset speaks for itself.
    """
    if not text or not text.strip():
        return None
    instant = _instant(text.strip(), zone)
    if instant:
        return instant
    found = find_dates(text)
    if found:
        return found[0].first
    # "2010" is a year only when nothing else is printed.
    year = re.fullmatch(r"\D{0,3}(\d{4})\D{0,3}", text.strip())
    return PartialDate(year[1], "year") if year and FIRST_YEAR <= int(year[1]) <= LAST_YEAR else None


def parse_range(text: str | None) -> tuple[PartialDate, PartialDate] | None:
    """Return first and last day of the first date or range in a text (the same day for a single date)."""
    if not text:
        return None
    found = find_dates(text)
    if not found:
        return None
    first = found[0]
    return first.first, first.last or first.first


INSTANT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})?$")


def _instant(text: str, zone: str) -> PartialDate | None:
    if re.fullmatch(r"-?\d{9,11}(?:\.\d+)?", text):
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=float(text))
        return PartialDate(moment.astimezone(pytz.timezone(zone)).date().isoformat(), "day")
    match = INSTANT.match(text)
    if not match:
        return None
    if match[3] != "Z":
        return PartialDate(match[1], "day") if _is_iso_day(match[1]) else None
    try:
        moment = datetime.fromisoformat(f"{match[1]}T{match[2]}+00:00")
    except ValueError:
        return None
    return PartialDate(moment.astimezone(pytz.timezone(zone)).date().isoformat(), "day")


def _is_iso_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
