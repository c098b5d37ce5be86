"""Instruments behind the word for their kind, by number: "Convention No. 189", "Conventions 100 and 111",
"Convention, 2019 (No. 190)", "Convenio sobre igualdad de remuneración, 1951 (núm. 100)"."""

from __future__ import annotations

import re

from transforms.gazetteer import fold
from transforms.instruments.subjects import Place, widen
from transforms.instruments.table import instruments_by_id
from transforms.pattern_starts import holds_any, places_of
from transforms.vocabulary import Instrument

_WORD = (
    r"(?P<kind>[Cc]onventions?|CONVENTIONS?|[Cc]onvenios?|[Cc]onvenci[oó]n(?:es)?|Recommendations?|RECOMMENDATIONS?|"
    r"[Rr]ecommandations?|[Rr]ecomendaci[oó]n(?:es)?|Protocols?|[Pp]rotocoles?|[Pp]rotocolos?)"
)
_MARK = r"(?:[Nn][Oo]s?\.?\s?|[Nn]\.?[º°os]{1,2}\.?\s?|[Nn][úu]ms?\.?\s?|[Nn][úu]meros?\s|#)"
_LIST = (
    r"\d{1,3}(?!\d)(?:(?:\s?[,/;]\s?(?:and\s)?|\s(?:and|&|et|y|e|or|ou|u)\s)(?:(?:C|R)?(?:"
    + _MARK
    + r")?)\d{1,3}(?!\d|[/.-]\d))*"
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
# Conventions and recommendations of somebody else, or not yet adopted.
_FOREIGN = re.compile(
    r"(?:\b(?:General|general|Hague|Geneva|Vienna|European|Council of Europe|Optional|Additional|policy|key|Key|audit|"
    r"Audit|this|Policy|Committee['’]s|Collective|collective|Facultatif|UPR)|Européenne|Europea)\s$"
)
# "Council of Europe " and a character before it
_LONGEST_FOREIGN = 24
_DRAFT = re.compile(
    r"\b(?:[Dd]raft|[Pp]roposed|[Ff]uture|[Pp]ossible|projet\sde|proyecto\sde|futur|futura?)\s[^.]{0,40}$"
)
_IN_DRAFT = ("raft", "roposed", "uture", "ossible", "projet", "proyecto", "futur")
_AFTER = re.compile(
    r"\s?(?:per\scent|%|pour\scent|por\sciento|States|countries|members|delegates|pays|países)"
)
_COLLECTIVE = re.compile(r"\b(?:collecti[vf]\w*|colectiv\w*|[Gg]eneral[e]?|générale)\b")
_NUMBER = re.compile(r"\d{1,3}")
_LONG_WORD = re.compile(r"\w{5,}")
# Where the word for a kind may begin: the dear patterns are tried nowhere else.
_FIRST_LETTERS = frozenset("CcRrPp")
_IN_KINDS = ("onven", "ecom", "rotoc", "ONVEN", "ECOM")


def find_by_number(text: str) -> list[Place]:
    """Places of instruments whose numbers stand behind the word for their kind."""
    starts = [at - 1 for at in places_of(_IN_KINDS, text) if text[at - 1 : at] in _FIRST_LETTERS]
    found: list[Place] = []
    taken: list[tuple[int, int]] = []
    for pattern in (_TITLED, _BRACKETED, _NUMBERED):
        for at in starts:
            match = pattern.match(text, at)
            if not match or any(start < match.end() and at < end for start, end in taken):
                continue
            places = _numbered(text, match)
            if places:
                taken.append(match.span())
                found += places
    return found


def _numbered(text: str, match: re.Match[str]) -> list[Place]:
    """One place for each number behind the word; none when it is somebody else's instrument."""
    before = text[max(0, match.start() - 60) : match.start()]
    groups = match.re.groupindex
    is_draft = holds_any(before, _IN_DRAFT) and _DRAFT.search(before)
    if is_draft or _FOREIGN.search(before[-_LONGEST_FOREIGN:]) or _AFTER.match(text, match.end()):
        return []
    if "title" in groups and _COLLECTIVE.search(match["title"][:14]):
        return []
    letter = match["kind"][0].upper()
    numbers = [int(number) for number in _NUMBER.findall(match["numbers"])]
    if letter == "R" and not match["mark"] and "(" not in match[0] and max(numbers) < 100:
        return []
    known = [instruments_by_id().get(f"{letter}{number:03d}") for number in numbers]
    year = match["year"] if "year" in groups else None
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
    words = set(_LONG_WORD.findall(fold(each.title)))
    around = set(_LONG_WORD.findall(fold(text[max(0, match.start() - 60) : match.end()])))
    return len((words & around) - {"convention", "recommendation", "protocol"}) >= 2


def _number_spans(match: re.Match[str]) -> list[tuple[int, int]]:
    """The first number with the word before it, the others alone."""
    offset = match.start("numbers")
    spans = [(offset + each.start(), offset + each.end()) for each in _NUMBER.finditer(match["numbers"])]
    return [(match.start(), spans[0][1]), *spans[1:]]


def _outer(text: str, span: tuple[int, int], each: Instrument, match: re.Match[str]) -> tuple[int, int]:
    """The span with the subject before it ("Violence and Harassment Convention, 2019 (No. 190)")."""
    start, end = span
    end = start + len(text[start:end].rstrip(" ,"))
    if "(" not in text[start:end] and text[start:end].endswith(")"):
        end -= 1
    return (widen(text, start, each), end) if start == match.start() else (start, end)
