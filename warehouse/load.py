"""Load captures, readings and vocabularies into the tables of the build file.

Loading is idempotent and does not depend on order: the same archive loaded in one go or in pieces, in any
order, twice, or again after a kill, leaves the same rows (run ids aside). Two rules make it so. A capture
that is stored at two places keeps the first place by name. A content takes its values and evidence from
the earliest capture that showed it.

Each call is one transaction. Rows arrive as Arrow relations, and an upsert is DELETE + INSERT.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb

from extractors.addresses import document_id as id_of_address
from extractors.model import Capture
from warehouse.arrow import arrow_mappings, arrow_rows, insert_rows, registered
from warehouse.content_row import content_row
from warehouse.counted import COUNTED_COLUMNS, counted_rows
from warehouse.dimensions import load_dimensions
from warehouse.identity import detail_hash
from warehouse.issues import reading_issues
from warehouse.rows import COLUMNS, Content, Reading, Row, content_rows
from warehouse.store import transaction

__all__ = ["LoadReport", "Reading", "load_captures", "load_dimensions", "load_readings", "mark_withdrawn"]

Connection = duckdb.DuckDBPyConnection
CHILDREN = (*COLUMNS, *COUNTED_COLUMNS)


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
    with transaction(con), registered(con, "arrived", arrow_mappings("raw.captures", rows)) as arrived:
        # One response in two files: the place that comes first by name stays, whichever was loaded first.
        con.execute(
            f"""delete from raw.captures where capture_id in (
                select i.capture_id from {arrived} as i join raw.captures as c using (capture_id)
                where (i.archive_file, i.archive_offset) < (c.archive_file, c.archive_offset))"""
        )
        inserted = con.execute(
            f"""insert into raw.captures by name select * from {arrived}
                where capture_id not in (select capture_id from raw.captures)"""
        ).fetchone()
    return int(inserted[0]) if inserted else 0


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
    """Store what was read from captures: contents with all their rows, and which capture showed which.

    A content that is already stored as it is now is not written again. Contents that no capture shows any
    more (they came from an older reader) are removed.
    """
    contents = {reading.capture.capture_id: Content.of(reading) for reading in readings}
    if not contents:
        return LoadReport()
    with transaction(con):
        left = _store_readings(con, contents, run_id)
        written = _store_contents(con, _owned(con, contents), run_id)
        stale = _settle(con, left)
        reading_issues(con, readings, run_id)
    return LoadReport(len(contents), written, stale)


def _store_readings(con: Connection, contents: Mapping[str, Content], run_id: str) -> set[str]:
    """Write which capture shows which content; return the contents that captures no longer show."""
    rows = [_reading_row(content, run_id) for content in contents.values()]
    with registered(con, "arrived", arrow_mappings("core.readings", rows)):
        changed = con.execute(
            """select old.capture_id, old.content_id
               from core.readings as old join arrived as new using (capture_id)
               where (old.content_id, old.reader, old.reader_version)
                  is distinct from (new.content_id, new.reader, new.reader_version)"""
        ).fetchall()
        if changed:
            ids = [capture for capture, _ in changed]
            con.execute("delete from core.readings where capture_id in (select unnest(?::varchar[]))", [ids])
        con.execute(
            """insert into core.readings by name select * from arrived
               where capture_id not in (select capture_id from core.readings)"""
        )
    return {content for _, content in changed}


def _reading_row(content: Content, run_id: str) -> dict[str, Any]:
    capture, page, _ = content.reading
    return {
        "capture_id": capture.capture_id,
        "document_id": content.document_id,
        "content_hash": content.content_hash,
        "content_id": content.content_id,
        "captured_at": capture.captured_at,
        "reader": page.reader,
        "reader_version": page.reader_version,
        "run_id": run_id,
    }


def _owned(con: Connection, contents: Mapping[str, Content]) -> list[Content]:
    """Return the contents whose earliest capture is among those that arrived."""
    ids = sorted({content.content_id for content in contents.values()})
    owners = con.execute(
        """select arg_min(capture_id, (captured_at, capture_id)) from core.readings
           where content_id in (select unnest(?::varchar[])) group by content_id""",
        [ids],
    ).fetchall()
    return [contents[capture] for (capture,) in owners if capture in contents]


def _store_contents(con: Connection, contents: Sequence[Content], run_id: str) -> int:
    """Write contents with all their rows, those excepted that are stored exactly so; return how many."""
    stored = _stored_details(con, [content.content_id for content in contents])
    built = [(content, content_row(content), content_rows(content)) for content in contents]
    details = {content.content_id: detail_hash(row, rows) for content, row, rows in built}
    fresh = [item for item in built if stored.get(item[0].content_id) != details[item[0].content_id]]
    if not fresh:
        return 0
    _delete_contents(con, {content.content_id for content, _, _ in fresh} & set(stored))
    rows = [{**row, "detail_hash": details[row["content_id"]], "run_id": run_id} for _, row, _ in fresh]
    insert_rows(con, "core.contents", arrow_mappings("core.contents", rows))
    _insert_children(con, [rows for _, _, rows in fresh], COLUMNS, run_id)
    _insert_children(con, [counted_rows([content for content, _, _ in fresh])], COUNTED_COLUMNS, run_id)
    return len(fresh)


def _stored_details(con: Connection, ids: Sequence[str]) -> dict[str, str]:
    found = con.execute(
        "select content_id, detail_hash from core.contents where content_id in (select unnest(?::varchar[]))",
        [ids],
    ).fetchall()
    return dict(found)


def _insert_children(
    con: Connection,
    built: Sequence[Mapping[str, Sequence[Row]]],
    columns: Mapping[str, tuple[str, ...]],
    run_id: str,
) -> None:
    for table, names in columns.items():
        rows = [(*row, run_id) for tables in built for row in tables[table]]
        insert_rows(con, f"core.{table}", arrow_rows(f"core.{table}", (*names, "run_id"), rows))


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
    rows = con.execute(
        """select content_id, arg_min(capture_id, (captured_at, capture_id)) from core.readings
           where content_id in (select unnest(?::varchar[])) group by content_id""",
        [sorted(left)],
    ).fetchall()
    owners = dict(rows)
    _delete_contents(con, left - set(owners))
    stored = con.execute(
        "select content_id, capture_id from core.contents where content_id in (select unnest(?::varchar[]))",
        [sorted(owners)],
    ).fetchall()
    return tuple(sorted(owners[content] for content, capture in stored if owners[content] != capture))


def mark_withdrawn(
    con: Connection, source_id: str, seen_ids: Set[str], at: datetime, run_id: str = ""
) -> int:
    """Mark the documents of a source that a complete walk at `at` (UTC) did not see; return how many are new.

    Only to be called after a complete walk. A document keeps its values and the time when it was first
    missed; one that is seen again loses the mark.
    """
    seen = sorted(seen_ids)
    with transaction(con):
        con.execute(
            """delete from core.withdrawals where source_id = ? and withdrawn_at <= ?
               and document_id in (select unnest(?::varchar[]))""",
            [source_id, at, seen],
        )
        inserted = con.execute(
            """insert into core.withdrawals by name
               select distinct document_id, source_id, ?::timestamptz as withdrawn_at, ? as run_id
               from core.contents
               where source_id = ? and document_id not in (select unnest(?::varchar[]))
                 and document_id not in (select document_id from core.withdrawals)""",
            [at, run_id, source_id, seen],
        ).fetchone()
    return int(inserted[0]) if inserted else 0
