"""The roles of a document: those beside names, and office-holders named only by their office.

"The ILO Director-General" in a text of 2015 means Guy Ryder; such a row is marked as inferred and made
only where the office is whole (role and organisation) and the document names no holder itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from extractors.addresses import stable_id
from extractors.findings import FoundRole, Mention, Span
from extractors.model import PartialDate, Passage
from transforms.alternation import alternation
from transforms.gazetteer import fold
from transforms.people.find import People
from transforms.spans import span_of
from transforms.vocabulary import read_yaml

# "the Deputy Executive Director of UN Women", "la directora ejecutiva adjunta", "the former Director-General"
_OTHER_OFFICE = re.compile(
    r"\b(?:deputy|assistant|associate|vice|former|ex|then|next|future|incoming|outgoing|acting|interim|"
    r"sous|sub|ancien(?:ne)?|futur[ae]?|antigu[oa]|anterior)[\s-]*$",
    re.I,
)
_OF = r"\s(?:of|de|de\sla|du)\s(?:the\s|l['’])?$|\sd['’]$|\sde\sl['’]$"


@lru_cache(maxsize=1)
def offices() -> tuple[dict[str, Any], ...]:
    """The dated vocabulary of office-holders."""
    return tuple(read_yaml("office_holders.yml"))


def find_roles(
    passages: Sequence[Passage],
    people: People,
    organisations: Sequence[Mention],
    published: PartialDate | None,
) -> tuple[FoundRole, ...]:
    """Roles in the order of the persons, then the inferred ones."""
    stated = [role for person in people.persons for role in person.roles]
    return (*stated, *_inferred(passages, stated, organisations, published))


def holder_on(organisation_id: str, role: str, published: PartialDate | None) -> str | None:
    """Who held the office on the document's day; None when the day is not known well enough."""
    for office in offices():
        if office["organisation_id"] == organisation_id and fold(role) in map(fold, office["roles"]):
            return next((each["name"] for each in office["holders"] if _held(each, published)), None)
    return None


def _held(holder: dict[str, Any], published: PartialDate | None) -> bool:
    """Whether the holder was in office on every day that the date can mean."""
    if published is None or published.value.startswith("--"):
        return False
    since: date = holder["since"]
    until: date = holder["until"] or date.max
    first, last = _bounds(published.value)
    return since.isoformat() <= first and last <= until.isoformat()


def _bounds(value: str) -> tuple[str, str]:
    return (value + "-01-01"[len(value) - 4 :], value + "-12-31"[len(value) - 4 :])


def _inferred(
    passages: Sequence[Passage],
    stated: Sequence[FoundRole],
    organisations: Sequence[Mention],
    published: PartialDate | None,
) -> list[FoundRole]:
    if published is None:
        return []
    by_ordinal = {passage.ordinal: passage for passage in passages}
    found: list[FoundRole] = []
    for body in organisations:
        for role, start, end in _office_beside(by_ordinal[body.span.passage].text, body):
            name = holder_on(body.entity_id, role, published)
            if name is None or _is_stated(name, role, body.entity_id, [*stated, *found]):
                continue
            span = span_of(by_ordinal[body.span.passage], start, end)
            if _is_other_office(by_ordinal[body.span.passage].text[:start], span, stated):
                continue
            identifier = stable_id("person", fold(name))
            found.append(
                FoundRole(
                    identifier, name, role, body.entity_id, span, "roles.office_holder", is_inferred=True
                )
            )
    return found


def _is_other_office(before: str, span: Span, stated: Sequence[FoundRole]) -> bool:
    """Whether the words are part of another office ("Deputy Executive Director") or of a stated role."""
    return bool(_OTHER_OFFICE.search(before)) or any(
        row.span.passage == span.passage and row.span.start < span.end and span.start < row.span.end
        for row in stated
    )


def _is_stated(name: str, role: str, organisation_id: str, rows: Sequence[FoundRole]) -> bool:
    return any(
        fold(row.person_name) == fold(name)
        or (row.organisation_id == organisation_id and fold(row.role or "") == fold(role))
        for row in rows
    )


def _office_beside(text: str, body: Mention) -> list[tuple[str, int, int]]:
    """ "ILO Director-General", "Director-General of the ILO": role, start and end of the phrase."""
    if body.entity_id not in _office_patterns():
        return []
    found = []
    ahead, behind = _office_patterns()[body.entity_id]
    after = ahead.match(text, body.span.end)
    if after:
        found.append((after[1], body.span.start, after.end()))
    before = behind.search(text, max(0, body.span.start - 50), body.span.start)
    if before:
        found.append((before[1], before.start(), body.span.end))
    return found


@lru_cache(maxsize=1)
def _office_patterns() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    """For each body with an office: what stands behind its name ("'s Director-General") and before it ("… of the")."""
    found = {}
    for office in offices():
        roles = alternation(office["roles"])
        found[office["organisation_id"]] = (
            re.compile(rf"(?:['’]s)?\s({roles})\b(?!['’]s)"),
            re.compile(rf"\b({roles})(?:{_OF})"),
        )
    return found
