"""The result of a query as table, CSV, JSON or Parquet."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import duckdb

from extractors.errors import EqualworkError
from flows.looking.report import print_table

FORMATS = ("table", "csv", "json", "parquet")
MAX_TABLE_ROWS = 1000


class QueryProblem(EqualworkError):
    """The query cannot be run; DuckDB's own words say why."""


def write_result(connection: duckdb.DuckDBPyConnection, query: str, output: str, out: Path | None) -> None:
    """Run one query and write its result in the wanted form, to a file or standard output.

    Raises:
        QueryProblem: with DuckDB's message; the connection is read-only, so nothing can be changed.
    """
    try:
        relation = connection.sql(query)
    except duckdb.Error as error:
        raise QueryProblem(
            str(error), hint="tables and columns: docs/tables.md, or `show all tables`"
        ) from None
    if relation is None:
        return
    WRITERS[output](relation, out)


def _write_table(relation: Any, out: Path | None) -> None:
    rows = relation.fetchmany(MAX_TABLE_ROWS + 1)
    title = f"first {MAX_TABLE_ROWS} rows" if len(rows) > MAX_TABLE_ROWS else ""
    shown = [[_plain(value) for value in row] for row in rows[:MAX_TABLE_ROWS]]
    print_table(title, relation.columns, shown)


def _write_csv(relation: Any, out: Path | None) -> None:
    text = relation.df().to_csv(index=False)
    _write(text.encode("utf-8"), out)


def _write_json(relation: Any, out: Path | None) -> None:
    names = relation.columns
    rows = [dict(zip(names, map(_plain, row), strict=True)) for row in relation.fetchall()]
    _write((json.dumps(rows, ensure_ascii=False, indent=1, default=str) + "\n").encode("utf-8"), out)


def _write_parquet(relation: Any, out: Path | None) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    if out is None and sys.stdout.isatty():
        raise QueryProblem("Parquet is not for a terminal", hint="give a file with --out")
    sink = pa.BufferOutputStream()
    pq.write_table(relation.to_arrow_table(), sink)
    _write(sink.getvalue().to_pybytes(), out)


def _write(data: bytes, out: Path | None) -> None:
    if out is None:
        sys.stdout.buffer.write(data)
        return
    out.write_bytes(data)


def _plain(value: Any) -> Any:
    return (
        "; ".join(map(str, value))
        if isinstance(value, list) and all(isinstance(v, str) for v in value)
        else value
    )


WRITERS = {"table": _write_table, "csv": _write_csv, "json": _write_json, "parquet": _write_parquet}
