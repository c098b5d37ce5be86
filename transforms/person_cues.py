"""What beside a name shows that it is a person's: a verb, an age, "who", an origin, a pronoun behind it."""

from __future__ import annotations

import re
from functools import lru_cache

from transforms.gazetteer import fold
from transforms.name_words import verbs
from transforms.vocabulary import countries

_WHO = re.compile(r"^,\s(?:who|whose|whom|qui|quien|dont|cuya|\d\d\b|âgée?\b|aged?\b|de\s\d\d\saños)")
_FROM = re.compile(
    r"^\s(?:from|of|du|de|d['’]|del)\s?(?:the\s|la\s|el\s)?([A-ZÉÎ][\w’'-]+(?:\s[A-Z][\w-]+)*)"
)
# "Ilinca Moraru (Moldova)"
_BRACKET = re.compile(r"^\s\(([A-ZÉÎ][^()]{2,40})\)")
_BY = re.compile(
    r"(?:\b(?:by|By|Interview with|interview with|[Cc]ontact:?|message from|Message from|par|por|named|called|"
    r"appelée?|llamad[oa]|met|heard from|thanks to|Thank you,)\s)$"
)
_BY_END = re.compile(r"^(?:,|\s?$|\s(?:at|on|to|in|for|during|and|et|y)\b)")
_SAID_BEHIND = re.compile(rf"^,?\s(?:also\s|has\s|had\s|a\s)?(?:{verbs()})\b")
_SAID_BEFORE = re.compile(rf"\b(?:{verbs()})\s(?:pour sa part\s)?$")
# "Manana Tsiklauri bakes …", "Rosa Quiroga vendió …" and a pronoun for her in the words behind
_ACTS = re.compile(
    r"^\s(?:[a-z]+(?:s|ed|ew|ook|old|ent|ept|ade|an|ang|ang|ung|ote|oke|ove|ave|aught|ought|et)|[a-zà-ÿ]{3,}(?:ó|aba|ía|e|a|ait|it))\s[a-zà-ÿ\d]"
)
_NO_VERB = re.compile(
    r"^\s(?:is|was|has|as|its|this|these|des|les|de|le|la|du|et|the|dans|sans|que)\s(?!a\s|been\s)"
)
_PRONOUN = re.compile(r"\b(?:she|he|her|his|She|He|Her|His|elle|Elle|Il|ella|Ella|él)\b")
_ARTICLE = re.compile(r"\b(?:the|The|a|an|la|le|les|el|los|las|La|Le|El|of|de|du|del|des)\s$|['’]$")


@lru_cache(maxsize=1)
def country_names() -> frozenset[str]:
    """Every name of a country, folded."""
    return frozenset(
        fold(name)
        for each in countries()
        for name in (each.name, *(text for texts in each.names.values() for text in texts))
    )


def is_shown(text: str, start: int, end: int, beyond: str = "") -> bool:
    """Whether the words around `text[start:end]` show that the name there is a person's.

    `beyond` is the passage behind, where a pronoun may stand for the person.
    """
    before, behind = text[max(0, start - 40) : start], text[end : end + 60]
    if _SAID_BEHIND.match(behind) or _SAID_BEFORE.search(before) or _WHO.match(behind):
        return True
    if _BY.search(before) and _BY_END.match(behind):
        return True
    for origin in (_FROM.match(behind), _BRACKET.match(behind)):
        if origin and fold(origin[1]) in country_names() and not _ARTICLE.search(before):
            return True
    return _acts(text, end, before, beyond)


def _acts(text: str, end: int, before: str, beyond: str) -> bool:
    """Whether the name does something and a pronoun of a person stands for it soon after."""
    behind = text[end : end + 260]
    if _ARTICLE.search(before) or not _ACTS.match(behind) or _NO_VERB.match(behind):
        return False
    return _PRONOUN.search(f"{behind} {beyond[:200]}") is not None
