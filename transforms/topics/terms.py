"""The words of the topics, by language: terms, word lists, and the rules over the lists.

A text holds hundreds of words and a language thousands of terms, few of which begin alike; so one pass
finds where terms may begin, and only those that begin with the word there are compared.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from transforms.gazetteer import FoldedText, fold
from transforms.vocabulary import read_yaml, topics
from transforms.word_finder import WordFinder, spaced


class TopicTerm(NamedTuple):
    """What a term stands for: evidence of a topic, or a word of the lists with these numbers."""

    topic_id: str | None
    is_strong: bool
    lists: tuple[int, ...] = ()


class TopicRule(NamedTuple):
    """A topic that a sentence is about when it holds a word of each of the lists; `needed` is their set."""

    topic_id: str
    lists: tuple[int, ...]
    needed: frozenset[int]


# Start and end of a term in the text, and what it stands for.
Found = tuple[int, int, TopicTerm]


@dataclass(frozen=True, slots=True)
class _Spelling:
    """Terms behind their first word; `rest` is what must follow the word, `exact` the letters it needs.

    In `rest` a star stands for any ending of a word; `head` is what goes before the first one. `second` are
    the first letters of the word that must come next; null where any may.
    """

    terms: Sequence[TopicTerm]
    head: str
    rest: str
    exact: str | None
    second: str | None


class _Spellings(NamedTuple):
    """The terms that begin with one word: `sure` are those of the word alone, `free` those that must be
    compared whatever the next word is, the others are filed by its first letters.
    """

    sure: Sequence[TopicTerm]
    free: Sequence[_Spelling]
    by_second: Mapping[str, Sequence[_Spelling]]


# So many letters of the next word tell most terms apart, whatever its ending.
_LETTERS = 3


_WORD = re.compile(r"[^\W_]+|%")
# The first letters of the next one.
_NEXT = re.compile(rf"[^\w%]*([^\W_]{{1,{_LETTERS}}}|%)")


class TopicWords:
    """What is looked for in one language; `rules` are filed under the list that is rarest in texts."""

    def __init__(self, spelled: Mapping[str, Sequence[TopicTerm]], rules: Mapping[int, Sequence[TopicRule]]):
        """`spelled` are the terms by their spelling in the vocabulary."""
        self.rules = rules
        self._words: dict[str, list[_Spelling]] = defaultdict(list)
        self._stems: dict[str, list[_Spelling]] = defaultdict(list)
        for text, terms in spelled.items():
            self._add(text, terms)
        self._lengths = sorted({len(stem) for stem in self._stems})
        self._spellings = lru_cache(maxsize=16384)(self._look_up)
        self._finder = WordFinder(text.lstrip("=") for text in spelled)

    def _add(self, text: str, terms: Sequence[TopicTerm]) -> None:
        plain = text.lstrip("=")
        is_exact = plain != text or text.rstrip("*").isupper()
        folded = fold(plain)
        first = _WORD.match(folded)
        if first is None:
            return
        rest = folded[first.end() :]
        is_stem = rest.startswith("*")
        exact = plain.rstrip("*") if is_exact else None
        follows = rest[1:] if is_stem else rest
        head = follows.partition("*")[0]
        spelling = _Spelling(terms, head, follows, exact, None if is_stem else _second(rest))
        (self._stems if is_stem else self._words)[first[0]].append(spelling)

    def _look_up(self, word: str) -> _Spellings | None:
        found = list(self._words.get(word, ()))
        for length in self._lengths:
            if length <= len(word):
                found += self._stems.get(word[:length], ())
        if not found:
            return None
        by_second: dict[str, list[_Spelling]] = defaultdict(list)
        for each in found:
            if each.second:
                by_second[each.second].append(each)
        sure = [term for each in found if not each.rest and not each.exact for term in each.terms]
        free = [each for each in found if not each.second and (each.rest or each.exact)]
        return _Spellings(_merged(sure), free, dict(by_second))

    def find(self, text: FoldedText) -> list[Found]:
        """Every term at every place, overlapping ones too, in reading order."""
        found: list[Found] = []
        folded, blanked = text.folded, spaced(text.folded)
        for start in self._starts(text):
            # The blank before the text makes places in it one more; a percent sign is a blank, too.
            end = blanked.find(" ", start + 1) - 1
            end = end if end > start else start + 1
            spellings = self._spellings(folded[start:end])
            if spellings is None:
                continue
            if spellings.sure:
                place = text.span(start, end)
                for term in spellings.sure:
                    found.append((*place, term))  # noqa: PERF401  (mostly one: a comprehension costs more)
            if spellings.free:
                found += _fitting(text, start, end, spellings.free)
            several = spellings.by_second.get(_letters_behind(folded, end)) if spellings.by_second else None
            if several:
                found += _fitting(text, start, end, several)
        return found

    def _starts(self, text: FoldedText) -> list[int]:
        """Where in the folded text a term may begin; a percent sign is a word too."""
        starts = self._finder.starts(text)
        if "%" not in text.folded or "%" not in self._words:
            return starts
        return sorted([*starts, *(at for at, character in enumerate(text.folded) if character == "%")])


def _letters_behind(folded: str, end: int) -> str:
    """The first letters of the word behind a place; none where none follows."""
    letters = folded[end + 1 : end + 1 + _LETTERS]
    if letters.isalpha() and folded[end] == " " and len(letters) == _LETTERS:
        return letters  # as most words are long and a blank apart
    following = _NEXT.match(folded, end)
    return following[1] if following else ""


def _merged(terms: Sequence[TopicTerm]) -> list[TopicTerm]:
    """The terms with one for all the lists that the word stands in."""
    numbers = dict.fromkeys(number for each in terms for number in each.lists)
    kept = list(dict.fromkeys(each for each in terms if each.topic_id))
    return [*kept, TopicTerm(None, False, tuple(numbers))] if numbers else kept


def _fitting(text: FoldedText, start: int, end: int, spellings: Sequence[_Spelling]) -> Iterator[Found]:
    """The terms whose first word stands between the two places of the folded text."""
    folded = text.folded
    for spelling in spellings:
        last = _end_of(spelling, folded, end) if folded.startswith(spelling.head, end) else None
        if last is None:
            continue
        place = text.span(start, last)
        if spelling.exact is None or text.original.startswith(spelling.exact, place[0]):
            for term in spelling.terms:
                yield *place, term


def _end_of(spelling: _Spelling, folded: str, at: int) -> int | None:
    """Where a term ends whose rest begins with its head at a place; None where the whole does not stand there."""
    rest = spelling.rest
    if len(spelling.head) < len(rest):
        follows = _pattern(rest).match(folded, at)
        return follows.end() if follows else None
    end = at + len(rest)
    return None if rest and _is_letter(folded[end : end + 1]) else end


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_"


def _second(rest: str) -> str | None:
    """The first letters of the next word of a term; null where it has none or a stem shorter than that."""
    word = _WORD.search(rest)
    if word is None or (len(word[0]) < _LETTERS and rest[word.end() :].startswith("*")):
        return None
    return word[0][:_LETTERS]


@lru_cache(maxsize=4096)
def _pattern(rest: str) -> re.Pattern[str]:
    """What must follow the first word: `* du travail` any ending of a word at each star."""
    return re.compile(re.escape(rest).replace(r"\*", r"\w*") + r"(?!\w)")


@lru_cache(maxsize=4)
def topic_words(language: str) -> TopicWords:
    """The words of one of the languages `en`, `fr`, `es`."""
    numbers: dict[tuple[str, ...], int] = {}
    rules: dict[int, list[TopicRule]] = defaultdict(list)
    for topic_id, words in _together(language):
        lists = tuple(numbers.setdefault(each, len(numbers)) for each in words)
        # The shortest list is the rarest one.
        key = lists[min(range(len(words)), key=lambda at: len(words[at]))]
        rules[key].append(TopicRule(topic_id, lists, frozenset(lists)))
    return TopicWords(_spelled(language, numbers), rules)


def _together(language: str) -> Iterator[tuple[str, list[tuple[str, ...]]]]:
    shared = read_yaml("topic_words.yml")[language]
    for topic in topics():
        for rule in topic.together.get(language, ()):
            yield topic.topic_id, [_expanded(words, shared) for words in rule]


def _expanded(words: Sequence[str], shared: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The words with `@women` replaced by the list of that name."""
    return tuple(word for each in words for word in (shared[each[1:]] if each.startswith("@") else (each,)))


def _spelled(language: str, numbers: Mapping[tuple[str, ...], int]) -> dict[str, list[TopicTerm]]:
    spelled: dict[str, list[TopicTerm]] = defaultdict(list)
    for topic in topics():
        for is_strong, group in ((True, topic.terms), (False, topic.weak_terms)):
            for text in group.get(language, ()):
                spelled[text].append(TopicTerm(topic.topic_id, is_strong))
    lists: dict[str, dict[int, None]] = defaultdict(dict)
    for words, number in numbers.items():
        for word in words:
            lists[word][number] = None
    for word, held in lists.items():
        spelled[word].append(TopicTerm(None, False, tuple(held)))
    return spelled
