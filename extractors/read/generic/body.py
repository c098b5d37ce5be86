"""The main text of any page, found by `trafilatura`, as passages with the links that stand in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import lxml.etree as etree
import trafilatura

from extractors.model import Link, Passage, PassageKind
from extractors.read.markup.tree import Html, clean, text_of
from extractors.read.material import Material
from extractors.read.passages.body import Body

KINDS = {
    "p": PassageKind.PARAGRAPH,
    "head": PassageKind.HEADING,
    "item": PassageKind.LIST_ITEM,
    "quote": PassageKind.QUOTATION,
    "row": PassageKind.TABLE_ROW,
    "ab": PassageKind.PARAGRAPH,
    "code": PassageKind.PARAGRAPH,
}
# trafilatura takes four seconds for five megabytes: from a larger page the frame is cut out before.
MAX_CHARACTERS = 1_000_000
FRAME = ("script", "style", "nav", "template", "svg", "form", "select", "footer", "noscript", "iframe")


def read_generic_body(material: Material) -> Body:
    """Return the passages of the main text; empty when none is found."""
    text = material.decoded.text
    found: Any = trafilatura.bare_extraction(
        text if len(text) <= MAX_CHARACTERS else _without_frame(material.html)
    )
    if found is None or found.body is None:
        return Body()
    passages = tuple(_passages(found.body))
    return Body(passages, tuple(_links(material.html, passages)))


def _without_frame(html: Html) -> str:
    root = deepcopy(html.root)
    etree.strip_elements(root, *FRAME, with_tail=False)
    return str(etree.tostring(root, encoding="unicode", method="html"))


def _passages(body: Any) -> Iterator[Passage]:
    path: list[tuple[int, str]] = []
    for ordinal, (kind, text, level) in enumerate(_blocks(body)):
        if level is not None:
            path = [entry for entry in path if entry[0] < level]
        yield Passage(ordinal, kind, text, tuple(words for _, words in path), level)
        if level is not None:
            path.append((level, text))


def _blocks(body: Any) -> Iterator[tuple[PassageKind, str, int | None]]:
    stack = list(reversed(body))
    while stack:
        node = stack.pop()
        kind = KINDS.get(node.tag)
        if kind is None or _holds_blocks(node, kind):
            own = clean(node.text)
            if own:
                yield PassageKind.PARAGRAPH, own, None
            stack.extend(reversed(node))
        else:
            text = _row(node) if kind is PassageKind.TABLE_ROW else _text(node)
            if text:
                yield kind, text, _level(node) if kind is PassageKind.HEADING else None
        tail = clean(node.tail)
        if tail:
            yield PassageKind.PARAGRAPH, tail, None


def _holds_blocks(node: Any, kind: PassageKind) -> bool:
    return kind is not PassageKind.TABLE_ROW and any(
        child.tag in KINDS or child.tag in ("list", "table") for child in node.iterdescendants()
    )


def _text(node: Any) -> str:
    return clean("".join(_in_order(node)))


def _in_order(node: Any) -> Iterator[str]:
    yield node.text or ""
    for child in node:
        # A line break or a block within a cell parts words.
        gap = " " if child.tag == "lb" or child.tag in KINDS else ""
        yield gap
        yield from _in_order(child)
        yield gap
        yield child.tail or ""


def _row(node: Any) -> str:
    return " | ".join(text for cell in node for text in [_text(cell)] if text)


def _level(node: Any) -> int:
    level = re.search(r"[1-6]", node.get("rend") or "")
    return int(level[0]) if level else 2


def _links(html: Html, passages: tuple[Passage, ...]) -> Iterator[Link]:
    """The page's links whose words stand in a passage, each at its first place not taken yet."""
    place: dict[int, int] = {}
    for anchor in html.many("a[href]"):
        words, url = text_of(anchor), html.absolute(anchor.get("href"))
        if len(words) < 4 or not url or not url.startswith(("http", "mailto:")):
            continue
        for passage in passages:
            start = passage.text.find(words, place.get(passage.ordinal, 0))
            if start >= 0 and (start == 0 or not passage.text[start - 1].isalnum()):
                place[passage.ordinal] = start + len(words)
                yield Link(url, words, passage.ordinal, start, start + len(words))
                break
