"""The one dated event that a page announces or reports: days, venue, city, organisers, programme.

A date is an event's only when its sentence says that something is held; signatures, deposits,
releases of reports and deadlines are none. What the page prints in its own fields comes first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from extractors.findings import FoundDateline, FoundEvent, Mention, Span
from extractors.model import DocumentType, Page, PartialDate, Passage
from transforms.dates.find import find_dates
from transforms.events.candidates import Candidate, best_candidate, is_end_alone
from transforms.events.holders import find_organisers, find_programme
from transforms.events.places import EventPlace, find_place, read_place
from transforms.events.undated import event_of_title
from transforms.events.words import ENDS, UNTIL_BEFORE
from transforms.gazetteer import fold
from transforms.places.cities import city_named, find_cities


def find_event(
    page: Page, anchor: PartialDate | None, dateline: FoundDateline | None, mentions: Sequence[Mention] = ()
) -> FoundEvent | None:
    """The event of the page; null when it has no dated one and its title names none with its place.

    `anchor` is the date from which a missing year is taken. Organisers are those of the
    organisation `mentions` that the text says to hold it.
    """
    candidate = best_candidate(page, anchor, dateline)
    if page.event and page.event.starts_on:
        found = _from_page(page, anchor, candidate)
    elif candidate:
        found = _from_text(page, anchor, candidate)
    else:
        return event_of_title(page) if page.event is None else None
    sentence = _sentence(candidate) if candidate else None
    place = _place(page, candidate, dateline)
    return replace(
        found,
        venue=place.venue,
        city=place.city,
        country_code=place.country_code,
        organisers=find_organisers(page.passages, mentions),
        programme=find_programme(page.passages, sentence),
    )


def _from_page(page: Page, anchor: PartialDate | None, candidate: Candidate | None) -> FoundEvent:
    assert page.event is not None
    starts_on = _with_year(page.event.starts_on, anchor)
    ends_on = _with_year(page.event.ends_on, anchor) or starts_on
    span = _span(candidate) if candidate else None
    return FoundEvent(starts_on, ends_on, None, None, None, (), None, "events.page", span)


def _with_year(printed: PartialDate | None, anchor: PartialDate | None) -> PartialDate | None:
    """`--03-27` with the year of the anchor's half year, where there is one."""
    if printed is None or printed.precision != "day_without_year":
        return printed
    _, _, month, day = printed.value.split("-")
    months = ["January", "February", "March", "April", "May", "June", "July", "August", "September"]
    name = [*months, "October", "November", "December"][int(month) - 1]
    dates = find_dates(f"{int(day)} {name}", anchor=anchor)
    return dates[0].starts_on if dates else printed


def _from_text(page: Page, anchor: PartialDate | None, candidate: Candidate) -> FoundEvent:
    found = candidate.found
    ends_on = found.ends_on or found.starts_on
    if is_end_alone(candidate):
        return FoundEvent(
            page.published, ends_on, None, None, None, (), None, "events.until", _span(candidate)
        )
    ends_on = _end_told(page, candidate) or _end_behind(page, anchor, candidate) or ends_on
    return FoundEvent(
        found.starts_on, ends_on, None, None, None, (), None, "events.sentence", _span(candidate)
    )


def _end_told(page: Page, candidate: Candidate) -> PartialDate | None:
    """The day before or after that of the page on which the sentence says that the event ends."""
    told = ENDS.search(fold(_sentence(candidate)))
    if told is None or page.published is None or page.published.precision != "day":
        return None
    is_next = told["day"] in {"tomorrow", "demain", "manana"}
    end = date.fromisoformat(page.published.value) + timedelta(days=is_next)
    return PartialDate(end.isoformat(), "day", is_inferred=True)


def _end_behind(page: Page, anchor: PartialDate | None, candidate: Candidate) -> PartialDate | None:
    """The day until which the same sentence says that it goes on: `opened on 27 May and runs until 9 June`."""
    behind = candidate.passage.text[candidate.found.end : candidate.sentence[1]]
    for found in find_dates(behind, anchor=anchor, language=page.language):
        is_later = found.starts_on.value > candidate.found.starts_on.value
        if found.is_day and is_later and UNTIL_BEFORE.search(fold(behind[: found.start])):
            return found.starts_on
    return None


def _span(candidate: Candidate) -> Span:
    found = candidate.found
    return Span(candidate.passage.ordinal, found.start, found.end, found.surface)


def _sentence(candidate: Candidate) -> str:
    start, end = candidate.sentence
    return candidate.passage.text[start:end]


def _place(page: Page, candidate: Candidate | None, dateline: FoundDateline | None) -> EventPlace:
    """Venue and city: the page's own place line, then the sentence of the date, then the dateline."""
    line = page.event.place if page.event and page.event.place else None
    known = read_place(line) if line else EventPlace()
    if candidate:
        start = candidate.sentence[0]
        found = candidate.found
        known = _filled(known, find_place(_sentence(candidate), found.start - start, found.end - start))
    if known.venue is None or known.city is None:
        known = _filled(known, _where_line(page.body))
    if known.city is None and page.place:
        known = _filled(known, read_place(page.place))
    if known.city is None and page.document_type is DocumentType.EVENT:
        known = _filled(known, _place_line(page.body))
    if known.city is None and dateline and dateline.place:
        known = _filled(known, EventPlace(None, dateline.place, dateline.country_code))
    if known.city is None and page.title:
        known = _filled(known, _city_of_title(page.title))
    if known.city is None and known.venue is None and candidate:
        known = find_place(candidate.passage.text, 0, 0)
    return known


def _city_of_title(title: str) -> EventPlace:
    """The city that the title gives the event: `Forum d'Erevan`, `Workshop in Dakar`."""
    for match in find_cities(title):
        if re.search(r"\b(?:in|at|à|en|de|of)\s$|\bd['’]$", title[: match.start]):
            return EventPlace(None, match.surface, match.value.country_code)
    return EventPlace()


# `Where: Baraka Hall, Arusha`
_WHERE = re.compile(
    r"^(?:where|venue|place|location|o[ùu]|lieu|d[óo]nde|lugar|sede)\s?:\s*(?=\S)(?P<place>.{3,90})$",
    re.IGNORECASE,
)


def _where_line(passages: Sequence[Passage]) -> EventPlace:
    """Venue and city of the first line that is labelled as the place."""
    lines = (_WHERE.match(passage.text) for passage in passages[:_WHERE_PASSAGES])
    return next((read_place(line["place"]) for line in lines if line), EventPlace())


_WHERE_PASSAGES = 10
# `Geneva, Switzerland` on a line of its own
_LONGEST_LINE = 60


def _place_line(passages: Sequence[Passage]) -> EventPlace:
    """The first short passage that is a known city, with or without its country."""
    for passage in passages:
        place = read_place(passage.text) if len(passage.text) <= _LONGEST_LINE else EventPlace()
        if place.city and city_named(place.city):
            return place
    return EventPlace()


def _filled(known: EventPlace, more: EventPlace) -> EventPlace:
    """What is known, gaps filled; the country comes with the city it belongs to."""
    if known.city:
        return EventPlace(known.venue or more.venue, known.city, known.country_code)
    return EventPlace(known.venue or more.venue, more.city, more.country_code or known.country_code)
