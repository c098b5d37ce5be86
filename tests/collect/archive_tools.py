"""Builders for archive tests: our own captures, and WARC files as other crawlers write them."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from extractors.collect.archive.archive import ArchiveWriter
from extractors.model import Capture, Route, Verdict

START = datetime(2026, 3, 9, 2, 15, 4, tzinfo=UTC)
HTML = ("Content-Type", "text/html; charset=utf-8")


def page(number: int, words: str = "Carers of the valley compare their contracts and their hours.") -> bytes:
    """An ordinary page, long enough for every verdict to be `ok`."""
    text = "".join(f"<p>{words} Visit {number} of {turn}.</p>" for turn in range(30))
    return (
        f"<!DOCTYPE html><html><head><title>Page {number}</title></head><body>{text}</body></html>".encode()
    )


def archive_one(writer: ArchiveWriter, number: int = 0, **facts: Any) -> Capture:
    """Archive an ordinary response with some facts changed."""
    given = {
        "url": f"https://www.ilo.org/resource/news/item-{number}",
        "captured_at": START + timedelta(seconds=number),
        "route": Route.LIVE,
        "status": 200,
        "http_headers": [HTML, ("ETag", f'"{number}"')],
        "body": page(number),
        "verdict": Verdict.OK,
    }
    return writer.archive_response(**(given | facts))


def write_captures(
    folder: Path, count: int, source_id: str = "ilo_newsroom", run_id: str = "run1"
) -> list[Capture]:
    with ArchiveWriter(folder, source_id, run_id, START) as writer:
        return [archive_one(writer, number) for number in range(count)]


class ForeignWarc:
    """A WARC file as somebody else's crawler writes it, in memory."""

    def __init__(self, version: str = "WARC/1.0", compressed: bool = True) -> None:
        self.buffer = io.BytesIO()
        self.writer = WARCWriter(self.buffer, gzip=compressed, warc_version=version)

    def add(
        self,
        url: str,
        body: bytes,
        *,
        kind: str = "response",
        date: str = "2019-05-04T03:02:01Z",
        status: str = "200 OK",
        headers: Iterable[tuple[str, str]] = (HTML,),
        **warc: str,
    ) -> str:
        """Add a record and return its payload digest; keywords become WARC headers (`refers_to` …)."""
        http = StatusAndHeaders(status, list(headers), protocol="HTTP/1.1")
        extra = {f"WARC-{name.replace('_', '-').title()}": value for name, value in warc.items()}
        record = self.writer.create_warc_record(
            url,
            kind,
            payload=io.BytesIO(body),
            length=len(body),
            http_headers=http,
            warc_headers_dict={"WARC-Date": date, **extra},
        )
        self.writer.write_record(record)
        return str(record.rec_headers.get_header("WARC-Payload-Digest"))

    def add_plain(self, kind: str, body: bytes, content_type: str, url: str = "") -> None:
        """Add a record without HTTP, such as `warcinfo` or `metadata`."""
        record = self.writer.create_warc_record(
            url, kind, payload=io.BytesIO(body), length=len(body), warc_content_type=content_type
        )
        self.writer.write_record(record)

    def save(self, path: Path) -> Path:
        path.write_bytes(self.buffer.getvalue())
        return path


def chunked(body: bytes, size: int = 700) -> bytes:
    """A body in chunks, with an extension and a trailer as servers may send them."""
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    coded = b"".join(b"%x;q=1\r\n%s\r\n" % (len(part), part) for part in parts)
    return coded + b"0\r\nX-Trailer: yes\r\n\r\n"


def zipped(body: bytes) -> bytes:
    return gzip.compress(body, mtime=0)
