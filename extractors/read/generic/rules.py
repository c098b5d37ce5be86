"""The rules of the generic reader: declarations first, the lines beside the title next, addresses last."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from extractors.model import DocumentType, EventFields
from extractors.read import common_rules as common
from extractors.read.dates.parse import parse_date
from extractors.read.declared.metadata import title_without_site
from extractors.read.document_type import type_of_section, type_of_slug, type_of_title
from extractors.read.generic import head
from extractors.read.header_line import HeaderLine
from extractors.read.language import language_code
from extractors.read.markup.tree import clean, text_of
from extractors.read.material import Material
from extractors.read.passages.body import Body
from extractors.read.rules import Candidate, Found, Rule

T = DocumentType
# JSON-LD and microdata types that say more than "a page".
DECLARED_TYPES = {
    "Event": T.EVENT,
    "NewsArticle": T.NEWS,
    "BlogPosting": T.ARTICLE,
    "Report": T.PUBLICATION,
    "Book": T.PUBLICATION,
    "ScholarlyArticle": T.PUBLICATION,
    "Thesis": T.PUBLICATION,
    "VideoObject": T.VIDEO,
    "FAQPage": T.EXPLAINER,
    "AboutPage": T.ORGANISATION_PAGE,
    "Interview": T.INTERVIEW,
    "Article": T.ARTICLE,
}
GAPS = (" | ", " - ", " – ", " — ", " » ")
SHORTEST_SUMMARY = 20


class View:
    """What the rules look at: the declarations, the heading, the lines beside it, the body's texts."""

    def __init__(self, material: Material, body: Body) -> None:
        self.material = material
        self.html = material.html
        self.metadata = material.metadata
        self.texts = {passage.text for passage in body.passages}
        self.heading = head.heading_of(material.html)
        self.heading_text = text_of(self.heading) if self.heading is not None else None
        self.lines: list[HeaderLine] = list(head.header_lines(material.html, self.heading))

    @cached_property
    def type(self) -> DocumentType:
        """The document type, decided before the fields that depend on it."""
        found: Iterable[DocumentType | None] = (find(self) for find in TYPES.values())
        return next((kind for kind in found if kind), T.OTHER)

    @property
    def event(self) -> EventFields | None:
        """Days, times and place of an event page."""
        if self.type is not T.EVENT:
            return None
        declared = self.metadata.first("place")
        place = declared.value if declared else None
        start, end = declared_date(self, "starts_on"), declared_date(self, "ends_on")
        if start is not None:
            return EventFields(parse_date(start.value), parse_date((end or start).value), place=place)
        line = next((line.event for line in self.lines if line.event), None)
        return replace(line, place=line.place or place) if line else None


def declared_date(view: View, field: str) -> Candidate | None:
    """Return the most trusted declared date of a field that is one."""
    for entry in view.metadata.all(field):
        found = common.dated(parse_date(entry.value), entry.value)
        if found:
            return found
    return None


def _dated(find: Callable[[View], Found]) -> Callable[[View], Found]:
    # Events and standing pages have no day of publication, whatever they declare.
    return lambda view: None if view.type in common.UNDATED else find(view)


def _line_date(view: View) -> Found:
    return next((found for line in view.lines if (found := common.dated(line.date, line.text))), None)


def _declared_type(view: View) -> T | None:
    if any(entry.rule.startswith("meta.citation_") for entry in view.metadata.all("title")):
        return T.PUBLICATION
    declared = [e.value for e in view.metadata.all("type") if e.rule != "meta.og:type"]
    return next((kind for name, kind in DECLARED_TYPES.items() if any(name in d for d in declared)), None)


def _og_type(view: View) -> T | None:
    return T.ARTICLE if any(entry.value == "article" for entry in view.metadata.all("type")) else None


TYPES: Mapping[str, Callable[[View], T | None]] = {
    "header_line.type_word": lambda v: next((line.typed[0] for line in v.lines if line.typed), None),
    "title.type_word": lambda v: (type_of_title(v.heading_text) or (None,))[0],
    "url.slug": lambda v: (type_of_slug(v.material.url) or (None,))[0],
    "url.section": lambda v: (type_of_section(v.material.url) or (None,))[0],
    "declared.type": _declared_type,
    "meta.og:type": _og_type,
}


def _title(name: str) -> Rule[View]:
    def find(view: View) -> Found:
        entry = next((entry for entry in view.metadata.all("title") if entry.rule == name), None)
        return _without_site_name(view, entry.value) if entry else None

    return Rule(name, find)


def _without_site_name(view: View, title: str | None) -> str | None:
    plain = title_without_site(title)
    site = view.metadata.first("site_name")
    for gap in GAPS if plain and site else ():
        plain = plain.removesuffix(gap + site.value) if plain and site else plain
    words = view.heading_text or ""
    # "A fair roster | Some Site": the heading ends where the site's name begins.
    if plain and len(words) > 8 and plain.casefold().startswith(words.casefold() + " "):
        rest = plain[len(words) :].strip()
        plain = words if rest[:1] in "|-–—»:" else plain
    return plain or None


def _printed_summary(view: View) -> str | None:
    """The declared summary where the page prints it too, outside its text: else it is the first paragraph."""
    entry = view.metadata.first("summary")
    if entry is None or len(entry.value) < SHORTEST_SUMMARY or entry.value in view.texts:
        return None
    nodes = (node for node in view.html.root.iter("p", "div", "h2", "span") if not len(node))
    return entry.value if any(clean(node.text) == entry.value for node in nodes) else None


def _authors(view: View) -> Sequence[str]:
    return [name for name in view.metadata.values("author") if not name.startswith("http")]


def _tags(view: View) -> list[str]:
    values = view.metadata.values("tag")
    # "a, b, c" in one keywords element; one tag an element elsewhere.
    parts = [part for value in values for part in (value.split(",") if len(values) == 1 else [value])]
    return [part.strip() for part in parts if part.strip()]


def _language(view: View) -> Found:
    entry = view.metadata.first("language")
    return language_code(entry.value) if entry else None


DECLARED_TITLES = (
    "json_ld.headline",
    "meta.citation_title",
    "meta.og:title",
    "meta.dcterms.title",
    "meta.dc.title",
)
WEAK_TITLES = ("meta.twitter:title", "json_ld.name", "itemprop.headline", "meta.title")
RULES: Mapping[str, Sequence[Rule[View]]] = {
    "title": (
        *map(_title, DECLARED_TITLES),
        Rule("h1", lambda view: view.heading_text),
        *map(_title, WEAK_TITLES),
        Rule("html.title", lambda v: _without_site_name(v, head.title_element(v.html)), is_checked=False),
    ),
    "kicker": (Rule("text.type_line", lambda view: head.kicker_of(view.heading)),),
    "summary": (Rule("meta.printed_description", _printed_summary),),
    "document_type": (Rule("generic.type", lambda view: view.type.value),),
    "published_on": (
        Rule("declared.published_on", _dated(lambda view: declared_date(view, "published_on"))),
        Rule("time.beside_title", _dated(lambda view: head.time_beside(view.html, view.heading))),
        Rule("text.header_line", _dated(_line_date)),
    ),
    "modified_on": (Rule("declared.modified_on", lambda view: declared_date(view, "modified_on")),),
    "language": (Rule("declared.language", _language),),
    "place": (
        Rule("text.header_line", lambda v: next((line.place for line in v.lines if line.place), None)),
    ),
    "author": (Rule("declared.author", _authors),),
    "tag": (Rule("declared.tag", _tags),),
    "theme": (Rule("declared.section", lambda view: view.metadata.values("section")),),
}
