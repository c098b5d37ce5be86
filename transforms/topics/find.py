"""The topics of a document, from the closed list, each with the words that evidence it.

A word that names the subject is evidence wherever it stands in running text, and so is a sentence that
says it with several words together ("she minds two children"); a word that only points to it, or a name
that holds it (of a convention, a ministry), counts as half: two close together are evidence, one is a bare
mention. The score of a topic is between 0 and 1; below 0.5 it is not reported.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from extractors.findings import Mention, Span
from extractors.model import HEAD_KINDS, Passage, PassageKind
from transforms.gazetteer import fold
from transforms.pattern_starts import holds_any
from transforms.spans import sentence_at
from transforms.topics.evidence import HALF, TERM_WEIGHT, Evidence, evidence_in
from transforms.vocabulary import Topic, topics

THRESHOLD = 0.5


def find_topics(
    passages: Sequence[Passage], languages: Mapping[int, str], mentions: Sequence[Mention] = ()
) -> list[Mention]:
    """Mentions of kind `topic`, in reading order, for every topic that the document is about.

    `mentions` are what other finders found: instruments speak for their topics, and words inside the
    names of organisations and instruments are not taken for the subject itself.
    """
    names = _name_spans(passages, mentions)
    evidence = [
        each
        for passage in passages
        for each in evidence_in(passage, languages.get(passage.ordinal, "en"), names.get(passage.ordinal, ()))
    ]
    instruments = _from_instruments(passages, mentions)
    if instruments:
        evidence = [*(each for each in evidence if not _is_said(each, instruments)), *instruments]
    evidence = _of_several(evidence)
    scores = _scores(evidence)
    found = [_mention(each, scores[each.topic_id]) for each in evidence if scores[each.topic_id] >= THRESHOLD]
    return sorted(found, key=lambda each: (each.span.passage, each.span.start, each.entity_id))


def _of_several(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence without that of topics which one word points to: they cannot reach the threshold."""
    weights: dict[str, float] = defaultdict(float)
    for each in evidence:
        weights[each.topic_id] += each.weight
    return [each for each in evidence if weights[each.topic_id] >= THRESHOLD]


def _is_said(evidence: Evidence, instruments: Sequence[Evidence]) -> bool:
    """Whether the words are those of an instrument that speaks for the topic itself."""
    if evidence.weight > HALF:
        return False
    for each in instruments:
        is_beside = each.topic_id == evidence.topic_id and each.passage is evidence.passage
        if is_beside and each.start < evidence.end and evidence.start < each.end:
            return True
    return False


def _mention(evidence: Evidence, score: float) -> Mention:
    text = evidence.passage.text[evidence.start : evidence.end]
    span = Span(evidence.passage.ordinal, evidence.start, evidence.end, text)
    return Mention(
        "topic", evidence.topic_id, span, evidence.rule, _by_id()[evidence.topic_id].label_en, score
    )


@lru_cache(maxsize=1)
def _by_id() -> dict[str, Topic]:
    return {topic.topic_id: topic for topic in topics()}


# "sindicato", "sindical": one word family says one thing, however often it is said.
_FAMILY_LETTERS = 5


# "Conventions Nos. 87, 98 and 105": numbers in a row are one mention of what they are about.
_NUMBER_ALONE = re.compile(r"[^\d\w]*(?:[A-Za-zóé]+\s)?(?:[Nn]\w{1,3}[.°º]?\s?)?\(?\s?[\d.]+\s?\)?")


def _family(evidence: Evidence) -> str:
    surface = evidence.passage.text[evidence.start : evidence.end]
    return _family_of(surface, evidence.rule == "topics.instrument")


@lru_cache(maxsize=16384)
def _family_of(surface: str, is_instrument: bool) -> str:
    if is_instrument and _NUMBER_ALONE.fullmatch(surface):
        return "#"
    return fold(surface)[:_FAMILY_LETTERS]


def _name_spans(passages: Sequence[Passage], mentions: Sequence[Mention]) -> dict[int, list[tuple[int, int]]]:
    """Where names of organisations, instruments and programmes stand, by passage."""
    texts = {passage.ordinal: passage.text for passage in passages}
    spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for ordinal, text in texts.items():
        if holds_any(text, _IN_DRAFT):
            spans[ordinal] += [match.span() for match in _DRAFT.finditer(text)]
    for mention in mentions:
        if mention.kind in {"organisation", "instrument", "person"}:
            span = mention.span
            is_titled = mention.kind == "instrument"
            place = _whole_name(mention, texts[span.passage]) if is_titled else (span.start, span.end)
            spans[span.passage].append(place)
    return spans


# "the draft convention on domestic workers": a name too, of what is no instrument yet.
_DRAFT = re.compile(
    r"\b(?:draft|proposed|projet\sde|proyecto\sde)\s(?:convention|convenio)\s(?:on|sur|sobre)\s[^.,;:()“”«»\"]{3,60}"
)
_IN_DRAFT = ("draft", "proposed", "projet", "proyecto")
# "recommandation (no. 204) sur la transition vers l'économie formelle": the title goes on behind the number.
_TITLE_BEHIND = re.compile(
    r",?\s(?:sur|concernant|relatives?\s(?:à|aux)|on|concerning|sobre|relativ[oa]s?\sal?)\s[^.,;:()“”«»\"]{3,110}"
)


def _whole_name(mention: Mention, text: str) -> tuple[int, int]:
    """Where the name of an instrument stands, with the title behind its number."""
    title = _TITLE_BEHIND.match(text, mention.span.end)
    return mention.span.start, title.end() if title else mention.span.end


def _from_instruments(passages: Sequence[Passage], mentions: Sequence[Mention]) -> list[Evidence]:
    by_ordinal = {passage.ordinal: passage for passage in passages}
    about = _topics_by_instrument()
    return [
        Evidence(topic_id, passage, *_whole_name(mention, passage.text), weight, "topics.instrument")
        for mention in mentions
        if mention.kind == "instrument" and (passage := by_ordinal.get(mention.span.passage))
        for topic_id, weight in about.get(mention.entity_id, ())
        if weight == HALF or _is_subject(passage.text, mention.span.start)
    ]


# "The 2030 Agenda sets a goal for this": behind more words it is named and not spoken of.
_ARTICLE = re.compile(r"(?:(?:the|les?|la|el|los)\s|l['’])?", re.IGNORECASE)


def _is_subject(text: str, at: int) -> bool:
    """Whether a name opens its sentence."""
    start, _end = sentence_at(text, at)
    return _ARTICLE.fullmatch(text, start, at) is not None


@lru_cache(maxsize=1)
def _topics_by_instrument() -> dict[str, list[tuple[str, float]]]:
    """The topics that an instrument speaks for, each with the weight of naming it once."""
    about: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for topic in topics():
        for weight, names in ((HALF, topic.instruments), (TERM_WEIGHT, topic.own_instruments)):
            for instrument_id in names:
                about[instrument_id].append((topic.topic_id, weight))
    return about


_HEADS = HEAD_KINDS | {PassageKind.HEADING}


def _scores(evidence: Sequence[Evidence]) -> dict[str, float]:
    """The score by topic: head and best passage together, half of the second-best passage added."""
    head: dict[str, dict[str, float]] = defaultdict(dict)
    body: dict[str, dict[int, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    for each in evidence:
        weights = (
            head[each.topic_id] if each.passage.kind in _HEADS else body[each.topic_id][each.passage.ordinal]
        )
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
    return [weight for family, weight in weights.items() if weight > HALF or family not in said]


def _together(weights: Iterable[float]) -> float:
    """Independent pieces of evidence taken together."""
    missing = 1.0
    for weight in weights:
        missing *= 1 - weight
    return 1 - missing
