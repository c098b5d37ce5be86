"""ILO, content management system of about 2008 to April 2024.

2009-2015  `.page-title` (theme, h1, p), `.pub-data` record, `.text`, tags as `<p><strong>Tags:</strong> a, b</p>`.
2016-2024  `p.eyebrow`, `h1.long-title`, `p.abstract`, `table.item-data`, `.content-text`, `aside.meta-data`.
Both were served until the rebuild, so one reader knows both: parts are asked for under either name.
Quirks: the title again in the mail form, credit years that are the crawl's, French months on English pages,
`FRAGLIB_ILO_META_TAG` as a title, the abstract printed twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from urllib.parse import urlsplit

from extractors.addresses import WCMS
from extractors.model import DocumentType, EventFields, Page, SiteGeneration
from extractors.read import common_rules as common
from extractors.read.assemble import Draft, assemble
from extractors.read.dates.parse import parse_date
from extractors.read.document_type import publication_type_of, type_of_word
from extractors.read.header_line import HeaderLine
from extractors.read.listings.wcms import read_items
from extractors.read.markup.tree import Html, Node, text_of
from extractors.read.material import Material, Reader
from extractors.read.record import identifiers, split_names, split_words, unknown_label_issues, values_of
from extractors.read.rules import Candidate, Found, Rule, apply_all
from extractors.read.sites import ilo_wcms_parts as parts

ZONE = "Europe/Zurich"
# A paragraph that says more than "Page 1 of 42" or a heading.
LEAST_TEXT = 60
# Highlight boxes of department pages hold entries too, beside standing text.
ENTRIES = ".items-list li a[href], .items-group li a[href]"
FITS = ("#content", ".page-title", "h1.long-title")
PLACEHOLDER = "FRAGLIB_ILO_META_TAG"


class View:
    """What the rules of this generation look at."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.html = material.html
        self.content = parts.content(material.html)
        self.region = parts.text_regions(material.html, self.content)
        self.rows = parts.record_rows(material.html, self.content)
        self.header_lines = parts.header_lines(material.html, self.content, self.region)

    @cached_property
    def kicker(self) -> str | None:
        """The words above the title: a type or a theme."""
        return self.html.text(".page-title .theme, .eyebrow", self.content)

    @cached_property
    def dated_line(self) -> HeaderLine | None:
        """The first header line that has a date."""
        return next((line for line in self.header_lines if line.date), None)

    @cached_property
    def type(self) -> DocumentType:
        """The document type, decided before the fields that depend on it."""
        found = (rule.find(self) for rule in TYPE_RULES)
        first = next((kind for kind in found if kind), DocumentType.OTHER.value)
        return DocumentType(first.value if isinstance(first, Candidate) else str(first))

    @cached_property
    def event(self) -> EventFields | None:
        """Days, times and place of an event page, from its header line."""
        if self.type is not DocumentType.EVENT or self.dated_line is None or self.dated_line.event is None:
            return None
        event = self.dated_line.event
        return EventFields(
            event.starts_on,
            event.ends_on,
            event.start_time,
            event.end_time,
            self.dated_line.place,
            event.text,
        )


def read_page(material: Material) -> Page:
    """Return the page; one without the content column of a template is read from its body."""
    view = View(material)
    items = read_items(material.html, view.content)
    return assemble(
        Draft(
            material=material,
            reader=READERS[-1],
            body=parts.body(material.html, view.region, view.content),
            outcomes=apply_all(RULES, view),
            event=view.event,
            files=parts.files(material.html, view.content, view.type),
            translations=parts.translations(material, view.content),
            see_also=parts.see_also(material.html),
            credits=parts.credits_of(material.html, view.content),
            record=view.rows,
            identifiers=_identifiers(view),
            listing=items,
            issues=unknown_label_issues(view.rows),
        )
    )


def fits(html: Html) -> bool:
    """Whether the page has the content column of a WCMS template."""
    return any(html.first(css) is not None for css in FITS)


def _listing_type(view: View) -> Found:
    """A section (an address without a number) whose column holds entries and no paragraph beside them."""
    if WCMS.search(urlsplit(view.material.url).path) or view.html.first(ENTRIES, view.content) is None:
        return None
    beside = [p for p in view.html.many("p", view.content) if not _is_in_entries(p)]
    return None if any(len(text_of(p)) > LEAST_TEXT for p in beside) else DocumentType.LISTING.value


def _is_in_entries(node: Node) -> bool:
    return any(parent.tag in ("li", "aside", "form") for parent in node.iterancestors())


def _title(view: View) -> Found:
    title = view.html.text(".page-title h1, h1.long-title", view.content) or view.html.text(
        "h1", view.content
    )
    return title if title != PLACEHOLDER else None


def _not_placeholder(rule: Found) -> Found:
    return None if rule == PLACEHOLDER else rule


def _word_type(view: View) -> Found:
    return common.typed(type_of_word(view.kicker), view.kicker)


def _line_type(view: View) -> Found:
    line = next((line for line in view.header_lines if line.typed), None)
    return common.typed(line.typed, line.type_word) if line else None


def _record_type(view: View) -> Found:
    for value in values_of(view.rows, "type"):
        kind = type_of_word(value)
        if kind:
            return common.typed(kind, value)
    # A record with an ISBN or authors is that of a publication, whatever the section.
    is_publication = any(values_of(view.rows, name) for name in ("reference", "author", "page_count"))
    return DocumentType.PUBLICATION.value if is_publication else None


def _content_type(view: View) -> Found:
    """Standing text of a department or office: `/gender/lang--en/`, `/beirut/...`."""
    is_standing = view.dated_line is None and not view.rows and view.content is not None
    return DocumentType.ORGANISATION_PAGE.value if is_standing else None


def _publication_type(view: View) -> Iterator[Candidate]:
    words = [*values_of(view.rows, "type"), view.kicker, *(line.type_word for line in view.header_lines)]
    for word in words:
        kind = publication_type_of(word)
        if kind:
            yield Candidate(kind, surface=word)
            return


def _line_date(view: View) -> Found:
    if view.type in common.UNDATED or view.dated_line is None:
        return None
    return common.dated(view.dated_line.date, view.dated_line.text)


def _record_date(view: View) -> Found:
    return next(
        (common.dated(parse_date(value), value) for value in values_of(view.rows, "published_on")), None
    )


def _declared_date(view: View) -> Found:
    return None if view.type in common.UNDATED else common.metadata_date("published_on", ZONE)(view)


def _place(view: View) -> Found:
    line = view.dated_line or next(iter(view.header_lines), None)
    return line.place if line else None


def _authors(view: View) -> Iterator[str]:
    for value in values_of(view.rows, "author"):
        yield from split_names(value)


def _tags(view: View) -> Iterator[str]:
    for value in values_of(view.rows, "tag"):
        yield from split_words(value)


def _identifiers(view: View) -> Mapping[str, str]:
    found = identifiers(view.rows)
    for name in ("page_count", "series"):
        found.update((name, value) for value in values_of(view.rows, name)[:1])
    number = parts.wcms_number(view.material.url)
    return found | ({"wcms": number} if number else {})


def _first(field: str) -> Rule[View]:
    return Rule(f"ilo_wcms.record_{field}", lambda view: next(iter(values_of(view.rows, field)), None))


TYPE_RULES: tuple[Rule[View], ...] = (
    Rule("ilo_wcms.only_entries", _listing_type, is_checked=False),
    Rule("ilo_wcms.theme_word", _word_type),
    # "News" in the line of a press release: the word says less than the section, and is no contradiction.
    Rule("ilo_wcms.header_line", _line_type, is_checked=False),
    Rule(
        "title.opening_word",
        lambda view: common.title_type(view.html.text("h1", view.content)),
        is_checked=False,
    ),
    Rule("url.section", common.section_type, is_checked=False),
    Rule("ilo_wcms.record", _record_type, is_checked=False),
    Rule("source.pattern", common.source_type, is_checked=False),
    Rule("ilo_wcms.standing_text", _content_type, is_checked=False),
)
RULES: Mapping[str, Sequence[Rule[View]]] = {
    "document_type": TYPE_RULES,
    "publication_type": (Rule("ilo_wcms.type_word", _publication_type),),
    "kicker": (Rule("ilo_wcms.theme", lambda view: view.kicker),),
    "title": (
        Rule("ilo_wcms.page_title", _title),
        Rule("metadata.title", lambda view: _not_placeholder(common.metadata_title(view))),
        Rule("html.title", lambda view: _not_placeholder(common.title_tag(view))),
    ),
    "summary": (
        Rule("ilo_wcms.abstract", lambda view: parts.abstract(view.html, view.content)),
        common.declared("summary"),
    ),
    "published_on": (
        Rule("ilo_wcms.record_date", _record_date),
        Rule("ilo_wcms.header_line", _line_date),
        Rule("metadata.published_on", _declared_date),
    ),
    "modified_on": (Rule("metadata.modified_on", common.metadata_date("modified_on", ZONE)),),
    "language": (
        Rule("metadata.language", common.metadata_language),
        Rule("url.language", common.url_language),
    ),
    "place": (Rule("ilo_wcms.header_line", _place),),
    "publisher_place": (_first("place"),),
    "region": (_first("region"),),
    "unit": (_first("unit"),),
    "contact": (_first("contact"),),
    "author": (Rule("ilo_wcms.record_authors", _authors), common.declared("author")),
    "tag": (Rule("ilo_wcms.tags", _tags), common.declared("tag")),
    "theme": (_first("theme"),),
}

READERS = (Reader(SiteGeneration.ILO_WCMS, "ilo_wcms", "1", read_page, fits),)
