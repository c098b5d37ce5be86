"""Load captures, readings and vocabularies into the tables of the build file.

Loading is idempotent and does not depend on order: the same archive loaded in one go or in pieces, in any
order, twice, or again after a kill, leaves the same rows (run ids aside). Two rules make it so. A capture
that is stored at two places keeps the first place by name. A content takes its values and evidence from
the earliest capture that showed it.

Each call is one transaction. Rows arrive as Arrow relations, and an upsert is DELETE + INSERT.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb
import pyarrow as pa

from extractors.addresses import document_id as id_of_address
from extractors.model import Capture
from warehouse.loading.arrow import arrow_mappings, registered
from warehouse.loading.dimensions import load_dimensions
from warehouse.loading.issues import load_reading_issues
from warehouse.loading.prepare import CHILDREN, Prepared, prepare_readings
from warehouse.loading.rows import Reading
from warehouse.queries import change, rows_of, statement
from warehouse.sql import only_row
from warehouse.store import transaction

__all__ = [
    "LoadReport", "Prepared", "Reading", "load_captures", "load_dimensions", "load_prepared", "load_readings",
    "mark_withdrawn", "prepare_readings",
]  # fmt: skip

Connection = duckdb.DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a call wrote.

    `stale_captures` are to be read again: their content lost the capture that it came from.
    """

    reading_count: int = 0
    content_count: int = 0
    stale_captures: tuple[str, ...] = ()


def load_captures(con: Connection, captures: Sequence[Capture], run_id: str) -> int:
    """Store captures; return how many were new. Known ones stay as they are, run id included."""
    by_place = sorted(captures, key=lambda c: (c.archive_file, c.archive_offset), reverse=True)
    rows = list({capture.capture_id: _capture_row(capture, run_id) for capture in by_place}.values())
    if not rows:
        return 0
    with transaction(con), registered(con, "arrived_captures", arrow_mappings("raw.captures", rows)):
        con.execute(statement("captures_earlier_place"))
        (inserted,) = only_row(con, statement("captures_add"))
    return int(inserted)


def _capture_row(capture: Capture, run_id: str) -> dict[str, Any]:
    return {
        "capture_id": capture.capture_id,
        "source_id": capture.source_id,
        "url": capture.url,
        "document_id": id_of_address(capture.url),
        "captured_at": capture.captured_at,
        "route": capture.route.value,
        "status": capture.status,
        "verdict": capture.verdict.value,
        "verdict_reason": capture.verdict_reason,
        "content_type": capture.content_type,
        "payload_sha256": capture.payload_sha256,
        "byte_count": capture.byte_count,
        "archive_file": capture.archive_file,
        "archive_offset": capture.archive_offset,
        "archive_length": capture.archive_length,
        "headers": sorted(capture.headers.items()),
        "refers_to": capture.refers_to,
        "redirected_to": capture.redirected_to,
        "redirected_document_id": id_of_address(capture.redirected_to) if capture.redirected_to else None,
        "run_id": run_id,
    }


def load_readings(con: Connection, readings: Sequence[Reading], run_id: str) -> LoadReport:
    """Store what was read from captures: see `load_prepared`."""
    return load_prepared(con, prepare_readings(readings), run_id)


def load_prepared(con: Connection, prepared: Prepared, run_id: str) -> LoadReport:
    """Store prepared readings: contents with all their rows, and which capture showed which.

    A content that is already stored as it is now is not written again. Contents that no capture shows any
    more (they came from an older reader) are removed.
    """
    if not prepared.capture_ids:
        return LoadReport()
    with transaction(con):
        left, new_count = _store_readings(con, prepared.readings, run_id)
        written = _store_contents(con, prepared, run_id, new_count)
        stale = _settle(con, left)
        load_reading_issues(con, prepared.capture_ids, prepared.issues, run_id)
    return LoadReport(len(prepared.capture_ids), written, stale)


def _store_readings(con: Connection, rows: pa.Table, run_id: str) -> tuple[set[str], int]:
    """Write which capture shows which content.

    Return the contents that captures no longer show, and how many of the captures were not read before.
    """
    with registered(con, "arrived_readings", rows):
        changed = rows_of(con, "readings_changed")
        if changed:
            change(con, "readings_forget", ids=[row["capture_id"] for row in changed])
        (added,) = only_row(con, statement("readings_add"), {"run_id": run_id})
    return {row["content_id"] for row in changed}, int(added) - len(changed)


def _store_contents(con: Connection, prepared: Prepared, run_id: str, new_count: int) -> int:
    """Write contents with all their rows, those excepted that are stored exactly so; return how many.

    A content whose earliest capture is not among those that arrived is left as it is. `new_count` of the captures
    were not read before: where they alone show the contents, none is stored, and none is looked for.
    """
    shown = _shown(con, prepared.details)
    is_new = sum(row["capture_count"] for row in shown.values()) == new_count
    known = [] if is_new else _stored(con, prepared.details)
    stored = {row["content_id"]: row["detail_hash"] for row in known}
    fresh = {
        content
        for content, (capture, detail) in prepared.details.items()
        if shown[content]["capture_id"] == capture and stored.get(content) != detail
    }
    if not fresh:
        return 0
    _delete_contents(con, fresh & set(stored))
    chosen = sorted(fresh) if len(fresh) < len(prepared.details) else None
    for table, rows in prepared.tables.items():
        _append(con, f"core.{table}", rows, run_id, chosen)
    return len(fresh)


def _append(con: Connection, table: str, rows: pa.Table, run_id: str, chosen: list[str] | None) -> None:
    """Append the rows of chosen contents (None: of all) to a table."""
    if not rows.num_rows:
        return
    with registered(con, "incoming_rows", rows):
        select = f"insert into {table} by name select *, ? as run_id from incoming_rows"
        if chosen is None:
            con.execute(select, [run_id])
        else:
            con.execute(f"{select} where content_id in (select unnest(?::varchar[]))", [run_id, chosen])


def _shown(con: Connection, contents: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return, by content, the earliest capture that shows it (capture_id) and how many do (capture_count)."""
    found = rows_of(con, "content_owners", ids=sorted(contents))
    return {row["content_id"]: row for row in found}


def _stored(con: Connection, contents: Iterable[str]) -> list[dict[str, Any]]:
    """Return which of some contents are stored: content_id, detail_hash and capture_id of each."""
    return rows_of(con, "content_details", ids=sorted(contents))


def _delete_contents(con: Connection, ids: Set[str]) -> None:
    if not ids:
        return
    for table in ("contents", *CHILDREN):
        con.execute(
            f"delete from core.{table} where content_id in (select unnest(?::varchar[]))", [sorted(ids)]
        )


def _settle(con: Connection, left: Set[str]) -> tuple[str, ...]:
    """Remove contents that no capture shows; return the captures to read again for those that lost one."""
    if not left:
        return ()
    owners = {content: row["capture_id"] for content, row in _shown(con, left).items()}
    _delete_contents(con, left - set(owners))
    moved = [row for row in _stored(con, owners) if owners[row["content_id"]] != row["capture_id"]]
    return tuple(sorted(owners[row["content_id"]] for row in moved))


def mark_withdrawn(
    con: Connection, source_id: str, seen_ids: Set[str], at: datetime, run_id: str = ""
) -> int:
    """Mark the documents of a source that a complete walk at `at` (UTC) did not see; return how many are new.

    Only to be called after a complete walk. A document keeps its values and the time when it was first
    missed; one that is seen again loses the mark.
    """
    seen = sorted(seen_ids)
    with transaction(con):
        change(con, "withdrawals_lift", source_id=source_id, at=at, seen=seen)
        added = {"source_id": source_id, "at": at, "seen": seen, "run_id": run_id}
        (inserted,) = only_row(con, statement("withdrawals_add"), added)
    return int(inserted)
