"""Which entries of the vocabularies nothing in a whole warehouse matches any more."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from transforms.vocabulary import instruments, organisations, topics


def unused_entries(seen: Mapping[str, AbstractSet[str]]) -> dict[str, tuple[str, ...]]:
    """The ids of each vocabulary that are not among those seen, by kind, in the order of the file.

    `seen` has the entity ids of all mentions by kind (organisation, instrument, topic). Countries are
    not reported: most of the world is not in the news of one day.
    """
    known = {
        "organisation": [each.organisation_id for each in organisations()],
        "instrument": [each.instrument_id for each in instruments()],
        "topic": [each.topic_id for each in topics()],
    }
    return {
        kind: tuple(entry for entry in entries if entry not in seen.get(kind, frozenset()))
        for kind, entries in known.items()
    }
