"""Writes the curated tables as Parquet, and what is in these files as CSV and JSON Lines, a file a table.

Every file can be opened by itself, so tables that hold words of documents carry the licence of each
document there even where the contract leaves it in `documents`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import duckdb
from isal import isal_zlib

from warehouse.contract import Column, Table
from warehouse.publishing.database_file import parquet_file, parquet_source, row_order
from warehouse.publishing.describe import column_comment
from warehouse.sql import identifier, literal

Connection = duckdb.DuckDBPyConnection
# The full-text index is rows of numbers that only the macro `search` reads: no use outside DuckDB.
NOT_AS_TEXT = frozenset({"search_documents", "search_postings", "search_terms"})
# Level 1 takes 60 % of the time of the engine's own choice, for 7 % more bytes.
PARQUET = "format parquet, compression zstd, compression_level 1"
# With this in place of a window's size zlib and its kin write a gzip file.
GZIP = 31
LICENCE = Column("licence", "VARCHAR", "Licence of the document that the row is from.", "CC-BY-4.0")


class TextFormat(NamedTuple):
    """A format of plain text: its name, which is folder and ending too, and how DuckDB writes it."""

    name: str
    options: str
    has_lists: bool


CSV = TextFormat("csv", "format csv, header true", has_lists=False)
JSON_LINES = TextFormat("jsonl", "format json", has_lists=True)


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


def write_parquet(
    con: Connection,
    folder: Path,
    tables: Sequence[Table],
    rows: Mapping[str, int],
    metadata: Mapping[str, str],
) -> list[TableFile]:
    """Write `parquet/<table>.parquet` (zstd) with the description of table and columns.

    To be called inside `rows_in_order`.
    """
    (folder / "parquet").mkdir()
    files = []
    for table in tables:
        file = parquet_file(folder, table)
        columns = _file_columns(table)
        facts = {"table": table.name, "description": table.description, "grain": table.grain, **metadata}
        facts |= {f"column.{column.name}": column_comment(column) for column in columns}
        pairs = ", ".join(f"{literal(key)}: {literal(value)}" for key, value in facts.items())
        con.execute(
            f"copy ({_select(table, columns)}) to {literal(str(file))} ({PARQUET}, kv_metadata {{{pairs}}})"
        )
        path = file.relative_to(folder).as_posix()
        files.append(TableFile(table, path, "parquet", rows[table.name], columns))
    return files


def write_text(
    con: Connection, folder: Path, tables: Sequence[Table], rows: Mapping[str, int], form: TextFormat
) -> list[TableFile]:
    """Write `<format>/<table>.<format>.gz`: UTF-8, times as ISO 8601 in UTC.

    CSV has a header, null as nothing and lists as JSON. To be called inside `rows_in_order`, when the Parquet
    files are there.
    """
    (folder / form.name).mkdir()
    files = []
    with ThreadPoolExecutor(2) as pool:
        packing = []
        for table in tables:
            if table.name in NOT_AS_TEXT:
                continue
            columns = _file_columns(table)
            plain = folder / form.name / f"{table.name}.{form.name}"
            listed = ", ".join(_as_text(column, form) for column in columns)
            query = f"select {listed} from {parquet_source(folder, table)}"
            con.execute(f"copy ({query}) to {literal(str(plain))} ({form.options})")
            packing.append(pool.submit(_pack, plain))
            path = f"{form.name}/{plain.name}.gz"
            files.append(TableFile(table, path, form.name, rows[table.name], columns))
        for packed in packing:
            packed.result()
    return files


def digest(file: Path) -> Digest:
    """Return size and SHA-256 of a file."""
    with file.open("rb") as stream:
        return Digest(file.stat().st_size, hashlib.file_digest(stream, "sha256").hexdigest())


def _file_columns(table: Table) -> tuple[Column, ...]:
    names = table.column_names
    if "document_id" in names and "licence" not in names:
        return (*table.columns, LICENCE)
    return table.columns


def _select(table: Table, columns: Sequence[Column]) -> str:
    name = identifier(table.name)
    is_lent = len(columns) > len(table.columns)
    listed = ", ".join(
        f"{'d' if is_lent and column is LICENCE else 't'}.{identifier(column.name)}" for column in columns
    )
    lender = "left join curated.documents d on d.document_id = t.document_id" if is_lent else ""
    return f"select {listed} from curated.{name} t {lender} {row_order(table, 't.')}"


def _as_text(column: Column, form: TextFormat) -> str:
    name = identifier(column.name)
    if column.type == "TIMESTAMP WITH TIME ZONE":
        return f"strftime({name} at time zone 'UTC', '%Y-%m-%dT%H:%M:%SZ') as {name}"
    if not form.has_lists and _is_nested(column):
        return f"to_json({name}) as {name}"
    return name


def _is_nested(column: Column) -> bool:
    return column.type.endswith(("]", ")")) and not column.type.startswith("DECIMAL")


def _pack(plain: Path) -> None:
    """Replace a file by its gzip; the same content gives the same bytes (no name, no time)."""
    packer = isal_zlib.compressobj(1, isal_zlib.DEFLATED, GZIP)
    with plain.open("rb") as source, plain.with_name(f"{plain.name}.gz").open("wb") as target:
        while block := source.read(1 << 20):
            target.write(packer.compress(block))
        target.write(packer.flush())
    plain.unlink()
