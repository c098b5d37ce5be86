"""The passages of a region with the links inside them, and what is left when some are taken out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from extractors.model import Link, Passage, PassageKind


class Body(NamedTuple):
    """The passages of a region (ordinals from 0) and the links inside them."""

    passages: tuple[Passage, ...] = ()
    links: tuple[Link, ...] = ()


def without(body: Body, ordinals: Iterable[int]) -> Body:
    """Return a body without some passages (and their links), renumbered from 0."""
    gone = set(ordinals)
    kept = [passage for passage in body.passages if passage.ordinal not in gone]
    places = {passage.ordinal: place for place, passage in enumerate(kept)}
    links = tuple(
        replace(link, passage=places[link.passage]) for link in body.links if link.passage in places
    )
    return Body(tuple(with_heading_paths(kept)), links)


def without_loose_headings(body: Body) -> Body:
    """Return a body without headings at its end: the text under them was something else (cards, a form)."""
    end = len(body.passages)
    while end and body.passages[end - 1].kind is PassageKind.HEADING:
        end -= 1
    return without(body, range(end, len(body.passages)))


def with_heading_paths(passages: Sequence[Passage]) -> Iterable[Passage]:
    """Yield passages, numbered anew, each with the headings that it stands under."""
    path: list[tuple[int, str]] = []
    for place, passage in enumerate(passages):
        if passage.kind is PassageKind.HEADING:
            level = passage.level or 2
            path = [entry for entry in path if entry[0] < level]
        yield replace(passage, ordinal=place, heading_path=tuple(text for _, text in path))
        if passage.kind is PassageKind.HEADING:
            path.append((passage.level or 2, passage.text))
