"""Any page: `trafilatura` finds the body, the page's own declarations and header lines the rest.

Precision first where a date is concerned: a wrong date is worse than none, so events and standing pages
have no publication date here, and a `<time>` counts only beside the title.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.model import DocumentType, EventFields, File, Issue, PartialDate, Page, SiteGeneration
from extractors.read.assemble import Draft, assemble
from extractors.read.dates import parse_date
from extractors.read.document_type import type_of_section, type_of_slug, type_of_title, type_of_word
from extractors.read.editions import other_editions
from extractors.read.files import is_file, read_file
from extractors.read.generic_body import read_generic_body
from extractors.read.header_line import HeaderLine, is_header_line, read_header_line
from extractors.read.language import language_code
from extractors.read.material import Material, Reader
from extractors.read.metadata import editions, title_without_site
from extractors.read.passages import Body, without
from extractors.read.rules import Candidate, Rule, apply_all
from extractors.read.tree import Html, Node, attribute, clean, text_of

T = DocumentType
UNDATED = frozenset({T.EVENT, T.ORGANISATION_PAGE, T.TOPIC_PAGE, T.PROGRAMME, T.LISTING})
# JSON-LD and microdata types that say more than "a page".
DECLARED_TYPES = (
    ("Event", T.EVENT), ("NewsArticle", T.NEWS), ("BlogPosting", T.ARTICLE), ("OpinionNewsArticle", T.OP_ED),
    ("Report", T.PUBLICATION), ("Book", T.PUBLICATION), ("ScholarlyArticle", T.PUBLICATION), ("VideoObject", T.VIDEO),
    ("Thesis", T.PUBLICATION), ("FAQPage", T.EXPLAINER), ("AboutPage", T.ORGANISATION_PAGE), ("Interview", T.INTERVIEW),
    ("Article", T.ARTICLE),
)  # fmt: skip
ASIDE = ("nav", "aside", "footer", "a", "li")
RELATED = ("related", "teaser", "card", "sidebar", "promo", "recommend", "latest")
HEADER_LINES = 12
LONG_TEXT = 220
# The title, kicker and header line stand among the first passages, when the body repeats them.
HEAD_PASSAGES = 5
# How far above the title its header reaches.
HEADER_DEPTH = 3


def read_page(material: Material) -> Page:
    """Return the page with whatever could be found; an empty body is an incomplete page."""
    body = read_generic_body(material)
    view = _View(material, body)
    outcomes = apply_all(_RULES, view)
    printed = {outcomes["title"].value, outcomes["kicker"].value, *(line.text for line in view.lines)}
    body = without(body, [p.ordinal for p in body.passages[:HEAD_PASSAGES] if p.text in printed])
    issues = () if body.passages else (Issue("body.empty", "no main text was found", "body"),)
    return assemble(
        Draft(
            material=material,
            reader=READERS[0],
            body=body,
            outcomes=outcomes,
            publisher=_publisher(material),
            event=view.event,
            files=tuple({file.url: file for file in _files(material, body)}.values()),
            translations=other_editions(material.html, editions(material.html), language_code(outcomes["language"].value)),
            identifiers=_identifiers(material),
            issues=issues,
        )
    )  # fmt: skip


class _View:
    """What the rules look at: the declarations, the title element, the lines beside the title."""

    def __init__(self, material: Material, body: Body) -> None:
        self.material = material
        self.texts = {passage.text for passage in body.passages}
        self.html = material.html
        self.metadata = material.metadata
        self.heading = _heading(material.html)
        self.lines = [
            line for text in _lines_after(material.html, self.heading) for line in _header_line(text)
        ]
        self.kind = next(filter(None, (find(self) for find in _TYPES.values())), T.OTHER)

    @property
    def event(self) -> EventFields | None:
        """Days, times and place of an event page."""
        if self.kind is not T.EVENT:
            return None
        start, end = self._declared_day("starts_on"), self._declared_day("ends_on")
        place = self.metadata.first("place")
        if start is not None and start.data is not None:
            last = end if end is not None else start
            return EventFields(
                parse_date(start.value), parse_date(last.value), place=place.value if place else None
            )
        line = next((line.event for line in self.lines if line.event), None)
        return replace(line, place=line.place or (place.value if place else None)) if line else None

    def _declared_day(self, field: str) -> Candidate | None:
        return _declared_date(self, field)


def _heading(html: Html) -> Node | None:
    """The title's h1: the only one with words, or the one that the page's title repeats."""
    found = [(node, text_of(node)) for node in html.many("h1") if not _is_aside(node) and text_of(node)]
    if len(found) == 1:
        return found[0][0]
    title = clean(_title_element(html)).casefold()
    return next((node for node, text in found if title and title.startswith(text.casefold())), None)


def _title_element(html: Html) -> str | None:
    node = html.first("head > title")
    return text_of(node) if node is not None else None


def _lines_after(html: Html, heading: Node | None) -> Iterator[str]:
    if heading is None:
        return
    is_after, count = False, 0
    for node in html.root.iter("h1", "h2", "p", "div", "span", "time", "li"):
        if node is heading:
            is_after = True
        elif is_after and not any(child.tag in ("p", "div", "ul", "h2", "table") for child in node):
            text = text_of(node)
            count += bool(text)
            if len(text) > LONG_TEXT or count > HEADER_LINES or node.tag == "h2":
                return
            if text and not _is_aside(node):
                yield text


def _kicker(html: Html, heading: Node | None) -> str | None:
    """A line beside the title that is nothing but a type word: "News", "Press release"."""
    box = heading
    for _ in range(HEADER_DEPTH):
        box = box.getparent() if box is not None else None
        if box is None or box.tag in ("body", "html"):
            return None
        lines = (node for node in box.iter("p", "div", "span") if not len(node) and not _is_aside(node))
        found = next((text for node in lines if (text := text_of(node)) and type_of_word(text)), None)
        if found:
            return found
    return None


def _header_line(text: str) -> Iterator[HeaderLine]:
    line = read_header_line(text) if is_header_line(text) else None
    if line is not None:
        yield line


def _is_aside(node: Node) -> bool:
    while node is not None:
        names = (node.get("class") or "").lower()
        if node.tag in ASIDE or any(word in names for word in RELATED):
            return True
        node = node.getparent()
    return False


def _time_beside_title(view: _View) -> Candidate | None:
    box = view.heading
    for _ in range(HEADER_DEPTH):
        box = box.getparent() if box is not None else None
        if box is None or box.tag in ("body", "html"):
            return None
        times = [node for node in view.html.many("time", box) if not _is_aside(node)]
        found = {date.value: (date, node) for node in times for date in [_time(node)] if date}
        if len(found) == 1:
            date, node = next(iter(found.values()))
            return Candidate(date.value, text_of(node), date)
        if found:
            return None
    return None


def _time(node: Node) -> PartialDate | None:
    return parse_date(text_of(node)) or parse_date(attribute(node, "datetime"))


def _declared_date(view: _View, field: str) -> Candidate | None:
    for entry in view.metadata.all(field):
        date = parse_date(entry.value)
        if date:
            return Candidate(date.value, entry.value, date)
    return None


def _published(view: _View) -> Candidate | None:
    return None if view.kind in UNDATED else _declared_date(view, "published_on")


def _time_published(view: _View) -> Candidate | None:
    return None if view.kind in UNDATED else _time_beside_title(view)


def _line_published(view: _View) -> Candidate | None:
    if view.kind in UNDATED:
        return None
    line = next(
        (line for line in view.lines if line.date and line.date.precision != "day_without_year"), None
    )
    return Candidate(line.date.value, line.text, line.date) if line and line.date else None


def _declared_type(view: _View) -> T | None:
    declared = " ".join(entry.value for entry in view.metadata.all("type") if entry.rule != "meta.og:type")
    if any(entry.rule.startswith("meta.citation_") for entry in view.metadata.all("title")):
        return T.PUBLICATION
    return next((kind for name, kind in DECLARED_TYPES if name in declared), None)


def _og_type(view: _View) -> T | None:
    return T.ARTICLE if any(entry.value == "article" for entry in view.metadata.all("type")) else None


_TYPES = {
    "header_line.type_word": lambda v: next((line.typed[0] for line in v.lines if line.typed), None),
    "title.type_word": lambda v: (
        (type_of_title(text_of(v.heading)) or (None,))[0] if v.heading is not None else None
    ),
    "url.slug": lambda v: (type_of_slug(v.material.url) or (None,))[0],
    "url.section": lambda v: (type_of_section(v.material.url) or (None,))[0],
    "declared.type": _declared_type,
    "meta.og:type": _og_type,
}


def _titles(field_rules: Sequence[str]) -> list[Rule[_View]]:
    def of(name: str) -> Rule[_View]:
        def find(view: _View) -> str | None:
            entry = next((entry for entry in view.metadata.all("title") if entry.rule == name), None)
            return _without_site_name(view, entry.value) if entry else None

        return Rule(name, find)

    return [of(name) for name in field_rules]


def _without_site_name(view: _View, title: str | None) -> str | None:
    plain = title_without_site(title)
    site = view.metadata.first("site_name")
    if plain and site:
        for gap in (" | ", " - ", " – ", " — ", " » "):
            plain = plain.removesuffix(gap + site.value)
    if plain and view.heading is not None:
        words = text_of(view.heading)
        # "A fair roster | Some Site": the heading is where the site's name begins.
        if len(words) > 8 and plain.casefold().startswith(words.casefold() + " "):
            rest = plain[len(words) :].strip()
            plain = words if rest[:1] in "|-–—»:" else plain
    return plain or None


def _printed_summary(view: _View) -> str | None:
    """The declared summary, when the page prints it too: one made from the first words is no summary."""
    entry = view.metadata.first("summary")
    # One that stands in the text itself is its first paragraph.
    if entry is None or len(entry.value) < 20 or entry.value in view.texts:
        return None
    nodes = (node for node in view.html.root.iter("p", "div", "h2", "span") if not len(node))
    return entry.value if any(clean(node.text) == entry.value for node in nodes) else None


_RULES: dict[str, list[Rule[_View]]] = {
    "title": [
        *_titles(["json_ld.headline", "meta.citation_title", "meta.og:title", "meta.dcterms.title", "meta.dc.title"]),
        Rule("h1", lambda v: text_of(v.heading) if v.heading is not None else None),
        *_titles(["meta.twitter:title", "json_ld.name", "itemprop.headline", "meta.title"]),
        Rule("html.title", lambda v: _without_site_name(v, _title_element(v.html)), is_checked=False),
    ],
    "kicker": [Rule("text.type_line", lambda v: _kicker(v.html, v.heading))],
    "summary": [Rule("meta.printed_description", _printed_summary)],
    "document_type": [Rule("generic.type", lambda v: v.kind.value)],
    "published_on": [
        Rule("declared.published_on", _published),
        Rule("time.beside_title", _time_published),
        Rule("text.header_line", _line_published),
    ],
    "modified_on": [Rule("declared.modified_on", lambda v: _declared_date(v, "modified_on"))],
    "language": [Rule("declared.language", lambda v: language_code(e.value) if (e := v.metadata.first("language")) else None)],
    "place": [Rule("text.header_line", lambda v: next((line.place for line in v.lines if line.place), None))],
    "author": [Rule("declared.author", lambda v: [a for a in v.metadata.values("author") if not a.startswith("http")])],
    "tag": [Rule("declared.tag", lambda v: _tags(v))],
    "theme": [Rule("declared.section", lambda v: v.metadata.values("section"))],
}  # fmt: skip


def _tags(view: _View) -> list[str]:
    values = view.metadata.values("tag")
    # "a, b, c" in one keywords element; one tag an element elsewhere.
    return [
        tag.strip()
        for value in values
        for tag in (value.split(",") if len(values) == 1 else [value])
        if tag.strip()
    ]


def _files(material: Material, body: Body) -> Iterator[File]:
    declared = material.metadata.all("file")
    for link in [*(entry.value for entry in declared), *(link.url for link in body.links)]:
        url = material.html.absolute(link)
        if is_file(url):
            anchor = next(
                (a for a in material.html.many("a[href]") if material.html.absolute(a.get("href")) == url),
                None,
            )
            file = read_file(material.html, anchor) if anchor is not None else None
            if file:
                yield file


def _identifiers(material: Material) -> dict[str, str]:
    names = ("isbn", "issn", "doi", "series", "page_count")
    found = {name: material.metadata.first(name) for name in names}
    return {
        name: entry.value for name, entry in found.items() if entry and not entry.value.startswith("http")
    }


def _publisher(material: Material) -> str | None:
    if material.source is not None:
        return material.source.publisher
    host = (material.url.split("/") + ["", "", ""])[2].lower()
    return (
        "UN Women" if "unwomen" in host else "UN WomenWatch" if "womenwatch" in material.url.lower() else None
    )


READERS = (Reader(SiteGeneration.UNKNOWN, "generic", "1", read_page),)
