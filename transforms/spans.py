"""Small words about places in a text: spans of passages, and where sentences begin and end."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from operator import itemgetter

from extractors.findings import Span
from extractors.model import Passage

# "Mr. Somavia", "No. 189", "Sra. Paz", "U.N. Women", "J. Johnson": a full stop that ends no sentence.
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|Nos|Sr|Sra|Srta|Hon|Rev|Jr|Art|vs|cf|núms?|nums?|Núms?|Mme|Mlle|MM|Ltd|Inc)"
    r"|\b[A-Z])\.$"
)
_LONGEST_ABBREVIATION = 4
_NEAR = 40
# A stop, or a closing mark with a word glued to it; the pattern opens with the set of both to be fast.
_END = re.compile(
    r"[.!?…\"”»](?:(?<=[.!?…])[.!?…]*[\"”»’')\]]*(?=\s+[\"“«„‘(¿¡\[A-ZÀ-ÞİŞ\d–—-]|[A-ZÀ-Þ“][a-zà-ÿ])"
    r"|(?<=[\"”»])(?=[A-Z][a-z]))"
)


def span_of(passage: Passage, start: int, end: int) -> Span:
    """The span of `passage.text[start:end]`."""
    return Span(passage.ordinal, start, end, passage.text[start:end])


def before(text: str, at: int) -> str:
    """The few words before `at`, enough to see what they lead to."""
    return text[max(0, at - _NEAR) : at]


@lru_cache(maxsize=1024)
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each sentence, blanks around it left out; together they hold all words."""
    cuts = [match.end() for match in _END.finditer(text) if not _is_abbreviation(text, match.end())]
    edges = [0, *cuts, len(text)]
    found = [_trimmed(text, start, end) for start, end in zip(edges, edges[1:], strict=False)]
    return tuple((start, end) for start, end in found if start < end)


def sentence_at(text: str, at: int) -> tuple[int, int]:
    """The sentence that holds the character `at`; the whole text where none does."""
    found = sentences(text)
    index = bisect_right(found, at, key=itemgetter(1))
    if index == len(found):
        return 0, len(text)
    start, end = found[index]
    return min(start, at), end


def _is_abbreviation(text: str, end: int) -> bool:
    # No abbreviation has so many letters, most last words have.
    if end > _LONGEST_ABBREVIATION + 1 and text[end - _LONGEST_ABBREVIATION - 2 : end - 1].isalpha():
        return False
    return bool(_ABBREVIATION.search(text[max(0, end - 8) : end]))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
