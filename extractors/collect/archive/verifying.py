"""A look at every byte of the archive: lengths, digests, torn tails, references that lead nowhere."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastwarc.warc import WarcRecordType

from extractors.collect.archive.decoding import decode_body
from extractors.collect.archive.files import OPEN
from extractors.collect.archive.members import good_length
from extractors.collect.archive.payloads import http_pairs, read_payload
from extractors.collect.archive.reading import (
    IMPORTED,
    SIDECAR,
    UNREADABLE,
    capture_of,
    captures_of,
    whole_records,
)
from extractors.errors import ArchiveDamaged
from extractors.model import Capture

HOLD_PAYLOAD = WarcRecordType.response | WarcRecordType.request | WarcRecordType.resource


@dataclass(frozen=True, slots=True)
class ArchiveProblem:
    """One thing that is wrong in an archive file. `code` is stable; `offset` is where the record begins.

    Codes: `torn` (behind the last whole record), `open` (left by a killed run, or a run is writing it),
    `block_digest`, `payload_digest`, `missing` (an imported file is gone), `unreadable`.
    """

    file: str
    offset: int
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}, offset {self.offset}: {self.message}"


def archive_verify(folder: Path) -> list[ArchiveProblem]:
    """Return every problem of the archive; an empty list when all of it is whole. Nothing is changed."""
    return list(_verify(folder))


def _verify(folder: Path) -> Iterator[ArchiveProblem]:
    for file in sorted(folder.glob(f"*/*{OPEN}")):
        length, count, problem = good_length(file)
        tail = f", then {problem} at byte {length}" if problem else ""
        message = (
            f"not closed: {count} whole records{tail}; the next run closes it unless one is writing it now"
        )
        yield ArchiveProblem(_name(folder, file), length, "open", message)
    for file in sorted([*folder.glob("*/*.warc.gz"), *folder.glob("*/*.warc")]):
        if file.is_symlink():
            continue  # Not our file: what we refer to in it is looked at through the sidecar.
        yield from _verify_file(folder, file)
        if file.name.endswith(SIDECAR) and file.parent.name == IMPORTED:
            yield from _verify_references(folder, file)


def _verify_file(folder: Path, file: Path) -> Iterator[ArchiveProblem]:
    name = _name(folder, file)
    try:
        for problems, offset, _ in whole_records(file, _check_record):
            for code, message in problems:
                yield ArchiveProblem(name, offset, code, message)
    except ArchiveDamaged as error:
        length, count, problem = good_length(file)
        yield ArchiveProblem(
            name, length, "torn", f"{problem or error.message}, behind {count} whole records"
        )


def _verify_references(folder: Path, sidecar: Path) -> Iterator[ArchiveProblem]:
    """Check that what a sidecar says stands where it says. Its own damage is reported elsewhere."""
    try:
        for capture in captures_of(sidecar, _name(folder, sidecar)):
            problem = _check_reference(folder, capture)
            if problem:
                yield problem
    except ArchiveDamaged:
        return


def _check_reference(folder: Path, capture: Capture) -> ArchiveProblem | None:
    if not capture.payload_sha256 or capture.refers_to:
        return None
    try:
        read_payload(folder, capture)
    except ArchiveDamaged as error:
        code = "payload_digest" if (folder / capture.archive_file).exists() else "missing"
        return ArchiveProblem(capture.archive_file, capture.archive_offset, code, error.message)
    return None


def _check_record(record: Any) -> list[tuple[str, str]]:
    """Return (code, message) for everything wrong with one record."""
    problems: list[tuple[str, str]] = []
    block_digest = record.headers.get("WARC-Block-Digest")
    record.freeze()
    block = record.reader.read()
    declared = int(record.headers.get("Content-Length") or -1)
    if declared != len(block):
        problems.append(("unreadable", f"the block has {len(block)} bytes, Content-Length says {declared}"))
    if block_digest and not _fits(block_digest, block):
        problems.append(("block_digest", f"the block is not the one written: {block_digest}"))
    problems += _check_capture(record)
    payload_digest = record.headers.get("WARC-Payload-Digest")
    if (
        payload_digest
        and record.record_type & HOLD_PAYLOAD
        and not _payload_fits(record, payload_digest, block)
    ):
        problems.append(("payload_digest", f"the payload is not the one written: {payload_digest}"))
    return problems


def _check_capture(record: Any) -> list[tuple[str, str]]:
    record.reader.seek(0)
    try:
        capture_of(record)
    except UNREADABLE as error:
        return [("unreadable", f"a record of ours that is no capture: {error!r}")]
    return []


def _payload_fits(record: Any, digest: str, block: bytes) -> bool:
    """Whether some form of the payload has a digest: crawlers take it before or after decoding."""
    record.reader.seek(0)
    pairs = http_pairs(record)
    if record.http_headers is None:
        return _fits(digest, block)
    raw = record.reader.read()
    if _fits(digest, raw):
        return True
    chunks = [(name, value) for name, value in pairs if name.lower() == "transfer-encoding"]
    return any(_fits(digest, decode_body(raw, headers).data) for headers in (chunks, pairs))


def _fits(digest: str, data: bytes) -> bool:
    """Whether data has a labelled digest like `sha1:3I42H3S6…` (base32) or `sha256:beb6d4…` (hex)."""
    name, _, value = digest.partition(":")
    try:
        found = hashlib.new(name.strip().lower().replace("-", ""), data, usedforsecurity=False).digest()
    except ValueError:
        return True  # An algorithm that we do not have cannot be checked.
    return found in _values(value.strip())


def _values(printed: str) -> set[bytes]:
    values: set[bytes] = set()
    for decode in (bytes.fromhex, lambda text: base64.b32decode(text.upper() + "=" * (-len(text) % 8))):
        try:
            values.add(decode(printed))
        except (ValueError, binascii.Error):
            continue
    return values


def _name(folder: Path, file: Path) -> str:
    return file.relative_to(folder).as_posix()
