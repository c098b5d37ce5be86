"""Speakers whom nothing but the verb of saying introduces: “…,” says Lerato, 34."""

from __future__ import annotations

import re

from transforms.gazetteer import fold
from transforms.names.cues import country_names, is_place
from transforms.names.name_words import NAME_WORD, not_names
from transforms.names.saying import VERB
from transforms.quotes.attribution import ADVERBS

_NAME = (
    r"(?:(?:el\sseñor|la\sseñora|la\sdoctora|el\sdoctor|monsieur|madame)\s)?"
    rf"(?P<name>{NAME_WORD}['’]?(?:\s{NAME_WORD}){{0,3}})"
)


_BEHIND = (
    re.compile(
        rf"^\s?[,.]?\s?{ADVERBS}{VERB}{ADVERBS}(?:\s[a-zà-ÿ]+){{0,3}}?\s{_NAME}"
        r"(?=[,.;]|$|\s(?:who|whose|from|as|with|in|qui|de|que|con))"
    ),
    re.compile(rf"^\s?,?\s{_NAME}\s{ADVERBS}{VERB}"),
)


_OF_A_PERSON = re.compile(r",\s(?:\d\d|an?|une?|una|[a-zà-ÿ]+)\b")


def stranger_behind(marked: str) -> re.Match[str] | None:
    """A match whose `name` is somebody beside the verb of saying behind the marks; None where it is no name."""
    for pattern in _BEHIND:
        match = pattern.match(marked)
        if match and is_name(match["name"]):
            return match
    return None


def is_city(match: re.Match[str], marked: str) -> bool:
    """Whether a city stands for whoever speaks there ("affirme Paris"); with an age or trade it is a first name."""
    return is_place(match["name"]) and not _OF_A_PERSON.match(marked, match.end("name"))


def is_name(name: str) -> bool:
    """Whether the words can be a person's name: no role, no country, no shout."""
    words = name.split()
    return (
        all(word not in not_names() and len(word) > 2 and not word.isupper() for word in words)
        and fold(name) not in country_names()
    )
