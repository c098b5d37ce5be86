"""Instruments named by their subject: "the Domestic Workers Convention", "Convenio sobre igualdad de
remuneración", "Convention and Recommendation on Domestic Workers"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from extractors.model import PartialDate
from transforms.alternation import alternation
from transforms.gazetteer import fold, fold_text
from transforms.instruments.table import instruments_by_id
from transforms.pattern_starts import holds_any, matches_from, places_of
from transforms.spans import sentence_at
from transforms.vocabulary import Instrument, instruments
from transforms.word_finder import WordFinder


class Place(NamedTuple):
    """An instrument at a place of a text; `code` where the vocabulary does not have it."""

    instrument_id: str
    start: int
    end: int
    rule: str
    code: str | None = None


_KIND = r"(?:conventions?|recommendations?|protocols?|convenios?|convencion(?:es)?|recommandations?|recomendacion(?:es)?)"
_IN_KINDS = ("onven", "ecom", "rotoc")
_AND = (
    r"(?:\s?(?:and|et|y)\s(?:its\s|the\s|ses\s|des\s|les\s|la\s|sus?\s|su\s|el\s)?(?P<second>"
    + _KIND
    + r"))?"
)
_OWNER = r"(?:\s(?:of the ilo|de l'oit|de la oit|de l'organisation internationale du travail))?"
_LINK = r"\s(?:on|concerning|for|sur|relatives?\s(?:a|aux)|concernant|sobre|relativos?\sal?)\s(?:the\s)?"
_DRAFT = re.compile(r"\b(?:draft|proposed|future|possible|new|projet\sde|proyecto\sde)\s[^.]{0,40}$")
# Adopted before the subject was named by its number in everyday use; other years are printed beside it.
_YEAR = re.compile(r"(?<![\d/])(?:19|20)\d\d(?![\d/])")


@lru_cache(maxsize=1)
def _subjects() -> dict[str, tuple[Instrument, ...]]:
    """The instruments of each subject, by its folded spelling."""
    found: dict[str, dict[str, Instrument]] = {}
    for each in instruments():
        if re.fullmatch(r"[CR]\d{3}", each.instrument_id):
            for names in each.names.values():
                for name in names:
                    found.setdefault(fold(name), {})[each.instrument_id] = each
    return {subject: tuple(each.values()) for subject, each in found.items()}


@lru_cache(maxsize=1)
def _alternatives() -> str:
    return alternation(_subjects())


@lru_cache(maxsize=1)
def _english() -> re.Pattern[str]:
    """ "Domestic Workers' Convention", "Equal Remuneration Convention and Recommendation"."""
    return re.compile(
        rf"\b(?P<subject>{_alternatives()})'?(?P<kinds>\s(?P<first>{_KIND})(?:,?\s(?P<year>\d{{4}}))?{_AND})\b"
    )


@lru_cache(maxsize=1)
def _linked() -> re.Pattern[str]:
    """ "Convention on maternity protection", "Convention et recommandation de l'OIT sur le travail …"."""
    return re.compile(
        rf"\b(?:ilo\s)?(?P<first>{_KIND}){_OWNER}{_AND}{_OWNER}{_LINK}(?P<subject>{_alternatives()})\b(?:,?\s\(?(?P<year>\d{{4}})\)?)?"
    )


@lru_cache(maxsize=1)
def _subject_finder() -> WordFinder:
    """Finds where a subject begins."""
    return WordFinder(_subjects())


def find_by_subject(text: str, published: PartialDate | None) -> list[Place]:
    """Places of instruments named by subject, where one only fits (of each kind named)."""
    folded = fold_text(text)
    if not holds_any(folded.folded, _IN_KINDS):
        return []
    found: list[Place] = []
    kinds = list(_kind_starts(folded.folded))
    for starts, pattern in ((kinds, _linked()), (_subject_finder().starts(folded), _english())):
        for match in matches_from(starts, pattern, folded.folded):
            start, end = folded.span(*match.span())
            if _DRAFT.search(folded.folded[: match.start()]) or not _is_titled(text, start, end):
                continue
            found += [
                Place(instrument.instrument_id, start, end, "instruments.subject")
                for instrument in _meant(match, folded.folded, published)
            ]
    return found


def _kind_starts(folded: str) -> Iterator[int]:
    """Where the word for a kind may begin, and the owner before it."""
    for at in places_of(_IN_KINDS, folded):
        if folded.endswith("ilo ", 0, at - 1):
            yield at - 5
        yield at - 1


_SMALL_ENGLISH = re.compile(r"(?:ILO\s)?conventions?\s(?:on|for|concerning)\s")
_ROMANCE = re.compile(r"(?:convention|convenio|convenci|recomm?and|recomend)")


def _is_titled(text: str, start: int, end: int) -> bool:
    """English names begin with a capital; the other languages write them small."""
    piece = text[start:end]
    if _SMALL_ENGLISH.match(piece):
        return False
    return piece[0].isupper() or bool(_ROMANCE.match(fold(piece)))


def _meant(match: re.Match[str], folded: str, published: PartialDate | None) -> Iterator[Instrument]:
    for kind in (match["first"], match["second"]):
        if kind:
            fitting = [
                each
                for each in _subjects()[match["subject"]]
                if each.instrument_id[0] == kind[0].upper() and _is_adopted(each, published)
            ]
            years = {match["year"]} if match["year"] else _years_beside(match, folded)
            dated = [each for each in fitting if str(each.adopted_year) in years]
            if len(dated) == 1:
                yield dated[0]
            elif len(fitting) == 1 and not (match["year"] and not dated):
                yield fitting[0]


def _years_beside(match: re.Match[str], folded: str) -> set[str]:
    start, end = sentence_at(folded, match.start())
    return set(_YEAR.findall(folded[start:end]))


def _is_adopted(each: Instrument, published: PartialDate | None) -> bool:
    if published is None or published.value.startswith("--") or each.adopted_year is None:
        return True
    return each.adopted_year <= int(published.value[:4])


_OWNED = re.compile(r"\b(?:ILO|OIT)\s$")


@lru_cache(maxsize=512)
def _leads(instrument_id: str) -> tuple[str, ...]:
    """The folded subjects of an instrument as they stand before the word for its kind, longest first."""
    names = instruments_by_id()[instrument_id].names.values()
    return tuple(sorted((fold(name) + " " for each in names for name in each), key=len, reverse=True))


def widen(text: str, start: int, each: Instrument) -> int:
    """Where the name begins when the subject (and the owner) stands before the word."""
    before = fold_text(text)
    if len(before.folded) != len(text):
        return start
    leads = _leads(each.instrument_id)
    if before.folded.endswith(leads, 0, start):
        return start - next(len(lead) for lead in leads if before.folded.endswith(lead, 0, start))
    # "ILO " and the character before it
    first = max(0, start - 5)
    owner = _OWNED.search(text[first:start])
    return first + owner.start() if owner else start
