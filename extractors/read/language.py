"""The language of running text, from what the page declares, checked against the commonest words."""

from __future__ import annotations

import re

# Words that two of the three languages share ("a", "on", "son", "me", "des") prove nothing and are left out.
COMMON = {
    "en": frozenset(
        [
            "the",
            "of",
            "and",
            "to",
            "in",
            "is",
            "for",
            "that",
            "with",
            "was",
            "were",
            "are",
            "by",
            "be",
            "this",
            "which",
            "from",
            "their",
            "has",
            "have",
            "at",
            "it",
            "not",
        ]
    ),
    "fr": frozenset(
        [
            "le",
            "les",
            "des",
            "du",
            "et",
            "une",
            "dans",
            "pour",
            "qui",
            "sur",
            "au",
            "aux",
            "est",
            "sont",
            "ont",
            "avec",
            "par",
            "ce",
            "cette",
            "leur",
            "leurs",
            "ne",
            "pas",
            "ses",
        ]
    ),
    "es": frozenset(
        [
            "el",
            "los",
            "las",
            "del",
            "y",
            "una",
            "para",
            "con",
            "por",
            "al",
            "su",
            "sus",
            "se",
            "que",
            "es",
            "son",
            "ha",
            "han",
            "como",
            "más",
            "esta",
            "este",
            "entre",
        ]
    ),
}
WORD = re.compile(r"[^\W\d_]+")
ENOUGH = 8  # common words in a text before it can overrule a declaration
NAMES = {
    "english": "en", "anglais": "en", "ingl\u00e9s": "en", "ingles": "en", "en": "en", "fran\u00e7ais": "fr", "francais": "fr",
    "french": "fr", "franc\u00e9s": "fr", "frances": "fr", "fr": "fr", "espa\u00f1ol": "es", "espanol": "es", "spanish": "es",
    "espagnol": "es", "castellano": "es", "es": "es", "sp": "es", "arabic": "ar", "\u0627\u0644\u0639\u0631\u0628\u064a\u0629": "ar",
    "arabe": "ar", "\u00e1rabe": "ar", "ar": "ar", "chinese": "zh", "\u4e2d\u6587": "zh", "chinois": "zh", "chino": "zh", "zh": "zh",
    "russian": "ru", "\u0440\u0443\u0441\u0441\u043a\u0438\u0439": "ru", "russe": "ru", "ruso": "ru", "ru": "ru", "portuguese": "pt",
    "portugu\u00eas": "pt", "portugais": "pt", "portugu\u00e9s": "pt", "pt": "pt", "german": "de", "deutsch": "de", "allemand": "de",
    "alem\u00e1n": "de", "de": "de", "italian": "it", "italiano": "it", "italien": "it", "it": "it", "turkish": "tr",
    "t\u00fcrk\u00e7e": "tr", "tr": "tr", "japanese": "ja", "\u65e5\u672c\u8a9e": "ja", "ja": "ja", "bahasa indonesia": "id",
    "vietnamese": "vi", "ti\u1ebfng vi\u1ec7t": "vi",
}  # fmt: skip


def language_of(text: str) -> str | None:
    """Return en, fr or es when the commonest words of a text clearly say so, else null."""
    counts = dict.fromkeys(COMMON, 0)
    for word in WORD.findall(text[:4000].lower()):
        for language, common in COMMON.items():
            counts[language] += word in common
    best, second = sorted(counts, key=lambda name: counts[name], reverse=True)[:2]
    return best if counts[best] >= ENOUGH and counts[best] > 2 * counts[second] else None


def language_code(name: str | None) -> str | None:
    """Return the code of a language by its name (in several languages) or code, null when unknown."""
    if not name:
        return None
    plain = name.strip().strip("()[].:").strip().lower()
    return NAMES.get(plain) or NAMES.get(re.split(r"[-_]", plain)[0])
