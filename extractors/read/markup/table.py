"""Tables: which only lay out a page, and the rows of the others, each cell with its column's header."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from extractors.model import PassageKind
from extractors.read.markup.tree import Node, clean, text_of

LAYOUT_CONTENT = frozenset({"table", "h1", "h2", "h3", "h4", "ul", "ol", "blockquote", "div", "form", "img"})


class Row(NamedTuple):
    """A row as one line, with the links in it (address, start, end)."""

    text: str
    links: tuple[tuple[str, int, int], ...]


def is_layout_table(table: Node, *, needs_header: bool = False) -> bool:
    """Whether a table lays out a page: it holds other tables, or blocks or a single cell a row and no header.

    With `needs_header` (pages of a time when everything was laid out by tables) a table without header
    cells always lays out.
    """
    if next(table.iterdescendants("table"), None) is not None:
        return True
    if next(table.iter("th", "thead"), None) is not None:
        return False
    if needs_header or not any(len(_cells(row)) > 1 for row in table.iter("tr")):
        return True
    return any(node.tag in LAYOUT_CONTENT for node in table.iterdescendants())


def table_rows(table: Node) -> Iterator[tuple[PassageKind, Row]]:
    """Yield the caption and the rows of a data table: `Header: cell | Header: cell`, or the cells alone.

    The header is the first row when its cells are all `th`; it is not a row of its own.
    """
    header: list[str] = []
    for node in table.iter("caption", "tr"):
        if node.tag == "caption":
            caption = text_of(node)
            if caption:
                yield PassageKind.CAPTION, Row(caption, ())
            continue
        cells = _cells(node)
        if not header and cells and all(cell.tag == "th" for cell in cells):
            header = [text_of(cell) for cell in cells]
            continue
        row = _row(cells, header if len(cells) == len(header) else [])
        if row.text:
            yield PassageKind.TABLE_ROW, row


def _row(cells: list[Node], header: list[str]) -> Row:
    text = ""
    links: list[tuple[str, int, int]] = []
    for place, cell in enumerate(cells):
        words = text_of(cell)
        if not words:
            continue
        label = header[place] if header else ""
        text += (" | " if text else "") + (f"{label}: " if label else "")
        links += _links(cell, words, len(text))
        text += words
    return Row(text, tuple(links))


def _links(cell: Node, words: str, offset: int) -> Iterator[tuple[str, int, int]]:
    end = 0
    for anchor in cell.iter("a"):
        label = text_of(anchor)
        start = words.find(label, end) if label and anchor.get("href") else -1
        if start >= 0:
            end = start + len(label)
            yield clean(anchor.get("href")), offset + start, offset + end


def _cells(row: Node) -> list[Node]:
    return [cell for cell in row if cell.tag in ("td", "th")]
