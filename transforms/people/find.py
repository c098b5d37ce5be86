"""Finds named persons and the roles that the document states beside their names.

A name counts when something shows that it is a person's: a form of address, a role, a verb of saying,
an age, "who", "from Zambia". One person under several forms in one document is one person.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from extractors.addresses import stable_id
from extractors.findings import FoundRole, Mention
from extractors.model import Passage
from transforms.gazetteer import fold
from transforms.names.candidate import Candidate
from transforms.names.cues import surnames_used
from transforms.names.name_words import clean_name
from transforms.people.candidates import find_candidates, find_short_names
from transforms.people.contact_lines import with_lines_of_contacts
from transforms.people.employers import with_employers
from transforms.people.office_lines import with_bodies_of_lines
from transforms.people.short_bodies import with_bodies_of_short_forms
from transforms.spans import span_of


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
    """The persons of a document with every place where one is named, in reading order.

    `employers` are the bodies that only the role of a person names.
    """

    persons: tuple[Person, ...]
    places: tuple[PersonMention, ...]
    employers: tuple[Mention, ...] = ()

    def named(self, name: str) -> Person | None:
        """The person a printed name means: the whole name, or its last word."""
        return _same_person(list(self.persons), clean_name(name))


def find_people(passages: Sequence[Passage], organisations: Sequence[Mention]) -> People:
    """Every named person with the roles stated beside the name, in the order of first mention."""
    bodies: dict[int, list[Mention]] = {}
    for each in organisations:
        bodies.setdefault(each.span.passage, []).append(each)
    surnames = surnames_used(passage.text for passage in passages)
    candidates = [
        found
        for passage, beyond in zip(passages, [*(each.text for each in passages[1:]), ""], strict=False)
        for found in find_candidates(passage, bodies.get(passage.ordinal, []), beyond, surnames)
    ]
    candidates = with_lines_of_contacts(candidates, passages, bodies)
    candidates = with_bodies_of_lines(candidates, passages, bodies)
    candidates = _with_short_names(candidates, passages, bodies)
    # "Ms. Don, head of …": forms of address alone are no name.
    candidates = [each for each in candidates if each.name]
    candidates = with_bodies_of_short_forms(candidates, passages, bodies)
    candidates, employers = with_employers(candidates, bodies)
    candidates = [each for each in candidates if not _is_employer(each, employers)]
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
    return People(tuple(order), tuple(places), tuple(employers))


def _is_employer(each: Candidate, employers: Sequence[Mention]) -> bool:
    """Whether a role has shown that the name is a body's: "Founder, Casa Tejedora"."""
    spans = (body.span for body in employers if body.span.passage == each.passage.ordinal)
    return any(span.start < each.end and each.start < span.end for span in spans)


def _with_short_names(
    found: list[Candidate], passages: Sequence[Passage], bodies: Mapping[int, list[Mention]]
) -> list[Candidate]:
    """The candidates with the names of one word among them, in reading order."""
    surnames = {word for each in found for word in each.name.split() if word[0].isupper()}
    by_passage: dict[int, list[Candidate]] = {}
    for each in found:
        by_passage.setdefault(each.passage.ordinal, []).append(each)
    every: list[Candidate] = []
    for passage in passages:
        own = by_passage.get(passage.ordinal, [])
        short = find_short_names(passage, bodies.get(passage.ordinal, []), own, surnames)
        every += sorted([*own, *short], key=lambda each: each.start) if short else own
    return every


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


def _same_person(persons: Sequence[Person], name: str) -> Person | None:
    """The person with this name: equal, first and last word equal, or only the last word given."""
    words = _words(name)
    if not words:
        return None
    for person in persons:
        own = _words(person.name)
        if own == words or (len(words) > 1 and len(own) > 1 and (own[0], own[-1]) == (words[0], words[-1])):
            return person
        # "Ms. El Ouafi"
        if 1 < len(words) < len(own) and own[-len(words) :] == words:
            return person
    if len(words) > 1:
        return None
    holding = [person for person in persons if words[0] in _short_forms(person.name)]
    return holding[0] if len(holding) == 1 else None


@lru_cache(maxsize=4096)
def _words(name: str) -> tuple[str, ...]:
    return tuple(fold(name).split())


@lru_cache(maxsize=4096)
def _short_forms(name: str) -> frozenset[str]:
    """The words by which a text can call somebody alone: the first one and the last two."""
    own = _words(name)
    return frozenset({own[0], *own[-2:]})


def _add_roles(person: Person, found: Candidate) -> None:
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
