"""The times of day printed behind a date."""

from __future__ import annotations

import re
from typing import NamedTuple

from transforms.dates.patterns import CLOCK, TIMES
from transforms.gazetteer import fold_text

# Times stand close behind their date.
_FARTHEST = 60
_DIGIT = re.compile(r"\d")


class Times(NamedTuple):
    """`HH:MM` as printed, local; `end` is null for a single time; `length` of the words in characters."""

    start: str
    end: str | None
    length: int


def read_times(text: str) -> Times | None:
    """The time or times that `text`, what follows a date, begins with; null when it has none."""
    if not _DIGIT.search(text, 0, _FARTHEST):
        return None
    tail = fold_text(text[:_FARTHEST])
    match = TIMES.match(tail.folded)
    if match is None:
        return None
    start = _clock(match["start"], match["end"])
    if start is None:
        return None
    end = _clock(match["end"], None) if match["end"] else None
    _, length = tail.span(0, match.end() if end else match.end("start"))
    return Times(start, end, length)


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
