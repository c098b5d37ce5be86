"""A parsed page and the only way to select in it: every selection says how many matches it expects.

Hides which parser made the tree. Parsing is bounded in characters, elements and depth instead of in
seconds, so that the same bytes give the same page on every machine; the bounds keep the time short.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cached_property, lru_cache
from typing import Any, NamedTuple
from urllib.parse import urljoin

from lxml import etree

from extractors.errors import UnexpectedContent
from extractors.model import Issue
from extractors.read.nesting import unwrap
from extractors.read.selectors import Compound, Path, compile_selector, is_compound, matches

Node = Any  # an lxml element; readers use it only through this module and `passages`

BLANKS = frozenset(
    map(
        ord,
        "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
    )
)
NOTHING = frozenset(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"))
# str.split() knows NBSP and the thin spaces as blanks; these it does not: zero-width, soft hyphen, marks.
ZERO_WIDTH = re.compile("[" + "".join(map(chr, NOTHING)) + "]")
# <h1 class="ilo--hero-card--title">   </h2>
HEADING_TAG = re.compile(r"<(/?)[hH]([1-6])(?=[\s>])")
# <title>What does <script> cost? | UN Women</title>: browsers read the content of title as text.
TITLE = re.compile(r"(<title\b[^>]*>)(.*?)(</title\s*>)", re.I | re.S)
NO_TEXT = frozenset({"script", "style", "template", "noscript", "head"})


class Limits(NamedTuple):
    """How much of a page is parsed before it is given up: what was parsed until then is kept."""

    characters: int = 12_000_000
    nodes: int = 250_000
    depth: int = 400


LIMITS = Limits()


def clean(text: str | None) -> str:
    """Return text with single blanks: NBSP and thin spaces are blanks, zero-width characters go."""
    return " ".join(plain(text).split()) if text else ""


def plain(text: str) -> str:
    """Return text without zero-width characters."""
    return text if text.isascii() else ZERO_WIDTH.sub("", text)


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
        try:
            return urljoin(self.url, tag.get("href"))
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
    def _index(self) -> _Index:
        return _read_index(self.root)


class _Index(NamedTuple):
    """The elements of a page by what selectors ask for, each list in page order."""

    by_class: dict[str, list[Node]]
    by_id: dict[str, list[Node]]
    by_tag: dict[str, list[Node]]
    places: dict[Node, int]


def _read_index(root: Node) -> _Index:
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
    return _Index(by_class, by_id, by_tag, places)


def parse_html(text: str, url: str, limits: Limits = LIMITS) -> Html:
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
    return Html(root, url, issues, is_whole=all(issue.code != "page.given_up" for issue in issues))


def text_of(node: Node) -> str:
    """Return the normalised text of an element; a line break is a blank."""
    if len(node) == 0:
        return clean(node.text)
    if next(node.iter("br", *NO_TEXT), None) is None:
        return clean("".join(node.itertext()))
    return clean("".join(_texts(node)))


def own_text(node: Node) -> str:
    """Return the normalised text of an element without that of its children."""
    return clean(" ".join([node.text or "", *(child.tail or "" for child in node)]))


def attribute(node: Node | None, name: str) -> str | None:
    """Return a normalised attribute, null when the element, the attribute or its value is missing."""
    return (clean(node.get(name)) or None) if node is not None else None


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


def _length(text: str) -> int:
    words = text.split()
    return sum(map(len, words)) + len(words)


def _texts(node: Node) -> Iterable[str]:
    stack: list[Any] = [node]
    while stack:
        piece = stack.pop()
        if isinstance(piece, str):
            yield piece
            continue
        if piece is not node and piece.tail:
            stack.append(piece.tail)
        if piece.tag == "br":
            yield " "
        if piece.tag not in NO_TEXT or piece is node:
            stack.extend(reversed(piece))
            if piece.text:
                yield piece.text


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


BODY_LENGTH = etree.XPath("string-length(normalize-space(string(//body)))")


@lru_cache(maxsize=4096)
def _split(names: str) -> tuple[str, ...]:
    # The same class attributes come back on every page of a site.
    return tuple(dict.fromkeys(names.split()))


def _escape_title(title: re.Match[str]) -> str:
    return title[1] + title[2].replace("<", "&lt;") + title[3]


def _is_below(node: Node, ancestor: Node) -> bool:
    parent = node.getparent()
    while parent is not None and parent is not ancestor:
        parent = parent.getparent()
    return parent is not None


def _given_up(message: str) -> Issue:
    return Issue("page.given_up", message)
