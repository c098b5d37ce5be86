"""Names of one word: the first name alone in a story, and the surname of somebody named in full elsewhere.

"“I weld better than him,” laughs Aylin, a welder.", "Camila, 22, …", "Haddadin, a lawyer, …".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import lru_cache

from transforms.names.cues import closing_marks, is_place
from transforms.names.extents import Taken
from transforms.names.name_words import ARTICLE_OF_ONE, NAME_WORD, is_no_name, role_words
from transforms.names.role_heads import occupations
from transforms.names.saying import is_saying
from transforms.pattern_starts import matches_from
from transforms.spans import before

# "Mariama, mécanicienne à Niamey", "Camila, 22, …", "Haddadin, a lawyer"
_COMMA = re.compile(r",\s(?=\d\d\b|[a-zà-ÿ])")
_LAST = re.compile(rf"(?<![\w’'.-])(?P<name>{NAME_WORD})$")
_AGE = re.compile(r"(?:aged\s)?\d\d(?:,|\sans\b|\saños\b|\syears\sold\b)|âgée?\sde\s\d|de\s\d\d\saños")
_TRADE = re.compile(rf"(?P<article>{ARTICLE_OF_ONE}\s)?(?P<words>(?:[a-zà-ÿ-]+\s){{0,3}}[a-zà-ÿ-]+)")
_SAYS = re.compile(
    rf"[”»\"],?\s(?:a\s|se\s|s['’])?(?P<verb>[a-zà-ÿ]+)\s(?P<name>{NAME_WORD})(?=[,.;]|\s(?:de|from|with|avec|con|as)\s)"
)
_SAID = re.compile(rf"[”»\"],?\s(?P<name>{NAME_WORD})\s(?:a\s|se\s|s['’])?(?P<verb>[a-zà-ÿ]+)\b")
_CAPITAL_BEFORE = re.compile(rf"{NAME_WORD}\s$")


def short_names(text: str, surnames: Set[str], taken: Taken) -> Iterator[tuple[int, int]]:
    """Start and end of each name of one word; `surnames` are those of the people named in full."""
    for comma in _COMMA.finditer(text):
        first = max(0, comma.start() - 30)
        last = text[first : comma.start()].rpartition(" ")[2]
        if last == last.lower():
            continue
        name = _LAST.search(text, first, comma.start())
        if not name or not _is_free(text, *name.span(), taken):
            continue
        is_known, is_first = name[0] in surnames, _opens(text, name.start())
        if _AGE.match(text, comma.end()) or _is_trade(
            text, comma.end(), is_known=is_known, is_first=is_first
        ):
            yield name.span()
    for pattern in (_SAYS, _SAID):
        for match in matches_from(closing_marks(text), pattern, text):
            start, end = match.span("name")
            is_said = is_saying(match["verb"]) and match["name"] not in surnames
            if is_said and _is_free(text, start, end, taken):
                yield start, end


@lru_cache(maxsize=1)
def _of_companies() -> frozenset[str]:
    """What a company can be too: "Nordvik, owner of two mills"."""
    return frozenset(role_words()["of_companies"])


def _is_free(text: str, start: int, end: int, taken: Taken) -> bool:
    """Whether the word can be a name and is not a part of a longer one, of a body or of a role."""
    word = text[start:end]
    if len(word) < 3 or word.isupper() or is_no_name(word) or is_place(word):
        return False
    if taken.overlaps(start, end):
        return False
    return not _CAPITAL_BEFORE.search(text[max(0, start - 30) : start])


def _opens(text: str, start: int) -> bool:
    ahead = before(text, start).rstrip()
    return not ahead or ahead[-1] in ".!?:”»"


def _is_trade(text: str, at: int, *, is_known: bool, is_first: bool) -> bool:
    """Whether the words at `at` say what one person does; without an article the trade comes first."""
    match = _TRADE.match(text, at)
    if not match or not (is_known or is_first or _SAYS.search(text[max(0, at - 60) : at])):
        return False
    words = match["words"].split()
    if not match["article"]:
        words = words[:1]
    return any(word in occupations() and word not in _of_companies() for word in words)
