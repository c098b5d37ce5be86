"""The reading order of the lines of one PDF page: columns one after the other, tables row by row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.read.pdf.layout import Line

MIN_COLUMN_LINES = 4
# Columns of running text fill their width; the cells of a table do not.
MIN_FILL = 0.5


def in_reading_order(lines: list[Line]) -> list[Line]:
    """Return the lines of a page in reading order, each with the x-range of its column."""
    if not lines:
        return []
    return list(_ordered(lines, min(line.x0 for line in lines), max(line.x1 for line in lines)))


def _ordered(lines: list[Line], left: float, right: float) -> Iterator[Line]:
    gutter = _gutter(lines, left, right)
    if gutter is None:
        yield from _rows(lines, left, right)
        return
    for band, is_parted in _bands(lines, gutter):
        if is_parted:
            yield from _ordered([line for line in band if line.x1 <= gutter], left, gutter)
            yield from _ordered([line for line in band if line.x0 >= gutter], gutter, right)
        else:
            yield from _rows(band, left, right)


def _gutter(lines: list[Line], left: float, right: float) -> float | None:
    """Return the x of a vertical blank that parts running text, or None."""
    width = right - left
    if width <= 0 or len(lines) < 2 * MIN_COLUMN_LINES:
        return None
    candidates = sorted(
        {line.x0 - 1 for line in lines if left + 0.2 * width < line.x0 < right - 0.15 * width}
    )
    best: tuple[int, float] | None = None
    for x in candidates:
        crossing = sum(1 for line in lines if line.x0 < x < line.x1)
        if _is_gutter(lines, x, crossing, left, right) and (best is None or crossing < best[0]):
            best = (crossing, x)
    return best[1] if best else None


def _is_gutter(lines: list[Line], x: float, crossing: int, left: float, right: float) -> bool:
    before = [line for line in lines if line.x1 <= x]
    after = [line for line in lines if line.x0 >= x]
    if min(len(before), len(after)) < MIN_COLUMN_LINES or crossing > 0.4 * len(lines):
        return False
    return _fill(before, left, x) >= MIN_FILL and _fill(after, x, right) >= MIN_FILL


def _fill(lines: list[Line], left: float, right: float) -> float:
    return median(line.x1 - line.x0 for line in lines) / (right - left) if right > left else 0.0


def _bands(lines: list[Line], gutter: float) -> Iterator[tuple[list[Line], bool]]:
    """Cut the page at the lines that cross the gutter: a title over both columns, a wide table."""
    band: list[Line] = []
    was_crossing = False
    for line in sorted(lines, key=lambda line: -line.y1):
        is_crossing = line.x0 < gutter < line.x1
        if band and is_crossing != was_crossing:
            yield band, not was_crossing
            band = []
        band.append(line)
        was_crossing = is_crossing
    if band:
        yield band, not was_crossing


def _rows(lines: list[Line], left: float, right: float) -> Iterator[Line]:
    """Top to bottom; pieces on one base line (a table's cells, a leader's page number) left to right."""
    row: list[Line] = []
    for line in sorted(lines, key=lambda line: (-line.y0, line.x0)):
        if row and row[0].y0 - line.y0 > 0.5 * min(row[0].size, line.size):
            yield _merge(row, left, right)
            row = []
        row.append(line)
    if row:
        yield _merge(row, left, right)


def _merge(row: list[Line], left: float, right: float) -> Line:
    pieces = sorted(row, key=lambda line: line.x0)
    text = " ".join(piece.text for piece in pieces)
    return replace(
        pieces[0],
        text=text,
        x1=max(piece.x1 for piece in pieces),
        y1=max(piece.y1 for piece in pieces),
        column=(left, right),
    )
