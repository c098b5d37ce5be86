"""The entries of a listing in plain text: a type word, a title, a line with date and place."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.model import ListingItem
from extractors.read.dates.find import find_dates
from extractors.read.document_type import type_of_word
from extractors.read.text.blocks import Block
from extractors.read.text.layout import Layout

LONGEST_DATE_LINE = 120


def read_items(layout: Layout, url: str) -> Iterator[ListingItem]:
    """Yield the entries in order; the address of an entry is not printed, so a fragment stands for it."""
    kicker: str | None = None
    title: str | None = None
    count = 0
    for block in layout.blocks:
        if block is layout.title:
            continue
        date_line = _date_line(block)
        if type_of_word(block.text) and not date_line:
            kicker, title = block.text, None
        elif date_line and title:
            count += 1
            found = find_dates(block.text)[0]
            place = block.text[found.end :].strip(" ,|") or None
            yield ListingItem(f"{url}#item-{count}", title, found.first, kicker, place)
            kicker = title = None
        elif not date_line and (title is None or kicker is None):
            title = block.text


def _date_line(block: Block) -> bool:
    if len(block.text) > LONGEST_DATE_LINE:
        return False
    found = find_dates(block.text)
    return bool(found) and found[0].start < 4 and found[0].first.precision == "day"
