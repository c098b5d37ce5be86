"""The dates of a page that may be its event's, weighed by the words around them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from extractors.findings import FoundDateline
from extractors.model import HEAD_KINDS, DocumentType, Page, PartialDate, Passage, PassageKind
from transforms.dates.find import FoundDate, find_dates
from transforms.events.words import (
    NAMED_DAY,
    SIGNING_BEFORE,
    UNTIL_BEFORE,
    WHEN_LINE,
    event_words,
    not_an_event,
)
from transforms.gazetteer import fold, fold_piece
from transforms.places.cities import find_cities
from transforms.spans import sentence_at

# Pages about what a body or a project does name many days; none is the event of the page.
_STANDING = frozenset(
    {
        DocumentType.ORGANISATION_PAGE,
        DocumentType.PROGRAMME,
        DocumentType.TOPIC_PAGE,
        DocumentType.PUBLICATION,
    }
)


class Candidate(NamedTuple):
    """A date that may be the event's, with the sentence around it and how much speaks for it."""

    passage: Passage
    found: FoundDate
    sentence: tuple[int, int]
    weight: float


def best_candidate(
    page: Page, anchor: PartialDate | None, dateline: FoundDateline | None
) -> Candidate | None:
    """The candidate with most weight, of equals the first; of a listing only one that stands out."""
    if page.document_type in _STANDING:
        return None
    candidates = [each for each in _candidates(page, anchor, dateline) if each.weight > 0]
    if page.document_type is DocumentType.LISTING:
        ranges = {each.found.iso: each for each in candidates if each.found.ends_on}
        return next(iter(ranges.values())) if len(ranges) == 1 else None
    return max(candidates, key=lambda each: each.weight, default=None)


def _candidates(
    page: Page, anchor: PartialDate | None, dateline: FoundDateline | None
) -> Iterator[Candidate]:
    for passage in page.passages:
        for found in find_dates(passage.text, anchor=anchor, language=page.language):
            if not found.is_day or _is_in(dateline, passage, found) or _is_far(found, page.published):
                continue
            sentence = sentence_at(passage.text, found.start)
            candidate = Candidate(passage, found, sentence, 0.0)
            yield candidate._replace(weight=_weight(page, candidate))


def _is_in(dateline: FoundDateline | None, passage: Passage, found: FoundDate) -> bool:
    return (
        dateline is not None and dateline.span.passage == passage.ordinal and found.start < dateline.span.end
    )


def _is_far(found: FoundDate, published: PartialDate | None) -> bool:
    """Whether the printed year is more than one away from the page's own: history, not the event."""
    if published is None or found.starts_on.precision != "day":
        return False
    return abs(int(found.starts_on.value[:4]) - int(published.value[:4])) > 1


def _weight(page: Page, candidate: Candidate) -> float:
    """How much speaks for the date being the event's; 0 when it is none."""
    start, end = candidate.sentence
    text = candidate.passage.text
    before = fold_piece(text, start, candidate.found.start)
    words = fold_piece(text, start, end)
    is_else = _is_something_else(before) and not _has(words, "press_events")
    if is_else or _is_history(candidate.found, page.published):
        return 0.0
    if is_end_alone(candidate):
        return 1.5 if _began_on_page_day(page) else 0.0
    weight = _weight_of_words(NAMED_DAY.sub(" ", words)) + _weight_of_line(page, candidate, before)
    if candidate.passage.kind in HEAD_KINDS - {PassageKind.SUMMARY} and weight:
        weight += 3.0
    if weight and candidate.found.start_time:
        weight += 1.0
    if not weight and _is_lead_of_titled(page, candidate) and not NAMED_DAY.search(words):
        return 0.5
    if NAMED_DAY.search(before):
        return weight / 2 if _has(NAMED_DAY.sub(" ", words), "held_things") else 0.0
    return weight


# `Regional Workshop on Fishing Contracts`, then: `Officials from five ports compare contracts on 24 October.`
_LEAD_PASSAGES = 4


def _is_lead_of_titled(page: Page, candidate: Candidate) -> bool:
    """Whether the title names something held and the date stands in the first passages under it."""
    if candidate.passage.ordinal > _LEAD_PASSAGES or page.title is None:
        return False
    return _has(fold(page.title), "held_things")


def _weight_of_words(words: str) -> float:
    """A workshop that is held; a workshop; something held; not a shop that opens."""
    has_thing = _has(words, "held_things")
    is_held = _has(words, "holding") or (has_thing and _has(words, "course_of_holding"))
    return float(has_thing) + 2.0 * is_held


def _weight_of_line(page: Page, candidate: Candidate, before: str) -> float:
    """A line of its own: `6 March 2013, 13:00, Room V`, `Palais des Nations, Geneva, 13 June 2011`."""
    if page.document_type is DocumentType.EVENT and not before.strip():
        return 2.0
    text = candidate.passage.text
    if WHEN_LINE.match(before):
        return 4.0
    is_short = len(text) - (candidate.found.end - candidate.found.start) < _LONGEST_PLACE
    if page.document_type is not DocumentType.SPEECH or not is_short or candidate.passage.kind in HEAD_KINDS:
        return 0.0
    return 2.0 if find_cities(text) else 0.0


# A report of what was held comes within weeks; older days are what came before.
_LONGEST_WAIT_DAYS = 100
_LONGEST_PLACE = 80


def _is_history(found: FoundDate, published: PartialDate | None) -> bool:
    """Whether the day lies long before that of the page."""
    if published is None or published.precision != "day" or found.starts_on.precision != "day":
        return False
    day, page_day = date.fromisoformat(found.starts_on.value), date.fromisoformat(published.value)
    return (page_day - day).days > _LONGEST_WAIT_DAYS


def _has(words: str, kind: str) -> bool:
    return event_words(kind).search(words) is not None


def _is_something_else(before: str) -> bool:
    """Whether the words before make the date a deadline or the like; `run since 2015, met on` does not."""
    if SIGNING_BEFORE.search(before) and not _has(before, "ceremonies"):
        return True
    match = not_an_event().search(before)
    return match is not None and not _has(before[match.end(1) :], "holding")


def is_end_alone(candidate: Candidate) -> bool:
    """Whether the date is only the end of something: `Delegates will sit until 18 June`."""
    before = fold_piece(candidate.passage.text, candidate.sentence[0], candidate.found.start)
    return candidate.found.ends_on is None and UNTIL_BEFORE.search(before) is not None


def _began_on_page_day(page: Page) -> bool:
    """Whether title or lead says that the event opens, on a page that has a day."""
    if page.published is None or page.published.precision != "day":
        return False
    lead = [each for each in page.passages if each.kind is not PassageKind.HEADING][:4]
    words = fold(" ".join(each.text for each in lead))
    return _has(words, "begins") and _has(words, "held_things")
