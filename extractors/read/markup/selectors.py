"""The few CSS selectors that readers use, matched over an index of classes, ids and tags.

A compiled XPath walks the whole tree for every selector (0.2 ms on a page of 1,500 elements, 30 of
them a page); a look-up in an index made once walks it never. Anything beyond tags, classes, ids,
attributes, descendants, children and groups goes to `cssselect`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

from lxml.cssselect import CSSSelector

Node = Any

# div.ilo--card[href$=".pdf"]
COMPOUND = re.compile(r"^(?P<tag>[a-zA-Z][\w-]*|\*)?(?P<rest>(?:[.#][\w-]+|\[[^\[\]]+\])*)$")
PART = re.compile(r"([.#])([\w-]+)|\[\s*([\w:.-]+)\s*(?:([~^$*|]?=)\s*[\"']?([^\"'\]]*)[\"']?\s*)?\]")
TOKEN = re.compile(r"\s*(>)\s*|\s+")


TESTS: dict[str, Callable[[str, str], bool]] = {
    "=": str.__eq__,
    "^=": str.startswith,
    "$=": str.endswith,
    "*=": str.__contains__,
    "~=": lambda found, value: value in found.split(),
    "|=": lambda found, value: found == value or found.startswith(value + "-"),
}


class Compound(NamedTuple):
    """One simple selector: everything that one element must be."""

    tag: str | None
    node_id: str | None
    classes: tuple[str, ...]
    attributes: tuple[tuple[str, str, str], ...]


class Path(NamedTuple):
    """A chain of compounds, innermost first, each with how it hangs on the next: `>` or ` `."""

    compounds: tuple[Compound, ...]
    combinators: tuple[str, ...]
    is_one_name: bool = False  # nothing but one class or one id: the index has just these elements


@lru_cache(maxsize=2048)
def compile_selector(css: str) -> tuple[Path, ...] | CSSSelector:
    """Return the parsed groups of a selector, or a `cssselect` selector when it holds more."""
    paths = [_path(group.strip()) for group in css.split(",")]
    known = [path for path in paths if path is not None]
    if len(known) < len(paths):
        return CSSSelector(css, translator="html")  # type: ignore[no-untyped-call]
    return tuple(known)


def matches(node: Node, path: Path) -> bool:
    """Whether an element is the last one of a chain."""
    return is_compound(node, path.compounds[0]) and _hangs(node, path, 0)


def is_compound(node: Node, compound: Compound) -> bool:
    """Whether one element has the tag, id, classes and attributes of a compound."""
    if compound.tag and node.tag != compound.tag:
        return False
    if compound.node_id and node.get("id") != compound.node_id:
        return False
    if compound.classes:
        names = node.get("class")
        if names is None or not names_hold(names, compound.classes):
            return False
    return not compound.attributes or all(
        _attribute(node.get(name), operator, value) for name, operator, value in compound.attributes
    )


def names_hold(names: str, wanted: tuple[str, ...]) -> bool:
    """Whether a class attribute holds every wanted name."""
    return all(name in names for name in wanted) and set(wanted) <= set(names.split())


def _hangs(node: Node, path: Path, place: int) -> bool:
    if place == len(path.combinators):
        return True
    wanted = path.compounds[place + 1]
    parent = node.getparent()
    if path.combinators[place] == ">":
        return parent is not None and is_compound(parent, wanted) and _hangs(parent, path, place + 1)
    while parent is not None:
        if is_compound(parent, wanted) and _hangs(parent, path, place + 1):
            return True
        parent = parent.getparent()
    return False


def _attribute(found: str | None, operator: str, value: str) -> bool:
    if found is None or not operator:
        return found is not None
    return TESTS[operator](found, value)


def _path(group: str) -> Path | None:
    words: list[str] = []
    combinators: list[str] = []
    rest = group
    while rest:
        end = _end_of_compound(rest)
        words.append(rest[:end])
        gap = TOKEN.match(rest, end)
        if gap is None:
            break
        combinators.append(gap[1] or " ")
        rest = rest[gap.end() :]
    compounds = [_compound(word) for word in words]
    known = [compound for compound in compounds if compound is not None]
    if not known or len(known) < len(compounds) or len(combinators) != len(known) - 1:
        return None
    return Path(tuple(reversed(known)), tuple(reversed(combinators)), _is_one_name(known))


def _is_one_name(compounds: list[Compound]) -> bool:
    only = compounds[0]
    names = len(only.classes) + (only.node_id is not None)
    return len(compounds) == 1 and names == 1 and only.tag is None and not only.attributes


def _end_of_compound(text: str) -> int:
    inside = False
    for place, character in enumerate(text):
        inside = character == "[" or (inside and character != "]")
        if not inside and (character.isspace() or character == ">"):
            return place
    return len(text)


def _compound(word: str) -> Compound | None:
    whole = COMPOUND.match(word)
    if not whole or not word:
        return None
    node_id, classes, attributes = None, [], []
    for mark, name, attribute, operator, value in PART.findall(whole["rest"]):
        if mark == "#":
            node_id = name
        elif mark == ".":
            classes.append(name)
        else:
            attributes.append((attribute, operator, value))
    tag = None if whole["tag"] in (None, "*") else whole["tag"].lower()
    return Compound(tag, node_id, tuple(classes), tuple(attributes))
