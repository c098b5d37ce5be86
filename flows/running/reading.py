"""The middle of the house: archive → raw.captures → pages and findings → core tables."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from extractors.collect.archive.archive import archive_index, read_payloads
from extractors.errors import ArchiveDamaged, ReadFailure
from extractors.model import Capture, Issue
from extractors.read.reader import read
from extractors.sources import Source
from flows.running.executor import Executor
from flows.running.run import Run
from transforms import vocabulary
from transforms.corrections import correct_page, unused_corrections
from transforms.understand import understand
from transforms.vocabulary_use import unused_entries
from warehouse import ledger
from warehouse.loading.differences import find_differences
from warehouse.loading.load import (
    Prepared,
    Reading,
    load_captures,
    load_dimensions,
    load_prepared,
    prepare_readings,
)
from warehouse.store import one_thread

log = logging.getLogger(__name__)
INDEX_BATCH = 5000


@dataclass(frozen=True, slots=True)
class Batch:
    """Captures that one task reads, with what it needs for it."""

    archive: Path
    captures: tuple[Capture, ...]
    sources: Mapping[str, Source]
    keeps_readings: bool = False


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What reading a batch gave: tables to load, and the captures that could not be read with the reason.

    `readings` are kept only where they are compared with what is stored: they are slow to send.
    """

    prepared: Prepared
    readings: tuple[Reading, ...]
    failures: list[tuple[Capture, str]]


def load_vocabularies(run: Run, executor: Executor) -> None:
    """Bring the vocabularies and the sources up to what their files say."""
    load_dimensions(
        run.con,
        organisations=vocabulary.organisations(),
        instruments=vocabulary.instruments(),
        topics=vocabulary.topics(),
        countries=vocabulary.countries(),
        sources=run.sources.values(),
    )


def index_archive(run: Run, executor: Executor) -> None:
    """Bring `raw.captures` up to what the archive's files hold; damage is an issue row, not an end."""
    damages: list[ArchiveDamaged] = []
    known = ledger.known_archive_files(run.con)
    captures = archive_index(run.settings.archive, known, on_damage=damages.append)
    for batch in _batches(captures, INDEX_BATCH):
        load_captures(run.con, batch, run.run_id)
        run.summary.capture_count += len(batch)
    run.add_issues("index", [Issue("archive_damaged", str(damage), severity="error") for damage in damages])


def read_pending(run: Run, executor: Executor) -> None:
    """Read and understand every readable capture that was not yet read, and load what came of it."""
    count = ledger.pending_count(run.con)
    pending = ledger.pending_captures(run.con)
    if run.is_shared:
        # Another collector may just have written a file that this machine does not have yet.
        pending = (c for c in pending if (run.settings.archive / c.archive_file).exists())
    _read_all(run, executor, pending, count)


def reread_all(run: Run, executor: Executor) -> None:
    """Read stored captures again with today's readers; a dry run only gathers what would change."""
    captures = list(ledger.readable_captures(run.con, run.job.source_ids))
    stale: list[str] = []
    with one_thread(run.con):
        for result in _results(run, executor, captures, len(captures), keeps_readings=True):
            run.summary.differences += find_differences(run.con, result.readings)
            if not run.job.dry_run:
                stale += _load(run, result)
    _settle(run, executor, stale)


def empty_warehouse(run: Run, executor: Executor) -> None:
    """Set the build file aside, so that everything is made anew from the archive."""
    run.start_afresh()


def _read_all(run: Run, executor: Executor, captures: Iterable[Capture], count: int) -> None:
    stale: list[str] = []
    with one_thread(run.con):
        for result in _results(run, executor, captures, count):
            stale += _load(run, result)
    _settle(run, executor, stale)


def _settle(run: Run, executor: Executor, stale: Sequence[str]) -> None:
    """Read once more the captures whose contents lost the capture that they took their evidence from."""
    if stale:
        again = ledger.captures_by_id(run.con, stale)
        _read_all(run, executor, again, len(again))


def _results(
    run: Run, executor: Executor, captures: Iterable[Capture], count: int, *, keeps_readings: bool = False
) -> Iterator[BatchResult]:
    size = run.settings.batch_size
    batches = (
        Batch(run.settings.archive, tuple(batch), _sources_of(batch, run.sources), keeps_readings)
        for batch in _batches(captures, size)
    )
    yield from executor.map_cpu("read", read_batch, batches, -(-count // size))


def _load(run: Run, result: BatchResult) -> tuple[str, ...]:
    report = load_prepared(run.con, result.prepared, run.run_id)
    run.summary.read_count += report.reading_count
    for capture, reason in result.failures:
        facts = {"source": capture.source_id, "address": capture.url, "capture": capture.capture_id}
        log.warning("could not be read: %s", reason, extra=facts)
        issue = Issue("read_failure", reason, severity="error")
        ledger.load_issues(
            run.con, [issue], run_id=run.run_id, stage="read", now=run.clock(), capture=capture
        )
    return report.stale_captures


def read_batch(batch: Batch) -> BatchResult:
    """Read and understand a batch of captures. Pure but for reading the archive; runs in any process."""
    readings: list[Reading] = []
    failures: list[tuple[Capture, str]] = []
    for capture, payload in read_payloads(batch.archive, batch.captures):
        try:
            readings.append(_read_one(capture, payload, batch.sources.get(capture.source_id)))
        except ReadFailure as error:
            failures.append((capture, str(error)))
        except Exception as error:  # a page that breaks a reader must not stop the night; a check counts them
            log.exception("capture %s broke its reader", capture.capture_id, extra={"address": capture.url})
            failures.append((capture, f"the reader broke: {type(error).__name__}: {error}"))
    # Made here and not by the loader: there are several readers and one loader.
    kept = tuple(readings) if batch.keeps_readings else ()
    return BatchResult(prepare_readings(readings), kept, failures)


def report_unused(run: Run, executor: Executor) -> None:
    """After the whole archive was read: which vocabulary entries and corrections nothing matches any more."""
    mentioned = ledger.mentioned_entities(run.con)
    unused = {
        **unused_entries(mentioned),
        "correction": unused_corrections(ledger.document_addresses(run.con)),
    }
    run.add_issues(
        "read",
        [
            Issue(f"unused_{kind}", f"{len(entries)} unused: {', '.join(map(str, entries))}", severity="info")
            for kind, entries in unused.items()
            if entries
        ],
    )


def _sources_of(captures: Iterable[Capture], sources: Mapping[str, Source]) -> dict[str, Source]:
    wanted = {capture.source_id for capture in captures}
    return {source_id: source for source_id, source in sources.items() if source_id in wanted}


def _batches(captures: Iterable[Capture], size: int) -> Iterator[list[Capture]]:
    source = iter(captures)
    while batch := list(islice(source, size)):
        yield batch


def _read_one(capture: Capture, payload: bytes, source: Source | None) -> Reading:
    page, issues = correct_page(read(capture, payload, source))
    page = replace(page, issues=(*page.issues, *issues))
    return Reading(capture, page, understand(page))
