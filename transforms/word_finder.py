"""Finds in one pass where a text holds words that begin as one of many listed expressions does.

What is found are places where a dear comparison is worth while: whoever asks compares the text itself there.
"""

from __future__ import annotations

from collections.abc import Iterable

import ahocorasick

from transforms.gazetteer import FoldedText, fold


class _Blanks(dict[int, str]):
    """A translation table that fills itself: a blank for whatever is no letter or digit."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        self[code] = character if character.isalnum() else " "
        return self[code]


_BLANKS = _Blanks()


def _spaced(folded: str) -> str:
    """A folded text with blanks for all marks, and one more at each end: every word stands between two."""
    return f" {folded.translate(_BLANKS)} "


class WordFinder:
    """An automaton over expressions; a star leaves the ending of a word open, what follows it is not compared."""

    def __init__(self, expressions: Iterable[str]) -> None:
        self._automaton = ahocorasick.Automaton()
        for expression in expressions:
            beginning, star, _ = fold(expression).partition("*")
            key = _spaced(beginning)[: -1 if star else None]
            if key.strip():
                self._automaton.add_word(key, len(key))
        self._automaton.make_automaton()

    def starts(self, text: FoldedText) -> list[int]:
        """Where in the folded text an expression begins, each place once, in reading order."""
        # The blank before the text makes places in it one more, the one before the expression one less.
        found = {last - length + 1 for last, length in self._automaton.iter(_spaced(text.folded))}
        return sorted(found)
