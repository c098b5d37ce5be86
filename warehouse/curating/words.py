"""The words of the full-text index with their numbers, kept from night to night."""

from __future__ import annotations

import duckdb

from warehouse.queries import statement


def write_words(con: duckdb.DuckDBPyConnection) -> None:
    """Add the words of the documents that are made anew to `core.words`."""
    con.execute(statement("words_add"))
