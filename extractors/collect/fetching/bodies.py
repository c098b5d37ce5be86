"""Reading a response body under limits: bytes on the wire, bytes after decompression, time."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from typing import Any, Protocol

import brotli  # type: ignore[import-untyped]
from urllib3.exceptions import HTTPError

from extractors.model import Verdict

CHUNK = 65_536
PIECE = 1 << 20


class Decoder(Protocol):
    """Feeds on coded bytes and gives pieces of at most a megabyte."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Pieces that these bytes give."""

    @property
    def is_finished(self) -> bool:
        """Whether the coded stream came to its end."""


class _Plain:
    is_finished = True

    def feed(self, data: bytes) -> Iterator[bytes]:
        yield data


class _Zlib:
    def __init__(self, window: int) -> None:
        self._window = window
        self._inflater = zlib.decompressobj(window)
        self._started = False

    @property
    def is_finished(self) -> bool:
        return self._inflater.eof or not self._started

    def feed(self, data: bytes) -> Iterator[bytes]:
        self._started = self._started or bool(data)
        is_full = False
        while data or is_full:
            if self._inflater.eof:
                # gzip members may follow each other; anything else behind the end is padding.
                if self._window != zlib.MAX_WBITS | 16 or not data.startswith(b"\x1f\x8b"):
                    return
                self._inflater = zlib.decompressobj(self._window)
            piece = self._inflate(data)
            is_full = len(piece) == PIECE
            yield piece
            data = self._inflater.unconsumed_tail or self._inflater.unused_data

    def _inflate(self, data: bytes) -> bytes:
        try:
            return self._inflater.decompress(data, PIECE)
        except zlib.error:
            # "deflate" is sent raw by some servers, against the specification.
            if self._window != zlib.MAX_WBITS or self._inflater.unconsumed_tail:
                raise
            self._window = -zlib.MAX_WBITS
            self._inflater = zlib.decompressobj(self._window)
            return self._inflater.decompress(data, PIECE)


class _Brotli:
    def __init__(self) -> None:
        self._decoder = brotli.Decompressor()
        self._started = False

    @property
    def is_finished(self) -> bool:
        return not self._started or bool(self._decoder.is_finished())

    def feed(self, data: bytes) -> Iterator[bytes]:
        self._started = True
        # Output may be left over although more input would be accepted: drain until nothing comes.
        piece = self._decoder.process(data, output_buffer_limit=PIECE)
        while piece or not self._decoder.can_accept_more_data():
            yield piece
            piece = self._decoder.process(b"", output_buffer_limit=PIECE)


DECODERS: dict[str, Callable[[], Decoder]] = {
    "": _Plain,
    "identity": _Plain,
    "gzip": lambda: _Zlib(zlib.MAX_WBITS | 16),
    "x-gzip": lambda: _Zlib(zlib.MAX_WBITS | 16),
    "deflate": lambda: _Zlib(zlib.MAX_WBITS),
    "br": _Brotli,
}


def decode_body(chunks: Iterator[bytes], coding: str, limit: int) -> tuple[bytes, Verdict | None, str | None]:
    """Return the decoded body of coded chunks, and the verdict and reason where it is not whole.

    `too_large` (then the body is empty) for more than `limit` bytes on the wire or decompressed,
    `truncated` (with what came) for a stream that ends early or is damaged, `error` for a coding that
    was not asked for.
    """
    make = DECODERS.get(coding.strip().lower())
    if make is None:
        return b"", Verdict.ERROR, f"content coding {coding!r}"
    decoder, body, wire = make(), bytearray(), 0
    try:
        for chunk in chunks:
            wire += len(chunk)
            for piece in decoder.feed(chunk):
                body += piece
                if max(len(body), wire) > limit:
                    return b"", Verdict.TOO_LARGE, f"more than {limit} bytes"
    except (zlib.error, brotli.error) as error:
        return bytes(body), Verdict.TRUNCATED, f"damaged {coding}: {error}"
    except (HTTPError, OSError) as error:
        return bytes(body), Verdict.TRUNCATED, f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
    if not decoder.is_finished:
        return bytes(body), Verdict.TRUNCATED, f"{coding} ends early"
    return bytes(body), None, None


def read_chunks(raw: Any, is_late: Callable[[], bool]) -> Iterator[bytes]:
    """Pieces of a urllib3 response as they stood on the wire.

    Raises:
        TimeoutError: `is_late` says that the answer has taken too long.
    """
    while chunk := raw.read(CHUNK, decode_content=False):
        yield chunk
        if is_late():
            raise TimeoutError("the answer took too long")
