"""The text of a document as blocks for its page: all of it, or what a short extract may show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from warehouse.site.data import Row
from warehouse.site.licences import extract

HEAD = frozenset({"kicker", "title", "summary"})
# Of a text that may not be printed in full, the words around its first paragraphs are shown.
EXTRACTS = 3
# A page stays far under 500 KB: the text of a whole book is in its file, not here.
MOST_BLOCKS = 400
MOST_CHARACTERS = 150_000


class Block(NamedTuple):
    """Blocks of one kind that stand together: a list, a table, or one paragraph."""

    kind: str
    items: tuple[tuple[int, str], ...]
    level: int


def text_blocks(passages: Sequence[Row], quotes: Sequence[Row], *, is_open: bool) -> list[Block]:
    """Return the blocks of the body; short extracts only where the licence does not allow more."""
    body = [row for row in passages if row["kind"] not in HEAD]
    shown = list(_bounded(body)) if is_open else _extracts(body, quotes)
    return list(_blocks(shown))


def _bounded(body: Sequence[Row]) -> Iterator[Row]:
    characters = 0
    for row in body[:MOST_BLOCKS]:
        characters += len(row["text"])
        if characters > MOST_CHARACTERS:
            return
        yield row


def _extracts(body: Sequence[Row], quotes: Sequence[Row]) -> list[Row]:
    quoted = {quote["ordinal"] for quote in quotes}
    paragraphs = [row for row in body if row["kind"] == "paragraph" and row["ordinal"] not in quoted]
    return [row | {"text": extract(row["text"])} for row in paragraphs[:EXTRACTS]]


def _blocks(body: Sequence[Row]) -> Iterator[Block]:
    for (kind, _, depth), rows in groupby(enumerate(body), key=_together):
        # Level 2 is the heading of the section that holds the text.
        yield Block(kind, tuple((row["ordinal"], row["text"]) for _, row in rows), min(3 + depth, 6))


def _together(entry: tuple[int, Row]) -> tuple[str, int, int]:
    """Return what keeps blocks together: list items and table rows in a row, every other block alone."""
    place, row = entry
    alone = -1 if row["kind"] in ("list_item", "table_row") else place
    return row["kind"], alone, row["depth"] if row["kind"] == "heading" else 0
