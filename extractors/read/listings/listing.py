"""Listings for discovery: entries, the next page and the totals that the site reports, on every generation."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urldefrag, urlsplit

from extractors.addresses import canonical_url
from extractors.model import Listing, ListingItem, SiteGeneration
from extractors.read.dates.parse import parse_date
from extractors.read.generations import generation_of
from extractors.read.listings.cards import read_card
from extractors.read.listings.unwomen import read_drupal_listing, read_womenwatch_news
from extractors.read.listings.wcms import read_items
from extractors.read.markup.decode import decode
from extractors.read.markup.tree import Html, Node, clean, parse_html, text_of

NEXT = ".ilo--pagination--next-page[href], li.pager__item--next a[href], a[rel=next], .pagination a.next[href], a.next[href]"
DISABLED = frozenset({"ilo--pagination--disable", "disabled", "is-disabled"})
PAGE_OF = ".ilo--pagination--page, .pagination strong, .pager__current"
TOTALS = ".view-header, .view-footer, .ilo--search--results, .results-count, .total, .pagination"
# "1 of 42", "7 de 42", "3 sur 20", "1 / 9"
OF_PAGES = re.compile(r"(\d+)\s*(?:of|de|sur|/)\s*(\d+)", re.I)
# "Displaying 1 - 10 of 4,230", "4 230 results", "231 r\u00e9sultats"
OF_ITEMS = re.compile(
    r"\d+\s*[-\u2013]\s*\d+\s+(?:of|de|sur)\s+([\d.,\s]*\d)"
    r"|([\d.,\s]*\d)\s+(?:results|items|r\u00e9sultats|resultados)",
    re.I,
)
NEXT_WORDS = frozenset(
    "next|next page|suivant|suivante|page suivante|siguiente|p\u00e1gina siguiente|\u203a|\u00bb|>".split("|")  # noqa: SIM905
)
NEXT_ROW = re.compile(r"/nextRow--(\d+)", re.I)
# Hosts of the ILO that publish documents; the others (videodownload, flickr, adestra) are advertised.
ILO_HOSTS = frozenset(
    {"www.ilo.org", "ilo.org", "live.ilo.org", "voices.ilo.org", "webapps.ilo.org", "www.oit.org"}
)
LEGACY_PAGE = re.compile(r"/public/(?:english|french|spanish)/.+\.(?:html?|pdf)$", re.I)
# A build of the UN Women sites cannot be told from the address alone; the newest is asked first.
LATEST = datetime(9999, 1, 1, tzinfo=UTC)

Items = Callable[[Html], Listing | None]


def read_listing(payload: bytes, url: str) -> Listing:
    """Return what a listing page offers; without entries an empty listing, never an error.

    Promotions, menus, related content and the page itself are not entries. Entries are in page order,
    one an address. `next_url` is null on the last page.
    """
    html = parse_html(decode(payload, url=url).text, url)
    generation = generation_of(url, LATEST)
    orders = (
        *BY_GENERATION.get(generation, ()),
        _drupal_cards,
        read_items,
        read_drupal_listing,
        _dated_links,
    )
    listing = next((found for read in orders if (found := read(html)) and found.items), Listing(()))
    items = _documents(listing.items, html)
    return replace(
        listing,
        items=items,
        next_url=(listing.next_url or next_url(html)) if items else None,
        page_count=listing.page_count or page_count(html),
        item_count=item_count(html),
    )


def next_url(html: Html) -> str | None:
    """Return the address of the next page, null on the last one."""
    link = html.first(NEXT)
    if link is None:
        link = next((node for node in html.many("a[href]") if text_of(node).casefold() in NEXT_WORDS), None)
    if link is None or DISABLED & set((link.get("class") or "").split()):
        return _next_row(html)
    url = html.absolute(link.get("href"))
    return url if url and canonical_url(url) != canonical_url(html.url) else None


def page_count(html: Html) -> int | None:
    """Return how many pages the pager says there are: `1 of 42`."""
    for node in html.many(PAGE_OF):
        pages = OF_PAGES.search(text_of(node))
        if pages:
            return int(pages[2])
    return None


def item_count(html: Html) -> int | None:
    """Return how many entries the site says there are in all."""
    for node in html.many(TOTALS):
        total = OF_ITEMS.search(text_of(node))
        if total:
            return int(re.sub(r"\D", "", total[1] or total[2]))
    return None


def _drupal_cards(html: Html) -> Listing | None:
    """Cards of a view; a landing page without a view: every card of its main part."""
    cards = html.many(".views-row .ilo--card") or html.many("main .ilo--card")
    items = [item for card in cards if not _is_related(card) and (item := read_card(html, card))]
    return Listing(tuple(items)) if items else None


def _legacy_links(html: Html) -> Listing | None:
    """Every link to another page of the static tree: it has no listings, only links."""
    items = []
    for link in html.many("a[href]"):
        url, title = html.absolute(link.get("href")), text_of(link)
        if url and title and LEGACY_PAGE.search(urlsplit(url).path):
            items.append(ListingItem(urldefrag(url)[0], title))
    return Listing(tuple(items)) if items else None


def _womenwatch(html: Html) -> Listing | None:
    region = html.root.find("body")
    return read_womenwatch_news(html, region) if region is not None else None


def _dated_links(html: Html) -> Listing | None:
    """Unknown markup: the first link of every list item or row that also prints a date."""
    items = []
    for node in html.many("li, tr, article"):
        links = [link for link in node.iter("a") if link.get("href") and text_of(link)]
        own = clean(" ".join(_texts_outside(node, links[:1])))
        date = parse_date(own) if links and len(own) < 400 else None
        url = html.absolute(links[0].get("href")) if links and date else None
        if url:
            items.append(ListingItem(url, text_of(links[0]), date))
    return Listing(tuple(items)) if items else None


def _texts_outside(node: Node, links: list[Node]) -> Iterator[str]:
    for piece in node.iter():
        if piece not in links and isinstance(piece.tag, str):
            yield piece.text or ""
        if piece is not node:
            yield piece.tail or ""


def _documents(items: tuple[ListingItem, ...], html: Html) -> tuple[ListingItem, ...]:
    here, host = canonical_url(html.url), urlsplit(html.url).hostname or ""
    is_ilo = host in ILO_HOSTS
    kept: dict[str, ListingItem] = {}
    for item in items:
        parts = urlsplit(item.url)
        if parts.scheme not in ("http", "https") or (is_ilo and parts.hostname not in ILO_HOSTS):
            continue
        key = canonical_url(item.url) + ("#" + parts.fragment if parts.fragment else "")
        if key != here:
            kept.setdefault(key, item)
    return tuple(kept.values())


def _is_related(card: Node) -> bool:
    names = " ".join(
        (node.get("class") or "") + " " + (node.get("id") or "") for node in card.iterancestors()
    )
    return "related-content" in names or "related_content" in names


def _next_row(html: Html) -> str | None:
    """The link to the next offset where the pager has no words: `/nextRow--20/`."""
    own = NEXT_ROW.search(urlsplit(html.url).path)
    offset = int(own[1]) if own else 0
    later: list[tuple[int, str]] = []
    for link in html.many("a[href*='nextRow--']"):
        url = html.absolute(link.get("href"))
        row = NEXT_ROW.search(urlsplit(url).path) if url else None
        if url and row and int(row[1]) > offset:
            later.append((int(row[1]), url))
    return min(later)[1] if later else None


BY_GENERATION: dict[SiteGeneration, tuple[Items, ...]] = {
    SiteGeneration.ILO_WCMS: (read_items,),
    SiteGeneration.ILO_DRUPAL: (_drupal_cards,),
    SiteGeneration.ILO_LEGACY: (_legacy_links,),
    SiteGeneration.UNWOMEN_DRUPAL: (read_drupal_listing,),
    SiteGeneration.WOMENWATCH: (_womenwatch,),
}
