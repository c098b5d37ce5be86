"""Puts what a query gives in the place of a table's rows, writing only the rows that differ.

A table that is made whole every night would take a second copy in the file each time, though few of its rows are
others than the night before.
"""

from __future__ import annotations

import duckdb

from warehouse.sql import only_row

Connection = duckdb.DuckDBPyConnection
# The whole row is compared, as one value: null is another than an empty list.
OTHERS = "select {wanted} from {these} anti join {those} on ({this} is not distinct from {that})"
# Beyond this share of its rows a table is written anew: that is smaller than rows and the marks of deleted ones.
MOST = 0.5


def replace_rows(con: Connection, table: str, select: str) -> None:
    """Let a table that is there have exactly the rows of a query, as if made anew; their order may be another.

    To be called inside a transaction: a kill leaves the rows from before.
    """
    con.execute(f"create or replace temp table fresh_rows as {select}")
    if _few_differ(con, table):
        con.execute(f"delete from {table} where rowid in (select row from gone_rows)")
        con.execute(f"insert into {table} from came_rows")
    if not _is_same(con, table):
        con.execute(f"create or replace table {table} as from fresh_rows")
    for name in ("fresh_rows", "gone_rows", "came_rows"):
        con.execute(f"drop table temp.{name}")


def _few_differ(con: Connection, table: str) -> bool:
    """Find the rows that went and those that came, and say whether they are few beside those that stay."""
    gone = OTHERS.format(
        wanted="o.rowid as row", these=f"{table} o", those="fresh_rows f", this="o", that="f"
    )
    came = OTHERS.format(wanted="f.*", these="fresh_rows f", those=f"{table} o", this="f", that="o")
    con.execute(f"create or replace temp table gone_rows as {gone}")
    con.execute(f"create or replace temp table came_rows as {came}")
    (differing, all_rows) = only_row(
        con,
        "select (select count(*) from gone_rows) + (select count(*) from came_rows), "
        f"(select count(*) from {table}) + (select count(*) from fresh_rows)",
    )
    return bool(differing <= MOST * all_rows)


def _is_same(con: Connection, table: str) -> bool:
    """Whether every row is there as often as it should be: rows that are there twice are no difference above."""
    state = "select (count(*), sum(hash(r))) from {} r"
    (is_same,) = only_row(con, f"select ({state.format(table)}) = ({state.format('fresh_rows')})")
    return bool(is_same)
