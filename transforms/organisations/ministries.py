"""English names of French and Spanish ministries, told apart by their state: "Ministry of Labour (Peru)".

Two states have a "Ministerio de Trabajo": the name alone says no body. Where the name goes on with a state, or
the document names one state alone, the body is that state's; else it stays as printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from transforms.gazetteer import fold, fold_text
from transforms.organisations.canonical import english_states, enumerated, states_at
from transforms.pattern_starts import holds_any
from transforms.places.country_names import country_name, names_gazetteer
from transforms.vocabulary import read_yaml

_MINISTRY = re.compile(
    r"minist(?:erio|ere)\s(?P<leading>coordinador\s)?(?P<rest>(?:de\b|del\b|du\b|des\b|d').+)"
)
_WORTH = ("Ministerio", "Ministère", "Instituto Nacional", "Institut national")
# "… del Perú", "… du Sénégal" within the printed name or right behind it
_OWN_STATE = re.compile(r"(?P<name>.+)\s(?:de\sla\s|del\s|du\s|des\s|de\s|d['’])(?P<state>[A-ZÉÎ].+)")
_LINK_BEHIND = re.compile(r"\s(?:del|du|des|de)\s|\sd['’]")
_AND = re.compile(r",?\s(?:y|e|et)\s|,\s")
_LINK = re.compile(r"^(?:(?:de|del|du|des|la|las|le|les|el|los)\s|[ld]')+")


def ministry_of_state(text: str, start: int, end: int, states: Sequence[str]) -> str | None:
    """The English name, with its state, of the body printed at a place; None where it is none or has no one state.

    `states` are those that the document names.
    """
    name = text[start:end]
    own = _OWN_STATE.fullmatch(name)
    state = english_states().get(fold(own["state"])) if own else None
    english = _in_english(own["name"] if own and state else name)
    if not english:
        return None
    behind = states_at(text, end + 1) if _LINK_BEHIND.match(text, end) else []
    state = state or (behind[0][1] if behind else states[0] if len(states) == 1 else None)
    return f"{english} ({state})" if state else None


def may_be_ministry(text: str) -> bool:
    """A quick look before the states of a document are gathered."""
    return holds_any(text, _WORTH)


def _in_english(name: str) -> str | None:
    """The English name of a ministry or national institute without its state; None where a word of it is unknown."""
    folded = fold(name)
    whole: str | None = _words("bodies").get(folded)
    ministry = _MINISTRY.fullmatch(folded)
    if whole or not ministry:
        return whole
    parts = [_words("portfolios").get(_LINK.sub("", part, count=1)) for part in _AND.split(ministry["rest"])]
    known = [part for part in parts if part]
    if len(known) < len(parts):
        return None
    kind = "Coordinating Ministry" if ministry["leading"] else "Ministry"
    return f"{kind} of {enumerated(known)}"


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
