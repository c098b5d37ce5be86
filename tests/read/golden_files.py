"""Golden files: pages in our own words, as bytes, with everything that their reader must make of them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from extractors.model import Capture, Page, Route, Verdict
from extractors.read.reader import read

GOLDEN = Path(__file__).with_name("golden")
# Not part of what was read: the identity of the capture, and a share that any change of the frame moves.
LEFT_OUT = ("capture_id", "text_share")


class Golden(NamedTuple):
    """One golden file: its folder, the bytes, the facts of the response, what is expected, whether reviewed."""

    folder: Path
    payload: bytes
    url: str
    captured_at: str
    content_type: str
    reviewed: bool
    expected: Mapping[str, Any]

    @property
    def name(self) -> str:
        return f"{self.folder.parent.name}/{self.folder.name}"

    def read(self) -> dict[str, Any]:
        """What the readers make of the bytes today, in the form of the expected JSON."""
        return as_json(read(capture_of(self.url, self.captured_at, self.content_type), self.payload))


def golden_files(folder: Path = GOLDEN) -> list[Golden]:
    return [load(file.parent) for file in sorted(folder.glob("*/*/expected.json"))]


def load(folder: Path) -> Golden:
    data = json.loads((folder / "expected.json").read_text("utf-8"))
    payload = gzip.decompress((folder / "page.gz").read_bytes())
    return Golden(
        folder,
        payload,
        data["url"],
        data["captured_at"],
        data["content_type"],
        data["reviewed"],
        data["page"],
    )


def write(folder: Path, payload: bytes, url: str, captured_at: str, content_type: str) -> Golden:
    """Write a golden file that fails until somebody has looked at it and set `reviewed` to true."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "page.gz").write_bytes(gzip.compress(payload, mtime=0))
    page = as_json(read(capture_of(url, captured_at, content_type), payload))
    data = {
        "url": url,
        "captured_at": captured_at,
        "content_type": content_type,
        "reviewed": False,
        "page": page,
    }
    (folder / "expected.json").write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return load(folder)


def as_json(page: Page) -> dict[str, Any]:
    """A page as plain JSON values, empty ones and what a capture decides left out."""
    data = json.loads(json.dumps(asdict(page), default=dict))
    return {
        key: _pruned(value)
        for key, value in data.items()
        if key not in LEFT_OUT and value not in (None, [], {})
    }


def _pruned(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _pruned(entry) for key, entry in value.items() if entry not in (None, [], {})}
    return [_pruned(entry) for entry in value] if isinstance(value, list) else value


def capture_of(url: str, captured_at: str, content_type: str) -> Capture:
    return Capture(
        capture_id="00000000-0000-5000-8000-000000000001",
        source_id="golden",
        url=url,
        captured_at=datetime.fromisoformat(captured_at),
        route=Route.WARC,
        status=200,
        verdict=Verdict.OK,
        content_type=content_type,
        payload_sha256="0" * 64,
        byte_count=0,
        archive_file="golden.warc.gz",
        archive_offset=0,
        archive_length=0,
        run_id="golden",
    )
