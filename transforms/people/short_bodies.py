"""Roles whose body is called by its head alone in small letters: "spokeswoman of the union", "son vice-président"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from extractors.findings import Mention
from extractors.model import Passage, PassageKind
from transforms.alternation import alternation
from transforms.gazetteer import fold
from transforms.names.body_words import words
from transforms.names.candidate import Candidate
from transforms.names.role_heads import role_head
from transforms.names.role_phrases import Role
from transforms.spans import before, sentence_at

_YOUR = re.compile(r"\b(?:[Yy]our|[Vv]otre|[Vv]uestr[ao])\s(?:own\s|propre\s|propi[ao]\s)?$")
_ITS = re.compile(r"\b(?:[Ii]ts|[Ss]a|[Ss]on|[Ss]u)\s$")


@lru_cache(maxsize=1)
def _tail() -> re.Pattern[str]:
    """ "of the union", "du syndicat", "de la red" at the end of a role."""
    return re.compile(
        rf"\s(?:(?:of|for|at)\s(?:the|this)\s|(?:du|de\sla|del|de\scette?|de\sesta|de\seste)\s|de\sl['’])(?P<head>{_heads()})$"
    )


@lru_cache(maxsize=1)
def _owner() -> re.Pattern[str]:
    """ "the union's" right before a role."""
    return re.compile(rf"\b[Tt]he\s(?P<head>{_heads()})['’]s\s$")


@lru_cache(maxsize=1)
def _short() -> re.Pattern[str]:
    """ "the union", "la fédération" in the sentence of "its president"."""
    return re.compile(rf"(?:\b(?:[Tt]he|[Ll]a|[Ll]e|[Ee]l|[Dd]u|[Dd]el)\s|\b[Ll]['’])(?P<head>{_heads()})\b")


def _heads() -> str:
    return alternation(word.lower() for word in words("short_heads"))


def with_bodies_of_short_forms(
    found: Sequence[Candidate], passages: Sequence[Passage], bodies: Mapping[int, Sequence[Mention]]
) -> list[Candidate]:
    """The candidates; a role without a body has the one that its short form means: the only one with that head so far."""
    at = {passage.ordinal: index for index, passage in enumerate(passages)}
    addressed = _addressed(passages, bodies)
    every: list[Candidate] = []
    for each in found:
        role = each.roles[0] if len(each.roles) == 1 else None
        if role and role.role and not role.organisation_id:
            is_yours = addressed and _YOUR.search(before(each.passage.text, role.start))
            role = (
                replace(role, organisation_id=addressed)
                if is_yours
                else _with_body(each, role, role.role, passages[: at[each.passage.ordinal]], bodies)
            )
        every.append(replace(each, roles=(role,)) if role and role is not each.roles[0] else each)
    return every


def _addressed(passages: Sequence[Passage], bodies: Mapping[int, Sequence[Mention]]) -> str | None:
    """The one body outside the vocabulary that the title names: who is spoken to in "your General Secretary"."""
    titles = [passage.ordinal for passage in passages if passage.kind is PassageKind.TITLE]
    found = {
        body.entity_id
        for ordinal in titles
        for body in bodies.get(ordinal, ())
        if body.rule == "organisations.named_body"
    }
    return found.pop() if len(found) == 1 else None


def _with_body(
    each: Candidate,
    role: Role,
    printed: str,
    passages: Sequence[Passage],
    bodies: Mapping[int, Sequence[Mention]],
) -> Role:
    """The role with the body that a short form in it or beside it means; as it is where nothing does.

    `passages` are those before that of the candidate.
    """
    tail = _tail().search(printed)
    if tail:
        meant = _with_head(tail["head"], _named_before(each, passages, bodies))
        return replace(role, role=printed[: tail.start()], organisation_id=meant) if meant else role
    text = each.passage.text
    ahead = before(text, role.start)
    owner = _owner().search(ahead)
    is_its = bool(_ITS.search(ahead))
    if not owner and not is_its:
        return role
    named = list(_named_before(each, passages, bodies))
    first, _last = sentence_at(text, role.start) if is_its else (0, 0)
    short = owner or (_short().search(text, first, role.start) if is_its else None)
    meant = _with_head(short["head"], named) if short else None
    if is_its and not meant and role.start >= each.end:
        meant = _only_one(each, first, named)
    return replace(role, organisation_id=meant) if meant else role


def _only_one(each: Candidate, first: int, named: Sequence[Mention]) -> str | None:
    """The one body that the sentence names before "Ana Paz, su tesorera", with nobody's role between."""
    own = [body for body in named if body.span.passage == each.passage.ordinal and first <= body.span.start]
    if not own or own[-1].span.end > each.start or len({body.entity_id for body in own}) > 1:
        return None
    has_other = role_head().search(each.passage.text, own[-1].span.end, each.start)
    return None if has_other else own[-1].entity_id


def _named_before(
    each: Candidate, passages: Sequence[Passage], bodies: Mapping[int, Sequence[Mention]]
) -> Iterator[Mention]:
    """The bodies named before the candidate, in reading order."""
    for passage in passages:
        yield from bodies.get(passage.ordinal, ())
    own = bodies.get(each.passage.ordinal, ())
    yield from (body for body in own if body.span.end <= each.end)


def _with_head(head: str, named: Iterable[Mention]) -> str | None:
    """The id of the one body with that head among those named."""
    folded = fold(head)
    found = {
        body.entity_id for body in named if folded in fold(f"{body.span.surface} {body.name or ''}").split()
    }
    return found.pop() if len(found) == 1 else None
