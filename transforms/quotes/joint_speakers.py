"""Reads a second speaker behind the first: "said A and B", "ont déclaré la Directrice, A, et la Ministre, B"."""

from __future__ import annotations

import re

from transforms.names.name_words import NAME_WORD
from transforms.people.find import Person
from transforms.quotes.attribution import GAP, P2
from transforms.quotes.strangers import is_name
from transforms.quotes.stretch import Stretch

_JOINT = re.compile(
    rf"(?P<apposition>,{GAP}{{2,110}}?)?,?\s(?:and|et|y|e|&)\s(?P<role>{GAP}{{0,110}}?){P2}(?P<rest>.{{0,12}})"
)
_STRANGER = re.compile(
    rf"\s(?:and|et|y|e)\s(?P<name>{NAME_WORD}\s{NAME_WORD}(?:\s{NAME_WORD})?)"
    r"(?=[,.]|\s(?:in|at|on|dans|en|à|lors)\b)"
)
_PLURAL = re.compile(r"\b(?:ont\s|\w+ron\b|\w+ent\b|dicen\b|\w+an\b)")
# "said A, and B nodded": B does something else.
_ACTS = re.compile(r"\s(?!as\b|in\b|on\b|at\b|is\b)(?:[a-z]+(?:ed|s)\b|\ue004)")


def joint_speaker(match: re.Match[str], rest: Stretch) -> Person | None:
    """Who speaks together with the person that a match behind the marks has named; None where nobody does."""
    joint = _JOINT.match(rest.marked, match.end())
    if joint is None:
        stranger = _STRANGER.match(rest.marked, match.end())
        return rest.scene.stranger(stranger["name"]) if stranger and is_name(stranger["name"]) else None
    is_plural = bool(_PLURAL.search(rest.words(match)))
    is_loose = bool(joint["apposition"] or joint["role"]) or bool(_ACTS.match(joint["rest"]))
    return None if is_loose and not is_plural else rest.person(joint, "second")
