"""The words of the topics, by language: one gazetteer over terms and word lists, and the rules over the lists."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from transforms.gazetteer import Case, Gazetteer, Name, fold, fold_text
from transforms.vocabulary import read_yaml, topics

# A sentence that says it with words of several lists says it within so many characters.
_FARTHEST_REST = 60


@dataclass(frozen=True, slots=True)
class TopicTerm:
    """A term that begins with a stem of the gazetteer; `rest` is what must follow in folded text.

    `topic_id` is null for a word that only stands in lists; `lists` are the numbers of those.
    """

    topic_id: str | None
    is_strong: bool
    rest: re.Pattern[str] | None
    lists: tuple[int, ...] = ()

    def end_in(self, text: str, end: int) -> int | None:
        """Where the term ends whose stem ends at `end`; null when the rest does not follow."""
        if self.rest is None:
            return end
        tail = fold_text(text[end : end + _FARTHEST_REST])
        follows = self.rest.match(tail.folded)
        return None if follows is None else end + tail.span(0, follows.end())[1]


class TopicRule(NamedTuple):
    """A topic that a sentence is about when it holds a word of each of the lists."""

    topic_id: str
    lists: tuple[int, ...]


class TopicWords(NamedTuple):
    """What is looked for in one language; `rules` are filed under the list that is rarest in texts."""

    terms: Gazetteer[tuple[TopicTerm, ...]]
    rules: Mapping[int, Sequence[TopicRule]]


@lru_cache(maxsize=4)
def topic_words(language: str) -> TopicWords:
    """The words of one of the languages `en`, `fr`, `es`."""
    numbers: dict[tuple[str, ...], int] = {}
    rules: dict[int, list[TopicRule]] = defaultdict(list)
    for topic_id, words in _together(language):
        lists = tuple(numbers.setdefault(each, len(numbers)) for each in words)
        # The shortest list is the rarest one.
        key = lists[min(range(len(words)), key=lambda at: len(words[at]))]
        rules[key].append(TopicRule(topic_id, lists))
    return TopicWords(_gazetteer(language, numbers), rules)


def _together(language: str) -> Iterator[tuple[str, list[tuple[str, ...]]]]:
    shared = read_yaml("topic_words.yml")[language]
    for topic in topics():
        for rule in topic.together.get(language, ()):
            yield topic.topic_id, [_expanded(words, shared) for words in rule]


def _expanded(words: Sequence[str], shared: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The words with `@women` replaced by the list of that name."""
    return tuple(word for each in words for word in (shared[each[1:]] if each.startswith("@") else (each,)))


def _gazetteer(language: str, numbers: Mapping[tuple[str, ...], int]) -> Gazetteer[tuple[TopicTerm, ...]]:
    by_stem: dict[tuple[str, bool, Case], list[TopicTerm]] = defaultdict(list)
    for topic in topics():
        for is_strong, group in ((True, topic.terms), (False, topic.weak_terms)):
            for term in group.get(language, ()):
                stem, is_stem, case, rest = _parsed(term)
                by_stem[stem, is_stem, case].append(TopicTerm(topic.topic_id, is_strong, rest))
    for term, lists in _lists_by_term(numbers).items():
        stem, is_stem, case, rest = _parsed(term)
        by_stem[stem, is_stem, case].append(TopicTerm(None, False, rest, lists))
    return Gazetteer(
        Name(stem, tuple(terms), case, is_stem) for (stem, is_stem, case), terms in by_stem.items()
    )


def _lists_by_term(numbers: Mapping[tuple[str, ...], int]) -> dict[str, tuple[int, ...]]:
    lists: dict[str, tuple[int, ...]] = {}
    for words, number in numbers.items():
        for word in dict.fromkeys(words):
            lists[word] = (*lists.get(word, ()), number)
    return lists


def _parsed(term: str) -> tuple[str, bool, Case, re.Pattern[str] | None]:
    """Stem, whether any ending fits, which capitals, and what must follow: `accident* du travail`."""
    is_exact = term.startswith("=") or term.rstrip("*").isupper()
    stem, star, rest = term.lstrip("=").partition("*")
    pattern = re.compile(re.escape(fold(rest)).replace(r"\*", r"\w*") + r"(?!\w)") if rest else None
    return fold(stem) if not is_exact else stem, bool(star), Case.EXACT if is_exact else Case.ANY, pattern
