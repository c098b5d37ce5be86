"""Backfill: what web archives hold of a source, asked once each, resumed where it was stopped.

The plan (rows of the archive's index) is a small file beside the archive; what was fetched is known
from the captures. A stopped backfill goes on in the index behind its last page, and asks for nothing
that it has.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from extractors.addresses import canonical_url, stable_id
from extractors.collect.archive.archive import ArchiveWriter
from extractors.collect.fetching.fetch import Fetched, Fetcher
from extractors.collect.report import CollectReport
from extractors.collect.routes.commoncrawl import CommonCrawlRoute
from extractors.collect.routes.wayback import Memento, WaybackRoute, parse_stamp, stamp_of
from extractors.collect.storing import Store
from extractors.collect.verdicts.looks import Wanted, wanted_of
from extractors.errors import SettingsError, SourceBlocked, UnexpectedContent
from extractors.model import Capture, Issue, Route, Verdict
from extractors.sources import Cdx, Source

LOG = logging.getLogger(__name__)
# Done, all in the plan so far, seconds left by the pace until now (None before there is one).
Progress = Callable[[int, int, float | None], None]


class ArchiveRoute(Protocol):
    """A web archive with an index."""

    route: Route

    def list_captures(
        self, prefix: str, date_from: date | None, date_to: date | None, resume: str | None = None
    ) -> Iterator[tuple[list[Memento], str | None]]:
        """Pages of the index under a prefix, each with the key to resume behind it."""

    def fetch(self, memento: Memento, wanted: Wanted) -> Fetched:
        """One capture."""


def backfill_source(
    source: Source,
    *,
    route: Route,
    date_from: date | None = None,
    date_to: date | None = None,
    limit: int | None = None,
    known: Iterable[Capture] = (),
    writer: ArchiveWriter,
    fetcher: Fetcher,
    plan_folder: Path,
    progress: Progress | None = None,
) -> CollectReport:
    """Fetch what a web archive holds of a source and return what was stored.

    `known` are the captures that the archive of this source has already, from every run. `limit`
    bounds the captures fetched now. `plan_folder` keeps the index between runs.

    Raises:
        SettingsError: the route is not a web archive.
    """
    archive = _archive(route, fetcher, source)
    # Without an end the archive goes on growing: its index is asked afresh each month.
    until = date_to or f"{fetcher.clock.now():%Y-%m}"
    plan = Plan(plan_folder / f"{source.source_id}-{route}-{_scope(source, date_from, until)}.jsonl")
    report = CollectReport(source.source_id)
    run = _Backfill(source, archive, Store(writer, {}), plan, report, _keys(known), fetcher, progress)
    try:
        run.complete_plan(date_from, date_to)
        run.fetch_rows(limit)
    except (SourceBlocked, UnexpectedContent) as error:
        report.blocked = isinstance(error, SourceBlocked)
        report.issues.append(Issue("backfill_stopped", f"{source.source_id}: {error.message}"))
        LOG.warning("%s: backfill stopped: %s", source.source_id, error.message)
    return run.finish()


@dataclass
class Plan:
    """Rows of an archive's index in a file of JSON lines, with where to go on for each prefix."""

    path: Path
    rows: list[Memento] = field(default_factory=list)
    resume: dict[str, str | None] = field(default_factory=dict)
    done: set[str] = field(default_factory=set)
    served: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        if self.path.exists():
            for line in self.path.read_text("utf-8").splitlines():
                self._take(line)

    def add(self, prefix: str, rows: list[Memento], following: str | None) -> None:
        """Keep a page of the index; written as one line, so that a kill leaves it whole or absent."""
        page = {
            "prefix": prefix,
            "resume": following,
            "rows": [
                [r.url, stamp_of(r.captured_at), r.status, r.media_type, r.digest, r.place] for r in rows
            ],
        }
        self._append(json.dumps(page))

    def note_served(self, key: tuple[str, str]) -> None:
        """Keep that a row was asked for and another capture, the nearest, was served in its place."""
        self._append(json.dumps({"served": key}))

    def _append(self, line: str) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8") as stream:
            # A line that a kill tore ends here.
            stream.write(f"\n{line}\n")
        self._take(line)

    def _take(self, line: str) -> None:
        try:
            page = json.loads(line)
        except ValueError:
            return
        if "served" in page:
            self.served.add((page["served"][0], page["served"][1]))
            return
        prefix = page["prefix"]
        self.rows += [_memento(row) for row in page["rows"]]
        self.resume[prefix] = page["resume"]
        if page["resume"] is None:
            self.done.add(prefix)


@dataclass
class _Backfill:
    source: Source
    archive: ArchiveRoute
    store: Store
    plan: Plan
    report: CollectReport
    have: set[tuple[str, str]]
    fetcher: Fetcher
    progress: Progress | None

    def complete_plan(self, date_from: date | None, date_to: date | None) -> None:
        """Ask the index for what the plan has not yet."""
        for prefix in prefixes(self.source):
            if prefix in self.plan.done:
                continue
            pages = self.archive.list_captures(prefix, date_from, date_to, self.plan.resume.get(prefix))
            for rows, following in pages:
                wanted = [row for row in rows if row.status == 200 and self.source.covers(row.url)]
                self.plan.add(prefix, wanted, following)

    def fetch_rows(self, limit: int | None) -> None:
        """Fetch what the plan has and the archive has not, the oldest first."""
        rows = self._missing()
        self.report.due_count = len(rows)
        chosen = rows[:limit]
        started = self.fetcher.clock.monotonic()
        for number, row in enumerate(chosen, 1):
            self._fetch(row)
            self._show(number, len(chosen), started)

    def finish(self) -> CollectReport:
        """Complete the report."""
        self.report.captures = self.store.captures
        self.report.discovered_count = len(self.plan.rows)
        for capture in self.report.captures:
            self.report.verdicts[capture.verdict] += 1
        return self.report

    def _missing(self) -> list[Memento]:
        fresh: dict[tuple[str, str], Memento] = {}
        for row in sorted(self.plan.rows, key=lambda row: row.captured_at):
            if row.key not in self.have and row.key not in self.plan.served:
                fresh.setdefault(row.key, row)
        return list(fresh.values())

    def _fetch(self, row: Memento) -> None:
        if row.key in self.have:
            return
        fetched = self.archive.fetch(row, wanted_of(row.url))
        self.report.asked_count += 1
        self.have.add(row.key)
        served = (canonical_url(fetched.url), stamp_of(fetched.fetched_at))
        # The archive serves the nearest capture it has: perhaps one that is stored already.
        if served != row.key and fetched.verdict is not Verdict.ERROR:
            self.plan.note_served(row.key)
            if served in self.have:
                return
        self.have.add(served)
        self.store.keep(fetched, self.archive.route)

    def _show(self, number: int, total: int, started: float) -> None:
        if self.progress is None:
            return
        pace = (self.fetcher.clock.monotonic() - started) / number
        self.progress(number, total, pace * (total - number))


def prefixes(source: Source) -> list[str]:
    """The address prefixes of a source in archive indexes: as declared, else its walk and its hosts."""
    declared = [entry.prefix for entry in source.discover if isinstance(entry, Cdx)]
    if declared:
        return declared
    walks = [urlsplit(url) for entry in source.discover if (url := getattr(entry, "url", ""))]
    pages = [f"{p.netloc}{p.path}" for p in walks if not p.path.endswith(".xml") and "/feeds/" not in p.path]
    return pages or [host for host in source.hosts if "*" not in host][:1]


def _archive(route: Route, fetcher: Fetcher, source: Source) -> ArchiveRoute:
    if route is Route.WAYBACK:
        return WaybackRoute(fetcher, source)
    if route is Route.COMMONCRAWL:
        return CommonCrawlRoute(fetcher, source)
    raise SettingsError(f"{route} is not a web archive", hint="use --via wayback or --via commoncrawl")


def _scope(source: Source, date_from: date | None, until: date | str) -> str:
    """A short name for what the plan covers: another range or other prefixes make another plan."""
    return stable_id(date_from, until, *prefixes(source))[:8]


def _keys(captures: Iterable[Capture]) -> set[tuple[str, str]]:
    kept = (c for c in captures if c.route is not Route.LIVE and c.verdict is not Verdict.ERROR)
    return {(canonical_url(c.url), stamp_of(c.captured_at)) for c in kept}


def _memento(row: list[object]) -> Memento:
    url, stamp, status, media_type, digest, place = row
    where = None
    if isinstance(place, list):
        where = (str(place[0]), int(place[1]), int(place[2]))
    return Memento(str(url), parse_stamp(str(stamp)), int(str(status)), str(media_type), str(digest), where)
