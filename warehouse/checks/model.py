"""The words of the checks: a check is data, its result is data, and what SQL cannot know is its context."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

import duckdb

from extractors.sources import Source

Severity = Literal["fatal", "warning"]
Row = dict[str, str | None]
# A reader of a report looks at a handful of rows; the query that finds them all stands in the check.
SHOWN_ROWS = 20


@dataclass(frozen=True, slots=True)
class SourceBounds:
    """What a source file expects of its source; None where it expects nothing."""

    source_id: str
    run_minimum: int | None = None
    run_maximum: int | None = None
    total_minimum: int | None = None
    total_maximum: int | None = None
    max_blocked_share: float | None = None


@dataclass(frozen=True, slots=True)
class SourceRun:
    """How one source fared in this run.

    `document_count` is what the run saw of the source (asked and got, or known to be unchanged).
    `is_complete` is false for a walk cut short, and `incomplete_reason` says by what: limit, block, kill.
    """

    source_id: str
    document_count: int
    is_complete: bool = True
    incomplete_reason: str | None = None
    reported_total: int | None = None
    asked_count: int = 0
    blocked_count: int = 0


@dataclass(frozen=True, slots=True)
class AccuracyFloor:
    """The least precision and recall of a field; `site_generation` None means every generation."""

    field: str
    precision: float
    recall: float
    site_generation: str | None = None


@dataclass(frozen=True, slots=True)
class CheckContext:
    """What the checks need and the tables do not hold. `now` is aware UTC.

    `previous` is the folder of the last good release; None before the first, and the comparisons
    then say so and pass. `floors` None means the floors of `warehouse/checks/floors.csv`.
    """

    now: datetime
    run_id: str
    previous: Path | None = None
    bounds: Sequence[SourceBounds] = ()
    runs: Sequence[SourceRun] = ()
    floors: Sequence[AccuracyFloor] | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check saw: the number of offending rows and the first of them, values as text."""

    row_count: int
    rows: tuple[Row, ...] = ()
    observed: str | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that must hold. `description` says what it protects from; `find` returns what breaks it.

    `needs` names what must be there for the check to say anything: `previous`, `runs`, `bounds`.
    """

    name: str
    description: str
    severity: Severity
    expected: str
    find: Callable[[duckdb.DuckDBPyConnection, CheckContext], Finding]
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The outcome of one check. `rows` are the first offending rows (at most 20), values as text."""

    name: str
    description: str
    severity: Severity
    passed: bool
    observed: str
    expected: str
    rows: tuple[Row, ...] = field(default=())

    @property
    def is_fatal(self) -> bool:
        """Whether this result stops the promotion of a release."""
        return not self.passed and self.severity == "fatal"


def bounds_of(sources: Iterable[Source]) -> tuple[SourceBounds, ...]:
    """Return the bounds that source files state, ordered by source."""
    return tuple(
        SourceBounds(
            source_id=source.source_id,
            run_minimum=source.expect.documents_per_run.minimum,
            run_maximum=source.expect.documents_per_run.maximum,
            total_minimum=source.expect.documents_total.minimum,
            total_maximum=source.expect.documents_total.maximum,
            max_blocked_share=source.expect.max_blocked_share,
        )
        for source in sorted(sources, key=lambda source: source.source_id)
    )
