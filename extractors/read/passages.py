"""From a region of a page to its passages in reading order, with links at their character offsets.

One walk over the elements of the region, without recursion. What is a block, a heading, a caption or
nothing at all is said by a `Shape`, one for each site generation.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple
from urllib.parse import urljoin

from extractors.model import Link, Passage, PassageKind
from extractors.read.markup.table import is_layout_table, table_rows
from extractors.read.markup.tree import Node, clean, plain


def names(words: str) -> frozenset[str]:
    """Return the names of a blank-separated list: tags, `.classes`, `#ids`."""
    return frozenset(words.split())


HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = names(
    "address article aside blockquote body center dd details dir div dl dt fieldset figcaption figure footer "
    "form header hr html legend li main menu ol optgroup option p pre section summary table tbody td tfoot th "
    "thead tr ul caption h1 h2 h3 h4 h5 h6"
)
# Never text of the document, whatever the site.
DROPPED = names(
    "script style template noscript head iframe object svg button input select textarea nav audio video canvas math"
)
LIST_ITEMS = frozenset({"li", "dd"})


@dataclass(frozen=True)
class Shape:
    """How the markup of a site generation is walked.

    Names are a tag (`cite`), a class (`.ilo--tags`) or an id (`#mail`). `drop` is left out with all
    it holds; `headings` are elements that are headings without being h1 to h6, with their level;
    `keep` lifts the general dropping of tags (a button that carries an accordion's heading); `plain` are
    list items that only lay out (an accordion's). With `has_link_lines` the lines of a block that are
    links and nothing else become list items of their own.
    """

    drop: frozenset[str] = frozenset()
    headings: Mapping[str, int] = field(default_factory=dict)
    captions: frozenset[str] = frozenset()
    quotations: frozenset[str] = frozenset()
    keep: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()
    has_bold_headings: bool = False
    has_layout_tables: bool = False
    has_link_lines: bool = False


class Body(NamedTuple):
    """The passages of a region (ordinals from 0) and the links inside them."""

    passages: tuple[Passage, ...] = ()
    links: tuple[Link, ...] = ()


def read_passages(
    regions: Node | Sequence[Node], shape: Shape, base_url: str, skip: Collection[Node] = ()
) -> Body:
    """Return the passages of one or several regions in reading order, empty blocks left out.

    Elements in `skip` are left out with all they hold.
    """
    writer = _Writer(shape, base_url)
    skipped = frozenset(skip)
    for region in regions if isinstance(regions, (list, tuple)) else [regions]:
        _walk(region, writer, skipped)
        writer.flush()
    return Body(tuple(_with_heading_paths(writer.passages)), tuple(writer.links))


def split_passages(
    region: Node, shape: Shape, base_url: str, at: Node, skip: Collection[Node] = ()
) -> tuple[Body, Body]:
    """Return the passages of a region before and after one of its elements, which is in neither."""
    writer = _Writer(shape, base_url)
    _walk(region, writer, frozenset([at, *skip]))
    writer.flush()
    place = writer.skipped.get(at, 0)
    whole = Body(tuple(writer.passages), tuple(writer.links))
    return without(whole, range(place, len(whole.passages))), without(whole, range(place))


def without(body: Body, ordinals: Iterable[int]) -> Body:
    """Return a body without some passages (and their links), renumbered from 0."""
    gone = set(ordinals)
    kept = [passage for passage in body.passages if passage.ordinal not in gone]
    places = {passage.ordinal: place for place, passage in enumerate(kept)}
    links = tuple(
        replace(link, passage=places[link.passage]) for link in body.links if link.passage in places
    )
    return Body(tuple(_with_heading_paths(kept)), links)


def without_loose_headings(body: Body) -> Body:
    """Return a body without headings at its end: the text under them was something else (cards, a form)."""
    end = len(body.passages)
    while end and body.passages[end - 1].kind is PassageKind.HEADING:
        end -= 1
    return without(body, range(end, len(body.passages)))


def _walk(region: Node, writer: _Writer, skip: frozenset[Node]) -> None:
    stack: list[tuple[Node, bool]] = [(region, False)]
    while stack:
        node, is_end = stack.pop()
        if is_end:
            writer.end(node)
            if node is not region:
                writer.write(node.tail)
            continue
        if node in skip:
            writer.flush()
            writer.skipped[node] = len(writer.passages)
            writer.write(node.tail)
            continue
        if not writer.start(node):
            if node is not region:
                writer.write(node.tail)
            continue
        writer.write(node.text)
        stack.append((node, True))
        stack.extend((child, False) for child in reversed(node))


class _Writer:
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
        if self._is_dropped(tag, names):
            return False
        if tag == "br":
            self._break()
            return True
        if tag == "table" and not is_layout_table(node, needs_header=self.shape.has_layout_tables):
            self._table(node)
            return False
        kind = self._kind(tag, names)
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
            link = _link(href, text, ordinal, start, end, self.base_url)
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
            link = _link(whole[start][0], line, ordinal, 0, len(line), self.base_url) if is_link else None
            if link:
                self.links.append(link)
        return True

    def _current(self) -> tuple[PassageKind, int | None]:
        return (self._kinds[-1][1], self._kinds[-1][2]) if self._kinds else (PassageKind.PARAGRAPH, None)

    def _is_bold_heading(self, text: str) -> bool:
        if not self.shape.has_bold_headings or self._plain or not text:
            return False
        return len(text) <= 120 and text[-1] not in ".,;:" and self._current()[0] is PassageKind.PARAGRAPH

    def _is_dropped(self, tag: object, names: Sequence[str]) -> bool:
        if not isinstance(tag, str):
            return True
        if tag in DROPPED and not any(name in self.shape.keep for name in (tag, *names)):
            return True
        return tag in self.shape.drop or any(name in self.shape.drop for name in names)

    def _kind(self, tag: str, names: Sequence[str]) -> tuple[PassageKind, int | None] | None:
        shape = self.shape
        for name in (*names, tag):
            if name in shape.headings:
                return PassageKind.HEADING, shape.headings[name]
            if name in shape.plain:
                return PassageKind.PARAGRAPH, None
            if name in shape.captions:
                return PassageKind.CAPTION, None
            if name in shape.quotations:
                return PassageKind.QUOTATION, None
        if tag in HEADINGS:
            return PassageKind.HEADING, HEADINGS[tag]
        if tag in LIST_ITEMS:
            return PassageKind.LIST_ITEM, None
        if tag == "blockquote":
            return PassageKind.QUOTATION, None
        if tag in ("cite", "footer") and self._current()[0] is PassageKind.QUOTATION:
            return PassageKind.CAPTION, None  # who said it, not what was said
        return (PassageKind.CAPTION, None) if tag in ("figcaption", "caption") else None

    def _table(self, table: Node) -> None:
        self.flush()
        for kind, cells in table_rows(table):
            ordinal = len(self.passages)
            self.passages.append(Passage(ordinal, kind, cells.text))
            for href, start, end in cells.links:
                link = _link(href, cells.text, ordinal, start, end, self.base_url)
                if link:
                    self.links.append(link)


def _names(node: Node) -> list[str]:
    names = node.get("class")
    found = ["." + name for name in names.split()] if names else []
    node_id = node.get("id")
    if node_id:
        found.append("#" + node_id)
    return found


def _link(href: str, text: str, passage: int, start: int, end: int, base_url: str) -> Link | None:
    end = min(end, len(text))
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    if end <= start:
        return None
    try:
        url = urljoin(base_url, clean(href))
    except ValueError:  # http://[broken
        return None
    if url.lower().startswith("javascript:"):
        return None
    return Link(url, text[start:end], passage, start, end)


def _with_heading_paths(passages: Sequence[Passage]) -> Iterable[Passage]:
    path: list[tuple[int, str]] = []
    for place, passage in enumerate(passages):
        if passage.kind is PassageKind.HEADING:
            level = passage.level or 2
            path = [entry for entry in path if entry[0] < level]
        yield replace(passage, ordinal=place, heading_path=tuple(text for _, text in path))
        if passage.kind is PassageKind.HEADING:
            path.append((passage.level or 2, passage.text))
