"""Run the models: core tables to curated tables, each one SQL file, in the order of their references.

Most public tables are made document by document: a model that reads one of the views of `BY_DOCUMENT` gives
the rows of the documents that changed since the last time (`core.remade`), which take the place of the rows
that are there. The others are made whole, as they are small or a row depends on many documents; of these too
only the rows that differ are written.

`models/macros/*.sql` are statements: what models use (no underscore in front) runs first, macros over
curated tables (`_after_*.sql`) last.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from time import perf_counter

import duckdb

from extractors.errors import ContractViolation
from warehouse.contract import TABLES, Table
from warehouse.curating.made import MODELS, forget, is_made, remember
from warehouse.curating.model_files import Model, models, wanted_models
from warehouse.curating.replace import replace_rows
from warehouse.curating.side_by_side import run_side_by_side
from warehouse.sql import identifier, literal, only_row
from warehouse.store import transaction

__all__ = ["MODELS", "curate", "models"]

log = logging.getLogger(__name__)
Connection = duckdb.DuckDBPyConnection
MADE = "tables"
# Which rows of a table that is there a model replaces, by the view that the model reads.
BY_DOCUMENT = {
    "core.round_documents": "document_id in (select document_id from core.remade where is_shown)",
    "core.round_contents": "document_id in (select document_id from core.remade where is_content)",
    "core.remade_contents": "document_id in (select document_id from core.remade where is_content)",
    "core.remade_words": "document_number in (select old_number from core.remade where is_indexed)",
}
IN_ROUNDS = frozenset({"core.round_documents", "core.round_contents"})


def curate(con: Connection, *, only: set[str] | None = None) -> Mapping[str, float]:
    """Bring every curated table up to core, all in one transaction; return the seconds that each table took.

    The tables are the same as if all had been made anew, which happens when there are none yet, or when
    other models or another engine made them. `only` limits the work to some tables (`documents` or
    `curated.documents`) and what they are made from, and makes these anew.

    Raises:
        ContractViolation: a model reads a table that nothing makes, or models read each other in a circle.
    """
    seconds: dict[str, float] = {}
    wanted = models() if only is None else wanted_models(only)
    _run_macros(con, "[!_]*.sql")
    is_afresh = only is not None or not _goes_on(con)
    if is_afresh:
        con.execute("delete from core.made_documents")
        forget(con, MADE)
    # The planner knows nothing of the size of a table that its own transaction made (it guesses 0 rows and
    # may compare all with all), so the tables in between are committed each for itself before the public ones.
    between = [model for model in wanted if not model.is_public]
    run_side_by_side(con, between, lambda cursor, model: _run(cursor, model, seconds, is_afresh))
    with _written_once(con), transaction(con):
        for model in wanted:
            if model.is_public:
                _run(con, model, seconds, is_afresh)
        if only is None:
            _finish(con)
    return seconds


@contextmanager
def _written_once(con: Connection) -> Iterator[None]:
    """Let a commit go into the file at once: by way of the log the texts of all documents are written twice."""
    (before,) = only_row(con, "select current_setting('wal_autocheckpoint')")
    con.execute("set wal_autocheckpoint = '1MB'")
    try:
        yield
    finally:
        con.execute(f"set wal_autocheckpoint = {literal(before)}")


def _goes_on(con: Connection) -> bool:
    """Whether the tables that are there were made by the models of today, every one."""
    rows = con.execute("select table_name from duckdb_tables() where schema_name = 'curated'").fetchall()
    return is_made(con, MADE) and TABLES.keys() <= {name for (name,) in rows}


def _run(con: Connection, model: Model, seconds: dict[str, float], is_afresh: bool) -> None:
    started = perf_counter()
    try:
        _make(con, model, is_afresh)
    except duckdb.Error as error:
        raise ContractViolation(f"the model of {model.table} failed: {error}") from error
    seconds[model.table] = perf_counter() - started
    log.debug("%s made in %.2f s", model.table, seconds[model.table])


def _make(con: Connection, model: Model, is_afresh: bool) -> None:
    if model.write is not None:
        model.write(con)
    elif model.is_public and model.reads & BY_DOCUMENT.keys():
        _make_by_document(con, model, is_afresh)
    elif is_afresh or model.kind == "view":
        con.execute(f"create or replace {model.kind} {model.table} as {model.select}")
    else:
        with nullcontext() if model.is_public else transaction(con):
            replace_rows(con, model.table, str(model.select))


def _make_by_document(con: Connection, model: Model, is_afresh: bool) -> None:
    """Put the rows of the documents that changed in the place of those that are there."""
    (view,) = model.reads & BY_DOCUMENT.keys()
    if is_afresh:
        con.execute(f"create or replace table {model.table} as {model.select} limit 0")
    else:
        con.execute(f"delete from {model.table} where {BY_DOCUMENT[view]}")
    for number in range(_round_count(con) if view in IN_ROUNDS else 1):
        con.execute(f"set variable curate_round = {number}")
        con.execute(f"insert into {model.table} {model.select}")


def _round_count(con: Connection) -> int:
    (last,) = only_row(con, "select coalesce(max(round), 0) from core.remade")
    return int(last) + 1


def _finish(con: Connection) -> None:
    """Make the macros and comments of the public tables, and remember what was made."""
    _run_macros(con, "_after_*.sql")
    _comment(con)
    con.execute("delete from core.made_documents where document_id in (select document_id from core.remade)")
    con.execute(
        "insert into core.made_documents by name "
        "select document_id, content_state, seen_state, number, average_length from core.document_states "
        "where document_id in (select document_id from core.remade)"
    )
    remember(con, MADE)


def _run_macros(con: Connection, pattern: str) -> None:
    for file in sorted((MODELS / "macros").glob(pattern)):
        con.execute(file.read_text("utf-8"))


def _comment(con: Connection) -> None:
    """Describe tables and columns in the file itself, from the contract."""
    con.execute(";".join(comment for table in TABLES.values() for comment in _comments(table)))


def _comments(table: Table) -> Iterator[str]:
    name = f"curated.{identifier(table.name)}"
    yield f"comment on table {name} is {literal(table.description)}"
    for column in table.columns:
        yield f"comment on column {name}.{identifier(column.name)} is {literal(column.meaning)}"
