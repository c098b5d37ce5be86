"""What reading the archive again would change: stored values against those of today's readers, field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from warehouse.loading.content_row import content_row
from warehouse.loading.rows import COLUMNS, Content, Reading, content_rows
from warehouse.queries import rows_of

# Identities and lineage: they change whenever anything else does, and say nothing by themselves.
LINEAGE = frozenset(
    {"content_id", "document_id", "content_hash", "capture_id", "captured_at", "reader_version"}
)
# The children that are compared as a whole, each by the column that says what the row is.
CHILDREN = {
    "passages": "text",
    "files": "url",
    "links": "url",
    "translations": "url",
    "quotes": "text",
    "roles": "surface",
    "agreements": "kind",
    "mentions": "entity_id",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of one capture that would change. Values as text; `None` where there was or will be none."""

    capture_id: str
    url: str
    field: str
    before: str | None
    after: str | None


def find_differences(con: duckdb.DuckDBPyConnection, readings: Sequence[Reading]) -> list[Difference]:
    """Return what storing these readings would change of what the same captures show now; writes nothing."""
    ids = [reading.capture.capture_id for reading in readings]
    stored = {row["reading_capture_id"]: row for row in rows_of(con, "stored_contents", ids=ids)}
    children = _stored_children(con, ids)
    return [
        difference
        for reading in readings
        for difference in _of_reading(Content.of(reading), stored.get(reading.capture.capture_id), children)
    ]


def _of_reading(
    content: Content, stored: Mapping[str, Any] | None, children: Mapping[tuple[str, str], str]
) -> Iterator[Difference]:
    capture = content.reading.capture
    if stored is None:
        yield Difference(capture.capture_id, capture.url, "(document)", None, content.reading.page.title)
        return
    fresh = content_row(content)
    for name in sorted(fresh.keys() - LINEAGE):
        before, after = _text(stored[name]), _text(fresh[name])
        if before != after:
            yield Difference(capture.capture_id, capture.url, name, before, after)
    rows = content_rows(content)
    for table, name in CHILDREN.items():
        before = children.get((capture.capture_id, table))
        after = _joined(row[_place(table, name)] for row in rows[table])
        if before != after:
            yield Difference(capture.capture_id, capture.url, table, before, after)


def _stored_children(con: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], list[Any]] = {}
    for row in rows_of(con, "stored_children", ids=ids):
        found.setdefault((row["capture_id"], row["child"]), []).append(row["value"])
    return {key: joined for key, values in found.items() if (joined := _joined(values)) is not None}


def _place(table: str, name: str) -> int:
    return COLUMNS[table].index(name)


def _joined(values: Any) -> str | None:
    return " ¶ ".join(sorted(str(value) for value in values)) or None


def _text(value: Any) -> str | None:
    if value is None or value == [] or value == () or value == {}:
        return None
    if isinstance(value, dict):
        return _text(sorted(value.items()))
    if isinstance(value, (list, tuple)):
        return "; ".join(
            ": ".join(map(str, each)) if isinstance(each, tuple) else str(each) for each in value
        )
    return str(value)
