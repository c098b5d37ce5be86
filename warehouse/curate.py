"""Run the models: core tables to curated tables, each one SQL file, in the order of their references.

A model is a file `models/<table>.sql` (a curated table) or `models/core/<table>.sql` (a table in between)
with one SELECT; what it reads decides when it runs. `models/macros/*.sql` are statements: macros that
models use (no underscore in front) run first, macros over curated tables (`_after_*.sql`) last.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from time import perf_counter

import duckdb
import sqlglot
from sqlglot import exp

from extractors.errors import ContractViolation
from warehouse.contract import TABLES, Table
from warehouse.sql import identifier, literal
from warehouse.store import transaction
from warehouse.works import write_reuse_components, write_work_components

log = logging.getLogger(__name__)
Connection = duckdb.DuckDBPyConnection
MODELS = Path(__file__).parent / "models"


@dataclass(frozen=True, slots=True)
class Model:
    """How one table is made: by a SELECT, or by a function of the connection."""

    table: str
    reads: frozenset[str]
    select: str | None = None
    write: Callable[[Connection], None] | None = None

    @property
    def is_public(self) -> bool:
        """Whether it makes a table of the contract, and not one in between."""
        return self.table.startswith("curated.")


# What SQL alone would do slowly: connected components.
WRITTEN = (
    Model("core.work_components", frozenset({"core.work_links"}), write=write_work_components),
    Model("core.reuse_components", frozenset({"core.reuse_pairs"}), write=write_reuse_components),
)


def curate(con: Connection, *, only: set[str] | None = None) -> Mapping[str, float]:
    """Make every curated table anew, all in one transaction; return the seconds that each table took.

    `only` limits the work to some tables (`documents` or `curated.documents`) and what they are made from.

    Raises:
        ContractViolation: a model reads a table that nothing makes, or models read each other in a circle.
    """
    seconds: dict[str, float] = {}
    wanted = _wanted(models(), only)
    _run_macros(con, "[!_]*.sql")
    # The planner knows nothing of the size of a table that its own transaction made (it guesses 0 rows and
    # may compare all with all), so the tables in between are committed one by one before the public ones.
    _run_all(con, [model for model in wanted if not model.is_public], seconds)
    with transaction(con):
        _run_all(con, [model for model in wanted if model.is_public], seconds)
        if only is None:
            _run_macros(con, "_after_*.sql")
            _comment(con)
    return seconds


def _run_all(con: Connection, wanted: Sequence[Model], seconds: dict[str, float]) -> None:
    for model in wanted:
        started = perf_counter()
        _run(con, model)
        seconds[model.table] = perf_counter() - started
        log.debug("%s made in %.2f s", model.table, seconds[model.table])


@lru_cache(maxsize=1)
def models() -> tuple[Model, ...]:
    """Return all models, each after those that it reads."""
    known = {model.table: model for model in (*_read_models(), *WRITTEN)}
    graph = {name: sorted(model.reads & known.keys()) for name, model in sorted(known.items())}
    try:
        order = tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        raise ContractViolation(f"models read each other in a circle: {' → '.join(error.args[1])}") from None
    return tuple(known[name] for name in order)


def _read_models() -> list[Model]:
    files = [("core", file) for file in (MODELS / "core").glob("*.sql")]
    files += [("curated", file) for file in MODELS.glob("*.sql")]
    return [_read_model(schema, file) for schema, file in sorted(files)]


def _read_model(schema: str, file: Path) -> Model:
    select = file.read_text("utf-8")
    (tree,) = sqlglot.parse(select, read="duckdb")
    if not isinstance(tree, exp.Query):
        raise ContractViolation(f"{file.name} is not one SELECT", hint="a model file holds one query")
    reads = {f"{table.db}.{table.name}" for table in tree.find_all(exp.Table) if table.db}
    if schema == "core" and any(name.startswith("curated.") for name in reads):
        raise ContractViolation(f"{file.name} is a table in between and reads a public one")
    return Model(f"{schema}.{file.stem}", frozenset(reads), select=select)


def _wanted(ordered: tuple[Model, ...], only: set[str] | None) -> list[Model]:
    if only is None:
        return list(ordered)
    wanted = {name if "." in name else f"curated.{name}" for name in only}
    unknown = wanted - {model.table for model in ordered}
    if unknown:
        raise ContractViolation(f"no model makes {', '.join(sorted(unknown))}")
    for model in reversed(ordered):
        if model.table in wanted:
            wanted |= model.reads
    return [model for model in ordered if model.table in wanted]


def _run(con: Connection, model: Model) -> None:
    if model.write is not None:
        model.write(con)
        return
    try:
        con.execute(f"create or replace table {model.table} as {model.select}")
    except duckdb.Error as error:
        raise ContractViolation(f"the model of {model.table} failed: {error}") from error


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
