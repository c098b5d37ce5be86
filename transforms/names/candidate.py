"""One place where a person seems to be named, and what stands beside the name."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.model import Passage
from transforms.names.role_phrases import Role


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name in a passage: `start` includes the form of address, `name_start` does not."""

    passage: Passage
    start: int
    name_start: int
    end: int
    name: str
    gender: str | None
    roles: tuple[Role, ...]
