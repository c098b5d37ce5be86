"""Names and identities of ministries, told apart by their state: "Ministry of Labour (Peru)".

Two states have a "Ministerio de Trabajo": the name alone says no body. Where the name goes on with a state, or
the document names one state alone, the body is that state's, and has one identity whatever the language; else
it stays as printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from transforms.gazetteer import fold, fold_text
from transforms.organisations.canonical import enumerated
from transforms.organisations.states_of_names import own_state, state_behind, state_called, state_of_adjective
from transforms.places.country_names import country_name, names_gazetteer
from transforms.places.printed import country_of_line
from transforms.spans import sentence_at
from transforms.vocabulary import read_yaml

_MINISTRY = re.compile(
    r"minist(?:erio|ere)\s(?P<leading>coordinador\s)?(?:(?P<adjective>(?!de[ls]?\b|du\b)[\w-]+)\s)?(?P<rest>(?:de\b|del\b|du\b|des\b|d').+)"
)
# "Uruguay's Ministry of Labour", "German Federal Ministry of Labour", "Ministry for Women"
_ENGLISH = re.compile(
    r"(?:(?P<before>[A-Z].*?)\s)?(?P<kind>(?:(?:Federal|Union|Coordinating)\s)?Ministry)\s(?:of|for)\s(?:the\s)?(?P<rest>.+)"
)
_ENGLISH_INSTITUTE = re.compile(
    r"(?:(?P<before>[A-Z].*?)\s)?National\s(?:Statistics\sInstitute|Institute\sof\sStatistics)"
)
_OWNER = re.compile(r"['’]s?$")
_AND = re.compile(r",?\s(?:y|e|et)\s|,\s")
_ENGLISH_AND = re.compile(r",?\s(?:and|&)\s(?:of\s|for\s)?(?:the\s)?|,\s(?:the\s)?")
_LABOR = re.compile(r"\bLabor\b")
_LINK = re.compile(r"^(?:(?:de|del|du|des|la|las|le|les|el|los)\s|[ld]')+")


class Ministry(NamedTuple):
    """A body of a state: `key` is its English name with the state; `name` that or, where it says the state, the printed one."""

    key: str
    name: str


class Ministries:
    """The ministries and national institutes of one document, whose passages are asked in reading order."""

    def __init__(self, texts: Sequence[str], place: str | None = None) -> None:
        """`texts` are those that may name the one state of the document; `place` is that of the line above them."""
        self._texts = texts
        self._place = place
        self._states: list[str] | None = None
        self._named: dict[str, Ministry] = {}
        self._of_name: dict[str, set[str]] = {}

    def at(self, text: str, start: int, end: int) -> Ministry | None:
        """The body printed at a place; None where it is none or has no one state."""
        printed = text[start:end]
        own = own_state(printed)
        state, without = (own[1], own[0]) if own else (None, printed)
        english, adjective = _in_english(without) or _of_english(without) or (None, None)
        if not english:
            return None
        state = state or adjective
        said = state or state_behind(text, end) or self._state(english) or _state_of_sentence(text, start)
        if not said:
            return None
        key = f"{english} ({said})"
        self._of_name.setdefault(english, set()).add(said)
        return self._named.setdefault(key, Ministry(key, printed if state and _is_english(printed) else key))

    def _state(self, english: str) -> str | None:
        """The one state that such a body was named with before, or that the document names."""
        before = self._of_name.get(english, set())
        if len(before) == 1:
            return next(iter(before))
        if self._states is None:
            self._states = self._of_document()
        return self._states[0] if len(self._states) == 1 else None

    def _of_document(self) -> list[str]:
        """The one state of the document: the only one it names, or the one it names and stands in."""
        named = states_named([self._place or "", *self._texts])
        here = country_name(country_of_line(self._place) or "") if self._place and len(named) > 1 else None
        return [here] if here and here in states_named(self._texts) else named


# "our office in Ecuador works with the Ministry of …"
_IN_STATE = re.compile(r"\b(?:in|en|au|aux)\s(?:the\s|el\s|la\s)?$")


def _state_of_sentence(text: str, start: int) -> str | None:
    """The state in which the sentence says that something is, where it names no other before the body."""
    first, _ = sentence_at(text, start)
    lead = text[first:start]
    found = [each for each in names_gazetteer().find(fold_text(lead)) if each.value.kind == "country"]
    is_there = len(found) == 1 and _IN_STATE.search(lead, 0, found[0].start)
    return country_name(found[0].value.code) if is_there else None


def _is_english(printed: str) -> bool:
    return "Ministry" in printed or "National" in printed


def _of_english(name: str) -> tuple[str, str | None] | None:
    """An English name in its one spelling, without its state; the state of an owner or adjective in front of it."""
    institute = _ENGLISH_INSTITUTE.fullmatch(name)
    match = institute or _ENGLISH.fullmatch(name)
    if not match:
        return None
    before = match["before"] or ""
    state = _state_before(before) if before else None
    if before and not state:
        return None
    if institute:
        return "National Statistics Institute", state
    parts = [_LABOR.sub("Labour", part) for part in _ENGLISH_AND.split(match["rest"])]
    return f"{match['kind']} of {enumerated(parts)}", state


def _state_before(words: str) -> str | None:
    """The state of "Uruguay's", "Ghanaian"."""
    return state_called(_OWNER.sub("", words)) or state_of_adjective(words)


def _in_english(name: str) -> tuple[str, str | None] | None:
    """The English name of a French or Spanish ministry or national institute without its state, and the state of
    its adjective; None where a word of it is unknown.
    """
    folded = fold(name)
    whole: str | None = _words("bodies").get(folded)
    ministry = _MINISTRY.fullmatch(folded)
    if whole or not ministry:
        return (whole, None) if whole else None
    parts = [_words("portfolios").get(_LINK.sub("", part, count=1)) for part in _AND.split(ministry["rest"])]
    known = [part for part in parts if part]
    state = state_of_adjective(ministry["adjective"]) if ministry["adjective"] else None
    if len(known) < len(parts) or (ministry["adjective"] and not state):
        return None
    kind = "Coordinating Ministry" if ministry["leading"] else "Ministry"
    return f"{kind} of {enumerated(known)}", state


def states_named(texts: Iterable[str]) -> list[str]:
    """The English names of the states that the texts of a document name, each once."""
    codes = (
        match.value.code
        for text in texts
        for match in names_gazetteer().find(fold_text(text))
        if match.value.kind == "country"
    )
    return [name for name in map(country_name, dict.fromkeys(codes)) if name]


@lru_cache(maxsize=2)
def _words(kind: str) -> dict[str, str]:
    return dict(read_yaml("ministries.yml")[kind])
