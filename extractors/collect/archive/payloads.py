"""Payloads out of the archive: found by file, offset and length, given without any coding."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import IO, Any

from fastwarc.warc import ArchiveIterator

from extractors.collect.archive.decoding import decode_body
from extractors.errors import ArchiveDamaged
from extractors.model import Capture, Verdict

# fastwarc gives up on longer heads; servers that send a hundred cookies reach its own 32 KB.
HEAD_LIMIT = 8 * 1024 * 1024
REPEATS = frozenset({Verdict.NOT_MODIFIED, Verdict.UNCHANGED})
DAMAGE_HINT = "run `equalwork archive verify`, then restore the file from a copy or import it again"


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
