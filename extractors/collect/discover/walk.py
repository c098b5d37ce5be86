"""What every way of discovering shares: how to ask, what was found, whether the walk was complete."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from extractors.addresses import canonical_url
from extractors.collect.fetching.connection import is_allowed_host
from extractors.collect.fetching.fetch import Fetched
from extractors.collect.verdicts.looks import Wanted
from extractors.model import Issue, Listing, Verdict
from extractors.sources import Source

ReadListing = Callable[[bytes, str], Listing]
# A page of the walk, asked once a run and stored: what it answered.
AskPage = Callable[[str, Wanted], Fetched]
# A record that came inside a page: its own address, its bytes, when it changed, the page it came in.
TakeRecord = Callable[[str, bytes, datetime | None, Fetched], None]
READABLE = frozenset({Verdict.OK, Verdict.UNCHANGED})


@dataclass(frozen=True, slots=True)
class Found:
    """An address that the source says it has. `changed_at` is aware UTC, `published_on` ISO, as printed."""

    url: str
    changed_at: datetime | None = None
    published_on: str | None = None


@dataclass(slots=True)
class Walk:
    """What one walk over a source's entries found, by canonical address.

    `is_complete` is true only when at least one entry lists everything the source has and every such
    entry was walked to its end: only then may what is missing count as withdrawn.
    """

    found: dict[str, Found] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    reported_total: int | None = None
    is_complete: bool = False
    new_count: int = 0


@dataclass(frozen=True, slots=True)
class Walker:
    """What a way of discovering needs: the source, how to ask, and what is known already."""

    source: Source
    ask: AskPage
    take: TakeRecord
    read_listing: ReadListing
    known: Callable[[str], bool]
    walk: Walk
    now: datetime
    since: date | None = None
    limit: int | None = None

    def add(self, found: Found) -> bool:
        """Keep an address that belongs to the source; return whether it was not known before."""
        if not is_allowed_host(found.url, self.source.hosts) or not self.source.covers(found.url):
            return False
        key = canonical_url(found.url)
        is_new = key not in self.walk.found and not self.known(key)
        self.walk.new_count += is_new
        self.walk.found[key] = _fuller(self.walk.found.get(key), found)
        return is_new

    def page(self, url: str, wanted: Wanted) -> Fetched | None:
        """The answer to a page of the walk, or None with an issue where it cannot be used."""
        fetched = self.ask(url, wanted)
        if fetched.verdict in READABLE:
            return fetched
        code = "html_for_feed" if fetched.verdict is Verdict.HTML_FOR_FEED else "discovery_failed"
        self.note(code, f"{wanted} {url}: {fetched.verdict} ({fetched.reason or f'status {fetched.status}'})")
        return None

    def note(self, code: str, message: str, severity: str = "warning") -> None:
        """Keep an issue of the walk."""
        self.walk.issues.append(Issue(code, f"{self.source.source_id}: {message}", severity=severity))

    def has_enough(self) -> bool:
        """Whether the run's limit is filled with new addresses: a polite walk stops here."""
        return self.limit is not None and self.walk.new_count >= self.limit


def _fuller(before: Found | None, found: Found) -> Found:
    if before is None:
        return found
    changes = [stamp for stamp in (before.changed_at, found.changed_at) if stamp]
    return Found(before.url, max(changes, default=None), before.published_on or found.published_on)
