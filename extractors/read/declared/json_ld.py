"""The JSON-LD of a page, flattened to (name, value) pairs of the node that describes the page itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from extractors.read.markup.tree import Html, clean

# The node that is the document; the others describe the site, its owner, the breadcrumb.
DOCUMENT_TYPES = re.compile(
    r"Article|BlogPosting|Report|Book|Event|CreativeWork|WebPage$|ItemPage|AboutPage|FAQPage|VideoObject|"
    r"Dataset|"
    r"PublicationIssue|Chapter|Thesis|GovernmentService|Legislation|Interview|Review|PodcastEpisode"
)
SITE_TYPES = re.compile(
    r"WebSite|Organization|BreadcrumbList|ImageObject|SearchAction|Person|ItemList|WebPageElement"
)
MAX_DEPTH = 6
# {"headline": "a", }   and a line break inside a string
TRAILING_COMMA = re.compile(r",\s*([}\]])")


def read_json_ld(html: Html) -> Iterator[tuple[str, str]]:
    """Yield (`json_ld.<name>`, value) of the document nodes, most specific type first."""
    nodes = [
        node for script in html.many("script") if _is_json_ld(script) for node in _nodes(_load(script.text))
    ]
    documents = [
        node for node in nodes if DOCUMENT_TYPES.search(_type(node)) and not SITE_TYPES.search(_type(node))
    ]
    # "WebPage" says the least: an Article or Event beside it wins.
    for node in sorted(documents, key=lambda node: _type(node).endswith("Page")):
        for name, value in node.items():
            for text in _texts(value):
                yield f"json_ld.{name}", text


def _is_json_ld(script: Any) -> bool:
    return "ld+json" in (script.get("type") or "").lower()


def _load(text: str | None) -> Any:
    if not text:
        return None
    text = (
        text.strip()
        .removeprefix("<!--")
        .removesuffix("-->")
        .removeprefix("//<![CDATA[")
        .removesuffix("//]]>")
    )
    for candidate in (text, TRAILING_COMMA.sub(r"\1", text)):
        try:
            return json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > MAX_DEPTH:
        return
    if isinstance(data, list):
        for entry in data:
            yield from _nodes(entry, depth + 1)
    elif isinstance(data, dict):
        if isinstance(data.get("@graph"), list):
            yield from _nodes(data["@graph"], depth + 1)
        if "@type" in data:
            yield data


def _type(node: dict[str, Any]) -> str:
    kind = node.get("@type")
    return " ".join(map(str, kind)) if isinstance(kind, list) else str(kind)


def _texts(value: Any, depth: int = 0) -> Iterator[str]:
    if depth > MAX_DEPTH or value is None or isinstance(value, bool):
        return
    if isinstance(value, list):
        for entry in value:
            yield from _texts(entry, depth + 1)
    elif isinstance(value, dict):
        # {"@type": "Person", "name": …}, {"@type": "Place", "name": …}, {"@value": …}, {"@id": …}
        for key in ("name", "@value", "url", "@id"):
            if value.get(key):
                yield from _texts(value[key], depth + 1)
                return
    else:
        text = clean(unescape(str(value)))
        if text:
            yield text
