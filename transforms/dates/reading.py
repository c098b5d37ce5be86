"""The dates that a folded text prints, before years are inferred: day lists, ranges, months, years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from re import Match
from typing import Any, NamedTuple

import ahocorasick

from transforms.dates.calendar_words import month_numbers, weekday_numbers
from transforms.dates.patterns import BETWEEN_DATES, BETWEEN_LEAD, DATES, DAYS_RANGE, NUMBERS, ONE_DAY
from transforms.dates.years import exists
from transforms.gazetteer import FoldedText
from transforms.spans import before


@lru_cache(maxsize=1)
def _first_words() -> Any:  # noqa: ANN401  (the package has no types)
    """The month and weekday names, one of which or a number begins every date."""
    automaton = ahocorasick.Automaton()
    for word in (*month_numbers(), *weekday_numbers()):
        automaton.add_word(word, len(word))
    automaton.make_automaton()
    return automaton


def _matches(text: str) -> Iterator[Match[str]]:
    """The matches of DATES in the folded text; trying only where a date can begin is five times as fast."""
    starts = {match.start() for match in NUMBERS.finditer(text)}
    if not starts:
        return
    names = [last + 1 - length for last, length in _first_words().iter(text)]
    # "supermarket" holds a month, too.
    starts.update([at for at in names if not text[at - 1 : at].isalnum()])
    end = 0
    for start in sorted(starts):
        match = DATES.match(text, start) if start >= end else None
        if match:
            yield match
            end = match.end()


class RawDate(NamedTuple):
    """A date as printed; year, month and day are 0 where not printed, weekday 0 for Monday."""

    start: int
    end: int
    first: tuple[int, int, int]
    last: tuple[int, int, int] | None = None
    weekday: int | None = None
    surface: str = ""


def read_dates(folded: FoldedText, language: str | None) -> list[RawDate]:
    """Every date that the text prints, ranges over two months joined, in the offsets of the original."""
    raw = [found for match in _matches(folded.folded) for found in _read(match, folded, language)]
    return [_placed(each, folded) for each in _joined(raw, folded)]


def _read(match: Match[str], folded: FoldedText, language: str | None) -> Iterator[RawDate]:
    """The dates that one match means; none when it is no day of the calendar."""
    if match["days"]:
        found = list(_days(match, "days", "month", "year"))
    elif match["us_days"]:
        found = list(_days(match, "us_days", "us_month", "us_year"))
        found = [] if _is_count_after_month(match, folded) else found
    elif match["iso"] or match["first"]:
        found = list(_numeric(match, language))
    else:
        found = list(_coarse(match))
    if _is_weak(match, folded):
        return
    yield from (each for each in found if exists(each.first) and (not each.last or exists(each.last)))


def _days(match: Match[str], days: str, month: str, year: str) -> Iterator[RawDate]:
    """One date, one range, or the separate days of `3 and 17 May`."""
    number = month_numbers()[match[month]]
    full_year = int(match[year]) if match[year] else 0
    text, offset = match[days], match.start(days)
    parts = list(ONE_DAY.finditer(text))
    values = [int("".join(filter(str.isdigit, part[0]))) for part in parts]
    weekday = weekday_numbers()[match["weekday"]] if match["weekday"] else None
    if len(values) == 1:
        yield RawDate(match.start(), match.end(), (full_year, number, values[0]), None, weekday)
        return
    is_between = BETWEEN_LEAD.search(before(match.string, match.start())) is not None
    is_range = (
        is_between or DAYS_RANGE.search(text) is not None or values == list(range(values[0], values[-1] + 1))
    )
    if is_range and values[0] < values[-1]:
        last = (full_year, number, values[-1])
        yield RawDate(match.start(), match.end(), (full_year, number, values[0]), last, weekday)
        return
    for at, (part, value) in enumerate(zip(parts, values, strict=True)):
        start = match.start() if at == 0 else offset + part.start()
        end = match.end() if at == len(parts) - 1 else offset + part.end()
        yield RawDate(start, end, (full_year, number, value), None, weekday if at == 0 else None)


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


def _numeric(match: Match[str], language: str | None) -> Iterator[RawDate]:
    if match["iso"]:
        year, month, day = (int(part) for part in match["iso"].split("-"))
        yield RawDate(match.start(), match.end(), (year, month, day))
        return
    first, second, year = int(match["first"]), int(match["second"]), int(match["numeric_year"])
    is_european = language in {"fr", "es"} or first > 12 or match["mark"] == "." or first == second
    if is_european:
        yield RawDate(match.start(), match.end(), (year, second, first))
    elif second > 12:
        yield RawDate(match.start(), match.end(), (year, first, second))


def _coarse(match: Match[str]) -> Iterator[RawDate]:
    """Months and years without a day."""
    numbers = month_numbers()
    if match["only_month"]:
        year, month = int(match["only_year"]), numbers[match["only_month"]]
        if match["from_month"]:
            first = numbers[match["from_month"]]
            start = (year - (first > month), first, 0)
            yield RawDate(match.start(), match.end(), start, (year, month, 0))
        else:
            yield RawDate(match.start(), match.end(), (year, month, 0))
    elif match["from_year"]:
        first, last = int(match["from_year"]), int(match["to_year"])
        if first < last:
            yield RawDate(match.start(), match.end(), (first, 0, 0), (last, 0, 0))
    elif match["year_alone"]:
        yield RawDate(match.start(), match.end(), (int(match["year_alone"]), 0, 0))


def _joined(raw: Sequence[RawDate], folded: FoldedText) -> list[RawDate]:
    """Ranges over two months made one: `28 March to 2 April 2014`."""
    joined: list[RawDate] = []
    for each in raw:
        previous = joined[-1] if joined else None
        if previous and _are_range(previous, each, folded.folded):
            joined[-1] = _as_range(previous, each)
        else:
            joined.append(each)
    return joined


def _are_range(first: RawDate, second: RawDate, text: str) -> bool:
    if first.last or second.last or not first.first[2] or not second.first[2]:
        return False
    return BETWEEN_DATES.fullmatch(text[first.end : second.start]) is not None


def _as_range(first: RawDate, second: RawDate) -> RawDate:
    year, month, day = first.first
    if not year and second.first[0]:
        year = second.first[0] - (month > second.first[1])
    return RawDate(first.start, second.end, (year, month, day), second.first, first.weekday)


def _placed(raw: RawDate, folded: FoldedText) -> RawDate:
    """The date in the offsets of the original text."""
    start, end = folded.span(raw.start, raw.end)
    end -= folded.original[start:end].endswith(".")
    return RawDate(start, end, raw.first, raw.last, raw.weekday, folded.original[start:end])
