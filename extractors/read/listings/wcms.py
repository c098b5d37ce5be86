"""Entries of the ILO's WCMS listings and of the highlight boxes on department pages."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from extractors.model import Listing, ListingItem
from extractors.read.dates.event_line import parse_event_line
from extractors.read.dates.parse import parse_date
from extractors.read.markup.tree import Html, Node, clean, text_of

ITEMS = ".items-list li, .items-group li, ol.highlights li, ul.highlights li, .listing li.item"
LINK = ".item-title a[href]"
# © M. Varga/ILO 2024: the year of the crawl
CREDIT = re.compile(r"^\s*(?:\u00a9|\(c\))", re.I)
EVENTS = re.compile(r"/(?:events?|eventos|evenements|meetings-and-events)(?:/|$)", re.I)


def read_items(html: Html, within: Node | None = None) -> Listing | None:
    """Return the entries in page order, null when there are none; the pager is read by `listing`."""
    items = [item for node in html.many(ITEMS, within) if (item := _item(html, node))]
    return Listing(tuple(items)) if items else None


def _item(html: Html, node: Node) -> ListingItem | None:
    link = html.first(LINK, node)
    link = html.first("a[href]", node) if link is None else link
    url = html.absolute(link.get("href")) if link is not None else None
    title = text_of(link) if link is not None else ""
    if not url or not title:
        return None
    printed = _date_text(html, node)
    event = parse_event_line(printed) if printed else None
    is_event = bool(EVENTS.search(urlsplit(url).path)) and event is not None
    kicker = html.first(".item-type", node)
    return ListingItem(
        url=url,
        title=title,
        published_on=None if is_event else parse_date(printed),
        kicker=(text_of(kicker) or None) if kicker is not None else None,
        place=event.place if event else None,
        summary=_summary(html, node),
        event=event if is_event else None,
    )


def _date_text(html: Html, node: Node) -> str | None:
    marked = html.first(".item-date, .date, time", node)
    if marked is not None:
        return text_of(marked)
    # Without a class: a paragraph of its own that begins with the date, "14 February 2019,".
    for paragraph in html.many("p", node):
        text = text_of(paragraph)
        if (
            len(text) <= 90
            and not CREDIT.match(text)
            and parse_date(text)
            and re.match(r"\d|\D{3,9}\s\d{4}", text)
        ):
            return text
    tail = clean("".join(child.tail or "" for child in node))
    return tail if tail and len(tail) <= 90 and parse_date(tail) else None


def _summary(html: Html, node: Node) -> str | None:
    for paragraph in html.many("p", node):
        if paragraph.get("class") in (None, "item-abstract", "abstract") and text_of(paragraph):
            return text_of(paragraph)
    return None
