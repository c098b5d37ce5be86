"""Finds whom a text names next: "“We walked out,” she recalls. Ada Lind was nineteen then."."""

from __future__ import annotations

import re

from transforms.names.name_words import NAME_WORD
from transforms.people.find import Person
from transforms.quotes.scene import Scene
from transforms.quotes.strangers import is_name

# In this passage and so many behind it.
_REACH = 1
_STRANGER = re.compile(
    rf"(?:^|[.!?”’»]\s)(?:[A-ZÀ-Þ][\w’']+,\s)?(?P<name>{NAME_WORD}(?:\s{NAME_WORD}){{1,3}})"
    r"(?=,\s|\s(?:is|was|has|had|leads|runs|heads|chairs|founded|works|est|était|a|dirige|préside|milite|travaille|siège|"
    r"es|era|fue|fundó|preside|milita|trabaja|integra)\b)"
)


def named_ahead(scene: Scene, index: int, at: int) -> Person | None:
    """The first person named behind a place of a passage, or in the passage that follows; None without one."""
    for number in range(index, min(index + _REACH + 1, len(scene.passages))):
        text = scene.blanked(number)[at if number == index else 0 :]
        for _, person in scene.named_in(text):
            return person
        stranger = _STRANGER.search(text)
        if stranger and is_name(stranger["name"]):
            return scene.stranger(stranger["name"])
    return None
