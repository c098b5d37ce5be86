"""Several agreements in one sentence, each with the words that are its own.

"The ILO signed a memorandum of understanding with UNDP and a cooperation agreement with UNICEF", "X and Y
signed a memorandum and a partnership agreement", "memoranda of understanding with UNDP and with UNICEF".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from extractors.findings import Mention
from transforms.agreements.parties import parties_of, partner_groups, signatories
from transforms.agreements.words import (
    ANOTHER,
    IN_MEMORANDUM,
    IN_PARTNERSHIP,
    MEMORANDUM,
    PARTNERSHIP,
    SIGNED_SOMETHING,
    something_of,
)
from transforms.pattern_starts import holds_any

_CUT = re.compile(
    r";\s|,?\s(?:and|et|y|e|while|whereas|tandis\sque|alors\sque|mientras(?:\sque)?)\s|,\s(?:then\s|puis\s|luego\s)?"
)
# "and (signed) a new", "et un", "y firmó otro": what follows is one more
_ONE_MORE = re.compile(
    # "the first a memorandum …, the second a cooperation agreement"
    r"(?:(?:the|le|la|el)\s(?:second|other|third|seconde|deuxième|autre|segund[oa]|otr[oa])(?:\s(?:is|est|es))?,?\s)?"
    r"(?:(?:has|have|also|ont|a|également|también|ha|han)\s)*(?:(?:sign|conclu|firm|suscrib|signé)\w*\s)?"
    r"(?:(?:also|également|también|today|hoy)\s)?(?:an?|two|une?|deux|un[ao]?|dos)\s(?:[\w-]+\s){0,3}?"
)
# Each partner of a plural has one: "memoranda of understanding with UNDP and UNICEF".
_PLURAL = re.compile(
    r"(?i)(?:memoranda|m[oO][uU]s|mémorandums|memor[aá]nd(?:o|um)s|protocoles|accords|acuerdos)\b"
)


class Piece(NamedTuple):
    """An agreement that a sentence names, and the part of the sentence that is its own."""

    kind: str
    word: tuple[int, int]
    start: int
    end: int
    is_one_more: bool


class Told(NamedTuple):
    """A piece and the parties of its agreement."""

    piece: Piece
    parties: tuple[str, ...]


def several_agreements(
    text: str,
    start: int,
    end: int,
    bodies: Sequence[Mention],
    countries: Sequence[Mention],
    publisher_id: str | None,
) -> list[Told]:
    """The agreements of a sentence that names several or one with each of several; none of any other sentence."""
    pieces = _pieces(text, start, end)
    if len(pieces) < 2 and not _has_groups(text, pieces, bodies):
        return []
    first: Sequence[str] = ()
    shared = partner_groups(text, pieces[-1].word[1], end, bodies)
    told: list[Told] = []
    for at, piece in enumerate(pieces):
        own = [each for each in bodies if piece.start <= each.span.start and each.span.end <= piece.end]
        states = [each for each in countries if piece.start <= each.span.start and each.span.end <= piece.end]
        groups = partner_groups(text, piece.word[1], piece.end, own)
        signing = signatories(text, piece.start, piece.word[0], own, states)
        if at and not signing and not piece.is_one_more:
            continue
        whole = parties_of(text, piece.start, piece.end, piece.word, own, states, publisher_id)
        first = first or signing or whole
        if len(groups) < 2 and len(whole) >= 2 and not _is_split(text, piece, groups):
            told.append(Told(piece, whole))
            continue
        groups = groups or (shared if not signing or not at else [])
        told += (Told(piece, parties) for parties in _with_each(text, piece, signing or first, groups))
    return [each for each in told if len(each.parties) >= 2]


def _has_groups(text: str, pieces: Sequence[Piece], bodies: Sequence[Mention]) -> bool:
    """Whether the one agreement that a sentence names is one with each of several."""
    for piece in pieces:
        groups = partner_groups(text, piece.word[1], piece.end, bodies)
        return len(groups) > 1 or _is_split(text, piece, groups)
    return False


def _is_split(text: str, piece: Piece, groups: Sequence[Sequence[Mention]]) -> bool:
    return len(groups) == 1 and len(groups[0]) > 1 and bool(_PLURAL.match(text, piece.word[0]))


def _with_each(
    text: str, piece: Piece, signing: Sequence[str], groups: Sequence[Sequence[Mention]]
) -> Iterator[tuple[str, ...]]:
    """The parties of one agreement, or of one with each partner where the word or the sentence says several."""
    if _is_split(text, piece, groups):
        groups = [[each] for each in groups[0]]
    for group in groups or [[]]:
        yield tuple(dict.fromkeys(chain(signing, (each.entity_id for each in group))))


def _pieces(text: str, start: int, end: int) -> list[Piece]:
    """The words for agreements with a part of the sentence each; two words for one thing are one."""
    words = _words(text, start, end)
    if not words:
        return []
    kept, cuts = words[:1], [(start, start)]
    for kind, first, last in words[1:]:
        cut = list(_CUT.finditer(text, kept[-1][2], first))
        if cut:
            kept.append((kind, first, last))
            cuts.append(cut[-1].span())
    edges = [*(cut[0] for cut in cuts[1:]), end]
    return [
        Piece(kind, (first, last), cut[0], edge, _is_one_more(text, cut[1], first))
        for (kind, first, last), cut, edge in zip(kept, cuts, edges, strict=True)
    ]


def _is_one_more(text: str, at: int, word: int) -> bool:
    return bool(_ONE_MORE.fullmatch(text, at, word) or ANOTHER.match(text, word))


def _words(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """Kind, start and end of every word for an agreement, without those that overlap one before."""
    sentence = text[start:end]
    memoranda = MEMORANDUM.finditer(text, start, end) if holds_any(sentence, IN_MEMORANDUM) else ()
    partnerships = PARTNERSHIP.finditer(text, start, end) if holds_any(sentence, IN_PARTNERSHIP) else ()
    found = [("memorandum_of_understanding", *match.span()) for match in memoranda]
    found += [("partnership", *match.span()) for match in partnerships]
    if found:
        signed = SIGNED_SOMETHING.finditer(text, start, end)
        found += [("partnership", *something_of(match)) for match in signed]
        found += [("", *match.span()) for match in ANOTHER.finditer(text, start, end)]
    kept: list[tuple[str, int, int]] = []
    for kind, first, last in sorted(found, key=lambda each: (each[1], -each[2])):
        if not kept or first >= kept[-1][2]:
            kept.append((kind or (kept[-1][0] if kept else ""), first, last))
    return [each for each in kept if each[0]]
