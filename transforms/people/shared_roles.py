"""Roles that several names share: "ILO economists A and B", "A and B, ILO economists", "the mayors A, B and C"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from transforms.names.candidate import Candidate
from transforms.names.role_heads import role_head
from transforms.names.role_phrases import Role
from transforms.spans import before, sentence_at

# "our Vice-Presidents: from Chad, Ms. A, ... and from Fiji, Ms. B", "ILO economists A and B"
_PLURAL = re.compile(
    r"(?P<role>[A-Za-z-]*(?:Presidents|Directors|Ministers|Representatives|economists|experts))(?::|\s)"
)
# "), ", " and "; a capital or a hyphen behind the doubtful name makes it a part of something longer.
_NEXT_NAME = re.compile(r"^\)?(?:\s\([^()]{2,40}\))?(?:[,;]\s|,?\s(?:and|et|y|e|&)\s)$")
_IN = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Ff]rom|[Nn]ear|[Àà]|[Ee]n|[Dd]ans|[Dd]e|[Oo]f|[Tt]he|[Ll]a|[Ll]e|[Ee]l)\s$"
)
_WIDEST_GAP = 50
_RUNS_ON = re.compile(r"\s[A-Z]|['’]s\s|-")
_AND = frozenset({" and ", " et ", " y ", " e "})
# ", ", " (Moldova), ", " (Croatia) and "
_NEXT = re.compile(r"^(?:\s\([^()]{2,40}\))?(?:,\s|,?\s(?:and|et|y|e)\s)$")


def with_role_of_pair(text: str, found: Candidate, before: Sequence[Candidate]) -> Candidate:
    """ "economists A and B", "the mayors A (X), B (Y) and C": the next name has the role of the first."""
    if found.roles:
        return found
    for first in before:
        is_near = first.end <= found.start <= first.end + _WIDEST_GAP
        if (
            is_near
            and _NEXT.match(text[first.end : found.start])
            and any(role.is_plural for role in first.roles)
        ):
            return replace(found, roles=first.roles)
    return found


def with_enumerated(text: str, found: Sequence[Candidate], doubtful: Sequence[Candidate]) -> list[Candidate]:
    """The candidates with those doubtful ones that an enumeration binds to one: "A (ITUC), B and C"."""
    if not doubtful:
        return [*found]
    every = sorted([*found, *doubtful], key=lambda each: each.start)
    is_sure = {each.start for each in found}
    for order in (every, every[::-1]):
        for neighbour, each in pairwise(order):
            if neighbour.start in is_sure and each.start not in is_sure and _is_beside(text, each, neighbour):
                is_sure.add(each.start)
    return [each for each in every if each.start in is_sure]


def _is_beside(text: str, one: Candidate, other: Candidate) -> bool:
    """Whether only a comma or "and" and the role of the first stand between two names."""
    first, second = (one, other) if one.start < other.start else (other, one)
    behind = [role.end for role in first.roles if role.start >= first.end]
    at = max([first.end, *behind])
    gap = text[at : second.start] if at <= second.start <= at + _WIDEST_GAP else "-"
    is_apart = _RUNS_ON.match(text, one.end) or _IN.search(before(text, one.start))
    return bool(_NEXT_NAME.match(gap)) and not is_apart


def with_shared_roles(text: str, found: Sequence[Candidate]) -> list[Candidate]:
    """A role in the plural goes to each name of its sentence that has no role of its own."""
    shared: list[Candidate] = []
    for each in found:
        role = None if each.roles else _plural_before(text, each.start)
        shared.append(replace(each, roles=(role,)) if role else each)
    return _from_behind(text, shared)


def _plural_before(text: str, at: int) -> Role | None:
    """The last role in the plural that the sentence names before `at`, in the singular."""
    start, _end = sentence_at(text, at)
    plural = next(reversed(list(_PLURAL.finditer(text, start, at))), None)
    if not plural or not role_head().search(plural["role"]):
        return None
    return Role(plural["role"][:-1], None, plural.start("role"), plural.end("role"))


def _from_behind(text: str, found: Sequence[Candidate]) -> list[Candidate]:
    """ "A and B, ILO economists": the role in the plural behind the second name is the first one's too."""
    shared = list(found)
    for at in range(len(shared) - 2, -1, -1):
        first, second = shared[at], shared[at + 1]
        is_pair = text[first.end : second.start] in {*_AND, ", "}
        behind = tuple(role for role in second.roles if role.is_plural and role.start >= second.end)
        if is_pair and behind and not first.roles:
            shared[at] = replace(first, roles=behind)
    return shared
