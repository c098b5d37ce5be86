"""The right end of the house: core → curated → checks → release."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import duckdb

from extractors.model import Verdict
from flows.accuracy.figures import read_figures
from flows.accuracy.floors import read_floors
from flows.running.executor import Executor
from flows.running.job import SourceResult
from flows.running.made_from import made_from, write_made_from
from flows.running.run import Run
from warehouse import ledger
from warehouse.checks import (
    AccuracyFloor,
    CheckContext,
    SourceRun,
    bounds_of,
    load_checks,
    run_checks,
)
from warehouse.curating.curate import curate
from warehouse.publishing.pointer import DATABASE, SITE, current_release
from warehouse.publishing.release import Builder, publish_release
from warehouse.queries import rows_of
from warehouse.site import publish_site


def curate_tables(run: Run, executor: Executor) -> None:
    """Make the curated tables from core, in one transaction."""
    run.keep_the_turn()
    ledger.load_accuracy(run.con, read_figures(), run_id=run.run_id)
    executor.stage("curate", lambda: curate(run.con))


def check_tables(run: Run, executor: Executor) -> None:
    """Run every check and keep the results in `ops.checks`."""
    context = check_context(run, previous=current_release(run.settings.home))
    run.summary.checks = executor.stage("check", lambda: run_checks(run.con, context=context))
    load_checks(run.con, run.summary.checks, run_id=run.run_id, now=context.now)


def check_context(run: Run, *, previous: Path | None) -> CheckContext:
    """Return what the checks of a run need and the tables do not hold."""
    return CheckContext(
        now=run.clock(),
        run_id=run.run_id,
        previous=previous,
        bounds=bounds_of(run.sources.values()),
        # Only a run walks its sources; what a backfill brings in says nothing of how complete they are.
        runs=[_source_run(result, run.job.limit) for result in run.summary.sources if run.job.kind == "run"],
        floors=accuracy_floors(),
    )


def publish_tables(run: Run, executor: Executor) -> None:
    """Write the release; move the pointer when no fatal check fired."""
    home = run.settings.home
    release = executor.stage(
        "publish",
        lambda: publish_release(
            run.con,
            home=home,
            now=run.clock(),
            run_id=run.run_id,
            checks=run.summary.checks,
            builders=(partial(_write_made_from, run), _site_builder(run)),
        ),
    )
    run.summary.release = release.path
    run.summary.outcome = "done" if release.is_promoted else "rejected"
    run.summary.current = current_release(home)
    run.summary.table_rows = dict(release.tables)
    run.summary.captures_by_verdict = counts(run.con, "captures_by_verdict")
    run.summary.documents_by_type = counts(run.con, "documents_by_type")


def _write_made_from(run: Run, folder: Path) -> None:
    write_made_from(folder, made_from(run.con, run.settings))


def _site_builder(run: Run) -> Builder:
    """Return what adds the site to a release: pages that did not change are taken from the current release."""
    current = current_release(run.settings.home)
    previous = current / SITE if current else None

    def build(folder: Path) -> None:
        publish_site(
            folder / DATABASE,
            folder / SITE,
            previous=previous,
            now=run.clock(),
            address=run.settings.site_address,
        )

    return build


def accuracy_floors() -> list[AccuracyFloor]:
    """Return the pinned floors as the check takes them; of a body the F1 stands for precision and recall."""
    return [
        AccuracyFloor(
            field=name,
            precision=figures.get("precision", figures.get("f1", 0.0)),
            recall=figures.get("recall", figures.get("f1", 0.0)),
            site_generation=generation,
        )
        for generation, fields in read_floors().items()
        for name, figures in fields.items()
    ]


def counts(con: duckdb.DuckDBPyConnection, query: str) -> dict[str, int]:
    """Return what a named query counts, by name."""
    return {row["name"]: row["row_count"] for row in rows_of(con, query)}


def _source_run(result: SourceResult, limit: int | None) -> SourceRun:
    reason = _why_incomplete(result, limit)
    counted = (Verdict.OK, Verdict.NOT_MODIFIED, Verdict.UNCHANGED)
    return SourceRun(
        source_id=result.source_id,
        document_count=sum(result.verdicts.get(verdict, 0) for verdict in counted),
        is_complete=reason is None,
        incomplete_reason=reason,
        reported_total=result.reported_total,
        asked_count=result.asked_count,
        blocked_count=result.verdicts.get(Verdict.BLOCKED, 0),
    )


def _why_incomplete(result: SourceResult, limit: int | None) -> str | None:
    if result.error:
        return "error"
    if result.is_blocked:
        return "block"
    if limit is not None:
        return "limit"
    return None if result.is_complete_walk else "walk"
