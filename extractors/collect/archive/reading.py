"""The index of the archive, from the files alone."""

from __future__ import annotations

import contextlib
import io
import logging
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from fastwarc.warc import ArchiveIterator, WarcRecordType

from extractors.collect.archive.files import archive_recover
from extractors.collect.archive.members import walk_members
from extractors.collect.archive.payloads import DAMAGE_HINT, HEAD_LIMIT, http_pairs
from extractors.collect.archive.records import (
    EXTENSION,
    capture_id,
    capture_of_block,
    server_headers,
)
from extractors.collect.archive.skimming import can_be_skimmed, skim_heads
from extractors.errors import ArchiveDamaged
from extractors.model import Capture, Route, Verdict

LOG = logging.getLogger(__name__)
IMPORTED = "imported"
SIDECAR = ".captures.warc.gz"
OURS = WarcRecordType.response | WarcRecordType.revisit | WarcRecordType.metadata

# What a record raises that is whole and yet makes no sense: an unknown verdict, a missing header.
UNREADABLE = (OSError, ValueError, KeyError, TypeError)
T = TypeVar("T")
OnDamage = Callable[[ArchiveDamaged], None]


def archive_index(
    folder: Path, known_files: Collection[str] = frozenset(), *, on_damage: OnDamage | None = None
) -> Iterator[Capture]:
    """Yield every capture of the archive, file by file, in the order of the records.

    Files that a killed run left open are closed first. A file named in `known_files` (a capture's
    `archive_file`) is skipped. A damaged file yields the records before the damage; the damage goes to
    `on_damage`, or is logged as a warning.
    """
    archive_recover(folder)
    report = on_damage or (lambda error: LOG.warning("%s", error))
    for file in sorted(folder.glob("*/*.warc.gz")):
        name = file.relative_to(folder).as_posix()
        is_foreign = file.parent.name == IMPORTED and not file.name.endswith(SIDECAR)
        if is_foreign or name in known_files or _is_known_sidecar(file, known_files):
            continue
        try:
            yield from captures_of(file, name)
        except ArchiveDamaged as error:
            report(error)


def captures_of(file: Path, name: str) -> Iterator[Capture]:
    """Yield the captures of one file of ours; `name` becomes their `archive_file`.

    Raises:
        ArchiveDamaged: after the last whole record, where the file is torn or damaged behind it.
    """
    records = _skimmed(file) if can_be_skimmed(file) else whole_records(file, _take)
    for capture, offset, length in records:
        if capture is not None:
            yield placed(capture, name, offset, length)


def whole_records(file: Path, take: Callable[[Any], T]) -> Iterator[tuple[T, int, int]]:
    """Yield (what `take` made of the record, offset, length) for every whole record of a file.

    `take` gets the record with its payload unread and HTTP headers unparsed. Compressed and plain
    files are read alike. WARC readers pass a torn tail in silence: the last record counts only when
    its gzip trailer (or its length) is there.

    Raises:
        ArchiveDamaged: after the last whole record, where the file is torn or damaged behind it.
    """
    count, offset = 0, 0
    pending: T | None = None
    iterator = _iterate(file)
    for record in iterator:
        if count:
            yield pending, offset, record.stream_pos - offset  # type: ignore[misc]
        pending, offset, count = take(record), record.stream_pos, count + 1
    for member in walk_members(file, offset):
        if member.problem:
            raise damaged(
                file, member.offset, count - (member.offset == offset and count > 0), member.problem
            )
        if member.offset == offset:
            yield pending, offset, member.length  # type: ignore[misc]
        else:
            raise damaged(file, member.offset, count, "a record that cannot be read")


def damaged(file: Path, offset: int, kept: int, what: str) -> ArchiveDamaged:
    """Return the error for a file that is damaged from an offset on."""
    return ArchiveDamaged(
        f"{file}, offset {offset}: {what}; the {kept} whole record(s) before it were kept", hint=DAMAGE_HINT
    )


def placed(capture: Capture, name: str, offset: int, length: int) -> Capture:
    """Return a capture with its place in a file, unless it names a record kept elsewhere."""
    if capture.archive_length:
        return capture
    return replace(capture, archive_file=name, archive_offset=offset, archive_length=length)


def _iterate(file: Path) -> Iterator[Any]:
    # What stopped the reader is found again, with its place, by the walk over the members.
    with contextlib.suppress(OSError):
        yield from ArchiveIterator(str(file), parse_http=False, max_header_len=HEAD_LIMIT, fsspec_args=False)


def _skimmed(file: Path) -> Iterator[tuple[Capture | None, int, int]]:
    """Read a file that we packed: only the heads, which is what the index needs."""
    for count, (head, member) in enumerate(skim_heads(file)):
        if member.problem:
            raise damaged(file, member.offset, count, member.problem)
        # Requests are half of the records, and no captures.
        if b"WARC-Type: request\r\n" in head:
            continue
        for record in ArchiveIterator(io.BytesIO(head), parse_http=False, max_header_len=HEAD_LIMIT):
            yield _take(record, member.offset), member.offset, member.length
            break


def _take(record: Any, offset: int | None = None) -> Capture | None:
    try:
        return capture_of(record) if record.record_type & OURS else None
    except UNREADABLE as error:
        LOG.warning(
            "record at offset %d is no capture that can be read: %r",
            record.stream_pos if offset is None else offset,
            error,
        )
        return None


def _is_known_sidecar(file: Path, known_files: Collection[str]) -> bool:
    if not known_files or not file.name.endswith(SIDECAR):
        return False
    try:
        first = next(captures_of(file, file.name), None)
    except ArchiveDamaged:
        return False
    return first is not None and first.archive_file in known_files


def capture_of(record: Any) -> Capture | None:
    """Return the capture that a record of ours holds, still without its place; None for another record."""
    headers = record.headers
    verdict = headers.get(EXTENSION + "Verdict")
    if verdict is None:
        return None
    if record.record_type == WarcRecordType.metadata:
        return capture_of_block(record.reader.read())
    http = server_headers(http_pairs(record))
    status = int(record.http_headers.status_code or 0)
    moment, digest = record.record_date, headers.get(EXTENSION + "Payload-SHA256") or ""
    if moment is None:
        raise ValueError("it has no WARC-Date")
    url = headers["WARC-Target-URI"]
    return Capture(
        capture_id=capture_id(url, moment, status, digest),
        source_id=headers[EXTENSION + "Source"],
        url=url,
        captured_at=moment,
        route=Route(headers[EXTENSION + "Route"]),
        status=status,
        verdict=Verdict(verdict),
        content_type=http.get("content-type", ""),
        payload_sha256=digest,
        byte_count=int(headers.get(EXTENSION + "Byte-Count") or 0),
        archive_file="",
        archive_offset=0,
        archive_length=0,
        run_id=headers[EXTENSION + "Run"],
        headers=http,
        refers_to=headers.get(EXTENSION + "Refers-To"),
        redirected_to=headers.get(EXTENSION + "Redirected-To"),
        verdict_reason=headers.get(EXTENSION + "Reason"),
    )
