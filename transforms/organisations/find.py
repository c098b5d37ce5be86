"""Finds named bodies: those of the vocabulary, and named ones that the vocabulary does not have.

An acronym that could mean several things counts only after its long form, and an acronym that a
document introduces itself ("Union of Chambers (UC)") counts from there on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.findings import Mention
from extractors.model import Passage
from transforms.names.cues import is_place
from transforms.organisations.canonical import has_short_form, of_states, short_forms, universities
from transforms.organisations.house_names import in_houses
from transforms.organisations.introduced_acronyms import Found, Introduced
from transforms.organisations.known import in_vocabulary, meaning
from transforms.organisations.ministries import Ministries
from transforms.organisations.unknown import find_in_heading, find_unknown, organisation_slug
from transforms.spans import span_of

_UNIT_OF = re.compile(
    r"(?:Servicio|Service|Departamento|Unidad|Dirección|Direction|División|Programa|Oficina|Bureau|Comité|Sección|Section)\s.*"
    r"(?:de\sla|del|de\sl['’]|du|d['’])\s?$"
)
Printed = dict[str, tuple[str, str]]  # id -> name and printed words
_OF_PLACE = re.compile(r"\s(?:of|de|du|del|des|d['’])\s?(?:the\s|la\s|l['’])?(?P<place>[A-ZÀ-Þ].*)")


def find_organisations(
    passages: Sequence[Passage], publisher: str | None = None, place: str | None = None
) -> tuple[Mention, ...]:
    """Every mention of a named body, in reading order, without overlaps.

    `entity_id` is the organisation_id; for bodies outside the vocabulary it is made of the name, and
    `name` is the name as first printed. In what a house publishes (`publisher`) its own units need no
    more than their short names ("Executive Board"). `place` is that of the line above the text.
    """
    introduced = Introduced(meaning)
    vocabulary = in_houses((in_vocabulary(passage.text) for passage in passages), publisher)
    named: Printed = {}  # bodies outside the vocabulary named so far
    known_before: Printed = {}  # those of the vocabulary
    headed: Printed = {}  # those that a heading seems to name
    found: list[Mention] = []
    ministries = Ministries([each.text for each in passages], place)
    for passage, known in zip(passages, vocabulary, strict=True):
        matches = list(known)
        matches += [(*each, "organisations.of_state") for each in of_states(passage.text)]
        matches += [(*each, "organisations.university") for each in universities(passage.text)]
        matches += _unknown(passage, matches, ministries)
        introduced.note(passage.text, matches)
        matches += introduced.find(passage.text, matches)
        named.update(_printed(passage, matches, "organisations.named_body"))
        known_before.update(_printed(passage, matches, "organisations.vocabulary"))
        headed.update(_in_heading(passage))
        short = short_forms(passage.text, named, known_before, headed)
        matches += [(*each, "organisations.short_form") for each in short]
        found += [_mention(passage, match) for match in _without_overlaps(matches)]
    return tuple(found)


def _unknown(passage: Passage, matches: Sequence[Found], ministries: Ministries) -> list[Found]:
    """Named bodies that the vocabulary lacks; they may hold a known name ("ILO Office for Turkey")."""
    found: list[Found] = []
    for start, end in find_unknown(passage):
        inside = [each for each in matches if each[0] < end and start < each[1]]
        end = _without_joined(passage.text, start, end, inside)
        inside = [each for each in inside if each[0] < end]
        if any(each[0] < start or end < each[1] for each in inside):
            continue
        if any(each[0] == start and each[2] == "UN_WOMEN" for each in inside):
            continue  # "UN Women Viet Nam Country Office": no body of its own
        if any(_UNIT_OF.match(passage.text[start : each[0]]) and each[1] == end for each in inside):
            continue  # "Servicio de Género de la OIT": a unit of a known body
        if any(_is_long(each) and _is_whole(passage.text, start, end, each) for each in inside):
            continue
        ministry = ministries.at(passage.text, start, end)
        key, name = ministry or (passage.text[start:end],) * 2
        found.append((start, end, organisation_slug(key), name, "organisations.named_body"))
    return found


# "Ministry of Labour and Social Security and the ILO": a known body joined to another is no part of its name.
_JOINED = re.compile(r",?\s(?:and|et|y|&)\s(?:the\s|l['’]|la\s)?$")


def _without_joined(text: str, start: int, end: int, known: Sequence[Found]) -> int:
    """The end of the name at a place, without a known body that is joined to it."""
    for each in known:
        joined = _JOINED.search(text, start, each[0]) if each[1] == end else None
        if joined:
            return joined.start()
    return end


def _printed(passage: Passage, matches: Sequence[Found], rule: str) -> Printed:
    """Name and printed words of the bodies that a rule has found by a long form with a head of its own, by id."""
    return {
        each[2]: (each[3], passage.text[each[0] : each[1]])
        for each in matches
        if each[4] == rule and _is_long(each) and has_short_form(passage.text[each[0] : each[1]])
    }


def _in_heading(passage: Passage) -> Printed:
    """What a heading seems to name: a short form in the text can mean it ("the Federation")."""
    names = (passage.text[start:end] for start, end in find_in_heading(passage))
    return {organisation_slug(name): (name, name) for name in names}


def _is_whole(text: str, start: int, end: int, known: Found) -> bool:
    """Whether the known name is all of the name around it; in "Ghana Trades Union Congress" it is not."""
    if known[0] == start:
        # "Instituto Nacional de las Mujeres de Costa Rica" is another one
        rest = _OF_PLACE.fullmatch(text, known[1], end)
        return not (rest and is_place(rest["place"]))
    return known[1] == end and not is_place(text[start : known[0]].strip())


def _is_long(found: Found) -> bool:
    """A long form, which ends where it ends ("Bureau for Gender Equality and the ...")."""
    return found[1] - found[0] > 14


def _without_overlaps(matches: Sequence[Found]) -> list[Found]:
    kept: list[Found] = []
    for match in sorted(matches, key=lambda each: (each[0], -each[1])):
        if not kept or match[0] >= kept[-1][1]:
            kept.append(match)
    return kept


def _mention(passage: Passage, found: Found) -> Mention:
    start, end, identifier, name, rule = found
    return Mention("organisation", identifier, span_of(passage, start, end), rule, name=name)
