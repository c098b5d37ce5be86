"""RSS and Atom feeds. A feed shows the newest entries only: it never makes a walk complete."""

from __future__ import annotations

import calendar
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin

import feedparser

from extractors.collect.discover.walk import Found, Walker
from extractors.sources import Feed


def discover_feed(walker: Walker, entry: Feed) -> None:
    """Add the addresses of a feed; HTML answered for it is an issue, not an empty feed."""
    fetched = walker.page(entry.url, "feed")
    if fetched is None:
        return
    found = parse_feed(fetched.body, entry.url)
    if not found:
        walker.note("empty_feed", f"feed {entry.url} has no entries")
    for item in found:
        walker.add(item)


def parse_feed(payload: bytes, url: str) -> list[Found]:
    """Return the entries of a feed that have a link, in its order; changes in UTC, days as printed."""
    parsed: Any = feedparser.parse(payload)  # type: ignore[attr-defined,no-untyped-call]
    return [
        Found(urljoin(url, link), _stamp(item, "updated_parsed"), _day(item))
        for item in parsed.entries
        if (link := str(item.get("link") or "").strip())
    ]


def _stamp(item: Any, key: str) -> datetime | None:
    parsed = item.get(key) if key in item else None
    return datetime.fromtimestamp(calendar.timegm(parsed), UTC) if parsed else None


def _day(item: Any) -> str | None:
    """The day as the publisher prints it: `Wed, 13 May 2026 21:10:00 -0400` is the 13th, though UTC is a day on."""
    printed = str(item.get("published") or "")
    for parse in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            return parse(printed).date().isoformat()
        except ValueError:
            continue
    published = _stamp(item, "published_parsed")
    return published.date().isoformat() if published else None
