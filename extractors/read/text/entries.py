"""The blocks of a page in plain text as passages: which kind each is, and what is printed twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.model import Passage, PassageKind
from extractors.read.text.blocks import Block
from extractors.read.text.layout import Layout, is_sentence


def entries_of(layout: Layout) -> Iterator[tuple[PassageKind, Block]]:
    """Yield the blocks of the page in reading order, each with its kind; a lead that the text repeats is left out."""
    head = ((PassageKind.KICKER, layout.kicker), (PassageKind.TITLE, layout.title))
    yield from ((kind, block) for kind, block in head if block)
    if layout.lead and not _is_lead_again(layout):
        yield PassageKind.SUMMARY, layout.lead[0]
        # A lead of several blocks is the beginning of the text.
        yield from ((PassageKind.PARAGRAPH, block) for block in layout.lead[1:])
    for place, block in enumerate(layout.body):
        following = layout.body[place + 1] if place + 1 < len(layout.body) else None
        yield _kind(block, following), block


def _kind(block: Block, following: Block | None) -> PassageKind:
    if block.is_item:
        return PassageKind.LIST_ITEM
    if following is None or is_sentence(block.text) or len(block.text) > 110:
        return PassageKind.PARAGRAPH
    is_open = not re.search(r"[.:;,!?…][\"”’»)\]]*$", block.text)
    is_heading = is_open and (len(following.text) > len(block.text) or following.is_item)
    return PassageKind.HEADING if is_heading and len(block.text.split()) <= 14 else PassageKind.PARAGRAPH


def passages_of(entries: Sequence[tuple[PassageKind, Block]]) -> Iterator[Passage]:
    """Yield entries as passages, each with the heading that it stands under."""
    heading: tuple[str, ...] = ()
    for ordinal, (kind, block) in enumerate(entries):
        is_heading = kind is PassageKind.HEADING
        yield Passage(ordinal, kind, block.text, () if is_heading else heading, 2 if is_heading else None)
        heading = (block.text,) if is_heading else heading


def lead_of(layout: Layout) -> str | None:
    """Return the lead of a page, or None."""
    return layout.lead[0].text if layout.lead else None


def _is_lead_again(layout: Layout) -> bool:
    first = next((block.text for block in layout.body if not block.is_item), "")
    return bool(layout.lead) and layout.lead[0].text in first


def repeats_of(layout: Layout, passages: Sequence[Passage]) -> Iterator[tuple[int, int, int, int]]:
    """Yield (passage, start, end, raw start) of the lead where the first paragraph prints it again."""
    if not _is_lead_again(layout):
        return
    lead = layout.lead[0]
    for passage in passages:
        start = passage.text.find(lead.text)
        if start >= 0:
            yield passage.ordinal, start, start + len(lead.text), lead.places[0]
            return
