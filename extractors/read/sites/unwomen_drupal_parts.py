"""The parts of a page of UN Women's Drupal site: where its text stands, its record, files and event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractors.model import Edition, EventFields, File
from extractors.read.common_rules import url_language
from extractors.read.credits import without_credits
from extractors.read.dates.event_line import parse_event_line
from extractors.read.dates.find import find_dates
from extractors.read.dates.parse import parse_date
from extractors.read.declared.metadata import editions
from extractors.read.editions import from_links, other_editions
from extractors.read.files import is_file, read_file
from extractors.read.language import language_code
from extractors.read.markup.tree import Html, Node, attribute, own_text, text_of
from extractors.read.material import Material
from extractors.read.passages.body import Body
from extractors.read.passages.shape import Shape
from extractors.read.passages.walk import read_passages

FIELD = ".field--name-field-"


def fields(names: str) -> str:
    """Return the selector of any of some Drupal fields."""
    return ", ".join(FIELD + name for name in names.split())


MAIN = (
    "article.node--view-mode-full",
    ".block-hq-content article",
    ".block-hq-content",
    "#block-hq-content",
    "main article.node",
    "main",
)
EVENT_DATE = fields("event-date event-dates date date-range event-dates-times") + ", .event-date"
PLACE = fields("event-location location event-venue venue place city event-place")
TAGS = fields(
    "tags topics topic themes theme thematic-areas thematic-area subject-areas subject-area countries "
    "regions sdgs "
    "related-topics areas-of-work"
)
FILES = fields("file files download downloads attachment attachments document") + ", .file, .download"
RECORD = ".publication-metadata, .bibliographic-information, .resource-metadata, .publication-info"
SWITCH = ".language-switcher-language-url a, #block-languageswitcher a"
APART = """
story-type resource-type event-type article-type content-type summary standfirst intro subtitle lead
story-publication-date publication-date event-date event-dates event-dates-times date date-range
event-location location event-venue venue place city event-place event-time time story-author byline
tags topics topic themes theme thematic-areas thematic-area subject-areas subject-area countries
regions sdgs related-topics areas-of-work file files download downloads attachment attachments
document cover-image cover author authors number-of-pages publisher publishing-entities isbn issn
doi series language languages related related-content share registration-link
"""
SHAPE = Shape(
    drop=frozenset(
        [
            ".story-header",
            ".entry-header",
            ".social-sharing-buttons",
            ".social-media-links--platforms",
            ".related-content",
            ".block-views",
            ".views-element-container",
            ".event-info",
            ".publication-metadata",
            ".bibliographic-information",
            ".resource-metadata",
            ".publication-info",
            ".story-summary",
            ".story-author-date",
            ".field__label",
            ".visually-hidden",
            ".sr-only",
            ".breadcrumb",
            ".breadcrumbs-nav",
            "#block-breadcrumbs",
            ".skip-link",
            ".story-title",
            ".publication-title",
            ".event-title",
            ".page-title",
            ".field--name-title",
            ".newsletter-signup",
            ".eu-cookie-compliance-banner",
            ".contextual",
            ".file",
            ".pager",
            ".tabs",
            ".hidden",
            ".node__links",
            ".download",
            "h1",
        ]
    )
    | {FIELD + name for name in APART.split()},
    captions=frozenset(
        (FIELD + "caption", FIELD + "quote-author", FIELD + "image-caption", ".caption", ".media-caption")
    ),
    quotations=frozenset((FIELD + "quote", ".quote")),
    # Questions of FAQ pages are buttons that open their answers.
    headings={
        **dict.fromkeys((".accordion-button", ".accordion__button", ".accordion-title", "summary"), 3),
        FIELD + "question": 3,
        FIELD + "heading": 2,
        FIELD + "section-title": 2,
    },
    keep=frozenset((".accordion-button", ".accordion__button")),
)


def main_of(html: Html) -> Node:
    """Return the element that holds the document: its node, else the block of the content, else `main`."""
    for css in MAIN:
        found = html.first(css)
        if found is not None:
            return found
    return html.one("body")


def body_of(html: Html, main: Node) -> tuple[Body, tuple[str, ...]]:
    """Return the body and the photo credits, which are kept apart from it."""
    return without_credits(read_passages(main, SHAPE, html.base))


def text_in(html: Html, css: str, main: Node) -> str | None:
    """Return the text of the first match without the field's label, null when empty or missing."""
    node = html.first(css, main)
    return (item_text(html, node) or None) if node is not None else None


def item_text(html: Html, node: Node) -> str:
    """Return the text of a Drupal field without its label."""
    items = [item for item in html.many(".field__item", node) if html.first(".field__item", item) is None]
    return " ".join(text_of(item) for item in items) if items else text_of(node)


def event_of(html: Html, main: Node) -> EventFields | None:
    """Return days, times and place of an event: as printed, else as machine-written (UTC days)."""
    node = html.first(EVENT_DATE, main)
    if node is None:
        return None
    line = item_text(html, node)
    event = parse_event_line(line) or _machine_written(node, line)
    if event is None:
        return None
    found = find_dates(line)
    last = (found[-1].last or found[-1].first) if found else event.ends_on
    return replace(event, ends_on=last, place=text_in(html, PLACE, main))


def _machine_written(node: Node, line: str) -> EventFields | None:
    stamps = [parse_date(time.get("datetime")) for time in node.iter("time") if time.get("datetime")]
    days = [day for day in stamps if day]
    return EventFields(days[0], days[-1], text=line) if days else None


def files_of(html: Html, main: Node, *, is_publication: bool) -> tuple[File, ...]:
    """Return the downloads: those of file fields, on a publication else every file in its text."""
    anchors = [anchor for box in html.many(FILES, main) for anchor in html.many("a[href]", box)]
    if not anchors and is_publication:
        anchors = [a for a in html.many("a[href]", main) if is_file(html.absolute(attribute(a, "href")))]
    found = [read_file(html, anchor) for anchor in anchors]
    return tuple({file.url: file for file in found if file}.values())


def record_of(html: Html, main: Node) -> list[tuple[str, str]]:
    """Return the rows of the publication record as printed."""
    rows = []
    for label in (node for box in html.many(RECORD, main) for node in html.many(".field__label", box)):
        field = label.getparent()
        values = [text_of(item) for item in html.many(".field__item", field)]
        value = "; ".join(value for value in values if value) or own_text(field)
        if value:
            rows.append((text_of(label).rstrip(" :"), value))
    return rows


def tags_of(html: Html, main: Node) -> Iterator[str]:
    """Yield the entries of the fields that hold topics, areas and places, as printed."""
    for field in html.many(TAGS, main):
        items = [
            node for node in html.many(".field__item", field) if html.first(".field__item", node) is None
        ]
        yield from (text_of(node) for node in items or html.many("a", field))


def editions_of(material: Material) -> tuple[Edition, ...]:
    """Return the other language editions: `hreflang` links of the head, then the language switch."""
    html = material.html
    named = url_language(_Only(material))
    own = str(named) if named else language_code(attribute(html.root, "lang"))
    return other_editions(html, [*editions(html), *from_links(html, html.many(SWITCH))], own)


class _Only:
    def __init__(self, material: Material) -> None:
        self.material = material
