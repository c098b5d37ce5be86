"""The language of running text, from what the page declares, checked against the commonest words."""

from __future__ import annotations

import re
from functools import lru_cache

from babel import Locale

# Words that two of the three languages share ("a", "on", "son", "me", "des") prove nothing and are left out.
COMMON_WORDS = """
en the of and to in is for that with was were are by be this which from their has have at it not
fr le les du et une dans pour qui sur au aux est sont ont avec par ce cette leur leurs ne pas ses
es el los las del y una para con al su sus se que ha han como más esta este entre
"""
COMMON = {word: line[:2] for line in COMMON_WORDS.strip().splitlines() for word in line[3:].split()}
WORD = re.compile(r"[^\W\d_]+")
ENOUGH = 8  # common words in a text before it can overrule a declaration
CODES = (
    "ar",
    "de",
    "en",
    "es",
    "fr",
    "hi",
    "id",
    "it",
    "ja",
    "km",
    "ko",
    "my",
    "pt",
    "ru",
    "th",
    "tr",
    "uk",
    "vi",
    "zh",
)
# What the sites write and CLDR does not.
EXTRA_NAMES = {
    "sp": "es",
    "espanol": "es",
    "francais": "fr",
    "castellano": "es",
    "eng": "en",
    "fre": "fr",
    "spa": "es",
}


@lru_cache(maxsize=1)
def names() -> dict[str, str]:
    """Return language codes by code and by name in English, French, Spanish and the language itself."""
    found = dict(EXTRA_NAMES)
    for code in CODES:
        shown = {str(Locale(code).get_display_name(other)).lower() for other in ("en", "fr", "es", code)}
        found |= dict.fromkeys([code, *shown], code)
    return found


def language_of(text: str) -> str | None:
    """Return en, fr or es when the commonest words of a text clearly say so, else null."""
    counts = dict.fromkeys(("en", "fr", "es"), 0)
    for word in WORD.findall(text[:1500].lower()):
        if word in COMMON:
            counts[COMMON[word]] += 1
    best, second = sorted(counts, key=lambda name: counts[name], reverse=True)[:2]
    return best if counts[best] >= ENOUGH and counts[best] > 2 * counts[second] else None


def language_code(name: str | None) -> str | None:
    """Return the code of a language by its name (in several languages) or code, null when unknown."""
    if not name:
        return None
    plain = name.strip().strip("()[].:").strip().lower()
    return names().get(plain) or names().get(re.split(r"[-_]", plain)[0])
