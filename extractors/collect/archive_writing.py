"""Writing the archive: one WARC file a run and source, `.open` until it is closed.

Each record reaches the operating system before its capture is returned, so a killed run loses at most
the record it was writing; `archive_recover` cuts that torn tail and closes the file.
"""

from __future__ import annotations

import fcntl
import hashlib
import logging
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from extractors.addresses import stable_id
from extractors.collect import archive_records as records
from extractors.collect.archive_members import good_length
from extractors.errors import RunFailed
from extractors.model import Capture, Route, Verdict

LOG = logging.getLogger(__name__)
OPEN = ".open"
EMPTY_SHA256 = hashlib.sha256(b"").hexdigest()
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
        stamp = started_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
        self._name = f"{source_id}-{stamp}-{run_id}"
        self._path: Path | None = None
        self._stream: IO[bytes] | None = None

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
        is_revisit = verdict in REVISITS
        if verdict is Verdict.UNCHANGED and refers_to is None:
            raise ValueError("an unchanged payload needs the capture that it repeats")
        stream = self._open()
        headers = records.clean_headers(http_headers)
        stored = headers if is_revisit or not status else records.stored_headers(headers, len(body))
        digest = _payload_digest(body, refers_to if is_revisit else None, is_revisit)
        url = records.clean_url(url)
        facts = records.server_headers(stored)
        capture = Capture(
            capture_id=records.capture_id(url, captured_at, status, digest),
            source_id=self.source_id,
            url=url,
            captured_at=captured_at.astimezone(UTC),
            route=route,
            status=status,
            verdict=verdict,
            content_type=facts.get("content-type", ""),
            payload_sha256=digest,
            byte_count=len(body),
            archive_file=self._final_name,
            archive_offset=stream.tell(),
            archive_length=0,
            run_id=self.run_id,
            headers=facts,
            refers_to=(refers_to.refers_to or refers_to.capture_id) if is_revisit and refers_to else None,
            redirected_to=records.clean(redirected_to) if redirected_to else None,
            verdict_reason=records.clean(verdict_reason) if verdict_reason else None,
        )
        if not status:
            return self._append_metadata(capture)
        member = response_member(capture, stored, b"" if is_revisit else body, refers_to)
        kept = self._append(capture, member)
        self._write(request_member(capture, request_headers or {}))
        return kept

    def archive_reference(self, capture: Capture) -> Capture:
        """Store what is known of a capture whose response stands in another file, and return it."""
        self._open()
        self._write(_metadata_member(capture))
        return capture

    def close(self) -> Path | None:
        """Make the file durable and give it its final name; None where nothing was stored."""
        if self._stream is None or self._path is None:
            return None
        stream, path = self._stream, self._path
        self._stream = self._path = None
        return _seal(stream, path)

    @property
    def _final_name(self) -> str:
        assert self._path is not None
        return self._path.relative_to(self._folder).as_posix().removesuffix(OPEN)

    def _open(self) -> IO[bytes]:
        if self._stream is None:
            with _disk(self._folder):
                self._stream, self._path = _create(self._folder / self.source_id, self._name)
            self._write(_warcinfo(self._path, self._started_at, self.run_id, self.source_id))
        return self._stream

    def _append(self, capture: Capture, member: bytes) -> Capture:
        offset = self._write(member)
        return replace(capture, archive_offset=offset, archive_length=len(member))

    def _append_metadata(self, capture: Capture) -> Capture:
        return self._append(capture, _metadata_member(capture))

    def _write(self, member: bytes) -> int:
        assert self._stream is not None
        offset = self._stream.tell()
        with _disk(self._folder):
            try:
                _write_all(self._stream, member)
            except OSError:
                self._stream.truncate(offset)
                self._stream.seek(offset)
                raise
        return offset


def archive_recover(folder: Path) -> list[Path]:
    """Close the files that killed runs left open, cut at their last whole record; return them.

    Files that a living writer holds are left alone. Nothing complete is lost.
    """
    return [path for path in (_recover(file) for file in sorted(folder.glob(f"**/*{OPEN}"))) if path]


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


def _metadata_member(capture: Capture) -> bytes:
    warc = {
        "WARC-Record-ID": f"<urn:uuid:{stable_id(capture.capture_id, 'metadata', capture.run_id)}>",
        "WARC-Date": records.warc_date(capture.captured_at),
        **records.extension_headers(capture),
    }
    block = records.capture_block(capture)
    return records.record_bytes("metadata", capture.url, warc, body=block, content_type=records.CAPTURE_TYPE)


def _warcinfo(path: Path, started_at: datetime, run_id: str, source_id: str) -> bytes:
    name = path.name.removesuffix(OPEN)
    warc = {
        "WARC-Record-ID": f"<urn:uuid:{stable_id('warcinfo', name)}>",
        "WARC-Date": records.warc_date(started_at),
        "WARC-Filename": name,
    }
    lines = (
        "software: equalwork",
        "format: WARC File Format 1.1",
        f"isPartOf: {run_id}",
        f"description: {source_id}",
    )
    body = "".join(f"{records.clean(line)}\r\n" for line in lines).encode()
    return records.record_bytes("warcinfo", "", warc, body=body, content_type="application/warc-fields")


def _payload_digest(body: bytes, original: Capture | None, is_revisit: bool) -> str:
    if original is not None:
        return original.payload_sha256
    return "" if is_revisit else hashlib.sha256(body).hexdigest()


def _create(folder: Path, name: str) -> tuple[IO[bytes], Path]:
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, 10_000):
        final = folder / (f"{name}.warc.gz" if number == 1 else f"{name}-{number}.warc.gz")
        path = final.with_name(final.name + OPEN)
        if final.exists() or path.exists():
            continue
        # Locked before it has the name that `archive_recover` looks for.
        fresh = final.with_name(f".{final.name}.{os.getpid()}")
        stream = fresh.open("xb", buffering=0)
        fcntl.flock(stream, fcntl.LOCK_EX)
        fresh.rename(path)
        return stream, path
    raise RunFailed(f"{folder}: no free name left for {name}")


def _write_all(stream: IO[bytes], data: bytes) -> None:
    # A write that fills the disk may take a part and say so only by its count.
    view = memoryview(data)
    while view:
        view = view[stream.write(view) :]


def _seal(stream: IO[bytes], path: Path) -> Path:
    final = path.with_name(path.name.removesuffix(OPEN))
    with _disk(path.parent):
        stream.flush()
        os.fsync(stream.fileno())
        path.rename(final)
        stream.close()
        _sync_folder(path.parent)
    return final


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _recover(path: Path) -> Path | None:
    with path.open("r+b") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return None
        length, count, problem = good_length(path)
        if not count:
            path.unlink()
            return None
        if problem:
            LOG.warning("%s: cut at byte %d behind %d whole records: %s", path, length, count, problem)
            stream.truncate(length)
        return _seal(stream, path)


@contextmanager
def _disk(folder: Path) -> Iterator[None]:
    """Turn a disk that is full or cannot be written into an error that says so."""
    try:
        yield
    except OSError as error:
        raise RunFailed(
            f"the archive in {folder} cannot be written: {error.strerror or error}",
            hint="free space or mend the permissions, then run again: everything stored so far is whole",
        ) from error
