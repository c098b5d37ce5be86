"""Discovery: what a source has today, by feeds, sitemaps, listings, catalogues and known addresses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from extractors.collect.discover.feed import discover_feed
from extractors.collect.discover.listing import discover_listing
from extractors.collect.discover.sitemap import discover_sitemap
from extractors.collect.discover.sru import discover_sru
from extractors.collect.discover.walk import Found, Walker
from extractors.sources import Addresses, Cdx, Feed, ListingWalk, Sitemap, Sru

__all__ = ["discover_source"]


def discover_source(walker: Walker) -> None:
    """Walk every entry of the source; the walk records what was found and whether it was complete."""
    outcomes = [
        outcome for entry in walker.source.discover if (outcome := _discover(walker, entry)) is not None
    ]
    walker.walk.is_complete = bool(outcomes) and all(outcomes)


def _discover(walker: Walker, entry: Any) -> bool | None:
    """Whether an entry that lists the whole source was walked to its end; None for partial ones."""
    outcome = WAYS[type(entry)](walker, entry)
    return outcome if getattr(entry, "is_whole", False) else None


def _addresses(walker: Walker, entry: Addresses) -> None:
    for url in entry.urls:
        walker.add(Found(url))


def _later(walker: Walker, entry: Cdx) -> None:
    """Archive indexes are asked by the backfill, never by the daily walk."""


WAYS: dict[type, Callable[[Walker, Any], bool | None]] = {
    Feed: discover_feed,
    Sitemap: discover_sitemap,
    ListingWalk: discover_listing,
    Addresses: _addresses,
    Cdx: _later,
    Sru: discover_sru,
}
