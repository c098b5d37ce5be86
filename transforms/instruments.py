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
from transforms.gazetteer import Case, Gazetteer, Name, fold, fold_text
from transforms.instrument_subjects import Place, find_by_subject, widen
from transforms.resolutions import find_resolutions
from transforms.spans import span_of
from transforms.vocabulary import Instrument, instruments

_KINDS = {"c": "C", "r": "R", "p": "P"}
_WORD = (
    r"(?P<kind>[Cc]onventions?|CONVENTIONS?|[Cc]onvenios?|[Cc]onvenci[oó]n(?:es)?|Recommendations?|RECOMMENDATIONS?|"
    r"[Rr]ecommandations?|[Rr]ecomendaci[oó]n(?:es)?|Protocols?|[Pp]rotocoles?|[Pp]rotocolos?)"
)
_MARK = r"(?:[Nn][Oo]s?\.?\s?|[Nn][º°os]{1,2}\.?\s?|[Nn][úu]ms?\.?\s?|[Nn][úu]meros?\s|#)"
_LIST = (
    r"\d{1,3}(?!\d)(?:(?:\s?[,/;]\s?(?:and\s)?|\s(?:and|&|et|y|e|or|ou|u)\s)(?:(?:C|R)?(?:"
    + _MARK
    + r")?)\d{1,3}(?![\d/.-]))*"
)
_OWNER = r"(?:\s(?:of\sthe\sILO|de\sl['’]OIT|de\sla\sOIT|ILO|OIT))?"
# "Convention No. 189", "Convention (183)", "Conventions 100 and 111", "Convenio núm. 177"
_NUMBERED = re.compile(rf"\b{_WORD}{_OWNER}\s?\(?\s?(?P<mark>{_MARK})?(?P<numbers>{_LIST})\s?\)?")
# "Convention, 2019 (No. 190)", "Convenio sobre igualdad de remuneración, 1951 (núm. 100)"
_TITLED = re.compile(
    rf"\b{_WORD}(?P<title>[^.;:!?\"“”«»\d]{{0,140}}?),?\s\(?(?P<year>(?:19|20)\d\d)\)?,?\s?\(?\s?(?P<mark>{_MARK})(?P<numbers>{_LIST})\s?\)?"
)
# "Convention sur le travail à domicile (n° 177)", "Convention concerning home work (No. 177)"
_BRACKETED = re.compile(
    rf"\b{_WORD}(?P<title>\s[^.;:!?\"“”«»\d()]{{3,140}}?)\s\(\s?(?P<mark>{_MARK})(?P<numbers>{_LIST})\s?\)(?:,?\s(?P<year>(?:19|20)\d\d))?"
)
# "C190", "C.190", "C 189", "R206", "P029"
_CODE = re.compile(
    r"(?<![\w/.-])(?P<kind>[CRP])(?:\.\s?|-|\s)?(?P<number>0\d{1,2}|\d{3}|29|87|98)(?![\w/]|\.\d|-\d)"
)
# "Protocol of 2014 to the Forced Labour Convention, 1930", "Protocolo de 2014": the year tells which one.
_PROTOCOL = re.compile(
    r"\b(?:[Pp]rotocol|[Pp]rotocole|[Pp]rotocolo)\s(?:of|de)\s(?P<year>19[89]\d|20\d\d)"
    r"(?:\sto\sthe\s(?:[A-Z][\w()’'-]*\s|and\s|of\s){1,8}Convention(?:,\s(?:19|20)\d\d)?(?:\s\(No\.\s\d{1,3}\))?)?"
)
_ROOM = re.compile(r"(?:[Rr]oom|[Ss]alle|[Ss]ala|[Bb]uilding|°|[Vv]itamin)\s*\(?$")
# Conventions and recommendations of somebody else, or not yet adopted.
_FOREIGN = re.compile(
    r"(?:\b(?:General|general|Hague|Geneva|Vienna|European|Council of Europe|Optional|Additional|policy|key|Key|audit|"
    r"Audit|this|Policy|Committee['’]s|Collective|collective|Facultatif|UPR)|Européenne|Europea)\s$"
)
_DRAFT = re.compile(
    r"\b(?:[Dd]raft|[Pp]roposed|[Ff]uture|[Pp]ossible|projet\sde|proyecto\sde|futur|futura?)\s[^.]{0,40}$"
)
_AFTER = re.compile(
    r"^\s?(?:per\scent|%|pour\scent|por\sciento|States|countries|members|delegates|pays|países)"
)
# A quick look before the dear patterns.
_WORTH = re.compile(r"onven|ecomm?[ae]nd|ecomend|rotoc|CONVEN|RECOMM")


@lru_cache(maxsize=1)
def instruments_by_id() -> dict[str, Instrument]:
    """The instruments of the vocabulary by instrument_id."""
    return {each.instrument_id: each for each in instruments()}


@lru_cache(maxsize=1)
def _named() -> Gazetteer[str]:
    """Names of instruments that have no number of the ILO."""
    return Gazetteer(
        Name(text, each.instrument_id, Case.EXACT if text.isupper() else Case.CAPITAL)
        for each in instruments()
        if not re.fullmatch(r"[CRP]\d{3}", each.instrument_id)
        for texts in each.names.values()
        for text in texts
    )


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
        _by_number(text),
        _by_code(text),
        find_resolutions(text),
        _by_name(text),
    ):
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


def _by_number(text: str) -> list[Place]:
    if not _WORTH.search(text):
        return []
    found: list[Place] = []
    taken: list[tuple[int, int]] = []
    for pattern in (_TITLED, _BRACKETED, _NUMBERED):
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            places = _numbered(text, match)
            if places:
                taken.append(match.span())
                found += places
    return found


def _numbered(text: str, match: re.Match[str]) -> list[Place]:
    """One place for each number behind the word; none when it is somebody else's instrument."""
    before = text[max(0, match.start() - 60) : match.start()]
    groups = match.groupdict()
    if _FOREIGN.search(before) or _DRAFT.search(before) or _AFTER.match(text[match.end() :]):
        return []
    title = groups.get("title") or ""
    if re.search(r"\b(?:collecti[vf]\w*|colectiv\w*|[Gg]eneral[e]?|générale)\b", title[:14]):
        return []
    letter = _KINDS[fold(match["kind"])[0]]
    numbers = [int(number) for number in re.findall(r"\d{1,3}", match["numbers"])]
    if letter == "R" and not match["mark"] and "(" not in match[0] and max(numbers) < 100:
        return []
    known = [instruments_by_id().get(f"{letter}{number:03d}") for number in numbers]
    year = groups.get("year")
    kept = [each for each in known if each and _fits_year(each, year, text, match)]
    spans = _number_spans(match) if len(kept) > 1 else [match.span()]
    return [
        Place(each.instrument_id, *_outer(text, span, each, match), "instruments.number")
        for each, span in zip(kept, spans, strict=False)
    ]


def _fits_year(each: Instrument, year: str | None, text: str, match: re.Match[str]) -> bool:
    """The printed year is that of the adoption, or the words beside it are those of the title."""
    if year is None or int(year) == each.adopted_year:
        return True
    words = set(re.findall(r"\w{5,}", fold(each.title)))
    around = set(re.findall(r"\w{5,}", fold(text[max(0, match.start() - 60) : match.end()])))
    return len((words & around) - {"convention", "recommendation", "protocol"}) >= 2


def _number_spans(match: re.Match[str]) -> list[tuple[int, int]]:
    """The first number with the word before it, the others alone."""
    offset = match.start("numbers")
    spans = [
        (offset + each.start(), offset + each.end()) for each in re.finditer(r"\d{1,3}", match["numbers"])
    ]
    return [(match.start(), spans[0][1]), *spans[1:]]


def _outer(text: str, span: tuple[int, int], each: Instrument, match: re.Match[str]) -> tuple[int, int]:
    """The span with the subject before it ("Violence and Harassment Convention, 2019 (No. 190)")."""
    start, end = span
    end = start + len(text[start:end].rstrip(" ,"))
    if "(" not in text[start:end] and text[start:end].endswith(")"):
        end -= 1
    return (widen(text, start, each), end) if start == match.start() else (start, end)


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
        if instrument_id in instruments_by_id() and not _ROOM.search(text[: match.start()]):
            found.append(Place(instrument_id, match.start(), match.end(), "instruments.code"))
    return found


def _by_name(text: str) -> list[Place]:
    found = []
    for match in _named().find(fold_text(text)):
        if match.value == "CEDAW" and text[match.end :].startswith((" Committee", " committee")):
            continue
        if match.value == "BEIJING_PLATFORM" and re.search(r"(?:Regional|Vienna)\s$", text[: match.start]):
            continue
        found.append(Place(match.value, match.start, match.end, "instruments.name"))
    return found
