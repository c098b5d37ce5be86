"""The document type of a page in plain text, in the order of the labelling guide."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from extractors.addresses import WCMS
from extractors.model import DocumentType, SiteGeneration
from extractors.read.document_type import type_of_section, type_of_slug, type_of_title, type_of_word
from extractors.read.text_layout import Layout
from extractors.read.unwomen_types import section_of

T = DocumentType
STANDING = frozenset({T.TOPIC_PAGE, T.ORGANISATION_PAGE, T.OTHER, None})
# [Press release]
BRACKETED = re.compile(r"^\[([^\]]{4,40})\]$")
LISTING_PAGE = re.compile(r"/nextRow--\d+|/tags?/|[?&]page=\d+", re.I)
PROGRAMME = re.compile(
    r"\b(?:programme|program|project|projet|proyecto|programa)\b[^.]{0,120}"
    r"\b(?:funded|financed|paid for|runs? from|implemented by|supported by|run by|financ[ée]|"
    r"financiad[oa]|launched in)\b",
    re.I,
)
STATEMENT = re.compile(
    r"\b(?:following (?:is the )?statement|statement (?:was )?issued|déclaration faite|"
    r"declaración (?:hecha|formulada))\b",
    re.I,
)
SPEECH = re.compile(r"^\[?(?:as (?:prepared for )?deliver(?:ed|y)|check against delivery)\]?", re.I)


def type_of_text(layout: Layout, url: str, generation: SiteGeneration) -> tuple[DocumentType, str]:
    """Return the document type and the rule that gave it."""
    if _is_listing(layout, url):
        return T.LISTING, "text.several_dated_items"
    title = layout.title.text if layout.title else None
    blocks = [*layout.lead, *layout.body][:4]
    bracketed = next((m[1] for block in blocks if (m := BRACKETED.match(block.text))), None)
    section = _section(url, generation)
    content = _content(layout)
    ordered = (
        ("text.kicker_line", _word(layout.kicker.text if layout.kicker else None)),
        ("text.header_line", layout.line.typed[0] if layout.line and layout.line.typed else None),
        ("text.bracketed_line", _word(bracketed)),
        ("text.title_opening", (type_of_title(title) or (None,))[0]),
        ("url.slug", (type_of_slug(url) or (None,))[0]),
        ("text.content", content if section in STANDING else None),
        ("url.section", section),
        ("text.content", content),
    )
    return next(((kind, rule) for rule, kind in ordered if kind), (_fallback(layout), "text.layout"))


def _word(word: str | None) -> DocumentType | None:
    typed = type_of_word(word)
    return typed[0] if typed else None


def _section(url: str, generation: SiteGeneration) -> DocumentType | None:
    if generation in (SiteGeneration.UNWOMEN_DRUPAL, SiteGeneration.UNWOMEN_SITECORE):
        return section_of(url)
    typed = type_of_section(url)
    return typed[0] if typed else None


def _is_listing(layout: Layout, url: str) -> bool:
    if LISTING_PAGE.search(url):
        return True
    has_number = bool(WCMS.search(urlsplit(url).path))
    return layout.dated_lines >= (6 if has_number else 3)


def _content(layout: Layout) -> DocumentType | None:
    text = " ".join(block.text for block in [*layout.lead, *layout.body][:6])
    if any(SPEECH.match(block.text) for block in layout.body[:3]):
        return T.SPEECH
    if STATEMENT.search(text):
        return T.STATEMENT
    return T.PROGRAMME if PROGRAMME.search(text) else None


def _fallback(layout: Layout) -> DocumentType:
    if layout.header is not None:
        return T.NEWS
    return T.ORGANISATION_PAGE if layout.body else T.OTHER
