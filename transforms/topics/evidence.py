"""The places of a passage that speak for topics: terms, and sentences that say it with several words."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from extractors.model import HEAD_KINDS, Passage, PassageKind
from transforms.gazetteer import fold_text
from transforms.spans import sentences
from transforms.topics.mentions import is_aside, is_in_name, is_landmark, is_one_person
from transforms.topics.terms import Found, TopicRule, TopicWords, topic_words

HEAD_WEIGHT, TERM_WEIGHT, HALF = 0.65, 0.5, 0.3

# Words that say it together stand close: longer sentences speak of several things. By number of lists.
_FARTHEST = {1: 60, 2: 80, 3: 130, 4: 160}

_HEADS = HEAD_KINDS - {PassageKind.SUMMARY} | {PassageKind.HEADING}

Place = tuple[int, int]


class Evidence(NamedTuple):
    """One place that speaks for a topic, with its weight."""

    topic_id: str
    passage: Passage
    start: int
    end: int
    weight: float
    rule: str


def evidence_in(passage: Passage, language: str, names: Sequence[Place]) -> list[Evidence]:
    """The evidence of one passage in reading order; places of one topic that overlap are one.

    `names` are the places of names, whose words are not taken for the subject itself.
    """
    if is_aside(passage.text):
        return []
    words = topic_words(language if language in {"en", "fr", "es"} else "en")
    found = words.find(fold_text(passage.text))
    best: dict[str, list[Evidence]] = defaultdict(list)
    for evidence in (*_of_terms(passage, language, found, names), *_of_rules(passage, found, names, words)):
        _keep(best[evidence.topic_id], evidence)
    every = (each for kept in best.values() for each in kept)
    return sorted(every, key=lambda each: (each.start, each.topic_id))


def _keep(kept: list[Evidence], evidence: Evidence) -> None:
    """Overlapping terms of one topic ("work accident", "accident") are one place: the weightier stays."""
    for at, other in enumerate(kept):
        if other.start < evidence.end and evidence.start < other.end:
            if other.weight < evidence.weight:
                kept[at] = evidence
            return
    kept.append(evidence)


def _of_terms(
    passage: Passage, language: str, found: Sequence[Found], names: Sequence[Place]
) -> Iterator[Evidence]:
    strong = [(start, end) for start, end, term in found if term.is_strong]
    for start, end, term in found:
        if term.topic_id is None or _is_part(start, end, strong):
            continue
        if term.is_strong:
            weight, rule = _weight(passage, language, start, end, names)
        elif _is_within(start, end, names):
            continue
        else:
            weight, rule = HALF, "topics.weak_term"
        yield Evidence(term.topic_id, passage, start, end, weight, rule)


def _is_part(start: int, end: int, places: Sequence[Place]) -> bool:
    """Whether a longer term holds this one: the "domestic work" of "unpaid domestic work" is another thing."""
    for first, last in places:  # noqa: SIM110  (a generator costs more than the comparisons)
        if first <= start and end <= last and last - first > end - start:
            return True
    return False


def _weight(
    passage: Passage, language: str, start: int, end: int, names: Sequence[Place]
) -> tuple[float, str]:
    if passage.kind in _HEADS:
        return HEAD_WEIGHT, "topics.term_in_head"
    if _is_within(start, end, names) or is_in_name(passage.text, language, start, end):
        return HALF, "topics.term_in_name"
    if is_landmark(passage.text, start):
        return HALF, "topics.landmark"
    if is_one_person(passage.text, start, end):
        return HALF, "topics.one_person"
    return TERM_WEIGHT, "topics.term"


def _is_within(start: int, end: int, places: Sequence[Place]) -> bool:
    for first, last in places:  # noqa: SIM110  (a generator costs more than the comparisons)
        if first <= start and end <= last:
            return True
    return False


def _of_rules(
    passage: Passage, found: Sequence[Found], names: Sequence[Place], words: TopicWords
) -> Iterator[Evidence]:
    """Sentences that hold a word of each list of a rule, outside names and close together."""
    rules = _possible(found, words)
    wanted = frozenset(number for rule in rules for number in rule.lists)
    for by_list in _words_by_sentence(passage.text, found, names, wanted) if rules else ():
        for rule in rules:
            place = _fulfilled(rule, by_list) if rule.needed <= by_list.keys() else None
            if place and not _leaves_quotation(passage.text[place[0] : place[1]]):
                yield Evidence(rule.topic_id, passage, *place, TERM_WEIGHT, "topics.together")


def _leaves_quotation(piece: str) -> bool:
    """Whether a quotation ends within a piece that it did not begin in: who speaks is no part of what is said."""
    return piece.count("”") > piece.count("“") or piece.count("»") > piece.count("«")


def _possible(found: Sequence[Found], words: TopicWords) -> list[TopicRule]:
    """The rules for which the passage has a word of each list at all."""
    present = {number for _, _, term in found for number in term.lists}
    numbers = filter(words.rules.__contains__, present)
    return [rule for number in numbers for rule in words.rules[number] if rule.needed <= present]


def _words_by_sentence(
    text: str, found: Sequence[Found], names: Sequence[Place], wanted: frozenset[int]
) -> Iterable[dict[int, list[Place]]]:
    """For each sentence the places of the words of the lists that are wanted."""
    ends = [end for _, end in sentences(text)]
    by_sentence: dict[int, dict[int, list[Place]]] = defaultdict(lambda: defaultdict(list))
    for start, end, term in found:
        numbers = wanted.intersection(term.lists)
        if numbers and not _is_within(start, end, names):
            held = by_sentence[bisect_right(ends, start)]
            for number in numbers:
                held[number].append((start, end))
    return by_sentence.values()


def _fulfilled(rule: TopicRule, by_list: Mapping[int, Sequence[Place]]) -> Place | None:
    """The words of the sentence from the first to the last that the rule needs; null when too far apart."""
    chosen = _apart([by_list[number] for number in rule.lists], (), _FARTHEST[len(rule.lists)])
    if not chosen:
        return None
    return min(start for start, _ in chosen), max(end for _, end in chosen)


def _apart(
    lists: Sequence[Sequence[Place]], chosen: tuple[Place, ...], farthest: int
) -> tuple[Place, ...] | None:
    """One place of each list, none over another, all within reach; the first such choice."""
    if not lists:
        return chosen
    for start, end in lists[0]:
        edges = [start, end, *(edge for place in chosen for edge in place)]
        if max(edges) - min(edges) > farthest or any(s < end and start < e for s, e in chosen):
            continue
        found = _apart(lists[1:], (*chosen, (start, end)), farthest)
        if found:
            return found
    return None
