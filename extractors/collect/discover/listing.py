"""HTML listings with pagers: `?page=N`, `nextRow--N`, next links.

Sites clamp page numbers, repeat pages, or offer a next page for ever: every way to stop is named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from extractors.addresses import canonical_url
from extractors.collect.discover.walk import Found, Walker
from extractors.errors import ReadFailure, UnexpectedContent
from extractors.model import Listing, ListingItem
from extractors.sources import ListingWalk

# A daily walk ends after this many pages with nothing new, but every seventh day it goes to the end.
KNOWN_PAGES = 3
FULL_WALK_DAYS = 7
# /lang--en/nextRow--60/index.htm
NEXT_ROW = re.compile(r"/nextRow--(\d+)/")
LANG_INDEX = re.compile(r"(/lang--[a-z]{2})/index\.htm", re.I)


@dataclass
class _State:
    pages: set[str] = field(default_factory=set)
    contents: set[frozenset[str]] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    total: int | None = None
    page_count: int | None = None
    known_run: int = 0
    step: int = 0


def discover_listing(walker: Walker, entry: ListingWalk) -> bool:
    """Add the addresses of a listing; return whether it was walked to its end and its totals agree."""
    state = _State()
    url: str | None = entry.url
    while url is not None:
        if len(state.pages) >= entry.max_pages:
            walker.note("endless_pager", f"listing {entry.url} goes on after {entry.max_pages} pages")
            return False
        outcome, following = _walk_page(walker, entry, url, state)
        if outcome is not None:
            return outcome and _reconcile(walker, entry, state)
        url = following
    return _reconcile(walker, entry, state)


def _walk_page(walker: Walker, entry: ListingWalk, url: str, state: _State) -> tuple[bool | None, str | None]:
    """Walk one page: the outcome where the walk ends here, else the next page."""
    fetched = walker.page(url, "listing")
    state.pages.add(url)
    if fetched is None:
        return False, None
    try:
        listing = walker.read_listing(fetched.body, url)
    except (ReadFailure, UnexpectedContent) as error:
        walker.note("listing_unreadable", f"listing {url}: {error.message}")
        return False, None
    keys = frozenset(canonical_url(item.url) for item in listing.items)
    if keys in state.contents:
        walker.note("pager_repeats", f"listing {url} repeats an earlier page", "info")
        return True, None
    state.contents.add(keys)
    new_count = sum(walker.add(_found(item)) for item in listing.items)
    _count(state, listing, keys)
    following = next_page(url, listing, index=len(state.pages), step=state.step, seen=len(state.seen))
    if not keys and len(state.pages) == 1:
        walker.note("empty_listing", f"listing {entry.url} has no entries")
        return False, None
    if following is None or following in state.pages or not keys:
        return True, None
    state.known_run = 0 if new_count else state.known_run + 1
    return (False, None) if _may_stop(walker, entry, listing, state) else (None, following)


def _count(state: _State, listing: Listing, keys: frozenset[str]) -> None:
    state.seen |= keys
    state.step = state.step or len(listing.items)
    state.total = listing.item_count if listing.item_count is not None else state.total
    state.page_count = listing.page_count if listing.page_count is not None else state.page_count


def _may_stop(walker: Walker, entry: ListingWalk, listing: Listing, state: _State) -> bool:
    if walker.has_enough():
        return True
    dates = [item.published_on.value for item in listing.items if item.published_on]
    if walker.since and dates and max(dates) < walker.since.isoformat():
        return True
    is_full_day = walker.now.toordinal() % FULL_WALK_DAYS == 0
    return not is_full_day and state.known_run >= KNOWN_PAGES


def _reconcile(walker: Walker, entry: ListingWalk, state: _State) -> bool:
    """Compare what was walked with the totals that the site itself prints."""
    if state.total is not None:
        walker.walk.reported_total = (walker.walk.reported_total or 0) + state.total
        # Entries move between pages while one walks: one in fifty may be missed without alarm.
        if len(state.seen) < state.total * 0.98:
            walker.note(
                "total_differs",
                f"listing {entry.url} reports {state.total} entries, {len(state.seen)} were seen",
            )
            return False
    if state.page_count is not None and len(state.pages) < state.page_count:
        walker.note(
            "pages_differ",
            f"listing {entry.url} reports {state.page_count} pages, {len(state.pages)} were walked",
        )
        return False
    return True


def next_page(url: str, listing: Listing, *, index: int, step: int, seen: int) -> str | None:
    """The page after this one: the page's own next link, else built where its totals promise more.

    `index` pages were walked, the first of them held `step` entries, `seen` entries in all.
    """
    if listing.next_url:
        return listing.next_url
    promises = (listing.page_count or 0) > index or (listing.item_count or 0) > seen
    if not promises or not listing.items:
        return None
    return _next_row(url, step) or _next_number(url)


def _next_row(url: str, step: int) -> str | None:
    row = NEXT_ROW.search(url)
    if row:
        return url[: row.start(1)] + str(int(row[1]) + step) + url[row.end(1) :]
    return LANG_INDEX.sub(rf"\1/nextRow--{step}/index.htm", url, count=1) if LANG_INDEX.search(url) else None


def _next_number(url: str) -> str:
    parts = urlsplit(url)
    pairs = dict(parse_qsl(parts.query, keep_blank_values=True))
    number = pairs.get("page", "0")
    pairs["page"] = str(int(number) + 1) if number.isdigit() else "1"
    return urlunsplit(parts._replace(query=urlencode(pairs)))


def _found(item: ListingItem) -> Found:
    return Found(item.url, None, item.published_on.value if item.published_on else None)
