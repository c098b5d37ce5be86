"""Finds the names of a vocabulary in a text, whatever their accents, dashes or capitals.

Names and text are folded (case, accents, typographic marks) and searched with one Aho-Corasick
automaton; offsets lead back to the characters of the original text. Only whole words count, and of
overlapping names the longest one that begins first wins.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

import ahocorasick

T = TypeVar("T")


class Case(StrEnum):
    """Which capitals a name needs in the text to count.

    `any`: none. `capital`: the first letter is a capital (so "turkey" and "chad" are no countries).
    `exact`: as in the vocabulary, accents apart (so "who" is not the WHO, but "Who" is not either).
    """

    ANY = "any"
    CAPITAL = "capital"
    EXACT = "exact"


@dataclass(frozen=True, slots=True)
class Name(Generic[T]):
    """One spelling to look for, and what it stands for."""

    text: str
    value: T
    case: Case = Case.CAPITAL


class Match(NamedTuple, Generic[T]):
    """A name found: `text[start:end] == surface` in the characters of the original text."""

    start: int
    end: int
    surface: str
    value: T


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A text beside its folded form; `offsets` is None when both have the same length throughout."""

    original: str
    folded: str
    offsets: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original for a span of the folded text, marks that combine included."""
        if self.offsets is None:
            return start, end
        last = self.offsets[end - 1] + 1
        while last < len(self.original) and unicodedata.combining(self.original[last]):
            last += 1
        return self.offsets[start], last


# Typographic forms that mean the same letter or mark; every target is one character.
_MARKS = {
    **dict.fromkeys("‘’‚‛ʼ´`′", "'"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u00a0\u2007\u2009\u202f\t\n\r", " "),
    **dict(zip("øØłŁđĐıİ", "oollddii", strict=True)),
}
_LONGER = {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss"}


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    """The folded form of one character; empty for marks that combine and for soft hyphens."""
    if character in _MARKS:
        return _MARKS[character]
    if character in _LONGER:
        return _LONGER[character]
    if unicodedata.combining(character) or character in "\u00ad\u200b\u200c\u200d\ufeff":
        return ""
    base = unicodedata.normalize("NFD", character)[0].lower()
    # "İ".lower() has two characters: keep to one, so that most texts need no offsets.
    return base[0]


class _Table(dict[int, str]):
    """A translation table that fills itself."""

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code))
        self[code] = folded
        return folded


_TABLE = _Table()
# Plain letters and marks stay as they are.
_NOT_PLAIN = re.compile(r"[^ -_a-~]")
# So many different other letters has no text in Latin script.
_MANY = 60


def _folded(text: str) -> str:
    if text.isascii():
        # A plain text rarely has any of these: looking for each is faster than a table for every letter.
        return text.replace("`", "'").replace("\t", " ").replace("\n", " ").replace("\r", " ").lower()
    # In order, for a letter such as "ǽ" becomes another one of them.
    others = sorted({*_NOT_PLAIN.findall(text)})
    if len(others) > _MANY:
        return text.translate(_TABLE).lower()
    for character in others:
        text = text.replace(character, _TABLE[ord(character)])
    return text.lower()


def fold(text: str) -> str:
    """`text` in lower case, without accents, with plain marks and blanks."""
    return _fold_short(text) if len(text) <= _SHORT else _folded(text)


# Names and words come again and again, whole passages do not.
_SHORT = 60


@lru_cache(maxsize=8192)
def _fold_short(text: str) -> str:
    return _folded(text)


@lru_cache(maxsize=512)
def fold_text(text: str) -> FoldedText:
    """`text` with its folded form and, where lengths differ, the way back to its characters."""
    folded = _folded(text)
    if len(folded) == len(text) and (text.isascii() or not any(letter in text for letter in _LONGER)):
        return FoldedText(text, folded)
    pieces = [_TABLE[ord(character)] for character in text]
    offsets = tuple(at for at, piece in enumerate(pieces) for _ in piece)
    return FoldedText(text, "".join(pieces), offsets)


def fold_piece(text: str, start: int, end: int) -> str:
    """`text[start:end]` folded; of a text that was folded before it costs no more than the piece."""
    folded = fold_text(text)
    return folded.folded[start:end] if folded.offsets is None else fold(text[start:end])


def is_word_boundary(text: str, at: int) -> bool:
    """Whether a word may begin or end between `text[at - 1]` and `text[at]`.

    Words that a careless page glued together count as two where a capital follows a small letter:
    `président duNigeria`, `End of the storyGeneva`.
    """
    if at <= 0 or at >= len(text):
        return True
    before, after = text[at - 1], text[at]
    if not (before.isalnum() and (after.isalnum() or unicodedata.combining(after))):
        return True
    return before.islower() and after.isupper() and at + 1 < len(text) and text[at + 1].islower()


def longest_first(matches: Sequence[Match[T]]) -> list[Match[T]]:
    """The matches without overlaps: the one that begins first wins, of those the longest."""
    if len(matches) < 2:
        return [*matches]
    kept: list[Match[T]] = []
    for match in sorted(matches, key=lambda match: (match.start, -match.end)):
        if not kept or match.start >= kept[-1].end:
            kept.append(match)
    return kept


class Gazetteer(Generic[T]):
    """An automaton over names. Built once, used from every thread; finding changes nothing in it."""

    def __init__(self, names: Iterable[Name[T]]) -> None:
        """Of names with the same folded form, the first that the capitals allow is found."""
        by_key: dict[str, list[Name[T]]] = {}
        for name in names:
            by_key.setdefault(fold(name.text), []).append(name)
        by_key.pop("", None)
        self._automaton = ahocorasick.Automaton()
        for key, group in by_key.items():
            self._automaton.add_word(key, (len(key), tuple(group)))
        self._is_empty = not by_key
        self._automaton.make_automaton()

    def find(self, text: str | FoldedText) -> list[Match[T]]:
        """Names in reading order, without overlaps (longest match)."""
        return longest_first(self.find_all(text))

    def find_all(self, text: str | FoldedText) -> list[Match[T]]:
        """Every name at every place, overlapping ones too, in the order of their ends."""
        if self._is_empty:
            return []
        folded = text if isinstance(text, FoldedText) else fold_text(text)
        found: list[Match[T]] = []
        letters, original = folded.folded, folded.original
        has_offsets = folded.offsets is not None
        for last, (length, group) in self._automaton.iter(letters):
            at = last + 1 - length
            # Most matches begin in the middle of a word: passed over before anything is made of them.
            is_inside = at > 0 and letters[at - 1].isalnum()
            if is_inside and not (has_offsets or original[at].isupper()):
                continue
            start, end = folded.span(at, last + 1)
            if not (is_inside or has_offsets) or is_word_boundary(original, start):
                found.extend(_fitting(group, original, start, end))
        return found


def _fitting(group: Sequence[Name[T]], text: str, start: int, end: int) -> list[Match[T]]:
    """The first name of the group whose capitals fit as a match, if it ends where a word does."""
    if not is_word_boundary(text, end):
        return []
    surface = text[start:end]
    for name in group:
        if _has_case(surface, name):
            return [Match(start, end, surface, name.value)]
    return []


def _has_case(surface: str, name: Name[T]) -> bool:
    if name.case is Case.ANY:
        return True
    if name.case is Case.CAPITAL:
        return surface[:1].isupper() or not surface[:1].isalpha()
    return _without_accents(surface) == _without_accents(name.text)


@lru_cache(maxsize=16384)
def _without_accents(text: str) -> str:
    """`text` folded except for its capitals."""
    return "".join(
        folded.upper() if character.isupper() else folded
        for character in text
        for folded in [_TABLE[ord(character)]]
    )
