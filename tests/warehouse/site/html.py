"""Reads pages of the site as a browser would."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from lxml import html


def pages_of(site: Path) -> list[Path]:
    """Return every page of a site."""
    return sorted(site.rglob("*.html"))


@cache
def parsed(page: Path) -> html.HtmlElement:
    """Return the tree of a page."""
    return html.document_fromstring(page.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


def links_of(page: Path) -> Iterator[str]:
    """Yield what a page links to or loads."""
    for element in parsed(page).iter(html.etree.Element):
        for name in ("href", "src", "action"):
            value = element.get(name)
            if value is not None:
                yield value
