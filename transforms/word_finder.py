"""Finds in one pass where a text holds words that begin as one of many listed expressions does.

What is found are places where a dear comparison is worth while: whoever asks compares the text itself there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import ahocorasick

from transforms.gazetteer import FoldedText, fold

# A blank for each plain character that is no letter or digit; the bytes of all others stay.
_BLANKS = bytes(code if code > 127 or chr(code).isalnum() else 32 for code in range(256))
_NOT_PLAIN = re.compile(r"[^\x00-\x7f]")


@lru_cache(maxsize=512)
def spaced(folded: str) -> str:
    """A folded text with blanks for all marks, and one more at each end: every word stands between two."""
    others = () if folded.isascii() else {*_NOT_PLAIN.findall(folded)}
    for character in others:
        if not character.isalnum():
            folded = folded.replace(character, " ")
    # Bytes are translated ten times as fast as characters.
    plain = folded.encode("utf-8", "surrogatepass").translate(_BLANKS).decode("utf-8", "surrogatepass")
    return f" {plain} "


class WordFinder:
    """An automaton over expressions; a star leaves the ending of a word open, what follows it is not compared."""

    def __init__(self, expressions: Iterable[str]) -> None:
        self._automaton = ahocorasick.Automaton()
        for expression in expressions:
            beginning, star, _ = fold(expression).partition("*")
            key = spaced(beginning)[: -1 if star else None]
            if key.strip():
                self._automaton.add_word(key, len(key))
        self._automaton.make_automaton()

    def starts(self, text: FoldedText) -> list[int]:
        """Where in the folded text an expression begins, each place once, in reading order."""
        # The blank before the text makes places in it one more, the one before the expression one less.
        found = {last - length + 1 for last, length in self._automaton.iter(spaced(text.folded))}
        return sorted(found)
