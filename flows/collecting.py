"""The left end of the house: sources → captures in the archive. One source's failure is its own row."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator

from extractors.addresses import canonical_url, document_id
from extractors.collect.archive import ArchiveWriter, archive_import, archive_recover
from extractors.collect.collect import CollectReport, KnownAddress, collect_source
from extractors.collect.fetch import Fetcher
from extractors.errors import ArchiveDamaged, SettingsError
from extractors.model import Issue, Route
from extractors.read.listing import read_listing
from extractors.sources import Source
from flows.executor import Executor
from flows.job import SourceResult
from flows.run import Run
from flows.settings import Settings
from warehouse import ledger
from warehouse.load import mark_withdrawn

log = logging.getLogger(__name__)


def recover_archive(run: Run, executor: Executor) -> None:
    """Close what a killed run left open: complete records stay, a torn last one is dropped."""
    archive_recover(run.settings.archive)


def backfill_source(run: Run, executor: Executor) -> None:
    """Bring in what an archive holds: WARC files, or a web archive's captures."""
    if run.job.route in (None, Route.WARC):
        _import_files(run)


def _import_files(run: Run) -> None:
    source_id = run.job.source_ids[0] if run.job.source_ids else None
    results: dict[str, SourceResult] = {}
    try:
        for capture in archive_import(
            run.job.paths, run.settings.archive, run.sources, source_id=source_id, run_id=run.run_id
        ):
            result = results.setdefault(capture.source_id, SourceResult(capture.source_id))
            result.verdicts[capture.verdict] += 1
    except ArchiveDamaged as damage:
        # What was whole is kept and read; the damage itself is an issue and fails the command at its end.
        run.add_issues("import", [Issue("archive_damaged", str(damage), severity="error")])
        run.damage = damage
    run.summary.sources = [results[source_id] for source_id in sorted(results)]
