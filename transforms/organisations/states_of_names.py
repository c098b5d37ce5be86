"""Which state a name of a body says it belongs to: within it, right behind it, or in an adjective."""

from __future__ import annotations

import re
from functools import lru_cache

from transforms.gazetteer import fold
from transforms.organisations.canonical import english_states, states_at
from transforms.places.country_names import country_name
from transforms.places.demonyms import forms
from transforms.vocabulary import LANGUAGES, countries

# "… of Ghana", "… del Perú", "… du Sénégal": each such place of a name, for the state may have one in it
_OF = re.compile(r"\s(?:of\sthe\s|of\s|for\s|in\s|de\sla\s|de\sl['’]|del\s|du\s|des\s|de\s|d['’])(?=[A-ZÉÎ])")
# "Republic of Ghana", "United Republic of Tanzania"; the Democratic Republic of the Congo is not the Congo
_STYLE = re.compile(
    r"(?:(?:United|Federal|Islamic|Plurinational|Bolivarian|Socialist|Hashemite|Arab)\s)*"
    r"(?:Republic|Kingdom|State|Union|République|Royaume|República|Reino|Estado)\s(?:of\s(?:the\s)?|d[ue]s?\s|de\sla\s|del\s|d['’])"
)
# "Ministry of Labour (MoL) of Ghana"
_ACRONYM = re.compile(r"\s\([A-Z][\w&/-]*\)")
_LINK_BEHIND = re.compile(r"\s(?:del|du|des|de)\s|\sd['’]")
# "Ministry of Labour (Ghana)", "Ministry of Labour, Ghana,", "Ministry of Labour in Ghana"
_ENGLISH_BEHIND = re.compile(
    r"\s\((?P<bracket>[^()]{3,40})\)|,\s(?P<comma>[A-Z][^,.;:()]{2,40})(?=[,.;:)]|$)"
    r"|\s(?:of|in)\s(?:the\s)?(?P<place>[A-Z][\w’'-]*(?:\s(?:and\s|of\s)?[A-Z][\w’'-]*){0,3})"
)


def own_state(name: str) -> tuple[str, str] | None:
    """The name without the state that it ends with, and the English name of that; None where it ends with none."""
    for match in _OF.finditer(name):
        state = state_called(name[match.end() :])
        if state:
            return name[: match.start()], state
    return None


def state_called(words: str) -> str | None:
    """The English name of the state with such a name, whatever its style ("Republic of Ghana")."""
    style = _STYLE.match(words)
    whole = english_states().get(fold(words))
    return whole or (english_states().get(fold(words[style.end() :])) if style else None)


def state_behind(text: str, end: int) -> str | None:
    """The English name of the state that is said right behind a name that ends at a place."""
    acronym = _ACRONYM.match(text, end)
    if acronym and not state_called(acronym[0][2:-1]):
        end = acronym.end()
    if _LINK_BEHIND.match(text, end):
        behind = states_at(text, end + 1)
        return behind[0][1] if behind else None
    match = _ENGLISH_BEHIND.match(text, end)
    words = (match["bracket"] or match["comma"] or match["place"]).split() if match else []
    # "in Ghana Mr. Addo said": the longest that is a state
    lengths = range(len(words), 0, -1) if match and match["place"] else [len(words)] if words else []
    return next(filter(None, (state_called(" ".join(words[:length])) for length in lengths)), None)


def state_of_adjective(word: str) -> str | None:
    """The English name of the state that an adjective of one of the three languages means: "Ghanaian", "uruguayo"."""
    return _by_adjective().get(fold(word))


@lru_cache(maxsize=1)
def _by_adjective() -> dict[str, str]:
    return {
        fold(form): name
        for country in countries()
        for language in LANGUAGES
        for demonym in country.demonyms.get(language, ())
        for form in forms(language, demonym)
        if (name := country_name(country.country_code))
    }
