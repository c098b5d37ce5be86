"""What a page declares about itself in structured form: JSON-LD, meta elements, microdata, `<time>`, links.

Every declared name is in `CASCADE` (used, in order of trust) or in `IGNORED` (with the reason why not);
what is in neither is returned as unknown, so that a new declaration of a site is seen and not lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from extractors.read.declared.declarations import CASCADE, IGNORED
from extractors.read.declared.json_ld import read_json_ld
from extractors.read.markup.tree import Html, Node, attribute, clean, text_of


class Declared(NamedTuple):
    """One declared value; `rule` names where it stood: `json_ld.headline`, `meta.og:title`, `time`."""

    field: str
    value: str
    rule: str


class Metadata(NamedTuple):
    """Declared values by field, the most trusted first, and the declared names nobody knows."""

    found: Mapping[str, tuple[Declared, ...]]
    unknown: tuple[str, ...]

    def all(self, field: str) -> tuple[Declared, ...]:
        """Return every declared value of a field, in order of trust."""
        return self.found.get(field, ())

    def first(self, field: str) -> Declared | None:
        """Return the most trusted value of a field."""
        found = self.all(field)
        return found[0] if found else None

    def values(self, field: str) -> tuple[str, ...]:
        """Return all values that the most trusted rule gives (lists: authors, tags)."""
        found = self.all(field)
        return (
            tuple(dict.fromkeys(entry.value for entry in found if entry.rule == found[0].rule))
            if found
            else ()
        )


FIELD_OF = {rule.casefold(): field for field, rules in CASCADE.items() for rule in rules}
RANK = {rule.casefold(): place for rules in CASCADE.values() for place, rule in enumerate(rules)}
_IGNORED = re.compile(
    "|".join(re.escape(name.casefold()).replace(r"\*", ".*") for names in IGNORED.values() for name in names)
)
# What a site puts behind its titles: "X | UN Women – Headquarters", "X | International Labour Organization".
SUFFIX = re.compile(
    r"\s+(?:[|»]|[-–—](?=\s+(?:UN|ONU|ILO|OIT)\b))\s*"
    r"(?:UN Women|ONU[- ](?:Mujeres|Femmes)|International Labour Organi[sz]ation|ILO|OIT|WomenWatch|"
    r"Organización Internacional del Trabajo|Organisation internationale du [Tt]ravail)\b.*$",
)
PREFIX = re.compile(r"^(?:WomenWatch|UN WomenWatch|UN Women|ILO)\s*:\s+")


def read_metadata(html: Html) -> Metadata:
    """Return everything a page declares. Never raises; broken JSON-LD is skipped."""
    found: dict[str, list[Declared]] = {}
    unknown: dict[str, None] = {}
    for rule, value in _declarations(html):
        field = FIELD_OF.get(rule.casefold())
        if field is None:
            if not _is_ignored(rule.casefold()):
                unknown[rule] = None
        elif value:
            found.setdefault(field, []).append(Declared(field, value, rule))
    ordered = {
        field: tuple(sorted(entries, key=lambda e: RANK[e.rule.casefold()]))
        for field, entries in found.items()
    }
    return Metadata(ordered, tuple(unknown))


def title_without_site(title: str | None) -> str | None:
    """Return a `<title>` without the site's suffix or prefix, null when nothing is left.

    >>> title_without_site("A fair roster | UN Women – Headquarters")
    'A fair roster'
    """
    return (PREFIX.sub("", SUFFIX.sub("", clean(title))).strip() or None) if title else None


def editions(html: Html) -> list[tuple[str, str]]:
    """Return (language, absolute address) of every `link rel=alternate hreflang`, `x-default` left out."""
    found = []
    for node in html.many("link[hreflang]"):
        language, url = attribute(node, "hreflang"), html.absolute(attribute(node, "href"))
        if (
            "alternate" in (node.get("rel") or "").lower().split()
            and language
            and url
            and language != "x-default"
        ):
            found.append((language, url))
    return found


@lru_cache(maxsize=4096)
def _is_ignored(rule: str) -> bool:
    return _IGNORED.fullmatch(rule) is not None


def _declarations(html: Html) -> Iterator[tuple[str, str]]:
    language = attribute(html.root, "lang") or attribute(
        html.root, "{http://www.w3.org/XML/1998/namespace}lang"
    )
    if language:
        yield "html.lang", language
    yield from read_json_ld(html)
    yield from _metas(html)
    yield from _links(html)
    yield from _microdata(html)
    for node in html.many("time[pubdate]"):
        yield "time.pubdate", attribute(node, "datetime") or text_of(node)


def _metas(html: Html) -> Iterator[tuple[str, str]]:
    for node in html.many("meta"):
        name = attribute(node, "property") or attribute(node, "name") or attribute(node, "http-equiv")
        if name:
            yield f"meta.{name.lower()}", attribute(node, "content") or ""


def _links(html: Html) -> Iterator[tuple[str, str]]:
    for node in html.many("link[rel]"):
        for relation in (node.get("rel") or "").lower().split():
            # Style sheets and icons are many, and an address is dear to resolve.
            is_used = f"link.{relation}" in FIELD_OF
            yield f"link.{relation}", (html.absolute(attribute(node, "href")) or "") if is_used else ""


def _microdata(html: Html) -> Iterator[tuple[str, str]]:
    for node in html.many("[itemprop]"):
        for name in (node.get("itemprop") or "").split():
            yield f"itemprop.{name}", _item_value(html, node)
    for node in html.many("[itemtype]"):
        yield "itemtype", (node.get("itemtype") or "").rstrip("/").rsplit("/", 1)[-1]


def _item_value(html: Html, node: Node) -> str:
    for name in ("content", "datetime"):
        if node.get(name):
            return clean(node.get(name))
    if node.tag in ("a", "link", "img"):
        return html.absolute(attribute(node, "href") or attribute(node, "src")) or ""
    return text_of(node)
