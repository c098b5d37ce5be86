"""Rows of Python values to Arrow tables with the types of a warehouse table, and into it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from warehouse.store import connect, migrate


@lru_cache(maxsize=1)
def _schemas() -> dict[str, pa.Schema]:
    with connect() as connection:
        migrate(connection)
        tables = connection.execute(
            "select table_schema || '.' || table_name from information_schema.tables"
        ).fetchall()
        return {
            name: connection.sql(f"select * from {name} limit 0").to_arrow_table().schema
            for (name,) in tables
        }


def table_schema(table: str) -> pa.Schema:
    """Return the Arrow schema of a warehouse table (`core.passages`) as the newest migration makes it."""
    return _schemas()[table]


def arrow_rows(table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> pa.Table:
    """Return rows, given as tuples in the order of `columns`, as an Arrow table typed like `table`."""
    schema = table_schema(table)
    values = zip(*rows, strict=True) if rows else [()] * len(columns)
    arrays = [
        _array(list(cells), schema.field(name).type) for name, cells in zip(columns, values, strict=True)
    ]
    return pa.Table.from_arrays(arrays, names=list(columns))


def _array(cells: list[Any], kind: pa.DataType) -> pa.Array:
    """Return a column; lists of plain values are laid end to end, which Arrow takes in several times faster."""
    if not pa.types.is_list(kind) or pa.types.is_nested(kind.value_type) or any(c is None for c in cells):
        return pa.array(cells, type=kind)
    values = pa.array(list(chain.from_iterable(cells)), type=kind.value_type)
    return list_column(values, np.fromiter(map(len, cells), dtype=np.int64, count=len(cells)))


def list_column(values: pa.Array, lengths: NDArray[np.int64]) -> pa.ListArray:
    """Return a column of lists: `values` holds them end to end, `lengths` says how many values each has."""
    offsets = np.concatenate(([0], np.cumsum(lengths))).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(offsets), values)


def arrow_columns(table: str, columns: Mapping[str, Any]) -> pa.Table:
    """Return columns (Arrow arrays or anything that can become one) as an Arrow table typed like `table`."""
    schema = table_schema(table)
    return pa.table(dict(columns), schema=pa.schema([schema.field(name) for name in columns]))


def arrow_mappings(table: str, rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    """Return rows, given as mappings with the same keys, as an Arrow table typed like `table`."""
    columns = list(rows[0]) if rows else list(table_schema(table).names)
    return arrow_rows(table, columns, [tuple(row[name] for name in columns) for row in rows])


@contextmanager
def registered(connection: duckdb.DuckDBPyConnection, name: str, rows: pa.Table) -> Iterator[str]:
    """Make an Arrow table known to SQL under a name while the block runs."""
    connection.register(name, rows)
    try:
        yield name
    finally:
        connection.unregister(name)


def insert_rows(connection: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    """Append an Arrow table to a warehouse table, column by name."""
    if rows.num_rows:
        with registered(connection, "incoming_rows", rows) as name:
            connection.execute(f"insert into {table} by name select * from {name}")
