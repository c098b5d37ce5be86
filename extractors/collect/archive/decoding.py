"""Bodies without transfer and content coding, from records that do not always say the truth about them."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

import brotli  # type: ignore[import-untyped]

# A body that unpacks to more than this is cut: a gzip bomb must not fill the memory.
PAYLOAD_LIMIT = 128 * 1024 * 1024
# "1a4f;name=value\r\n" before each chunk of a chunked body
_CHUNK = re.compile(rb"[ \t]*([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")


@dataclass(frozen=True, slots=True)
class Body:
    """A decoded body. `is_whole` is false where the coding ended early, `is_cut` where the limit was hit."""

    data: bytes
    is_whole: bool = True
    is_cut: bool = False


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
