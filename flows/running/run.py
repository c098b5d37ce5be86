"""A run: the open build file, the sources, the clock, and the row in `ops.runs` that says how it ended."""

from __future__ import annotations

import logging
from contextlib import ExitStack
from dataclasses import asdict
from types import TracebackType
from typing import Self
from uuid import uuid4

import duckdb

from extractors.errors import ArchiveDamaged, SettingsError
from extractors.model import Issue
from extractors.sources import Source, load_sources
from flows.running.choosing import with_sources
from flows.running.job import Clock, Job, RunSummary
from flows.running.machine import raise_told
from flows.settings import Settings
from flows.watching.logs import bind_run
from warehouse import ledger, watch
from warehouse.gate import turn_to_write
from warehouse.lake import empty_lake, open_lake
from warehouse.queries import rows_of
from warehouse.store import Warehouse, carry_over, open_build, set_aside

log = logging.getLogger(__name__)


class Run:
    """Everything the stages share. A context manager that holds the lock of the build file."""

    def __init__(self, job: Job, settings: Settings, engine: str, clock: Clock) -> None:
        self.job = job
        self.settings = settings
        self.clock = clock
        self.started_at = clock()
        self.run_id = f"{self.started_at:%Y%m%dT%H%M%SZ}-{uuid4().hex[:6]}"
        self.sources = load_sources(settings.sources)
        self.summary = RunSummary(
            run_id=self.run_id, kind=job.kind, engine=engine, started_at=self.started_at
        )
        # Damage found while importing: what was whole goes through, and the command fails at its end.
        self.damage: ArchiveDamaged | None = None
        # The addresses that each complete walk of a source saw.
        self.complete_walks: dict[str, set[str]] = {}
        self._stack = ExitStack()
        self._warehouse: Warehouse | None = None

    @property
    def con(self) -> duckdb.DuckDBPyConnection:
        """The connection to the build file; only while the run is open."""
        assert self._warehouse is not None
        return self._warehouse.connection

    def __enter__(self) -> Self:
        self._check_source_ids()
        try:
            self.open_warehouse()
            bind_run(self.run_id)
            self.summary.crashed_runs = ledger.close_dead_runs(self.con, now=self.started_at)
            for run_id in self.summary.crashed_runs:
                log.warning(
                    "run %s was killed; this run goes on from what it left",
                    run_id,
                    extra={"run": self.run_id},
                )
            self.job = with_sources(self.con, self.job, self.sources, run_id=self.run_id, now=self.started_at)
            self._begin()
        except BaseException as error:
            self.close_warehouse()
            raise_told(error)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.summary.finished_at = self.clock()
        if error is not None:
            self.summary.outcome, self.summary.error = "failed", f"{type(error).__name__}: {error}"
        try:
            self._end()
        except duckdb.Error as second:
            # A full disk takes no row of the ledger either; what failed first is what is told.
            log.warning(
                "how run %s ended could not be written: %s", self.run_id, second, extra={"run": self.run_id}
            )
            error = error or second
        finally:
            self.close_warehouse()
            bind_run(None)
        raise_told(error)

    def open_warehouse(self) -> None:
        """Open the build file under its lock, or the warehouse that is shared with other runs."""
        settings = self.settings
        if settings.warehouse == "duckdb":
            opened = open_build(
                settings.home, run_id=self.run_id, now=self.started_at, memory_limit=settings.memory_limit
            )
        else:
            opened = open_lake(
                settings.home,
                settings.warehouse,
                settings.warehouse_data,
                run_id=self.run_id,
                memory_limit=settings.memory_limit,
            )
        self._warehouse = self._stack.enter_context(opened)

    @property
    def is_shared(self) -> bool:
        """Whether other runs may have the warehouse open at the same time."""
        return self._warehouse is not None and self._warehouse.is_shared

    def keep_the_turn(self) -> None:
        """From here to the end of the run no other run writes: what is published is of one moment."""
        self._stack.enter_context(turn_to_write(self.con))

    def close_warehouse(self) -> None:
        """Close the build file and let go of its lock."""
        self._warehouse = None
        self._stack.close()

    def start_afresh(self) -> None:
        """Put a new build file in the place of the old one, with this run's row in it.

        The old file stays beside it as `.before` until the next rebuild. A shared warehouse is emptied in
        place: its snapshots keep what was there.
        """
        if self.is_shared:
            empty_lake(self.con)
            return
        self.close_warehouse()
        set_aside(self.settings.home)
        self.open_warehouse()
        carry_over(self.con, self.settings.home)
        self._begin()

    def add_issues(self, stage: str, issues: list[Issue], source_id: str | None = None) -> None:
        """Write issue rows of this run."""
        ledger.load_issues(
            self.con, issues, run_id=self.run_id, stage=stage, now=self.clock(), source_id=source_id
        )

    def chosen_sources(self) -> list[Source]:
        """Return the sources this run collects, decided when it began.

        Those asked for; else every one that is due, and those that the last run did not finish. A run that
        resumes collects only the latter: none when the last one finished all.
        """
        return [self.sources[source_id] for source_id in self.job.source_ids]

    def _check_source_ids(self) -> None:
        for source_id in self.job.source_ids:
            if source_id not in self.sources:
                raise SettingsError(
                    f"no source {source_id}", hint=f"sources: {', '.join(sorted(self.sources))}"
                )

    def _begin(self) -> None:
        parameters = {
            name: value for name, value in asdict(self.job).items() if value not in (None, (), False)
        }
        ledger.load_run_start(
            self.con, run_id=self.run_id, command=self.job.kind, parameters=parameters, now=self.started_at
        )

    def _end(self) -> None:
        ledger.load_run_end(
            self.con,
            run_id=self.run_id,
            state=self.summary.outcome,
            summary=self.summary.facts(),
            now=self.summary.finished_at or self.clock(),
        )
        self._watch()

    def _watch(self) -> None:
        """Judge the sources and count what changed, however the run ended; a dry run changes nothing."""
        if self.job.dry_run:
            return
        now = self.summary.finished_at or self.clock()
        self.summary.states = watch.judge_sources(self.con, run_id=self.run_id, now=now)
        self.summary.changes = rows_of(self.con, "changes_of_run", run_id=self.run_id)


def open_run(job: Job, settings: Settings, engine: str, clock: Clock) -> Run:
    """Return the run of a job, to be entered with `with`."""
    return Run(job, settings, engine, clock)
