"""Small words of SQL: names and texts in statements that take no parameters, and the one row of a result."""

from __future__ import annotations

from typing import Any

import duckdb


def identifier(name: str) -> str:
    """Return a name as a quoted SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Return a text as a quoted SQL string."""
    return "'" + text.replace("'", "''") + "'"


def only_row(con: duckdb.DuckDBPyConnection, query: str, parameters: object = None) -> tuple[Any, ...]:
    """Return the one row of a query, read to its end: DuckDB 2.0 refuses other work on a half-read result."""
    [row] = con.execute(query, parameters).fetchall()
    return tuple(row)
