"""Payloads out of the archive: found by file, offset and length, given without any coding."""

from __future__ import annotations

import hashlib
import io
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import IO, Any

import brotli  # type: ignore[import-untyped]
from fastwarc.warc import ArchiveIterator

from extractors.errors import ArchiveDamaged
from extractors.model import Capture, Verdict

# A body that unpacks to more than this is cut: a gzip bomb must not fill the memory.
PAYLOAD_LIMIT = 128 * 1024 * 1024
# fastwarc gives up on longer heads; servers that send a hundred cookies reach its own 32 KB.
HEAD_LIMIT = 8 * 1024 * 1024
REPEATS = frozenset({Verdict.NOT_MODIFIED, Verdict.UNCHANGED})
DAMAGE_HINT = "run `equalwork archive verify`, then restore the file from a copy or import it again"
# "1a4f;name=value\r\n" before each chunk of a chunked body
_CHUNK = re.compile(rb"[ \t]*([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")


@dataclass(frozen=True, slots=True)
class Body:
    """A decoded body. `is_whole` is false where the coding ended early, `is_cut` where the limit was hit."""

    data: bytes
    is_whole: bool = True
    is_cut: bool = False


def read_payload(folder: Path, capture: Capture) -> bytes:
    """Return the entity body of a capture, decoded from chunks, gzip, deflate or brotli.

    A capture that repeats an earlier one (`not_modified`, `unchanged`) has no payload of its own: empty.

    Raises:
        ArchiveDamaged: the file is missing, or what stands there is not the payload of this capture.
    """
    file = folder / capture.archive_file
    try:
        with file.open("rb") as stream:
            return _payload(stream, file, capture)
    except FileNotFoundError:
        raise _missing(file, capture) from None


def read_payloads(folder: Path, captures: Sequence[Capture]) -> Iterator[tuple[Capture, bytes]]:
    """Yield each capture with its payload, file by file in the order of the offsets.

    Raises:
        ArchiveDamaged: as `read_payload`.
    """
    ordered = sorted(captures, key=lambda c: (c.archive_file, c.archive_offset))
    for name, group in groupby(ordered, key=lambda c: c.archive_file):
        file, members = folder / name, list(group)
        try:
            stream = file.open("rb")
        except FileNotFoundError:
            raise _missing(file, members[0]) from None
        with stream:
            for capture in members:
                yield capture, _payload(stream, file, capture)


def decode_body(raw: bytes, headers: Iterable[tuple[str, str]], limit: int = PAYLOAD_LIMIT) -> Body:
    """Return a body without transfer and content coding, in spite of headers that say more than is true.

    Crawlers often store a decoded body under the headers of the coded one: what does not look like
    the coding that is named is left as it is.
    """
    named = {name.lower(): value.lower() for name, value in headers}
    body = Body(raw)
    if "chunked" in named.get("transfer-encoding", ""):
        body = _dechunk(raw)
    for coding in reversed([part.strip() for part in named.get("content-encoding", "").split(",")]):
        unpacked = _unpack(body.data, coding, limit)
        body = Body(unpacked.data, body.is_whole and unpacked.is_whole, body.is_cut or unpacked.is_cut)
    return body


def http_pairs(record: Any) -> list[tuple[str, str]]:
    """Return the HTTP headers of a record as pairs; none for a record without.

    Parses the head of the record, where that was not done yet; old crawlers end its lines with LF alone.
    """
    record.parse_http(quirks_mode=True, max_header_len=HEAD_LIMIT)
    if record.http_headers is None:
        return []
    # Not `items()`: that would read the bytes 0x80 to 0x9f as Windows-1252.
    return [(n.decode("latin-1"), v.decode("latin-1")) for n, v in record.http_headers.items_bytes()]


def _payload(stream: IO[bytes], file: Path, capture: Capture) -> bytes:
    if capture.verdict in REPEATS:
        return b""
    stream.seek(capture.archive_offset)
    member = stream.read(capture.archive_length)
    try:
        record = next(
            iter(ArchiveIterator(io.BytesIO(member), parse_http=False, max_header_len=HEAD_LIMIT)), None
        )
        pairs = http_pairs(record) if record is not None else []
        raw = record.reader.read() if record is not None and record.reader else b""
    except OSError as error:
        raise _damaged(file, capture, str(error)) from None
    if record is None:
        raise _damaged(file, capture, "there is no record")
    body = decode_body(raw, pairs).data
    if capture.payload_sha256 and hashlib.sha256(body).hexdigest() != capture.payload_sha256:
        raise _damaged(file, capture, "the payload is not the one that was stored (its digest differs)")
    return body


def _dechunk(raw: bytes) -> Body:
    parts: list[bytes] = []
    at = 0
    while head := _CHUNK.match(raw, at):
        size = int(head[1], 16)
        if not size:
            return Body(b"".join(parts))
        part = raw[head.end() : head.end() + size]
        parts.append(part)
        at = head.end() + size
        if len(part) < size:
            return Body(b"".join(parts), is_whole=False)
        at += 2 if raw[at : at + 2] == b"\r\n" else raw[at : at + 1] == b"\n"
    return Body(b"".join(parts), is_whole=False) if at else Body(raw)


def _unpack(data: bytes, coding: str, limit: int) -> Body:
    if coding in ("gzip", "x-gzip") and data[:2] == b"\x1f\x8b":
        return _inflate(data, zlib.MAX_WBITS | 16, limit)
    if coding == "deflate" and data:
        # Servers send zlib streams and bare deflate under the one name.
        bits = (
            zlib.MAX_WBITS
            if data[0] & 0x0F == 8 and int.from_bytes(data[:2], "big") % 31 == 0
            else -zlib.MAX_WBITS
        )
        return _inflate(data, bits, limit)
    if coding == "br" and data:
        return _unbrotli(data, limit)
    return Body(data)


def _inflate(data: bytes, bits: int, limit: int) -> Body:
    parts: list[bytes] = []
    room = limit
    while data:
        unpack = zlib.decompressobj(bits)
        try:
            part = unpack.decompress(data, room + 1)
        except zlib.error:
            return Body(b"".join(parts), is_whole=False) if parts else Body(data)
        parts.append(part[:room])
        room -= len(part)
        if room < 0:
            return Body(b"".join(parts), is_cut=True)
        if not unpack.eof:
            return Body(b"".join(parts), is_whole=False)
        data = unpack.unused_data if unpack.unused_data[:2] == b"\x1f\x8b" else b""
    return Body(b"".join(parts))


def _unbrotli(data: bytes, limit: int) -> Body:
    unpack = brotli.Decompressor()
    parts: list[bytes] = []
    size = 0
    try:
        part = unpack.process(data, output_buffer_limit=1 << 20)
        while part or not unpack.can_accept_more_data():
            parts.append(part)
            size += len(part)
            if size > limit:
                return Body(b"".join(parts)[:limit], is_cut=True)
            part = unpack.process(b"", output_buffer_limit=1 << 20)
    except brotli.error:
        return Body(b"".join(parts), is_whole=False) if parts else Body(data)
    return Body(b"".join(parts), is_whole=unpack.is_finished())


def _missing(file: Path, capture: Capture) -> ArchiveDamaged:
    return ArchiveDamaged(
        f"{file}: the file is not there",
        source=capture.source_id,
        address=capture.url,
        capture=capture.capture_id,
        hint="put it back; a file imported by reference must stay where it was",
    )


def _damaged(file: Path, capture: Capture, what: str) -> ArchiveDamaged:
    return ArchiveDamaged(
        f"{file}, offset {capture.archive_offset}: {what}",
        source=capture.source_id,
        address=capture.url,
        capture=capture.capture_id,
        hint=DAMAGE_HINT,
    )
