"""Which sources a run collects: decided once, when it begins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import duckdb

from extractors.sources import Source
from flows.running.job import Job
from warehouse import ledger, watch

# Half a day less: a night that starts early is still the night of the week.
WEEK = timedelta(days=6, hours=12)


def with_sources(
    con: duckdb.DuckDBPyConnection, job: Job, sources: Mapping[str, Source], *, run_id: str, now: datetime
) -> Job:
    """Return a job with the sources that its run collects.

    Those asked for; else every one that is due, and those that the last run did not finish. A run that
    resumes collects only the latter: none when the last one finished all.
    """
    if job.kind != "run":
        return job
    last = watch.last_run(con, before=run_id)
    left = _unfinished(last, sources)
    if job.resume and last is not None:
        return replace(job, source_ids=tuple(i for i in left if not job.source_ids or i in job.source_ids))
    return job if job.source_ids else replace(job, source_ids=tuple(_due(con, job, sources, left, now)))


def _unfinished(last: watch.LastRun | None, sources: Mapping[str, Source]) -> tuple[str, ...]:
    """The sources that the last run began and did not end well: killed, failed or blocked."""
    if last is None:
        return ()
    asked = last.parameters.get("source_ids", ())
    return tuple(i for i in asked if i in sources and i not in last.ended_sources)


def _due(
    con: duckdb.DuckDBPyConnection,
    job: Job,
    sources: Mapping[str, Source],
    left: tuple[str, ...],
    now: datetime,
) -> Iterator[str]:
    asked = ledger.last_live_captures(con)
    for source_id, source in sources.items():
        if source_id in left or _is_due(source, job, asked.get(source_id), now):
            yield source_id


def _is_due(source: Source, job: Job, last_asked_at: datetime | None, now: datetime) -> bool:
    """Whether a nightly run collects a source: a weekly one only in the night a week after the last."""
    if source.frequency == "archive-only":
        return False
    if job.recheck_days:
        return True
    return source.frequency == "daily" or last_asked_at is None or now - last_asked_at >= WEEK
