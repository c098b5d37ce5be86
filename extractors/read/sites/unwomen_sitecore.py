"""UN Women's site from 2012 to the autumn of 2021 (Sitecore), known from one real page of July 2020.

Everything stands in `div.article.user-content`: the title as first h1, then lines of facts (`Date: …`,
`Location: …`), then the text. The h1 of the masthead and the footer, the breadcrumb (whose current entry
is the parent) and the menus, printed three times, are outside of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from extractors.model import DocumentType, Edition, EventFields, File, Page, SiteGeneration
from extractors.read import common_rules as common
from extractors.read.assemble import Draft, assemble
from extractors.read.credits import without_credits
from extractors.read.dates.find import find_dates
from extractors.read.dates.parse import parse_date
from extractors.read.declared.metadata import editions
from extractors.read.document_type import publication_type_of, type_of_word
from extractors.read.editions import from_links, other_editions
from extractors.read.fact_lines import FactLines, read_fact_lines
from extractors.read.files import is_file, read_file
from extractors.read.markup.tree import Html, Node, attribute, text_of
from extractors.read.material import Material, Reader
from extractors.read.passages.body import Body, without
from extractors.read.passages.shape import Shape
from extractors.read.passages.walk import read_passages
from extractors.read.record import split_names, values_of
from extractors.read.rules import Candidate, Found, Rule, apply_all
from extractors.read.sites.unwomen_types import month_of_address, record_identifiers, section_type

MAIN = (
    "div.article.user-content",
    "div.user-content",
    ".grid-primarycol-xlrg .article",
    ".grid-primarycol-xlrg",
)
SWITCH = "ul.translation a"
FILES = ".download a, .downloads a, .publication-download a, .attachments a, .related-documents a"
SHAPE = Shape(
    drop=frozenset(
        [
            "h1",
            ".social-shareThis",
            ".module",
            ".breadcrumbs",
            ".download",
            ".downloads",
            ".publication-download",
            ".attachments",
            ".related-documents",
            ".right-poster",
            ".top-nevigation",
            ".dl-menuwrapper",
            ".main-navigation",
            ".footer",
            ".translation",
            ".publication-info",
            ".publication-cover",
            ".share",
            ".related",
            ".tags",
            ".print",
            ".go-to",
            ".addthis_toolbox",
            "#footer",
        ]
    ),
    captions=frozenset((".caption", ".img-caption", ".photo-caption")),
    quotations=frozenset((".quote", ".pull-quote", ".pullquote")),
)
# [Page last updated in November 2019.]
REVISION = re.compile(r"^\[?(?:Page last updated|Última actualización|Dernière mise à jour)\b.*\]?$", re.I)


class View:
    """What the rules of this generation look at."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.html = material.html
        self.main = _main(material.html)
        raw = read_passages(self.main, SHAPE, material.html.base)
        self.facts: FactLines = read_fact_lines(self.html, self.main, raw.passages)
        self.revision = next((p for p in reversed(raw.passages) if REVISION.match(p.text)), None)
        self.raw = raw

    @cached_property
    def title(self) -> str | None:
        """The first h1 of the article: the others of the page are logos."""
        node = self.html.first("h1", self.main)
        return (text_of(node) or None) if node is not None else None

    @cached_property
    def rows(self) -> list[tuple[str, str]]:
        """The rows of the publication record, and the lines of facts."""
        return list(self.facts.rows)

    @cached_property
    def type(self) -> DocumentType:
        """The document type, decided before the fields that depend on it."""
        found = next((kind for rule in TYPE_RULES if (kind := rule.find(self))), DocumentType.OTHER.value)
        return DocumentType(found.value if isinstance(found, Candidate) else str(found))

    @cached_property
    def event(self) -> EventFields | None:
        """Days, times and place of an event page."""
        return self.facts.event() if self.type is DocumentType.EVENT else None


def read_page(material: Material) -> Page:
    """Return the page.

    Raises:
        UnexpectedContent: the article's element is not there.
    """
    view = View(material)
    body, printed_credits = without_credits(_body(view))
    return assemble(
        Draft(
            material=material,
            reader=READERS[-1],
            body=body,
            outcomes=apply_all(RULES, view),
            event=view.event,
            files=_files(view),
            translations=_editions(view),
            credits=printed_credits,
            record=view.rows if view.type is DocumentType.PUBLICATION else (),
            identifiers=record_identifiers(view.rows),
        )
    )


def fits(html: Html) -> bool:
    """Whether the article's element is there."""
    return any(html.many(css) for css in MAIN)


def _main(html: Html) -> Node:
    """The article's element; a class that went leaves the column that holds it."""
    found = next((node for css in MAIN if (node := html.first(css)) is not None), None)
    return found if found is not None else html.one(MAIN[0])


def _body(view: View) -> Body:
    gone = {*view.facts.ordinals, *(p.ordinal for p in view.raw.passages if REVISION.match(p.text))}
    return without(view.raw, gone)


def _files(view: View) -> tuple[File, ...]:
    html = view.html
    anchors = html.many(FILES, view.main)
    if not anchors and view.type is DocumentType.PUBLICATION:
        anchors = [a for a in html.many("a[href]", view.main) if is_file(html.absolute(attribute(a, "href")))]
    found = [read_file(html, anchor) for anchor in anchors]
    return tuple({file.url: file for file in found if file}.values())


def _editions(view: View) -> tuple[Edition, ...]:
    own = common.url_language(view) or attribute(view.html.root, "lang")
    found = [*editions(view.html), *from_links(view.html, view.html.many(SWITCH))]
    return other_editions(view.html, found, str(own) if own else None)


def _word_type(view: View) -> Found:
    return common.typed(type_of_word(view.facts.kicker), view.facts.kicker)


def _publication_type(view: View) -> Found:
    words = [*values_of(view.rows, "type"), view.facts.kicker]
    return next((Candidate(kind, word) for word in words if (kind := publication_type_of(word))), None)


def _date_line(view: View) -> Found:
    if view.type in common.UNDATED:
        return None
    line = next(iter(view.facts.dates), None)
    return common.dated(find_dates(line)[0].first, line) if line else None


def _url_date(view: View) -> Found:
    return None if view.type in common.UNDATED else month_of_address(view)


def _declared_date(view: View) -> Found:
    return (
        None
        if view.type in common.UNDATED
        else common.metadata_date("published_on", "America/New_York")(view)
    )


def _revision(view: View) -> Found:
    return common.dated(parse_date(view.revision.text), view.revision.text) if view.revision else None


def _authors(view: View) -> Iterator[str]:
    for value in values_of(view.rows, "author"):
        yield from split_names(value)


TYPE_RULES: tuple[Rule[View], ...] = (
    Rule("unwomen_sitecore.type_line", _word_type, is_checked=False),
    Rule(
        "url.event_section", lambda view: "event" if section_type(view) == "event" else None, is_checked=False
    ),
    Rule("url.slug", common.slug_type, is_checked=False),
    Rule("title.opening_word", lambda view: common.title_type(view.title), is_checked=False),
    Rule("url.section", section_type, is_checked=False),
    Rule("source.pattern", common.source_type, is_checked=False),
)
RULES: Mapping[str, Sequence[Rule[View]]] = {
    "document_type": TYPE_RULES,
    "publication_type": (Rule("unwomen_sitecore.record_type", _publication_type),),
    "kicker": (Rule("unwomen_sitecore.type_line", lambda view: view.facts.kicker),),
    "title": (
        Rule("unwomen_sitecore.article_h1", lambda view: view.title),
        Rule("metadata.title", common.metadata_title),
        Rule("html.title", common.title_tag),
    ),
    "summary": (common.declared("summary"),),
    "published_on": (
        Rule("unwomen_sitecore.date_line", _date_line),
        Rule("metadata.published_on", _declared_date),
        Rule("url.month", _url_date),
    ),
    "modified_on": (Rule("unwomen_sitecore.revision_note", _revision),),
    "language": (
        Rule("metadata.language", common.metadata_language),
        Rule("url.language", common.url_language, is_checked=False),
    ),
    "place": (Rule("unwomen_sitecore.fact_line", lambda view: view.event.place if view.event else None),),
    "author": (
        Rule("unwomen_sitecore.record_authors", _authors),
        Rule("unwomen_sitecore.byline", lambda view: view.facts.byline),
        common.declared("author"),
    ),
    "tag": (common.declared("tag"),),
}
READERS = (Reader(SiteGeneration.UNWOMEN_SITECORE, "unwomen_sitecore", "1", read_page, fits),)
