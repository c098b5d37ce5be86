"""What the finders of agreements know of the document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extractors.findings import Mention
from extractors.model import PartialDate, Passage


@dataclass(frozen=True, slots=True)
class Context:
    """What the rest of the transforms found in the document.

    `publisher_id` is who says "we" in it, `written_in` the place of its dateline ("here").
    """

    organisations: Sequence[Mention]
    countries: Sequence[Mention]
    dates: Sequence[Mention]
    topics: Sequence[Mention]
    published: PartialDate | None
    publisher_id: str | None = None
    instruments: Sequence[Mention] = ()
    written_in: str | None = None


def within(mentions: Sequence[Mention], passage: Passage, start: int, end: int) -> list[Mention]:
    """The mentions that stand wholly between two places of a passage."""
    return [
        each
        for each in mentions
        if each.span.passage == passage.ordinal and start <= each.span.start and each.span.end <= end
    ]


def by_passage(context: Context) -> Callable[[Passage], Context]:
    """Gives the same with the mentions of one passage only; the mentions are told apart once."""
    organisations, countries = _by_ordinal(context.organisations), _by_ordinal(context.countries)
    dates, topics = _by_ordinal(context.dates), _by_ordinal(context.topics)
    instruments = _by_ordinal(context.instruments)

    def in_passage(passage: Passage) -> Context:
        at = passage.ordinal
        return Context(
            organisations=organisations.get(at, ()),
            countries=countries.get(at, ()),
            dates=dates.get(at, ()),
            topics=topics.get(at, ()),
            published=context.published,
            publisher_id=context.publisher_id,
            instruments=instruments.get(at, ()),
            written_in=context.written_in,
        )

    return in_passage


def _by_ordinal(mentions: Sequence[Mention]) -> dict[int, list[Mention]]:
    found: dict[int, list[Mention]] = defaultdict(list)
    for each in mentions:
        found[each.span.passage].append(each)
    return found
