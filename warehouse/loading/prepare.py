"""Readings to tables that are ready to be stored: all that needs no database, so that it runs in any process.

The run id is not in them: the loader adds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from warehouse.loading.arrow import arrow_mappings, arrow_rows
from warehouse.loading.content_row import content_row
from warehouse.loading.counted import COUNTED, counted_tables
from warehouse.loading.identity import detail_hash
from warehouse.loading.issues import issue_rows
from warehouse.loading.rows import COLUMNS, Content, Reading, Row, content_rows

CHILDREN = (*COLUMNS, *COUNTED)


@dataclass(frozen=True, slots=True)
class Prepared:
    """Some readings as tables without run_id: `tables` has `contents` and every table of `CHILDREN`.

    `details` gives (capture_id, detail_hash) of each content; a content that several captures show is that of
    the earliest. Can be pickled.
    """

    capture_ids: tuple[str, ...]
    details: Mapping[str, tuple[str, str]]
    readings: pa.Table
    tables: Mapping[str, pa.Table]
    issues: pa.Table | None


def prepare_readings(readings: Sequence[Reading]) -> Prepared:
    """Return readings as tables. Of a capture that was read twice the last reading counts."""
    shown = {reading.capture.capture_id: Content.of(reading) for reading in readings}
    rows = [_reading_row(content) for content in shown.values()]
    contents = _earliest(shown.values())
    built = [(content_row(content), content_rows(content)) for content in contents]
    details = {row["content_id"]: (row["capture_id"], detail_hash(row, children)) for row, children in built}
    full = [{**row, "detail_hash": details[row["content_id"]][1]} for row, _ in built]
    tables = {"contents": _table("contents", full)}
    tables |= _children([children for _, children in built])
    tables |= counted_tables(contents)
    return Prepared(tuple(shown), details, _table("readings", rows), tables, issue_rows(readings))


def _earliest(contents: Iterable[Content]) -> list[Content]:
    """Return each content once, from the earliest capture that shows it: it gives values and evidence."""
    earliest: dict[str, Content] = {}
    for content in contents:
        known = earliest.get(content.content_id)
        if known is None or _moment(content) < _moment(known):
            earliest[content.content_id] = content
    return list(earliest.values())


def _moment(content: Content) -> tuple[Any, str]:
    return content.reading.capture.captured_at, content.reading.capture.capture_id


def _reading_row(content: Content) -> dict[str, Any]:
    capture, page, _ = content.reading
    return {
        "capture_id": capture.capture_id,
        "document_id": content.document_id,
        "content_hash": content.content_hash,
        "content_id": content.content_id,
        "captured_at": capture.captured_at,
        "reader": page.reader,
        "reader_version": page.reader_version,
    }


def _table(name: str, rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    return arrow_mappings(f"core.{name}", rows)


def _children(built: Sequence[Mapping[str, Sequence[Row]]]) -> dict[str, pa.Table]:
    return {
        table: arrow_rows(f"core.{table}", names, [row for tables in built for row in tables[table]])
        for table, names in COLUMNS.items()
    }
