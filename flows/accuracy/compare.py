"""When a found value is right: exactly as labelled, white space apart, or one of the accepted others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from extractors.read.markup.tree import clean

Counts = tuple[int, int, int]
# Types that the labels know and the closed list of documents files under another name.
SAME_TYPE = {"brief": "publication", "report": "publication", "news_feed": "listing"}


def compare_values(expected: Any, found: Any, accepted: Collection[Any], name: str = "") -> Counts:
    """Return (labelled, found, right) of one value.

    An accepted value is right; where nothing is labelled, or nothing was found and that is accepted,
    the field does not count. A found value where nothing is labelled is a wrong one.
    """
    ours, theirs = _plain(found), _plain(expected)
    right = {_plain(value) for value in accepted} | {theirs}
    if name == "document_type" and theirs in SAME_TYPE:
        right.add(SAME_TYPE[theirs])
    if ours in right:
        return (0, 0, 0) if ours is None or theirs is None else (1, 1, 1)
    return int(theirs is not None), int(ours is not None), 0


def compare_lists(name: str, expected: Iterable[Any], found: Iterable[Any]) -> Counts:
    """Return (labelled, found, right) of a list, as multisets of its entries."""
    wanted, got = (
        Counter(_key(name, entry) for entry in expected),
        Counter(_key(name, entry) for entry in found),
    )
    return sum(wanted.values()), sum(got.values()), sum((wanted & got).values())


def _key(name: str, entry: Any) -> Any:
    if isinstance(entry, Mapping):
        return (entry["language"], entry["url"]) if name == "translations" else entry["url"]
    return tuple(entry) if isinstance(entry, list) else entry


def _plain(value: Any) -> str | None:
    return (clean(str(value)) or None) if value is not None else None
