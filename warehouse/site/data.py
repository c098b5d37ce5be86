"""Reads rows for the pages: each question stands in a `.sql` file of `queries/`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

Connection = duckdb.DuckDBPyConnection
Row = dict[str, Any]
FOLDER = Path(__file__).parent / "queries"
# Documents whose rows are in memory at one time.
BATCH = 1000


@cache
def statement(name: str) -> str:
    """Return the text of a query of the site."""
    return (FOLDER / f"{name}.sql").read_text("utf-8")


def rows(con: Connection, name: str, **parameters: Any) -> list[Row]:
    """Return the rows of a query as dictionaries; `parameters` fill its `$name` places."""
    cursor = con.execute(statement(name), parameters)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def grouped(con: Connection, name: str, key: str, **parameters: Any) -> dict[str, list[Row]]:
    """Return the rows of a query by the value of one column, which is taken out of them."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows(con, name, **parameters):
        found[row.pop(key)].append(row)
    return found


def ranges(ids: Sequence[str], size: int = BATCH) -> Iterator[tuple[str, str]]:
    """Yield first and last of runs of ids that are in order: the tables are sorted by document."""
    for start in range(0, len(ids), size):
        part = ids[start : start + size]
        yield part[0], part[-1]
