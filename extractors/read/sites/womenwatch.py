"""UN WomenWatch (1997 to about 2016): static pages laid out in tables, seldom with a date.

The markup was never seen, only its texts, so everything is structural: the bars of navigation are lines of
links, the text stands in the cell (or element) that holds most of the words, the title in the first big
line of it. News pages print several items under a date each.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from extractors.model import DocumentType, Edition, File, Listing, Page, Passage, PassageKind, SiteGeneration
from extractors.read import common_rules as common
from extractors.read.assemble import Draft, assemble
from extractors.read.credits import without_credits
from extractors.read.dates.find import find_dates
from extractors.read.declared.metadata import title_without_site
from extractors.read.editions import from_links, other_editions
from extractors.read.files import is_file, read_file
from extractors.read.listings.unwomen import read_womenwatch_news
from extractors.read.markup.tree import attribute, text_of
from extractors.read.material import Material, Reader
from extractors.read.passages.body import Body, without
from extractors.read.passages.walk import read_passages
from extractors.read.rules import Candidate, Found, Rule, apply_all
from extractors.read.sites import womenwatch_parts as parts

T = DocumentType
SECTIONS = (
    (r"/ungen(?:/|$)|/news/(?:index\.html?)?$", T.LISTING),
    (r"/calendar(?:/|$)|/asp/user/list", T.LISTING),
    (r"/feature/(?:index\.html?)?$", T.LISTING),
    (r"/feature/", T.ARTICLE),
    (r"/directory/", T.ORGANISATION_PAGE),
    (r"/statements?/", T.STATEMENT),
    (r"/daw/(?:csw|cedaw)/", T.CONFERENCE_RECORD),
    (r"/(?:daw|osagi)/public", T.PUBLICATION),
    (r"/(?:daw|osagi|about)(?:/|$)", T.ORGANISATION_PAGE),
    (r"/(?:beijing|asp)", T.TOPIC_PAGE),
)
# Last updated 5 May 2010      Page last modified: May 2010
REVISION = re.compile(r"^(?:page\s+)?(?:last\s+)?(?:updated|modified|revised|update)\b.{0,60}$", re.I)
# Home | About us   << Back to the index   Top of page
NAVIGATION = re.compile(
    r"^(?:back to|top of|return to|print this|email this|\^|«|<<).{0,60}$|^top$|^back$", re.I
)


class View:
    """What the rules of this generation look at."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.html = material.html
        self.main = parts.main_of(material.html)
        self.raw = parts.with_captions(
            material.html, read_passages(self.main, parts.SHAPE, material.html.base)
        )
        self.revision = next((p for p in reversed(self.raw.passages) if REVISION.match(p.text)), None)

    @cached_property
    def title(self) -> Candidate | None:
        """The first big line of the text; one that the head declares too is preferred."""
        node = parts.title_of(self.html, self.main)
        return Candidate(text_of(node), text_of(node)) if node is not None else None

    @cached_property
    def type(self) -> DocumentType:
        """The document type, decided before the fields that depend on it."""
        found = next((kind for rule in TYPE_RULES if (kind := rule.find(self))), DocumentType.OTHER.value)
        return DocumentType(found.value if isinstance(found, Candidate) else str(found))

    @cached_property
    def listing(self) -> Listing | None:
        """The items of a news page."""
        return read_womenwatch_news(self.html, self.main) if "/ungen" in self.material.url else None

    @cached_property
    def date_line(self) -> Passage | None:
        """A line with nothing but a date above the text: `New York, 5 March 2010`."""
        for passage in self.raw.passages[:4]:
            found = find_dates(passage.text)
            if found and len(passage.text) - (found[0].end - found[0].start) <= 25:
                return passage
            if passage.kind is PassageKind.PARAGRAPH and len(passage.text) > 60:
                return None
        return None


def read_page(material: Material) -> Page:
    """Return the page; a news page has its items as listing."""
    view = View(material)
    body, printed_credits = without_credits(_body(view))
    outcomes = apply_all(RULES, view)
    return assemble(
        Draft(
            material=material,
            reader=READERS[-1],
            body=body,
            outcomes=outcomes,
            files=_files(view, body),
            translations=_editions(view),
            credits=printed_credits,
            listing=view.listing,
        )
    )


def _body(view: View) -> Body:
    title = view.title.value if view.title else None
    gone = set()
    for passage in view.raw.passages:
        is_title = passage.text == title and passage.ordinal < 4
        is_frame = (
            REVISION.match(passage.text) or NAVIGATION.match(passage.text) or parts.is_frame(passage.text)
        )
        if is_title or is_frame or (passage is view.date_line and view.type not in common.UNDATED):
            gone.add(passage.ordinal)
    return without(view.raw, gone)


def _files(view: View, body: Body) -> tuple[File, ...]:
    if view.type is not T.PUBLICATION:
        return ()
    anchors = [
        a for a in view.html.many("a[href]", view.main) if is_file(view.html.absolute(attribute(a, "href")))
    ]
    found = [read_file(view.html, anchor) for anchor in anchors]
    return tuple({file.url: file for file in found if file}.values())


def _editions(view: View) -> tuple[Edition, ...]:
    own = attribute(view.html.root, "lang") or "en"
    anchors = [a for a in view.html.many("a[href]") if parts.LANGUAGE_NAME.fullmatch(text_of(a))]
    return other_editions(view.html, from_links(view.html, anchors), own)


def _section_type(view: View) -> Found:
    path = view.material.url.lower()
    return next((kind.value for pattern, kind in SECTIONS if re.search(pattern, path)), None)


def _date_line(view: View) -> Found:
    line = view.date_line
    if line is None or view.type in common.UNDATED:
        return None
    return common.dated(find_dates(line.text)[0].first, line.text)


def _revision(view: View) -> Found:
    found = find_dates(view.revision.text) if view.revision else []
    return common.dated(found[0].first, view.revision.text) if found and view.revision else None


def _title_tag(view: View) -> Found:
    node = view.html.first("title")
    return title_without_site(text_of(node)) if node is not None else None


def _opening_type(view: View) -> Found:
    return common.title_type(view.title.value if view.title else None)


TYPE_RULES: tuple[Rule[View], ...] = (
    Rule("title.opening_word", _opening_type, is_checked=False),
    Rule("womenwatch.section", _section_type, is_checked=False),
    Rule("url.section", common.section_type, is_checked=False),
    Rule("source.pattern", common.source_type, is_checked=False),
)  # fmt: skip
RULES: Mapping[str, Sequence[Rule[View]]] = {
    "document_type": TYPE_RULES,
    "title": (
        Rule("womenwatch.first_big_line", lambda view: view.title),
        Rule("html.title", _title_tag, is_checked=False),
    ),
    "published_on": (Rule("womenwatch.date_line", _date_line),),
    "modified_on": (Rule("womenwatch.revision_note", _revision),),
    "language": (
        Rule("metadata.language", common.metadata_language),
        Rule("womenwatch.default", lambda view: "en", is_checked=False),
    ),
    "tag": (common.declared("tag"),),
}
READERS = (Reader(SiteGeneration.WOMENWATCH, "womenwatch", "1", read_page),)
