"""Finds resolutions of United Nations bodies and circulars of the ILO by their numbers."""

from __future__ import annotations

import re

from transforms.instruments.subjects import Place
from transforms.pattern_starts import holds_any

# "A/RES/64/289", "S/RES/1325 (2000)", "E/RES/2006/36"
_SYMBOL = re.compile(r"\b(?P<body>A/HRC|A|S|E)/RES/(?P<number>\d{1,4}(?:/\d{1,3})?)\b")
_WORD = r"(?:[Rr]esolutions?|RESOLUTIONS?|[Rr]ésolutions?|[Rr]esoluci[oó]n(?:es)?)"
_MARK = r"(?:\s(?:[Nn]o\.?|n[°º]|n[úu]m\.))?"
# "1325, 1820 and 1888": more numbers after one word
_MORE = r"(?:\s?,\s(?:(?:and|et|y)\s)?|\s(?:and|et|y|&|e)\s)(?:n[°º]\s?|No\.\s)?"
_SESSION_ITEM = r"(?:\d{1,2}|(?:19|20)\d\d)/\d{1,3}\b"
_NUMBER = r"\d{3,4}\b(?:\s\((?:19|20)\d\d\))?"
# "resolution 64/289", "résolution 64/289", "resolution 2006/15"
_SESSION = re.compile(
    rf"(?:\bGA\s|\bUNGA\s)?{_WORD}{_MARK}\s(?P<numbers>{_SESSION_ITEM}(?:{_MORE}{_SESSION_ITEM})*)(?!/)"
)
# "résolution du Conseil de sécurité 1325", "resolución del Consejo de Seguridad 1325"
_OF_COUNCIL = r"(?:\s(?:du\sConseil\sde\ssécurité|del\sConsejo\sde\sSeguridad|of\sthe\sSecurity\sCouncil))?"
# "Security Council resolution 1325 (2000)", "UNSCR 1325", "resolution 1325"
_COUNCIL = re.compile(
    rf"(?:\bUNSCRs?|\bSCR|{_WORD}){_OF_COUNCIL}{_MARK}\s(?P<numbers>{_NUMBER}(?:{_MORE}{_NUMBER})*)(?!/)"
)
_SECURITY = re.compile(r"UNSCR|Security Council|Conseil de sécurité|Consejo de Seguridad")
_RIGHTS = re.compile(
    r"Human Rights Council|Conseil des droits de l['’]homme|Consejo de Derechos Humanos|\bHRC\b"
)
_WOMEN_PEACE = frozenset({"1325", "1820", "1888", "1889", "1960", "2106", "2122", "2242", "2467", "2493"})
# "Director-General's Circular no. 564 (1999)", "ILO Circular 564", "circulaire n° 564"
_CIRCULAR = re.compile(
    r"\b(?:[Cc]ircular|[Cc]irculaire)(?:\s(?:[Nn]o\.?|n[°ºo]|n[úu]m\.|[Ss]eries\s\d,\s[Nn]o\.))?\s(?P<number>\d{2,4})\b(?!/)(?:\s\((?P<year>\d{4})\))?"
)
# A quick look before the dear patterns.
_WORTH = ("/RES/", "UNSCR", "esolu", "ésolu", "RESOLUTION", "ircula")


def find_resolutions(text: str) -> list[Place]:
    """Places of resolutions and circulars with their numbers; one without a number is none."""
    if not holds_any(text, _WORTH):
        return []
    found = [Place(match[0], *match.span(), "instruments.symbol") for match in _SYMBOL.finditer(text)]
    found += [place for match in _SESSION.finditer(text) for place in _sessions(text, match)]
    found += [place for match in _COUNCIL.finditer(text) for place in _council(text, match)]
    return found + [_circular(match) for match in _CIRCULAR.finditer(text)]


def _sessions(text: str, match: re.Match[str]) -> list[Place]:
    is_of_rights = _RIGHTS.search(text[max(0, match.start() - 40) : match.end() + 40]) is not None
    found = []
    for number, start, end in _spans(match, r"\d+/\d+"):
        body = "E" if number.index("/") == 4 else "A/HRC" if is_of_rights else "A"
        found.append(Place(f"{body}/RES/{number}", start, end, "instruments.resolution"))
    return found


def _council(text: str, match: re.Match[str]) -> list[Place]:
    is_of_council = _SECURITY.search(text[max(0, match.start() - 60) : match.end() + 60]) is not None
    return [
        Place(f"S/RES/{number}", start, end, "instruments.resolution")
        for number, start, end in _spans(match, r"(?<!\()\b\d{3,4}\b")
        if is_of_council or number in _WOMEN_PEACE
    ]


def _spans(match: re.Match[str], pattern: str) -> list[tuple[str, int, int]]:
    """Each number with its span: a number alone with all of the words, of several the first with its word."""
    numbers = list(re.finditer(pattern, match["numbers"]))
    if len(numbers) == 1:
        return [(numbers[0][0], *match.span())]
    offset = match.start("numbers")
    starts = [match.start(), *(offset + each.start() for each in numbers[1:])]
    return [(each[0], start, offset + each.end()) for each, start in zip(numbers, starts, strict=True)]


def _circular(match: re.Match[str]) -> Place:
    code = f"ILO Circular {match['number']}" + (f" ({match['year']})" if match["year"] else "")
    return Place(f"ILO_CIRCULAR_{match['number']}", *match.span(), "instruments.circular", code)
