"""Other language editions of a page, from what it declares and from its language switchers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from extractors.model import Edition
from extractors.read.language import language_code
from extractors.read.markup.tree import Html, Node, text_of

# /   /fr   /es/   /global/lang--fr/index.htm   /public/french/index.htm   /public/spanish/
FRONT_PAGE = re.compile(
    r"^/?(?:[a-z]{2}(?:-[a-z]{2})?|global/lang--[a-z]{2}|lang--[a-z]{2}|public/[a-z]+)?/?(?:(?:index|home)\.html?)?$",
    re.I,
)


def other_editions(
    html: Html, found: Iterable[tuple[str | None, str | None]], own: str | None
) -> tuple[Edition, ...]:
    """Return one edition a language, the first found, without the page itself and without front pages."""
    editions: dict[str, Edition] = {}
    here = _key(html.url)
    for language, url in found:
        code = language_code(language) or (language or "").lower()
        if not code or not url or code == own or code in editions or _is_front_page(url) or _key(url) == here:
            continue
        editions[code] = Edition(code, url)
    return tuple(editions.values())


def from_links(html: Html, links: Iterable[Node]) -> Iterable[tuple[str | None, str | None]]:
    """Yield (language, address) of switcher links: by `hreflang` or `lang`, else by the label."""
    for link in links:
        language = link.get("hreflang") or link.get("lang") or link.get("data-language") or text_of(link)
        yield language_code(language), html.absolute(link.get("href"))


def _is_front_page(url: str) -> bool:
    return FRONT_PAGE.match(urlsplit(url).path) is not None


def _key(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return unquote(parts.path).rstrip("/").lower(), parts.query
