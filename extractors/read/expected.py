"""Which rules a reader expects to fire: the first of each field. For first contact with a live site."""

from __future__ import annotations

from importlib import import_module

from extractors.model import SiteGeneration
from extractors.read.reader import MODULES


def first_rules(generation: SiteGeneration) -> dict[str, str]:
    """Return the name of the first-choice rule of each field; empty for a generation without declared rules."""
    module = import_module(MODULES.get(generation, MODULES[SiteGeneration.UNKNOWN]))
    rules = getattr(module, "RULES", {})
    return {name: each[0].name for name, each in rules.items() if each}
