"""Header lines: `News | 13 June 2011`, `Type | Place | date`, `13 March 2014, 13:00 to 14:15, Room II`."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractors.model import EventFields, PartialDate
from extractors.read.dates.event_line import parse_event_line
from extractors.read.dates.find import find_dates
from extractors.read.document_type import Typed, type_of_word

# Date issued: 08 March 2019 | Size/duration: 00:31
LABELLED = re.compile(
    r"^(?:date issued|date of issue|published(?: on)?|issued|date|publi\u00e9 le|fecha|fecha de publicaci\u00f3n|"
    r"date de publication|publicado el)\s*:?\s+",
    re.I,
)
NOT_PLACES = re.compile(r"\d{1,2}:\d{2}|size|duration|dur\u00e9e|duraci\u00f3n|\bmin\b|\bWCMS_", re.I)
# Durée : janvier 2018 – décembre 2021 | Pays : Burkina Faso, Mali | Donateur : NORAD
LABEL = re.compile(r"[^\W\d][^:|]{1,28}\s?:\s+\S")
# "Quito, del 30 de mayo al 1.º de junio": the words that lead to the day are no part of the place.
LEADS_TO_DAY = re.compile(r"[\s,]+(?:del|desde el|du|from|on|le|el)$", re.I)
LONGEST = 160


class HeaderLine(NamedTuple):
    """What a header line says; `date` is its first day, `event` the days, times and place it prints."""

    text: str
    type_word: str | None
    typed: Typed | None
    place: str | None
    date: PartialDate | None
    event: EventFields | None


def read_header_line(text: str | None) -> HeaderLine | None:
    """Return what a short line above the text says, null when it holds neither a date nor a type word."""
    if not text or len(text) > LONGEST:
        return None
    parts = [part.strip() for part in text.split("|") if part.strip()]
    typed = [(part, type_of_word(part)) for part in parts]
    word = next((entry for entry in typed if entry[1]), (None, None))
    rest = [LABELLED.sub("", part) for part, kind in typed if not kind]
    plain = [part for part in rest if len(parts) == 1 or not LABEL.match(part)]
    found = [part for part in plain if find_dates(part)]
    if not found and not word[1]:
        return None
    event = parse_event_line(
        " | ".join(part for part in plain if not NOT_PLACES.search(part) or part in found)
    )
    places = [part for part in plain if part not in found and not NOT_PLACES.search(part)]
    place = LEADS_TO_DAY.sub("", ", ".join(places) or (event.place if event else None) or "")
    return HeaderLine(text, word[0], word[1], place or None, event.starts_on if event else None, event)


def is_header_line(text: str) -> bool:
    """Whether a paragraph is a header line and not text: short, with a date or a type word in a part of it."""
    line = read_header_line(text)
    if line is None:
        return False
    if "|" in text or LABELLED.match(text):
        return True
    dates = find_dates(text)
    return (
        bool(dates)
        and dates[0].start <= 12
        and len(text) <= 110
        and not text.rstrip().endswith((".", "!", "?"))
    )
