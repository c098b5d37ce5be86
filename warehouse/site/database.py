"""Writes `site.duckdb`: the curated tables and macros for the browser, with no more text than may be printed.

DuckDB-WASM cannot read Parquet without an extension from elsewhere; it opens this file as it is. It also
lacks the arithmetic of times with a zone, so times are plain ones here, in UTC.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb

from warehouse.publishing.database_file import STORAGE_VERSION
from warehouse.site.licences import EXTRACT_WORDS, is_open
from warehouse.sql import identifier, literal

Connection = duckdb.DuckDBPyConnection
SITE_DATABASE = "site.duckdb"
# Selects of the tables whose texts a licence can shorten; every other table goes in whole.
SHORTENED = Path(__file__).parent / "shortened"
# A table takes at least one block for each column: small blocks make a small file of many small tables.
BLOCK_BYTES = 16384
MACROS = Path(__file__).parents[1] / "models" / "macros" / "_after_curated.sql"
ZONED = "TIMESTAMP WITH TIME ZONE"
WITHHELD = "Null where the licence keeps the text from being printed here: see summary and url."


def write_site_database(release: Path, target: Path) -> Mapping[str, int]:
    """Write the site's database from a release's `equalwork.duckdb`; return the rows of each table.

    `target` must not exist. The engine in the browser is 1.4.3: the file has the storage of 1.0.
    """
    with duckdb.connect(":memory:") as con:
        con.execute(f"attach {literal(str(release))} as release (read_only)")
        con.execute(
            f"attach {literal(str(target))} as site "
            f"(storage_version '{STORAGE_VERSION}', block_size {BLOCK_BYTES})"
        )
        _prepare(con)
        counts = {table: _copy(con, table) for table in _tables(con)}
        con.execute("use site")
        con.execute(MACROS.read_text("utf-8").replace("::timestamptz", "::timestamp"))
        con.execute("checkpoint site")
    return counts


def content_digest(con: Connection) -> str:
    """Return a text that is the same for two releases whose tables hold the same rows."""
    tables = con.execute(
        "select table_name from duckdb_tables() where schema_name = 'curated' order by table_name"
    ).fetchall()
    return repr([(table, *_row_digest(con, table)) for (table,) in tables])


def _row_digest(con: Connection, table: str) -> tuple[int, int | None]:
    found = con.execute(f"select count(*), bit_xor(hash(t)) from curated.{identifier(table)} t").fetchone()
    return found if found else (0, None)


def _prepare(con: Connection) -> None:
    """Make what the selects need: the documents that are open, and the shortening of a text."""
    con.execute("set TimeZone = 'UTC'")
    con.execute("create schema site.curated")
    licences = con.execute("select distinct licence from release.curated.documents").fetchall()
    openly = [licence for (licence,) in licences if is_open(licence)]
    con.execute(
        "create temp table open_documents as "
        "select document_id from release.curated.documents where list_contains($1, licence)",
        [openly],
    )
    con.execute(
        "create temp macro shortened(words) as case when len(string_split(words, ' ')) <= "
        f"{EXTRACT_WORDS} then words "
        f"else array_to_string(string_split(words, ' ')[:{EXTRACT_WORDS}], ' ') || ' …' end"
    )


def _tables(con: Connection) -> list[str]:
    found = con.execute(
        "select table_name from duckdb_tables() "
        "where database_name = 'release' and schema_name = 'curated' order by table_name"
    ).fetchall()
    return [name for (name,) in found]


def _copy(con: Connection, table: str) -> int:
    """Make one table and fill it; return its rows."""
    columns = con.execute(
        "select column_name, data_type, coalesce(comment, '') from duckdb_columns() where database_name = 'release' "
        "and schema_name = 'curated' and table_name = $1 order by column_index",
        [table],
    ).fetchall()
    name = f"curated.{identifier(table)}"
    listed = ", ".join(f"{identifier(column)} {_type(kind)}" for column, kind, _ in columns)
    con.execute(f"create table site.{name} ({listed})")
    file = SHORTENED / f"{table}.sql"
    con.execute(
        f"insert into site.{name} {file.read_text('utf-8') if file.exists() else f'from release.{name}'}"
    )
    for column, kind, comment in columns:
        said = f"{comment}{_remark(table, column, kind)}".strip()
        con.execute(f"comment on column site.{name}.{identifier(column)} is {literal(said)}")
    (count,) = con.execute(f"select count(*) from site.{name}").fetchone() or (0,)
    return int(count)


def _type(kind: str) -> str:
    return "TIMESTAMP" if kind == ZONED else kind


def _remark(table: str, column: str, kind: str) -> str:
    if column == "body" and (SHORTENED / f"{table}.sql").exists():
        return f" {WITHHELD}"
    return " UTC." if kind == ZONED else ""
