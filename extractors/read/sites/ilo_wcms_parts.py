"""Parts of a WCMS page of the ILO: content column, header lines, record, body, files, editions, credits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from extractors.addresses import canonical_url
from extractors.model import DocumentType, Edition, File, Link
from extractors.read.declared import metadata
from extractors.read.editions import from_links, other_editions
from extractors.read.files import is_file, read_file
from extractors.read.header_line import HeaderLine, is_header_line, read_header_line
from extractors.read.language import language_code
from extractors.read.markup.tree import Html, Node, clean, text_of
from extractors.read.material import Material
from extractors.read.passages.body import Body, without_loose_headings
from extractors.read.passages.shape import Shape, names
from extractors.read.passages.walk import read_passages
from extractors.read.record import field_of

SHAPE = Shape(
    drop=names(
        ".page-tools .share .sendmail #mail .modal .meta-data .pub-data .item-data #download .download .see-also "
        ".copyright .credit .lang-switch .page-title .eyebrow .long-title .breadcrumb #breadcrumb .left-nav "
        ".highlights .items-list .items-group .pagination .event-info .item-date .info .font-size .addthis "
        ".social-share .related .right-side .fast-nav .visually-hidden form"
    ),
    captions=names(".caption .img-caption-text"),
    headings={".subtitle": 3},
)
TEXT = ".text, .content-text"
RECORD = ".pub-data tr, .item-data tr"
DOWNLOADS = "#download a[href], .download a[href], .downloads a[href]"
SWITCHER = ".lang-switch a[href], .languages a[href], .language-switch a[href], .lang a[href]"
CREDITS = ".copyright, .credit, .photo-credit"
SEE_ALSO = ".see-also a[href], .related a[href]"
# Tags: home work, garment industry      Unit responsible: Bureau for Gender Equality
LABELLED = re.compile(r"^([^:]{3,40})\s*:\s*(.+)$")
WCMS_LANGUAGE = re.compile(r"/lang--([a-z]{2})(?:/|$)")
WCMS_NUMBER = re.compile(r"/WCMS_(\d+)", re.I)


def content(html: Html) -> Node | None:
    """Return the content column; several elements may carry its id, the one with a title is meant."""
    columns = html.many("#content")
    titled = next((node for node in columns if html.first(".page-title, h1", node) is not None), None)
    return titled if titled is not None else next(iter(columns), html.root.find("body"))


def text_regions(html: Html, column: Node | None) -> list[Node]:
    """Return the elements that hold the text, outermost ones only."""
    found = html.many(TEXT, column)
    return [node for node in found if not any(other in found for other in node.iterancestors())]


def header_lines(html: Html, column: Node | None, regions: Sequence[Node]) -> list[HeaderLine]:
    """Return the lines between title and text that print a type, a place or a date."""
    lines = []
    for node in _above_text(html, column, regions):
        text = text_of(node)
        line = read_header_line(text) if is_header_line(text) else None
        if line:
            lines.append(line)
    return lines


def record_rows(html: Html, column: Node | None) -> list[tuple[str, str]]:
    """Return the rows of the record table, then the labelled lines and `aside` entries under the text."""
    rows = [row for node in html.many(RECORD, column) if (row := _row(node))]
    for node in html.many("p", column):
        strong = node.find("strong")
        if strong is not None and not clean(node.text):
            rows += _labelled(text_of(node))
    for aside in html.many(".meta-data", column):
        rows += _aside_rows(aside)
    return list(dict.fromkeys(rows))


def abstract(html: Html, column: Node | None) -> str | None:
    """Return the summary under the title, null when the line there is a header line."""
    for node in html.many(".page-title p, .abstract", column):
        text = text_of(node)
        if text and not is_header_line(text):
            return text
    return None


def body(html: Html, regions: Sequence[Node], column: Node | None) -> Body:
    """Return the text; a page without a text element is read from its whole column."""
    if regions:
        return read_passages(list(regions), SHAPE, html.base)
    if column is None:
        return Body()
    above = [node for node in column.iterchildren() if node.tag == "p" and is_header_line(text_of(node))]
    labelled = [node for node in column.iterchildren("p") if _is_label_line(node)]
    titles = html.many("h1, .abstract", column)
    return without_loose_headings(read_passages(column, SHAPE, html.base, [*above, *labelled, *titles]))


def files(html: Html, column: Node | None, kind: DocumentType) -> list[File]:
    """Return the downloads; a publication without a download box: any file its column links to."""
    links = html.many(DOWNLOADS, column)
    if not links and kind is DocumentType.PUBLICATION:
        links = html.many("a[href]", column)
    found = [file for link in links if is_file(link.get("href")) and (file := read_file(html, link))]
    return list({file.url: file for file in reversed(found)}.values())[::-1]


def translations(material: Material, column: Node | None) -> tuple[Edition, ...]:
    """Return other language editions: hreflang, the switcher, and links to the same number elsewhere."""
    html = material.html
    own = WCMS_LANGUAGE.search(urlsplit(material.url).path)
    switcher = html.many(SWITCHER)
    same = [link for link in html.many("a[href*='WCMS_']") if _is_same_number(html, link)]
    found = [*metadata.editions(html), *_by_address(html, [*switcher, *same]), *from_links(html, switcher)]
    return other_editions(html, found, own[1] if own else language_code("en"))


def see_also(html: Html) -> list[Link]:
    """Return the links beside the text; they stand in no passage (-1)."""
    links = []
    for node in html.many(SEE_ALSO):
        url, text = html.absolute(node.get("href")), text_of(node)
        if url and text:
            links.append(Link(url, text, -1, 0, 0))
    return links


def credits_of(html: Html, column: Node | None) -> list[str]:
    """Return the photo credits; their year is that of the crawl and dates nothing."""
    return [text for node in html.many(CREDITS, column) if (text := text_of(node))]


def wcms_number(url: str) -> str | None:
    """Return the number that joins the editions, sections and files of one item."""
    match = WCMS_NUMBER.search(urlsplit(url).path)
    return match[1] if match else None


def _above_text(html: Html, column: Node | None, regions: Sequence[Node]) -> Iterator[Node]:
    """Paragraphs and short blocks of the column up to its text, and those inside the title block."""
    if column is None:
        return
    stops = set(regions)
    for node in column.iter("p", "div", "span", "h2", "h3", "h4", "time", "ul"):
        if node in stops:
            return
        if node.tag == "ul" or (node.get("id") or "") in ("download", "mail"):
            continue
        is_leaf = node.find("p") is None and node.find("div") is None
        if (
            is_leaf
            and "theme" not in (node.get("class") or "")
            and "eyebrow" not in (node.get("class") or "")
        ):
            yield node


def _row(node: Node) -> tuple[str, str] | None:
    cells = [cell for cell in node if cell.tag in ("th", "td")]
    if len(cells) < 2:
        return None
    label, value = text_of(cells[0]).rstrip(" :"), text_of(cells[1])
    return (label, value) if label and value else None


def _labelled(text: str) -> list[tuple[str, str]]:
    match = LABELLED.match(text)
    return [(match[1].strip(), match[2].strip())] if match and field_of(match[1]) else []


def _is_label_line(node: Node) -> bool:
    return node.find("strong") is not None and bool(_labelled(text_of(node)))


def _aside_rows(aside: Node) -> Iterator[tuple[str, str]]:
    """<strong>Tags</strong>: women workers, ports<br><strong>Regions and countries covered</strong>: Global"""
    for strong in aside.iter("strong", "b", "dt"):
        label = text_of(strong).rstrip(" :")
        values = [strong.tail or ""]
        for node in strong.itersiblings():
            if node.tag in ("strong", "b", "dt"):
                break
            values += [text_of(node), node.tail or ""]
        value = clean(" ".join(values)).strip(" :")
        if label and value:
            yield label, value


def _by_address(html: Html, links: Sequence[Node]) -> Iterator[tuple[str | None, str | None]]:
    for link in links:
        url = html.absolute(link.get("href"))
        language = WCMS_LANGUAGE.search(urlsplit(url).path) if url else None
        if language:
            yield language[1], url


def _is_same_number(html: Html, link: Node) -> bool:
    url = html.absolute(link.get("href")) or ""
    number = wcms_number(url)
    return (
        number is not None
        and number == wcms_number(html.url)
        and canonical_url(url) != canonical_url(html.url)
    )
