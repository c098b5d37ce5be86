"""`equalwork search`: documents by words, best first, with the passage that fits best."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import duckdb

from warehouse.queries import rows_of

# How many documents are ranked before the filters; more than anyone pages through.
DEPTH = 2000
SNIPPET = 220


def search_lines(
    connection: duckdb.DuckDBPyConnection, words: str, *, publisher: str | None, since: int | None, limit: int
) -> list[str]:
    """Return printable lines: for each document its title, date, address and best passage with the words marked."""
    found = rows_of(
        connection,
        "search_documents",
        words=words,
        depth=DEPTH,
        publisher=publisher,
        since=since,
        shown=limit,
    )
    if not found:
        return [f"nothing found for {words!r}"]
    return [line for row in found for line in _lines(row, words)]


def marked(text: str, words: str) -> str:
    """Return the part of a text around its first matching word, each matching word in [brackets]."""
    wanted = {_fold(word) for word in re.findall(r"\w+", words)}
    hits = [match for match in re.finditer(r"\w+", text) if _fold(match[0]) in wanted]
    start = max(0, hits[0].start() - SNIPPET // 3) if hits else 0
    end = min(len(text), start + SNIPPET)
    return "".join(_pieces(text, hits, start, end))


def _pieces(text: str, hits: list[re.Match[str]], start: int, end: int) -> Iterator[str]:
    yield "…" if start else ""
    at = start
    for hit in (hit for hit in hits if start <= hit.start() and hit.end() <= end):
        yield f"{text[at : hit.start()]}[{hit[0]}]"
        at = hit.end()
    yield text[at:end]
    yield "…" if end < len(text) else ""


def _lines(row: dict[str, Any], words: str) -> Iterator[str]:
    yield f"{row['score']:6.2f}  {row['title'] or '(no title)'}"
    yield f"        {row['published_on'] or 'undated'}, {row['publisher']}, {row['document_type']}: {row['url']}"
    if row["passage"]:
        yield f"        {marked(row['passage'], words)}"
    yield ""


def _fold(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.lower())
    return "".join(char for char in decomposed if not unicodedata.combining(char))
