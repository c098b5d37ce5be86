"""The topics of a document, from the closed list, each with the words that evidence it.

A word that names the subject is evidence wherever it stands in running text; a word that only points
to it, or a name that holds it (of a convention, a ministry), counts as half: two close together are
evidence, one is a bare mention. The score of a topic is between 0 and 1; below 0.5 it is not reported.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractors.findings import Mention, Span
from extractors.model import HEAD_KINDS, Passage, PassageKind
from transforms.gazetteer import Case, Gazetteer, Match, Name, fold, fold_text
from transforms.vocabulary import Topic, topics

THRESHOLD = 0.5

_HEAD_WEIGHT, _TERM_WEIGHT, _HALF = 0.65, 0.5, 0.3


@dataclass(frozen=True, slots=True)
class _Term:
    """A term that begins with a stem of the gazetteer; `rest` is what must follow in folded text."""

    topic_id: str
    is_strong: bool
    rest: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class _Evidence:
    """One place that speaks for a topic, with its weight."""

    topic_id: str
    passage: Passage
    start: int
    end: int
    weight: float
    rule: str


def find_topics(
    passages: Sequence[Passage], languages: Mapping[int, str], mentions: Sequence[Mention] = ()
) -> list[Mention]:
    """Mentions of kind `topic`, in reading order, for every topic that the document is about.

    `mentions` are what other finders found: instruments speak for their topics, and words inside the
    names of organisations and instruments are not taken for the subject itself.
    """
    names = _name_spans(mentions)
    evidence = [each for passage in passages for each in _in_passage(passage, languages, names)]
    evidence += _from_instruments(passages, mentions)
    scores = _scores(evidence)
    found = [_mention(each, scores[each.topic_id]) for each in evidence if scores[each.topic_id] >= THRESHOLD]
    return sorted(found, key=lambda each: (each.span.passage, each.span.start, each.entity_id))


def _mention(evidence: _Evidence, score: float) -> Mention:
    text = evidence.passage.text[evidence.start : evidence.end]
    span = Span(evidence.passage.ordinal, evidence.start, evidence.end, text)
    return Mention(
        "topic", evidence.topic_id, span, evidence.rule, _by_id()[evidence.topic_id].label_en, score
    )


@lru_cache(maxsize=1)
def _by_id() -> dict[str, Topic]:
    return {topic.topic_id: topic for topic in topics()}


@lru_cache(maxsize=4)
def _terms(language: str) -> Gazetteer[tuple[_Term, ...]]:
    """The terms of one language by their stems."""
    by_stem: dict[tuple[str, bool, Case], list[_Term]] = defaultdict(list)
    for topic in topics():
        for is_strong, group in ((True, topic.terms), (False, topic.weak_terms)):
            for term in group.get(language, ()):
                stem, is_stem, case, rest = _parsed(term)
                by_stem[stem, is_stem, case].append(_Term(topic.topic_id, is_strong, rest))
    return Gazetteer(
        Name(stem, tuple(terms), case, is_stem) for (stem, is_stem, case), terms in by_stem.items()
    )


def _parsed(term: str) -> tuple[str, bool, Case, re.Pattern[str] | None]:
    """Stem, whether any ending fits, which capitals, and what must follow: `accident* du travail`."""
    is_exact = term.startswith("=") or term.rstrip("*").isupper()
    stem, star, rest = term.lstrip("=").partition("*")
    pattern = re.compile(re.escape(fold(rest)).replace(r"\*", r"\w*") + r"(?!\w)") if rest else None
    return stem, bool(star), Case.EXACT if is_exact else Case.ANY, pattern


def _in_passage(
    passage: Passage, languages: Mapping[int, str], names: Mapping[int, list[tuple[int, int]]]
) -> Iterable[_Evidence]:
    language = languages.get(passage.ordinal, "en")
    gazetteer = _terms(language if language in {"en", "fr", "es"} else "en")
    best: dict[tuple[str, int], _Evidence] = {}
    for match in gazetteer.find_all(passage.text):
        for evidence in _weighed(passage, match, names.get(passage.ordinal, [])):
            # Overlapping terms of one topic ("work accident", "accident") are one place.
            key = (evidence.topic_id, _slot(best, evidence))
            if key not in best or best[key].weight < evidence.weight:
                best[key] = evidence
    return sorted(best.values(), key=lambda each: (each.start, each.topic_id))


def _slot(best: Mapping[tuple[str, int], _Evidence], evidence: _Evidence) -> int:
    """The key of an earlier place of the same topic that overlaps, or the start of this one."""
    for (topic_id, start), other in best.items():
        if topic_id == evidence.topic_id and other.start < evidence.end and evidence.start < other.end:
            return start
    return evidence.start


# "sindicato", "sindical": one word family says one thing, however often it is said.
_FAMILY_LETTERS = 5


# "Conventions Nos. 87, 98 and 105": numbers in a row are one mention of what they are about.
_NUMBER_ALONE = re.compile(r"[^\d\w]*(?:[A-Za-zóé]+\s)?(?:[Nn]\w{1,3}[.°º]?\s?)?\(?\s?[\d.]+\s?\)?")


def _family(evidence: _Evidence) -> str:
    surface = evidence.passage.text[evidence.start : evidence.end]
    if evidence.rule == "topics.instrument" and _NUMBER_ALONE.fullmatch(surface):
        return "#"
    return fold(evidence.passage.text[evidence.start : evidence.end])[:_FAMILY_LETTERS]


def _weighed(
    passage: Passage, match: Match[tuple[_Term, ...]], names: Sequence[tuple[int, int]]
) -> Iterable[_Evidence]:
    for term in match.value:
        end = match.end
        if term.rest:
            tail = fold_text(passage.text[match.end : match.end + 60])
            follows = term.rest.match(tail.folded)
            if follows is None:
                continue
            end = match.end + tail.span(0, follows.end())[1]
        is_name = any(start <= match.start and end <= stop for start, stop in names)
        weight, rule = _weight(passage, match, is_strong=term.is_strong, is_name=is_name)
        yield _Evidence(term.topic_id, passage, match.start, end, weight, rule)


def _weight(
    passage: Passage, match: Match[tuple[_Term, ...]], *, is_strong: bool, is_name: bool
) -> tuple[float, str]:
    if not is_strong:
        return _HALF, "topics.weak_term"
    if passage.kind in HEAD_KINDS - {PassageKind.SUMMARY} or passage.kind is PassageKind.HEADING:
        return _HEAD_WEIGHT, "topics.term_in_head"
    if is_name or _is_in_name(passage.text, match):
        return _HALF, "topics.term_in_name"
    return _TERM_WEIGHT, "topics.term"


def _is_in_name(text: str, match: Match[tuple[_Term, ...]]) -> bool:
    """Whether the words stand inside a capitalised name: `Ministry of Labour and Social Protection`."""
    if not match.surface[:1].isupper() or match.surface.isupper():
        return False
    before = text[max(0, match.start - 30) : match.start]
    return (
        re.search(r"[A-ZÀ-Þ][\w'’-]*\s(?:(?:of|for|on|and|the|de|du|des|la|y|et|sur|sobre)\s)*$", before)
        is not None
    )


def _name_spans(mentions: Sequence[Mention]) -> dict[int, list[tuple[int, int]]]:
    """Where names of organisations, instruments and programmes stand, by passage."""
    spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for mention in mentions:
        if mention.kind in {"organisation", "instrument", "person"}:
            spans[mention.span.passage].append((mention.span.start, mention.span.end))
    return spans


def _from_instruments(passages: Sequence[Passage], mentions: Sequence[Mention]) -> list[_Evidence]:
    by_ordinal = {passage.ordinal: passage for passage in passages}
    about = _topics_by_instrument()
    return [
        _Evidence(topic_id, passage, mention.span.start, mention.span.end, _HALF, "topics.instrument")
        for mention in mentions
        if mention.kind == "instrument" and (passage := by_ordinal.get(mention.span.passage))
        for topic_id in about.get(mention.entity_id, ())
    ]


@lru_cache(maxsize=1)
def _topics_by_instrument() -> dict[str, list[str]]:
    about: dict[str, list[str]] = defaultdict(list)
    for topic in topics():
        for instrument_id in topic.instruments:
            about[instrument_id].append(topic.topic_id)
    return about


def _scores(evidence: Sequence[_Evidence]) -> dict[str, float]:
    """The score by topic: head and best passage together, half of the second-best passage added."""
    head: dict[str, dict[str, float]] = defaultdict(dict)
    body: dict[str, dict[int, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    for each in evidence:
        is_head = each.passage.kind in HEAD_KINDS or each.passage.kind is PassageKind.HEADING
        weights = head[each.topic_id] if is_head else body[each.topic_id][each.passage.ordinal]
        family = _family(each)
        weights[family] = max(each.weight, weights.get(family, 0.0))
    return {topic_id: _score(head[topic_id], body[topic_id]) for topic_id in {*head, *body}}


def _score(head: Mapping[str, float], body: Mapping[int, Mapping[str, float]]) -> float:
    passages = sorted(body.items(), key=lambda item: (-_together(item[1].values()), item[0]))
    first, second = (*(dict(weights) for _, weights in passages[:2]), {}, {})[:2]
    new_in_first = _new(first, head)
    new_in_second = _new(second, {**head, **first})
    return round(_together([*head.values(), *new_in_first, _together(new_in_second) / 2]), 3)


def _new(weights: Mapping[str, float], said: Mapping[str, float]) -> list[float]:
    """The weights of a passage; a word that only points to the topic says nothing new the second time."""
    return [weight for family, weight in weights.items() if weight > _HALF or family not in said]


def _together(weights: Iterable[float]) -> float:
    """Independent pieces of evidence taken together."""
    missing = 1.0
    for weight in weights:
        missing *= 1 - weight
    return 1 - missing
