"""Small sources for the tests of collecting, and one call to collect them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from extractors.collect.archive.archive import ArchiveWriter, archive_index
from extractors.collect.collect import CollectReport, collect_source
from extractors.collect.fetching.fetch import Fetcher
from extractors.collect.known import known_from_captures
from extractors.sources import Source
from tests.sites.listing import read_listing
from tests.sites.web import START

HOST = "news.example.org"


def make_source(**changes: Any) -> Source:
    """A source at news.example.org that lists /news and rechecks daily."""
    data: dict[str, Any] = {
        "source_id": "sample",
        "title": "Sample",
        "publisher": "ILO",
        "site_generation": "ilo_drupal",
        "languages": ["en"],
        "hosts": [HOST],
        "discover": [{"kind": "listing", "url": f"https://{HOST}/news"}],
        "include": [rf"^https?://{HOST}/news(/|\?|$)"],
        "routes": ["live"],
        "frequency": "daily",
        "politeness": {"delay": 5.0, "jitter": 0.0, "concurrency": 1, "daily_requests": 5000},
        "recheck": [{"every_days": 1}],
        "licence": [{"licence": "CC BY 4.0"}],
    }
    return Source.model_validate(data | changes)


def collect(
    source: Source,
    fetcher: Fetcher,
    folder: Path,
    *,
    run_id: str = "r1",
    now: datetime = START,
    **options: Any,
) -> CollectReport:
    """Collect a source once, knowing what the archive holds already."""
    known = known_from_captures(archive_index(folder)) if folder.exists() else {}
    reader: Callable[..., Any] = options.pop("read_listing", read_listing)
    with ArchiveWriter(folder, source.source_id, run_id, now) as writer:
        return collect_source(
            source, known=known, writer=writer, fetcher=fetcher, read_listing=reader, now=now, **options
        )
