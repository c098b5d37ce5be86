"""What a page says: every finder called in a fixed order, overlaps resolved. A table of contents.

Pure: the same page and vocabularies give the same findings. Nothing is resolved against today.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from extractors.findings import Findings, Mention
from extractors.model import DocumentType, Page, PartialDate
from transforms.agreements.context import Context
from transforms.agreements.find import find_agreements
from transforms.agreements.joint import find_joint
from transforms.dates.anchor import document_anchor
from transforms.dates.find import date_mentions
from transforms.events.find import find_event
from transforms.instruments.find import find_instruments
from transforms.language import find_language, passage_languages
from transforms.organisations.find import find_organisations
from transforms.people.find import find_people, person_mentions
from transforms.people.roles import find_roles
from transforms.places.countries import find_countries
from transforms.places.datelines import find_dateline
from transforms.places.printed import find_place_country
from transforms.quotes.find import find_quotes
from transforms.topics.find import find_topics

# A country inside the name of a person or as an adjective of a body is no mention of the state.
_NAMES_OVER_COUNTRIES = frozenset({"person"})
_NAMES_OVER_DEMONYMS = frozenset({"person", "organisation"})


def understand(page: Page) -> Findings:
    """Everything found in `page`, each row with the span that supports it."""
    passages = page.passages
    if not passages:
        return Findings(language=page.language, place_country=find_place_country(page))
    anchor = document_anchor(page)
    language, issues = find_language(passages, page.language)
    languages = passage_languages(passages, language)
    dateline = find_dateline(passages)
    is_listing = page.document_type is DocumentType.LISTING
    first_day = _first_item_day(page) or anchor if is_listing else anchor
    dates, date_issues = date_mentions(passages, first_day, language, is_listing=is_listing)
    instruments = find_instruments(passages, page.published)
    organisations = _outside_titles(find_organisations(passages, page.publisher, page.place), instruments)
    people = find_people(passages, organisations)
    organisations = (*organisations, *people.employers)
    names = [*organisations, *person_mentions(people, passages)]
    countries = _outside_names(find_countries(passages, languages), names)
    event = find_event(page, anchor, dateline, names)
    topics = find_topics(passages, languages, [*names, *instruments])
    written_in = dateline.place if dateline else page.place
    context = Context(
        organisations, countries, dates, topics, page.published, _publisher(page), instruments, written_in
    )
    agreements = find_agreements(passages, context)
    is_joint, joint_evidence = find_joint(page, agreements, event)
    return Findings(
        mentions=_in_reading_order([*names, *instruments, *countries, *dates, *topics]),
        roles=find_roles(passages, people, organisations, page.published),
        quotes=find_quotes(passages, people, organisations),
        agreements=agreements,
        is_joint=is_joint,
        joint_evidence=joint_evidence,
        dateline=dateline,
        place_country=find_place_country(page),
        event=event,
        language=language,
        issues=(*issues, *date_issues),
    )


def _first_item_day(page: Page) -> PartialDate | None:
    """The day of the first item of a listing, whose line may stand in no passage."""
    items = page.listing.items if page.listing else ()
    return items[0].published_on if items else None


def _publisher(page: Page) -> str | None:
    """Who says "we" on a page of its own site."""
    return {"ILO": "ILO", "UN Women": "UN_WOMEN"}.get(page.publisher)


def _outside_titles(organisations: Sequence[Mention], instruments: Sequence[Mention]) -> tuple[Mention, ...]:
    """The bodies without those that are words of a title: the "Freedom of Association … Convention"."""
    titles: dict[int, list[Mention]] = defaultdict(list)
    for each in instruments:
        titles[each.span.passage].append(each)
    return tuple(
        each
        for each in organisations
        if each.rule == "organisations.vocabulary"
        or not any(_overlap(title, each) for title in titles[each.span.passage])
    )


def _overlap(one: Mention, other: Mention) -> bool:
    """Whether two mentions of a passage share a place."""
    return one.span.start < other.span.end and other.span.start < one.span.end


def _outside_names(countries: Iterable[Mention], names: Sequence[Mention]) -> list[Mention]:
    """The countries that are not part of a person's name, nor an adjective in the name of a body."""
    found = list(countries)
    meant: dict[int, list[Mention]] = defaultdict(list)
    for each in names:
        if each.kind != "person" or not _is_all_countries(each, found):
            meant[each.span.passage].append(each)
    return [each for each in found if not any(_hides(name, each) for name in meant[each.span.passage])]


# "Brasil y Paraguay": what is left of such a name is no name.
_SMALL = re.compile(r"(?:y|e|et|and|de|la|el|[\W\d_])+", re.IGNORECASE)


def _is_all_countries(name: Mention, countries: Sequence[Mention]) -> bool:
    """Whether the words taken for a person are nothing but names of countries."""
    rest = name.span.surface
    for each in countries:
        if each.span.passage == name.span.passage and each.rule == "countries.name":
            rest = rest.replace(each.span.surface, " ")
    return rest != name.span.surface and _SMALL.fullmatch(rest) is not None


def _hides(name: Mention, country: Mention) -> bool:
    """Whether a name of the same passage is what the words of the country belong to."""
    kinds = _NAMES_OVER_DEMONYMS if country.rule == "countries.demonym" else _NAMES_OVER_COUNTRIES
    return name.kind in kinds and _overlap(name, country)


def _in_reading_order(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """The mentions by place in the document; of equals, in the order of their kinds and names."""
    return tuple(sorted(mentions, key=_place))


def _place(mention: Mention) -> tuple[int, int, str, str]:
    span = mention.span
    return span.passage, span.start, mention.kind, mention.entity_id
