"""What an operator watches: how each source ended in a run, and the state that left it in, since when."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import duckdb

from warehouse.queries import change, rows_of

State = Literal["fresh", "due", "overdue", "blocked", "never"]
Outcome = Literal["done", "blocked", "failed"]


@dataclass(frozen=True, slots=True)
class SourceState:
    """The state of a source at the end of a run; times are aware UTC.

    `before` is the state at the end of the run before (None at first), `reason` why it is blocked.
    """

    source_id: str
    state: State
    since: datetime
    before: State | None
    last_success_at: datetime | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class LastRun:
    """The last run that collected: how it ended, what it was asked for, which sources ended well in it."""

    run_id: str
    state: str
    parameters: dict[str, Any]
    ended_sources: frozenset[str]

    @property
    def is_finished(self) -> bool:
        """Whether its own stages came to their end, whatever a check said of what they made."""
        return self.state in ("done", "rejected")


def load_source_run(
    con: duckdb.DuckDBPyConnection,
    *,
    run_id: str,
    source_id: str,
    outcome: Outcome,
    reason: str | None,
    now: datetime,
) -> None:
    """Write how a source ended, as soon as it did; safe beside other threads when `con` is a cursor of its own."""
    change(
        con,
        "source_run_add",
        run_id=run_id,
        source_id=source_id,
        ended_at=now,
        outcome=outcome,
        reason=reason,
    )


def judge_sources(con: duckdb.DuckDBPyConnection, *, run_id: str, now: datetime) -> list[SourceState]:
    """Write the state of every source that is collected live, and return the states in order of the sources."""
    change(con, "source_states_judge", run_id=run_id, judged_at=now)
    return [
        SourceState(
            source_id=row["source_id"],
            state=row["state"],
            since=row["since"],
            before=row["state_before"],
            last_success_at=row["last_success_at"],
            reason=row["reason"],
        )
        for row in rows_of(con, "source_states_of_run", run_id=run_id)
    ]


def last_run(con: duckdb.DuckDBPyConnection, *, before: str) -> LastRun | None:
    """Return the last run that collected, other than the run `before`; None when there was none."""
    rows = rows_of(con, "last_run", run_id=before)
    if not rows:
        return None
    [row] = rows
    ended = rows_of(con, "sources_ended", run_id=row["run_id"])
    return LastRun(
        run_id=row["run_id"],
        state=row["state"],
        parameters=json.loads(row["parameters"] or "{}"),
        ended_sources=frozenset(each["source_id"] for each in ended),
    )
