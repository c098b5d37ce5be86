"""ILO, Drupal site over the public design system (spring 2024 to now).

2024-09  design system 1.2: credits as `.ilo--credit`, `date` and `date-extra` both printed on events.
2026-07  design system 1.13: language links inside <template>, credit printed twice (tooltip and label).
Quirks: h1 closed by </h2>, breadcrumb twice, `datetime` in Unix seconds, unclosed tag items.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from extractors.errors import UnexpectedContent
from extractors.model import DocumentType, EventFields, Listing, Page, SiteGeneration
from extractors.read import common_rules as common
from extractors.read.assemble import Draft, assemble
from extractors.read.dates.parse import parse_date
from extractors.read.document_type import publication_type_of, type_of_word
from extractors.read.header_line import HeaderLine, read_header_line
from extractors.read.listings.cards import ZONE, read_card
from extractors.read.markup.tree import Html, attribute, text_of
from extractors.read.material import Material, Reader
from extractors.read.record import split_names, unknown_label_issues, values_of
from extractors.read.rules import Candidate, Found, Rule, apply_all
from extractors.read.sites import ilo_drupal_parts as parts

DAY = ".field--name-field-publication-date time, .ilo--node-inner > time, .field--name-field-date time"
FITS = (".ilo--hero-card--title", ".ilo--richtext", ".ilo--card--link")
TAGS = ".ilo--tags .ilo--tag, .ilo--tags__item a"


class View:
    """What the rules of this generation look at."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.html = material.html
        self.rows = list(parts.record_rows(material.html))
        self.contact, self.sections_apart = parts.sections_apart(material.html)

    def hero(self, part: str) -> str | None:
        """The text of a part of the hero card; without a card, of the page title block."""
        for css in (f".ilo--hero-card--{part}", f"#block-ilo-page-title .ilo--{part}"):
            node = self.html.first(css)
            if node is not None:
                return text_of(node) or None
        return None

    @cached_property
    def date_line(self) -> HeaderLine | None:
        """The line under the title: `13 June 2011`, `Geneva | 13 June 2011`."""
        return read_header_line(self.hero("datecopy") or self.hero("date"))

    @cached_property
    def listing(self) -> Listing | None:
        """The entries of the cards in the text of a topic page, or of a listing."""
        cards = self.html.many(".node__content .ilo--card") or self.html.many(".views-row .ilo--card")
        items = [item for card in cards if (item := read_card(self.html, card))]
        return Listing(tuple(items)) if items else None

    @cached_property
    def type(self) -> DocumentType:
        """The document type, decided before the fields that depend on it."""
        found = (rule.find(self) for rule in TYPE_RULES)
        first = next((kind for kind in found if kind), DocumentType.OTHER.value)
        return DocumentType(first.value if isinstance(first, Candidate) else str(first))

    @cached_property
    def event(self) -> EventFields | None:
        """Days, times and place of an event page."""
        if self.type is not DocumentType.EVENT:
            return None
        return parts.event_fields(self.material, self.rows, self.hero("datecopy"))


def read_page(material: Material) -> Page:
    """Return the page.

    Raises:
        UnexpectedContent: nothing of the design system is in it, neither a hero nor rich text.
    """
    if not fits(material.html):
        raise UnexpectedContent("neither a hero card nor rich text", address=material.url)
    view = View(material)
    return assemble(
        Draft(
            material=material,
            reader=READERS[-1],
            body=parts.body(material.html, view.sections_apart),
            outcomes=apply_all(RULES, view),
            event=view.event,
            files=parts.files(material.html, view.type),
            translations=parts.translations(material),
            credits=parts.credits_of(material.html),
            record=view.rows,
            identifiers=parts.identifiers_of(material, view.rows),
            listing=view.listing,
            issues=unknown_label_issues(view.rows),
        )
    )


def fits(html: Html) -> bool:
    """Whether the page is made of the design system."""
    return any(html.first(css) is not None for css in FITS)


def _listing_type(view: View) -> Found:
    is_list = not view.html.many(".ilo--richtext, .node__content") and view.listing is not None
    return DocumentType.LISTING.value if is_list else None


def _word_type(view: View) -> Found:
    eyebrow = view.hero("eyebrow")
    return common.typed(type_of_word(eyebrow) or (view.date_line.typed if view.date_line else None), eyebrow)


def _publication_type(view: View) -> Iterator[Candidate]:
    words = [*values_of(view.rows, "type"), view.html.text(".ilo--card__type__data .ilo--card--eyebrow")]
    for word in (*words, view.hero("eyebrow")):
        kind = publication_type_of(word)
        if kind:
            yield Candidate(kind, surface=word)
            return


def _main_heading(view: View) -> Found:
    node = view.html.first("#block-ilo-page-title h1, main h1") if view.hero("title") is None else None
    return text_of(node) if node is not None else None


def _hero_date(view: View) -> Found:
    if view.type in common.UNDATED:
        return None
    if view.date_line is not None and view.date_line.date is not None:
        return common.dated(view.date_line.date, view.date_line.text)
    printed = view.hero("datecopy")  # "2024"
    return common.dated(parse_date(printed), printed)


def _node_date(view: View) -> Found:
    node = view.html.first(DAY) if view.type not in common.UNDATED else None
    if node is None:
        return None
    printed = text_of(node)
    return common.dated(parse_date(printed) or parse_date(attribute(node, "datetime"), zone=ZONE), printed)


def _record_date(view: View) -> Found:
    if view.type in common.UNDATED:
        return None
    return next(
        (common.dated(parse_date(value), value) for value in values_of(view.rows, "published_on")), None
    )


def _declared_date(view: View) -> Found:
    return None if view.type in common.UNDATED else common.metadata_date("published_on", ZONE)(view)


def _place(view: View) -> Found:
    if view.event is not None:
        return view.event.place
    return view.date_line.place if view.date_line else None


def _authors(view: View) -> Iterator[str]:
    for value in values_of(view.rows, "author"):
        yield from split_names(value)


def _themes(view: View) -> Iterator[str]:
    yield from values_of(view.rows, "theme")


# What the site files a document under decides its type: its "Press release" under /resource/news/ is news.
TYPE_RULES: tuple[Rule[View], ...] = (
    Rule("ilo_drupal.only_cards", _listing_type, is_checked=False),
    Rule("url.section", common.section_type),
    Rule("ilo_drupal.hero_eyebrow", _word_type, is_checked=False),
    Rule("title.opening_word", lambda view: common.title_type(view.hero("title")), is_checked=False),
    Rule("url.slug", common.slug_type, is_checked=False),
    Rule("source.pattern", common.source_type, is_checked=False),
)
RULES: Mapping[str, Sequence[Rule[View]]] = {
    "document_type": TYPE_RULES,
    "publication_type": (Rule("ilo_drupal.type_word", _publication_type),),
    "kicker": (Rule("ilo_drupal.hero_eyebrow", lambda view: view.hero("eyebrow")),),
    "title": (
        Rule("ilo_drupal.hero_title", lambda view: view.hero("title")),
        Rule("ilo_drupal.main_heading", _main_heading),
        Rule("metadata.title", common.metadata_title),
        Rule("html.title", common.title_tag),
    ),
    "summary": (Rule("ilo_drupal.hero_intro", lambda view: view.hero("intro")), common.declared("summary")),
    "published_on": (
        Rule("ilo_drupal.hero_date", _hero_date),
        Rule("ilo_drupal.node_date", _node_date),
        Rule("ilo_drupal.record_date", _record_date),
        Rule("metadata.published_on", _declared_date),
    ),
    "modified_on": (Rule("metadata.modified_on", common.metadata_date("modified_on", ZONE)),),
    "language": (
        Rule("metadata.language", common.metadata_language),
        Rule("url.language", common.url_language, is_checked=False),
    ),
    "place": (
        Rule("ilo_drupal.statement_location", lambda view: view.html.text(".ilo--statement--location")),
        Rule("ilo_drupal.date_line", _place),
    ),
    "contact": (Rule("ilo_drupal.contact_section", lambda view: view.contact),),
    "author": (Rule("ilo_drupal.record_authors", _authors), common.declared("author")),
    "tag": (Rule("ilo_drupal.tags", lambda view: [text_of(node) for node in view.html.many(TAGS)]),),
    "theme": (Rule("ilo_drupal.record_theme", _themes), common.declared("section")),
}

READERS = (Reader(SiteGeneration.ILO_DRUPAL, "ilo_drupal", "1", read_page, fits),)
