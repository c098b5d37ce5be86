"""Finds what stands between quotation marks: every style, nested, mixed, or with one mark missing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_OPEN = "“«„"
_CLOSE = "”»"
_STRAIGHT = '"'
_MARK = re.compile(r'[“”«»„"]')
# An apostrophe is no mark: single marks count only around several words.
# "“I wrote it on the wall, she says, “and …”": the words said stop at the comma although no mark closes them.
_INCISE = re.compile(
    r",(?=\s(?:(?:he|she|they|elle|il|ella|él)\s\w+|\w+\s(?:he|she|they)|(?:said|says|added|dijo|dit)\s[^,“”\"]{3,60})[,.]\s$)"
)
_SINGLE = re.compile(r"(?<![\w’'])[‘'](?=\S)([^‘’']{2,}(?:(?<=\w)[’'](?=\w)[^‘’']*)*)[’'](?!\w)")


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words between marks: `start` and `end` without the marks and blanks, `outer_*` with them."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    has_open: bool = True
    has_close: bool = True


@lru_cache(maxsize=512)
def find_quoted(text: str) -> tuple[Quoted, ...]:
    """The outermost quotations of a passage in reading order.

    One mark alone makes an entry with `has_open` or `has_close` false that reaches to the edge of the
    passage; the caller decides whether it is a quotation. Single marks count only outside of others.
    """
    found: list[Quoted] = []
    opened: int | None = None
    depth = 0
    for at, mark in _marks(text):
        if opened is None:
            if mark in _CLOSE or (mark in "“" and _closes(text, at)):
                found.append(_quoted(text, _edge(found), at, has_open=False))
            elif mark in _OPEN or _opens(text, at):
                opened, depth = at, 1
            else:
                found.append(_quoted(text, _edge(found), at, has_open=False))
        elif mark in "“«" and depth == 1 and (incise := _INCISE.search(text, opened, at)):
            found.append(_quoted(text, opened, incise.end()))
            opened = at
        elif (
            mark in _OPEN
            and not _closes(text, at)
            or mark == _STRAIGHT
            and _opens(text, at)
            and not _closes(text, at)
        ):
            depth += 1
        else:
            depth -= 1
            if depth == 0:
                found.append(_quoted(text, opened, at))
                opened = None
    if opened is not None:
        found += _unclosed(text, opened)
    found += [
        _quoted(text, *match.span()) for match in _SINGLE.finditer(text) if _is_free(match.span(), found)
    ]
    return tuple(sorted((each for each in found if each.start < each.end), key=lambda each: each.start))


def _marks(text: str) -> list[tuple[int, str]]:
    return [(match.start(), match[0]) for match in _MARK.finditer(text) if not _is_inch(text, match.start())]


def _is_inch(text: str, at: int) -> bool:
    return (
        text[at] == _STRAIGHT
        and at > 0
        and text[at - 1].isdigit()
        and text[at + 1 : at + 2] not in ("", ",", " ", ".")
    )


def _opens(text: str, at: int) -> bool:
    """A mark with a blank or bracket before and none behind."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return (not before or before in " ([—–-:’'“\u00a0") and bool(after.strip())


def _closes(text: str, at: int) -> bool:
    """A mark behind a word or stop, with a blank or stop after it: even "“" closes so („ … “)."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return (
        bool(before.strip())
        and before not in "([:"
        and (not after or not after.isalnum())
        and after != " "
        or (bool(before.strip()) and before in ".,!?…" and after in ("", " "))
    )


def _edge(found: list[Quoted]) -> int:
    """Where a quotation without opening mark may begin at the earliest."""
    return (found[-1].outer_end if found else 0) - 1


def _unclosed(text: str, opened: int) -> list[Quoted]:
    """The rest behind an opening mark; what nests in it is read anew where it closed."""
    inner = text.rfind("”", opened)
    if inner > opened and text.count("“", opened) > 1:
        return [_quoted(text, opened, inner)]
    return [_quoted(text, opened, len(text), has_close=False)]


def _quoted(text: str, first: int, last: int, *, has_open: bool = True, has_close: bool = True) -> Quoted:
    start, end = first + 1, min(last, len(text))
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end = start + len(text[start:end].rstrip())
    return Quoted(start, end, max(first, 0), min(last + 1, len(text)), has_open, has_close)


def _is_free(span: tuple[int, int], found: list[Quoted]) -> bool:
    return not any(each.outer_start < span[1] and span[0] < each.outer_end for each in found)
