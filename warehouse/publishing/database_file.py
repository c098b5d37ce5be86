"""Writes `equalwork.duckdb`: the tables of the Parquet files of the release, with their macros and comments.

The Parquet files are written first, rows sorted by document; this file and the exports as text are made from
them, so that all hold the same rows in the same order, sorted once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from warehouse.contract import TABLES, Column, Table
from warehouse.publishing.describe import column_comment, table_comment
from warehouse.publishing.pointer import DATABASE
from warehouse.sql import identifier, literal, only_row

Connection = duckdb.DuckDBPyConnection
# DuckDB 1.0 and later, and DuckDB-WASM, open a file of this storage version.
STORAGE_VERSION = "v1.0.0"
# Whose rows are looked up by another column than their key.
LOOKED_UP_BY = {"search_terms": ("term",)}


def exported_tables(con: Connection) -> tuple[Table, ...]:
    """Return the tables to export as they are in the database: those of the contract first, in its order.

    A table that differs from the contract (the release will be rejected) is described as it is.
    """
    rows = con.execute(
        "select table_name, list((column_name, data_type) order by column_index) from duckdb_columns() "
        "where database_name = current_database() and schema_name = 'curated' group by table_name"
    ).fetchall()
    found = dict(rows)
    names = [name for name in TABLES if name in found] + sorted(found.keys() - TABLES.keys())
    return tuple(_as_found(name, found[name]) for name in names)


def write_database(con: Connection, folder: Path, tables: Sequence[Table]) -> None:
    """Write `equalwork.duckdb` with tables, macros and comments; to be called inside `rows_in_order`."""
    with _attached(con, folder / DATABASE):
        (source,) = only_row(con, "select current_database()")
        con.execute(f"copy from database {identifier(source)} to next (schema)")
        for schema in ("raw", "core", "ops"):
            con.execute(f"drop schema if exists next.{schema} cascade")
        con.execute("begin")
        try:
            for table in tables:
                columns = ", ".join(map(identifier, table.column_names))
                con.execute(
                    f"insert into next.curated.{identifier(table.name)} ({columns}) "
                    f"select {columns} from {parquet_source(folder, table)}"
                )
            for statement in _comments(tables):
                con.execute(statement)
            con.execute("commit")
        except duckdb.Error:
            con.execute("rollback")
            raise


def row_counts(con: Connection, tables: Sequence[Table]) -> dict[str, int]:
    """Return the rows of each table."""
    return {table.name: _count(con, table) for table in tables}


def parquet_file(folder: Path, table: Table) -> Path:
    """Return where the Parquet file of a table lies in a release."""
    return folder / "parquet" / f"{table.name}.parquet"


def parquet_source(folder: Path, table: Table) -> str:
    """Return what a query says to read the Parquet file of a table."""
    return f"read_parquet({literal(str(parquet_file(folder, table)))})"


def row_order(table: Table, alias: str = "") -> str:
    """Return the order of a table's rows: those of a document stand together, in reading order.

    Sorted rows make files that are the same for the same tables, smaller, and quick to look up in.
    """
    names = table.column_names
    leading = [name for name in ("document_id", "version", "ordinal") if name in names]
    first = leading if "document_id" in names else LOOKED_UP_BY.get(table.name, ())
    wanted = list(dict.fromkeys([*first, *table.key]))
    return f"order by {', '.join(alias + identifier(name) for name in wanted)}" if wanted else ""


@contextmanager
def _attached(con: Connection, file: Path) -> Iterator[None]:
    con.execute(f"attach {literal(str(file))} as next (storage_version '{STORAGE_VERSION}')")
    try:
        yield
        con.execute("checkpoint next")
    finally:
        con.execute("detach next")


@contextmanager
def rows_in_order(con: Connection) -> Iterator[None]:
    """Keep the order of rows for a while: the build file is loaded and curated faster without."""
    (before,) = only_row(con, "select current_setting('preserve_insertion_order')")
    con.execute("set preserve_insertion_order = true")
    try:
        yield
    finally:
        con.execute(f"set preserve_insertion_order = {str(before).lower()}")


@contextmanager
def memory_for_files(con: Connection) -> Iterator[None]:
    """Let the database have a tenth less memory for a while: what packs the text files needs room beside it."""
    (before, less) = only_row(
        con,
        "select current_setting('memory_limit'), parse_formatted_bytes(current_setting('memory_limit')) * 9 // 10",
    )
    with suppress(duckdb.OutOfMemoryException):  # as long as more than that cannot be given back
        con.execute(f"set memory_limit = {literal(f'{less}B')}")
    try:
        yield
    finally:
        con.execute(f"set memory_limit = {literal(before)}")


def _as_found(name: str, columns: Sequence[tuple[str, str]]) -> Table:
    declared = TABLES.get(name) or Table(name, "Not in the contract.", "unknown", (), ())
    described = {column.name: column for column in declared.columns}
    as_found = tuple(
        described[column]
        if column in described and described[column].type == kind
        else Column(column, kind, "Not as in the contract.", "")
        for column, kind in columns
    )
    if as_found == declared.columns:
        return declared
    return Table(name, declared.description, declared.grain, (), as_found, declared.warnings)


def _comments(tables: Sequence[Table]) -> Iterator[str]:
    for table in tables:
        name = f"next.curated.{identifier(table.name)}"
        yield f"comment on table {name} is {literal(table_comment(table))}"
        for column in table.columns:
            yield f"comment on column {name}.{identifier(column.name)} is {literal(column_comment(column))}"


def _count(con: Connection, table: Table) -> int:
    (count,) = only_row(con, f"select count(*) from curated.{identifier(table.name)}")
    return int(count)
