"""Named statements of the loader, the flows and the command line: each a `.sql` file beside this module."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from warehouse.gate import turn_to_write

FOLDER = Path(__file__).parent


@cache
def statement(name: str) -> str:
    """Return the text of a named query.

    Raises:
        FileNotFoundError: there is no such file; a mistake in the code, not in the data.
    """
    return (FOLDER / f"{name}.sql").read_text("utf-8")


def rows_of(connection: duckdb.DuckDBPyConnection, name: str, **parameters: Any) -> list[dict[str, Any]]:
    """Return the rows of a named query as dictionaries; `parameters` fill its `$name` places."""
    cursor = connection.execute(statement(name), parameters)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def change(connection: duckdb.DuckDBPyConnection, name: str, **parameters: Any) -> None:
    """Run a named statement that changes rows; in a shared warehouse it waits for its turn."""
    with turn_to_write(connection):
        connection.execute(statement(name), parameters)
