"""A parsed page and the only way to select in it: every selection says how many matches it expects.

Hides which parser made the tree.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cached_property
from urllib.parse import urljoin

from lxml import etree

from extractors.errors import UnexpectedContent
from extractors.model import Issue
from extractors.read.markup.element_index import Index, read_index
from extractors.read.markup.parsing import LIMITS, Limits, mend_headings, parse
from extractors.read.markup.selectors import Compound, Path, compile_selector, is_compound, matches
from extractors.read.markup.words import BLANKS, NOTHING, Node, attribute, clean, own_text, plain, text_of

__all__ = [
    "BLANKS", "LIMITS", "NOTHING", "Html", "Limits", "Node", "attribute", "clean", "mend_headings", "own_text",
    "parse_html", "plain", "text_of", "visible_length",
]  # fmt: skip


class Html:
    """A parsed page with its address, and the issues that selecting in it raised."""

    def __init__(self, root: Node, url: str, issues: Iterable[Issue] = (), *, is_whole: bool = True) -> None:
        self.root = root
        self.url = url
        self.issues: list[Issue] = list(issues)
        self.is_whole = is_whole
        self._found: dict[str, list[Node]] = {}

    def many(self, css: str, within: Node | None = None, *, minimum: int = 0) -> list[Node]:
        """Return the matches in document order.

        Raises:
            UnexpectedContent: fewer than `minimum` matches.
        """
        found = self._select(css, within)
        if len(found) < minimum:
            raise UnexpectedContent(
                f"selector {css!r}: expected at least {minimum} match(es), found {len(found)}",
                address=self.url,
                hint="the markup of the site may have changed: compare the stored page with the reader",
            )
        return found

    def one(self, css: str, within: Node | None = None) -> Node:
        """Return the only match; several are an issue (the first counts), none is an error.

        Raises:
            UnexpectedContent: no match.
        """
        return self._first(css, self.many(css, within, minimum=1))

    def maybe_one(self, css: str, within: Node | None = None) -> Node | None:
        """Return the only match or nothing; several are an issue, and the first counts."""
        found = self._select(css, within)
        return self._first(css, found) if found else None

    def first(self, css: str, within: Node | None = None) -> Node | None:
        """Return the first of any number of matches: for what a page may repeat."""
        found = self._select(css, within)
        return found[0] if found else None

    def text(self, css: str, within: Node | None = None) -> str | None:
        """Return the normalised text of the only match, null when there is none or it is empty."""
        found = self.maybe_one(css, within)
        return (text_of(found) or None) if found is not None else None

    def place(self, node: Node) -> int:
        """Return the place of an element in the page, for comparing which comes first."""
        return self._index.places[node]

    def absolute(self, address: str | None) -> str | None:
        """Return the absolute form of an address on this page, null when it cannot be one."""
        if not address or not address.strip():
            return None
        try:
            return urljoin(self.base, address.strip())
        except ValueError:  # http://[broken
            return None

    @cached_property
    def base(self) -> str:
        """The address against which relative ones are resolved."""
        tag = self.root.find(".//base[@href]")
        if tag is None:
            return self.url
        href: str = tag.get("href")
        try:
            return urljoin(self.url, href)
        except ValueError:  # <base href="http://[broken">
            return self.url

    def _first(self, css: str, found: list[Node]) -> Node:
        if len(found) > 1:
            message = f"selector {css!r}: expected one match, found {len(found)}; the first one counts"
            issue = Issue("selector.ambiguous", message, severity="info")
            if issue not in self.issues:
                self.issues.append(issue)
        return found[0]

    def _select(self, css: str, within: Node | None) -> list[Node]:
        if within is not None:
            return self._find(css, within)
        # Rules of several fields ask for the same parts.
        found = self._found.get(css)
        if found is None:
            found = self._found[css] = self._find(css, None)
        return list(found)

    def _find(self, css: str, within: Node | None) -> list[Node]:
        compiled = compile_selector(css)
        if not isinstance(compiled, tuple):
            return list(compiled(self.root if within is None else within))
        if len(compiled) == 1:
            return self._along(compiled[0], within)
        found = [node for path in compiled for node in self._along(path, within)]
        return self._in_order(found) if len(found) > 1 else found

    def _in_order(self, found: list[Node]) -> list[Node]:
        unique = list(dict.fromkeys(found))
        return sorted(unique, key=self._index.places.__getitem__) if len(unique) > 1 else unique

    def _along(self, path: Path, within: Node | None) -> list[Node]:
        """The matches of one chain, starting from whatever has the fewest candidates."""
        inner = path.compounds[0]
        for compound in path.compounds[1:]:
            if (compound.classes or compound.node_id) and not self._named(compound):
                return []
        candidates = self._candidates(inner, path, within)
        if not candidates:
            return []
        found = list(candidates) if path.is_one_name else [node for node in candidates if matches(node, path)]
        if within is not None and (inner.node_id or inner.classes):
            return [node for node in found if _is_below(node, within)]
        return found

    def _candidates(self, inner: Compound, path: Path, within: Node | None) -> Collection[Node]:
        if inner.node_id or inner.classes:
            return self._named(inner)
        if within is not None:
            return [node for node in within.iter(inner.tag or etree.Element) if node is not within]
        outermost = path.compounds[-1]
        if outermost is not inner and (outermost.node_id or outermost.classes):
            roots = [node for node in self._named(outermost) if is_compound(node, outermost)]
            return dict.fromkeys(node for root in roots for node in root.iter(inner.tag or etree.Element))
        if inner.tag is None and inner.attributes:
            name = inner.attributes[0][0]
            return [node for node in self._index.places if node.get(name) is not None]
        return self._by_tag(inner.tag or "*")

    def _named(self, compound: Compound) -> list[Node]:
        """The elements that the index has under the rarest name of a compound."""
        if compound.node_id:
            return self._index.by_id.get(compound.node_id, [])
        if len(compound.classes) == 1:
            return self._index.by_class.get(compound.classes[0], [])
        return min((self._index.by_class.get(name, []) for name in compound.classes), key=len)

    def _by_tag(self, tag: str) -> list[Node]:
        return list(self._index.places) if tag == "*" else self._index.by_tag.get(tag, [])

    @cached_property
    def _index(self) -> Index:
        return read_index(self.root)


def parse_html(text: str, url: str, limits: Limits = LIMITS) -> Html:
    """Return the tree of a page. Never raises for bad markup; what was given up is an issue.

    An empty page gives an empty tree. Elements nested deeper than `limits.depth` are unwrapped: their
    text stays, so a page nested ten thousand fold is read in linear time.
    """
    parsed = parse(text, limits)
    return Html(parsed.root, url, parsed.issues, is_whole=parsed.is_whole)


def visible_length(html: Html) -> int:
    """Return the number of characters of the page's visible text, blanks collapsed."""
    hidden = sum(_length("".join(node.itertext())) for node in _hidden(html))
    return max(0, int(BODY_LENGTH(html.root)) - hidden)


def _hidden(html: Html) -> Iterable[Node]:
    body = html.first("body")
    if body is None:
        return
    start = html.place(body)
    for tag in ("script", "style", "template", "noscript"):
        yield from (node for node in html.many(tag) if html.place(node) > start)


def _length(text: str) -> int:
    words = text.split()
    return sum(map(len, words)) + len(words)


BODY_LENGTH = etree.XPath("string-length(normalize-space(string(//body)))")


def _is_below(node: Node, ancestor: Node) -> bool:
    parent = node.getparent()
    while parent is not None and parent is not ancestor:
        parent = parent.getparent()
    return parent is not None
