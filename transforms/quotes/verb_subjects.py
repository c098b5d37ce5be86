"""Finds the subject of a verb of saying in the words before it, or behind it where verb and subject are turned."""

from __future__ import annotations

import re

from transforms.names.name_words import NAME_WORD
from transforms.names.role_heads import role_head
from transforms.people.find import Person
from transforms.quotes.attribution import ADVERBS, APART, GAP, P2, PRONOUN, THE, P, is_object
from transforms.quotes.strangers import is_name
from transforms.quotes.stretch import Stretch

_TWO = re.compile(rf"{P}{APART},?\s(?:and|et|y|e)\s{GAP}{{0,80}}?{P2}{APART},?\s{ADVERBS}$")
_ONE = re.compile(rf"{P}{APART},?\s{ADVERBS}$")
_PRONOUN = re.compile(rf"(?:(?<![\w'’-])|-(?:t-)?){PRONOUN}\s(?:\w+\s(?:to\s)?)?{ADVERBS}$", re.IGNORECASE)
_PHRASE = re.compile(rf"(?<![\w'’-]){THE},?\s?{ADVERBS}$", re.IGNORECASE)
# "La paysanne Assitan Dembélé, de Sikasso, m'a répondu", "Karimi laughs"
_STRANGER = re.compile(
    r"(?:^|,\s|\b(?:[Tt]he|[Aa]n?|[Ll]a|[Ll]e|[Uu]ne?|[Ee]l|[Uu]na)\s(?:[a-zà-ÿ-]+\s){1,3}|\b(?:madame|monsieur)\s)"
    rf"(?P<name>{NAME_WORD}(?:\s{NAME_WORD}){{0,3}})(?:,{GAP}{{2,100}},)?,?\s?(?:[mtl]['’])?{ADVERBS}$"
)
_BEHIND = re.compile(rf"(?P<between>{GAP}{{0,110}}?){P}")
# "…, while the union called it “…”": another subject begins.
_OTHER_TURN = re.compile(r"(?:;|\b(?:while|whereas|tandis\sque|alors\sque|mientras\sque|mientras))\s$")
_TURN = re.compile(
    r"(?:[;,]|\b(?:while|whereas|and|but|tandis\sque|alors\sque|et|mais|mientras\sque|mientras|y|pero|when|where|if|"
    r"because|parce\sque|que|that))\s$"
)
_POSSESSIVE = re.compile(r"[\ue000\ue100-\uf8ff]+['’]s\b")

Subject = tuple[tuple[Person, ...], bool]


def subject_of(lead: Stretch, verb: re.Match[str]) -> Subject | None:
    """Who stands as subject of a verb, and whether that is inferred; None where nobody does."""
    before = lead.plain[: verb.start()]
    return (
        _beside(before, lead)
        or _by_phrase(before, lead)
        or _by_name(before, lead)
        or _by_stranger(before, lead)
        or _turned(lead, verb.end())
    )


def _beside(before: str, lead: Stretch) -> Subject | None:
    two, one, pronoun = _TWO.search(before), _ONE.search(before), _PRONOUN.search(before)
    if two:
        return (lead.person(two), lead.person(two, "second")), False
    if one and not is_object(before[: one.start()]):
        return (lead.person(one),), False
    return (lead.memory.by_pronoun(pronoun["pronoun"]), True) if pronoun else None


def _by_phrase(before: str, lead: Stretch) -> Subject | None:
    """ "La rectora dijo": whose role the phrase repeats; nobody where it names an office or begins a new turn."""
    phrase = _PHRASE.search(before)
    if phrase is None or lead.scene.named_in(before[phrase.start() :]):
        return None
    ahead = before[: phrase.start()]
    if lead.scene.named_in(ahead) and phrase.start() and not _TURN.search(ahead):
        return None
    persons = lead.memory.by_phrase(phrase["phrase"])
    is_other = bool(_OTHER_TURN.search(ahead) or role_head().search(phrase["phrase"]))
    return (persons, True) if persons or is_other else None


def _by_name(before: str, lead: Stretch) -> Subject | None:
    """The last person named before the verb who is no object and no possessor."""
    named = [
        person
        for at, person in lead.scene.named_in(before)
        if not is_object(before[:at]) and not _POSSESSIVE.match(before, at)
    ]
    return ((named[-1],), False) if named else None


def _by_stranger(before: str, lead: Stretch) -> Subject | None:
    match = _STRANGER.search(before)
    if match is None or not is_name(match["name"]):
        return None
    is_known = " " in match["name"] or lead.scene.fuller(match["name"])
    return ((lead.scene.stranger(match["name"]),), False) if is_known else None


def _turned(lead: Stretch, end: int) -> Subject | None:
    """ "Así lo explicó P: “…”", "dit P : « … »"."""
    match = _BEHIND.match(lead.plain, end)
    if match is None:
        return None
    between = match["between"]
    if is_object(between) or re.search(r"\b(?:that|que|qui|who)\b", between):
        return None
    if "," in between and not between.rstrip().endswith(","):
        return None
    return (lead.person(match),), False
