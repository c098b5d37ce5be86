"""Writes `equalwork.duckdb`: the curated tables with their macros and comments, rows sorted by document.

The other exports read this file back, so that they hold the same rows in the same order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

from warehouse.contract import TABLES, Column, Table
from warehouse.describe import column_comment, table_comment
from warehouse.pointer import DATABASE
from warehouse.sql import identifier, literal, only_row

Connection = duckdb.DuckDBPyConnection
# DuckDB 1.0 and later, and DuckDB-WASM, open a file of this storage version.
STORAGE_VERSION = "v1.0.0"
# Its model writes it in the order of its key.
IN_ORDER = frozenset({"search_terms"})


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


def write_database(con: Connection, folder: Path, tables: Sequence[Table]) -> dict[str, int]:
    """Write `equalwork.duckdb` with tables, macros and comments; return the rows of each table."""
    with _attached(con, folder / DATABASE), _in_order(con):
        (source,) = only_row(con, "select current_database()")
        con.execute(f"copy from database {identifier(source)} to next (schema)")
        for schema in ("raw", "core", "ops"):
            con.execute(f"drop schema if exists next.{schema} cascade")
        con.execute("begin")
        try:
            for table in tables:
                name = f"curated.{identifier(table.name)}"
                con.execute(f"insert into next.{name} select * from {name} {_order(table)}")
            for statement in _comments(tables):
                con.execute(statement)
            con.execute("commit")
        except duckdb.Error:
            con.execute("rollback")
            raise
    return {table.name: _count(con, table) for table in tables}


@contextmanager
def read_back(con: Connection, folder: Path) -> Iterator[None]:
    """Open the written database file as `next` for the other exports: they take its rows in its order."""
    con.execute(f"attach {literal(str(folder / DATABASE))} as next (read_only)")
    try:
        with _in_order(con):
            yield
    finally:
        con.execute("detach next")


def row_order(table: Table, alias: str = "") -> str:
    """Return the order of a table's rows: those of a document stand together, in reading order.

    Sorted rows make files that are the same for the same tables, smaller, and quick to look up in.
    """
    names = table.column_names
    leading = [name for name in ("document_id", "version", "ordinal") if name in names]
    wanted = list(dict.fromkeys([*(leading if "document_id" in names else []), *table.key]))
    return f"order by {', '.join(alias + identifier(name) for name in wanted)}" if wanted else ""


def _order(table: Table) -> str:
    return "" if table.name in IN_ORDER else row_order(table)


@contextmanager
def _attached(con: Connection, file: Path) -> Iterator[None]:
    con.execute(f"attach {literal(str(file))} as next (storage_version '{STORAGE_VERSION}')")
    try:
        yield
        con.execute("checkpoint next")
    finally:
        con.execute("detach next")


@contextmanager
def _in_order(con: Connection) -> Iterator[None]:
    """Keep the order of rows for a while: the build file is loaded and curated faster without."""
    (before,) = only_row(con, "select current_setting('preserve_insertion_order')")
    con.execute("set preserve_insertion_order = true")
    try:
        yield
    finally:
        con.execute(f"set preserve_insertion_order = {str(before).lower()}")


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
