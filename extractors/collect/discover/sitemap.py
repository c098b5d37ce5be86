"""Sitemaps and sitemap indexes, newest pages first."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import UTC, datetime

import lxml.etree as etree

from extractors.collect.discover.walk import Found, Walker
from extractors.sources import Sitemap

MAX_DEPTH = 3
MAX_BYTES = 100_000_000


@dataclass(frozen=True, slots=True)
class SitemapPage:
    """What one sitemap file holds: further sitemaps, or addresses."""

    sitemaps: tuple[Found, ...]
    addresses: tuple[Found, ...]


def discover_sitemap(walker: Walker, entry: Sitemap) -> bool:
    """Add the addresses of a sitemap and of those below it; return whether all of it was walked."""
    return _walk(walker, entry.url, entry.last_pages, MAX_DEPTH, {entry.url})


def _walk(walker: Walker, url: str, last_pages: int | None, depth: int, seen: set[str]) -> bool:
    fetched = walker.page(url, "sitemap")
    if fetched is None:
        return False
    page = parse_sitemap(fetched.body)
    for found in page.addresses:
        walker.add(found)
    if not page.addresses and not page.sitemaps:
        walker.note("empty_sitemap", f"sitemap {url} has no entries")
        return False
    below = [found for found in newest_first(page.sitemaps) if found.url not in seen]
    if below and depth == 0:
        walker.note("sitemap_too_deep", f"{url} points to further sitemaps below the {MAX_DEPTH}th level")
        return False
    chosen = below[:last_pages]
    is_whole = len(chosen) == len(below)
    for found in chosen:
        if walker.has_enough():
            return False
        seen.add(found.url)
        is_whole = _walk(walker, found.url, None, depth - 1, seen) and is_whole
    return is_whole


def newest_first(sitemaps: tuple[Found, ...]) -> list[Found]:
    """Sitemaps by lastmod, the newest first; equal ones from the end of the index, where sites append."""
    numbered = enumerate(sitemaps)
    oldest = datetime.min.replace(tzinfo=UTC)
    ordered = sorted(numbered, key=lambda pair: (pair[1].changed_at or oldest, pair[0]), reverse=True)
    return [found for _, found in ordered]


def parse_sitemap(payload: bytes) -> SitemapPage:
    """Return what a sitemap (plain or gzip) holds; a torn one gives what stands before the tear."""
    sitemaps: list[Found] = []
    addresses: list[Found] = []
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, remove_comments=True)
    root = etree.fromstring(_plain(payload), parser)
    for element in root if root is not None else ():
        kind = etree.QName(element).localname if isinstance(element.tag, str) else ""
        found = _found(element)
        if found and kind in ("sitemap", "url"):
            (sitemaps if kind == "sitemap" else addresses).append(found)
    return SitemapPage(tuple(sitemaps), tuple(addresses))


def _found(element: etree._Element) -> Found | None:
    values = {
        etree.QName(child).localname: (child.text or "").strip()
        for child in element
        if isinstance(child.tag, str)
    }
    return Found(values["loc"], parse_stamp(values.get("lastmod", ""))) if values.get("loc") else None


def parse_stamp(text: str) -> datetime | None:
    """A W3C date or time (`2026-03-09T17:12:00+01:00`, `2026-03-09`, `2026-03`) as aware UTC."""
    padded = text + "-01" * (2 - text.count("-")) if 4 <= len(text) <= 7 else text
    try:
        stamp = datetime.fromisoformat(padded)
    except ValueError:
        return None
    return stamp.replace(tzinfo=UTC) if stamp.tzinfo is None else stamp.astimezone(UTC)


def _plain(payload: bytes) -> bytes:
    if payload[:2] != b"\x1f\x8b":
        return payload
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(payload, MAX_BYTES)
    except zlib.error:
        return b"<urlset/>"
