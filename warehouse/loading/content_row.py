"""The one row of `core.contents`: every value of a content that is not a list of rows. Pure."""

from __future__ import annotations

from typing import Any

from extractors.findings import Findings, FoundEvent
from extractors.model import Page, PartialDate
from warehouse.loading.rows import Content


def content_row(content: Content) -> dict[str, Any]:
    """Return the row of a content without detail_hash and run_id."""
    capture, page, findings = content.reading
    return {
        "content_id": content.content_id,
        "document_id": content.document_id,
        "content_hash": content.content_hash,
        "capture_id": capture.capture_id,
        "source_id": capture.source_id,
        "captured_at": capture.captured_at,
        **_page(page),
        **_dates(page),
        **_found(page, findings),
        **_event(page, findings.event),
    }


def _page(page: Page) -> dict[str, Any]:
    return {
        "url": page.canonical_url,
        "site_generation": page.site_generation.value,
        "publisher": page.publisher,
        "document_type": page.document_type.value,
        "publication_type": page.publication_type,
        "title": page.title,
        "kicker": page.kicker,
        "summary": page.summary,
        "place": page.place,
        "contact": page.contact,
        "authors": page.authors,
        "tags": page.tags,
        "themes": page.themes,
        "credits": page.credits,
        "identifiers": sorted(page.identifiers.items()),
        # A record that prints a label twice keeps both values, joined: maps hold a key once.
        "record": sorted(_joined(page.record).items()),
        "is_complete": page.is_complete,
        "text_share": page.text_share,
        "reader": page.reader,
        "reader_version": page.reader_version,
    }


def _joined(record: tuple[tuple[str, str], ...]) -> dict[str, str]:
    joined: dict[str, str] = {}
    for label, value in record:
        joined[label] = f"{joined[label]}; {value}" if label in joined else value
    return joined


def _dates(page: Page) -> dict[str, Any]:
    published = page.published
    return {
        "published_value": published.value if published else None,
        "published_precision": published.precision if published else None,
        "is_published_inferred": published.is_inferred if published else None,
        "modified_value": page.modified.value if page.modified else None,
    }


def _found(page: Page, findings: Findings) -> dict[str, Any]:
    dateline = findings.dateline
    return {
        "language": page.language if findings.language == "und" else findings.language,
        "is_joint": findings.is_joint,
        "dateline_place": dateline.place if dateline else None,
        "dateline_agency": dateline.agency if dateline else None,
        "dateline_country_code": dateline.country_code if dateline else None,
        "place_country_code": findings.place_country.country_code if findings.place_country else None,
    }


def _event(page: Page, event: FoundEvent | None) -> dict[str, Any]:
    """The transforms decide on an event; where they found none, what the page prints stands."""
    starts, ends = _event_days(page, event)
    return {
        "event_starts": starts.value if starts else None,
        "event_starts_precision": starts.precision if starts else None,
        "is_event_start_inferred": starts.is_inferred if starts else None,
        "event_ends": ends.value if ends else None,
        "event_ends_precision": ends.precision if ends else None,
        "venue": event.venue if event else page.event and page.event.place,
        "city": event.city if event else None,
        "event_country_code": event.country_code if event else None,
        "organisers": event.organisers if event else (),
        "programme": event.programme if event else None,
    }


def _event_days(page: Page, event: FoundEvent | None) -> tuple[PartialDate | None, PartialDate | None]:
    if event is not None:
        return event.starts_on, event.ends_on
    if page.event is not None:
        return page.event.starts_on, page.event.ends_on
    return None, None
