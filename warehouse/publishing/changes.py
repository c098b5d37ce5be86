"""What changed between the last good release and the tables to be released, as one table.

`changes.parquet` has a row for each row added, changed or removed: `table_name`, `row_key` (the key's
values as JSON), `kind`, and for a changed row the `columns` that differ. Before the first release every
row is added, so adding up the changes of all releases gives the rows of the last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.contract import Column, Table
from warehouse.publishing.pointer import DATABASE
from warehouse.sql import identifier, literal

Connection = duckdb.DuckDBPyConnection
PREVIOUS = "last_release"
# Bookkeeping of a night, not news: a document seen again has not changed.
VOLATILE = frozenset({"run_id", "last_seen_at"})
# The full-text index follows from the documents; its rows are not news of their own.
NOT_COMPARED = frozenset({"search_documents", "search_postings", "search_terms"})
CHANGES = Table(
    "changes_since",
    "The rows added, changed and removed since the last good release.",
    "one row of one table that was added, changed or removed",
    ("table_name", "row_key"),
    (
        Column("table_name", "VARCHAR", "Table of the row.", "documents", is_nullable=False),
        Column("row_key", "VARCHAR", "Values of the row's key, a JSON object.", "{}", is_nullable=False),
        Column(
            "kind",
            "VARCHAR",
            "What happened.",
            "changed",
            is_nullable=False,
            enum=("added", "changed", "removed"),
        ),
        Column(
            "columns", "VARCHAR[]", "Columns that differ; empty unless changed.", "[title]", is_nullable=False
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class TableChange:
    """How many rows of a table were added, changed and removed."""

    table: str
    added: int = 0
    changed: int = 0
    removed: int = 0


@dataclass(frozen=True, slots=True)
class SchemaChange:
    """One difference of the schema since the last good release, in words."""

    table: str
    text: str


def write_changes(
    con: Connection, file: Path, tables: Sequence[Table], previous: Path | None
) -> tuple[list[TableChange], list[SchemaChange]]:
    """Write the changes since a release (its folder) and return their counts and those of the schema."""
    if previous is None:
        return _write(con, file, tables, {}), []
    con.execute(f"attach {literal(str(previous / DATABASE))} as {PREVIOUS} (read_only)")
    try:
        before = _columns_of_previous(con)
        return _write(con, file, tables, before), list(_schema_changes(tables, before))
    finally:
        con.execute(f"detach {PREVIOUS}")


def _write(
    con: Connection, file: Path, tables: Sequence[Table], before: dict[str, dict[str, str]]
) -> list[TableChange]:
    compared = [table for table in tables if table.key and table.name not in NOT_COMPARED]
    queries = [_query(table, before.get(table.name)) for table in compared] or [_NOTHING]
    con.execute(
        f"copy ({' union all '.join(queries)}) to {literal(str(file))} (format parquet, compression zstd)"
    )
    counts = con.execute(
        "select table_name, count(*) filter (kind = 'added'), count(*) filter (kind = 'changed'), "
        f"count(*) filter (kind = 'removed') from read_parquet({literal(str(file))}) group by table_name"
    ).fetchall()
    by_name = {name: TableChange(name, *numbers) for name, *numbers in counts}
    return [by_name.get(table.name, TableChange(table.name)) for table in compared]


_NOTHING = (
    "select ''::varchar table_name, ''::varchar row_key, ''::varchar kind, []::varchar[] as columns limit 0"
)


def _query(table: Table, before: dict[str, str] | None) -> str:
    if before is None or not set(table.key) <= before.keys():
        return (
            f"select {literal(table.name)} as table_name, {_key(table, 'n')} as row_key, 'added' as kind, "
            f"[]::varchar[] as columns from curated.{identifier(table.name)} n"
        )
    new, old = (f"{schema}.{identifier(table.name)}" for schema in ("curated", f"{PREVIOUS}.curated"))
    on = " and ".join(f"n.{identifier(k)} is not distinct from o.{identifier(k)}" for k in table.key)
    # Three plain joins on the key: a full join on `is not distinct from` is not planned as a hash join.
    return (
        f"{_changed(table, before, (new, old), on)} "
        f"union all select {literal(table.name)} as table_name, {_key(table, 'n')} as row_key, 'added' as kind, "
        f"[]::varchar[] as columns from {new} n where not exists (select 1 from {old} o where {on}) "
        f"union all select {literal(table.name)}, {_key(table, 'o')}, 'removed', []::varchar[] "
        f"from {old} o where not exists (select 1 from {new} n where {on})"
    )


def _changed(table: Table, before: dict[str, str], sides: tuple[str, str], on: str) -> str:
    """Return the query for the rows that changed: found by the hash of their values, so that texts are not joined."""
    columns = list(_compared_columns(table, before))
    differing = ", ".join(_differs(column, before) for column in columns)
    differing = f"list_filter([{differing}], lambda name: name is not null)" if differing else "[]::varchar[]"
    new, old = (
        f"(select rowid as row, {', '.join(map(identifier, table.key))}, {_state(columns, before)} as state from {side})"
        for side in sides
    )
    return (
        f"select {literal(table.name)} as table_name, {_key(table, 'n')} as row_key, 'changed' as kind, "
        f"{differing} as columns from "
        f"(select n.row as new_row, o.row as old_row from {new} n join {old} o on {on} where n.state <> o.state) "
        f"join {sides[0]} n on n.rowid = new_row join {sides[1]} o on o.rowid = old_row where len(columns) > 0"
    )


def _state(columns: Sequence[Column], before: dict[str, str]) -> str:
    """Return a hash of values as an expression; that of null is the same as that of an empty list."""
    values = [_value(column, before) for column in columns]
    return f"hash({', '.join([*values, *(f'{value} is null' for value in values), '0'])})"


def _value(column: Column, before: dict[str, str]) -> str:
    name = identifier(column.name)
    return name if before[column.name] == column.type else f"{name}::varchar"


def _key(table: Table, alias: str) -> str:
    pairs = ", ".join(f"{literal(name)}, {alias}.{identifier(name)}" for name in table.key)
    return f"json_object({pairs})::varchar"


def _differs(column: Column, before: dict[str, str]) -> str:
    name = identifier(column.name)
    new, old = f"n.{name}", f"o.{name}"
    if before[column.name] != column.type:
        new, old = f"{new}::varchar", f"{old}::varchar"
    return f"case when {new} is distinct from {old} then {literal(column.name)} end"


def _compared_columns(table: Table, before: dict[str, str]) -> Iterator[Column]:
    for column in table.columns:
        if column.name in before and column.name not in VOLATILE and column.name not in table.key:
            yield column


def _columns_of_previous(con: Connection) -> dict[str, dict[str, str]]:
    rows = con.execute(
        "select table_name, column_name, data_type from duckdb_columns() "
        f"where database_name = '{PREVIOUS}' and schema_name = 'curated' order by table_name, column_index"
    ).fetchall()
    tables: dict[str, dict[str, str]] = {}
    for table, column, kind in rows:
        tables.setdefault(table, {})[column] = kind
    return tables


def _schema_changes(tables: Sequence[Table], before: dict[str, dict[str, str]]) -> Iterator[SchemaChange]:
    now = {table.name: {column.name: column.type for column in table.columns} for table in tables}
    for name in sorted(now.keys() | before.keys()):
        if name not in before:
            yield SchemaChange(name, "new table")
        elif name not in now:
            yield SchemaChange(name, "table removed")
        else:
            yield from _column_changes(name, now[name], before[name])


def _column_changes(table: str, now: dict[str, str], before: dict[str, str]) -> Iterator[SchemaChange]:
    for column in sorted(now.keys() | before.keys()):
        if column not in before:
            yield SchemaChange(table, f"new column `{column}` ({now[column]})")
        elif column not in now:
            yield SchemaChange(table, f"column `{column}` removed")
        elif now[column] != before[column]:
            yield SchemaChange(table, f"column `{column}`: {before[column]} became {now[column]}")
