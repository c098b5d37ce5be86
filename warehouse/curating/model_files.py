"""The models: which table each makes, what it reads, and in which order they run.

A model is a file with one SELECT; what it reads decides when it runs: `models/<table>.sql` makes a curated
table, `models/core/<table>.sql` a table in between, and `models/core/views/<view>.sql` a view. A few tables in
between are made by a function.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Literal

import duckdb
import sqlglot
from sqlglot import exp

from extractors.errors import ContractViolation
from warehouse.curating.made import MODELS
from warehouse.curating.reuse import write_reuse_components, write_reuse_pairs
from warehouse.curating.words import write_words
from warehouse.curating.works import write_work_components

Connection = duckdb.DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class Model:
    """How one table (or view) is made: by a SELECT, or by a function of the connection."""

    table: str
    reads: frozenset[str]
    select: str | None = None
    kind: Literal["table", "view"] = "table"
    write: Callable[[Connection], None] | None = None

    @property
    def is_public(self) -> bool:
        """Whether it makes a table of the contract, and not one in between."""
        return self.table.startswith("curated.")


WRITTEN = (
    # What SQL alone would do slowly: connected components.
    Model("core.work_components", frozenset({"core.work_links"}), write=write_work_components),
    Model("core.reuse_components", frozenset({"core.reuse_pairs"}), write=write_reuse_components),
    # What takes several steps, and goes on from where it stopped the last time.
    Model("core.reuse_pairs", frozenset({"core.documents"}), write=write_reuse_pairs),
    Model("core.words", frozenset({"core.remade_words"}), write=write_words),
)


@lru_cache(maxsize=1)
def models() -> tuple[Model, ...]:
    """Return all models, each after those that it reads.

    Raises:
        ContractViolation: models read each other in a circle.
    """
    known = {model.table: model for model in (*_read_models(), *WRITTEN)}
    graph = {name: model.reads & known.keys() for name, model in known.items()}
    try:
        return tuple(known[name] for name in _in_order(graph))
    except CycleError as error:
        raise ContractViolation(f"models read each other in a circle: {' → '.join(error.args[1])}") from None


def _in_order(graph: Mapping[str, Set[str]]) -> Iterator[str]:
    """Yield each name after those it depends on, and of several the one that fewest others depend on.

    So `documents`, which many read, comes late: its texts stay in memory until the commit.
    """
    readers = Counter(name for reads in graph.values() for name in reads)
    sorter = TopologicalSorter(graph)
    sorter.prepare()
    waiting: set[str] = set()
    while sorter.is_active():
        waiting.update(sorter.get_ready())
        name = min(waiting, key=lambda name: (readers[name], name))
        waiting.remove(name)
        yield name
        sorter.done(name)


def wanted_models(only: Iterable[str]) -> list[Model]:
    """Return the models of some tables (`documents` or `curated.documents`) and of what these are made from.

    Raises:
        ContractViolation: no model makes one of them.
    """
    wanted = {name if "." in name else f"curated.{name}" for name in only}
    unknown = wanted - {model.table for model in models()}
    if unknown:
        raise ContractViolation(f"no model makes {', '.join(sorted(unknown))}")
    for model in reversed(models()):
        if model.table in wanted:
            wanted |= model.reads
    return [model for model in models() if model.table in wanted]


def _read_models() -> list[Model]:
    core = MODELS / "core"
    found = [_read_model("core", "table", file) for file in core.glob("*.sql")]
    found += [_read_model("core", "view", file) for file in (core / "views").glob("*.sql")]
    return found + [_read_model("curated", "table", file) for file in MODELS.glob("*.sql")]


def _read_model(schema: str, kind: Literal["table", "view"], file: Path) -> Model:
    select = file.read_text("utf-8")
    (tree,) = sqlglot.parse(select, read="duckdb")
    if not isinstance(tree, exp.Query):
        raise ContractViolation(f"{file.name} is not one SELECT", hint="a model file holds one query")
    reads = {f"{table.db}.{table.name}" for table in tree.find_all(exp.Table) if table.db}
    if schema == "core" and any(name.startswith("curated.") for name in reads):
        raise ContractViolation(f"{file.name} is a table in between and reads a public one")
    return Model(f"{schema}.{file.stem}", frozenset(reads), select, kind)
