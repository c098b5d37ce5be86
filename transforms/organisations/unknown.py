"""Named bodies that no vocabulary has: a head word such as Union or Chamber with a name of its own.

"Union of Chambers", "Kiln Workers' Union", "ILO Office for Turkey", "Fédération nationale des
travailleuses domestiques". A head word alone ("the Union", "the Regional Office") names nobody.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.model import Passage, PassageKind
from transforms.alternation import alternation
from transforms.gazetteer import fold
from transforms.names.body_words import words
from transforms.names.cues import country_names
from transforms.organisations.english import english_bodies
from transforms.organisations.romance import romance_bodies

_UNION_OF = re.compile(
    r"^(?:union|republica?|republique|republic)\s(?:of|des|du|de|del|de la|de los)\s(?:the\s)?"
)
_HEADINGS = frozenset({PassageKind.TITLE, PassageKind.KICKER, PassageKind.HEADING})


def find_unknown(passage: Passage) -> list[tuple[int, int]]:
    """Start and end of each named body, sentence openers left out; in headings only what an article shows to be one."""
    if not _is_worth(passage.text):
        return []
    text = passage.text
    if passage.kind in _HEADINGS:
        found = [*english_bodies(text), *romance_bodies(text)]
        return [
            each
            for each in found
            if _IN_SENTENCE.search(text, 0, each[0]) and not _is_state(text[slice(*each)])
        ]
    found = [*english_bodies(text), *romance_bodies(text)]
    if _is_title_case(text):
        found = [each for each in found if each == (0, len(text.rstrip()))]
    return [(start, end) for start, end in found if not _is_state(text[start:end])]


def find_in_heading(passage: Passage) -> list[tuple[int, int]]:
    """The same in a heading, where capitals prove little: only what the text takes up again is a name."""
    if passage.kind not in _HEADINGS or not _is_worth(passage.text):
        return []
    return english_bodies(passage.text)


def _is_state(name: str) -> bool:
    """ "Union des Comores", "Plurinational State of Bolivia": no body."""
    folded = fold(name)
    return folded in country_names() or _UNION_OF.sub("", folded) in country_names()


_NO_SLUG = re.compile(r"[^A-Z0-9]+")


def organisation_slug(name: str) -> str:
    """The organisation_id of a body outside the vocabulary: `UNION_OF_CHAMBERS`."""
    return _NO_SLUG.sub("_", fold(name).replace("'", "").upper()).strip("_")


# "Address to the congress of the Kiln Workers' Union": in a heading, small words that lead to an article and the name
_IN_SENTENCE = re.compile(
    r"\b[a-zà-ÿ]{4,}\s(?:(?:of|for|to|by|with|at|from|in|and|joins|meets)\s(?:the\s)|(?:et|y|e|avec|con|entre|pour|para|por)\s(?:la\s|le\s|les\s|l['’]|el\s)|"
    r"(?:du|del|de\sla|à\sla|au|al)\s|(?:de|à)\sl['’])$"
)
# "Workers’ Solidarity", "Women's Aid"
_OWNED = re.compile(r"[’'](?:(?<=s.)|(?<=en.)s) [A-Z]")


def _is_worth(text: str) -> bool:
    """A quick look before the dear patterns: any head of a name at all."""
    return bool(_heads().search(text) or _OWNED.search(text))


@lru_cache(maxsize=1)
def _heads() -> re.Pattern[str]:
    """Opens with capitals alone, without a word boundary, so that few characters are tried."""
    return re.compile(alternation({*words("english_heads"), *words("romance_heads"), "Statistics"}))


def _is_title_case(text: str) -> bool:
    """Whether the line is a title, in which every longer word has a capital."""
    if text.rstrip()[-1:] in {".", "”", "»", '"'} or "(" in text or "," in text:
        return False
    parts = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    return len(parts) > 4 and sum(word[0].isupper() for word in parts) > 0.8 * len(parts)
