"""Writes the curated tables as files: one DuckDB file, a Parquet and a CSV file a table.

Nothing here knows of releases: it fills a folder. Every file can be opened by itself, so tables that
hold words of documents carry the licence of each document in Parquet and CSV even where the contract
leaves it in `documents`.
"""

from __future__ import annotations

import gzip
import hashlib
import shutil
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.contract import TABLES, Column, Table
from warehouse.describe import column_comment, table_comment
from warehouse.pointer import DATABASE
from warehouse.sql import identifier, literal

Connection = duckdb.DuckDBPyConnection
# DuckDB 1.0 and later, and DuckDB-WASM, open a file of this storage version.
STORAGE_VERSION = "v1.0.0"
# The full-text index is rows of numbers that only the macro `search` reads: no use outside DuckDB.
NOT_AS_CSV = frozenset({"search_documents", "search_postings", "search_terms"})
LICENCE = Column("licence", "VARCHAR", "Licence of the document that the row is from.", "CC-BY-4.0")


@dataclass(frozen=True, slots=True)
class TableFile:
    """One written file of one table. `columns` are those of the file, `path` is relative to the release."""

    table: Table
    path: str
    format: str
    rows: int
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """Size in bytes and SHA-256 (hexadecimal) of a file."""

    byte_count: int
    sha256: str


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
        (source,) = con.execute("select current_database()").fetchone() or ("",)
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


def write_parquet(
    con: Connection,
    folder: Path,
    tables: Sequence[Table],
    rows: Mapping[str, int],
    metadata: Mapping[str, str],
) -> list[TableFile]:
    """Write `parquet/<table>.parquet` (zstd) with the description of table and columns; see `read_back`."""
    (folder / "parquet").mkdir()
    files = []
    for table in tables:
        path = f"parquet/{table.name}.parquet"
        columns = _file_columns(table)
        facts = {"table": table.name, "description": table.description, "grain": table.grain, **metadata}
        facts |= {f"column.{column.name}": column_comment(column) for column in columns}
        pairs = ", ".join(f"{literal(key)}: {literal(value)}" for key, value in facts.items())
        con.execute(
            f"copy ({_select(table, columns)}) to {literal(str(folder / path))} "
            f"(format parquet, compression zstd, kv_metadata {{{pairs}}})"
        )
        files.append(TableFile(table, path, "parquet", rows[table.name], columns))
    return files


def write_csv(
    con: Connection, folder: Path, tables: Sequence[Table], rows: Mapping[str, int]
) -> list[TableFile]:
    """Write `csv/<table>.csv.gz`: UTF-8, header, null as nothing, lists as JSON, times as ISO 8601 in UTC.

    To be called inside `read_back`.
    """
    (folder / "csv").mkdir()
    files = []
    with ThreadPoolExecutor(2) as pool:
        packing = []
        for table in tables:
            if table.name in NOT_AS_CSV:
                continue
            path = f"csv/{table.name}.csv.gz"
            columns = _file_columns(table)
            plain = folder / "csv" / f"{table.name}.csv"
            query = _select(table, columns, as_text=True)
            con.execute(f"copy ({query}) to {literal(str(plain))} (format csv, header true)")
            packing.append(pool.submit(_pack, plain))
            files.append(TableFile(table, path, "csv", rows[table.name], columns))
        for packed in packing:
            packed.result()
    return files


def digest(file: Path) -> Digest:
    """Return size and SHA-256 of a file."""
    with file.open("rb") as stream:
        return Digest(file.stat().st_size, hashlib.file_digest(stream, "sha256").hexdigest())


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
    (before,) = con.execute("select current_setting('preserve_insertion_order')").fetchone() or (False,)
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


def _file_columns(table: Table) -> tuple[Column, ...]:
    names = table.column_names
    if "document_id" in names and "licence" not in names:
        return (*table.columns, LICENCE)
    return table.columns


def _select(table: Table, columns: Sequence[Column], *, as_text: bool = False) -> str:
    source = f"next.curated.{identifier(table.name)}"
    is_lent = len(columns) > len(table.columns)
    listed = ", ".join(_expression(c, as_text, "d" if is_lent and c is LICENCE else "t") for c in columns)
    if not is_lent:
        return f"select {listed} from {source} t"
    joined = f"{source} t left join next.curated.documents d on d.document_id = t.document_id"
    # A join keeps no order.
    return f"select {listed} from {joined} {_order(table, 't.')}"


def _order(table: Table, alias: str = "") -> str:
    """Return the order of a table's rows: those of a document stand together, in reading order.

    Sorted rows make files that are the same for the same tables, smaller, and quick to look up in.
    """
    names = table.column_names
    leading = [name for name in ("document_id", "version", "ordinal") if name in names]
    wanted = list(dict.fromkeys([*(leading if "document_id" in names else []), *table.key]))
    return f"order by {', '.join(alias + identifier(name) for name in wanted)}" if wanted else ""


def _expression(column: Column, as_text: bool, alias: str) -> str:
    name = identifier(column.name)
    value = f"{alias}.{name}"
    if as_text and column.type == "TIMESTAMP WITH TIME ZONE":
        return f"strftime({value} at time zone 'UTC', '%Y-%m-%dT%H:%M:%SZ') as {name}"
    if as_text and column.type.endswith(("]", ")")) and not column.type.startswith("DECIMAL"):
        return f"to_json({value}) as {name}"
    return f"{value} as {name}"


def _pack(plain: Path) -> None:
    """Replace a file by its gzip; the same content gives the same bytes (no name, no time)."""
    packed = plain.with_name(f"{plain.name}.gz")
    with (
        plain.open("rb") as source,
        packed.open("wb") as target,
        gzip.GzipFile(filename="", mode="wb", fileobj=target, compresslevel=1, mtime=0) as stream,
    ):
        shutil.copyfileobj(source, stream, 1 << 20)
    plain.unlink()


def _count(con: Connection, table: Table) -> int:
    (count,) = con.execute(f"select count(*) from curated.{identifier(table.name)}").fetchone() or (0,)
    return int(count)
