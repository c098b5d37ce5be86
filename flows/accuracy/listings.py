"""What discovery reads from a labelled listing, feed or sitemap, as one kind of thing."""

from __future__ import annotations

from collections.abc import Iterable

from extractors.collect.discover.feed import parse_feed
from extractors.collect.discover.sitemap import parse_sitemap
from extractors.collect.discover.walk import Found
from extractors.model import Listing, ListingItem, PartialDate
from extractors.read.listings.listing import read_listing
from flows.accuracy.labels import LabelledPage


def listing_of(page: LabelledPage) -> Listing:
    """Return the entries that the collector would find on a page; feeds and sitemaps have no titles there."""
    if page.wanted == "feed":
        return _listing(parse_feed(page.payload, page.url))
    if page.wanted == "sitemap":
        read = parse_sitemap(page.payload)
        return _listing([*read.sitemaps, *read.addresses])
    return read_listing(page.payload, page.url)


def _listing(found: Iterable[Found]) -> Listing:
    return Listing(tuple(ListingItem(entry.url, None, _day(entry.published_on)) for entry in found))


def _day(printed: str | None) -> PartialDate | None:
    return PartialDate(printed, "day") if printed else None
