"""A link as it stands in the words of a passage."""

from __future__ import annotations

from urllib.parse import urljoin

from extractors.model import Link
from extractors.read.markup.tree import clean


def read_link(href: str, text: str, passage: int, start: int, end: int, base_url: str) -> Link | None:
    """Return a link with the words it covers, blanks at its ends left out; None for one that covers or leads nowhere."""
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
