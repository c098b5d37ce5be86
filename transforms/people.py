"""Finds named persons and the roles that the document states beside their names.

A name counts when something shows that it is a person's: a form of address, a role, a verb of saying,
an age, "who", "from Zambia". One person under several forms in one document is one person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from extractors.addresses import stable_id
from extractors.findings import FoundRole, Mention
from extractors.model import Passage
from transforms.gazetteer import fold
from transforms.name_words import full_name, honorific_name, honorifics, not_names, role_head, verbs
from transforms.role_phrases import Role, role_before, role_behind, singular
from transforms.spans import sentence_at, span_of
from transforms.vocabulary import countries

_WHO = re.compile(r"^,\s(?:who|whose|qui|quien|\d\d\b)")
_FROM = re.compile(r"^\s(?:from|of)\s(?:the\s)?([A-Z][\w’'-]+(?:\s[A-Z][\w-]+)*)")
_BY = re.compile(
    r"(?:\b(?:by|By|Interview with|interview with|[Cc]ontact:?|message from|Message from|par|por)\s)$"
)
_BY_END = re.compile(r"^(?:,|\s?$|\s(?:at|on|to|in|for|during)\b)")
_SAID_BEHIND = re.compile(rf"^,?\s(?:{verbs()})\b")
_SAID_BEFORE = re.compile(rf"\b(?:{verbs()})\s(?:pour sa part\s)?$")
# "our Vice-Presidents: from Chad, Ms. A, ... and from Fiji, Ms. B", "ILO economists A and B"
_PLURAL = re.compile(
    r"(?P<role>[A-Za-z-]*(?:Presidents|Directors|Ministers|Representatives|economists|experts))(?::|\s)"
)


@lru_cache(maxsize=4096)
def person_id(name: str) -> str:
    """The id of everybody who is printed under this name, accents and capitals apart."""
    return stable_id("person", fold(name))


@dataclass(slots=True)
class Person:
    """One person of the document; `gender` is female, male or open, as far as a form of address tells."""

    name: str
    gender: str = "open"
    roles: list[FoundRole] = field(default_factory=list)

    @property
    def person_id(self) -> str:
        """The same for the same folded name in every document."""
        return person_id(self.name)


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A place where a person is named; `start` includes the form of address."""

    person: Person
    passage: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class People:
    """The persons of a document with every place where one is named, in reading order."""

    persons: tuple[Person, ...]
    places: tuple[PersonMention, ...]

    def named(self, name: str) -> Person | None:
        """The person a printed name means: the whole name, or its last word."""
        return _same_person(list(self.persons), clean_name(name))


@dataclass(frozen=True, slots=True)
class _Candidate:
    passage: Passage
    start: int
    name_start: int
    end: int
    name: str
    gender: str | None
    roles: tuple[Role, ...]


def find_people(passages: Sequence[Passage], organisations: Sequence[Mention]) -> People:
    """Every named person with the roles stated beside the name, in the order of first mention."""
    bodies: dict[int, list[Mention]] = {}
    for each in organisations:
        bodies.setdefault(each.span.passage, []).append(each)
    candidates = [
        found for passage in passages for found in _candidates(passage, bodies.get(passage.ordinal, []))
    ]
    persons: list[Person] = []
    for found in sorted(candidates, key=lambda each: -len(each.name.split())):
        if len(found.name.split()) > 1 and not _same_person(persons, found.name):
            persons.append(Person(found.name))
    order: list[Person] = []
    places: list[PersonMention] = []
    for found in candidates:
        person = _same_person(persons, found.name)
        if person is None:
            person = Person(found.name)
            persons.append(person)
        if not any(person is each for each in order):
            order.append(person)
        if found.gender and person.gender == "open":
            person.gender = found.gender
        _add_roles(person, found)
        places.append(PersonMention(person, found.passage.ordinal, found.start, found.end))
    return People(tuple(order), tuple(places))


def person_mentions(people: People, passages: Sequence[Passage]) -> tuple[Mention, ...]:
    """The places where persons are named as mentions."""
    by_ordinal = {passage.ordinal: passage for passage in passages}
    return tuple(
        Mention(
            "person",
            place.person.person_id,
            span_of(by_ordinal[place.passage], place.start, place.end),
            "people.named",
            name=place.person.name,
        )
        for place in people.places
    )


def clean_name(name: str) -> str:
    """A name without forms of address, and without capitals that only shout ("Juan SOMAVIA")."""
    words = name.split()
    while words and words[0].rstrip(".") in honorifics():
        words = words[1:]
    return " ".join(word.title() if word.isupper() and len(word) > 2 else word for word in words)


def _candidates(passage: Passage, bodies: Sequence[Mention]) -> list[_Candidate]:
    text = passage.text
    found: list[_Candidate] = []
    taken: list[tuple[int, int]] = [(each.span.start, each.span.end) for each in bodies]
    for match in honorific_name().finditer(text):
        end = _name_end(text, match.start("name"), match.end("name"), taken)
        if end and not _overlaps(match.start(), end, taken):
            gender = honorifics().get(match["title"].rstrip("."), "male")
            found.append(_candidate(passage, match.start(), match.start("name"), end, gender, bodies))
            taken += [(match.start(), end), *_phrases_behind(found[-1])]
    for match in full_name().finditer(text):
        for start, end in _name_parts(text, match.start(), match.end(), taken):
            candidate = _candidate(passage, start, start, end, None, bodies)
            candidate = _with_role_of_pair(text, candidate, found)
            if _overlaps(start, end, taken) or _is_place(candidate.name):
                continue
            if _is_shown(text, candidate):
                found.append(candidate)
                taken += [(start, end), *_phrases_behind(candidate)]
    return _with_shared_roles(text, sorted(found, key=lambda each: each.start))


def _candidate(
    passage: Passage, start: int, name_start: int, end: int, gender: str | None, bodies: Sequence[Mention]
) -> _Candidate:
    text = passage.text
    roles = [singular(role) for role in role_before(text, start, bodies)] or role_behind(text, end, bodies)
    name = clean_name(text[name_start:end])
    return _Candidate(passage, start, name_start, end, name, gender, tuple(roles))


def _phrases_behind(found: _Candidate) -> list[tuple[int, int]]:
    """The role phrases behind a name: no other name begins in them."""
    return [(role.start, role.end) for role in found.roles if role.start >= found.end and role.role]


def _with_role_of_pair(text: str, found: _Candidate, before: Sequence[_Candidate]) -> _Candidate:
    """ "economists A and B": the second name has the role of the first."""
    for first in before:
        is_pair = text[first.end : found.start] in {" and ", " et ", " y "}
        if is_pair and not found.roles and any(role.is_plural for role in first.roles):
            return replace(found, roles=first.roles)
    return found


def _overlaps(start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    return any(first < end and start < last for first, last in taken)


def _name_end(text: str, start: int, end: int, taken: Sequence[tuple[int, int]]) -> int | None:
    """Where a name behind a form of address ends: before a word that no name holds; None without one."""
    last = start
    for word in re.finditer(r"\S+", text[start:end]):
        if word[0] in not_names() or _overlaps(start + word.start(), start + word.end(), taken):
            break
        if word[0][0].isupper():
            last = start + word.end()
    return last if last > start and len(text[start:last].rstrip(".")) > 1 else None


def _name_parts(text: str, start: int, end: int, taken: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches of at least two words that could be a name."""
    parts: list[tuple[int, int]] = []
    run: list[re.Match[str]] = []
    for word in [*re.finditer(r"\S+", text[start:end]), None]:
        if word and not (
            word[0] in not_names() or _overlaps(start + word.start(), start + word.end(), taken)
        ):
            run.append(word)
            continue
        while run and run[0][0][0].islower():
            run.pop(0)
        while run and run[-1][0][0].islower():
            run.pop()
        if sum(each[0][0].isupper() for each in run) >= 2:
            parts.append((start + run[0].start(), start + run[-1].end()))
        run = []
    return parts


@lru_cache(maxsize=1)
def _country_names() -> frozenset[str]:
    return frozenset(
        fold(name)
        for each in countries()
        for name in (each.name, *(text for texts in each.names.values() for text in texts))
    )


def _is_place(name: str) -> bool:
    return fold(name) in _country_names()


def _is_shown(text: str, found: _Candidate) -> bool:
    """Whether something beside the name shows that it is a person's."""
    before, behind = text[max(0, found.start - 40) : found.start], text[found.end : found.end + 60]
    if found.roles and any(role.role for role in found.roles):
        return True
    if _SAID_BEHIND.match(behind) or _SAID_BEFORE.search(before) or _WHO.match(behind):
        return True
    if _BY.search(before) and _BY_END.match(behind):
        return True
    origin = _FROM.match(behind)
    return bool(origin and fold(origin[1]) in _country_names())


def _with_shared_roles(text: str, found: list[_Candidate]) -> list[_Candidate]:
    """A role in the plural goes to each name of its sentence that has no role of its own."""
    shared: list[_Candidate] = []
    for each in found:
        start, _end = sentence_at(text, each.start)
        plural = next(reversed(list(_PLURAL.finditer(text, start, each.start))), None)
        if plural and not each.roles and role_head().search(plural["role"]):
            role = Role(plural["role"][:-1], None, plural.start("role"), plural.end("role"))
            each = replace(each, roles=(role,))
        shared.append(each)
    return shared


def _same_person(persons: Sequence[Person], name: str) -> Person | None:
    """The person with this name: equal, first and last word equal, or only the last word given."""
    words = fold(name).split()
    if not words:
        return None
    for person in persons:
        own = fold(person.name).split()
        if own == words or (len(words) > 1 and len(own) > 1 and (own[0], own[-1]) == (words[0], words[-1])):
            return person
    if len(words) > 1:
        return None
    holding = [person for person in persons if words[0] in fold(person.name).split()[-2:]]
    return holding[0] if len(holding) == 1 else None


def _add_roles(person: Person, found: _Candidate) -> None:
    for role in found.roles:
        if any(
            each.role == role.role and each.organisation_id == role.organisation_id for each in person.roles
        ):
            continue
        if role.role is None and person.roles:
            continue
        span = span_of(found.passage, min(role.start, found.start), max(role.end, found.end))
        person.roles.append(
            FoundRole(
                person.person_id, person.name, role.role, role.organisation_id, span, "roles.beside_name"
            )
        )
