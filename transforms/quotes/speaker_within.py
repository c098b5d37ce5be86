"""Reads who says a quotation from a clause inside its marks: « Nous montons, explique Ada Lind. Le soir, … »"""

from __future__ import annotations

import re

from transforms.names.role_heads import role_head
from transforms.names.saying import VERB, mark_saying
from transforms.quotes.attribution import ADVERBS, GAP, MARKS, THE, Attribution, P, is_object
from transforms.quotes.marks import Quoted
from transforms.quotes.scene import Scene
from transforms.quotes.speaker_memory import Memory

_LEAD = r"(?P<lead>[,.!?]\s|\s?[–—]\s?)"
# What an apposition to the speaker begins with, where the words said do not go on.
_ROLE_OPENERS = re.compile(
    r"(?:aujourd['’]hui|désormais|ancienne?|ex|hoy|now|la|le|une?|the|an?|el|una?|de|du|of|from|qui|who|quien|head|chef|cheffe|membre|originaire|militante?|\d\d)|l['’]\w+|d['’]\w+"
)
_APPOSITION = re.compile(rf",\s(?P<first>[^\s,.;!?{MARKS}]+)[^,.;!?{MARKS}]{{0,70}}(?=[,.])")
_END = re.compile(r"\s?[,.;!?–—]?\s*")


_AGREED = r"-(?:t-)?(?P<pronoun>il|elle|ils|elles)\b"
_PATTERNS = (
    re.compile(rf"{_LEAD}{ADVERBS}{VERB}(?P<between>{GAP}{{0,90}}?){P}"),
    re.compile(
        rf"{_LEAD}(?:(?:a|ont|avait)|s['’]est|(?:s['’]|se\s)?(?:{VERB}|\w+)){_AGREED}[^,.;!?–—]{{0,90}}"
    ),
    re.compile(rf"(?P<lead>\s?[–—]\s?){ADVERBS}{VERB}(?:\s{THE})?(?=\s?[–—,])"),
)


def speaker_within(scene: Scene, index: int, each: Quoted, memory: Memory) -> Attribution | None:
    """Who speaks by a clause inside the marks, with the place of the clause; None where there is none."""
    masked = scene.masked(index)
    masked = masked[: each.start] + mark_saying(masked[each.start : each.end]) + masked[each.end :]
    named, pronoun, phrase = (pattern.search(masked, each.start, each.end) for pattern in _PATTERNS)
    if named and not is_object(named["between"]):
        clause = _clause(masked, named, each)
        return Attribution(
            (scene.person(named["person"]),), clause[0], clause[1], clause=_inner(clause, each)
        )
    if pronoun:
        clause = _clause(masked, pronoun, each)
        persons = memory.by_pronoun(pronoun["pronoun"])
        return Attribution(persons, *clause, is_inferred=True, clause=_inner(clause, each))
    if phrase:
        return _of_phrase(phrase, _clause(masked, phrase, each), each, memory)
    return None


def _of_phrase(match: re.Match[str], clause: tuple[int, int], each: Quoted, memory: Memory) -> Attribution:
    """ "—agregó la ministra—", "—recuerda—": whom the phrase means, or whom the text is about."""
    persons = memory.by_phrase(match["phrase"]) if match["phrase"] else memory.by_pronoun("")
    return Attribution(persons, *clause, is_inferred=True, clause=_inner(clause, each))


def _clause(masked: str, match: re.Match[str], each: Quoted) -> tuple[int, int]:
    """Where the clause begins and ends, an apposition to the speaker and the blanks behind it included."""
    end = match.end()
    apposition = _APPOSITION.match(masked, end, each.end)
    if apposition and match.groupdict().get("person") and _begins_role(apposition["first"]):
        end = apposition.end()
    behind = _END.match(masked, end, each.end)
    keeps_stop = match["lead"][0] in ".!?"
    return match.start() + keeps_stop, behind.end() if behind else end


def _begins_role(word: str) -> bool:
    return bool(role_head().fullmatch(word) or _ROLE_OPENERS.fullmatch(word))


def _inner(clause: tuple[int, int], each: Quoted) -> tuple[int, int] | None:
    return clause if each.start < clause[0] and clause[1] < each.end else None
