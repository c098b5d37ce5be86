"""Countries, territories and regions that a text names, by name, alternative name or demonym."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractors.findings import Mention, Span
from extractors.model import Passage
from transforms.gazetteer import Match
from transforms.places.country_context import is_meant, is_of_state
from transforms.places.country_names import Place, country_name, demonym_gazetteer

# "Vietnamese Ministry": the state is meant although a body is named.
STATE_ADJECTIVE = "countries.state_adjective"

_RULES = {
    "country": "countries.name",
    "context": "countries.name_in_context",
    "demonym": "countries.demonym",
    "region": "regions.name",
}


def find_countries(passages: Sequence[Passage], languages: Mapping[int, str]) -> list[Mention]:
    """Mentions of kind `country` (ISO alpha-3) and `region` (M49 code) in reading order.

    `languages` gives the language of each passage by ordinal: demonyms are looked for in that
    language, names in all three. A country inside the name of a region is not a mention.
    """
    return [
        _mention(passage, match)
        for passage in passages
        for match in find_places(passage.text, languages.get(passage.ordinal, "en"))
    ]


def find_places(text: str, language: str) -> list[Match[Place]]:
    """The names in one text that mean a country, its citizens or a region."""
    gazetteer = demonym_gazetteer(language if language in {"en", "fr", "es"} else "en")
    return [
        match
        for match in gazetteer.find(text)
        if match.value.kind != "none" and is_meant(text, match, language)
    ]


def country_in(text: str) -> str | None:
    """The one country that `text` names; null for none or several."""
    codes = {match.value.code for match in find_places(text, "en") if match.value.kind == "country"}
    return codes.pop() if len(codes) == 1 else None


def _mention(passage: Passage, match: Match[Place]) -> Mention:
    span = Span(passage.ordinal, match.start, match.end, match.surface)
    kind = "region" if match.value.kind == "region" else "country"
    name = country_name(match.value.code) if kind == "country" else None
    rule = _RULES[match.value.kind]
    if match.value.kind == "demonym" and is_of_state(passage.text, match.end):
        rule = STATE_ADJECTIVE
    return Mention(kind, match.value.code, span, rule, name)
