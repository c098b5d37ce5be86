"""Models run side by side wait for those that they read, see what these wrote, and stop at the first error."""

from __future__ import annotations

import threading

import duckdb
import pytest

from warehouse.curating.model_files import Model
from warehouse.curating.side_by_side import run_side_by_side
from warehouse.store import connect

KILNS = Model("core.kilns", frozenset())
CLAYS = Model("core.clays", frozenset())
POTS = Model("core.pots", frozenset({"core.kilns", "core.clays"}))


def test_two_run_at_a_time_and_the_third_reads_what_both_wrote() -> None:
    with connect() as con:
        con.execute("create schema core; set TimeZone = 'Asia/Tokyo'")
        both_run = threading.Barrier(2, timeout=20)

        def run(cursor: duckdb.DuckDBPyConnection, model: Model) -> None:
            if model is POTS:
                cursor.execute("create table core.pots as select * from core.kilns union all from core.clays")
                return
            both_run.wait()
            cursor.execute(f"create table {model.table} as select current_setting('TimeZone') as zone")

        run_side_by_side(con, [POTS, CLAYS, KILNS], run)
        assert con.execute("select zone from core.pots").fetchall() == [("Asia/Tokyo",)] * 2


def test_after_an_error_no_other_model_begins() -> None:
    begun: list[str] = []

    def run(cursor: duckdb.DuckDBPyConnection, model: Model) -> None:
        begun.append(model.table)
        if model is CLAYS:
            cursor.execute("select * from core.no_such_table")

    with connect() as con, pytest.raises(duckdb.CatalogException, match="no_such_table"):
        run_side_by_side(con, [POTS, CLAYS, KILNS], run)
    assert POTS.table not in begun
