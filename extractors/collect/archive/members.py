"""The gzip members of a WARC file, one a record: where they begin, whether each is whole.

A torn tail is silent to WARC readers (they return what there is), so completeness is decided here by
the gzip trailer of each member, or by Content-Length in a file that is not compressed.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

GZIP_MAGIC = b"\x1f\x8b"
BLOCK = 1 << 16
HEAD_LIMIT = 1 << 16
# "Content-Length: 1057" in the head of a record that is not compressed
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d+)[ \t]*\r?$", re.I | re.M)


@dataclass(frozen=True, slots=True)
class Member:
    """One record's place in a file; `problem` says why it is the last good one's successor."""

    offset: int
    length: int
    problem: str | None = None


def is_gzip(file: Path) -> bool:
    """Whether a file begins like gzip."""
    with file.open("rb") as stream:
        return stream.read(2) == GZIP_MAGIC


def walk_members(file: Path, start: int = 0) -> Iterator[Member]:
    """Yield every member from an offset on; one with a `problem` comes last."""
    with file.open("rb") as stream:
        compressed = stream.read(2) == GZIP_MAGIC
        stream.seek(start)
        step = _gzip_member if compressed else _plain_member
        while (member := step(stream, start)) is not None:
            yield member
            if member.problem:
                return
            start = member.offset + member.length


def good_length(file: Path) -> tuple[int, int, str | None]:
    """Return the length up to the last whole record, how many there are, and what is wrong behind them."""
    end, count = 0, 0
    for member in walk_members(file):
        if member.problem:
            return end, count, member.problem
        end, count = member.offset + member.length, count + 1
    return end, count, None


def holds_one_record(file: Path) -> bool:
    """Whether the first gzip member is one record; false for a WARC file that was packed as a whole."""
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 16)
    head, size, expected = b"", 0, None
    with file.open("rb") as stream:
        while (block := stream.read(BLOCK)) and not unpack.eof:
            data = unpack.decompress(block)
            size += len(data)
            head = (head + data)[:HEAD_LIMIT]
            expected = expected or _record_length(head)
            if expected and size > expected:
                return False
    return True


def _record_length(head: bytes) -> int | None:
    end = head.find(b"\r\n\r\n")
    found = _LENGTH.search(head, 0, end + 2) if end >= 0 else None
    return end + 4 + int(found[1]) + 4 if found else None


def _gzip_member(stream: IO[bytes], offset: int) -> Member | None:
    stream.seek(offset)
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 16)
    length, head = 0, b""
    while block := stream.read(BLOCK):
        if not length and not head and block[:2] != GZIP_MAGIC:
            return Member(offset, len(block), "bytes that are not a gzip member")
        try:
            data = unpack.decompress(block)
        except zlib.error as error:
            return Member(offset, length, f"a gzip member that cannot be unpacked ({error})")
        head = (head + data)[:5] if len(head) < 5 else head
        length += len(block) - len(unpack.unused_data)
        if unpack.eof:
            return Member(
                offset, length, None if head == b"WARC/" else "a gzip member that is not a WARC record"
            )
    return Member(offset, length, "a torn gzip member") if length else None


def _plain_member(stream: IO[bytes], offset: int) -> Member | None:
    stream.seek(offset)
    head = stream.read(HEAD_LIMIT)
    if not head:
        return None
    if not head.startswith(b"WARC/"):
        return Member(offset, len(head), "bytes that are not a WARC record")
    length = _record_length(head)
    if length is None:
        return Member(offset, len(head), "a record head without end or Content-Length")
    size = stream.seek(0, 2)
    if offset + length > size:
        return Member(offset, size - offset, "a torn record")
    return Member(offset, length)
