"""Markup nested thousands of levels deep, made flat before it is parsed: lxml gives up at 2,048 levels."""

from __future__ import annotations

import re
from typing import NamedTuple

# <div class="a">   </td>
TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)(?:\s[^<>]*)?>")
VOID = frozenset(
    {
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    }
)
# Tags that pages leave open rightly; the others, left open, only nest.
OPTIONAL_END = frozenset(
    {
        "html",
        "head",
        "body",
        "p",
        "li",
        "dt",
        "dd",
        "tr",
        "td",
        "th",
        "tbody",
        "thead",
        "tfoot",
        "option",
        "colgroup",
    }
)
# How far up an end tag looks for its start tag: overlapping inline tags are nearer than that.
REACH = 64


class _Tag(NamedTuple):
    start: int
    end: int
    is_end: bool
    name: str


def unwrap(text: str, depth: int) -> str:
    """Return markup without the tags (not the text) of elements nested deeper than `depth`.

    Tags that are never closed go wherever they stand, so that ten thousand unclosed ones before an
    article do not take the article with them. Linear in the length of the text.
    """
    tags = [
        _Tag(match.start(), match.end(), bool(match[1]), match[2].lower())
        for match in TAG.finditer(text)
        if match[2].lower() not in VOID and not match[0].endswith("/>")
    ]
    partners = _partners(tags)
    out: list[str] = []
    end = 0
    for place in _dropped(tags, partners, depth):
        out.append(text[end : tags[place].start])
        end = tags[place].end
    return "".join([*out, text[end:]])


def _partners(tags: list[_Tag]) -> dict[int, int]:
    """The place of each start tag's end tag."""
    partners: dict[int, int] = {}
    stack: list[int] = []
    for place, tag in enumerate(tags):
        if not tag.is_end:
            stack.append(place)
            continue
        for back in range(1, min(REACH, len(stack)) + 1):
            if tags[stack[-back]].name == tag.name:
                partners[stack[-back]] = place
                del stack[-back:]
                break
    return partners


def _dropped(tags: list[_Tag], partners: dict[int, int], depth: int) -> list[int]:
    ends = set(partners.values())
    kept_ends: set[int] = set()
    dropped: list[int] = []
    level = 0
    for place, tag in enumerate(tags):
        if tag.is_end:
            if place in kept_ends:
                level -= 1
            elif place in ends or tag.name not in OPTIONAL_END:
                dropped.append(place)
        elif place in partners and level < depth:
            level += 1
            kept_ends.add(partners[place])
        elif place in partners or tag.name not in OPTIONAL_END:
            dropped.append(place)
    return dropped
