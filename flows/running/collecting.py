"""The left end of the house: sources → captures in the archive. One source's failure is its own row."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from functools import partial

from extractors.addresses import canonical_url, document_id
from extractors.collect.archive.archive import ArchiveWriter, archive_recover
from extractors.collect.clock import Clock as FetchClock
from extractors.collect.collect import CollectReport, KnownAddress, collect_source
from extractors.collect.fetching.fetch import Fetcher
from extractors.collect.known import UNANSWERED
from extractors.errors import SettingsError
from extractors.model import Issue
from extractors.read.listings.listing import read_listing
from extractors.sources import Addresses, Cdx, RecheckRule, Source, Sru
from flows.running.executor import Executor
from flows.running.job import Clock, SourceResult
from flows.running.run import Run
from flows.settings import Settings
from warehouse import watch
from warehouse.gate import connection_beside
from warehouse.known import known_captures
from warehouse.loading.load import mark_withdrawn

log = logging.getLogger(__name__)


def recover_archive(run: Run, executor: Executor) -> None:
    """Close what a killed run left open: complete records stay, a torn last one is dropped."""
    archive_recover(run.settings.archive)


def collect_sources(run: Run, executor: Executor) -> None:
    """Collect every chosen source, several at once; each host is asked by one polite queue.

    Raises:
        SettingsError: no contact is set; the sites' owners must be able to reach the operator.
    """
    sources = run.chosen_sources()
    if sources and not run.settings.contact and not run.job.dry_run:
        raise SettingsError(
            "EQUALWORK_CONTACT is not set", hint="set it to an address at which you can be reached"
        )
    # The connection is not for threads: what is known is looked up before they start.
    known = {source.source_id: _known_addresses(run, source) for source in sources}
    with open_fetcher(run.settings, run.clock) as fetcher:

        def collect(source: Source) -> tuple[SourceResult, CollectReport | None]:
            result, report = _collect_one(run, source, known[source.source_id], fetcher)
            if not run.job.dry_run:
                _note_end(run, result, report)
            return result, report

        for result, report in executor.map_io("collect", collect, sources):
            take_up(run, result, report)


def withdraw_vanished(run: Run, executor: Executor) -> None:
    """Mark documents that a complete walk of their source no longer offered; nothing else may do so."""
    for source_id, seen in run.complete_walks.items():
        ids = {document_id(url) for url in seen}
        mark_withdrawn(run.con, source_id, ids, run.started_at, run.run_id)


def first_requests(source: Source) -> Iterator[tuple[str, str]]:
    """Yield (how, address) of what a source asks for first."""
    for entry in source.discover:
        match entry:
            case Addresses(urls=urls):
                yield from ((entry.kind, url) for url in urls[:3])
            case Cdx(prefix=prefix):
                yield entry.kind, prefix
            case Sru(url=url, query=query):
                yield entry.kind, f"{url} ({query})"
            case _:
                yield entry.kind, entry.url
    if not source.discover:
        yield source.routes[0], ", ".join(source.include[:2])


def open_fetcher(settings: Settings, clock: Clock) -> Fetcher:
    """Return the one client of a run, with the day's request counts kept in the home."""
    return Fetcher(
        contact=settings.contact,
        connect_to=settings.connections,
        budget_path=settings.home / "build" / "requests-today.json",
        clock=FetchClock(now=clock),
    )


def _collect_one(
    run: Run, source: Source, known: dict[str, KnownAddress], fetcher: Fetcher
) -> tuple[SourceResult, CollectReport | None]:
    result = SourceResult(source.source_id)
    try:
        with ArchiveWriter(run.settings.archive, source.source_id, run.run_id, run.started_at) as writer:
            report = collect_source(
                _rechecked(source, run.job.recheck_days),
                known=known,
                writer=writer,
                fetcher=fetcher,
                read_listing=read_listing,
                now=run.started_at,
                limit=run.job.limit,
                since=run.job.since,
                dry_run=run.job.dry_run,
            )
    except Exception as error:  # the one broad catch: what a source does wrong never stops another
        log.exception(
            "source %s failed", source.source_id, extra={"run": run.run_id, "source": source.source_id}
        )
        result.error = f"{type(error).__name__}: {error}"
        return result, None
    return result, report


def _rechecked(source: Source, days: int | None) -> Source:
    if days is None:
        return source
    return source.model_copy(update={"recheck": [RecheckRule(every_days=days)]})


def _note_end(run: Run, result: SourceResult, report: CollectReport | None) -> None:
    """Write at once that a source ended: a run that is killed later need not ask it again."""
    outcome, reason = _ending(result, report)
    log.info("source %s: %s", result.source_id, reason or outcome, extra={"source": result.source_id})
    # This runs in the source's thread, which needs a connection of its own to the same warehouse.
    with connection_beside(run.con) as con:
        watch.load_source_run(
            con,
            run_id=run.run_id,
            source_id=result.source_id,
            outcome=outcome,
            reason=reason,
            now=run.clock(),
        )


def _ending(result: SourceResult, report: CollectReport | None) -> tuple[watch.Outcome, str | None]:
    if report is None:
        return "failed", result.error
    if not report.blocked:
        return "done", None
    return "blocked", next((i.message for i in report.issues if i.code == "source_blocked"), None)


def take_up(run: Run, result: SourceResult, report: CollectReport | None) -> None:
    """Take what came of a source into the summary of the run, and write its issues."""
    run.summary.sources.append(result)
    if report is None:
        run.add_issues(
            "collect", [Issue("source_failed", result.error or "", severity="error")], result.source_id
        )
        return
    result.discovered_count = report.discovered_count
    result.due_count = report.due_count
    result.asked_count = report.asked_count
    result.is_complete_walk = report.is_complete_walk
    result.is_blocked = report.blocked
    result.reported_total = report.reported_total
    result.verdicts = {str(verdict): count for verdict, count in report.verdicts.items()}
    if report.would_ask:
        run.summary.due[result.source_id] = list(report.would_ask)
    if report.is_complete_walk and run.job.limit is None and run.job.since is None:
        run.complete_walks[result.source_id] = report.seen_urls
    run.add_issues("collect", report.issues, result.source_id)


def _known_addresses(run: Run, source: Source) -> dict[str, KnownAddress]:
    known = known_captures(run.con, source.source_id, UNANSWERED)
    return {
        canonical_url(each.url): KnownAddress(
            url=each.url,
            load_capture=partial(known.capture, each.row),
            last_asked_at=each.last_asked_at,
            published_on=each.published_on,
            is_gone=each.is_gone,
        )
        for each in known
    }
