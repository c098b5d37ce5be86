"""The words of dates in English, French and Spanish, from CLDR, in folded form."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale

from transforms.gazetteer import fold

LANGUAGES = ("en", "fr", "es")

# What CLDR does not list: short forms as the sites print them.
_MORE_MONTHS = {"sept": 9, "setiembre": 9, "janv": 1, "fevr": 2, "aug": 8, "sep": 9, "set": 9}


@lru_cache(maxsize=1)
def month_numbers() -> dict[str, int]:
    """Folded month names and short forms (no full stop) of the three languages, with their numbers."""
    numbers = dict(_MORE_MONTHS)
    for language in LANGUAGES:
        months = Locale(language).months["format"]
        for width in ("wide", "abbreviated"):
            numbers.update({fold(name).rstrip("."): int(number) for number, name in months[width].items()})
    return numbers


@lru_cache(maxsize=1)
def weekday_numbers() -> dict[str, int]:
    """Folded weekday names of the three languages and the English short forms; Monday is 0."""
    numbers: dict[str, int] = {}
    for language in LANGUAGES:
        days = Locale(language).days["format"]
        numbers.update({fold(name): int(number) for number, name in days["wide"].items()})
    short = Locale("en").days["format"]["abbreviated"]
    return numbers | {fold(name): int(number) for number, name in short.items()}


def alternation(words: dict[str, int]) -> str:
    """The words as a regular expression, longest first."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))
