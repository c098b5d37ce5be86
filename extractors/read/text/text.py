"""Pages laid out as plain text, in the same words as the pages in markup, with places in the raw text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from extractors.addresses import canonical_url, document_id
from extractors.model import (
    DocumentType,
    EventFields,
    Field,
    Listing,
    Page,
    PartialDate,
    Passage,
    PassageKind,
    SiteGeneration,
)
from extractors.read.dates.find import find_dates, make_date
from extractors.read.guess import guess_language
from extractors.read.language import language_code, language_of
from extractors.read.text.blocks import Block, read_blocks
from extractors.read.text.items import read_items
from extractors.read.text.layout import Layout, is_sentence, read_layout
from extractors.read.text.type_word import type_of_text

READER, READER_VERSION = "text", "1"
PUBLISHERS = {
    SiteGeneration.UNWOMEN_DRUPAL: "UN Women",
    SiteGeneration.UNWOMEN_SITECORE: "UN Women",
    SiteGeneration.WOMENWATCH: "UN WomenWatch",
}
# /2011/06/    /fr/2011/invented.doc.htm   /speeches/somavia/1999/women.htm    /2013/07/31/
URL_DATE = re.compile(r"/((?:19|20)\d\d)(?:/(\d{1,2})(?:/(\d{1,2}))?)?(?=/|$)")
# /gender/WCMS_1/lang--es/index.htm   /es/noticias/   /public/french/
URL_LANGUAGE = re.compile(r"/lang--([a-z]{2})|^https?://[^/]+/([a-z]{2})/|/public/(english|french|spanish)/")
# GENEVA (ILO News) –    La Paz –    Geneva, 15 june 2010 (ACTRAV INFO)-
DATELINE = re.compile(
    r"^([A-ZÀ-Þ][\w .'’ -]{1,30}?)(?:,[^()–—-]{1,40})?\s*"
    r"(?:\([^()]{3,40}\)\s*[-–—:]+|[–—]|\s--?\s)\s*(?=[A-ZÀ-Þ“\"«‘(])"
)
# ILO NEWS (Geneva) -
AGENCY_FIRST = re.compile(
    r"^(?:ILO|OIT|BIT|UN)\s?(?:NEWS|News|INFO|Info|Noticias|Nouvelles)\s*\(([A-ZÀ-Þ][^()\d]{1,40})\)\s*[-–—:]"
)
# Where: Palais des Nations, Geneva
WHERE = re.compile(r"^(?:where|venue|o[ùu]|lieu|d[óo]nde|lugar)\s?:\s*(?=\S)(.{3,90})$", re.I)
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
UNDATED = frozenset(
    {DocumentType.EVENT, DocumentType.LISTING, DocumentType.TOPIC_PAGE, DocumentType.PROGRAMME}
)


class TextReading(NamedTuple):
    """A page and, for each of its passages, the offset of each character in the raw text.

    `offsets` are the offsets of the passages' first characters. A passage that the text prints twice
    (lead and first paragraph) stands once in the page; `repeats` are (passage, start, end, raw start).
    """

    page: Page
    offsets: tuple[int, ...]
    places: tuple[tuple[int, ...], ...]
    repeats: tuple[tuple[int, int, int, int], ...] = ()

    def raw_spans(self, passage: int, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """Return where the characters of a passage stand in the raw text: once for each printing."""
        places = self.places[passage]
        own = (places[start], places[end - 1] + 1)
        again = [
            (raw + start - first, raw + end - first)
            for ordinal, first, last, raw in self.repeats
            if ordinal == passage and first <= start and end <= last
        ]
        return (own, *again)


def read_text(text: str, url: str, site_generation: SiteGeneration | str) -> Page:
    """Return the page of a text; see `read_text_with_offsets`."""
    return read_text_with_offsets(text, url, site_generation).page


def read_text_with_offsets(text: str, url: str, site_generation: SiteGeneration | str) -> TextReading:
    """Return the page of a text laid out as the sites lay out theirs, with the places of its words.

    Fields follow the labelling guide: title without kicker, date from the header line, else a labelled
    date, else year or month of the address, else none.
    """
    generation = _generation(site_generation)
    has_kickers = generation not in (SiteGeneration.ILO_LEGACY, SiteGeneration.WOMENWATCH)
    layout = read_layout(read_blocks(text), has_kickers=has_kickers)
    kind, type_rule = type_of_text(layout, url, generation)
    published, date_rule = _published(layout, url, kind)
    entries = list(_entries(layout))
    passages = tuple(_passages(entries))
    place, place_rule = _place(layout) if kind is not DocumentType.LISTING else (None, "")
    event = _event(layout, kind)
    found = [
        ("document_type", kind.value, type_rule),
        ("title", layout.title.text if layout.title else None, "text.title_line"),
        ("kicker", layout.kicker.text if layout.kicker else None, "text.kicker_line"),
        ("summary", _lead(layout), "text.lead"),
        ("published_on", published.value if published else None, date_rule),
        ("place", place, place_rule),
    ]
    page = Page(
        capture_id=document_id(url),
        url=url,
        canonical_url=canonical_url(url),
        site_generation=generation,
        reader=READER,
        reader_version=READER_VERSION,
        publisher=PUBLISHERS.get(generation, "ILO"),
        document_type=kind,
        title=layout.title.text if layout.title else None,
        language=_language(url, passages),
        kicker=layout.kicker.text if layout.kicker else None,
        summary=_lead(layout),
        published=published,
        place=place or (event.place if event else None),
        event=event,
        passages=passages,
        fields=tuple(_field(name, value, rule, passages) for name, value, rule in found if value),
        listing=Listing(tuple(read_items(layout, url))) if kind is DocumentType.LISTING else None,
        is_complete=bool(layout.body),
    )
    places = tuple(block.places for _, block in entries)
    return TextReading(page, tuple(p[0] for p in places), places, tuple(_repeats(layout, passages)))


def _entries(layout: Layout) -> Iterator[tuple[PassageKind, Block]]:
    head = ((PassageKind.KICKER, layout.kicker), (PassageKind.TITLE, layout.title))
    yield from ((kind, block) for kind, block in head if block)
    if layout.lead and not _is_lead_again(layout):
        yield PassageKind.SUMMARY, layout.lead[0]
        # A lead of several blocks is the beginning of the text.
        yield from ((PassageKind.PARAGRAPH, block) for block in layout.lead[1:])
    for place, block in enumerate(layout.body):
        following = layout.body[place + 1] if place + 1 < len(layout.body) else None
        yield _kind(block, following), block


def _kind(block: Block, following: Block | None) -> PassageKind:
    if block.is_item:
        return PassageKind.LIST_ITEM
    if following is None or is_sentence(block.text) or len(block.text) > 110:
        return PassageKind.PARAGRAPH
    is_open = not re.search(r"[.:;,!?…][\"”’»)\]]*$", block.text)
    is_heading = is_open and (len(following.text) > len(block.text) or following.is_item)
    return PassageKind.HEADING if is_heading and len(block.text.split()) <= 14 else PassageKind.PARAGRAPH


def _passages(entries: Sequence[tuple[PassageKind, Block]]) -> Iterator[Passage]:
    heading: tuple[str, ...] = ()
    for ordinal, (kind, block) in enumerate(entries):
        is_heading = kind is PassageKind.HEADING
        yield Passage(ordinal, kind, block.text, () if is_heading else heading, 2 if is_heading else None)
        heading = (block.text,) if is_heading else heading


def _lead(layout: Layout) -> str | None:
    return layout.lead[0].text if layout.lead else None


def _is_lead_again(layout: Layout) -> bool:
    first = next((block.text for block in layout.body if not block.is_item), "")
    return bool(layout.lead) and layout.lead[0].text in first


def _repeats(layout: Layout, passages: Sequence[Passage]) -> Iterator[tuple[int, int, int, int]]:
    if not _is_lead_again(layout):
        return
    lead = layout.lead[0]
    for passage in passages:
        start = passage.text.find(lead.text)
        if start >= 0:
            yield passage.ordinal, start, start + len(lead.text), lead.places[0]
            return


def _published(layout: Layout, url: str, kind: DocumentType) -> tuple[PartialDate | None, str]:
    if kind in UNDATED:
        return None, ""
    if layout.header is not None:
        found = find_dates(layout.header.text)
        if found and found[0].first.precision != "day_without_year":
            return found[0].first, "text.date_label" if layout.date_label else "text.header_line"
    dated = URL_DATE.search(url.split("?")[0])
    if dated is None or "/WCMS_" in url:
        return None, ""
    day = int(dated[3]) if dated[3] else None
    return make_date(dated[1], int(dated[2]) if dated[2] else None, day), "url.date"


def _place(layout: Layout) -> tuple[str | None, str]:
    printed = layout.line.place if layout.line is not None and layout.date_label is None else None
    if layout.line is not None and printed and not POSTED.match(printed):
        return layout.line.place, "text.header_line"
    for block in layout.body[:WHERE_BLOCKS]:
        if where := WHERE.match(block.text):
            return where[1].strip(), "text.where_line"
    opening = [block for block in layout.body[:3] if len(block.text) > OPENING_LENGTH]
    for block in [*layout.body[:1], *opening[:1], *layout.lead[:1]]:
        agency_first = AGENCY_FIRST.match(block.text)
        if agency_first:
            return agency_first[1].strip(), "text.dateline"
        dateline = DATELINE.match(block.text)
        if dateline and len(dateline[1].split()) <= 4:
            place = dateline[1].strip()
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


def _event(layout: Layout, kind: DocumentType) -> EventFields | None:
    if kind is DocumentType.SPEECH and _is_day_of_speech(layout):
        return layout.line.event if layout.line else None
    if kind is not DocumentType.EVENT or layout.line is None or layout.line.event is None:
        return None
    return replace(layout.line.event, text=layout.header.text if layout.header else None)


def _is_day_of_speech(layout: Layout) -> bool:
    """A line in brackets under the title says where and when it was held: "(Lima, 4 May)"."""
    line = layout.line
    is_bracketed = layout.header is not None and layout.header.text.startswith("(")
    return is_bracketed and line is not None and line.place is not None and line.event is not None


def _language(url: str, passages: Sequence[Passage]) -> str:
    text = " ".join(passage.text for passage in passages)
    found = language_of(text) or guess_language(text)
    if found:
        return found
    named = URL_LANGUAGE.search(url)
    return (language_code(named[1] or named[2] or named[3]) if named else None) or "und"


def _field(name: str, value: str, rule: str, passages: Sequence[Passage]) -> Field:
    same = next((p for p in passages if p.kind.value == name and p.text == value), None)
    if same is None:
        return Field(name, value, rule)
    return Field(name, value, rule, surface=value, passage=same.ordinal, start=0, end=len(value))


def _generation(name: SiteGeneration | str) -> SiteGeneration:
    known = {generation.value: generation for generation in SiteGeneration}
    return known.get(str(name), SiteGeneration.UNKNOWN)
