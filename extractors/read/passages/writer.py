"""Collects text into blocks and closes blocks into passages."""

from __future__ import annotations

from extractors.model import Link, Passage, PassageKind
from extractors.read.markup.table import is_layout_table, table_rows
from extractors.read.markup.tree import Node, plain
from extractors.read.passages.links import read_link
from extractors.read.passages.shape import BLOCKS, Kind, Shape


class BlockWriter:
    """Collects text into the current block and closes blocks into passages."""

    def __init__(self, shape: Shape, base_url: str) -> None:
        self.shape = shape
        self.base_url = base_url
        self.passages: list[Passage] = []
        self.links: list[Link] = []
        self.skipped: dict[Node, int] = {}
        self._parts: list[str] = []
        self._length = 0
        self._kinds: list[tuple[Node, PassageKind, int | None]] = []
        self._anchors: list[tuple[Node, int]] = []
        self._found: list[tuple[str, int, int]] = []
        self._plain = 0  # characters of the block outside bold
        self._bold = 0  # depth of b, strong
        self._breaks = 0
        self._line_ends: list[int] = []

    def start(self, node: Node) -> bool:
        """Open an element; false when it and all it holds is left out."""
        tag = node.tag
        names = _names(node)
        if self.shape.is_dropped(tag, names):
            return False
        if tag == "br":
            self._break()
            return True
        if tag == "table" and not is_layout_table(node, needs_header=self.shape.has_layout_tables):
            self._table(node)
            return False
        kind = self.shape.kind_of(tag, names, is_quoted=self._current()[0] is PassageKind.QUOTATION)
        if kind or tag in BLOCKS:
            self.flush()
        if kind:
            self._kinds.append((node, *kind))
        if tag == "a" and node.get("href") and not node.get("href").startswith("#"):
            self._anchors.append((node, self._length))
        if tag in ("b", "strong"):
            self._bold += 1
        return True

    def end(self, node: Node) -> None:
        """Close an element that was opened."""
        tag = node.tag
        if tag in ("b", "strong"):
            self._bold -= 1
        if self._anchors and self._anchors[-1][0] is node:
            _, start = self._anchors.pop()
            self._found.append((node.get("href"), start, self._length))
        is_kind = bool(self._kinds) and self._kinds[-1][0] is node
        if is_kind or tag in BLOCKS:
            self.flush()
        if is_kind:
            self._kinds.pop()

    def write(self, text: str | None) -> None:
        """Add text to the current block, single blanks between words."""
        if not text:
            return
        text = plain(text)
        words = " ".join(text.split())
        ends_blank = not self._parts or self._parts[-1].endswith(" ")
        if not words:
            if text and not ends_blank:
                self._add(" ")
            return
        self._breaks = 0
        if text[0].isspace() and not ends_blank:
            words = " " + words
        if text[-1].isspace():
            words += " "
        self._add(words)
        if not self._bold:
            self._plain += len(words.strip())

    def flush(self) -> None:
        """Close the current block into a passage, if it has any text."""
        self._breaks = 0
        text = "".join(self._parts).rstrip()
        if text and not self._split_lines(text):
            self._passage(text)
        self._line_ends.clear()
        self._parts.clear()
        self._found.clear()
        self._anchors = [(node, 0) for node, _ in self._anchors]
        self._length = self._plain = 0

    def _add(self, words: str) -> None:
        self._parts.append(words)
        self._length += len(words)

    def _break(self) -> None:
        # <b>Services</b><br>The unit offers ...: the line break ends the heading.
        if self._parts and not self._bold and self._is_bold_heading("".join(self._parts).rstrip()):
            self.flush()
            return
        if self._parts and not self._parts[-1].endswith(" "):
            self._add(" ")
        self._breaks += 1
        self._line_ends.append(self._length)
        if self._breaks >= 2:
            self.flush()

    def _passage(self, text: str) -> None:
        kind, level = self._current()
        if kind is PassageKind.PARAGRAPH and self._is_bold_heading(text):
            kind, level = PassageKind.HEADING, 3
        ordinal = len(self.passages)
        self.passages.append(Passage(ordinal, kind, text, level=level))
        open_links = [(node.get("href"), start, self._length) for node, start in self._anchors]
        for href, start, end in self._found + open_links:
            link = read_link(href, text, ordinal, start, end, self.base_url)
            if link:
                self.links.append(link)

    def _split_lines(self, text: str) -> bool:
        """Make passages of lines that are one link each: <b>See also</b><br><a>...</a><br><a>...</a>."""
        if not self.shape.has_link_lines or not self._line_ends or not self._found:
            return False
        starts = [0, *(end for end in self._line_ends if end < len(text))]
        lines = [
            (start, text[start:end].rstrip())
            for start, end in zip(starts, [*starts[1:], len(text)], strict=True)
        ]
        whole = {start: (href, end) for href, start, end in self._found}
        linked = [start for start, line in lines if start in whole and whole[start][1] - start >= len(line)]
        if len(linked) < max(1, len(lines) - 1) or (linked and lines[0][0] in linked and len(lines) < 2):
            return False
        for start, line in lines:
            if not line:
                continue
            is_link = start in linked
            ordinal = len(self.passages)
            kind = PassageKind.LIST_ITEM if is_link else PassageKind.HEADING
            self.passages.append(Passage(ordinal, kind, line, level=None if is_link else 3))
            link = read_link(whole[start][0], line, ordinal, 0, len(line), self.base_url) if is_link else None
            if link:
                self.links.append(link)
        return True

    def _current(self) -> Kind:
        return (self._kinds[-1][1], self._kinds[-1][2]) if self._kinds else (PassageKind.PARAGRAPH, None)

    def _is_bold_heading(self, text: str) -> bool:
        if not self.shape.has_bold_headings or self._plain or not text:
            return False
        return len(text) <= 120 and text[-1] not in ".,;:" and self._current()[0] is PassageKind.PARAGRAPH

    def _table(self, table: Node) -> None:
        self.flush()
        for kind, cells in table_rows(table):
            ordinal = len(self.passages)
            self.passages.append(Passage(ordinal, kind, cells.text))
            for href, start, end in cells.links:
                link = read_link(href, cells.text, ordinal, start, end, self.base_url)
                if link:
                    self.links.append(link)


def _names(node: Node) -> list[str]:
    names = node.get("class")
    found = ["." + name for name in names.split()] if names else []
    node_id = node.get("id")
    if node_id:
        found.append("#" + node_id)
    return found
