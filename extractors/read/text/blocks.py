"""The blocks of a page laid out as plain text, every character with its place in the raw text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractors.read.markup.tree import BLANKS, NOTHING

# A line that ends in such a word, or goes on in lower case, was broken by the layout.
UNFINISHED = re.compile(
    r"(?:\b(?:of|on|for|the|and|in|to|with|by|at|from|a|an|de|du|des|la|le|les|et|à|au|aux|sur|pour|en|y|"
    r"el|los|"
    r"las|del|con|para|por)|&|-)$",
    re.I,
)
ENDED = re.compile(r"[.!?:;…][\"”’»)\]]*$")
BULLET = re.compile(r"^(?:[-–•●▪*]|\d{1,2}\.)\s+(?=\S)")


class Block(NamedTuple):
    """One block: its text with single blanks, and for each character its offset in the raw text."""

    text: str
    places: tuple[int, ...]
    is_item: bool = False


def read_blocks(text: str) -> list[Block]:
    """Return the blocks of a text: lines, joined where the layout broke one."""
    blocks: list[Block] = []
    is_open = False
    for line in _lines(text):
        if line is None:
            is_open = False
            continue
        bullet = BULLET.match(line.text)
        if bullet and not _is_date(line.text):
            blocks.append(_cut(line, bullet.end()))
        elif is_open and _is_broken(blocks[-1].text, line.text):
            blocks[-1] = _join(blocks[-1], line)
        else:
            blocks.append(line)
        is_open = True
    return blocks


def _lines(text: str) -> Iterator[Block | None]:
    start = 0
    for raw in text.splitlines(keepends=True):
        block = _clean(raw, start)
        yield block if block.text else None
        start += len(raw)


def _clean(raw: str, start: int) -> Block:
    characters: list[str] = []
    places: list[int] = []
    for index, character in enumerate(raw):
        if ord(character) in NOTHING:
            continue
        is_blank = character.isspace() or ord(character) in BLANKS
        if is_blank and (not characters or characters[-1] == " "):
            continue
        characters.append(" " if is_blank else character)
        places.append(start + index)
    while characters and characters[-1] == " ":
        characters.pop()
        places.pop()
    return Block("".join(characters), tuple(places))


def _is_date(text: str) -> bool:
    # "15. June 2010" is no list item.
    return bool(re.match(r"\d{1,2}\.\s+[^\W\d]+\s+\d{4}", text))


def _cut(line: Block, start: int) -> Block:
    return Block(line.text[start:], line.places[start:], True)


def _join(before: Block, after: Block) -> Block:
    gap = before.places[-1] + 1
    return Block(f"{before.text} {after.text}", (*before.places, gap, *after.places), before.is_item)


def _is_broken(before: str, after: str) -> bool:
    if ENDED.search(before):
        return False
    return after[0].islower() or bool(UNFINISHED.search(before))
