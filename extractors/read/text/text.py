"""Pages laid out as plain text, in the same words as the pages in markup, with places in the raw text."""

from __future__ import annotations

import re
from collections.abc import Sequence
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
    SiteGeneration,
)
from extractors.read.dates.find import find_dates, make_date
from extractors.read.guess import guess_language
from extractors.read.language import language_code, language_of
from extractors.read.text.blocks import read_blocks
from extractors.read.text.entries import entries_of, lead_of, passages_of, repeats_of
from extractors.read.text.items import read_items
from extractors.read.text.layout import Layout, read_layout
from extractors.read.text.place import read_place
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
    entries = list(entries_of(layout))
    passages = tuple(passages_of(entries))
    place, place_rule = read_place(layout) if kind is not DocumentType.LISTING else (None, "")
    event = _event(layout, kind)
    found = [
        ("document_type", kind.value, type_rule),
        ("title", layout.title.text if layout.title else None, "text.title_line"),
        ("kicker", layout.kicker.text if layout.kicker else None, "text.kicker_line"),
        ("summary", lead_of(layout), "text.lead"),
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
        summary=lead_of(layout),
        published=published,
        place=place or (event.place if event else None),
        event=event,
        passages=passages,
        fields=tuple(_field(name, value, rule, passages) for name, value, rule in found if value),
        listing=Listing(tuple(read_items(layout, url))) if kind is DocumentType.LISTING else None,
        is_complete=bool(layout.body),
    )
    places = tuple(block.places for _, block in entries)
    return TextReading(page, tuple(p[0] for p in places), places, tuple(repeats_of(layout, passages)))


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
