"""Names that stand on a line of their own, with role and organisation on the lines below: blocks of contacts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractors.findings import Mention
from extractors.model import Passage
from transforms.names.candidate import Candidate
from transforms.names.cues import is_place
from transforms.names.extents import Taken, name_parts
from transforms.names.name_words import clean_name, full_name
from transforms.names.role_heads import role_head
from transforms.names.role_phrases import Role

_LONGEST_LINE, _LONGEST_NAME = 80, 50


def with_lines_of_contacts(
    found: Sequence[Candidate], passages: Sequence[Passage], bodies: Mapping[int, Sequence[Mention]]
) -> list[Candidate]:
    """Each name that is a whole passage gets the role of the next line, and the body of that or the next one.

    A line that only the role below shows to be a name is among the candidates too, in reading order.
    """
    at = {passage.ordinal: index for index, passage in enumerate(passages)}
    known = {each.passage.ordinal for each in found}
    lines = [
        line
        for passage, below in zip(passages, passages[1:], strict=False)
        if passage.ordinal not in known and _is_role(below.text)
        for line in _name_line(passage, bodies.get(passage.ordinal, ()))
    ]
    every = sorted([*found, *lines], key=lambda each: at[each.passage.ordinal]) if lines else found
    return [
        _with_line(each, passages[at[each.passage.ordinal] + 1 : at[each.passage.ordinal] + 3], bodies)
        for each in every
    ]


def _name_line(passage: Passage, bodies: Sequence[Mention]) -> list[Candidate]:
    """The name that is the whole line, if it is one."""
    text = passage.text.rstrip(" ,:")
    if bodies or len(text) > _LONGEST_NAME or not full_name().fullmatch(text):
        return []
    if name_parts(text, 0, len(text), Taken(text)) != [(0, len(text))] or is_place(text):
        return []
    return [Candidate(passage, 0, 0, len(text), clean_name(text), None, ())]


def _with_line(
    each: Candidate, below: Sequence[Passage], bodies: Mapping[int, Sequence[Mention]]
) -> Candidate:
    is_line = each.start == 0 and not each.passage.text[each.end :].strip(" ,:")
    if not is_line or each.roles or not below or not _is_role(below[0].text):
        return each
    own = [body for passage in below for body in bodies.get(passage.ordinal, ()) if _is_whole(passage, body)]
    inside = [body for body in bodies.get(below[0].ordinal, ()) if body.span.start]
    role = below[0].text.strip(" ,")
    if inside:
        role = role[: inside[0].span.start].rstrip(" ,")
    body = next(iter([*inside, *own]), None)
    # The evidence of the role is the name: a span lies in one passage.
    row = Role(role, body.entity_id if body else None, each.start, each.end)
    return replace(each, roles=(row,))


def _is_role(line: str) -> bool:
    if len(line) > _LONGEST_LINE or line[-1:] in ".!?:":
        return False
    head = role_head().search(line)
    return head is not None and head.start() < 40


def _is_whole(passage: Passage, body: Mention) -> bool:
    return body.span.start == 0 and len(passage.text) - body.span.end < 40
