"""The passages of a document with every person and body as one sign, so that patterns read sentences, not names.

A masked passage is as long as the passage: a person is one sign of its own and fillers, a body another sign
and fillers, so places in one are places in the other. Surnames and first names that only one person of the
document has are persons too.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from extractors.findings import Mention
from extractors.model import Passage
from transforms.names.name_words import FREE_NAME_WORD, FULL_NAME, not_names
from transforms.people.find import People, Person, PersonMention
from transforms.quotes.marks import find_quoted

FILL = "\ue000"
BODY_SIGN = "\ue001"
SAID_SIGN = "\ue003"
_FIRST_PERSON, _LAST_PERSON = 0xE100, 0xF8FF
PERSON = f"[{chr(_FIRST_PERSON)}-{chr(_LAST_PERSON)}]"
# A person as it stands in a masked passage, and a body.
NAMED = rf"{PERSON}{FILL}*"
BODY = rf"{BODY_SIGN}{FILL}*"

_SIGNS = re.compile("[\ue000-\uf8ff]")
_PERSON = re.compile(NAMED)
# "la ministra, Ec. Ada Lind": a full stop that ends nothing.
_DOT = re.compile(r"\.(?=\s)")
_ABBREVIATED = re.compile(
    r"\b(?:Ec|Ing|Lic|Licda|Dr|Dra|Prof|Arq|Abog|Sr|Sra|Srta|Mr|Mrs|Ms|Mme|Mlle|Hon|Rev|Engr|Eng|Atty|Me|Mtra|Mtro|Capt|"
    r"Col|Gen|Sen|Gov|Amb|Dña|Dn|St|Sta|No|Nos|[Nn]úms?|art|Art|[A-Z]|a\.i|H\.E|S\.E)$"
)
_LONGER = re.compile(rf"(?<![\w’'-]){FULL_NAME}")
_CAPITAL = re.compile(FREE_NAME_WORD)
# Opens with the set of stops and marks to be fast.
_STOP = re.compile(
    r"[.!?…”»\"](?:(?<=[.!?…])(?:[\"”»’)\]]*\s+(?=[^a-zà-ÿ])|[”»\"](?=[^\s\w,.;:]))|(?<=[.!?…][”»\"])(?=[A-ZÀ-Þ“«]))"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:No|Nos|n|art|Art|vs|cf|[Nn]úms?|St|Sta|approx|Mr|Mrs|Ms|Dr|Dra|Prof|Sr|Sra|Srta|Mme|Hon|Rev|Engr|Ing|Lic)|\b[A-Z])\.\s+$"
)


class Scene:
    """A document as the rules for speakers see it. `index` is the place of a passage in the sequence."""

    def __init__(self, passages: Sequence[Passage], people: People, bodies: Sequence[Mention]) -> None:
        self.passages = passages
        self.persons: list[Person] = list(people.persons)[: _LAST_PERSON - _FIRST_PERSON]
        self._numbers = {id(person): number for number, person in enumerate(self.persons)}
        self._places: dict[int, list[PersonMention]] = {}
        for place in people.places:
            self._places.setdefault(place.passage, []).append(place)
        self._bodies: dict[int, list[Mention]] = {}
        for body in bodies:
            self._bodies.setdefault(body.span.passage, []).append(body)
        self._short = _short_names(self.persons)
        self._masked: dict[int, str] = {}
        self._blanked: dict[int, str] = {}
        self._strangers: dict[str, Person] = {}

    def masked(self, index: int) -> str:
        """The passage with signs for persons and bodies."""
        if index not in self._masked:
            self._masked[index] = self._mask(self.passages[index])
        return self._masked[index]

    def blanked(self, index: int) -> str:
        """The masked passage with the words between marks blanked, the last stop in them kept."""
        if index not in self._blanked:
            text = self.masked(index)
            for each in find_quoted(self.passages[index].text):
                last = (
                    each.end - 1 if text[each.end - 1 : each.end] in (".", "!", "?", "…", ",") else each.end
                )
                text = text[: each.start] + SAID_SIGN * (last - each.start) + text[last:]
            self._blanked[index] = text
        return self._blanked[index]

    def person(self, sign: str) -> Person:
        """The person of a sign."""
        return self.persons[ord(sign[0]) - _FIRST_PERSON]

    def named_in(self, text: str) -> list[tuple[int, Person]]:
        """The persons of a piece of masked text, with their places in it."""
        return [(match.start(), self.person(match[0])) for match in _PERSON.finditer(text)]

    def fuller(self, name: str) -> str | None:
        """The one longer name in the document that begins or ends with `name`; None where there is none or several."""
        found = {
            match[0]
            for passage in self.passages
            for match in _LONGER.finditer(passage.text)
            if name in (match[0].split()[0], match[0].split()[-1]) and not set(match[0].split()) & not_names()
        }
        return found.pop() if len(found) == 1 else None

    def stranger(self, name: str) -> Person:
        """A person of no list, under the longest name that the document prints: the same one each time."""
        full = name if " " in name else self.fuller(name) or name
        return self._strangers.setdefault(full, Person(full))

    def _mask(self, passage: Passage) -> str:
        text = _without_abbreviations(_SIGNS.sub(" ", passage.text))
        for body in self._bodies.get(passage.ordinal, ()):
            text = _filled(text, body.span.start, body.span.end, BODY_SIGN)
        for place in self._places.get(passage.ordinal, ()):
            number = self._numbers.get(id(place.person))
            if number is not None:
                text = _filled(text, place.start, place.end, chr(_FIRST_PERSON + number))
        names = [name for name in self._short if name in text]
        for match in _CAPITAL.finditer(text) if names else ():
            person = self._short.get(match[0])
            if person is not None and not _goes_on(text, match):
                text = _filled(
                    text, match.start(), match.end(), chr(_FIRST_PERSON + self._numbers[id(person)])
                )
        return text


def _without_abbreviations(text: str) -> str:
    for match in _DOT.finditer(text):
        at = match.start()
        ahead = text[max(0, at - 6) : at]
        # No abbreviation has so many letters, most last words have.
        if (len(ahead) < 6 or not ahead.isalpha()) and _ABBREVIATED.search(ahead):
            text = _filled(text, at, at + 1, FILL)
    return text


def sentence_start(blanked: str, at: int) -> int:
    """Where the sentence that leads to the place `at` of a blanked passage begins."""
    starts = _sentence_starts(blanked)
    return starts[bisect_right(starts, at) - 1]


@lru_cache(maxsize=64)
def _sentence_starts(blanked: str) -> tuple[int, ...]:
    return (
        0,
        *(
            match.end()
            for match in _STOP.finditer(blanked)
            if not _ABBREVIATION.search(blanked[max(0, match.end() - 10) : match.end()])
        ),
    )


def _filled(text: str, start: int, end: int, sign: str) -> str:
    return text[:start] + sign + FILL * (end - start - 1) + text[end:]


def _goes_on(text: str, match: re.Match[str]) -> bool:
    """Whether the name is part of a longer one: "Mensah Street", "Kofi Mensah"."""
    before, behind = text[: match.start()], text[match.end() :]
    return bool(
        re.match(r"\s[A-ZÀ-Þ]", behind)
        or re.search(r"[A-ZÀ-Þ][\w’'-]*\s$", before[-30:])
        and _is_name(before)
    )


def _is_name(before: str) -> bool:
    """Whether the capitalised word at the end of `before` can be part of a name, not the beginning of a sentence."""
    word = before.split()[-1]
    return word not in not_names() and not re.search(r"(?:^|[.!?:”»“«\"]\s?)\w+\s$", before[-40:])


def _short_names(persons: Sequence[Person]) -> dict[str, Person]:
    """The last and first words of names that only one person has."""
    found: dict[str, Person | None] = {}
    for person in persons:
        words = person.name.split()
        for word in {words[-1], words[0]}:
            if len(word) > 2 and word[0].isupper() and word not in _common():
                found[word] = None if word in found else person
    return {word: person for word, person in found.items() if person is not None}


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return not_names() | {
        "The",
        "This",
        "And",
        "But",
        "For",
        "May",
        "April",
        "June",
        "August",
        "Grace",
        "Hope",
        "Will",
        "Mark",
    }
