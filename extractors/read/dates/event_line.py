"""Event lines: "Tuesday, 20 May 2025, 14:00 to 16:00, Room II, Geneva" to days, times and place."""

from __future__ import annotations

import re

from extractors.model import EventFields
from extractors.read.dates.find import find_dates


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


CLOCK = r"\d{1,2}(?:[:.h]\d{2}|\s?h\b(?:\d{2})?)(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?"
# 11:00 to 12:30, 9.30 - 17.00, 14h30 a 16h00
ZONE = (
    r"(?:\s*\(?\b(?:CES?T|GMT|UTC|E[SD]T|BST|EAT|ICT|WAT|IST)\b(?:\s?[+-]\d{1,2})?\)?|\s*\([^()]{0,30}time\))"
)
TIME_RANGE = re.compile(
    rf"(?<![\d.:])({CLOCK})(?:\s*(?:-|\u2013|\u2014|to|\u00e0|a|au|until)\s*({CLOCK}))?(?:\s*(?:hrs?|h|hours)\b)?{ZONE}?",
    re.I,
)
WEEKDAYS = (
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
    "lunes|martes|miércoles|jueves|viernes|sábado|domingo"
)
NOT_A_PLACE = re.compile(
    rf"^(?:(?:{WEEKDAYS}|from|on|du|del|le|el|dates?|when|quand|cu[áa]ndo|fechas?|at|to)\b[\s,:.]*|-\s*)+",
    re.I,
)


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
