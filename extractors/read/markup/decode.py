"""From the bytes of a response to its text, whatever charset is declared.

Declarations are wrong in both directions on these sites: cp1252 pages call themselves UTF-8 or
ISO-8859-1, UTF-8 pages call themselves Latin-1, and the static pages declare nothing. So valid UTF-8
is UTF-8, and a byte that is not is read as Windows-1252 unless a rarer charset is declared and fits.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

# <meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">   <?xml version="1.0" encoding="utf-8"?>
META_CHARSET = re.compile(
    rb"""<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,100}?encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I
)
HEADER_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.I)
MULTIBYTE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]{1,3}")
HIGH = re.compile(rb"[\x80-\xff]")
HEAD_BYTES = 4096
BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# Labels under which Windows-1252 bytes are served; browsers read all of them as cp1252.
WESTERN = frozenset({"cp1252", "iso8859-1", "ascii", "utf-8"})
CP1252 = bytes(range(128, 256)).decode("cp1252", "replace")


class Decoded(NamedTuple):
    """The text, the charset it was read in, and what the page claimed (null when nothing)."""

    text: str
    charset: str
    declared: str | None


def decode(payload: bytes, content_type: str = "", url: str = "") -> Decoded:
    """Return the text of a response without NUL characters and byte order mark. Never raises.

    `content_type` is the HTTP header. `url` decides nothing yet that the bytes do not decide better:
    `/public/` and WomenWatch pages are cp1252 exactly when they are not valid UTF-8, like every page.
    """
    declared = declared_charset(payload, content_type)
    for bom, charset in BOMS:
        if payload.startswith(bom):
            return Decoded(_clean(payload[len(bom) :].decode(charset, "replace")), charset, declared)
    wide = _wide(payload)
    if wide:
        return Decoded(_clean(payload.decode(wide, "replace")), wide, declared)
    try:
        return Decoded(_clean(payload.decode("utf-8")), "utf-8", declared)
    except UnicodeDecodeError:
        return _decode_invalid(payload, declared)


def declared_charset(payload: bytes, content_type: str = "") -> str | None:
    """Return the charset that the HTTP header or else the page itself declares, in Python's spelling."""
    header = HEADER_CHARSET.search(content_type)
    if header:
        return _codec(header[1])
    meta = META_CHARSET.search(payload[:HEAD_BYTES])
    return _codec(meta[1].decode("ascii", "replace")) if meta else None


def _decode_invalid(payload: bytes, declared: str | None) -> Decoded:
    if declared and declared not in WESTERN:
        try:
            return Decoded(_clean(payload.decode(declared)), declared, declared)
        except (UnicodeDecodeError, LookupError):
            pass
    if _is_mostly_utf8(payload):
        return Decoded(_clean(payload.decode("utf-8", "equalwork.cp1252")), "utf-8", declared)
    return Decoded(_clean(payload.decode("cp1252", "replace")), "cp1252", declared)


def _is_mostly_utf8(payload: bytes) -> bool:
    """Whether the page is UTF-8 with some damage (a cut, one pasted paragraph) rather than cp1252."""
    in_sequences = sum(len(match) for match in MULTIBYTE.findall(payload))
    return in_sequences * 2 > len(HIGH.findall(payload))


def _wide(payload: bytes) -> str | None:
    """UTF-16 without a mark: every second byte of the first kilobyte is NUL."""
    head = payload[:1024]
    half = len(head) // 2
    if half < 8:
        return None
    if head[1::2].count(0) > 0.9 * half:
        return "utf-16-le"
    return "utf-16-be" if head[0::2].count(0) > 0.9 * half else None


def _codec(label: str) -> str | None:
    try:
        return codecs.lookup(label).name
    except LookupError:
        return None


def _clean(text: str) -> str:
    return text.replace("\x00", "") if "\x00" in text else text


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    return "".join(CP1252[byte - 128] if byte > 127 else chr(byte) for byte in bad), error.end


codecs.register_error("equalwork.cp1252", _as_cp1252)
