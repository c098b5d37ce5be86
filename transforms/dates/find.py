"""Dates in running text, in English, French and Spanish, as precise as they are printed.

Nothing is resolved against today: a missing year comes from the date of the document (`anchor`), the
candidate nearest to it that fits a printed weekday; where there is none, the date says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from extractors.findings import Mention, Span
from extractors.model import Issue, PartialDate, Passage
from transforms.dates.reading import RawDate, read_dates
from transforms.dates.times import read_times
from transforms.dates.years import dated
from transforms.gazetteer import fold_text


class FoundDate(NamedTuple):
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
    dates = read_dates(fold_text(text), language)
    return tuple(_with_times(_resolved(each, anchor), text, dates) for each in dates)


def _resolved(raw: RawDate, anchor: PartialDate | None) -> FoundDate:
    """The date with its year, printed or taken from the anchor, and checked against the weekday."""
    first, problem = dated(raw.first, raw.weekday, anchor)
    last = None
    if raw.last:
        last, _ = dated(raw.last, None, first if first.precision == "day" else None)
    return FoundDate(raw.start, raw.end, raw.surface, first, last, weekday=raw.weekday, problem=problem)


def _with_times(found: FoundDate, text: str, dates: Sequence[RawDate]) -> FoundDate:
    """The date with the times printed behind it; surface and span grow over them."""
    if not found.is_day:
        return found
    limit = min((each.start for each in dates if each.start >= found.end), default=len(text))
    times = read_times(text[found.end : limit])
    if times is None:
        return found
    end = found.end + times.length
    return found._replace(
        end=end, surface=text[found.start : end], start_time=times.start, end_time=times.end
    )


# `09 de noviembre de 2021, Ginebra`: the line that dates an item of a listing
_LONGEST_ITEM_LINE = 70


def _item_day(passage: Passage, dates: Sequence[FoundDate]) -> PartialDate | None:
    if len(passage.text) > _LONGEST_ITEM_LINE or len(dates) != 1:
        return None
    day = dates[0].starts_on
    return day if day.precision == "day" and not day.is_inferred else None


def date_mentions(
    passages: Sequence[Passage],
    anchor: PartialDate | None,
    language: str | None = None,
    *,
    is_listing: bool = False,
) -> tuple[list[Mention], list[Issue]]:
    """Every date of the passages as a mention, and an issue for each weekday that does not fit.

    In a listing a missing year is that of the item: of the last line with a whole day above.
    """
    mentions: list[Mention] = []
    issues: list[Issue] = []
    for passage in passages:
        found_here = find_dates(passage.text, anchor=anchor, language=language)
        anchor = _item_day(passage, found_here) or anchor if is_listing else anchor
        for found in found_here:
            span = Span(passage.ordinal, found.start, found.end, found.surface)
            inferred = found.starts_on.is_inferred
            mentions.append(
                Mention("date", found.iso, span, f"dates.{found.starts_on.precision}", None, 1.0, inferred)
            )
            if found.problem:
                issues.append(Issue(found.problem, f"{found.surface!r} is no such weekday", "date"))
    return mentions, issues
