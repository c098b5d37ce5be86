"""From the lines of PDF pages to paragraphs in reading order.

Pure: takes the lines with their boxes as `pdf_worker` gives them. Running headers and footers go, columns
are read one after the other, hyphens at line ends are mended, a paragraph that a page or column breaks is
joined again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from extractors.read.pdf.columns import in_reading_order

LINE_END_HYPHENS = "\ufffe\x02\u00ad"
LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
# "12", "- 12 -", "Page 12 of 30", "xiv", "12 | The cost of care" (the last only where it repeats)
PAGE_NUMBER = re.compile(
    r"^\W*(?:(?:page|p\.|página|pág\.)\s*)?(?:\d{1,4}|[ivxl]{1,7})(?:\s*(?:/|of|de|sur)\s*\d+)?\W*$", re.I
)
BULLET = re.compile(r"^(?:[•●○▪■–·‣\uf0b7*]|\(?[a-z0-9]{1,2}[.)])\s+")
BULLET_SIGN = re.compile(r"^[•●○▪■‣·\uf0b7*]\s*")
SENTENCE_END = re.compile(r"[.!?:;…]['\"”’»)\]]*(?:\d{1,3})?$")
MARGIN_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class Line:
    """One line of one column: box in points, origin bottom left; `page` counts from 0."""

    text: str
    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    column: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading or list item as laid out; `size` is the font size of its first line."""

    text: str
    page: int
    size: float
    kind: str


def read_blocks(pages: Sequence[dict[str, object]]) -> list[Block]:
    """Return the blocks of a document in reading order, without running headers and footers."""
    lines = [list(_page_lines(page, number)) for number, page in enumerate(pages)]
    heights = [_number(page.get("height")) for page in pages]
    kept = _without_running_lines(lines, heights)
    ordered = [line for page in kept for line in in_reading_order(page)]
    words = _words(ordered)
    body_size = _body_size(ordered)
    return _join_broken(list(_blocks(ordered, body_size, words)), words)


def body_size_of(blocks: Iterable[Block]) -> float:
    """Return the font size in which most of the text is set."""
    sizes: Counter[float] = Counter()
    for block in blocks:
        sizes[round(block.size, 1)] += len(block.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _page_lines(page: dict[str, object], number: int) -> Iterator[Line]:
    lines = page.get("lines")
    assert isinstance(lines, list)
    for index, line in enumerate(lines):
        # Without boxes (characters outside the basic plane) the order of the file stands in.
        x0, y0, x1, y1 = line["box"] or (0.0, 10000.0 - 12 * index, 500.0, 10010.0 - 12 * index)
        text = line["text"].translate(LIGATURES)
        yield Line(text, number, x0, y0, x1, y1, line["size"] or 10.0)


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _running_key(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "0", line.text.casefold()).strip(), round(line.y0 / 6)


def _is_margin(line: Line, height: float) -> bool:
    return height > 0 and (line.y0 < height * MARGIN_SHARE or line.y1 > height * (1 - MARGIN_SHARE))


def _without_running_lines(pages: list[list[Line]], heights: list[float]) -> list[list[Line]]:
    seen: Counter[tuple[str, int]] = Counter()
    for page, height in zip(pages, heights, strict=True):
        seen.update({_running_key(line) for line in page if _is_margin(line, height)})
    kept = []
    for page, height in zip(pages, heights, strict=True):
        kept.append([line for line in page if not (_is_margin(line, height) and _is_running(line, seen))])
    return kept


def _is_running(line: Line, seen: Counter[tuple[str, int]]) -> bool:
    return seen[_running_key(line)] >= 2 or bool(PAGE_NUMBER.match(line.text))


def _body_size(lines: Iterable[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _words(lines: Iterable[Line]) -> Counter[str]:
    """Count the whole words, without the two halves of those that a line's end broke."""
    words: Counter[str] = Counter()
    was_broken = False
    for line in lines:
        found = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line.text.casefold())
        is_broken = line.text[-1] in LINE_END_HYPHENS
        words.update(found[was_broken : len(found) - is_broken])
        was_broken = is_broken
    return words


def _blocks(lines: list[Line], body_size: float, words: Counter[str]) -> Iterator[Block]:
    group: list[Line] = []
    leading = _leading(lines)
    for line in lines:
        if group and _begins_block(group, line, leading):
            yield _block(group, body_size, words)
            group = []
        group.append(line)
    if group:
        yield _block(group, body_size, words)


def _leading(lines: list[Line]) -> float:
    steps = [
        a.y0 - b.y0
        for a, b in zip(lines, lines[1:], strict=False)
        if a.page == b.page and 2 < a.y0 - b.y0 < 40
    ]
    return median(steps) if steps else 12.0


def _begins_block(group: list[Line], line: Line, leading: float) -> bool:
    last = group[-1]
    if last.page != line.page or last.column != line.column or line.y0 > last.y1:
        return True
    if abs(last.size - line.size) > 0.6 or BULLET.match(line.text):
        return True
    step = last.y0 - line.y0
    if step > max(leading, last.size) * 1.45:
        return True
    return _is_indented(group, line) or _ends_short(group, line)


def _is_indented(group: list[Line], line: Line) -> bool:
    # A first-line indent; a list item's own second line hangs under its words instead.
    is_list = bool(BULLET.match(group[0].text))
    return (
        not is_list and line.x0 - group[-1].x0 > 0.8 * line.size and bool(SENTENCE_END.search(group[-1].text))
    )


def _ends_short(group: list[Line], line: Line) -> bool:
    last = group[-1]
    right = max([last.column[1], line.x1, *(other.x1 for other in group)])
    first_word = line.text.split(" ")[0]
    room = right - last.x1
    return room > len(first_word) * last.size * 0.55 + 2 * last.size and bool(SENTENCE_END.search(last.text))


def _block(group: list[Line], body_size: float, words: Counter[str]) -> Block:
    first = group[0]
    text = ""
    for line in group:
        text = join_lines(text, line.text, words)
    kind = "paragraph"
    if BULLET.match(text) and (BULLET_SIGN.match(text) or first.size <= body_size * 1.1):
        kind, text = "list_item", BULLET_SIGN.sub("", text)
    elif first.size > body_size * 1.12 and len(text) < 250:
        kind = "heading"
    return Block(text.strip(), first.page, first.size, kind)


def join_lines(before: str, after: str, words: Counter[str]) -> str:
    """Join two lines of a paragraph, mending a word that the line's end broke.

    >>> join_lines("the vio\\ufffe", "lence", Counter())
    'the violence'
    >>> join_lines("a gender\\ufffe", "responsive plan", Counter(["gender", "responsive"]))
    'a gender-responsive plan'
    """
    if not before:
        return after
    if before[-1] not in LINE_END_HYPHENS:
        return f"{before} {after}"
    before = before[:-1]
    left = re.search(r"[^\W\d_]*$", before.casefold())
    right = re.match(r"[^\W\d_]*", after.casefold())
    assert left is not None and right is not None
    return f"{before}{'-' if _keeps_hyphen(left[0], right[0], words) else ''}{after}"


def _keeps_hyphen(left: str, right: str, words: Counter[str]) -> bool:
    if not left or not right or words[left + right]:
        return False
    return bool(words[f"{left}-{right}"]) or (
        len(left) > 2 and len(right) > 2 and bool(words[left] and words[right])
    )


def _join_broken(blocks: list[Block], words: Counter[str]) -> list[Block]:
    joined: list[Block] = []
    for block in blocks:
        if joined and _continues(joined[-1], block):
            joined[-1] = replace(joined[-1], text=join_lines(joined[-1].text, block.text, words))
        else:
            joined.append(block)
    return [replace(block, text=block.text.rstrip(LINE_END_HYPHENS)) for block in joined if block.text]


def _continues(before: Block, after: Block) -> bool:
    """Whether a page or column break parted one paragraph: no sentence ended, and no new one begins."""
    if before.kind == "heading" or after.kind != "paragraph" or abs(before.size - after.size) > 0.6:
        return False
    if before.text[-1] in LINE_END_HYPHENS:
        return True
    return not SENTENCE_END.search(before.text) and (after.text[:1].islower() or before.text.endswith(","))
