"""Who says a quotation that has no words of saying beside it: the line below, the sentence above, who spoke last."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.model import PassageKind
from transforms.names.name_words import NAME_WORD
from transforms.people.find import Person
from transforms.quotes.attribution import MARKS, Attribution, Grade, is_object
from transforms.quotes.kinds import words_in
from transforms.quotes.marks import Quoted
from transforms.quotes.scene import FILL, PERSON, Scene, sentence_start
from transforms.quotes.speaker_before import speaker_before
from transforms.quotes.speaker_memory import Memory
from transforms.quotes.strangers import is_name

_BARE = re.compile(r"^[\s\"”»’',.;:!?)\]–—-]*$")
_LINE = re.compile(rf"^\s*[-–—]*\s*(?P<person>{PERSON}){FILL}*(?=\s*(?:[,(|–—-]|$))")
_LINE_STRANGER = re.compile(
    rf"^\s*[-–—]+\s*(?P<name>{NAME_WORD}(?:\s{NAME_WORD}){{0,3}})(?=\s*(?:[,(|–—-]|$))"
)
_LINE_LENGTH = 160
# "She laughed. “And it is true.”": the sentence before the marks tells what the speaker does.
_PRONOUN_ACTS = re.compile(
    r"(?:^|[.!?]\s)(?P<pronoun>She|He|Elle|Il|Ella|Él)\s(?!(?:y\sa|faut|pleu|est\s\d|était\s\d)\b)(?:[\w’'-]+\s?){1,6}[.…]\s$"
)


@dataclass(frozen=True, slots=True)
class Above:
    """What was read before a quotation: who said the last one in this passage, and in the one before."""

    floor: int
    here: tuple[Person, ...] | None
    before: tuple[Person, ...] | None


def from_context(scene: Scene, index: int, each: Quoted, above: Above, memory: Memory) -> Attribution | None:
    """The speaker of a quotation that is a sentence of its own; None where nothing around tells one."""
    text = scene.passages[index].text
    if is_whole(text, each):
        signed = _signed_below(scene, index)
        if signed:
            return signed
    if not each.has_open:
        return None
    persons = _above(scene, index, each, above, memory)
    if persons is None and scene.passages[index].kind is PassageKind.QUOTATION:
        persons = ()
    if persons is None:
        return None
    goes_on = above.here is not None and persons == above.here
    return Attribution(persons, 0, 0, Grade.CONTEXT, is_inferred=True, goes_on=goes_on)


def is_whole(text: str, each: Quoted) -> bool:
    """Whether the passage is nothing but the quotation."""
    lead, rest = text[: each.outer_start], text[each.outer_end :]
    return bool(_BARE.match(lead) and _BARE.match(rest)) and words_in(text, each) >= 4


def _signed_below(scene: Scene, index: int) -> Attribution | None:
    if index + 1 >= len(scene.passages) or len(scene.passages[index + 1].text) > _LINE_LENGTH:
        return None
    line = scene.masked(index + 1)
    match = _LINE.match(line)
    if match and not re.search(f"[{MARKS}]", line):
        return Attribution((scene.person(match["person"]),), 0, 0, is_inferred=True)
    stranger = _LINE_STRANGER.match(line)
    if stranger and is_name(stranger["name"]):
        return Attribution((scene.stranger(stranger["name"]),), 0, 0, is_inferred=True)
    return None


def _above(scene: Scene, index: int, each: Quoted, above: Above, memory: Memory) -> tuple[Person, ...] | None:
    """Who is the subject of the words between the last quotation and this one, or who said the last one."""
    blanked = scene.blanked(index)
    between = blanked[above.floor : each.outer_start]
    if re.search(r"\w|[\ue100-\uf8ff]", between):
        topic = _topic_of(between, scene)
        if topic is not None:
            return (topic,)
        alone = _PRONOUN_ACTS.search(between)
        if alone and not scene.named_in(between):
            return memory.by_pronoun(alone["pronoun"])
        return above.here if above.here is not None else () if scene.named_in(between) else None
    if above.here is not None:
        return above.here
    if index == 0 or each.outer_start > 0 and above.floor > 0:
        return None
    return _above_passage(scene, index, above, memory)


def _above_passage(scene: Scene, index: int, above: Above, memory: Memory) -> tuple[Person, ...] | None:
    """Who is meant where a passage begins with a quotation: whom the passage before leads to, or who spoke in it."""
    if above.before is not None:
        return above.before
    last = scene.blanked(index - 1)
    if scene.passages[index - 1].kind in {PassageKind.TITLE, PassageKind.KICKER, PassageKind.HEADING}:
        return None
    if last.rstrip().endswith(":"):
        led = speaker_before(scene, index - 1, len(last), memory)
        return led.persons if led else ()
    named = {id(person): person for _, person in scene.named_in(last)}
    topic = _topic_of(last, scene)
    return (topic,) if topic is not None and len(named) == 1 else None


def _topic_of(text: str, scene: Scene) -> Person | None:
    """The subject of the last sentence of a stretch that names somebody."""
    end = len(text.rstrip())
    start = sentence_start(text, end - 1)
    named = scene.named_in(text[start:end])
    if named and not is_object(text[start : start + named[0][0]]):
        return named[0][1]
    return None
