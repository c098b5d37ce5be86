"""The places of a passage that speak for topics: terms, and sentences that say it with several words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractors.model import HEAD_KINDS, Passage, PassageKind
from transforms.gazetteer import Match
from transforms.spans import sentences
from transforms.topic_terms import TopicRule, TopicTerm, TopicWords, topic_words

HEAD_WEIGHT, TERM_WEIGHT, HALF = 0.65, 0.5, 0.3

# Words that say it together stand close: longer sentences speak of several things. By number of lists.
_FARTHEST = {1: 60, 2: 80, 3: 130, 4: 160}

# "Tags: women, equal pay": a list of key words says nothing about them.
_TAGS = re.compile(
    r"(?i)\s*(?:tags?|key\s?words|topics|mots[- ]cl[ée]s?|th[eè]mes|etiquetas|palabras clave|temas)\s?:"
)

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Evidence:
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
    if _TAGS.match(passage.text):
        return []
    words = topic_words(language if language in {"en", "fr", "es"} else "en")
    matches = words.terms.find_all(passage.text)
    best: dict[tuple[str, int], Evidence] = {}
    for evidence in (*_of_terms(passage, matches, names), *_of_rules(passage, matches, names, words)):
        # Overlapping terms of one topic ("work accident", "accident") are one place.
        key = (evidence.topic_id, _slot(best, evidence))
        if key not in best or best[key].weight < evidence.weight:
            best[key] = evidence
    return sorted(best.values(), key=lambda each: (each.start, each.topic_id))


def _slot(best: Mapping[tuple[str, int], Evidence], evidence: Evidence) -> int:
    """The key of an earlier place of the same topic that overlaps, or the start of this one."""
    for (topic_id, start), other in best.items():
        if topic_id == evidence.topic_id and other.start < evidence.end and evidence.start < other.end:
            return start
    return evidence.start


def _of_terms(
    passage: Passage, matches: Sequence[Match[tuple[TopicTerm, ...]]], names: Sequence[Place]
) -> Iterator[Evidence]:
    found = [
        (match, term, term.topic_id, end)
        for match in matches
        for term in match.value
        if term.topic_id and (end := term.end_in(passage.text, match.end)) is not None
    ]
    strong = [(match.start, end) for match, term, _, end in found if term.is_strong]
    for match, term, topic_id, end in found:
        if _is_part(match.start, end, strong):
            continue
        is_name = _is_within(match.start, match.end, names)
        weight, rule = _weight(passage, match, is_strong=term.is_strong, is_name=is_name)
        yield Evidence(topic_id, passage, match.start, end, weight, rule)


def _is_part(start: int, end: int, places: Sequence[Place]) -> bool:
    """Whether a longer term holds this one: the "domestic work" of "unpaid domestic work" is another thing."""
    return any(first <= start and end <= last and last - first > end - start for first, last in places)


def _is_within(start: int, end: int, places: Sequence[Place]) -> bool:
    return any(first <= start and end <= last for first, last in places)


def _weight(
    passage: Passage, match: Match[tuple[TopicTerm, ...]], *, is_strong: bool, is_name: bool
) -> tuple[float, str]:
    if not is_strong:
        return HALF, "topics.weak_term"
    if passage.kind in HEAD_KINDS - {PassageKind.SUMMARY} or passage.kind is PassageKind.HEADING:
        return HEAD_WEIGHT, "topics.term_in_head"
    if is_name or _is_in_name(passage.text, match):
        return HALF, "topics.term_in_name"
    return TERM_WEIGHT, "topics.term"


def _is_in_name(text: str, match: Match[tuple[TopicTerm, ...]]) -> bool:
    """Whether the words stand inside a capitalised name: `Ministry of Labour and Social Protection`."""
    if _OFFICE_BEFORE.search(text[max(0, match.start - 60) : match.start]):
        return True
    if not match.surface[:1].isupper() or match.surface.isupper():
        return False
    return _NAME_BEFORE.search(text[max(0, match.start - 30) : match.start]) is not None


# "ministre de la protection sociale": French and Spanish write names of offices small.
_OFFICE_BEFORE = re.compile(
    r"\b(?:[Mm]inist\w+|[Ss]ecretar[iy]\w*|[Ss]ecrétaire\sd['’][ÉEé]tat|[Dd]irectora?te|[Dd]epartment|[Dd]épartement|[Ss]ecteur|[Ss]ector|[Uu]nidad|[Uu]nité|[Dd]ivision)"
    r"\s(?:of|for|de|du|des|del|à|chargée?\sde)\s(?:[\w’',-]+\s){0,5}(?:[ld]['’])?$"
)
_NAME_BEFORE = re.compile(r"[A-ZÀ-Þ][\w'’-]*\s(?:(?:of|for|on|and|the|de|du|des|la|y|et|sur|sobre)\s)*$")


def _of_rules(
    passage: Passage,
    matches: Sequence[Match[tuple[TopicTerm, ...]]],
    names: Sequence[Place],
    words: TopicWords,
) -> Iterator[Evidence]:
    """Sentences that hold a word of each list of a rule, outside names and close together."""
    for by_list in _words_by_sentence(passage.text, matches, names):
        for number in by_list:
            for rule in words.rules.get(number, ()):
                place = _fulfilled(rule, by_list)
                if place:
                    yield Evidence(rule.topic_id, passage, *place, TERM_WEIGHT, "topics.together")


def _words_by_sentence(
    text: str, matches: Sequence[Match[tuple[TopicTerm, ...]]], names: Sequence[Place]
) -> Iterable[dict[int, list[Place]]]:
    """For each sentence the places of the words of each list."""
    edges = sentences(text)
    found: dict[int, dict[int, list[Place]]] = defaultdict(lambda: defaultdict(list))
    for match in matches:
        for term in match.value:
            end = term.end_in(text, match.end) if term.lists else None
            if end is None or _is_within(match.start, end, names):
                continue
            sentence = next((at for at, (_, last) in enumerate(edges) if match.start < last), 0)
            for number in term.lists:
                found[sentence][number].append((match.start, end))
    return found.values()


def _fulfilled(rule: TopicRule, by_list: Mapping[int, Sequence[Place]]) -> Place | None:
    """The words of the sentence from the first to the last that the rule needs; null when one is missing."""
    if any(number not in by_list for number in rule.lists):
        return None
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
