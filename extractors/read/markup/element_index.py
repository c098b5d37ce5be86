"""The elements of a page by what selectors ask for, found in one walk."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from extractors.read.markup.words import Node


class Index(NamedTuple):
    """The elements of a page by what selectors ask for, each list in page order."""

    by_class: dict[str, list[Node]]
    by_id: dict[str, list[Node]]
    by_tag: dict[str, list[Node]]
    places: dict[Node, int]


def read_index(root: Node) -> Index:
    """One walk over the tree: the look-ups of forty rules cost nothing then."""
    by_class: dict[str, list[Node]] = {}
    by_id: dict[str, list[Node]] = {}
    by_tag: dict[str, list[Node]] = {}
    places: dict[Node, int] = {}
    for place, node in enumerate(root.iter(etree.Element)):
        places[node] = place
        tag, names, node_id = node.tag, node.get("class"), node.get("id")
        if tag in by_tag:
            by_tag[tag].append(node)
        else:
            by_tag[tag] = [node]
        if names:
            for name in _split(names):
                by_class.setdefault(name, []).append(node)
        if node_id:
            by_id.setdefault(node_id, []).append(node)
    return Index(by_class, by_id, by_tag, places)


@lru_cache(maxsize=4096)
def _split(names: str) -> tuple[str, ...]:
    # The same class attributes come back on every page of a site.
    return tuple(dict.fromkeys(names.split()))
