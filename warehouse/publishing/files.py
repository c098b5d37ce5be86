"""The files of a release that hold its tables, what changed since the release before, and their digests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb

from warehouse.contract import Table
from warehouse.publishing.changes import CHANGES, SchemaChange, TableChange, write_changes
from warehouse.publishing.database_file import memory_for_files, rows_in_order, write_database
from warehouse.publishing.export import (
    CSV,
    JSON_LINES,
    Digest,
    TableFile,
    digest,
    write_parquet,
    write_text,
)

Connection = duckdb.DuckDBPyConnection


def write_files(
    con: Connection,
    partial: Path,
    tables: Sequence[Table],
    rows: Mapping[str, int],
    metadata: Mapping[str, str],
    previous: Path | None,
) -> tuple[list[TableFile], list[TableChange], list[SchemaChange]]:
    """Write Parquet, and from it the database file and the text formats, these over a cursor of their own.

    What changed since the previous release is found while these are still being written.
    """
    with rows_in_order(con), memory_for_files(con):
        files = write_parquet(con, partial, tables, rows, metadata)
        with ThreadPoolExecutor(1) as pool, con.cursor() as other:
            text = [pool.submit(write_text, other, partial, tables, rows, form) for form in (CSV, JSON_LINES)]
            write_database(con, partial, tables)
            changes, schema_changes = write_changes(con, partial / "changes.parquet", tables, previous)
            files += [file for written in text for file in written.result()]
        return [*files, _changes_file(changes)], changes, schema_changes


def _changes_file(changes: Sequence[TableChange]) -> TableFile:
    rows = sum(change.added + change.changed + change.removed for change in changes)
    return TableFile(CHANGES, "changes.parquet", "parquet", rows, CHANGES.columns)


def digests_of(folder: Path) -> dict[str, Digest]:
    """Return size and hash of every file in a folder, by its path there."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    with ThreadPoolExecutor(2) as pool:
        digests = pool.map(digest, files)
        return {
            path.relative_to(folder).as_posix(): found for path, found in zip(files, digests, strict=True)
        }
