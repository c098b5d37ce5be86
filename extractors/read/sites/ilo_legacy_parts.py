"""Parts of a static ILO page: the table with the text, the title by its size, what stands above it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from extractors.model import Edition, File, Link
from extractors.read.declared import metadata
from extractors.read.editions import other_editions
from extractors.read.files import byte_count, is_file, read_file
from extractors.read.language import language_code
from extractors.read.markup.tree import Html, Node, clean, text_of
from extractors.read.material import Material
from extractors.read.passages.body import Body, without
from extractors.read.passages.shape import Shape
from extractors.read.passages.walk import read_passages, split_passages

SHAPE = Shape(has_bold_headings=True, has_layout_tables=True, has_link_lines=True)
# Updated by SB. Last update: 3 May 2004.     Copyright (c) 1996-2002 International Labour Organization
FOOTER = re.compile(
    r"^\W*(?:copyright|\u00a9|updated by|last (?:updated?|modified)|derni\u00e8re (?:mise \u00e0 jour|modification)|mise? \u00e0 jour|"
    r"approuv\u00e9e? par|cr\u00e9\u00e9e? par|"
    r"\u00faltima actualizaci\u00f3n|actualizado|created by|for further information[^.]{0,80}contact|approved by|page created)"
    r"|(?:last updated?|derni\u00e8re mise \u00e0 jour|\u00faltima actualizaci\u00f3n)\s*:",
    re.I,
)
SITE_LINE = re.compile(
    r"specialized agency of the United Nations|institution sp\u00e9cialis\u00e9e des Nations Unies|"
    r"(?:agencia|organismo) especializad[ao] de las Naciones Unidas",
    re.I,
)
SEE_ALSO = frozenset(
    {
        "see also",
        "voir aussi",
        "v\u00e9ase tambi\u00e9n",
        "vea tambi\u00e9n",
        "related links",
        "links",
        "liens",
    }
)
LANGUAGE_TREE = re.compile(r"/public/(english|french|spanish)/", re.I)
TITLE_CLASS = re.compile(r"title|titre|titulo", re.I)
FOOTER_LENGTH = 80  # Copyright \u00a9 1996-2002 International Labour Organization (ILO) - Disclaimer
ENOUGH = 120  # characters outside links that make a text rather than a menu
PREFIX = re.compile(r"^[^:\u2013-]{3,40}?\s*(?:\s[-\u2013]\s|:\s)(?=\S)")


def text_region(html: Html) -> Node:
    """Return the element that holds the text: the top table with the most words that are not links.

    The body, where more words stand outside tables than in that one. Tables that name the site or the
    section are frame, be the text of the page as short as it may.
    """
    body = html.root.find("body")
    if body is None:
        return html.root
    tables = [node for node in body.iter("table") if not any(a.tag == "table" for a in node.iterancestors())]
    loose = _weight(body) - sum(map(_weight, tables))
    best = max((node for node in tables if not _is_frame(node)), key=_weight, default=None)
    return best if best is not None and _weight(best) > max(loose - FOOTER_LENGTH, 0) else body


def _is_frame(table: Node) -> bool:
    text = text_of(table)
    return len(text) < 4 * ENOUGH and SITE_LINE.search(text) is not None


def menus(region: Node) -> list[Node]:
    """Return the tables before the text that hold the site's line, names of sections, menus, languages."""
    found: list[Node] = []
    for node in region.iter("table", "p", "h1", "h2", "h3"):
        if any(other is not region and other.tag == "table" for other in node.iterancestors()):
            continue
        is_menu = node.tag == "table" and _is_menu(node, is_inner=region.tag == "table")
        if node is not region and is_menu:
            found.append(node)
        elif node is not region and _weight(node) >= (30 if node.tag == "p" else 1):
            break
    return found


def _is_menu(table: Node, *, is_inner: bool) -> bool:
    """A table with few words that are no links; inside the text's own table one with more links than words."""
    text, own = text_of(table), _weight(table)
    if SITE_LINE.search(text):
        return True
    return own < ENOUGH and (not is_inner or own < len(text) / 2)


def title_node(region: Node, skip: list[Node]) -> Node | None:
    """Return the element with the title: a heading, else the largest print, else a paragraph marked as one."""
    nodes = [node for node in region.iter("h1", "h2", "font", "p", "td", "div") if not _is_in(node, skip)]
    for tag in ("h1", "h2"):
        heading = next((node for node in nodes if node.tag == tag and text_of(node)), None)
        if heading is not None:
            return heading
    fonts = [
        (size, node) for node in nodes if node.tag == "font" and (size := _size(node)) >= 4 and text_of(node)
    ]
    largest = max((size for size, _ in fonts), default=0)
    found = next((node for size, node in fonts if size == largest), None)
    if found is not None:
        return found
    marked = (node for node in nodes if TITLE_CLASS.search(node.get("class") or ""))
    return next((node for node in marked if 0 < len(text_of(node)) < 200), None)


def head_and_body(html: Html, region: Node, title: Node | None, skip: list[Node]) -> tuple[list[str], Body]:
    """Return the lines above the title, and the passages below it without footers and site lines."""
    if title is None:
        above, whole = Body(), read_passages(region, SHAPE, html.base, skip)
    else:
        above, whole = split_passages(region, SHAPE, html.base, title, skip)
    gone = [p.ordinal for p in whole.passages if FOOTER.search(p.text) or SITE_LINE.search(p.text)]
    return [passage.text for passage in above.passages], without(whole, gone)


def see_also(body: Body) -> tuple[Link, ...]:
    """Return the links that stand under "See also"; their words stay in the text as printed."""
    under = {
        p.ordinal
        for p in body.passages
        if p.heading_path and p.heading_path[-1].casefold().strip(" :") in SEE_ALSO
    }
    return tuple(link for link in body.links if link.passage in under)


def translations(material: Material) -> tuple[Edition, ...]:
    """Return the other language editions: links of the language line into another language's tree."""
    html = material.html
    own = LANGUAGE_TREE.search(urlsplit(material.url).path)
    found = [*metadata.editions(html), *_switcher(html)]
    return other_editions(html, found, language_code(own[1]) if own else None)


def files(html: Html, region: Node) -> list[File]:
    """Return the linked files that say they are downloads, in the link or behind it: "(PDF, 214 KB)"."""
    links = [link for link in region.iter("a") if is_file(html.absolute(link.get("href")))]
    sized = [link for link in links if byte_count(text_of(link) + " " + clean(link.tail)[:40])]
    found = [file for link in sized if (file := read_file(html, link))]
    return list({file.url: file for file in found}.values())


def without_section(title: str) -> str | None:
    """Return the content of `<title>` without the section's name before it.

    >>> without_section("Gender Equality Tool - About us")
    'About us'
    """
    return PREFIX.sub("", clean(title), count=1) or None


def _weight(node: Node) -> int:
    return len(text_of(node)) - sum(len(text_of(link)) for link in node.iter("a"))


def _is_in(node: Node, nodes: list[Node]) -> bool:
    return any(other in nodes for other in (node, *node.iterancestors())) if nodes else False


def _size(font: Node) -> int:
    """The size of a font element: 5, +2 (from 3), 0 where none is printed."""
    size = (font.get("size") or "").strip()
    if not re.fullmatch(r"[+-]?\d", size):
        return 0
    return 3 + int(size) if size[0] in "+-" else int(size)


def _switcher(html: Html) -> Iterator[tuple[str | None, str | None]]:
    """<a href="/public/french/...">FR</a> - <a href="/public/spanish/...">Espa\u00f1ol</a>"""
    for link in html.many("a[href]"):
        url, label = html.absolute(link.get("href")), text_of(link)
        tree = LANGUAGE_TREE.search(urlsplit(url).path) if url else None
        if tree and language_code(label) and language_code(label) == language_code(tree[1]):
            yield language_code(label), url
