"""What a reader found, in the words of the labels."""

from __future__ import annotations

from extractors.model import Page, PartialDate


def found_values(page: Page) -> dict[str, str | None]:
    """Return the single-valued fields of a page by the names that the labels use."""
    event = page.event
    return {
        "document_type": page.document_type.value,
        "title": page.title,
        "published_on": _value(page.published),
        "language": page.language,
        "event_start": _value(event.starts_on) if event else None,
        "event_end": _value(event.ends_on) if event else None,
        "place": page.place or (event.place if event else None),
        "kicker": page.kicker,
        "summary": page.summary,
    }


def found_lists(page: Page) -> dict[str, list[object]]:
    """Return the list fields of a page: addresses, (language, address) pairs, tags."""
    return {
        "links_out": [link.url for link in page.links],
        "files": [file.url for file in page.files],
        "translations": [(edition.language, edition.url) for edition in page.translations],
        "tags": list(page.tags),
    }


def _value(date: PartialDate | None) -> str | None:
    return date.value if date else None
