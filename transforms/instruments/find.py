"""Finds instruments: by number in every spelling, by code, by subject, by name, and resolutions.

A number is taken only behind the word for the kind of instrument, or as a code ("C.190"). By subject
only what leaves one instrument counts ("the Domestic Workers Convention"; three conventions are called
Maternity Protection, so there a year or number is needed). What has no number yet is no instrument.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from extractors.findings import Mention
from extractors.model import PartialDate, Passage
from transforms.gazetteer import Case, Gazetteer, Name, fold_text
from transforms.instruments.numbers import find_by_number
from transforms.instruments.resolutions import find_resolutions
from transforms.instruments.subjects import Place, find_by_subject
from transforms.instruments.table import instruments_by_id
from transforms.spans import sentence_at, span_of
from transforms.vocabulary import Instrument, instruments

# "C190", "C.190", "C 189", "R206", "P029"
_CODE = re.compile(
    r"(?P<kind>[CRP])(?<![\w/.-].)(?:\.\s?|-|\s)?(?P<number>0\d{1,2}|\d{3}|\d\d)(?![\w/]|\.\d|-\d)"
)
# The codes of two digits that stand for themselves; others ("C97 and C143") need a word or a code beside them.
_PLAIN_CODES = frozenset({"29", "87", "98"})
_BESIDE_CODE = re.compile(r"[CRP]\.?\s?\d{3}(?!\d)|onven|nstrument|atifi|atific")
_BESIDE = 60
# "Protocol of 2014 to the Forced Labour Convention, 1930", "Protocolo de 2014": the year tells which one.
_PROTOCOL = re.compile(
    r"\b(?:[Pp]rotocol|[Pp]rotocole|[Pp]rotocolo)\s(?:of|de)\s(?P<year>19[89]\d|20\d\d)"
    r"(?:\sto\sthe\s(?:[A-Z][\w()’'-]*\s|and\s|of\s){1,8}Convention(?:,\s(?:19|20)\d\d)?(?:\s\(No\.\s\d{1,3}\))?)?"
)
_ROOM = re.compile(r"(?:[Rr]oom|[Ss]alle|[Ss]ala|[Bb]uilding|°|[Vv]itamin)\s*\(?$")


@lru_cache(maxsize=1)
def _named() -> Gazetteer[str]:
    """Names that are instruments as they stand: those without a number of the ILO, and whole phrases."""
    return Gazetteer(
        Name(text, each.instrument_id, Case.EXACT if text.isupper() else _case(text))
        for each in instruments()
        for text in _whole_names(each)
    )


def _whole_names(each: Instrument) -> Iterable[str]:
    if not re.fullmatch(r"[CRP]\d{3}", each.instrument_id):
        yield from (text for texts in each.names.values() for text in texts)
    yield from each.phrases


# French and Spanish write the word for the kind small: "la convention du travail maritime".
_SMALL = re.compile(r"(?:conven|protocol|d[ée]clara|constitu|programme d|agenda )", re.IGNORECASE)


def _case(text: str) -> Case:
    return Case.ANY if _SMALL.match(text) and " " in text else Case.CAPITAL


def find_instruments(passages: Sequence[Passage], published: PartialDate | None) -> tuple[Mention, ...]:
    """Every mention of an instrument, in reading order; several may share one span ("C189 and R201").

    `published` keeps out what a document could not know: an instrument adopted in a later year is not
    found by its subject alone.
    """
    return tuple(mention for passage in passages for mention in _in_passage(passage, published))


def _in_passage(passage: Passage, published: PartialDate | None) -> list[Mention]:
    text = passage.text
    found: list[Place] = []
    for places in (
        _protocols(text),
        find_by_number(text),
        _by_code(text),
        find_resolutions(text),
        _by_name(text),
    ):
        if places:
            found += [each for each in places if not _taken(each, found)]
    taken = list(found)
    found += [each for each in find_by_subject(text, published) if not _taken(each, taken)]
    found.sort(key=lambda each: (each.start, each.end, each.instrument_id))
    return [_mention(passage, each) for each in found]


def _taken(place: Place, found: Iterable[Place]) -> bool:
    return any(each.start < place.end and place.start < each.end for each in found if each is not place)


def _mention(passage: Passage, place: Place) -> Mention:
    known = instruments_by_id().get(place.instrument_id)
    name = known.code if known else place.code or place.instrument_id
    return Mention(
        "instrument", place.instrument_id, span_of(passage, place.start, place.end), place.rule, name=name
    )


def _protocols(text: str) -> list[Place]:
    if "rotoc" not in text:
        return []
    return [
        Place(each.instrument_id, match.start(), match.end(), "instruments.protocol_of_year")
        for match in _PROTOCOL.finditer(text)
        for each in _protocols_of(int(match["year"]))
    ]


@lru_cache(maxsize=16)
def _protocols_of(year: int) -> tuple[Instrument, ...]:
    """The protocol adopted in a year, where it is the only one."""
    found = [
        each
        for each in instruments()
        if re.fullmatch(r"P\d{3}", each.instrument_id) and each.adopted_year == year
    ]
    return tuple(found) if len(found) == 1 else ()


def _by_code(text: str) -> list[Place]:
    found = []
    for match in _CODE.finditer(text):
        instrument_id = f"{match['kind']}{int(match['number']):03d}"
        if instrument_id not in instruments_by_id() or _ROOM.search(text[: match.start()]):
            continue
        if (
            len(match["number"]) > 2
            or match["number"] in _PLAIN_CODES
            or _is_beside_code(text, *match.span())
        ):
            found.append(Place(instrument_id, match.start(), match.end(), "instruments.code"))
    return found


def _is_beside_code(text: str, start: int, end: int) -> bool:
    """Whether a word for instruments or a full code stands near a code of two digits."""
    return bool(
        _BESIDE_CODE.search(text, max(0, start - _BESIDE), start)
        or _BESIDE_CODE.search(text, end, end + _BESIDE)
    )


# "CEDAW Committee", "Comité de la CEDAW": the body that watches over it.
_COMMITTEE_BEFORE = re.compile(
    r"(?:Committee|Comité)\s(?:on\s(?:the\s)?|of\s(?:the\s)?|de\sla\s|para\sla\s|pour\sla\s)?$"
)
# "CEDAW and its Optional Protocol"
_OPTIONAL = re.compile(
    r"\b(?:[Oo]ptional\s[Pp]rotocol|[Pp]rotocole\s[Ff]acultatif|[Pp]rotocolo\s[Ff]acultativo)\b"
)


def _by_name(text: str) -> list[Place]:
    found = []
    for match in _named().find(fold_text(text)):
        if match.value == "CEDAW" and _is_committee(text, match.start, match.end):
            continue
        if match.value == "BEIJING_PLATFORM" and re.search(r"(?:Regional|Vienna)\s$", text[: match.start]):
            continue
        found.append(Place(match.value, match.start, match.end, "instruments.name"))
    return found + _optional_protocols(text, found)


def _is_committee(text: str, start: int, end: int) -> bool:
    is_before = _COMMITTEE_BEFORE.search(text[:start]) is not None
    return is_before or text[end:].startswith((" Committee", " committee"))


def _optional_protocols(text: str, found: Sequence[Place]) -> list[Place]:
    """The protocol of the convention on women that the same sentence names before it."""
    named = [each for each in found if each.instrument_id == "CEDAW"]
    if not named or "rotoc" not in text:
        return []
    return [
        Place("CEDAW_OP", *match.span(), "instruments.optional_protocol")
        for match in _OPTIONAL.finditer(text)
        if any(sentence_at(text, match.start())[0] <= each.start < match.start() for each in named)
        and not any(each.start <= match.start() < each.end for each in found)
    ]
