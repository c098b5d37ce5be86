"""Gzip members that say how long they are, so that an index need not unpack the bodies.

The extra field `sl` of a gzip header holds the lengths of the member, packed and unpacked. Drafts of the
WARC standard recommended it, and every gzip reader passes over it. With pages of 173 KB it makes the
index four times as fast, and its cost no longer depends on the size of the pages.
"""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

from extractors.collect.archive.members import Member

# warcio packs at 9, which takes half as long again and saves half a percent.
COMPRESSION = 6
# magic, method, flags (4: an extra field), time, extra flags, system, length of the field, "sl", 8, lengths
HEADER = struct.Struct("<2sBBIBBH2sHII")
TRAILER = struct.Struct("<II")
FIRST_LOOK = 1 << 12


def pack_member(data: bytes) -> bytes:
    """Return data as one gzip member with its lengths in the header, the same bytes for the same input."""
    packer = zlib.compressobj(COMPRESSION, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(data) + packer.flush()
    length = HEADER.size + len(packed) + TRAILER.size
    header = HEADER.pack(b"\x1f\x8b", 8, 4, 0, 0, 255, 12, b"sl", 8, length, len(data) & 0xFFFFFFFF)
    return header + packed + TRAILER.pack(zlib.crc32(data), len(data) & 0xFFFFFFFF)


def can_be_skimmed(file: Path) -> bool:
    """Whether a file begins with a member that says how long it is."""
    with file.open("rb") as stream:
        return _length(stream.read(HEADER.size)) is not None


def skim_heads(file: Path) -> Iterator[tuple[bytes, Member]]:
    """Yield the head of each record (all of it where it is `metadata`) and its place.

    A member that is torn, or is not as this module packs it, comes last, with a `problem`.
    """
    with file.open("rb", buffering=0) as stream:
        size, offset = stream.seek(0, 2), 0
        while offset < size:
            start = os.pread(stream.fileno(), FIRST_LOOK, offset)
            length = _length(start)
            if length is None or offset + length > size:
                problem = "bytes that are not a gzip member" if length is None else "a torn gzip member"
                yield b"", Member(offset, size - offset, problem)
                return
            try:
                head = _head(stream.fileno(), start, Member(offset, length))
            except zlib.error as error:
                yield b"", Member(offset, length, f"a gzip member that cannot be unpacked ({error})")
                return
            yield head, Member(offset, length)
            offset += length


def _length(start: bytes) -> int | None:
    if len(start) < HEADER.size:
        return None
    magic, _, flags, _, _, _, extra, name, size, length, _ = HEADER.unpack_from(start)
    is_ours = (magic, flags, extra, name, size) == (b"\x1f\x8b", 4, 12, b"sl", 8)
    return length if is_ours and length > HEADER.size else None


def _head(handle: int, start: bytes, member: Member) -> bytes:
    """Unpack as much as holds both heads, that of the record and that of the response in it."""
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 16)
    packed, read = start[: member.length], min(len(start), member.length)
    head = unpack.decompress(packed, FIRST_LOOK)
    is_metadata = b"\r\nWARC-Type: metadata\r\n" in head
    while (is_metadata or head.count(b"\r\n\r\n") < 2) and not unpack.eof:
        packed = unpack.unconsumed_tail
        if not packed:
            packed = os.pread(handle, min(FIRST_LOOK, member.length - read), member.offset + read)
            read += len(packed)
            if not packed:
                break
        head += unpack.decompress(packed, FIRST_LOOK)
    return head
