"""The process in which PDFium runs: reads requests from stdin, answers on stdout.

PDFium is not thread-safe and a broken file may bring its process down, so nothing else lives here. A
request is the length of the file (8 bytes, big-endian) and its bytes; an answer is the length of a JSON
document and that document: `{"error": …}` or `{"info", "language", "outline", "pages"}`. End of input
ends the process. Started as a script, with the caller's interpreter: it may import nothing of ours.
"""

from __future__ import annotations

import ctypes
import json
import resource
import sys
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, BinaryIO

import pypdfium2
import pypdfium2.raw

# Their functions carry no types.
pdfium: Any = pypdfium2
pdfium_c: Any = pypdfium2.raw

MEMORY_LIMIT = 2 << 30
MAX_PAGES = 2000
# A blank wider than this many font sizes parts two columns rather than two words.
COLUMN_GAP = 1.2
# PDFium writes a hyphen at the end of a line as U+FFFE (or U+0002) and leaves the line break out.
LINE_END_HYPHENS = "\ufffe\x02"

Line = dict[str, Any]


def read_document(payload: bytes, max_pages: int = MAX_PAGES) -> dict[str, Any]:
    """Return what PDFium finds in a file; lines have text, box (points, origin bottom left) and font size."""
    try:
        document = pdfium.PdfDocument(payload)
    except pdfium.PdfiumError as error:
        return {"error": str(error)}
    try:
        return {
            "info": {key: value for key, value in document.get_metadata_dict().items() if value},
            "language": _language(document),
            "outline": _outline(document),
            "page_count": len(document),
            "pages": [_page(document, number) for number in range(min(len(document), max_pages))],
        }
    finally:
        document.close()


def _language(document: Any) -> str | None:
    size = pdfium_c.FPDFCatalog_GetLanguage(document.raw, None, 0)
    if size <= 2:
        return None
    text = ctypes.create_string_buffer(size)
    pdfium_c.FPDFCatalog_GetLanguage(document.raw, text, size)
    return text.raw.decode("utf-16-le").rstrip("\0") or None


def _outline(document: Any) -> list[dict[str, Any]]:
    entries = []
    for mark in document.get_toc(max_depth=6):
        destination = mark.get_dest()
        page = destination.get_index() if destination else None
        entries.append({"level": mark.level + 1, "title": mark.get_title(), "page": page})
    return entries


def _page(document: Any, number: int) -> dict[str, Any]:
    try:
        page = document[number]
    except pdfium.PdfiumError as error:
        return {"width": 0, "height": 0, "lines": [], "error": str(error)}
    text_page = page.get_textpage()
    try:
        width, height = page.get_size()
        return {"width": width, "height": height, "lines": list(_lines(text_page))}
    finally:
        text_page.close()
        page.close()


def _lines(text_page: Any) -> Iterator[Line]:
    text = text_page.get_text_range()
    is_indexed = len(text) == text_page.count_chars()
    for start, end in _breaks(text):
        if not text[start:end].strip():
            continue
        cuts = _cuts(text_page, text, start, end) if is_indexed else []
        for begin, stop in pairwise([start, *cuts, end]):
            yield from _line(text_page, text, begin, stop, is_indexed)


def _breaks(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for index, character in enumerate(text):
        if character in LINE_END_HYPHENS:
            yield start, index + 1
            start = index + 1
        elif character in "\r\n":
            yield start, index
            start = index + 1
    yield start, len(text)


def _line(text_page: Any, text: str, start: int, end: int, is_indexed: bool) -> Iterator[Line]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        return
    if not is_indexed:
        yield {"text": text[start:end], "box": None, "size": 0.0}
        return
    places = {start, (start + end) // 2, end - 1}
    boxes = [found for place in places if (found := _charbox(text_page, place, loose=True))]
    if not boxes:
        yield {"text": text[start:end], "box": None, "size": 0.0}
        return
    box = [
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    ]
    yield {"text": text[start:end], "box": box, "size": _size(text_page, start)}


def _cuts(text_page: Any, text: str, start: int, end: int) -> list[int]:
    gap = COLUMN_GAP * max(_size(text_page, start), 4.0)
    cuts = []
    for index in range(start + 1, end - 1):
        if text[index] == " ":
            left, right = _charbox(text_page, index - 1), _charbox(text_page, index + 1)
            if not left or not right:
                continue
            if right[0] - left[2] > gap or right[0] < left[0] - gap:
                cuts.append(index)
    return cuts


def _size(text_page: Any, index: int) -> float:
    size = float(pdfium_c.FPDFText_GetFontSize(text_page.raw, index))
    if size > 1.5:
        return size
    # The font has size 1 and the page's matrix makes it large: the box tells the size then.
    box = _charbox(text_page, index, loose=True)
    return float(box[3] - box[1]) if box else 0.0


def _charbox(text_page: Any, index: int, *, loose: bool = False) -> tuple[float, float, float, float] | None:
    try:
        box: tuple[float, float, float, float] = text_page.get_charbox(index, loose=loose)
    except pdfium.PdfiumError:  # no such character: an empty page, one made up by PDFium
        return None
    return box


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until the input ends."""
    while len(header := requests.read(8)) == 8:
        payload = requests.read(int.from_bytes(header, "big"))
        answer = json.dumps(read_document(payload)).encode("utf-8", "surrogatepass")
        answers.write(len(answer).to_bytes(8, "big") + answer)
        answers.flush()


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    serve(sys.stdin.buffer, sys.stdout.buffer)
