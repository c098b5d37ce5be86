"""Rules that every generation shares: what the address, the source and the head of a page say."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Protocol
from urllib.parse import urlsplit

from extractors.model import DocumentType, PartialDate
from extractors.read.dates.parse import parse_date
from extractors.read.declared.metadata import title_without_site
from extractors.read.document_type import Typed, type_of_section, type_of_slug, type_of_title
from extractors.read.language import language_code
from extractors.read.markup.tree import text_of
from extractors.read.material import Material
from extractors.read.rules import Candidate, Found, Rule

# A page of such a type has no day of publication, whatever its head declares.
UNDATED = frozenset(
    {
        DocumentType.EVENT,
        DocumentType.TOPIC_PAGE,
        DocumentType.ORGANISATION_PAGE,
        DocumentType.PROGRAMME,
        DocumentType.LISTING,
    }
)
# /fr/resource/news/...   /gender/lang--es/index.htm   /public/french/...
URL_LANGUAGE = re.compile(
    r"^/(?:public/)?([a-z]{2}|english|french|spanish)(?:-[a-z]+)?/|/lang--([a-z]{2})(?:/|$)"
)


class HasMaterial(Protocol):
    """What a rule of this module needs to look at."""

    @property
    def material(self) -> Material:
        """The capture, decoded and parsed."""


def typed(kind: Typed | None, surface: str | None = None) -> Found:
    """Return a document type as a candidate."""
    return Candidate(kind[0].value, surface) if kind else None


def dated(date: PartialDate | None, surface: str | None = None) -> Candidate | None:
    """Return a date as a candidate; a day without its year dates nothing."""
    return Candidate(date.value, surface, date) if date and date.precision != "day_without_year" else None


def section_type(view: HasMaterial) -> Found:
    """The document type of the section in the address."""
    return typed(type_of_section(view.material.url))


def slug_type(view: HasMaterial) -> Found:
    """The document type of the word that opens the slug."""
    return typed(type_of_slug(view.material.url))


def source_type(view: HasMaterial) -> Found:
    """The document type that the source file gives to the address."""
    rule = view.material.source.type_of(view.material.url) if view.material.source else None
    return rule.document_type.value if rule else None


def metadata_title(view: HasMaterial) -> Found:
    """The title that the head declares, without the site's name."""
    first = view.material.metadata.first("title")
    return title_without_site(first.value) if first else None


def title_tag(view: HasMaterial) -> Found:
    """The content of `<title>` without the site's name."""
    node = view.material.html.first("title")
    return title_without_site(text_of(node)) if node is not None else None


def url_language(view: HasMaterial) -> Found:
    """The language that the address names."""
    match = URL_LANGUAGE.search(urlsplit(view.material.url).path.lower())
    return language_code(match[1] or match[2]) if match else None


def metadata_language(view: HasMaterial) -> Found:
    """The language that the head declares."""
    first = view.material.metadata.first("language")
    return language_code(first.value) if first else None


def metadata_date(field: str, zone: str) -> Callable[[HasMaterial], Found]:
    """Return a rule that reads a declared date; an instant has its day in `zone`."""

    def find(view: HasMaterial) -> Found:
        first = view.material.metadata.first(field)
        return dated(parse_date(first.value, zone=zone), first.value) if first else None

    return find


def declared(field: str) -> Rule[HasMaterial]:
    """Return a rule that only notes what the head declares, as evidence."""

    def find(view: HasMaterial) -> Found:
        first = view.material.metadata.first(field)
        return first.value if first else None

    return Rule(f"metadata.{field}", find, can_win=False)


def title_type(title: str | None) -> Found:
    """The document type of the word that opens the title."""
    return typed(type_of_title(title))
