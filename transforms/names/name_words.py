"""The words of names and roles as patterns: honorifics, heads of roles, what no name holds."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from transforms.alternation import alternation
from transforms.names.body_words import words
from transforms.names.role_heads import role_head
from transforms.pattern_starts import word_starts
from transforms.vocabulary import read_yaml

# "Ngcuka", "N'DOUR", "Mlambo-Ngcuka", "J.", "Ki-moon", "al-Khatib"
_CAPITAL = "[A-ZÀ-ÞĞİŞŁŽČŠŚŹĆ]"
_REST_OF_WORD = (
    # What is read of a word is not given back letter by letter: a name never ends within one.
    r"(?:(?<=[A-Z])\.|(?<=[JS])r\.|(?:['’][A-ZÀ-Þ])?\w*+(?:[-'’](?!s\b)\w++)*+(?:(?<!s)['’](?=\s[A-Z]))?)"
)
NAME_WORD = f"(?:{_CAPITAL}{_REST_OF_WORD})"
# The same where it is no part of a longer word; opens with the set of capitals, so that few places are tried.
FREE_NAME_WORD = rf"(?:{_CAPITAL}(?<![\w’'-].){_REST_OF_WORD})"
_PARTICLE = (
    r"(?:de\sla|de\slos|del|de|da|dos|do|du|van\sder|van\sden|van|von|der|den|bin|bint|al|el|ten|ag|ap|wa|das|ould|ben|ibn|abu|abou|"
    r"della|di|zu|ter|dit|y|e)"
)
# "d’Almeida", "al-Qudah", "kaNgwane"
_PREFIX = r"(?:(?:d|dell|dall|nell|l)['’]|(?:al|el|ul|ad|as|ash|an|ar|az)-|(?:ka|wa|va|di|de|la)(?=[A-Z]))"
FULL_NAME = rf"{NAME_WORD}(?:\s(?:{_PARTICLE}\s|{_PREFIX})?{NAME_WORD}){{1,4}}"
ARTICLE_OF_ONE = r"(?:an?|une?|una)"
ANY_NAME = rf"{NAME_WORD}(?:\s(?:{_PARTICLE}\s|{_PREFIX})?{NAME_WORD}){{0,4}}"


@lru_cache(maxsize=1)
def role_words() -> dict[str, Any]:
    """The parsed vocabulary of role words."""
    words: dict[str, Any] = read_yaml("role_words.yml")
    return words


@lru_cache(maxsize=1)
def honorifics() -> dict[str, str]:
    """Each honorific, without its full stop, and whom it addresses: female, male or open."""
    return {word: kind for kind, words in read_yaml("honorifics.yml").items() for word in words}


@lru_cache(maxsize=1)
def honorific_name() -> re.Pattern[str]:
    """Matches an honorific and a name: groups `title` and `name` ("Mr. Ozan Kızıltepe")."""
    titles = alternation(word for word in honorifics() if word != "M")
    second = r"(?:(?:Mr|Ms|Mrs|Dr|Dra|Prof|Mme|M|Sr|Sra|Lic|Ing|Eng|Hon)\.?\s)?"
    # "Me Hildegonde Wauters": short for Maître within a French sentence
    return re.compile(
        rf"\b(?P<title>(?:{titles})(?!\w)\.?|(?<![A-Z]\.\s)M\.|(?<=[a-zà-ÿ,]\s)Me(?!\sToo)|"
        rf"^Me(?=\s{NAME_WORD}\s{NAME_WORD},\s(?:du|de\sla|avocat)))\s(?:{second}){{2}}(?P<name>{ANY_NAME})"
    )


@lru_cache(maxsize=1)
def title_starts() -> re.Pattern[str]:
    """Finds where `honorific_name` may match: at a word that begins as an honorific does."""
    return word_starts({*honorifics(), "Me"}, behind=r"(?!\w)")


@lru_cache(maxsize=1)
def full_name() -> re.Pattern[str]:
    """Matches a run of words with capitals in which a name may stand."""
    return re.compile(rf"{FREE_NAME_WORD}(?:\s(?:{_PARTICLE}\s|{_PREFIX})?{NAME_WORD}){{1,11}}")


@lru_cache(maxsize=1)
def not_names() -> frozenset[str]:
    """Capitalised words that no person's name holds, roles and honorifics among them."""
    heads = {word for words in role_words()["heads"].values() for head in words for word in head.split()}
    capital = {word[:1].upper() + word[1:] for word in heads} - {*role_words()["surnames"]}
    addresses = {word for word in honorifics() if word not in {"Don", "Sir"}}
    modifiers = {word for word in role_words()["modifiers"] if word[:1].isupper()}
    return frozenset({*role_words()["not_names"], *capital, *addresses, *modifiers})


# Words of bodies that are names of people too.
_ALSO_NAMES = frozenset(
    {"Peace", "Wood", "Sport", "Cruz", "Croix", "Ville", "Frente", "Branch", "Guild", "Sports"}
)


@lru_cache(maxsize=1)
def words_of_bodies() -> frozenset[str]:
    """The words of names of bodies that no person's name holds."""
    kinds = ("portfolios", "english_heads", "romance_heads")
    return frozenset(word for kind in kinds for word in words(kind)) - _ALSO_NAMES


@lru_cache(maxsize=8192)
def is_no_name(word: str) -> bool:
    """Whether a word with a capital is never part of a name: of the vocabulary, or a role in the plural."""
    if word in not_names() or word in words_of_bodies():
        return True
    return word not in role_words()["surnames"] and word[:1].isupper() and bool(role_head().fullmatch(word))


# Small words that stand with a capital inside a name: "Khadija El Ouafi", "María De La Cruz".
INNER = frozenset(
    {
        "El",
        "Al",
        "De",
        "Du",
        "La",
        "Le",
        "Del",
        "Des",
        "San",
        "Santa",
        "Los",
        "Las",
        "Da",
        "Y",
        "Don",
        "Dos",
        "Das",
        "Do",
        "Di",
    }
)


@lru_cache(maxsize=1)
def verbs() -> str:
    """An alternation of the verbs of saying, longest first."""
    words = {word for each in read_yaml("verbs.yml").values() for word in each}
    return alternation(words, {"'": "['’]"})


_INITIAL = re.compile(r"[A-Z]\.")


def clean_name(name: str) -> str:
    """A name without forms of address, and without capitals that only shout ("Juan SOMAVIA")."""
    words = name.split()
    while words and words[0].rstrip(".") in honorifics() and not _INITIAL.fullmatch("".join(words[1:2])):
        words = words[1:]
    return " ".join(word.title() if word.isupper() and len(word) > 2 else word for word in words)
