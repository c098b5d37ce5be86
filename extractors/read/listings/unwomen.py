"""Listings of the UN Women sites and of WomenWatch: entries with their dates, the next page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qs, urldefrag, urlsplit

from extractors.model import Listing, ListingItem, PartialDate
from extractors.read.dates.find import find_dates
from extractors.read.dates.parse import parse_date
from extractors.read.markup.tree import Html, Node, attribute, clean, text_of

ROWS = ".view-content .views-row, .views-row"
TITLE = ".search-item-title a, .views-field-title a, h2 a, h3 a, h4 a, .field-content > a, a"
TYPE_FIELD = ".views-field-field-"
LABEL = f"{TYPE_FIELD}story-type, {TYPE_FIELD}resource-type, {TYPE_FIELD}event-type, .search-item-type"
NEXT = "li.pager__item--next a, a[rel=next]"
LAST = "li.pager__item--last a"


def read_drupal_listing(html: Html) -> Listing | None:
    """Return the entries of a Drupal view of the site, null when the page holds none."""
    rows = [row for row in html.many(ROWS) if not _is_related(row)]
    items = [item for row in rows for item in _drupal_items(html, row)]
    if not items:
        return None
    anchor = html.first(NEXT)
    last = attribute(html.first(LAST), "href")
    page = parse_qs(urlsplit(last).query).get("page") if last else None
    count = int(page[0]) + 1 if page and page[0].isdigit() else None
    return Listing(tuple(items), html.absolute(attribute(anchor, "href")), page_count=count)


def _drupal_items(html: Html, row: Node) -> Iterator[ListingItem]:
    anchor = html.first(TITLE, row)
    url = html.absolute(attribute(anchor, "href"))
    if anchor is None or not url:
        return
    title = html.first(".card_title", row)
    kicker = html.first(LABEL, row)
    yield ListingItem(
        url,
        text_of(title if title is not None else anchor) or None,
        _drupal_date(html, row),
        kicker=(text_of(kicker) or None) if kicker is not None else None,
    )


def _drupal_date(html: Html, row: Node) -> PartialDate | None:
    # Two dates stand on a row of the publications list; the second is that of the publication.
    printed = [text_of(node) for node in html.many(".search-item-date", row)]
    if printed:
        return parse_date(printed[-1])
    for time in html.many("time", row):
        date = parse_date(text_of(time)) or parse_date(attribute(time, "datetime"))
        if date:
            return date
    return None


def _is_related(row: Node) -> bool:
    parent = row
    while parent is not None:
        if "related-content" in (parent.get("class") or ""):
            return True
        parent = parent.getparent()
    return False


BARE_URL = re.compile(r"\bhttps?://\S+$")


def read_womenwatch_news(html: Html, region: Node) -> Listing | None:
    """Return the items of the news page: under a date as heading a title in bold, its abstract, its source.

    An item without an address of its own gets the page's address with its date and title as fragment.
    """
    items: list[ListingItem] = []
    day: PartialDate | None = None
    for node in region.iter("h1", "h2", "h3", "h4", "p", "li"):
        text = text_of(node)
        found = find_dates(text)
        if found and node.tag != "p" and len(text) < 40:
            day = found[0].first
        elif text and day is not None and node.tag in ("p", "li"):
            _take(html, node, text, day, items)
    return Listing(tuple(items)) if items else None


def _take(html: Html, node: Node, text: str, day: PartialDate, items: list[ListingItem]) -> None:
    bold = next(node.iter("b", "strong"), None)
    heading = text_of(bold) if bold is not None else ""
    if heading and text.startswith(heading):
        anchor = next(bold.iter("a"), None) if bold is not None else None
        if anchor is None and bold is not None and bold.getparent().tag == "a":
            anchor = bold.getparent()
        url = html.absolute(attribute(anchor, "href")) or _own_address(html, day, heading)
        items.append(ListingItem(url, heading, day))
        text = clean(text[len(heading) :])
    if text and items and items[-1].published_on == day:
        items[-1] = _with_abstract(html, node, text, items[-1])


def _with_abstract(html: Html, node: Node, text: str, item: ListingItem) -> ListingItem:
    source = BARE_URL.search(text)
    links = [a for a in node.iter("a") if (a.get("href") or "").startswith("http")]
    url = item.url
    if links and "#" in url:
        url = html.absolute(attribute(links[-1], "href")) or url
    summary = (text[: source.start()] if source else text).strip()
    joined = " ".join(part for part in (item.summary, summary) if part) or None
    return replace(item, url=url, summary=joined)


def _own_address(html: Html, day: PartialDate, heading: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-")
    return f"{urldefrag(html.url)[0]}#{day.value}-{slug}"
