"""Pieces of markup without parsing it: elements left out, the words of one; plain finds, nothing quadratic."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

_TAG = re.compile(r"<[^<>]*>")


def without_elements(text: str, names: Iterable[str]) -> str:
    """The text without the elements of these names and all they hold.

    One pass a name with plain finds: a page full of unclosed elements must not take quadratic time.
    """
    for name in names:
        text = _without_element(text, name)
    return text


def _without_element(text: str, name: str) -> str:
    lower, kept, at = text.lower(), [], 0
    for match in re.finditer(rf"<{name}[\s>/]", lower):
        if match.start() < at:
            continue
        end = lower.find(f"</{name}", match.end())
        if end < 0:
            break
        kept.append(text[at : match.start()])
        at = lower.find(">", end) + 1 or len(text)
    kept.append(text[at:])
    return " ".join(kept)


def without_comments(text: str) -> str:
    """The text without its comments."""
    kept, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept.append(text[at:start])
        at = end + 3
    kept.append(text[at:])
    return " ".join(kept)


def words_of(text: str, opening: str, closing: str) -> str:
    """The words of the first element that begins and ends so; plain finds, so that nothing is quadratic."""
    lower = text.lower()
    start = lower.find(">", lower.find(opening)) if opening in lower else -1
    end = lower.find(closing, start)
    return plain_words(text[start + 1 : end]) if start >= 0 and end >= 0 else ""


def plain_words(markup: str) -> str:
    """The words of some markup in lower case, entities resolved, apostrophes made plain."""
    return " ".join(html.unescape(_TAG.sub(" ", markup)).lower().replace("’", "'").split())
