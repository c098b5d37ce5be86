"""Short ways to make captures, pages and findings for the tests of the warehouse. All facts are invented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from extractors.addresses import stable_id
from extractors.findings import Findings
from extractors.model import (
    Capture,
    DocumentType,
    Page,
    PartialDate,
    Passage,
    PassageKind,
    Route,
    SiteGeneration,
    Verdict,
)
from extractors.sources import LicenceRule, Source
from warehouse.loading.load import Reading, load_captures, load_dimensions, load_readings
from warehouse.store import connect, migrate

START = datetime(2024, 3, 1, 2, 15, tzinfo=UTC)


def day(number: int) -> datetime:
    """The night number `number`, from 0."""
    return START + timedelta(days=number)


def capture(url: str, night: int = 0, payload: str = "a", **changes: Any) -> Capture:
    """A good response of a night; the same address, night and payload are the same capture."""
    at = day(night)
    status = changes.get("status", 200)
    return replace(
        Capture(
            capture_id=stable_id(url, at.isoformat(), status, payload),
            source_id="ilo_news",
            url=url,
            captured_at=at,
            route=Route.LIVE,
            status=200,
            verdict=Verdict.OK,
            content_type="text/html; charset=UTF-8",
            payload_sha256=payload,
            byte_count=1000,
            archive_file=f"ilo_news/{at:%Y%m%d}.warc.gz",
            archive_offset=0,
            archive_length=500,
            run_id="collected",
        ),
        **changes,
    )


def unchanged(url: str, night: int, payload: str = "a") -> Capture:
    """A 304 of a night that refers to a payload."""
    return capture(url, night, payload, status=304, verdict=Verdict.NOT_MODIFIED, byte_count=0)


def passages(title: str | None, *body: str) -> tuple[Passage, ...]:
    """A title and paragraphs; a text that begins with `# ` is a heading."""
    blocks = [(PassageKind.TITLE, title)] if title else []
    blocks += [
        (PassageKind.HEADING, text[2:]) if text.startswith("# ") else (PassageKind.PARAGRAPH, text)
        for text in body
    ]
    return tuple(Passage(ordinal, kind, text) for ordinal, (kind, text) in enumerate(blocks))


def page(shown: Capture, title: str | None = "A title", *body: str, **changes: Any) -> Page:
    """A page of a capture; `published` may be given as text."""
    published = changes.pop("published", "2024-02-29")
    if isinstance(published, str):
        published = PartialDate(published, "day")
    return replace(
        Page(
            capture_id=shown.capture_id,
            url=shown.url,
            canonical_url=shown.url,
            site_generation=SiteGeneration.ILO_DRUPAL,
            reader="ilo_drupal",
            reader_version="1",
            publisher="ILO",
            document_type=DocumentType.NEWS,
            title=title,
            language="en",
            published=published,
            passages=passages(title, *(body or ("The kiln cooperative met on Monday.",))),
        ),
        **changes,
    )


def reading(
    url: str,
    title: str = "A title",
    *body: str,
    night: int = 0,
    found: Findings | None = None,
    **changes: Any,
) -> Reading:
    """A reading of an address in a night; its payload is told apart by what it says."""
    shown = capture(url, night, stable_id(title, *body, changes))
    return Reading(
        shown, page(shown, title, *body, **changes), found or Findings(language=changes.get("language", "en"))
    )


class Entry(NamedTuple):
    """A vocabulary entry of any kind."""

    organisation_id: str = ""
    instrument_id: str = ""
    topic_id: str = ""
    country_code: str = ""
    code: str = ""
    name: str = ""
    label_en: str = ""
    kind: str = "other"


SOURCE = Source(
    source_id="ilo_news",
    title="Invented news",
    publisher="ILO",
    site_generation=SiteGeneration.ILO_DRUPAL,
    languages=["en"],
    hosts=["www.ilo.org"],
    include=["^https://www.ilo.org/"],
    routes=[Route.LIVE],
    discover=[{"kind": "feed", "url": "https://www.ilo.org/feed"}],
    frequency="daily",
    licence=[
        LicenceRule(licence="all rights reserved"),
        LicenceRule(licence="CC-BY-4.0", from_date=datetime(2023, 5, 3, tzinfo=UTC).date()),
    ],
)


def dimensions(con: duckdb.DuckDBPyConnection) -> None:
    """Load small vocabularies and one source."""
    load_dimensions(
        con,
        organisations=[
            Entry(organisation_id="ILO", name="International Labour Organization"),
            Entry(organisation_id="UN_WOMEN", name="UN Women"),
        ],
        instruments=[Entry(instrument_id="C189", code="C189", kind="convention")],
        topics=[Entry(topic_id="care_economy", label_en="Care economy")],
        countries=[Entry(country_code="KEN", name="Kenya"), Entry(country_code="CHE", name="Switzerland")],
        sources=[SOURCE],
    )


def store(con: duckdb.DuckDBPyConnection, readings: Sequence[Reading], run_id: str = "run") -> None:
    """Load captures and readings."""
    load_captures(con, [item.capture for item in readings], run_id)
    load_readings(con, readings, run_id)


def warehouse(path: Path | None = None) -> duckdb.DuckDBPyConnection:
    """A warehouse with the schema and the vocabularies, in memory or in a file."""
    con = connect(path)
    migrate(con)
    dimensions(con)
    return con


def rows(con: duckdb.DuckDBPyConnection, query: str) -> list[tuple[Any, ...]]:
    """The rows of a query."""
    return con.execute(query).fetchall()
