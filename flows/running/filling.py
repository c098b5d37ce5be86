"""What archives hold, brought into ours: WARC files from elsewhere, and the captures of web archives."""

from __future__ import annotations

from extractors.collect.archive.archive import ArchiveWriter, archive_import
from extractors.collect.backfill import backfill_source
from extractors.errors import ArchiveDamaged
from extractors.model import Issue, Route
from flows.running.collecting import open_fetcher, take_up
from flows.running.executor import Executor
from flows.running.job import SourceResult
from flows.running.run import Run
from flows.watching.progress import backfill_progress
from warehouse import ledger


def fill_from_archives(run: Run, executor: Executor) -> None:
    """Bring in what an archive holds: WARC files, or a web archive's captures."""
    if run.job.route in (None, Route.WARC):
        _import_files(run)
        return
    [source] = run.chosen_sources()
    known = list(ledger.source_captures(run.con, source.source_id))
    with (
        open_fetcher(run.settings, run.clock) as fetcher,
        ArchiveWriter(run.settings.archive, source.source_id, run.run_id, run.started_at) as writer,
        backfill_progress(source.source_id) as progress,
    ):
        report = backfill_source(
            source,
            route=run.job.route,
            date_from=run.job.date_from,
            date_to=run.job.date_to,
            limit=run.job.limit,
            known=known,
            writer=writer,
            fetcher=fetcher,
            plan_folder=run.settings.home / "build" / "plans",
            progress=progress,
        )
    take_up(run, SourceResult(source.source_id), report)


def _import_files(run: Run) -> None:
    source_id = run.job.source_ids[0] if run.job.source_ids else None
    results: dict[str, SourceResult] = {}
    try:
        for capture in archive_import(
            run.job.paths, run.settings.archive, run.sources, source_id=source_id, run_id=run.run_id
        ):
            result = results.setdefault(capture.source_id, SourceResult(capture.source_id))
            result.verdicts[capture.verdict] = result.verdicts.get(capture.verdict, 0) + 1
    except ArchiveDamaged as damage:
        # What was whole is kept and read; the damage itself is an issue and fails the command at its end.
        run.add_issues("import", [Issue("archive_damaged", str(damage), severity="error")])
        run.damage = damage
    run.summary.sources = [results[source_id] for source_id in sorted(results)]
