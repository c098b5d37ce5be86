"""Finds resolutions of United Nations bodies and circulars of the ILO by their numbers."""

from __future__ import annotations

import re

from transforms.instrument_subjects import Place

# "A/RES/64/289", "S/RES/1325 (2000)", "E/RES/2006/36"
_SYMBOL = re.compile(r"\b(?P<body>A/HRC|A|S|E)/RES/(?P<number>\d{1,4}(?:/\d{1,3})?)\b")
_WORD = r"(?:[Rr]esolutions?|RESOLUTIONS?|[Rr]ésolutions?|[Rr]esoluci[oó]n(?:es)?)"
_MARK = r"(?:\s(?:[Nn]o\.?|n[°º]|n[úu]m\.))?"
# "resolution 64/289", "résolution 64/289", "resolution 2006/15"
_SESSION = re.compile(
    rf"(?P<lead>(?:\bGA\s|\bUNGA\s)?){_WORD}{_MARK}\s(?P<session>\d{{1,2}}|(?:19|20)\d\d)/(?P<item>\d{{1,3}})\b(?!/)"
)
# "Security Council resolution 1325 (2000)", "UNSCR 1325", "resolution 1325"
_COUNCIL = re.compile(rf"(?:\bUNSCR|{_WORD}){_MARK}\s(?P<number>\d{{3,4}})\b(?:\s\((?:19|20)\d\d\))?(?!/)")
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
_WORTH = re.compile(r"/RES/|UNSCR|[RrÉé]?[ÉéEe]sol[Uu]|RESOLUTION|ircula")


def find_resolutions(text: str) -> list[Place]:
    """Places of resolutions and circulars with their numbers; one without a number is none."""
    if not _WORTH.search(text):
        return []
    found = [Place(match[0], *match.span(), "instruments.symbol") for match in _SYMBOL.finditer(text)]
    found += [_session(text, match) for match in _SESSION.finditer(text)]
    found += [place for match in _COUNCIL.finditer(text) for place in _council(text, match)]
    return found + [_circular(match) for match in _CIRCULAR.finditer(text)]


def _session(text: str, match: re.Match[str]) -> Place:
    number = f"{match['session']}/{match['item']}"
    body = "A"
    if len(match["session"]) == 4:
        body = "E"
    elif _RIGHTS.search(text[max(0, match.start() - 40) : match.end() + 40]):
        body = "A/HRC"
    return Place(f"{body}/RES/{number}", *match.span(), "instruments.resolution")


def _council(text: str, match: re.Match[str]) -> list[Place]:
    around = text[max(0, match.start() - 60) : match.end() + 60]
    if match["number"] in _WOMEN_PEACE or _SECURITY.search(around):
        return [Place(f"S/RES/{match['number']}", *match.span(), "instruments.resolution")]
    return []


def _circular(match: re.Match[str]) -> Place:
    code = f"ILO Circular {match['number']}" + (f" ({match['year']})" if match["year"] else "")
    return Place(f"ILO_CIRCULAR_{match['number']}", *match.span(), "instruments.circular", code)
