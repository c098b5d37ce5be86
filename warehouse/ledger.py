"""The run ledger: `ops.runs` and `ops.issues`, what is known of each source, and what waits to be read.

Prefect forgets most of what a short-lived server recorded, so lineage and runs are tables of our own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import duckdb

from extractors.addresses import stable_id
from extractors.model import Capture, Issue, Route, Verdict
from warehouse.gate import is_alive
from warehouse.loading.arrow import arrow_mappings, arrow_rows, insert_rows, registered
from warehouse.queries import change, rows_of
from warehouse.store import transaction

PENDING_PAGE = 5000


def load_run_start(
    con: duckdb.DuckDBPyConnection, *, run_id: str, command: str, parameters: Mapping[str, Any], now: datetime
) -> None:
    """Write the row of a run that begins; a row that says `running` after a crash tells what was cut short."""
    change(con, "run_start", run_id=run_id, command=command, started_at=now, parameters=_json(parameters))


def load_run_end(
    con: duckdb.DuckDBPyConnection, *, run_id: str, state: str, summary: Mapping[str, Any], now: datetime
) -> None:
    """Write how a run ended: `done`, `rejected`, `failed` or `dry_run`, with its summary and versions."""
    versions = {"duckdb": duckdb.__version__}
    change(
        con,
        "run_end",
        run_id=run_id,
        state=state,
        ended_at=now,
        summary=_json(summary),
        versions=_json(versions),
    )


def close_dead_runs(con: duckdb.DuckDBPyConnection, *, now: datetime) -> list[str]:
    """Mark runs that still say `running` and are not alive as `crashed`, and return their ids.

    The caller holds the lock of the build file, so none is alive; in a shared warehouse some may be.
    """
    dead = [row["run_id"] for row in rows_of(con, "runs_running") if not is_alive(con, row["run_id"])]
    if dead:
        change(con, "runs_crashed", ended_at=now, run_ids=dead)
    return dead


def load_issues(
    con: duckdb.DuckDBPyConnection,
    issues: Sequence[Issue],
    *,
    run_id: str,
    stage: str,
    now: datetime,
    source_id: str | None = None,
    capture: Capture | None = None,
) -> None:
    """Write issue rows; the same issue of the same capture in the same run is one row."""
    known = {
        "run_id": run_id,
        "stage": stage,
        "source_id": capture.source_id if capture else source_id,
        "url": capture.url if capture else None,
        "capture_id": capture.capture_id if capture else None,
        "noticed_at": now,
    }
    said = {
        stable_id(run_id, stage, source_id, known["capture_id"], i.code, i.message): i
        for i in reversed(issues)
    }
    rows = [
        known
        | {
            "issue_id": identity,
            "severity": i.severity,
            "code": i.code,
            "field": i.field,
            "message": i.message,
        }
        for identity, i in said.items()
    ]
    if rows:
        with registered(con, "arrived_issues", arrow_mappings("ops.issues", rows)):
            change(con, "issues_add")


def load_accuracy(con: duckdb.DuckDBPyConnection, figures: Sequence[Sequence[Any]], *, run_id: str) -> None:
    """Put the figures of the last accuracy run in the place of those before.

    A figure is (site_generation, field, labelled_count, precision, recall).
    """
    names = ("site_generation", "field", "labelled_count", "precision", "recall", "run_id")
    rows = arrow_rows("core.field_accuracy", names, [(*figure, run_id) for figure in figures])
    with transaction(con):
        change(con, "accuracy_forget")
        insert_rows(con, "core.field_accuracy", rows)


def pending_count(con: duckdb.DuckDBPyConnection) -> int:
    """Return how many readable captures have not been read."""
    return int(rows_of(con, "pending_count")[0]["pending_count"])


def pending_captures(con: duckdb.DuckDBPyConnection) -> Iterator[Capture]:
    """Yield the readable captures not yet read, in the order of the archive's files (reading is sequential)."""
    return _paged(con, "pending_captures")


def readable_captures(con: duckdb.DuckDBPyConnection, source_ids: Sequence[str] = ()) -> Iterator[Capture]:
    """Yield every readable capture of some sources (of all when none is named), in the order of the archive."""
    return _paged(con, "readable_captures", source_ids=list(source_ids))


def source_captures(con: duckdb.DuckDBPyConnection, source_id: str) -> Iterator[Capture]:
    """Yield every capture of a source, whatever its verdict, in the order of the archive."""
    return _paged(con, "source_captures", source_id=source_id)


def mentioned_entities(con: duckdb.DuckDBPyConnection) -> dict[str, set[str]]:
    """Return the ids of every entity that any document mentions, by kind."""
    found: dict[str, set[str]] = {}
    for row in rows_of(con, "mentioned_entities"):
        found.setdefault(row["kind"], set()).add(row["entity_id"])
    return found


def document_addresses(con: duckdb.DuckDBPyConnection) -> set[str]:
    """Return the canonical address of every document that was read."""
    return {row["url"] for row in rows_of(con, "document_addresses")}


def captures_by_id(con: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> list[Capture]:
    """Return captures by their ids, in the order of the archive."""
    return [capture_of(row) for row in rows_of(con, "captures_by_id", ids=list(ids))]


def _paged(con: duckdb.DuckDBPyConnection, query: str, **parameters: Any) -> Iterator[Capture]:
    after = ("", -1)
    while True:
        page = rows_of(
            con, query, after_file=after[0], after_offset=after[1], page=PENDING_PAGE, **parameters
        )
        yield from map(capture_of, page)
        if len(page) < PENDING_PAGE:
            return
        after = (page[-1]["archive_file"], page[-1]["archive_offset"])


def last_live_captures(con: duckdb.DuckDBPyConnection) -> dict[str, datetime]:
    """Return when each source was last asked live, by source."""
    return {row["source_id"]: row["last_asked_at"] for row in rows_of(con, "last_live_capture")}


def known_archive_files(con: duckdb.DuckDBPyConnection) -> set[str]:
    """Return the archive files whose captures are in the index."""
    return {row["archive_file"] for row in rows_of(con, "archive_files")}


def capture_of(row: Mapping[str, Any]) -> Capture:
    """Return the capture that a row of `raw.captures` describes."""
    values = {name: row[name] for name in Capture.__dataclass_fields__}
    values |= {
        "route": Route(row["route"]),
        "verdict": Verdict(row["verdict"]),
        "headers": dict(row["headers"] or {}),
    }
    return Capture(**values)


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, default=str, sort_keys=True)
