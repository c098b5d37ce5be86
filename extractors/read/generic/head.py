"""What stands around the title of any page: the heading itself, type and date lines, `<time>` elements."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.model import PartialDate
from extractors.read.dates.parse import parse_date
from extractors.read.document_type import type_of_word
from extractors.read.header_line import HeaderLine, is_header_line, read_header_line
from extractors.read.markup.tree import Html, Node, attribute, clean, text_of
from extractors.read.rules import Candidate

ASIDE = ("nav", "aside", "footer", "a", "li")
RELATED = ("related", "teaser", "card", "sidebar", "promo", "recommend", "latest")
BLOCKS = ("p", "div", "ul", "h2", "table")
HEADER_LINES = 12
LONG_TEXT = 220
# How far above the title its header reaches.
HEADER_DEPTH = 3


def heading_of(html: Html) -> Node | None:
    """Return the title's h1: the only one with words, or the one that the page's title repeats."""
    found = [(node, text_of(node)) for node in html.many("h1") if not is_aside(node) and text_of(node)]
    if len(found) == 1:
        return found[0][0]
    title = clean(title_element(html)).casefold()
    return next((node for node, text in found if title and title.startswith(text.casefold())), None)


def title_element(html: Html) -> str | None:
    """Return the words of `<title>`."""
    node = html.first("head > title")
    return text_of(node) if node is not None else None


def header_lines(html: Html, heading: Node | None) -> Iterator[HeaderLine]:
    """Yield the lines between the title and the text that hold a date or a type word."""
    for text in _lines_after(html, heading):
        line = read_header_line(text) if is_header_line(text) else None
        if line is not None:
            yield line


def kicker_of(heading: Node | None) -> str | None:
    """Return a line beside the title that is nothing but a type word: "News", "Press release"."""
    for box in _boxes(heading):
        lines = (node for node in box.iter("p", "div", "span") if not len(node) and not is_aside(node))
        found = next((text for node in lines if (text := text_of(node)) and type_of_word(text)), None)
        if found:
            return found
    return None


def time_beside(html: Html, heading: Node | None) -> Candidate | None:
    """Return the day of the `<time>` beside the title; two different days say nothing."""
    for box in _boxes(heading):
        times = [node for node in html.many("time", box) if not is_aside(node)]
        found = {date.value: (date, node) for node in times if (date := _time(node))}
        if len(found) == 1:
            date, node = next(iter(found.values()))
            return Candidate(date.value, text_of(node), date)
        if found:
            return None
    return None


def is_aside(node: Node) -> bool:
    """Whether an element stands in a menu, a link, a list or related content."""
    while node is not None:
        names = (node.get("class") or "").lower()
        if node.tag in ASIDE or any(word in names for word in RELATED):
            return True
        node = node.getparent()
    return False


def _boxes(heading: Node | None) -> Iterator[Node]:
    box = heading
    for _ in range(HEADER_DEPTH):
        box = box.getparent() if box is not None else None
        if box is None or box.tag in ("body", "html"):
            return
        yield box


def _lines_after(html: Html, heading: Node | None) -> Iterator[str]:
    is_after, count = False, 0
    for node in html.root.iter("h1", "h2", "p", "div", "span", "time", "li") if heading is not None else ():
        if node is heading:
            is_after = True
        elif is_after and not any(child.tag in BLOCKS for child in node):
            text = text_of(node)
            count += bool(text)
            if len(text) > LONG_TEXT or count > HEADER_LINES or node.tag == "h2":
                return
            if text and not is_aside(node):
                yield text


def _time(node: Node) -> PartialDate | None:
    return parse_date(text_of(node)) or parse_date(attribute(node, "datetime"))
