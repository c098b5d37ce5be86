"""UN Women's site since the autumn of 2021 (Drupal): stories, publications, events and standing pages.

2021-10  first evidence: `h1.story-title`, `time[datetime]` with noon UTC for a day, related content behind.
Regional hosts print `/stories/` for `/news-stories/`; Spanish and French translate every segment.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from extractors.errors import UnexpectedContent
from extractors.model import DocumentType, EventFields, Page, SiteGeneration
from extractors.read import common_rules as common
from extractors.read.assemble import Draft, assemble
from extractors.read.dates.parse import parse_date
from extractors.read.document_type import publication_type_of, type_of_word
from extractors.read.listings.unwomen import read_drupal_listing
from extractors.read.markup.tree import Html, text_of
from extractors.read.material import Material, Reader
from extractors.read.record import split_names, values_of
from extractors.read.rules import Candidate, Found, Rule, apply_all
from extractors.read.sites import unwomen_drupal_parts as parts
from extractors.read.sites.unwomen_types import month_of_address, record_identifiers, section_type

ZONE = "America/New_York"
TITLE = "h1.story-title, h1.publication-title, h1.event-title, h1.page-title, .field--name-title"
KICKER = parts.fields("story-type resource-type event-type article-type content-type")
SUMMARY = ".story-summary, " + parts.fields("summary standfirst intro subtitle lead")
DATE = parts.fields("story-publication-date publication-date")
AUTHOR = parts.fields("story-author byline") + ", .story-author"


class View:
    """What the rules of this generation look at."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.html = material.html
        self.main = parts.main_of(material.html)
        self.rows = parts.record_of(material.html, self.main)

    def printed(self, css: str) -> str | None:
        """The text of the first match within the document."""
        return parts.text_in(self.html, css, self.main)

    @cached_property
    def type(self) -> DocumentType:
        """The document type, decided before the fields that depend on it."""
        found = next((kind for rule in TYPE_RULES if (kind := rule.find(self))), DocumentType.OTHER.value)
        return DocumentType(found.value if isinstance(found, Candidate) else str(found))

    @cached_property
    def event(self) -> EventFields | None:
        """Days, times and place of an event page."""
        return parts.event_of(self.html, self.main) if self.type is DocumentType.EVENT else None


def read_page(material: Material) -> Page:
    """Return the page.

    Raises:
        UnexpectedContent: neither a node nor the block of the content is in it.
    """
    if not fits(material.html):
        raise UnexpectedContent("neither a node nor the block of the content", address=material.url)
    view = View(material)
    is_listing = view.type is DocumentType.LISTING
    body, printed_credits = parts.body_of(view.html, view.main)
    return assemble(
        Draft(
            material=material,
            reader=READERS[-1],
            body=body,
            outcomes=apply_all(RULES, view),
            event=view.event,
            files=parts.files_of(view.html, view.main, is_publication=view.type is DocumentType.PUBLICATION),
            translations=parts.editions_of(material),
            credits=printed_credits,
            record=view.rows,
            identifiers=record_identifiers(view.rows),
            listing=read_drupal_listing(view.html) if is_listing or not body.passages else None,
        )
    )


def fits(html: Html) -> bool:
    """Whether the page is made of Drupal nodes, or has the block of the content."""
    return bool(html.many("article.node, .block-hq-content, .field--name-title, .views-row"))


def _listing_type(view: View) -> Found:
    has_node = view.html.first("article.node--view-mode-full, .story-title, .field--name-title") is not None
    is_list = not has_node and read_drupal_listing(view.html) is not None
    return DocumentType.LISTING.value if is_list else None


def _node_type(view: View) -> Found:
    names = (view.main.get("class") or "").split()
    return DocumentType.EVENT.value if {"node--type-event", "node--type-events"} & set(names) else None


def _word_type(view: View) -> Found:
    word = view.printed(KICKER)
    return common.typed(type_of_word(word), word)


def _publication_type(view: View) -> Found:
    words = [view.printed(KICKER), *values_of(view.rows, "type")]
    return next((Candidate(kind, word) for word in words if (kind := publication_type_of(word))), None)


def _node_date(view: View) -> Found:
    node = view.html.first(DATE, view.main) if view.type not in common.UNDATED else None
    if node is None:
        return None
    printed = parts.item_text(view.html, node)
    stamp = next((time.get("datetime") for time in node.iter("time") if time.get("datetime")), None)
    # `datetime` has noon UTC where only a day is meant: the day holds in every zone.
    return common.dated(parse_date(printed) or parse_date(stamp), printed)


def _record_date(view: View) -> Found:
    if view.type in common.UNDATED:
        return None
    return next(
        (common.dated(parse_date(value), value) for value in values_of(view.rows, "published_on")), None
    )


def _declared_date(view: View) -> Found:
    return None if view.type in common.UNDATED else common.metadata_date("published_on", ZONE)(view)


def _url_date(view: View) -> Found:
    return None if view.type in common.UNDATED else month_of_address(view)


def _record_authors(view: View) -> list[str]:
    return [name for value in values_of(view.rows, "author") for name in split_names(value)]


def _heading(view: View) -> Found:
    node = view.html.first("h1", view.main)
    return (text_of(node) or None) if node is not None else None


TYPE_RULES: tuple[Rule[View], ...] = (
    Rule("unwomen_drupal.only_rows", _listing_type, is_checked=False),
    Rule("unwomen_drupal.node_type", _node_type, is_checked=False),
    Rule("unwomen_drupal.type_label", _word_type),
    Rule("url.slug", common.slug_type, is_checked=False),
    Rule("title.opening_word", lambda view: common.title_type(view.printed(TITLE)), is_checked=False),
    Rule("url.section", section_type, is_checked=False),
    Rule("source.pattern", common.source_type, is_checked=False),
)
RULES: Mapping[str, Sequence[Rule[View]]] = {
    "document_type": TYPE_RULES,
    "publication_type": (Rule("unwomen_drupal.resource_type", _publication_type),),
    "kicker": (Rule("unwomen_drupal.type_label", lambda view: view.printed(KICKER)),),
    "title": (
        Rule("unwomen_drupal.h1_title", lambda view: view.printed(TITLE)),
        Rule("unwomen_drupal.h1", _heading),
        Rule("metadata.title", common.metadata_title),
        Rule("html.title", common.title_tag),
    ),
    "summary": (
        Rule("unwomen_drupal.summary", lambda view: view.printed(SUMMARY)),
        common.declared("summary"),
    ),
    "published_on": (
        Rule("unwomen_drupal.publication_date", _node_date),
        Rule("unwomen_drupal.record_date", _record_date),
        Rule("metadata.published_on", _declared_date),
        Rule("url.month", _url_date),
    ),
    "modified_on": (Rule("metadata.modified_on", common.metadata_date("modified_on", ZONE)),),
    "language": (
        Rule("metadata.language", common.metadata_language),
        Rule("url.language", common.url_language, is_checked=False),
    ),
    "place": (Rule("unwomen_drupal.event_location", lambda view: view.event.place if view.event else None),),
    "author": (
        Rule("unwomen_drupal.story_author", lambda view: view.printed(AUTHOR)),
        Rule("unwomen_drupal.record_authors", _record_authors),
        common.declared("author"),
    ),
    "tag": (
        Rule("unwomen_drupal.tags", lambda view: parts.tags_of(view.html, view.main)),
        common.declared("tag"),
    ),
    "theme": (common.declared("section"),),
}
READERS = (Reader(SiteGeneration.UNWOMEN_DRUPAL, "unwomen_drupal", "1", read_page, fits),)
