"""Roles whose body stands on no line of theirs: a signature under "Pour le BIT :", "Director: Ms. X" on an office's page."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractors.findings import Mention
from extractors.model import Passage
from transforms.names.candidate import Candidate

_FOR = re.compile(
    r"(?:[Oo]n\sbehalf\sof|[Aa]u\snom\s(?:de|du)|[Ee]n\snombre\s(?:de|del)|[Ff]or|[Pp]our|[Pp]or)\s?(?:the\s|la\s|le\s|les\s|el\s|l['’])?$"
)
_LABEL = re.compile(r"\s?:\s")
_OFFICE = re.compile(
    r"\b(?:Country\s|Regional\s)?Office\s(?:for|in)\b|\bBureau\s(?:de|pour)\b|\bOficina\s(?:de|para)\b"
)
_MOST_LINES = 3


def with_bodies_of_lines(
    found: Sequence[Candidate], passages: Sequence[Passage], bodies: Mapping[int, Sequence[Mention]]
) -> list[Candidate]:
    """The candidates; a role without a body has that for which the lines are signed, or the one office of the page."""
    at = {passage.ordinal: index for index, passage in enumerate(passages)}
    every: list[Candidate] = []
    for each in found:
        body = None
        if len(each.roles) == 1 and each.roles[0].role and not each.roles[0].organisation_id:
            body = _signed_for(passages[: at[each.passage.ordinal]], each, bodies)
            body = body or (_one_office(bodies) if _is_labelled(each) else None)
        role = replace(each.roles[0], organisation_id=body) if body else None
        every.append(replace(each, roles=(role,)) if role else each)
    return every


def _one_office(bodies: Mapping[int, Sequence[Mention]]) -> str | None:
    """The office that a document names (of a country, of a region), if it is one alone."""
    named = (each for mentions in bodies.values() for each in mentions)
    offices = {each.entity_id for each in named if _OFFICE.search(each.name or "")}
    return offices.pop() if len(offices) == 1 else None


def _signed_for(
    above: Sequence[Passage], each: Candidate, bodies: Mapping[int, Sequence[Mention]]
) -> str | None:
    """The body of "For the ILO:" a few lines above a line that begins with the name."""
    if each.start:
        return None
    for passage in reversed(above[-_MOST_LINES:]):
        for body in bodies.get(passage.ordinal, ()):
            rest = passage.text[body.span.end :].strip(" ,")
            if rest in {"", ":"} and _FOR.fullmatch(passage.text[: body.span.start]):
                return body.entity_id
        if len(passage.text) > 80 or passage.text.rstrip().endswith((".", ":")):
            return None
    return None


def _is_labelled(each: Candidate) -> bool:
    """ "Directeur : M. Hery Rakoto": the line begins with the role and a colon."""
    role = each.roles[0]
    return role.start == 0 and bool(_LABEL.fullmatch(each.passage.text[role.end : each.start]))
