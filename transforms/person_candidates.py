"""Finds the places in a passage where a person is named, and what stands beside the name.

A name counts when something shows that it is a person's: a form of address, a role, a verb of saying,
an age, "who", "from Zambia".
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from extractors.findings import Mention
from extractors.model import Passage
from transforms.candidate import Candidate
from transforms.gazetteer import fold
from transforms.name_words import INNER, full_name, honorific_name, honorifics, not_names
from transforms.person_cues import country_names, is_shown
from transforms.role_phrases import role_before, role_behind, singular
from transforms.shared_roles import with_role_of_pair, with_shared_roles

# "Mehdi Azouzi, de la Confédération syndicale internationale": the body alone shows it.
_OF_BODY = re.compile(r"^,\s(?:of|from|de|du|d['’]|del)")


def find_candidates(
    passage: Passage, bodies: Sequence[Mention], beyond: str, surnames: Set[str] = frozenset()
) -> list[Candidate]:
    """The names of a passage in reading order; `beyond` is the text of the passage behind it.

    `surnames` are those by which the document calls somebody elsewhere.
    """
    text = passage.text
    found: list[Candidate] = []
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
            candidate = with_role_of_pair(text, candidate, found)
            if _overlaps(start, end, taken) or _is_place(candidate.name):
                continue
            if (
                _has_role(text, candidate)
                or candidate.name.split()[-1] in surnames
                or is_shown(text, start, end, beyond)
            ):
                found.append(candidate)
                taken += [(start, end), *_phrases_behind(candidate)]
    return with_shared_roles(text, sorted(found, key=lambda each: each.start))


def clean_name(name: str) -> str:
    """A name without forms of address, and without capitals that only shout ("Juan SOMAVIA")."""
    words = name.split()
    while words and words[0].rstrip(".") in honorifics():
        words = words[1:]
    return " ".join(word.title() if word.isupper() and len(word) > 2 else word for word in words)


def _candidate(
    passage: Passage, start: int, name_start: int, end: int, gender: str | None, bodies: Sequence[Mention]
) -> Candidate:
    text = passage.text
    roles = [singular(role) for role in role_before(text, start, bodies)] or role_behind(text, end, bodies)
    name = clean_name(text[name_start:end])
    return Candidate(passage, start, name_start, end, name, gender, tuple(roles))


def _phrases_behind(found: Candidate) -> list[tuple[int, int]]:
    """The role phrases behind a name: no other name begins in them."""
    return [(role.start, role.end) for role in found.roles if role.start >= found.end and role.role]


def _has_role(text: str, found: Candidate) -> bool:
    """Whether a role stands beside the name, or "of" and the name of a body."""
    if any(role.role for role in found.roles):
        return True
    return bool(found.roles and _OF_BODY.match(text[found.end :]))


def _is_place(name: str) -> bool:
    return fold(name) in country_names()


def _overlaps(start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    return any(first < end and start < last for first, last in taken)


def _name_end(text: str, start: int, end: int, taken: Sequence[tuple[int, int]]) -> int | None:
    """Where a name behind a form of address ends: before a word that no name holds; None without one."""
    last = start
    for word in re.finditer(r"\S+", text[start:end]):
        is_inner = last > start and word[0] in INNER and start + word.end() < end
        if _overlaps(start + word.start(), start + word.end(), taken) or (
            word[0] in not_names() and not is_inner
        ):
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
            (word[0] in not_names() and not (run and word[0] in INNER))
            or _overlaps(start + word.start(), start + word.end(), taken)
        ):
            run.append(word)
            continue
        while run and (run[0][0][0].islower() or _is_verb(text, start, run[0])):
            run.pop(0)
        while run and (run[-1][0][0].islower() or run[-1][0] in INNER):
            run.pop()
        if sum(each[0][0].isupper() for each in run) >= 2:
            parts.append((start + run[0].start(), start + run[-1].end()))
        run = []
    return parts


# "Firmaron Fabio Bertranou, …": a Spanish verb opens the sentence.
_SPANISH_VERB = re.compile(r"[A-ZÁÉÍ][a-zñáéíóú]*(?:aron|ieron|eron|ó|ará|erá|irá|arán)")


def _is_verb(text: str, start: int, word: re.Match[str]) -> bool:
    before = text[: start + word.start()].rstrip()
    return bool(_SPANISH_VERB.fullmatch(word[0])) and (not before or before[-1] in ".!?:;”»")
