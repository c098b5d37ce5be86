"""What the finders of agreements know of the document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.findings import Mention
from extractors.model import PartialDate, Passage


@dataclass(frozen=True, slots=True)
class Context:
    """What the rest of the transforms found in the document; `publisher_id` is who says "we" in it."""

    organisations: Sequence[Mention]
    countries: Sequence[Mention]
    dates: Sequence[Mention]
    topics: Sequence[Mention]
    published: PartialDate | None
    publisher_id: str | None = None
    instruments: Sequence[Mention] = ()


def within(mentions: Sequence[Mention], passage: Passage, start: int, end: int) -> list[Mention]:
    """The mentions that stand wholly between two places of a passage."""
    return [
        each
        for each in mentions
        if each.span.passage == passage.ordinal and start <= each.span.start and each.span.end <= end
    ]


def in_passage(context: Context, passage: Passage) -> Context:
    """The same with the mentions of one passage only."""
    return replace(
        context,
        organisations=_of(context.organisations, passage),
        countries=_of(context.countries, passage),
        dates=_of(context.dates, passage),
        topics=_of(context.topics, passage),
        instruments=_of(context.instruments, passage),
    )


def _of(mentions: Sequence[Mention], passage: Passage) -> list[Mention]:
    return [each for each in mentions if each.span.passage == passage.ordinal]
