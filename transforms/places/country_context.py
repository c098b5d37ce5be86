"""Whether a country's name or adjective, where it stands, means the state or its citizens.

Not meant: languages ("in French"), currencies ("Swiss francs"), adjectives inside names of bodies
("Swedish International ... Agency"), people ("Ms. Patricia Ireland", "Georgia Whitfield").
"""

from __future__ import annotations

import re
from functools import lru_cache

from transforms.gazetteer import Match
from transforms.places.country_names import Place, country_words, names_gazetteer

_WINDOW = 60


def is_meant(text: str, match: Match[Place], language: str) -> bool:
    """Whether the match means the state or its citizens, judged by the words beside it."""
    before = text[max(0, match.start - _WINDOW) : match.start]
    after = text[match.end : match.end + _WINDOW]
    if match.value.kind == "context":
        return _has_context(match.surface, before, after)
    if match.value.kind == "region":
        return True
    if _is_currency(match.surface, before, after) or _is_person(match.surface, before, after):
        return False
    if match.value.kind == "country":
        return True
    if language == "en" and not match.surface.isascii():
        return False  # Germán is a man
    return not (
        _is_language(match.surface, before, after) or _is_in_body(match.surface, before, after, language)
    )


def _alternatives(key: str, language: str | None = None) -> str:
    words = country_words()[key] if language is None else country_words()[key][language]
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@lru_cache(maxsize=64)
def _pattern(template: str, key: str, language: str | None = None) -> re.Pattern[str]:
    """The template with WORDS replaced by the alternatives of a word list."""
    return re.compile(template.replace("WORDS", _alternatives(key, language)))


def _has_context(surface: str, before: str, after: str) -> bool:
    """`à Maurice et aux Seychelles`, but not `de Maurice Lambert`; `La Reunión` is a meeting, not the island."""
    words = country_words()["needs_context"].get(surface.capitalize())
    if words is None or re.match(r"\s+[A-ZÀ-Ý]", after):
        return False
    if _is_in_list(before, after):
        return True
    leads = "|".join(map(re.escape, words["behind"]))
    return re.search(rf"(?i)(?<!\w)(?:{leads})\s$", before) is not None


# `Madagascar, les Comores, Maurice et les Seychelles`
_LIST_MARK = re.compile(r"(?:,|\s(?:et|y|and))\s(?:les?\s|las?\s|l['’])?$")


def _is_in_list(before: str, after: str) -> bool:
    """Whether a country stands beside it in a list."""
    mark = _LIST_MARK.search(before)
    if mark is None or not re.match(r"(?:,|\s(?:et|y|and)\s|\.)", after):
        return False
    places = names_gazetteer().find(before[: mark.start()])
    return bool(places) and places[-1].value.kind == "country" and places[-1].end == mark.start()


# "couronnes " and a character more
_LONGEST_CURRENCY = 12


def _is_currency(surface: str, before: str, after: str) -> bool:
    """`Swiss francs`, `US$`, `francs suisses`, `500 bolivianos`."""
    if surface.lower() == "bolivianos" and re.search(r"(?:\d|\bmil|millones de)\s$", before):
        return True
    if after[:1] == "$" or _pattern(r"(?i)\s(?:WORDS)\b", "currencies").match(after):
        return True
    return (
        _pattern(r"(?i)\b(?:WORDS)\s$", "currencies").search(before, len(before) - _LONGEST_CURRENCY)
        is not None
    )


# `Ms. Patricia Ireland`, `M. Jordan`
_HONORIFIC = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sr|Sra|Srta|Dra|Mme|Mlle|Don|Doña)\.?\s(?:[A-ZÀ-Ý][\w'’-]+\s)?$|\bM\.\s$"
)
_SMALL_BEFORE = re.compile(
    r"(?:^|[^\w])(?:in|of|from|for|to|the|with|by|at|across|between|en|de|du|au|a|à|la|le|El|In|From)\s$"
)
_GIVEN_NAME_BEFORE = re.compile(
    r"(?:^|\s)(?!(?:In|From|For|To|The|And|Of|With|By|At|En|De|Au|La|Le|Les|El|Los|Las|Y|Et|Pour|Para|Con|Avec|Since|When|After)\s)[A-ZÀ-Ý][a-zà-ÿ]+\s$"
)


def _is_person(surface: str, before: str, after: str) -> bool:
    words = country_words()
    if _HONORIFIC.search(before):
        return True
    if surface in words["like_given_names"] and re.match(r"\s[A-Z][a-z]+", after):
        return not _SMALL_BEFORE.search(before)
    return surface in words["like_surnames"] and _GIVEN_NAME_BEFORE.search(before) is not None


_LANGUAGE_AFTER = re.compile(
    r"(?:[ -](?:speaking|language|speakers?|subtitles|version|edition|translation|interpretation|lessons"
    r"|classes|courses|only)|\s?[-]?(?:parlant|phone))\b"
)
# `in French.`, `into Spanish and Portuguese;`, but not `in Thai and Vietnamese factories`
_MORE = r"(?:,\s(?:and\s|or\s)?|\s(?:and|or)\s)"
_LANGUAGE_BEFORE_EN = re.compile(
    r"\b(?:in|into|speaks?|speaking|learn(?:ing|ed|t|s)?|translated to|fluent in)\s"
    rf"(?:[A-Z]\w+{_MORE}){{0,4}}$"
)
_END_OF_PHRASE = re.compile(rf"(?:{_MORE}[A-Z]\w+)*\s*(?:[.,;:)\]/|]|$)")
_LANGUAGE_BEFORE = re.compile(
    r"(?i)\b(?:en|langue|version|édition|traduction|parl\w+|idioma|lengua|versión|edición|traducción|habl\w+"
    r"|traduit en|traducido al)\s$|(?:\ble|\bdu|\bau|\bel|\bal|\bdel)\s$|\bl['’]$"
)


def _is_language(surface: str, before: str, after: str) -> bool:
    if _LANGUAGE_AFTER.match(after) or _is_in_language_list(before, after):
        return True
    if _LANGUAGE_BEFORE_EN.search(before) and _END_OF_PHRASE.match(after):
        return True
    # Lower case is French or Spanish: "le français", "en español", but "le Français" is a man.
    return surface[:1].islower() and _LANGUAGE_BEFORE.search(before) is not None


_COMMA = r"(?:,\s(?:(?:and|or)\s)?|\s(?:and|or|et|y|ou|o)\s|/)"
_LONGEST_COMMA = 6
_COMMA_BEFORE = re.compile(rf"{_COMMA}$")
_LIST_BEFORE = rf"\b(?:WORDS)(?:{_COMMA}[\w-]+){{0,4}}{_COMMA}$"
_LIST_AFTER = rf"(?:{_COMMA}[\w-]+){{0,3}}?{_COMMA}(?:WORDS)\b"


def _is_in_language_list(before: str, after: str) -> bool:
    """`English, French and Kiswahili`: one of them is no demonym, so all are languages."""
    if _COMMA_BEFORE.search(before[-_LONGEST_COMMA:]) and _pattern(_LIST_BEFORE, "other_languages").search(
        before
    ):
        return True
    return _pattern(_LIST_AFTER, "other_languages").match(after) is not None


# Capitalised words in a row, small words between them: ` International Development Agency`
_RUN_AFTER = re.compile(r"(?:[\s-](?:(?:of|for|and|the|on|de|du|des|del|la|&)\s)*[A-ZÀ-Ý][\w'’.&-]*)+")
_RUN_BEFORE = re.compile(r"(?:[A-ZÀ-Ý][\w'’&-]*\s(?:(?:of|for|and|the|de|du|des)\s)*)+$")


def _is_in_body(surface: str, before: str, after: str, language: str) -> bool:
    if language == "en":
        return _is_in_english_body(before, after)
    if surface[:1].isupper() and language == "es" and re.search(r"[A-ZÀ-Ý]\w+\s$", before):
        return True  # `Central Obrera Boliviana`
    template = r"\b(?:WORDS)(?:\s[\w'’-]+){0,4}?\s$"
    return _pattern(template, "body_nouns", language).search(before) is not None


def is_of_state(text: str, end: int) -> bool:
    """Whether the adjective that ends there belongs to an organ of the state: `Vietnamese Ministry of`."""
    run_after = _RUN_AFTER.match(text[end : end + _WINDOW])
    words = run_after[0].replace("-", " ").split() if run_after else []
    return bool(words) and words[0].rstrip(".,") in country_words()["state_nouns"]


def _is_in_english_body(before: str, after: str) -> bool:
    if is_of_state(after, 0):
        return False
    run_after = _RUN_AFTER.match(after)
    words = run_after[0].replace("-", " ").split() if run_after else []
    lists = country_words()
    run_before = _RUN_BEFORE.search(before)
    if run_before and words:  # `Confederation of Indian Industry`
        words = [*run_before[0].split(), *words]
    return any(word.rstrip(".,") in lists["body_nouns"]["en"] for word in words)
