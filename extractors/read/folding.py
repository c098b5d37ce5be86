"""Text folded for comparison: lower case, no accents, plain blanks and dashes, every character in its place."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=512)
def fold(text: str) -> str:
    """Return text in lower case without accents, of the same length, blanks and dashes made plain."""
    if text.isascii():
        return text.lower()
    return "".join(_fold_character(character) for character in text)


def _fold_character(character: str) -> str:
    if character in "\u2010\u2011\u2012\u2013\u2014\u2015\u2212":
        return "-"
    if character.isspace():
        return " "
    base = unicodedata.normalize("NFD", character)[0].lower()
    return base if len(base) == 1 else character
