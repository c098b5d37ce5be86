"""The words of a run: what is asked for, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal

from extractors.model import Route
from warehouse.watch import SourceState

Clock = Callable[[], datetime]
JobKind = Literal["run", "backfill", "demo", "rebuild", "reread", "publish", "index"]


def utc_now() -> datetime:
    """Return the time of this moment, aware UTC, without microseconds."""
    return datetime.now(UTC).replace(microsecond=0)


@dataclass(frozen=True, slots=True)
class Job:
    """What a run is asked to do. Empty `source_ids` means every source that is collected live."""

    kind: JobKind
    source_ids: tuple[str, ...] = ()
    since: date | None = None
    limit: int | None = None
    dry_run: bool = False
    route: Route | None = None
    paths: tuple[Path, ...] = ()
    date_from: date | None = None
    date_to: date | None = None
    # Only the sources that the last run did not finish.
    resume: bool = False
    # Known documents are asked again after so many days, whatever the source file says.
    recheck_days: int | None = None


@dataclass(slots=True)
class SourceResult:
    """What one source did in a run. `error` is the one broad catch at the boundary of a source."""

    source_id: str
    discovered_count: int = 0
    due_count: int = 0
    asked_count: int = 0
    is_complete_walk: bool = False
    is_blocked: bool = False
    reported_total: int | None = None
    verdicts: dict[str, int] = field(default_factory=dict)
    error: str | None = None


@dataclass(slots=True)
class RunSummary:
    """What a run did: printed on the terminal, stored in `ops.runs`, shown as Prefect artifact."""

    run_id: str
    kind: str
    engine: str
    started_at: datetime
    finished_at: datetime | None = None
    outcome: Literal["done", "rejected", "failed", "dry_run"] = "done"
    error: str | None = None
    sources: list[SourceResult] = field(default_factory=list)
    capture_count: int = 0
    read_count: int = 0
    captures_by_verdict: dict[str, int] = field(default_factory=dict)
    documents_by_type: dict[str, int] = field(default_factory=dict)
    table_rows: dict[str, int] = field(default_factory=dict)
    checks: list[Any] = field(default_factory=list)
    release: Path | None = None
    current: Path | None = None
    # The release that stays current because nothing that it was made from has changed.
    stands: Path | None = None
    differences: list[Any] = field(default_factory=list)
    due: dict[str, list[str]] = field(default_factory=dict)
    # How the sources stand at the end of the run, and what the run changed (`change`, `addresses`).
    states: list[SourceState] = field(default_factory=list)
    changes: list[dict[str, Any]] = field(default_factory=list)
    # Runs that were killed before this one and could not say so themselves.
    crashed_runs: list[str] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """0 done, 1 failed (the run, or every source of it), 3 finished with fatal checks."""
        if self.outcome == "failed" or (self.sources and all(source.error for source in self.sources)):
            return 1
        return 3 if self.outcome == "rejected" else 0

    def facts(self) -> dict[str, Any]:
        """Return what `ops.runs` keeps of the run, as values that JSON knows."""
        return {
            "engine": self.engine,
            "error": self.error,
            "sources": [asdict(source) for source in self.sources],
            "captures": self.capture_count,
            "read": self.read_count,
            "captures_by_verdict": self.captures_by_verdict,
            "documents_by_type": self.documents_by_type,
            "table_rows": self.table_rows,
            "failed_checks": [check.name for check in self.checks if not check.passed],
            "release": str(self.release) if self.release else None,
            "stands": self.stands.name if self.stands else None,
        }
