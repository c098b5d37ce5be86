"""The heads of roles: offices such as "Director-General", and what people do, such as "welder"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from transforms.alternation import alternation
from transforms.gazetteer import fold_text
from transforms.vocabulary import read_yaml
from transforms.word_finder import WordFinder

_HYPHEN = r"-\s?"
_WORD = re.compile(r"[^\W\d_]+")
_OPENS = re.compile(r"(?:^|[.!?:”»•*–—-]\s)$")
_PREFIXES = ("co", "vice", "ex", "sub", "sous")


@lru_cache(maxsize=1)
def offices() -> frozenset[str]:
    """The heads that count whatever their capitals, in small letters."""
    return frozenset(
        head.lower() for heads in read_yaml("role_words.yml")["heads"].values() for head in heads
    )


@lru_cache(maxsize=1)
def occupations() -> frozenset[str]:
    """What people do for a living, in small letters, in the three languages."""
    return frozenset(
        word for groups in read_yaml("occupations.yml").values() for group in groups for word in group
    )


@lru_cache(maxsize=1)
def role_head() -> re.Pattern[str]:
    """Matches the head of a role, plural forms too: offices whatever their capitals, occupations in small letters."""
    # "Director- General" is printed too; "exministra", "co-presidentes".
    any_case = {"-": _HYPHEN, **{letter: f"[{letter}{letter.upper()}]" for letter in _letters()}}
    heads = rf"(?:{alternation(_PREFIXES, any_case)}-?)?(?:{alternation(offices(), any_case)})"
    return re.compile(rf"\b(?:{heads}|{alternation(occupations() - offices())})(?:s|es)?\b")


@lru_cache(maxsize=8192)
def is_head(words: str) -> bool:
    """Whether a few words are the head of a role and nothing else."""
    return role_head().fullmatch(words) is not None


def _letters() -> Iterator[str]:
    """The letters of offices; both forms as a set are passed over faster than one whose case is ignored."""
    return filter(str.isalpha, {*"".join(offices()), *"".join(_PREFIXES)})


@lru_cache(maxsize=64)
def heads_in(text: str) -> tuple[re.Match[str], ...]:
    """The heads in a passage in reading order, which every name in it asks for."""
    found: list[re.Match[str]] = []
    for at in _starts(text):
        if not found or found[-1].end() <= at:
            head = _head_at(text, at)
            found += [head] if head else []
    return tuple(found)


def _starts(text: str) -> list[int]:
    """Where the words stand with which a head can begin."""
    folded = fold_text(text)
    places = (folded.span(at, at + 1)[0] for at in _first_word_finder().starts(folded))
    return [at for at in places if (word := _WORD.match(text, at)) and word[0] in _first_words()]


def _head_at(text: str, at: int) -> re.Match[str] | None:
    """The head that begins with the word at a place of the text, if one does."""
    head = role_head().match(text, at)
    if head or not text[at].isupper() or not opens_sentence(text, at):
        return head
    return _opening_head().match(text, at)


def opens_sentence(text: str, at: int) -> bool:
    """Whether a sentence, a line or a quotation begins at `at`."""
    return bool(_OPENS.search(text, max(0, at - 4), at))


def heads_before(text: str, at: int) -> Iterator[re.Match[str]]:
    """The heads that end before `at`, the nearest first."""
    heads = heads_in(text)
    for index in range(bisect_right(heads, at, key=re.Match.end) - 1, -1, -1):
        yield heads[index]


@lru_cache(maxsize=1)
def _opening_head() -> re.Pattern[str]:
    """Matches an occupation with the capital of a sentence's first word: "Mère de trois enfants, X"."""
    return re.compile(rf"(?:{alternation(word[0].upper() + word[1:] for word in occupations())})(?:s|es)?\b")


@lru_cache(maxsize=1)
def _first_word_finder() -> WordFinder:
    return WordFinder([*_plain_first_words(), *(f"{prefix}*" for prefix in _PREFIXES)])


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    """The words with which a head can begin: most words of a text cannot, and a set is asked faster than a pattern."""
    plain = _plain_first_words()
    small = {*plain, *_PREFIXES, *(prefix + first for prefix in _PREFIXES for first in plain)}
    return frozenset(form for word in small for form in (word, word.capitalize(), word.upper()))


@lru_cache(maxsize=1)
def _plain_first_words() -> frozenset[str]:
    """The same in small letters, without prefixes."""
    firsts = {_WORD.findall(head)[0] for head in offices() | occupations()}
    return frozenset(first + ending for first in firsts for ending in ("", "s", "es"))
