"""Labelled pages: the bytes of a page, the facts of its response, and what a reader must find in it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, NamedTuple

from extractors.addresses import stable_id
from extractors.errors import UnexpectedContent
from extractors.model import Capture, Route, Verdict

Wanted = Literal["document", "feed", "sitemap", "listing", "pdf", "marcxml"]
WANTED: dict[str, Wanted] = {
    "listing": "listing",
    "news_feed": "listing",
    "feed": "feed",
    "sitemap": "sitemap",
    "sitemap_index": "sitemap",
}


class LabelledPage(NamedTuple):
    """One labelled page; `generation` is its family as the labels name it."""

    name: str
    generation: str
    url: str
    status: int
    headers: Mapping[str, str]
    fetched_at: datetime
    payload: bytes
    expected: Mapping[str, Any]

    @property
    def is_rejected(self) -> bool:
        """Whether the page is one that must not be read."""
        return "rejected_as" in self.expected

    @property
    def is_listing(self) -> bool:
        """Whether the page is a listing, a feed or a sitemap."""
        return self.expected.get("document_type") in WANTED

    @property
    def wanted(self) -> Wanted:
        """What a collector that asks this address expects: the `wanted` of a verdict."""
        kind = str(self.expected.get("document_type"))
        if kind in WANTED:
            return WANTED[kind]
        return "feed" if "rss" in self.url or "/feeds/" in self.url else "document"

    def capture(self) -> Capture:
        """Return the capture that this page would be."""
        return Capture(
            capture_id=stable_id(self.url, self.fetched_at.isoformat()),
            source_id="labelled",
            url=self.url,
            captured_at=self.fetched_at,
            route=Route.WARC,
            status=self.status,
            verdict=Verdict.OK,
            content_type=self.headers.get("content-type", ""),
            payload_sha256="",
            byte_count=len(self.payload),
            archive_file="",
            archive_offset=0,
            archive_length=0,
            run_id="accuracy",
            headers=self.headers,
        )


def load_labelled(paths: Sequence[Path]) -> list[LabelledPage]:
    """Return every labelled page under some files or folders, by name.

    Raises:
        UnexpectedContent: a path does not exist, or a label names a file that is not there.
    """
    return [page for path in paths for file in _json_files(path) for page in _load(file)]


def _json_files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(path.rglob("*.json"))
    elif path.suffix == ".json":
        yield path
    elif path.with_suffix(".json").exists():
        yield path.with_suffix(".json")
    else:
        raise UnexpectedContent(
            f"{path}: no labelled pages here", hint="give a folder or a label's JSON file"
        )


def _load(file: Path) -> Iterator[LabelledPage]:
    label = json.loads(file.read_text("utf-8"))
    if not isinstance(label, dict) or "expected" not in label or "file" not in label:
        return
    bytes_file = file.with_name(label["file"])
    if not bytes_file.exists():
        raise UnexpectedContent(f"{file.name}: the page {label['file']!r} is not beside its label")
    headers = {str(name).lower(): str(value) for name, value in (label.get("headers") or {}).items()}
    headers.setdefault("content-type", label.get("content_type") or "")
    fetched_at = datetime.fromisoformat(label["fetched_at"].replace("Z", "+00:00")).astimezone(UTC)
    yield LabelledPage(
        name=file.stem,
        generation=_generation(label["family"]),
        url=label["url"],
        status=label.get("status", 200),
        headers=headers,
        fetched_at=fetched_at,
        payload=bytes_file.read_bytes(),
        expected=label["expected"],
    )


def _generation(family: str) -> str:
    # The schema of the labels says unw_drupal, the labels themselves unwomen_drupal.
    return family.replace("unw_", "unwomen_", 1) if family.startswith("unw_") else family
