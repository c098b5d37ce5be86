"""The checks that follow from the public contract: shape, nulls, keys, references, enums of every table.

They are written once, over `TABLES`; a table added to the contract is checked without another line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import duckdb

from warehouse.checks.model import SHOWN_ROWS, Check, CheckContext, Finding, Row
from warehouse.checks.sql import find_rows
from warehouse.contract import TABLES, Table
from warehouse.sql import identifier, literal, only_row

Connection = duckdb.DuckDBPyConnection


def contract_checks() -> tuple[Check, ...]:
    """Return the checks derived from the contract."""
    return (
        Check(
            "shape_as_declared",
            "an analyst's query that breaks over night because a column vanished, moved or changed its type",
            "fatal",
            "every table of the contract, its columns in order, each of its type",
            _find_shape,
        ),
        Check(
            "values_not_null",
            "rows that drop out of joins and counts because a value that is always there is not",
            "fatal",
            "no null in a column that the contract declares never null",
            _find_nulls,
        ),
        Check(
            "keys_unique",
            "counts and sums that are too high because a row is there twice",
            "fatal",
            "every key names one row",
            _union_check(_duplicate_keys),
        ),
        Check(
            "references_whole",
            "rows that name a document, person, passage or capture which is not there",
            "fatal",
            "every value of a reference is a key of the table it refers to",
            _union_check(_dangling_references),
        ),
        Check(
            "enums_closed",
            "a new or misspelt value that no filter and no chart knows",
            "fatal",
            "only the values that the contract lists",
            _union_check(_unknown_values),
        ),
    )


def present_tables(con: Connection) -> dict[str, list[tuple[str, str]]]:
    """Return the tables of `curated` with (column, type) in order, as the database holds them."""
    rows = con.execute(
        "select table_name, column_name, data_type from duckdb_columns() "
        "where database_name = current_database() and schema_name = 'curated' "
        "order by table_name, column_index"
    ).fetchall()
    tables: dict[str, list[tuple[str, str]]] = {}
    for table, column, kind in rows:
        tables.setdefault(table, []).append((column, kind))
    return tables


def _find_shape(con: Connection, _: CheckContext) -> Finding:
    there = present_tables(con)
    rows: list[Row] = []
    for name in sorted(TABLES.keys() | there.keys()):
        declared = [(c.name, c.type) for c in TABLES[name].columns] if name in TABLES else []
        rows.extend(
            {"table_name": name, "declared": _shown(want), "found": _shown(have)}
            for want, have in _differences(declared, there.get(name, []))
        )
    return Finding(len(rows), tuple(rows[:SHOWN_ROWS]))


def _differences(
    declared: list[tuple[str, str]], found: list[tuple[str, str]]
) -> Iterator[tuple[tuple[str, str] | None, tuple[str, str] | None]]:
    for position in range(max(len(declared), len(found))):
        want = declared[position] if position < len(declared) else None
        have = found[position] if position < len(found) else None
        if want != have:
            yield want, have


def _shown(column: tuple[str, str] | None) -> str:
    return " ".join(column) if column else "nothing"


def _find_nulls(con: Connection, _: CheckContext) -> Finding:
    rows: list[Row] = []
    for table in _present(con):
        columns = [column.name for column in table.columns if not column.is_nullable]
        counts = ", ".join(f"count(*) - count({identifier(name)})" for name in columns)
        found = only_row(con, f"select {counts} from curated.{identifier(table.name)}")
        rows.extend(
            {"table_name": table.name, "column_name": name, "null_count": str(count)}
            for name, count in zip(columns, found, strict=True)
            if count
        )
    return Finding(len(rows), tuple(rows[:SHOWN_ROWS]))


def _union_check(queries: Callable[[Table], Iterator[str]]) -> Callable[[Connection, CheckContext], Finding]:
    """Return a check that looks for the rows of queries, one per table or column."""

    def find(con: Connection, _: CheckContext) -> Finding:
        found = [find_rows(con, query) for table in _present(con) for query in queries(table)]
        rows = [row for finding in found for row in finding.rows]
        return Finding(sum(finding.row_count for finding in found), tuple(rows[:SHOWN_ROWS]))

    return find


def _duplicate_keys(table: Table) -> Iterator[str]:
    key = ", ".join(identifier(name) for name in table.key)
    shown = ", ".join(f"{identifier(name)}::varchar" for name in table.key)
    yield (
        f"select {literal(table.name)} as table_name, {literal(', '.join(table.key))} as key_columns, "
        f"concat_ws(' | ', {shown}) as key_value, count(*) as row_count "
        f"from curated.{identifier(table.name)} group by {key} having count(*) > 1"
    )


def _dangling_references(table: Table) -> Iterator[str]:
    for column, other, target in table.references():
        yield (
            f"select {literal(f'{table.name}.{column.name}')} as refers_from, "
            f"{literal(f'{other}.{target}')} as refers_to, value, row_count "
            f"from ({_values(table, column.name)}) v where not exists "
            f"(select 1 from curated.{identifier(other)} o where o.{identifier(target)} = v.value)"
        )


def _unknown_values(table: Table) -> Iterator[str]:
    for column in table.columns:
        if column.enum is not None:
            allowed = ", ".join(literal(value) for value in column.enum)
            yield (
                f"select {literal(f'{table.name}.{column.name}')} as column_name, value, row_count "
                f"from ({_values(table, column.name)}) where value::varchar not in ({allowed})"
            )


def _values(table: Table, column: str) -> str:
    """Return a query of the distinct values of a column (elements, for a list) with their number of rows."""
    value = identifier(column)
    if table.column(column).is_list:
        value = f"unnest({value})"
    rows = f"select {value} as value from curated.{identifier(table.name)}"
    return f"select value, count(*) as row_count from ({rows}) where value is not null group by value"


def _present(con: Connection) -> list[Table]:
    there = present_tables(con)
    return [table for name, table in TABLES.items() if name in there]
