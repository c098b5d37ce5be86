"""Where the text of a WomenWatch page stands, and which lines around it are the site's frame."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.model import PassageKind
from extractors.read.markup.tree import Html, Node, text_of
from extractors.read.passages.body import Body
from extractors.read.passages.shape import Shape

CONTAINERS = "td, div, body, center"
LANGUAGE_NAME = re.compile(
    r"English|Français|Francais|Español|Espanol|العربية|中文|Русский|Arabic|Chinese|French|Spanish|Russian",
    re.I,
)
BIG = frozenset({"h1", "h2"})
TITLE_CLASS = re.compile(r"title|heading|headline", re.I)
# The lines that every page prints above and below its text.
FRAME = re.compile(
    r"^WomenWatch\b.*(?:Information and Resources|central gateway|initiative of the|Inter-?Agency|United "
    r"Nations system)"
    r"|^(?:UN )?WomenWatch\s*(?:>|&gt;|$)|^(?:Copyright|©)\b.*United Nations|^United Nations,? "
    r"(?:Division|Copyright)|"
    r"^(?:Home|News|Topics|UN Entities|Special Features|Calendar(?: of Events)?|About|Contact|RSS|Search|"
    r"Site map)"
    r"(?:\s*[|·>]?\s*(?:Home|News|Topics|UN Entities|Special Features|Calendar(?: of Events)?|About|"
    r"Contact|RSS|Search|Site map))*$",
    re.I,
)  # fmt: skip
SHAPE = Shape(
    drop=frozenset(
        [
            "#topnav",
            "#footer",
            "#nav",
            "#header",
            "#menu",
            ".nav",
            ".navigation",
            ".sitename",
            ".breadcrumb",
            ".footer",
            ".topnav",
            "form",
        ]
    ),
    headings={".subhead": 3, ".subheading": 3, ".pagetitle": 1, ".sectiontitle": 2},
    captions=frozenset((".caption", ".photocaption", ".imgcaption")),
    has_bold_headings=True,
    has_layout_tables=True,
)


def main_of(html: Html) -> Node:
    """Return the smallest element that holds most of the text that is not links."""
    content = html.first("#content, #main, #maincontent, .maincontent")
    if content is not None and len(text_of(content)) > 200:
        return content
    body = html.root.find("body")
    node = body if body is not None else html.root
    whole = _prose(node)
    while whole:
        inner = [(child, _prose(child)) for child in html.many(CONTAINERS, node)]
        best = min(
            (entry for entry in inner if entry[1] >= 0.9 * whole),
            key=lambda entry: len(text_of(entry[0])),
            default=None,
        )
        if best is None or best[0] is node:
            break
        node = best[0]
    return node


def with_captions(html: Html, body: Body) -> Body:
    """Return a body in which the words of a floating table around a picture are captions."""
    boxes = [box for box in html.many("table[align]") if next(box.iter("img"), None) is not None]
    if not boxes:
        return body
    words = " ".join(text_of(box) for box in boxes)
    passages = tuple(
        replace(p, kind=PassageKind.CAPTION) if words and p.text in words and len(words) < 600 else p
        for p in body.passages
    )
    return Body(passages, body.links)


def _prose(node: Node) -> int:
    """Characters of text that is not the words of links."""
    linked = sum(len(text_of(anchor)) for anchor in node.iter("a"))
    return len(text_of(node)) - linked


def title_of(html: Html, main: Node) -> Node | None:
    """Return the element of the title: by class, as h1 or h2, as a big font, else as the first bold line."""
    declared = _declared_title(html)
    candidates = [
        node for node in main.iter("p", "div", "span", "h1", "h2", "font", "b", "td") if _is_title_like(node)
    ]
    same = [node for node in candidates if declared and _letters(text_of(node)) == _letters(declared)]
    found = same or candidates
    return found[0] if found else None


def _declared_title(html: Html) -> str | None:
    node = html.first("title")
    return re.sub(r"^(?:UN )?WomenWatch\s*[:|-]\s*", "", text_of(node)) if node is not None else None


def _is_title_like(node: Node) -> bool:
    if not (node.tag in BIG or TITLE_CLASS.search(node.get("class") or "") or _is_big_font(node)):
        return False
    text = text_of(node)
    return 3 <= len(text) <= 200 and not is_frame(text)


def _is_big_font(node: Node) -> bool:
    printed = node.get("size") or ""
    size = printed.lstrip("+")
    return node.tag == "font" and size.isdigit() and (int(size) >= 4 or printed.startswith("+"))


def is_frame(text: str) -> bool:
    """Whether a line is one of those that every page of the site prints around its text."""
    return bool(FRAME.match(text))


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
