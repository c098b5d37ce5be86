"""The checks that compare the tables with the last good release: rows lost, values lost."""

from __future__ import annotations

from collections.abc import Iterable

import duckdb

from warehouse.checks.model import SHOWN_ROWS, Check, CheckContext, Finding, Row
from warehouse.contract import TABLES, Column, Table
from warehouse.sql import identifier, only_row

Connection = duckdb.DuckDBPyConnection
# A reader that is mended may find fewer mentions; a fifth of a table does not go by itself.
LARGEST_LOSS = 0.2
# Tables of a few rows move by a fifth on any day.
SMALLEST_TABLE = 10
# Points of the share of rows that have a value.
LARGEST_FALL = 0.05


def comparison_checks() -> tuple[Check, ...]:
    """Return the comparisons that go over every table of the contract."""
    return (
        Check(
            "rows_lost",
            "a broken reader or model that empties a table while everything looks fine",
            "fatal",
            f"no table of {SMALLEST_TABLE} rows or more lost over {LARGEST_LOSS:.0%} of them",
            _find_lost_rows,
            ("previous",),
        ),
        Check(
            "fill_rates_fallen",
            "a field that is no longer found since a site changed its markup",
            "warning",
            f"no column's share of filled rows fell by more than {LARGEST_FALL * 100:.0f} points",
            _find_fallen_rates,
            ("previous",),
        ),
        Check(
            "values_no_longer_found",
            "a field that a reader lost on documents where it was found before",
            "fatal",
            f"among documents of both releases no column's share of filled rows fell by more than "
            f"{LARGEST_FALL * 100:.0f} points",
            _find_lost_values,
            ("previous",),
        ),
    )


def _find_lost_rows(con: Connection, _: CheckContext) -> Finding:
    rows: list[Row] = []
    for table in _in_both(con):
        before, now = (
            _count(con, f"{schema}.{identifier(table.name)}") for schema in ("previous.curated", "curated")
        )
        if before >= SMALLEST_TABLE and now < before * (1 - LARGEST_LOSS):
            rows.append({"table_name": table.name, "rows_before": str(before), "rows_now": str(now)})
    return Finding(len(rows), tuple(rows))


def _find_fallen_rates(con: Connection, _: CheckContext) -> Finding:
    return _fallen(con, _in_both(con), "")


def _find_lost_values(con: Connection, _: CheckContext) -> Finding:
    # New documents of another kind (a backfill) rightly have other fields: only the same ones are compared.
    same = (
        " where document_id in (select document_id from curated.documents"
        " intersect select document_id from previous.curated.documents)"
    )
    return _fallen(
        con, [TABLES[name] for name in ("documents", "press_releases", "publications", "events")], same
    )


def _fallen(con: Connection, tables: Iterable[Table], condition: str) -> Finding:
    rows: list[Row] = []
    for table in tables:
        before, now = (
            _fill_rates(con, schema, table, condition) for schema in ("previous.curated", "curated")
        )
        for name in before.keys() & now.keys():
            if now[name] < before[name] - LARGEST_FALL:
                rows.append(
                    {
                        "column_name": f"{table.name}.{name}",
                        "filled_before": f"{before[name]:.1%}",
                        "filled_now": f"{now[name]:.1%}",
                    }
                )
    rows.sort(key=lambda row: str(row["column_name"]))
    return Finding(len(rows), tuple(rows[:SHOWN_ROWS]))


def _fill_rates(con: Connection, schema: str, table: Table, condition: str) -> dict[str, float]:
    """Return the share of rows with a value (not null, not the empty list), by column; none for few rows."""
    name = f"{schema}.{identifier(table.name)}"
    if _count(con, name + condition) < SMALLEST_TABLE:
        return {}
    there = [column[0] for column in con.execute(f"select * from {name} limit 0").description or ()]
    columns = [column for column in table.columns if column.name in there]
    shares = ", ".join(f"avg(({_is_filled(column)})::int)" for column in columns)
    found = only_row(con, f"select {shares} from {name}{condition}")
    return {column.name: share for column, share in zip(columns, found, strict=True)}


def _is_filled(column: Column) -> str:
    name = identifier(column.name)
    return f"{name} is not null and len({name}) > 0" if column.is_list else f"{name} is not null"


def _in_both(con: Connection) -> list[Table]:
    rows = con.execute(
        "select table_name from duckdb_tables() where schema_name = 'curated' "
        "and database_name in (current_database(), 'previous') group by table_name having count(*) = 2"
    ).fetchall()
    names = {name for (name,) in rows}
    return [table for name, table in TABLES.items() if name in names]


def _count(con: Connection, name: str) -> int:
    (count,) = only_row(con, f"select count(*) from {name}")
    return int(count)
