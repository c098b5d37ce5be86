"""Where a page in plain text was written: header line, "where" line, dateline, the sentence that opens a statement."""

from __future__ import annotations

import re

from extractors.read.text.layout import Layout
from extractors.read.text.venue import city_of

# GENEVA (ILO News) –    La Paz –    Geneva, 15 june 2010 (ACTRAV INFO)-
DATELINE = re.compile(
    r"^([A-ZÀ-Þ][\w .'’ -]{1,30}?)(?:,[^()–—-]{1,40})?\s*"
    r"(?:\([^()]{3,40}\)\s*[-–—:]+|[–—]|\s--?\s)\s*(?=[A-ZÀ-Þ“\"«‘(])"
)
# ILO NEWS (Geneva) -
AGENCY_FIRST = re.compile(
    r"^(?:ILO|OIT|BIT|UN)\s?(?:NEWS|News|INFO|Info|Noticias|Nouvelles)\s*\(([A-ZÀ-Þ][^()\d]{1,40})\)\s*[-–—:]"
)
# Where: Palais des Nations, Geneva    Place: Maseru
WHERE = re.compile(
    r"^(?:where|venue|place|location|o[ùu]|lieu|d[óo]nde|lugar|sede)\s?:\s*(?=\S)(.{3,90})$", re.I
)
WHERE_BLOCKS = 8
# The dateline may stand under lines of labels.
OPENING_LENGTH = 60
# On trouvera ci-après la déclaration faite aujourd’hui par la Coordonnatrice, à Nairobi:
# not "her shortest speech, in Cochabamba, was:", which is told of another day
STATEMENT_FOLLOWS = re.compile(
    r"(?<!\bsu )(?<!\bson )(?<!\bhis )(?<!\bher )"
    r"\b(?:d[ée]claration|statement|declaraci[óo]n|allocution|message|mensaje|discours|discurso)\b.*:\s*$",
    re.I,
)
PLACE_OF_STATEMENT = re.compile(
    r"\b(?:à|in|en)\s([A-ZÀ-Þ][\w’'-]+(?:[ -](?:de\s)?[A-ZÀ-Þ][\w’'-]+){0,2})(?=\s*[:,])"
)
# Réunie à New York, la Commission …     Meeting in Geneva, the Governing Body …
MEETING_OPENS = re.compile(
    r"^(?:Réuni(?:e|es|s)?|Meeting|Gathered|Reunid[oa]s?)\s(?:à|in|en)\s"
    r"([A-ZÀ-Þ][\w’'-]+(?:[ -](?:de\s)?[A-ZÀ-Þ][\w’'-]+){0,2}),\s"
)
# Posted on 9 May 2012
POSTED = re.compile(r"^(?:posted|published|updated|publicado|publié)\s?(?:on|el|le)?$", re.I)


def read_place(layout: Layout) -> tuple[str | None, str]:
    """Return the place where a page was written, as printed, and the rule that found it."""
    printed = layout.line.place if layout.line is not None and layout.date_label is None else None
    if printed and not POSTED.match(printed):
        return city_of(printed), "text.header_line"
    for block in layout.body[:WHERE_BLOCKS]:
        if where := WHERE.match(block.text):
            return city_of(where[1].strip()), "text.where_line"
    opening = [block for block in layout.body[:3] if len(block.text) > OPENING_LENGTH]
    for block in [*layout.body[:1], *opening[:1], *layout.lead[:1]]:
        agency_first = AGENCY_FIRST.match(block.text)
        if agency_first:
            return agency_first[1].strip(), "text.dateline"
        dateline = DATELINE.match(block.text)
        if dateline and len(dateline[1].split()) <= 4:
            place = dateline[1].strip().removesuffix(".")
            return place.title() if place.isupper() else place, "text.dateline"
        meeting = MEETING_OPENS.match(block.text)
        if meeting:
            return meeting[1], "text.meeting_opens"
    return _place_of_statement(layout)


def _place_of_statement(layout: Layout) -> tuple[str | None, str]:
    """The place in the sentence that opens a statement: "la déclaration faite aujourd'hui par …, à Nairobi:"."""
    for block in [*layout.lead, *layout.body][:4]:
        places = PLACE_OF_STATEMENT.findall(block.text) if STATEMENT_FOLLOWS.search(block.text) else []
        if places:
            return places[-1], "text.statement_follows"
    return None, ""
