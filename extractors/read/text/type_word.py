"""The document type of a page in plain text, in the order of the labelling guide."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from extractors.addresses import WCMS
from extractors.model import DocumentType, SiteGeneration
from extractors.read.document_type import type_of_section, type_of_slug, type_of_title, type_of_word
from extractors.read.sites.unwomen_types import section_of
from extractors.read.text.blocks import Block
from extractors.read.text.layout import Layout

T = DocumentType
LINE_TYPES = frozenset(
    {
        T.ARTICLE,
        T.NEWS,
        T.PRESS_RELEASE,
        T.FEATURE_STORY,
        T.STATEMENT,
        T.SPEECH,
        T.INTERVIEW,
        T.OP_ED,
        T.PUBLICATION,
    }
)
STANDING = frozenset({T.TOPIC_PAGE, T.ORGANISATION_PAGE, T.OTHER, None})
# [Press release]
BRACKETED = re.compile(r"^\[([^\]]{4,40})\]$")
LISTING_PAGE = re.compile(r"/nextRow--\d+|/tags?/|[?&]page=\d+", re.I)
# An item of a feed in plain text ends with its address.
LINK_LINE = re.compile(r"^https?://\S+$")
# /fr/story/2022/11/1990024
DATED_ADDRESS = re.compile(r"/(?:19|20)\d\d/\d{1,2}/")
PROGRAMME = re.compile(
    r"\b(?:programme|program|project|projet|proyecto|programa)\b[^.]{0,120}"
    r"\b(?:se desarrolla|se ejecuta|con recursos de|con fondos de|ejecutado por|implementado por|"
    r"mis en œuvre par|se d[ée]roule|funded|financed|paid for|runs? from|implemented by|supported by|run by|financ[ée]|"
    r"financiad[oa]|launched in)\b",
    re.I,
)
# "The programme ran in Nepal from 2015 to 2019. It was carried out by …"
PROGRAMME_THEN = re.compile(
    r"\b(?:(?:the|this|our) (?:joint )?(?:programme|program|project)|(?:le|ce) (?:programme|projet)|(?:el|este) (?:programa|proyecto))\b"
    r"[^.]{0,160}(?:\. (?:it|il|lo|la|su|este)\b[^.]{0,60})?\b(?:carried out by|ran (?:in|from)|has run|runs? until|"
    r"men[ée] par|mis en œuvre|a dur[ée]|s['’]est d[ée]roul[ée]|llevado a cabo|se desarroll[óo]|se ejecut[óo]|dur[óo])\b",
    re.I,
)
STATEMENT = re.compile(
    r"\b(?:following is the statement|ci-apr[èe]s (?:le texte de )?la d[ée]claration|texto de la declaraci[óo]n|"
    r"following (?:is the )?statement|statement (?:was )?issued|déclaration faite|"
    r"declaración (?:hecha|formulada))\b",
    re.I,
)
# A/RES/67/315   The General Assembly,
RESOLUTION = re.compile(
    r"^(?:[AES]/RES/[\d/]+|The General Assembly,|L['’]Assemblée générale,|La Asamblea General,)$"
)
CIRCULAR = re.compile(r"^(?:circular|circulaire)\b.{0,12}\d", re.I)
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
        ("text.type_line", _type_line([*layout.lead, *layout.body][:2])),
        ("text.title_opening", T.OTHER if title and CIRCULAR.match(title) else None),
        ("text.title_opening", (type_of_title(title) or (None,))[0]),
        ("url.slug", (type_of_slug(url) or (None,))[0]),
        ("text.content", content if section in STANDING else None),
        ("url.section", section),
        ("text.content", content),
    )
    return next(((kind, rule) for rule, kind in ordered if kind), (_fallback(layout, url), "text.layout"))


def _word(word: str | None) -> DocumentType | None:
    typed = type_of_word(word)
    return typed[0] if typed else None


# A type word on a line of its own under the title, or at the beginning of one: "Communiqué de presse • FEM/9912 |".
def _type_line(blocks: list[Block]) -> DocumentType | None:
    lines = [re.split(r"\s*[•|]\s*", block.text)[0] for block in blocks if not block.is_item]
    short = [line for line in lines if len(line) < 30]
    return next((kind for line in short if (kind := _word(line)) and kind in LINE_TYPES), None)


def _section(url: str, generation: SiteGeneration) -> DocumentType | None:
    if generation in (SiteGeneration.UNWOMEN_DRUPAL, SiteGeneration.UNWOMEN_SITECORE):
        return section_of(url)
    typed = type_of_section(url)
    return typed[0] if typed else None


def _is_listing(layout: Layout, url: str) -> bool:
    if LISTING_PAGE.search(url):
        return True
    has_number = bool(WCMS.search(urlsplit(url).path))
    links = sum(bool(LINK_LINE.match(block.text)) for block in layout.blocks)
    return layout.dated_lines >= (6 if has_number else 3) or min(links, layout.dated_lines) >= 2


def _content(layout: Layout) -> DocumentType | None:
    text = " ".join(block.text for block in [*layout.lead, *layout.body][:6])
    if any(RESOLUTION.match(block.text) for block in [*layout.lead, *layout.body][:3]):
        return T.OTHER
    if any(SPEECH.match(block.text) for block in layout.body[:3]):
        return T.SPEECH
    if STATEMENT.search(text):
        return T.STATEMENT
    return T.PROGRAMME if PROGRAMME.search(text) or PROGRAMME_THEN.search(text) else None


def _fallback(layout: Layout, url: str) -> DocumentType:
    if layout.header is not None or DATED_ADDRESS.search(urlsplit(url).path):
        return T.NEWS
    return T.ORGANISATION_PAGE if layout.body else T.OTHER
