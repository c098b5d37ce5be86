"""What beside a name shows that it is a person's: a verb, an age, "who", an origin, a pronoun behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

from babel import Locale

from transforms.gazetteer import fold
from transforms.names.introductions import is_introduced
from transforms.names.name_words import NAME_WORD, verbs
from transforms.names.saying import is_saying
from transforms.pattern_starts import matches_from
from transforms.places.cities import city_names
from transforms.places.demonyms import forms
from transforms.vocabulary import LANGUAGES, countries

_WHO = re.compile(
    r"^,\s(?:who|whose|whom|qui|quien|dont|cuya|"
    # "que" is said of places too, what people do is not
    r"que\s(?:trabaj|vend|manej|conduc|cos|limpi|cuid|dirig|encabez|lider|represent|naci|cultiv|cocin|lav|barr|tej|pesc|recog|recicl|enseñ|estudi)[a-zñáéíóú]+\b|"
    r"\d\d\b|âgée?\b|aged?\b|de\s\d\d\saños)"
)
# "Amara Conteh is 26 and …", "a 26 ans", "tiene 26 años"
_IS_AGED = re.compile(
    r"^,?\s(?:(?:is|was)\s\d\d(?:\sand\b|\syears|[.,])|(?:a|avait)\s\d\d\sans\b|(?:tiene|tenía)\s\d\d\saños)"
)
_FROM = re.compile(
    r"^\s(?:from|of|du|de|d['’]|del)\s?(?:the\s|la\s|el\s)?([A-ZÉÎ][\w’'-]+(?:\s[A-Z][\w-]+)*)"
)
# "Ilinca Moraru (Moldova)"
_BRACKET = re.compile(r"^\s\(([A-ZÉÎ][^()]{2,40})\)")
# "her counterpart at the labour ministry of Chile, Rosa Ibarra,", "su par de Bolivia, Elena Choque,"
_PEER = re.compile(
    r"\b(?:[Hh]er|[Hh]is|[Tt]heir|[Ss]u|[Ss]a|[Ss]on|[Ll]eur)\s(?:[\w-]+\s)?(?:counterpart|predecessor|successor|homologue|prédécesseure?|"
    r"prédécesseuse|successeure?|par|homólog[oa]|predecesora?|sucesora?|antecesora?)\s[^.;:“”«»\"]{2,70},\s$"
)
# "— Ngozi Balogun, referee": the line under a quotation that is set apart
_SIGNED = re.compile(r"^\s*[—–-]+\s*$")
_TELLS = re.compile(rf"[”»\"],?\s(?:{verbs()})[.,]")
_FRENCH_ARTICLE = re.compile(r"(?:\b(?:[Ll][ae]|[Uu]ne?)\s|\b[Ll]['’])$")
_LAST_WORD = re.compile(r"[\w-]+(?=\s$)")
# "”, susurra Lourdes Pacari.", "”, Hana Novak whispers": behind the marks any verb of saying shows it
_QUOTED_BEFORE = re.compile(r"[”»\"],?\s(?:a\s|se\s|s['’])?(?P<verb>[a-zà-ÿ]+)\s$")
_QUOTED_BEHIND = re.compile(r"\s(?:a\s|se\s|s['’])?(?P<verb>[a-zà-ÿ]+)\b")
_MARK_BEFORE = re.compile(r"[”»\"],?\s$")
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


# "Ms. Perera said", "”, Tuilagi laughs", "explains Perera."
# The first opens with the set of first letters, so that few places are tried.
_ADDRESSED = re.compile(
    rf"[MDSP](?<!\w.)(?:(?<=M)(?:rs?|s|me|iss)?|(?<=D)r|(?<=S)ra?|(?<=P)rof)\.?\s({NAME_WORD})(?!\s[A-Z])"
)
_CLOSED = re.compile(r"[”»\"](?=,?\s)")
_TELLING = (
    re.compile(rf"[”»\"],?\s({NAME_WORD})\s(?:also\s)?(?:{verbs()})\b"),
    re.compile(rf"[”»\"],?\s(?:{verbs()})\s({NAME_WORD})[,.]"),
)


def surnames_used(texts: Iterable[str]) -> frozenset[str]:
    """The names that stand alone behind a form of address or beside a verb of saying, anywhere in a document."""
    found: set[str] = set()
    for text in texts:
        found.update([match[1] for match in _ADDRESSED.finditer(text)])
        closings = closing_marks(text)
        for pattern in _TELLING if closings else ():
            found.update([match[1] for match in matches_from(closings, pattern, text)])
    return frozenset(name for name in found if len(name) > 2)


@lru_cache(maxsize=512)
def closing_marks(text: str) -> tuple[int, ...]:
    """Where the marks stand behind which a text can tell who has spoken."""
    return tuple([match.start() for match in _CLOSED.finditer(text)])


@lru_cache(maxsize=1)
def country_names() -> frozenset[str]:
    """Every name of a country, folded."""
    alpha_2 = {each.alpha_2 for each in countries()}
    printed = (
        name
        for language in LANGUAGES
        for code, name in Locale(language).territories.items()
        if code in alpha_2
    )
    own = (name for each in countries() for name in (each.name, *chain.from_iterable(each.names.values())))
    return frozenset(fold(name) for name in chain(own, printed))


def is_place(name: str) -> bool:
    """Whether a whole name is that of a country or of a city of the vocabulary."""
    folded = fold(name)
    return folded in country_names() or folded in _cities()


@lru_cache(maxsize=1)
def _cities() -> frozenset[str]:
    return frozenset(fold(name) for name in city_names())


@lru_cache(maxsize=1)
def _french_demonyms() -> frozenset[str]:
    return frozenset(
        form.capitalize()
        for each in countries()
        for word in each.demonyms.get("fr", ())
        for form in forms("fr", word)
    )


def is_compatriot(text: str, start: int, end: int) -> bool:
    """Whether the word is a French noun for somebody of a country: "la Sénégalaise Ramatoulaye Ba"."""
    return text[start:end] in _french_demonyms() and bool(
        _FRENCH_ARTICLE.search(text, max(0, start - 6), start)
    )


def is_shown(text: str, start: int, end: int, beyond: str = "") -> bool:
    """Whether the words around `text[start:end]` show that the name there is a person's.

    `beyond` is the passage behind, where a pronoun may stand for the person.
    """
    before, behind = text[max(0, start - 40) : start], text[end : end + 60]
    if (
        _SAID_BEHIND.match(behind)
        or _SAID_BEFORE.search(before)
        or _WHO.match(behind)
        or _IS_AGED.match(behind)
    ):
        return True
    last = _LAST_WORD.search(text, max(0, start - 30), start)
    if last and is_compatriot(text, *last.span()):
        return True
    if before.endswith(", ") and _PEER.search(text, max(0, start - 100), start):
        return True
    if _is_quoted(before, behind) or _SIGNED.match(text, 0, start) or is_introduced(before, behind):
        return True
    for origin in (_FROM.match(behind), _BRACKET.match(behind)):
        if origin and fold(origin[1]) in country_names() and not _ARTICLE.search(before):
            return True
    return _acts(text, end, before, beyond)


def _is_quoted(before: str, behind: str) -> bool:
    """Whether a quotation ends right before the name, or before a verb of saying that leads to it."""
    told = _QUOTED_BEFORE.search(before)
    if not told and _MARK_BEFORE.search(before):
        told = _QUOTED_BEHIND.match(behind)
    return told is not None and is_saying(told["verb"])


def _acts(text: str, end: int, before: str, beyond: str) -> bool:
    """Whether the name does something and a pronoun of a person stands for it soon after."""
    behind = text[end : end + 260]
    if _ARTICLE.search(before) or not _ACTS.match(behind) or _NO_VERB.match(behind):
        return False
    further = f"{behind} {beyond[:200]}"
    return bool(_PRONOUN.search(further) or _TELLS.search(further))
