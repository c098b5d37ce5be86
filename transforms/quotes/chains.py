"""Joins a quotation that goes on over several passages, each of which may open with a mark again."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from extractors.model import Passage, PassageKind
from transforms.quotes.marks import Quoted, find_quoted

_MOST_PASSAGES = 6
Part = tuple[int, Quoted]


@dataclass(frozen=True, slots=True)
class Chains:
    """`rest_of` has, for the passage in which a quotation begins, the places where it goes on."""

    rest_of: dict[int, list[Part]] = field(default_factory=dict)
    rests: set[Part] = field(default_factory=set)


def quotes_over_passages(passages: Sequence[Passage], skipped: AbstractSet[PassageKind]) -> Chains:
    """The quotations whose last mark stands in a later passage than the first.

    Every passage may open with a mark again and only the last one closes ("“First …", "“Second …”"), or
    the next one closes what the first has opened.
    """
    chains = Chains()
    inside: set[int] = set()
    for index, passage in enumerate(passages):
        quoted = find_quoted(passage.text) if index not in inside and passage.kind not in skipped else ()
        if quoted and quoted[-1].has_open and not quoted[-1].has_close:
            chain = _chain(passages, index + 1, skipped)
            if chain:
                chains.rest_of[index] = chain
                chains.rests.update(chain)
                inside.update(at for at, _each in chain)
    return chains


def _chain(passages: Sequence[Passage], start: int, skipped: AbstractSet[PassageKind]) -> list[Part]:
    chain: list[Part] = []
    for index in range(start, min(start + _MOST_PASSAGES, len(passages))):
        quoted = find_quoted(passages[index].text)
        first = quoted[0] if quoted and passages[index].kind not in skipped else None
        if first is None or (first.has_open and first.outer_start > 0):
            return []
        chain.append((index, first))
        if first.has_close:
            return chain
    return []
