"""Writing the archive: one WARC file a run and source, and what its records hold."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from extractors.addresses import stable_id
from extractors.collect.archive import records
from extractors.collect.archive.files import OPEN, RecordFile
from extractors.errors import RunFailed
from extractors.model import Capture, Route, Verdict

REVISITS = {
    Verdict.NOT_MODIFIED: records.PROFILE_NOT_MODIFIED,
    Verdict.UNCHANGED: records.PROFILE_SAME_PAYLOAD,
}


class ArchiveWriter:
    """Appends captures of one source in one run to one WARC file, made with the first of them.

    A context manager: leaving it closes the file (fsync, rename), also after an error, because every
    record in it is whole. One writer a thread.
    """

    def __init__(self, folder: Path, source_id: str, run_id: str, started_at: datetime) -> None:
        self.source_id = source_id
        self.run_id = run_id
        self._folder = folder
        self._started_at = started_at
        self._file: RecordFile | None = None
        stamp = started_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
        self._name = f"{source_id}-{stamp}-{run_id}"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def archive_response(
        self,
        *,
        url: str,
        captured_at: datetime,
        route: Route,
        status: int,
        http_headers: Iterable[tuple[str, str]],
        body: bytes,
        verdict: Verdict,
        request_headers: Mapping[str, str] | None = None,
        refers_to: Capture | None = None,
        redirected_to: str | None = None,
        verdict_reason: str | None = None,
    ) -> Capture:
        """Store one response and return its capture; when this returns, a kill cannot lose it.

        `body` is the entity body without transfer and content coding; `http_headers` are those of the
        server, coding headers included. `status` 0 stands for no response (robots forbids, no answer).
        `refers_to` is the earlier capture whose payload a 304 or an identical payload repeats: then
        the body is not stored again.

        Raises:
            RunFailed: the disk does not take it; what was stored before is whole.
        """
        if verdict is Verdict.UNCHANGED and refers_to is None:
            raise ValueError("an unchanged payload needs the capture that it repeats")
        original = refers_to if verdict in REVISITS else None
        keeps_body = bool(status) and verdict not in REVISITS
        headers = records.clean_headers(http_headers)
        headers = records.stored_headers(headers, len(body)) if keeps_body else headers
        url, digest = records.clean_url(url), _payload_digest(body, original, verdict)
        known = records.server_headers(headers)
        capture = Capture(
            capture_id=records.capture_id(url, captured_at, status, digest),
            source_id=self.source_id,
            url=url,
            captured_at=captured_at.astimezone(UTC),
            route=route,
            status=status,
            verdict=verdict,
            content_type=known.get("content-type", ""),
            payload_sha256=digest,
            byte_count=len(body),
            archive_file="",
            archive_offset=0,
            archive_length=0,
            run_id=self.run_id,
            headers=known,
            refers_to=(original.refers_to or original.capture_id) if original else None,
            redirected_to=records.clean(redirected_to) if redirected_to else None,
            verdict_reason=records.clean(verdict_reason) if verdict_reason else None,
        )
        if not status:
            return self._append(capture, metadata_member(capture))
        kept = self._append(capture, response_member(capture, headers, body if keeps_body else b"", original))
        self._open().write(request_member(capture, request_headers or {}))
        return kept

    def _append(self, capture: Capture, member: bytes) -> Capture:
        file = self._open()
        offset, name = file.write(member), f"{self.source_id}/{file.final.name}"
        return replace(capture, archive_file=name, archive_offset=offset, archive_length=len(member))

    def close(self) -> Path | None:
        """Make the file durable and give it its final name; None where nothing was stored."""
        if self._file is None:
            return None
        file, self._file = self._file, None
        return file.seal()

    def _open(self) -> RecordFile:
        if self._file is None:
            self._file = RecordFile(_free_path(self._folder / self.source_id, self._name))
            self._file.write(
                warcinfo_member(self._file.final.name, self._started_at, self.run_id, self.source_id)
            )
        return self._file


def response_member(
    capture: Capture, headers: records.Headers, body: bytes, original: Capture | None
) -> bytes:
    """Return the response or revisit record of a capture."""
    warc = {
        "WARC-Record-ID": f"<urn:uuid:{capture.capture_id}>",
        "WARC-Date": records.warc_date(capture.captured_at),
    }
    kind = "response"
    if capture.verdict in REVISITS:
        kind = "revisit"
        warc["WARC-Profile"] = REVISITS[capture.verdict]
    if kind == "revisit" and original is not None:
        warc["WARC-Refers-To"] = f"<urn:uuid:{capture.refers_to}>"
        warc["WARC-Refers-To-Target-URI"] = original.url
        warc["WARC-Refers-To-Date"] = records.warc_date(original.captured_at)
    if capture.payload_sha256:
        warc["WARC-Payload-Digest"] = f"sha256:{capture.payload_sha256}"
    warc |= records.extension_headers(capture)
    return records.record_bytes(
        kind, capture.url, warc, http=records.http_block(capture.status, headers), body=body
    )


def request_member(capture: Capture, headers: Mapping[str, str]) -> bytes:
    """Return the request record that belongs to a capture."""
    warc = {
        "WARC-Record-ID": f"<urn:uuid:{stable_id(capture.capture_id, 'request')}>",
        "WARC-Date": records.warc_date(capture.captured_at),
        "WARC-Concurrent-To": f"<urn:uuid:{capture.capture_id}>",
    }
    return records.record_bytes(
        "request", capture.url, warc, http=records.request_block(capture.url, headers)
    )


def metadata_member(capture: Capture) -> bytes:
    """Return the record of a capture that has no response, or whose response stands in another file."""
    warc = {
        "WARC-Record-ID": f"<urn:uuid:{stable_id(capture.capture_id, 'metadata', capture.run_id)}>",
        "WARC-Date": records.warc_date(capture.captured_at),
        **records.extension_headers(capture),
    }
    block = records.capture_block(capture)
    return records.record_bytes("metadata", capture.url, warc, body=block, content_type=records.CAPTURE_TYPE)


def warcinfo_member(name: str, started_at: datetime, run_id: str, description: str) -> bytes:
    """Return the record that opens a file of ours."""
    warc = {
        "WARC-Record-ID": f"<urn:uuid:{stable_id('warcinfo', name)}>",
        "WARC-Date": records.warc_date(started_at),
        "WARC-Filename": name,
    }
    lines = (
        "software: equalwork",
        "format: WARC File Format 1.1",
        f"isPartOf: {run_id}",
        f"description: {description}",
    )
    body = "".join(f"{records.clean(line)}\r\n" for line in lines).encode()
    return records.record_bytes("warcinfo", "", warc, body=body, content_type="application/warc-fields")


def _payload_digest(body: bytes, original: Capture | None, verdict: Verdict) -> str:
    if original is not None:
        return original.payload_sha256
    return "" if verdict is Verdict.NOT_MODIFIED else hashlib.sha256(body).hexdigest()


def _free_path(folder: Path, name: str) -> Path:
    for number in range(1, 10_000):
        path = folder / (f"{name}.warc.gz" if number == 1 else f"{name}-{number}.warc.gz")
        if not path.exists() and not path.with_name(path.name + OPEN).exists():
            return path
    raise RunFailed(f"{folder}: no free name left for {name}")
