"""Parts of a page of the ILO's Drupal site: body, record card, files, editions, event, credits, contact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from extractors.model import DocumentType, Edition, EventFields, File
from extractors.read.dates.event_line import parse_event_line
from extractors.read.dates.find import find_dates
from extractors.read.dates.parse import parse_date
from extractors.read.declared import metadata
from extractors.read.editions import from_links, other_editions
from extractors.read.files import is_file, read_file
from extractors.read.language import language_code
from extractors.read.listings.cards import ZONE
from extractors.read.markup.tree import Html, Node, text_of
from extractors.read.material import Material
from extractors.read.passages.body import Body, without_loose_headings
from extractors.read.passages.shape import Shape, names
from extractors.read.passages.walk import read_passages
from extractors.read.record import Rows, identifiers, values_of

DATA_CARD = ".ilo--card__type__data"
SHAPE = Shape(
    drop=names(
        ".hero .ilo--hero-card .ilo--breadcrumb .ilo--tags--wrapper .ilo--tags .ilo--social-media .ilo--card "
        ".ilo--cardgroup .ilo--table-of-contents--wrapper .ilo--table-of-contents .ilo--event--details "
        ".field--name-field-publication-date .field--name-field-date .ilo--statement--location "
        ".ilo--tooltip--wrapper .ilo--tooltip .ilo--image--credit .ilo--image--tooltip .ilo--image--label "
        ".ilo--credit .ilo--pagination .ilo--language-toggle .ilo--language-switcher .ilo--context-menu "
        ".visually-hidden .contextual .ilo--subnav .ilo--search .ilo--button .ilo--link-list .ilo--video "
        ".views-element-container .related-content .block-views .ilo--file-list .eu-cookie-compliance-banner"
    ),
    headings={".ilo--accordion--button": 3, ".ilo--accordion__button": 3, "summary": 3},
    captions=names(".ilo--image--caption .ilo--table--caption"),
    quotations=names(".ilo--blockquote"),
    keep=names(".ilo--accordion--button .ilo--accordion__button"),
    plain=names(".ilo--accordion--item .ilo--accordion__item"),
)
CREDITS = (
    ".hero--caption .ilo--tooltip, .ilo--image--label, .ilo--credit--label, .ilo--image--credit .ilo--tooltip"
)
SWITCHER = ".ilo--language-toggle a[href], .ilo--language-toggle--context-menu a[href], .ilo--language-switcher a[href]"
ALSO_AVAILABLE = ".ilo--card--area--links a[href], .ilo--card__type__data--content-links a[href]"
FILES = (
    ".ilo--card--area--files a[href], .ilo--card__type__data--content-files a[href], .ilo--file-list a[href], "
    ".paragraph--type--file a[href], .paragraph--type--files a[href], .paragraph--type--download a[href], "
    ".field--type-file a[href], .node__content a.ilo--button[href]"
)
EVENT_LINES = ".ilo--event--details .ilo--card--date-extra, .ilo--hero-card--date-extra"
CONTACT = names("contact contacts contacto contactos contactez-nous cont\u00e1ctenos")


def body(html: Html, skip: Sequence[Node]) -> Body:
    """Return the text of the node; without a node, the rich text wherever it stands."""
    nodes = html.many(".node__content") or html.many("article.node")
    regions = nodes[:1] or html.many(".ilo--richtext")
    return without_loose_headings(read_passages(regions, SHAPE, html.base, skip))


def sections_apart(html: Html) -> tuple[str | None, list[Node]]:
    """Return the contact, and the sections that are not text: the contact's and those of cards alone."""
    contact, apart = None, []
    for section in html.many(".node__content section, .node__content .paragraph"):
        heading = next(section.iter("h2", "h3", "h4"), None)
        if heading is not None and text_of(heading).casefold().strip(" :") in CONTACT:
            lines = [text_of(node) for node in section.iter("p", "li", "address")]
            contact = contact or "; ".join(line for line in lines if line) or None
            apart.append(section)
        elif html.many(".ilo--card", section) and not html.many(".ilo--richtext, p.ilo--text", section):
            apart.append(section)
    return contact, apart


def record_rows(html: Html) -> Iterator[tuple[str, str]]:
    """Yield the rows of the record card: each value under the label before it."""
    for card in html.many(DATA_CARD):
        label = ""
        found = html.many(
            ".ilo--card__type__data--content-label, .ilo--card__type__data--content-copy, .ilo--card--eyebrow",
            card,
        )
        for node in found:
            names_of = (node.get("class") or "").split()
            if "ilo--card__type__data--content-label" in names_of:
                label = text_of(node).rstrip(" :")
            elif label and "ilo--card__type__data--content-copy" in names_of and text_of(node):
                yield label, text_of(node)


def identifiers_of(material: Material, rows: Rows) -> Mapping[str, str]:
    """Return ISBN, ISSN, DOI, series, page count and node number."""
    found = identifiers(rows)
    for name in ("page_count", "series"):
        found.update((name, value) for value in values_of(rows, name)[:1])
    node = material.html.first("article[data-history-node-id]")
    if node is not None:
        found["node_id"] = node.get("data-history-node-id")
    return found


def files(html: Html, kind: DocumentType) -> list[File]:
    """Return the downloads of the item; a publication without a download area: any file it links to."""
    links = html.many(FILES)
    if kind is DocumentType.PUBLICATION and not any(is_file(link.get("href")) for link in links):
        links = html.many(".node__content a[href]")
    found = [file for link in links if is_file(link.get("href")) and (file := read_file(html, link))]
    return list({file.url: file for file in reversed(found)}.values())[::-1]


def translations(material: Material) -> tuple[Edition, ...]:
    """Return the other language editions: hreflang, then the switcher, then "Also available in"."""
    html = material.html
    links = [*html.many(SWITCHER), *html.many(ALSO_AVAILABLE)]
    declared = material.metadata.first("language")
    own = language_code(declared.value) if declared else None
    return other_editions(html, [*metadata.editions(html), *from_links(html, links)], own)


def event_fields(material: Material, rows: Rows, date_line: str | None) -> EventFields | None:
    """Return what an event page prints about when and where: its details, the hero, the record, JSON-LD."""
    html = material.html
    lines = [text_of(node) for node in html.many(EVENT_LINES)]
    venue = next(iter(values_of(rows, "venue")), None)
    # Without the line: <time>14 May 2025</time> <time>16 May 2025</time>
    lines.append(" - ".join(text_of(time) for time in html.many(".ilo--event--details time")))
    lines += [text_of(node) for node in html.many(".ilo--event--details")]
    lines += [date_line or "", *values_of(rows, "event"), *values_of(rows, "published_on")]
    line = next((line for line in lines if find_dates(line)), None)
    event = parse_event_line(line) or _declared_event(material)
    if event is None or event.place or not venue:
        return event
    return EventFields(event.starts_on, event.ends_on, event.start_time, event.end_time, venue, event.text)


def credits_of(html: Html) -> list[str]:
    """Return the photo credits, once each although the site prints them twice."""
    return [text for node in html.many(CREDITS) if (text := text_of(node))]


def _declared_event(material: Material) -> EventFields | None:
    first, last = material.metadata.first("starts_on"), material.metadata.first("ends_on")
    starts_on = parse_date(first.value, zone=ZONE) if first else None
    if starts_on is None:
        return None
    ends_on = parse_date(last.value, zone=ZONE) if last else None
    place = material.metadata.first("place")
    return EventFields(starts_on, ends_on or starts_on, place=place.value if place else None)
