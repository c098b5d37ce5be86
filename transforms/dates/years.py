"""The year of a date that prints none, from the date of the document and a printed weekday."""

from __future__ import annotations

from datetime import date

from extractors.model import PartialDate


def exists(parts: tuple[int, int, int]) -> bool:
    """Whether the calendar has the day; 29 February exists while the year is not known."""
    year, month, day = parts
    try:
        date(year or 2000, month or 1, day or 1)
    except ValueError:
        return False
    return True


def dated(
    parts: tuple[int, int, int], weekday: int | None, anchor: PartialDate | None
) -> tuple[PartialDate, str | None]:
    """The date of (year, month, day), each 0 where not printed, and `weekday_misfit` where that is so.

    A missing year is that of the day nearest to `anchor`, at most half a year away, that fits the weekday.
    """
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
        return [date(year, month, day)] if exists((year, month, day)) else []
    about = date(year, rest[0], rest[1] if len(rest) > 1 else 15)
    days = [date(each, month, day) for each in (year - 1, year, year + 1) if _can_be(each, month, day)]
    near = [each for each in days if abs((each - about).days) <= _NEAR_DAYS]
    return sorted(near, key=lambda each: (abs((each - about).days), each))


def _can_be(year: int, month: int, day: int) -> bool:
    return 1 <= year <= 9999 and exists((year, month, day))
