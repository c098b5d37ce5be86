"""A stretch of a passage as the rules for speakers read it: twice, as long as each other, and where it lies."""

from __future__ import annotations

import re
from typing import NamedTuple

from transforms.names.saying import mark_saying
from transforms.people.find import Person
from transforms.quotes.scene import Scene
from transforms.quotes.speaker_memory import Memory


class Stretch(NamedTuple):
    """Words beside a quotation. In `marked` persons, bodies and verbs are signs, in `plain` the verbs are words."""

    scene: Scene
    memory: Memory
    start: int
    plain: str
    marked: str

    def person(self, match: re.Match[str], group: str = "person") -> Person:
        """The person whose sign a group of a match is."""
        return self.scene.person(match[group])

    def words(self, match: re.Match[str], group: str | int = 0) -> str:
        """The words of a group of a match of `marked`, verbs included."""
        return self.plain[match.start(group) : match.end(group)]

    def place(self, match: re.Match[str]) -> tuple[int, int]:
        """Where in its passage a match of `marked` begins and ends."""
        return self.start + match.start(), self.start + match.end()


def stretch_of(scene: Scene, memory: Memory, index: int, start: int, end: int) -> Stretch:
    """The words of a passage between two places."""
    plain = scene.blanked(index)[start:end]
    return Stretch(scene, memory, start, plain, mark_saying(plain))
