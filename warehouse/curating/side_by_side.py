"""Runs models side by side, each after those that it reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from graphlib import TopologicalSorter

import duckdb

from warehouse.curating.model_files import Model
from warehouse.sql import literal, only_row

Connection = duckdb.DuckDBPyConnection
Run = Callable[[Connection, Model], None]
# Much of the work of a model is that of one processor. More at a time would only share the memory.
AT_ONCE = 2
# What a cursor does not take over from its connection.
SETTINGS = ("TimeZone", "search_path")


def run_side_by_side(con: Connection, wanted: Iterable[Model], run: Run) -> None:
    """Call `run` for each model with a cursor of its own, after those that the model reads.

    Each commits for itself. An error of one is raised when those that run beside it have ended; no other begins.
    """
    known = {model.table: model for model in wanted}
    sorter = TopologicalSorter({name: model.reads & known.keys() for name, model in known.items()})
    sorter.prepare()
    running: dict[Future[None], Model] = {}
    pool = ThreadPoolExecutor(AT_ONCE)
    try:
        while sorter.is_active():
            for model in sorted((known[name] for name in sorter.get_ready()), key=_turn):
                running[pool.submit(_run_on, _cursor(con), model, run)] = model
            for done in wait(running, return_when=FIRST_COMPLETED).done:
                done.result()
                sorter.done(running.pop(done).table)
    finally:
        pool.shutdown(cancel_futures=True)


def _turn(model: Model) -> tuple[bool, str]:
    """Let what takes several steps begin first, as it takes longest."""
    return model.write is None, model.table


def _run_on(cursor: Connection, model: Model, run: Run) -> None:
    with cursor:
        run(cursor, model)


def _cursor(con: Connection) -> Connection:
    cursor = con.cursor()
    for name in SETTINGS:
        (value,) = only_row(con, f"select current_setting({literal(name)})")
        cursor.execute(f"set {name} = {literal(value)}")
    return cursor
