"""How a text speaks of a person again without the name: "the Minister", "la dirigente", "le soudeur"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from functools import lru_cache
from typing import Any

from transforms.gazetteer import fold
from transforms.people.find import Person
from transforms.vocabulary import read_yaml

GENDER_OF_ARTICLE = {
    "el": "male", "le": "male", "un": "male", "la": "female", "una": "female", "une": "female",
}  # fmt: skip
_WORD = re.compile(r"[\w-]{4,}")
_ARTICLE = re.compile(r"^(?:\w+\s|\w['’])")
# "La préfacière", "el funcionario": one word for somebody who does something.
_AGENT = re.compile(
    r"^(?:the|el|la|le)\s\w+(?:ère|ier|euse|eur|trice|ista|iste|ist|dora?|tora?|er|or|ante?|ente|ica|ico|ienne|ien|"
    r"ana|ano|aria|ario)$",
    re.IGNORECASE,
)
# Words of a role that many share: they tell nobody apart.
_COMMON = frozenset(
    {"general", "executive", "deputy", "regional", "national", "country", "programme", "labour", "gender"}
)


def long_words(text: str) -> set[str]:
    """The folded words of some length, by which a phrase and a role are compared."""
    return set(_WORD.findall(fold(text)))


def head_of(phrase: str) -> str:
    """The folded word behind the article of a phrase."""
    return (fold(_ARTICLE.sub("", phrase)).split() or [""])[0]


def gender_of(phrase: str) -> str | None:
    """Whom the article of a French or Spanish phrase means."""
    return GENDER_OF_ARTICLE.get(_first(phrase))


def is_agent(phrase: str) -> bool:
    """Whether the phrase is an article and one word for somebody who does something."""
    return bool(_AGENT.match(phrase.strip()))


def is_of_another(phrase: str) -> bool:
    """Whether the phrase means somebody else than who spoke: "its representative", "a specialist"."""
    return _first(phrase) in _echoes()["others"]


def is_vague(words: Iterable[str]) -> bool:
    """Whether one of the words can mean whoever spoke last."""
    return any(_vague().fullmatch(word) for word in words)


def strange_words(words: Iterable[str]) -> set[str]:
    """The words of a phrase that tell whom it means."""
    return {word for word in words if not _vague().fullmatch(word)} - set(_echoes()["neutral"])


def head_words(person: Person) -> Set[str]:
    """The words that can stand for the person because of a role."""
    words: set[str] = set()
    for each in person.roles:
        found = _WORD.findall(fold(each.role or ""))
        words |= set(found[:1] if len(found) > 2 else found)
    return with_echoes(words - _COMMON)


def role_words(person: Person) -> Set[str]:
    """Every word that is known of the person's roles and of where they stand."""
    words: set[str] = set()
    for each in person.roles:
        words |= long_words(each.role or "") | set(re.findall(r"\w{3,}", fold(each.span.surface)))
    return with_echoes(words)


def with_echoes(words: Set[str]) -> Set[str]:
    """The words and those that can stand for them: "head" for a director."""
    return frozenset(words).union(*(group for group in _offices() if words & group))


def _first(phrase: str) -> str:
    return (phrase.lower().split() or [""])[0]


@lru_cache(maxsize=1)
def _echoes() -> Any:  # noqa: ANN401  (a data file of lists of words)
    return read_yaml("role_echoes.yml")


@lru_cache(maxsize=1)
def _offices() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(group) for group in _echoes()["same_office"])


@lru_cache(maxsize=1)
def _vague() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word).replace(r"\*", r"\w*") for word in _echoes()["vague"]))
