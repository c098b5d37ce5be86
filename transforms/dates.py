"""Dates in running text, in English, French and Spanish, as precise as they are printed.

Nothing is resolved against today: a missing year comes from the date of the document (`anchor`), the
candidate nearest to it that fits a printed weekday; where there is none, the date says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from re import Match

from extractors.findings import Mention, Span
from extractors.model import Issue, PartialDate, Passage
from transforms.calendar_words import month_numbers, weekday_numbers
from transforms.date_patterns import BETWEEN_DATES, CLOCK, DATES, DAYS_RANGE, ONE_DAY, TIMES
from transforms.gazetteer import FoldedText, fold_text


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date or range of dates at `text[start:end] == surface`.

    `ends_on` is null for a single date. Times are `HH:MM` as printed, local. `weekday` is 0 for
    Monday, null when none is printed. `problem` is `weekday_misfit` when weekday and date disagree.
    """

    start: int
    end: int
    surface: str
    starts_on: PartialDate
    ends_on: PartialDate | None = None
    start_time: str | None = None
    end_time: str | None = None
    weekday: int | None = None
    problem: str | None = None

    @property
    def iso(self) -> str:
        """The ISO 8601 value; for a range `start/end`."""
        return f"{self.starts_on.value}/{self.ends_on.value}" if self.ends_on else self.starts_on.value

    @property
    def is_day(self) -> bool:
        """Whether the day is known, with or without a year."""
        return self.starts_on.precision in {"day", "day_without_year"}


def find_dates(
    text: str, *, anchor: PartialDate | None = None, language: str | None = None
) -> list[FoundDate]:
    """Every date in `text` in reading order, without overlaps.

    `anchor` is the date of the document, from which a missing year is taken. `language` decides
    whether 03/04/2011 is April (French, Spanish) or not known (English: left out).
    """
    return list(_find_dates(text, anchor, language))


@lru_cache(maxsize=1024)
def _find_dates(text: str, anchor: PartialDate | None, language: str | None) -> tuple[FoundDate, ...]:
    folded = fold_text(text)
    raw = [found for match in DATES.finditer(folded.folded) for found in _read(match, folded, language)]
    dates = [_placed(each, folded) for each in _joined(raw, folded)]
    return tuple(_with_times(_resolved(each, anchor), text, dates) for each in dates)


@dataclass(frozen=True, slots=True)
class _Raw:
    """A date in the offsets of the folded text; year, month and day are 0 where not printed."""

    start: int
    end: int
    first: tuple[int, int, int]
    last: tuple[int, int, int] | None = None
    weekday: int | None = None
    surface: str = ""


def _read(match: Match[str], folded: FoldedText, language: str | None) -> Iterator[_Raw]:
    """The dates that one match means; none when it is no day of the calendar."""
    groups = match.groupdict()
    if groups["days"]:
        found = list(_days(match, "days", "month", "year"))
    elif groups["us_days"]:
        found = list(_days(match, "us_days", "us_month", "us_year"))
        found = [] if _is_count_after_month(match, folded) else found
    elif groups["iso"] or groups["first"]:
        found = list(_numeric(match, language))
    else:
        found = list(_coarse(match))
    if _is_weak(match, folded):
        return
    yield from (each for each in found if _exists(each.first) and (not each.last or _exists(each.last)))


def _days(match: Match[str], days: str, month: str, year: str) -> Iterator[_Raw]:
    """One date, one range, or the separate days of `3 and 17 May`."""
    number = month_numbers()[match[month]]
    full_year = int(match[year]) if match[year] else 0
    text, offset = match[days], match.start(days)
    parts = list(ONE_DAY.finditer(text))
    values = [int("".join(filter(str.isdigit, part[0]))) for part in parts]
    weekday = weekday_numbers()[match["weekday"]] if match["weekday"] else None
    if len(values) == 1:
        yield _Raw(match.start(), match.end(), (full_year, number, values[0]), None, weekday)
        return
    is_range = DAYS_RANGE.search(text) is not None or values == list(range(values[0], values[-1] + 1))
    if is_range and values[0] < values[-1]:
        last = (full_year, number, values[-1])
        yield _Raw(match.start(), match.end(), (full_year, number, values[0]), last, weekday)
        return
    for at, (part, value) in enumerate(zip(parts, values, strict=True)):
        start = match.start() if at == 0 else offset + part.start()
        end = match.end() if at == len(parts) - 1 else offset + part.end()
        yield _Raw(start, end, (full_year, number, value), None, weekday if at == 0 else None)


# `In March 12 women` counts women; `on March 12 in Lima` is a day.
_AFTER_DAY = frozenset(
    {
        "at",
        "in",
        "the",
        "and",
        "to",
        "on",
        "for",
        "from",
        "as",
        "when",
        "with",
        "by",
        "of",
        "is",
        "was",
        "will",
    }
    | {
        "a",
        "an",
        "or",
        "until",
        "through",
        "between",
        "during",
        "that",
        "where",
        "which",
        "who",
        "has",
        "had",
    }
    | {"have", "after", "before", "it", "this", "en", "a", "au", "dans", "et", "y", "con", "avec"}
)


def _is_count_after_month(match: Match[str], folded: FoldedText) -> bool:
    """Whether the number after the month counts things instead of days."""
    if match["us_year"] or not match["us_days"][-1].isdigit() or match["weekday"]:
        return False
    after = folded.folded[match.end() : match.end() + 24].split(" ")
    if len(after) < 2 or after[0] != "":
        return False
    word = after[1].rstrip(".,;:!?)")
    start, _ = folded.span(match.end() + 1, match.end() + 2)
    return word.isalpha() and word not in _AFTER_DAY and folded.original[start].islower()


# Short forms and words that are verbs too need a capital or a year: `it may 3 times`, `4 mar`.
_WEAK_MONTHS = frozenset({"may", "march", "mar", "ago", "dec", "mai", "set", "avr", "jun", "ene"})


def _is_weak(match: Match[str], folded: FoldedText) -> bool:
    group = next((name for name in ("month", "us_month") if match[name]), None)
    if group is None or match[group] not in _WEAK_MONTHS:
        return False
    year = match["year"] if group == "month" else match["us_year"]
    start, _ = folded.span(match.start(group), match.start(group) + 1)
    if group == "month" and match[group] == "mai":
        return False
    return not year and not folded.original[start].isupper()


def _numeric(match: Match[str], language: str | None) -> Iterator[_Raw]:
    if match["iso"]:
        year, month, day = (int(part) for part in match["iso"].split("-"))
        yield _Raw(match.start(), match.end(), (year, month, day))
        return
    first, second, year = int(match["first"]), int(match["second"]), int(match["numeric_year"])
    is_european = language in {"fr", "es"} or first > 12 or match["mark"] == "." or first == second
    if is_european:
        yield _Raw(match.start(), match.end(), (year, second, first))
    elif second > 12:
        yield _Raw(match.start(), match.end(), (year, first, second))


def _coarse(match: Match[str]) -> Iterator[_Raw]:
    """Months and years without a day."""
    numbers = month_numbers()
    if match["only_month"]:
        year, month = int(match["only_year"]), numbers[match["only_month"]]
        if match["from_month"]:
            first = numbers[match["from_month"]]
            start = (year - (first > month), first, 0)
            yield _Raw(match.start(), match.end(), start, (year, month, 0))
        else:
            yield _Raw(match.start(), match.end(), (year, month, 0))
    elif match["from_year"]:
        first, last = int(match["from_year"]), int(match["to_year"])
        if first < last:
            yield _Raw(match.start(), match.end(), (first, 0, 0), (last, 0, 0))
    elif match["year_alone"]:
        yield _Raw(match.start(), match.end(), (int(match["year_alone"]), 0, 0))


def _exists(parts: tuple[int, int, int]) -> bool:
    """Whether the calendar has the day; 29 February exists while the year is not known."""
    year, month, day = parts
    try:
        date(year or 2000, month or 1, day or 1)
    except ValueError:
        return False
    return True


def _joined(raw: Sequence[_Raw], folded: FoldedText) -> list[_Raw]:
    """Ranges over two months made one: `28 March to 2 April 2014`."""
    joined: list[_Raw] = []
    for each in raw:
        previous = joined[-1] if joined else None
        if previous and _are_range(previous, each, folded.folded):
            joined[-1] = _as_range(previous, each)
        else:
            joined.append(each)
    return joined


def _are_range(first: _Raw, second: _Raw, text: str) -> bool:
    if first.last or second.last or not first.first[2] or not second.first[2]:
        return False
    return BETWEEN_DATES.fullmatch(text[first.end : second.start]) is not None


def _as_range(first: _Raw, second: _Raw) -> _Raw:
    year, month, day = first.first
    if not year and second.first[0]:
        year = second.first[0] - (month > second.first[1])
    return _Raw(first.start, second.end, (year, month, day), second.first, first.weekday)


def _placed(raw: _Raw, folded: FoldedText) -> _Raw:
    """The date in the offsets of the original text."""
    start, end = folded.span(raw.start, raw.end)
    end -= folded.original[start:end].endswith(".")
    return replace(raw, start=start, end=end, surface=folded.original[start:end])


def _resolved(raw: _Raw, anchor: PartialDate | None) -> FoundDate:
    """The date with its year, printed or taken from the anchor, and checked against the weekday."""
    first, problem = _dated(raw.first, raw.weekday, anchor)
    last = None
    if raw.last:
        end_anchor = first if first.precision == "day" else None
        last, _ = _dated(raw.last, None, end_anchor)
    return FoundDate(raw.start, raw.end, raw.surface, first, last, weekday=raw.weekday, problem=problem)


def _dated(
    parts: tuple[int, int, int], weekday: int | None, anchor: PartialDate | None
) -> tuple[PartialDate, str | None]:
    year, month, day = parts
    if year and not day:
        return (PartialDate(f"{year}-{month:02}", "month") if month else PartialDate(f"{year}", "year")), None
    if year:
        printed = date(year, month, day)
        problem = "weekday_misfit" if weekday is not None and printed.weekday() != weekday else None
        return PartialDate(printed.isoformat(), "day"), problem
    candidates = _candidates(month, day, anchor)
    fitting = [each for each in candidates if weekday is None or each.weekday() == weekday]
    if fitting:
        return PartialDate(fitting[0].isoformat(), "day", is_inferred=True), None
    problem = "weekday_misfit" if candidates else None
    return PartialDate(f"--{month:02}-{day:02}", "day_without_year"), problem


# A release speaks of days near its own: half a year either way.
_NEAR_DAYS = 183


def _candidates(month: int, day: int, anchor: PartialDate | None) -> list[date]:
    """The days that a date without a year can mean, nearest to the anchor first."""
    if anchor is None or anchor.precision not in {"day", "month", "year"}:
        return []
    year, *rest = (int(part) for part in anchor.value.split("-"))
    if not rest:
        return [date(year, month, day)] if _exists((year, month, day)) else []
    about = date(year, rest[0], rest[1] if len(rest) > 1 else 15)
    days = [date(each, month, day) for each in (year - 1, year, year + 1) if _can_be(each, month, day)]
    near = [each for each in days if abs((each - about).days) <= _NEAR_DAYS]
    return sorted(near, key=lambda each: (abs((each - about).days), each))


def _can_be(year: int, month: int, day: int) -> bool:
    return 1 <= year <= 9999 and _exists((year, month, day))


def _with_times(found: FoundDate, text: str, dates: Sequence[_Raw]) -> FoundDate:
    """The date with the times printed behind it; surface and span grow over them."""
    if not found.is_day:
        return found
    limit = min((each.start for each in dates if each.start >= found.end), default=len(text))
    tail = fold_text(text[found.end : min(limit, found.end + 60)])
    match = TIMES.match(tail.folded)
    if match is None:
        return found
    end_text = match["end"]
    start = _clock(match["start"], end_text)
    if start is None:
        return found
    end = _clock(end_text, None) if end_text else None
    stop = match.end() if end or not end_text else match.end("start")
    _, length = tail.span(0, stop)
    upto = found.end + length
    return replace(found, end=upto, surface=text[found.start : upto], start_time=start, end_time=end)


def _clock(text: str, later: str | None) -> str | None:
    """`HH:MM` of a time; null when it may be any number. `9 to 11 a.m.` borrows its half of the day."""
    match = CLOCK.fullmatch(text)
    if match is None:
        return None
    rest = match["rest"].replace(".", "").strip()
    half = rest or (CLOCK.sub(r"\g<rest>", later).replace(".", "").strip() if later else "")
    if match["minute"] is None and not rest and "h" not in text and half not in {"am", "pm"}:
        return None
    hour = int(match["hour"])
    if half == "pm" and hour < 12:
        hour += 12
    if half == "am" and hour == 12:
        hour = 0
    return f"{hour:02}:{match['minute'] or '00'}" if hour < 24 else None


def date_mentions(
    passages: Sequence[Passage], anchor: PartialDate | None, language: str | None = None
) -> tuple[list[Mention], list[Issue]]:
    """Every date of the passages as a mention, and an issue for each weekday that does not fit."""
    mentions: list[Mention] = []
    issues: list[Issue] = []
    for passage in passages:
        for found in find_dates(passage.text, anchor=anchor, language=language):
            span = Span(passage.ordinal, found.start, found.end, found.surface)
            inferred = found.starts_on.is_inferred
            mentions.append(
                Mention("date", found.iso, span, f"dates.{found.starts_on.precision}", None, 1.0, inferred)
            )
            if found.problem:
                issues.append(Issue(found.problem, f"{found.surface!r} is no such weekday", "date"))
    return mentions, issues
