"""The words of elements: single blanks, no zero-width characters, nothing of scripts and templates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

Node = Any  # an lxml element; readers use it only through `tree` and `passages`

BLANKS = frozenset(
    map(
        ord,
        "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
    )
)
NOTHING = frozenset(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"))
# str.split() knows NBSP and the thin spaces as blanks; these it does not: zero-width, soft hyphen, marks.
ZERO_WIDTH = re.compile("[" + "".join(map(chr, NOTHING)) + "]")
NO_TEXT = frozenset({"script", "style", "template", "noscript", "head"})


def clean(text: str | None) -> str:
    """Return text with single blanks: NBSP and thin spaces are blanks, zero-width characters go."""
    return " ".join(plain(text).split()) if text else ""


def plain(text: str) -> str:
    """Return text without zero-width characters."""
    return text if text.isascii() else ZERO_WIDTH.sub("", text)


def text_of(node: Node) -> str:
    """Return the normalised text of an element; a line break is a blank."""
    if len(node) == 0:
        return clean(node.text)
    if next(node.iter("br", *NO_TEXT), None) is None:
        return clean("".join(node.itertext()))
    return clean("".join(_texts(node)))


def own_text(node: Node) -> str:
    """Return the normalised text of an element without that of its children."""
    return clean(" ".join([node.text or "", *(child.tail or "" for child in node)]))


def attribute(node: Node | None, name: str) -> str | None:
    """Return a normalised attribute, null when the element, the attribute or its value is missing."""
    return (clean(node.get(name)) or None) if node is not None else None


def _texts(node: Node) -> Iterable[str]:
    stack: list[Any] = [node]
    while stack:
        piece = stack.pop()
        if isinstance(piece, str):
            yield piece
            continue
        if piece is not node and piece.tail:
            stack.append(piece.tail)
        if piece.tag == "br":
            yield " "
        if piece.tag not in NO_TEXT or piece is node:
            stack.extend(reversed(piece))
            if piece.text:
                yield piece.text
