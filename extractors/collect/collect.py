"""One source, once: discover, choose what is due, ask by the declared routes, store everything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import islice

from extractors.addresses import canonical_url
from extractors.collect.archive.archive import ArchiveWriter
from extractors.collect.discover import discover_source
from extractors.collect.discover.walk import ReadListing, Walk, Walker
from extractors.collect.fetching.fetch import Fetched, Fetcher
from extractors.collect.known import (
    GONE,
    PAYLOADS,
    Due,
    KnownAddress,
    due_addresses,
    is_walk_page,
    walk_pages,
)
from extractors.collect.report import CollectReport
from extractors.collect.routes.choose import Routes
from extractors.collect.routes.route import Answered
from extractors.collect.storing import Store
from extractors.collect.troubles import Troubles
from extractors.collect.verdicts.looks import Wanted, wanted_of
from extractors.errors import SourceBlocked
from extractors.model import Route, Verdict
from extractors.sources import Source, Sru

__all__ = ["CollectReport", "KnownAddress", "collect_source"]


def collect_source(
    source: Source,
    *,
    known: Mapping[str, KnownAddress],
    writer: ArchiveWriter,
    fetcher: Fetcher,
    read_listing: ReadListing,
    now: datetime,
    limit: int | None = None,
    since: date | None = None,
    dry_run: bool = False,
) -> CollectReport:
    """Collect one source and return what happened; what a server answers never raises.

    `known` is by canonical address. `limit` bounds the documents asked, `since` the days of
    listings and documents. A dry run asks nothing and reports what would be asked first.
    """
    asked: set[str] = set()
    routes = Routes.of(source, fetcher, asked.__contains__)
    store = Store(writer, known)
    run = _Collection(source, known, store, fetcher, routes, read_listing, now, asked, limit, since)
    if dry_run:
        return run.dry()
    run.discover()
    if run.routes.has_other or not run.report.blocked:
        run.ask_due()
    return run.finish()


@dataclass
class _Collection:
    source: Source
    known: Mapping[str, KnownAddress]
    store: Store
    fetcher: Fetcher
    routes: Routes
    read_listing: ReadListing
    now: datetime
    asked: set[str]
    limit: int | None
    since: date | None
    is_live_walk: bool = True
    walk: Walk = field(default_factory=Walk)
    report: CollectReport = field(init=False)
    troubles: Troubles = field(init=False)

    def __post_init__(self) -> None:
        self.report = CollectReport(self.source.source_id, captures=self.store.captures)
        self.troubles = Troubles(self.source, self.fetcher, self.routes, self.report)

    def dry(self) -> CollectReport:
        """What would be due and asked first, without asking."""
        due = [item.url for item in self._due()]
        first = [entry.url for entry in self.source.discover if hasattr(entry, "url")]
        self.report.due_count = len(due)
        self.report.would_ask = tuple(islice([*first, *due], self.limit))
        return self.report

    def discover(self) -> None:
        """Walk the source's entries; a block on the way is kept in the report."""
        walker = Walker(
            self.source,
            self._ask_page,
            self._take,
            self.read_listing,
            self.known.__contains__,
            self.walk,
            self.now,
            self.since,
            self.limit,
        )
        try:
            discover_source(walker)
        except SourceBlocked as error:
            self.troubles.note(error)
        self.troubles.note_refusals()
        self.report.seen_urls |= set(self.walk.found)

    def ask_due(self) -> None:
        """Ask for what is due, as many at once as the source allows, and store each answer at once."""
        due = [] if any(isinstance(e, Sru) for e in self.source.discover) else self._due()
        self.report.due_count += len(due)
        chosen = iter(due[: self.limit])
        with ThreadPoolExecutor(self.source.politeness.concurrency) as pool:
            self._keep_asking(chosen, pool)

    def finish(self) -> CollectReport:
        """Complete the report."""
        report, walk = self.report, self.walk
        report.discovered_count = len(walk.found)
        self.troubles.note_end()
        report.is_complete_walk = walk.is_complete and self.is_live_walk and not report.blocked
        report.reported_total = walk.reported_total
        report.issues[:0] = walk.issues
        for capture in report.captures:
            report.verdicts[capture.verdict] += 1
        return report

    def _due(self) -> list[Due]:
        due = due_addresses(self.walk.found, self.known, self.source, self.now, self.since)
        pages = walk_pages(self.source)
        return [item for item in due if item.known is None or not is_walk_page(item.url, pages)]

    def _keep_asking(self, due: Iterator[Due], pool: ThreadPoolExecutor) -> None:
        running: set[Future[Answered | None]] = set()
        while True:
            free = self.source.politeness.concurrency - len(running)
            running |= {pool.submit(self._ask, item) for item in islice(self._askable(due), free)}
            if not running:
                return
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                self._keep(future)

    def _askable(self, due: Iterable[Due]) -> Iterator[Due]:
        """Due addresses not asked in this run, until a bound or the day's budget ends the asking."""
        for item in due:
            key = canonical_url(item.url)
            if key in self.asked:
                continue
            if not self.troubles.may_go_on(item.url):
                return
            self.asked.add(key)
            yield item

    def _ask(self, item: Due) -> Answered | None:
        earlier = None if item.is_full or item.known is None else self.store.earlier(item.url)
        return self.routes.ask(item.url, wanted_of(item.url), earlier)

    def _keep(self, future: Future[Answered | None]) -> None:
        try:
            answered = future.result()
        except SourceBlocked as error:
            self.troubles.note(error)
            return
        if answered is None:
            return
        self.report.asked_count += 1
        self._keep_answer(answered)

    def _keep_answer(self, answered: Answered) -> None:
        self.asked.add(canonical_url(answered.fetched.url))
        if answered.route is Route.LIVE:
            self._see(answered.fetched)
        self._store(answered)

    def _store(self, answered: Answered) -> None:
        """Store an answer, and before it the wall that the live site put up."""
        if answered.refused is not None:
            self.store.keep(answered.refused, Route.LIVE)
        if not self._is_kept_already(answered):
            self.store.keep(answered.fetched, answered.route)

    def _see(self, fetched: Fetched) -> None:
        """What answers is there although no walk lists it; what is gone is not there although one does."""
        first, final = canonical_url(fetched.asked_url), canonical_url(fetched.url)
        if fetched.verdict in GONE:
            self.report.seen_urls -= {first, final}
        elif fetched.verdict in PAYLOADS or first in self.report.seen_urls:
            self.report.seen_urls.add(final)

    def _is_kept_already(self, answered: Answered) -> bool:
        """An archive gives the same old capture every night: it is stored once."""
        earlier = self.store.earlier(answered.fetched.url)
        return (
            answered.route is not Route.LIVE
            and earlier is not None
            and (answered.fetched.fetched_at <= earlier.captured_at)
        )

    def _ask_page(self, url: str, wanted: Wanted) -> Fetched:
        """A page of the walk: once a run, whichever sources share it, and stored by the first."""
        answered, is_first = self.routes.ask_once(url, wanted)
        self.is_live_walk = self.is_live_walk and answered.route is Route.LIVE
        self.asked.add(canonical_url(url))
        if is_first:
            self._store(answered)
        return answered.fetched

    def _take(self, url: str, payload: bytes, changed_at: datetime | None, page: Fetched) -> None:
        """Store a record that came inside a page, when it is new or due."""
        key = canonical_url(url)
        self.walk.new_count += key not in self.known
        self.report.seen_urls.add(key)
        is_enough = self.limit is not None and self.report.asked_count >= self.limit
        if key in self.asked or is_enough or not self._is_record_due(key, changed_at):
            return
        self.asked.add(key)
        self.report.due_count += 1
        self.report.asked_count += 1
        headers = (
            ("Content-Type", "application/marcxml+xml; charset=utf-8"),
            ("X-Equalwork-Part-Of", page.url),
        )
        record = replace(
            page, asked_url=url, url=url, headers=headers, body=payload, hops=(), target=None, reason=None
        )
        self.store.keep(replace(record, verdict=Verdict.OK), Route.LIVE)

    def _is_record_due(self, key: str, changed_at: datetime | None) -> bool:
        entry = self.known.get(key)
        if entry is None or (changed_at is not None and changed_at > entry.last_asked_at):
            return True
        return any(True for _ in due_addresses({}, {key: entry}, self.source, self.now))
