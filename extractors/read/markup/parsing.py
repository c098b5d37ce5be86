"""Text to tree, bounded in characters, elements and depth instead of in seconds.

The same bytes give the same tree on every machine; the bounds keep the time short.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from extractors.model import Issue
from extractors.read.markup.nesting import unwrap
from extractors.read.markup.words import Node

# <h1 class="ilo--hero-card--title">   </h2>
HEADING_TAG = re.compile(r"<(/?)[hH]([1-6])(?=[\s>])")
# <title>What does <script> cost? | UN Women</title>: browsers read the content of title as text.
TITLE = re.compile(r"(<title\b[^>]*>)(.*?)(</title\s*>)", re.I | re.S)


class Limits(NamedTuple):
    """How much of a page is parsed before it is given up: what was parsed until then is kept."""

    characters: int = 12_000_000
    nodes: int = 250_000
    depth: int = 400


LIMITS = Limits()


class Parsed(NamedTuple):
    """The root of a tree, what was given up or mended, and whether the whole page is in it."""

    root: Node
    issues: tuple[Issue, ...]
    is_whole: bool


def parse(text: str, limits: Limits = LIMITS) -> Parsed:
    """Return the tree of a page. Never raises for bad markup; what was given up is an issue.

    An empty page gives an empty tree. Elements nested deeper than `limits.depth` are unwrapped: their
    text stays, so a page nested ten thousand fold is read in linear time.
    """
    issues: list[Issue] = []
    if len(text) > limits.characters:
        issues.append(_given_up(f"the page has {len(text)} characters; read up to {limits.characters}"))
        text = text[: limits.characters]
    text = mend_headings(TITLE.sub(_escape_title, text, count=1))
    root, is_deep = _parse(text)
    if is_deep:
        issues.append(
            Issue("page.deep_nesting", f"elements nested deeper than {limits.depth} were unwrapped")
        )
        root, _ = _parse(unwrap(text, limits.depth))
    if len(text) > limits.nodes * 4 and _cut(root, limits.nodes):
        issues.append(_given_up(f"the page has more than {limits.nodes} elements; the rest is not read"))
    return Parsed(root, tuple(issues), all(issue.code != "page.given_up" for issue in issues))


def mend_headings(text: str) -> str:
    """Return markup in which every heading is closed by its own tag: `<h1>Title</h2>` swallows what follows."""
    out: list[str] = []
    end, level = 0, None
    for tag in HEADING_TAG.finditer(text):
        if not tag[1]:
            level = tag[2]
        elif level is not None:
            if tag[2] != level:
                out += [text[end : tag.start(2)], level]
                end = tag.end(2)
            level = None
    return "".join([*out, text[end:]]) if out else text


def _parse(text: str) -> tuple[Node, bool]:
    # Bytes with the charset told: a declaration inside a str makes lxml refuse it.
    parser = etree.HTMLParser(
        huge_tree=True, remove_pis=True, remove_comments=True, encoding="utf-8", no_network=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.XMLSyntaxError:  # nothing but blanks or comments
        root = None
    is_deep = any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log)
    return (root if root is not None else etree.fromstring("<html><body/></html>")), is_deep


def _cut(root: Node, limit: int) -> bool:
    """Remove every element after the first `limit` ones; whether any was."""
    late = [node for place, node in enumerate(root.iter(etree.Element)) if place >= limit]
    for node in late:
        parent = node.getparent()
        if parent is not None:
            parent.remove(node)
    return bool(late)


def _escape_title(title: re.Match[str]) -> str:
    return title[1] + title[2].replace("<", "&lt;") + title[3]


def _given_up(message: str) -> Issue:
    return Issue("page.given_up", message)
