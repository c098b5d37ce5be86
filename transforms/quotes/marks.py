"""Finds what stands between quotation marks: every style, nested, mixed, or with one mark missing."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from transforms.names.name_words import NAME_WORD
from transforms.names.saying import VERB, mark_saying

# Typed pairs of single marks (`` and '') are one mark.
_MARK = re.compile(r"[“”«»„\"`']")
_STRAIGHT = '"'
_CURLY = "“”«»„"
_BLANKS = " \u00a0\u202f\t\n"
# What may stand right before an opening mark.
_LEADS = _BLANKS + "([—–-:’'‘“/¿¡"
_LEAD = re.compile(r"[^:]{3,}?:\s(?=[^\sa-zà-ÿ])|[^–]{3,60}?\s[–—]\s(?=\S)")
_SINGLE_OPEN = re.compile(r"[‘'’](?<![\w’'‘“”\"][‘'’])(?=[^\s‘’'])")
_SINGLE_CLOSE = re.compile(r"[’'](?<=\S[’'])(?![\w’'])")


class Quoted(NamedTuple):
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
    marks = _marks(text)
    for number, (at, mark) in enumerate(marks):
        if opened is None:
            if _begins(text, at, mark, is_last=number == len(marks) - 1):
                opened, depth = at, 1
            else:
                found.append(_without_opening(text, at, found[-1].outer_end if found else 0))
        elif _nests(text, at, mark, text[opened]):
            spoken = _spoken_until(text, opened, at) if depth == 1 else None
            if spoken:
                found.append(_quoted(text, opened, spoken))
                opened = at
            else:
                depth += 1
        else:
            depth -= 1
            if depth == 0:
                found.append(_quoted(text, opened, at))
                opened = None
    if opened is not None:
        found += _unclosed(text, opened)
    found += [each for each in _singles(text) if _is_free((each.outer_start, each.outer_end), found)]
    return tuple(sorted((each for each in found if each.start < each.end), key=lambda each: each.start))


def _marks(text: str) -> list[tuple[int, str]]:
    return [
        (match.start(), match[0])
        for match in _MARK.finditer(text)
        if match[0] in _CURLY or _is_mark(text, match.start(), match[0])
    ]


def _is_mark(text: str, at: int, mark: str) -> bool:
    """Whether a typewriter's mark is one: no inches, and of single ones only a pair."""
    if mark == _STRAIGHT:
        return not _is_inch(text, at)
    return text[at + 1 : at + 2] == mark and mark not in (text[at - 1 : at], text[at + 2 : at + 3])


def _is_inch(text: str, at: int) -> bool:
    return at > 0 and text[at - 1].isdigit() and text[at + 1 : at + 2] not in ("", ",", " ", ".")


def _begins(text: str, at: int, mark: str, *, is_last: bool) -> bool:
    """Whether a mark outside of any quotation opens one."""
    if mark in "«„":
        return not (mark == "«" and _closes(text, at))
    if mark == "“":
        return not _closes(text, at)
    # ”Text” and »Text«: marks that close elsewhere open where a word follows and none goes before.
    is_free = at == 0 or text[at - 1] in _LEADS
    if is_free and text[at + 1 : at + 2].strip():
        return not is_last or mark == _STRAIGHT
    return is_free and mark == _STRAIGHT and not is_last


def _nests(text: str, at: int, mark: str, opener: str) -> bool:
    """Whether a mark inside a quotation opens another one."""
    if mark in "“„«":
        return not _closes(text, at) and not (opener == "»" and mark == "«")
    return mark == _STRAIGHT and _opens(text, at) and not _closes(text, at)


def _opens(text: str, at: int) -> bool:
    """A mark with a blank or bracket before and none behind."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    return (not before or before in _LEADS) and bool(after.strip())


def _closes(text: str, at: int) -> bool:
    """A mark behind a word or stop, with a blank or stop after it: even "“" closes so („ … “)."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if not before.strip() or before in "([:":
        return False
    return (not after or not after.isalnum()) and after != " " or (before in ".,!?…" and after in ("", " "))


def _without_opening(text: str, at: int, floor: int) -> Quoted:
    """A quotation without opening mark begins behind a colon or the dash of a dateline, else where its run begins."""
    lead = _LEAD.match(text, floor, at)
    each = _quoted(text, (lead.end() if lead else floor) - 1, at, has_open=False)
    return Quoted(each.start, each.end, each.start, each.outer_end, has_open=False)


# A stop and behind it who says it: "I wrote it on the wall, she says, “and …", "…the will, said Ada Lind".
_PRONOUN = r"(?:he|she|they|elle|il|ella|él)"
_NAME = rf"(?:(?:Mr|Mrs|Ms|Mme|M|Dr|Sr|Sra)\.?\s)?{NAME_WORD}"
_INCISE = re.compile(
    rf"[,.!?…](?=\s(?:{_PRONOUN}\s{VERB}|(?:a\s|ont\s|ha\s)?{VERB}\s(?:{_PRONOUN}\b|(?:the|le|la|el)\s|{_NAME})"
    rf"|{_NAME}\s(?:{NAME_WORD}\s)?{VERB}|(?:a|ont|{VERB}|\w+)-(?:t-)?(?:il|elle)\b))"
)


def _spoken_until(text: str, opened: int, at: int) -> int | None:
    """Where the words said stop although no mark closes them before the next one opens at `at`."""
    match = _INCISE.search(mark_saying(text), opened, at + 1)
    return match.end() if match and at - match.end() < 160 else None


def _unclosed(text: str, opened: int) -> list[Quoted]:
    """The rest behind an opening mark; what nests in it is read anew where it closed."""
    inner = text.rfind("”", opened)
    if inner > opened and text.count("“", opened) > 1:
        return [_quoted(text, opened, inner)]
    spoken = _INCISE.search(mark_saying(text), opened)
    if spoken and not _MARK.search(text, spoken.end()):
        return [_quoted(text, opened, spoken.end(), is_cut=True)]
    return [_quoted(text, opened, len(text), has_close=False)]


def _singles(text: str) -> list[Quoted]:
    """What stands between single marks. An apostrophe is none, nor the one behind a plural ("workers’ rights")."""
    found: list[Quoted] = []
    end = 0
    for match in _SINGLE_OPEN.finditer(text):
        if match.start() < end:
            continue
        close = _single_close(text, match.start())
        if close is not None:
            found.append(_quoted(text, match.start(), close))
            end = close + 1
    return found


def _single_close(text: str, opened: int) -> int | None:
    """The mark that closes: one behind a stop, before the next one opens; else the first behind a word."""
    following = _SINGLE_OPEN.search(text, opened + 1)
    limit = following.start() if following else len(text)
    closing = [match.start() for match in _SINGLE_CLOSE.finditer(text, opened + 2, limit)]
    behind_stop = next((at for at in closing if text[at - 1] in ",.!?…"), None)
    if behind_stop is not None and text[opened] != "’":
        return behind_stop
    return closing[0] if closing and text[opened] != "’" else None


def _quoted(
    text: str, first: int, last: int, *, has_open: bool = True, has_close: bool = True, is_cut: bool = False
) -> Quoted:
    start, end = first + (_width(text, first) if has_open else 1), min(last, len(text))
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end = start + len(text[start:end].rstrip())
    outer_end = end if is_cut else min(last + _width(text, last), len(text))
    return Quoted(start, end, max(first, 0), outer_end, has_open, has_close)


def _width(text: str, at: int) -> int:
    return 2 if at >= 0 and text[at : at + 2] in ("``", "''") else 1


def _is_free(span: tuple[int, int], found: list[Quoted]) -> bool:
    return not any(each.outer_start < span[1] and span[0] < each.outer_end for each in found)
