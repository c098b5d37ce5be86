"""Type, place and countries as a page prints them, in the words of the labels."""

from __future__ import annotations

from extractors.findings import Findings
from extractors.model import Page
from transforms.places.countries import find_places

# The labels have one word for what the documents tell apart.
_ARTICLES = frozenset({"feature_story", "op_ed", "explainer", "interview"})


def document_type_key(name: str | None) -> str | None:
    """A document type in the words of the labels: a feature, a comment and an interview are articles."""
    return "article" if name in _ARTICLES else name


def printed_place(page: Page, findings: Findings) -> str | None:
    """The place of the page's own line, else of the dateline, else of the event."""
    event = findings.event
    dateline = findings.dateline.place if findings.dateline else None
    return page.place or dateline or ((event.city or event.venue) if event else None)


def without_country(place: str) -> str:
    """The place as the labels give it: "Colombo" of "Colombo, Sri Lanka"."""
    parts = [part.strip() for part in place.split(",")]
    kept = [part for part in parts if not _is_country(part)]
    return ", ".join(kept or parts)


def _is_country(part: str) -> bool:
    return any(each.surface == part and each.value.kind == "country" for each in find_places(part, "en"))


def printed_countries(page: Page) -> frozenset[tuple[str, ...]]:
    """The countries of the place line and of those of a listing, which are no passages: "News | Colombo, Sri Lanka | 8 May 2012"."""
    items = page.listing.items if page.listing else ()
    lines = " | ".join(line for line in (page.place, *(each.place for each in items)) if line)
    found = find_places(lines, page.language or "en")
    return frozenset((each.value.code,) for each in found if each.value.kind == "country")
