"""What is known of addresses from earlier runs, and which of them are due again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import islice
from operator import itemgetter
from zlib import crc32

from extractors.addresses import canonical_url
from extractors.collect.discover.listing import NEXT_ROW
from extractors.collect.discover.walk import Found
from extractors.collect.verdicts.looks import wanted_of
from extractors.model import Capture, Verdict
from extractors.sources import Addresses, Cdx, Source

# One asking in this many goes out without validators: a server may say 304 for ever by mistake.
FULL_EVERY = 10
# So many new addresses are asked for each known one.
NEW_PER_KNOWN = 4
# What is gone is asked again now and then: it may come back.
GONE_DAYS = 60
PAYLOADS = frozenset({Verdict.OK, Verdict.UNCHANGED, Verdict.NOT_MODIFIED})
GONE = frozenset({Verdict.GONE, Verdict.SOFT_404})
# No answer about the document at all: as if it had not been asked.
UNANSWERED = frozenset(
    {
        Verdict.BLOCKED,
        Verdict.CONSENT_WALL,
        Verdict.LOGIN_WALL,
        Verdict.NEEDS_JAVASCRIPT,
        Verdict.MAINTENANCE,
        Verdict.TRUNCATED,
        Verdict.ERROR,
    }
)


@dataclass(frozen=True, slots=True)
class KnownAddress:
    """An address that was asked before.

    `load_capture` gives its last capture; of the many addresses that are known few are asked in a night.
    `last_asked_at` is aware UTC, `published_on` an ISO date as precise as it is.
    """

    url: str
    load_capture: Callable[[], Capture]
    last_asked_at: datetime
    published_on: str | None
    is_gone: bool

    @property
    def last_capture(self) -> Capture:
        """The last capture with a payload; where there is none, the last of all."""
        return self.load_capture()


@dataclass(frozen=True, slots=True)
class Due:
    """An address to ask now, with what is known of it."""

    url: str
    known: KnownAddress | None
    is_full: bool


def known_from_captures(captures: Iterable[Capture]) -> dict[str, KnownAddress]:
    """Return what captures, in any order, tell of addresses, by canonical address.

    Publication dates are not in captures: callers that know them put them in. Captures without an
    answer about the document (walls, errors) leave it as it was: it is asked again in the next run.
    """
    known: dict[str, KnownAddress] = {}
    for capture in captures:
        if capture.verdict in UNANSWERED:
            continue
        key = canonical_url(capture.url)
        known[key] = _merge(known.get(key), capture)
    return known


def _merge(before: KnownAddress | None, capture: Capture) -> KnownAddress:
    if before is None:
        gone = capture.verdict in GONE
        return KnownAddress(capture.url, lambda: capture, capture.captured_at, None, gone)
    later = capture.captured_at >= before.last_asked_at
    better = _better(before.last_capture, capture)
    return replace(
        before,
        load_capture=lambda: better,
        last_asked_at=max(before.last_asked_at, capture.captured_at),
        is_gone=capture.verdict in GONE if later else before.is_gone,
    )


def _better(first: Capture, second: Capture) -> Capture:
    return max(first, second, key=lambda capture: (capture.verdict is Verdict.OK, capture.captured_at))


def due_addresses(
    found: Mapping[str, Found],
    known: Mapping[str, KnownAddress],
    source: Source,
    now: datetime,
    since: date | None = None,
) -> Iterator[Due]:
    """Yield what is due: new addresses (the newest first), after every few of them a known one.

    Known ones come least recently asked first; they have their share, so that a first harvest of weeks
    does not keep changes unseen. With `since` only what was published (or changed) from that day on.
    A known address is due when the source says that it changed since it was asked, or when the
    recheck rule for its age says so; without rules a known address is not asked again.
    """
    new = [item for key, item in found.items() if key not in known]
    new.sort(
        key=lambda item: (item.published_on or "", item.changed_at.isoformat() if item.changed_at else "")
    )
    fresh = (Due(item.url, None, is_full=True) for item in reversed(new) if _is_since(item, since))
    waits = _waits(source)
    again = [
        (entry.last_asked_at, entry.url, entry)
        for key, entry in known.items()
        if _is_due(entry, found.get(key), waits, now)
    ]
    ordered = (entry for _, _, entry in sorted(again, key=itemgetter(0, 1)))
    old = (
        Due(entry.url, entry, is_full=_is_full(entry.url, now))
        for entry in ordered
        if since is None or (entry.published_on or "9") >= since.isoformat()[: len(entry.published_on or "9")]
    )
    yield from _mix(fresh, old)


def _mix(fresh: Iterator[Due], old: Iterator[Due]) -> Iterator[Due]:
    while batch := list(islice(fresh, NEW_PER_KNOWN)):
        yield from batch
        yield from islice(old, 1)
    yield from old


def _is_since(found: Found, since: date | None) -> bool:
    if since is None:
        return True
    if found.published_on:
        return found.published_on >= since.isoformat()[: len(found.published_on)]
    return found.changed_at is None or found.changed_at.date() >= since


def walk_pages(source: Source) -> frozenset[str]:
    """The addresses of a source's walk, without queries and pager segments."""
    return frozenset(_bare(entry.url) for entry in source.discover if not isinstance(entry, (Addresses, Cdx)))


def is_walk_page(url: str, pages: frozenset[str]) -> bool:
    """Whether an address is a page of the walk (whatever its page number), not a document."""
    return _bare(url) in pages or wanted_of(url) in ("feed", "sitemap", "marcxml")


def _bare(url: str) -> str:
    return NEXT_ROW.sub("/", url).partition("?")[0].partition("://")[2].removesuffix("/")


def _waits(source: Source) -> list[tuple[int, timedelta]]:
    """Recheck rules from the youngest documents on: the age in days up to which it holds, the wait."""
    rules = sorted((rule.younger_than_days or 10**6, rule.every_days) for rule in source.recheck)
    # An hour less than whole days: a nightly run must not slip a day because it starts a minute early.
    return [(age, timedelta(days=days, hours=-1)) for age, days in rules]


def _is_due(
    entry: KnownAddress, found: Found | None, waits: list[tuple[int, timedelta]], now: datetime
) -> bool:
    if _says_changed(entry, found):
        return True
    since = now - entry.last_asked_at
    if entry.is_gone:
        return since >= timedelta(days=GONE_DAYS)
    if not waits or since < min(wait for _, wait in waits):
        return False
    age = _age(entry, now.date())
    wait = next((wait for limit, wait in waits if age <= limit), None)
    return wait is not None and since >= wait


def _says_changed(entry: KnownAddress, found: Found | None) -> bool:
    return found is not None and found.changed_at is not None and found.changed_at > entry.last_asked_at


def _is_full(url: str, now: datetime) -> bool:
    # Spread over the addresses and the days without any state.
    return crc32(f"{url} {now.date()}".encode()) % FULL_EVERY == 0


def _age(entry: KnownAddress, today: date) -> int:
    """Days since publication; where that is unknown since the address was last read with success."""
    text = (entry.published_on or "")[:10]
    try:
        day = date.fromisoformat(text + "-01" * (2 - text.count("-")))
    except ValueError:
        day = entry.last_capture.captured_at.date()
    return (today - day).days
