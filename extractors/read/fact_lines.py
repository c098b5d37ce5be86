"""Lines of facts between the title and the text: `Date: …`, `Location: …`, `Author: …`, a type, a byline.

The older sites have no elements for them. A line counts when its class says so, when it opens with a
known label, or when it is nothing but a date; the first paragraph of running text ends the search.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.model import EventFields, Passage, PassageKind
from extractors.read.dates.event_line import parse_event_line
from extractors.read.dates.find import find_dates
from extractors.read.document_type import type_of_word
from extractors.read.folding import fold
from extractors.read.markup.tree import Html, Node, clean, own_text, text_of
from extractors.read.record import field_of

# Date: Wednesday, July 1, 2020     Lieu : Dakar     When: 3-5 March 2020, 10:00
LABEL = re.compile(r"^([^\W\d][^:|]{1,40}?)\s*[:：]\s*(\S.*)$")
BYLINE = re.compile(r"^(?:by|par|por)\s+(?=[A-ZÀ-Þ])", re.I)
DATES = frozenset({"published_on", "event"})
PLACES = frozenset({"venue", "place", "region"})
TIMES = frozenset(["time", "hora", "heure", "times", "horario", "heures", "schedule"])
# Labels of lines of facts; a paragraph that opens with another word and a colon is text.
FACTS = DATES | PLACES | {"author", "type"}
# A line of facts is short; more of it is text.
LONGEST = 200
RECORD = ".publication-info li, .publication-info tr, .publication-info p, .event-info li, .event-details li"


@dataclass(frozen=True)
class FactLines:
    """The lines of facts: rows as printed, those with dates, and the ordinals of their passages."""

    rows: tuple[tuple[str, str], ...] = ()
    dates: tuple[str, ...] = ()
    kicker: str | None = None
    byline: str | None = None
    ordinals: frozenset[int] = frozenset()

    def event(self) -> EventFields | None:
        """Return days, times and place that the lines print, null when there is no date."""
        line = next(iter(self.dates), None)
        times = next((value for label, value in self.rows if fold(label) in TIMES), None)
        event = parse_event_line(" | ".join(part for part in (line, times) if part))
        if event is None or line is None:
            return None
        places = [value for label, value in self.rows if field_of(label) in PLACES]
        found = find_dates(line)
        # Place names only where a label says so, or where the date's own line goes on with one.
        place = ", ".join(dict.fromkeys(places)) or event.place
        return replace(event, ends_on=found[-1].last or found[-1].first, place=place or None, text=line)


def read_fact_lines(html: Html, main: Node, passages: Sequence[Passage]) -> FactLines:
    """Return the lines of facts of an article, given its element and its passages in reading order."""
    rows = list(_record_rows(html, main))
    dates: list[str] = []
    kicker = byline = None
    ordinals = set()
    for passage in passages[:12]:
        text = passage.text
        label, value = _labelled(text)
        if passage.kind is PassageKind.HEADING and not label:
            break
        if label and len(text) <= LONGEST:
            rows.append((label, value))
            dates += [value] if field_of(label) in DATES and find_dates(value) else []
        elif _is_date_only(text):
            dates.append(text)
        elif kicker is None and type_of_word(text):
            kicker = text
        elif BYLINE.match(text) and len(text) < 80:
            byline = BYLINE.sub("", text)
        elif len(text) > 40 or text.endswith((".", "?", "!", "”")):
            break
        else:
            continue
        ordinals.add(passage.ordinal)
    dates += [
        value
        for label, value in rows
        if field_of(label) in DATES and find_dates(value) and value not in dates
    ]
    return FactLines(tuple(dict.fromkeys(rows)), tuple(dates), kicker, byline, frozenset(ordinals))


def _labelled(text: str) -> tuple[str, str]:
    match = LABEL.match(text)
    if not match:
        return "", ""
    is_known = field_of(match[1]) in FACTS or fold(match[1]) in TIMES
    return (clean(match[1]), match[2]) if is_known else ("", "")


def _is_date_only(text: str) -> bool:
    found = find_dates(text)
    if not found or len(text) > 80:
        return False
    rest = text[: found[0].start] + text[found[-1].end :]
    return (
        len(
            re.sub(
                r"[\W\d_]+|\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b", "", fold(rest)
            )
        )
        < 4
    )


def _record_rows(html: Html, main: Node) -> Iterator[tuple[str, str]]:
    """Rows of a record whose labels are bold: `<li><strong>Author:</strong> A. B.</li>`."""
    for node in html.many(RECORD, main):
        bold = next(node.iter("strong", "b", "th", "dt"), None)
        if bold is None:
            continue
        label = text_of(bold).rstrip(" :")
        cells = [text_of(cell) for cell in node.iter("td", "dd")]
        value = " ".join(cells) or text_of(node)[len(text_of(bold)) :].strip(" :") or own_text(node)
        if label and value:
            yield label, value
