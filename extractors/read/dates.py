"""Dates as the sites print them, to dates as precise as they were printed. Pure: no clock, no guess.

Month names come from CLDR (Babel) in English, French and Spanish at once, because an English page of
the ILO may print "4 Octobre 2012". A year that is not printed is not invented.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

import pytz
from babel.dates import get_month_names

from extractors.model import EventFields, PartialDate

LANGUAGES = ("en", "fr", "es")
# Forms that CLDR lacks: "Sept. 2011", "set. 2011".
EXTRA_MONTHS = {"sept": 9, "set": 9, "setiembre": 9}
FIRST_YEAR, LAST_YEAR = 1900, 2100


class FoundDate(NamedTuple):
    """A date or a range of days and where it stands in the text; `last` is null for a single date."""

    first: PartialDate
    last: PartialDate | None
    start: int
    end: int


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


def parse_event_line(text: str | None) -> EventFields | None:
    """Return days, times and place of an event line, null when it holds no date.

    The place is what is left after the date and the times; the text itself is kept as printed.
    """
    if not text:
        return None
    found = find_dates(text)
    if not found:
        return None
    when = found[0]
    times = TIME_RANGE.search(text, when.end) or TIME_RANGE.search(text)
    rest = text[: when.start] + " | " + (_without(text, when.end, times) if times else text[when.end :])
    return EventFields(
        starts_on=when.first,
        ends_on=when.last or when.first,
        start_time=_time(times[1]) if times else None,
        end_time=_time(times[2]) if times and times[2] else None,
        place=_place(rest),
        text=text,
    )


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


@lru_cache(maxsize=512)
def fold(text: str) -> str:
    """Return text in lower case without accents, of the same length, blanks and dashes made plain."""
    if text.isascii():
        return text.lower()
    return "".join(_fold_character(character) for character in text)


def _fold_character(character: str) -> str:
    if character in "\u2010\u2011\u2012\u2013\u2014\u2015\u2212":
        return "-"
    if character.isspace():
        return " "
    base = unicodedata.normalize("NFD", character)[0].lower()
    return base if len(base) == 1 else character


def _month_names() -> dict[str, int]:
    names = dict(EXTRA_MONTHS)
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                months = get_month_names(width, context, language)
                names.update({fold(str(name)).rstrip("."): month for month, name in months.items()})
    return names


MONTHS = _month_names()
MONTH = "(?:" + "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True)) + r")\b\.?"
DAY = r"\d{1,2}(?!\d)"
ORDINAL = r"(?:\s?(?:st|nd|rd|th|er|re|o|a)\b|\.?[\u00ba\u00aa\u00b0])?"
OF = r"(?:\s*-\s*|\s+of\s+|\s+del?\s+|\s*,\s*|\s+|(?<=\d)(?=[a-z]))"
YEAR = r"(?:19|20)\d\d(?!\d)"
TO = r"\s*(?:-|/|&|\bto\b|\bau\b|\bal?\b|\band\b|\bet\b|\by\b|\band\b|\bthrough\b|\buntil\b|\bhasta\b|\bjusqu.au\b)\s*"
ISO = r"(?P<iy>(?:19|20)\d\d)-(?P<im>\d\d)(?:-(?P<id>\d\d))?(?!\d)"
# 20-22 May 2025, du 20 au 22 mai 2025, 20 y 21 de mayo de 2025
DAYS_MONTH = rf"(?P<a1>{DAY}){ORDINAL}{TO}(?P<a2>{DAY}){ORDINAL}{OF}(?P<am>{MONTH})(?:{OF}(?P<ay>{YEAR}))?"
# 13 June 2011, 4 Octobre 2012, 1er mai 2013, 7 de marzo de 2014, 27 March
DAY_MONTH = rf"(?P<b1>{DAY}){ORDINAL}{OF}(?P<bm>{MONTH})(?:{OF}(?P<by>{YEAR}))?"
# May 20-22, 2025
MONTH_DAYS = rf"(?P<cm>{MONTH})\s+(?P<c1>{DAY}){ORDINAL}{TO}(?P<c2>{DAY}){ORDINAL}(?:,?\s+(?P<cy>{YEAR}))?(?!\s*(?:{MONTH}))"
# December 24, 2014
MONTH_DAY = rf"(?P<dm>{MONTH})\s+(?P<d1>{DAY}){ORDINAL}(?:,?\s+(?P<dy>{YEAR}))?"
# June 1999, mayo de 2013
MONTH_YEAR = rf"(?P<em>{MONTH}){OF}(?P<ey>{YEAR})"
# 05/03/2014, 5.3.2014: the day first, as in Geneva
NUMERIC = rf"(?P<f1>\d{{1,2}})(?P<fs>[./])(?P<f2>\d{{1,2}})(?P=fs)(?P<fy>{YEAR})"
ANY_DATE = re.compile(
    # World of Work No. 30, July 1999: a number is no day
    r"(?<![\w.])(?<!\bno\. )(?<!\bno )(?<!\bn\u00b0 )(?<!\bnum\. )"
    rf"(?:{ISO}(?=t\d|\b)|{DAYS_MONTH}|{DAY_MONTH}|{MONTH_DAYS}|{MONTH_DAY}|{MONTH_YEAR}|{NUMERIC})"
)
BETWEEN = re.compile(TO)
CLOCK = r"\d{1,2}(?:[:.h]\d{2}|\s?h\b(?:\d{2})?)(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?"
# 11:00 to 12:30, 9.30 - 17.00, 14h30 a 16h00
ZONE = (
    r"(?:\s*\(?\b(?:CES?T|GMT|UTC|E[SD]T|BST|EAT|ICT|WAT|IST)\b(?:\s?[+-]\d{1,2})?\)?|\s*\([^()]{0,30}time\))"
)
TIME_RANGE = re.compile(
    rf"(?<![\d.:])({CLOCK})(?:\s*(?:-|\u2013|\u2014|to|\u00e0|a|au|until)\s*({CLOCK}))?(?:\s*(?:hrs?|h|hours)\b)?{ZONE}?",
    re.I,
)
INSTANT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})?$")
WEEKDAYS = (
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
    "lunes|martes|miércoles|jueves|viernes|sábado|domingo"
)
NOT_A_PLACE = re.compile(rf"^(?:(?:{WEEKDAYS}|from|on|du|del|le|el|dates?|when|at|to)\b[\s,:.]*|-\s*)+", re.I)


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


def _time(text: str) -> str:
    """Return a time of day as HH:MM: 9.30 a.m., 14h30, 2 pm."""
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    hour, minute = numbers[0], numbers[1] if len(numbers) > 1 else 0
    half = re.search(r"([ap])\.?m", text, re.I)
    if half:
        hour = hour % 12 + (12 if half[1].lower() == "p" else 0)
    return f"{hour:02}:{minute:02}"


def _without(text: str, start: int, times: re.Match[str]) -> str:
    if times.start() < start:
        return text[start:]
    return text[start : times.start()] + " | " + text[times.end() :]


def _place(rest: str) -> str | None:
    pieces = [piece.strip(" ,;:-\u2013\u2014\u00b7()") for piece in re.split(r"\s*[|\u2022]\s*", rest)]
    pieces = [NOT_A_PLACE.sub("", piece + " ").strip(" ,;:-") for piece in pieces]
    kept = [_balance(piece) for piece in pieces if piece]
    return ", ".join(kept) or None


def _balance(piece: str) -> str:
    return piece + ")" if piece.count("(") > piece.count(")") else piece
