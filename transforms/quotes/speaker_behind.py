"""Reads who says a quotation from the words behind its closing mark."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.names.name_words import NAME_WORD
from transforms.names.saying import VERB, is_spanish
from transforms.people.find import Person
from transforms.quotes.attribution import (
    ADVERBS,
    APART,
    GAP,
    MARKS,
    P2,
    PRONOUN,
    THE,
    Attribution,
    Grade,
    P,
    is_object,
)
from transforms.quotes.joint_speakers import joint_speaker
from transforms.quotes.scene import FILL, Scene
from transforms.quotes.speaker_memory import Memory
from transforms.quotes.speaker_sentences import by_nobody, by_sentence
from transforms.quotes.strangers import is_city, is_name, stranger_behind
from transforms.quotes.stretch import Stretch, stretch_of

# "”, le respondió, desde la segunda fila, la dirigente P": how or where somebody says it
_ASIDE = re.compile(
    r"^,\s(?:from|in|at|with|without|on|over|desde|en|con|sin|entre|a|tras|depuis|du|de|dans|sur|avec|sans|à|en|sous|après)\s[^,]{3,50},\s"
)
# "”, as P said", "» comme l'a dit P"
_AS = re.compile(r"^(?:as|comme|como)\s", re.IGNORECASE)
# How far behind the mark its speaker may stand.
_REACH = 260
_STOP = re.compile(r"\s?\.")
_NEW_SENTENCE = re.compile(r"\s(?:[A-ZÀ-Þ][a-zà-ÿ]*\s)")
_CLAUSE_AHEAD = re.compile(r"\b(?:that|que|qu['’]|whom|who|qui)\b")
_CLAUSE_BETWEEN = re.compile(r"\b(?:that|que|qui|who|thanking|after|before)\b")
_CLAUSE_END = re.compile(r"[.;!?]")
_SEP = r"^\s?[,;]?\s?(?:[-–—]+\s?)?"
_AGREED = r"-(?:t-)?(?P<pronoun>il|elle|ils|elles|on)\b"
_OF = rf"(?:\s(?:of|from|for|de|du|des|del)\s{GAP}{{2,80}}?|\sd['’]{GAP}{{2,80}}?)?"
_ENDS = (
    rf"(?=[,.;:!?]|\s?[{MARKS}]|$|\s(?:in|at|on|to|en|à|dans|a|al|au|lors|durante|during|with|con|avec|that|"
    r"qui|who|que)\b)"
)
# `” she adds`, `a-t-il ajouté`, `,” said Ada Lind`, `», raconte la grutière, Ada Lind`, `", Mr. Lind said`
_TURNED = (
    re.compile(rf"{_SEP}(?:(?:a|ont|avait|avaient)|s['’](?:est|était)){_AGREED}"),
    re.compile(rf"{_SEP}(?:s['’]|se\s|le\s|l['’]|nous\s|lui\s|leur\s|y\s)?(?:{VERB}|\w+){_AGREED}"),
)
_NAMED = (
    re.compile(rf"{_SEP}{PRONOUN}\s{ADVERBS}(?:{VERB}|[a-z]+(?:s|ed)\b)"),
    re.compile(rf"{_SEP}{VERB}{ADVERBS}\s?{PRONOUN}\b(?!['’])"),
    re.compile(
        rf"{_SEP}{ADVERBS}{VERB}\s(?P<latter>cette\sdernière|ce\sdernier|esta\súltima|este\súltimo|the\slatter)\b"
    ),
    re.compile(rf"{_SEP}{ADVERBS}{VERB}(?P<between>{GAP}{{0,150}}?){P}"),
    re.compile(
        rf"{_SEP}(?P<lead>{GAP}{{0,90}}?){P}{APART},?\s(?:and|et|y|e)\s{GAP}{{0,80}}?{P2}{APART},?\s{ADVERBS}{VERB}"
    ),
    re.compile(rf"{_SEP}(?P<lead>{GAP}{{0,110}}?){P}{_OF}{APART},?\s{ADVERBS}{VERB}"),
)
# "said the Minister", "the representative added"
_PHRASES = (
    re.compile(rf"{_SEP}{ADVERBS}{VERB}{ADVERBS}\s{THE}{_ENDS}", re.IGNORECASE),
    re.compile(rf"{_SEP}{THE},?\s{ADVERBS}{VERB}", re.IGNORECASE),
)
# "resumió la ministra, Ec. Graciela Iturralde."
_BESIDE = re.compile(
    rf",\s(?:[A-Z][a-z]{{0,4}}[.{FILL}]\s)?(?P<name>{NAME_WORD}(?:\s{NAME_WORD}){{1,3}})(?=[,.]|$|\s[“«\"])"
)
_ACCORDING = re.compile(
    rf"{_SEP}(?:according\sto|in\sthe\swords\sof|selon|d['’]après|según|de\sacuerdo\s(?:con|a)|en\spalabras\sde|"
    rf"à\sen\scroire|a\sjuicio\sde)\s(?:(?P<lead>{GAP}{{0,110}}?){P}|{PRONOUN}\b|{GAP}{{2,80}})"
)
# `”, dice.`, `», cuenta. “…`: Spanish needs no subject.
_NO_SUBJECT = re.compile(
    rf"^,?\s(?:se\s|les?\s|nos\s)?(?:(?P<verb>{VERB})|(?<=,\s)[a-zñáéíóú]{{3,}}ó\b)"
    r"(?:[.;,]|$|\s(?:con|y|mientras|al|antes|en|entre|sobre|a|sin|de)\b|\s?[“«\"])"
)
# Behind a comma any verb can tell who speaks: “…,” laughs P; “…,” P shrugs.
_LOOSE = (
    re.compile(rf"^\s?,?\s(?:[a-zà-ÿ]{{3,}}(?:\s[a-zà-ÿ]{{2,12}})?)\s{P}(?=[,.\s])"),
    re.compile(rf"^\s?,?\s{P}\s(?:[a-z]+(?:s|ed)|[a-zà-ÿ]+(?:ó|e|a|ait))\b"),
)


def speaker_behind(scene: Scene, index: int, end: int, limit: int, memory: Memory) -> Attribution | None:
    """The attribution that follows the closing mark at `end`, before `limit`; None where there is none."""
    blanked = scene.blanked(index)
    limit = min(limit, end + _REACH)
    if _STOP.match(blanked, end):
        return by_sentence(stretch_of(scene, memory, index, end, limit))
    clause = _CLAUSE_END.search(blanked, end, limit)
    rest = stretch_of(scene, memory, index, end, clause.end() if clause else limit)
    # “So we climb.” The porters A and B say “…”: the sentence leads to the next quotation.
    is_next = clause is None and blanked[max(0, end - 2) : end - 1] == "." and _NEW_SENTENCE.match(rest.plain)
    found = (
        (_by_patterns(_TURNED, rest) if "-" in rest.plain and not is_next else None)
        or (None if is_next else _by_patterns(_NAMED, rest))
        or _by_according(rest)
        or _by_stranger(rest)
        or _by_patterns(_PHRASES, rest)
        or _without_subject(rest)
    )
    if found:
        return found
    has_comma = rest.plain.startswith(",") or blanked[max(0, end - 2) : end - 1] in {
        ",",
        "!",
        "?",
    }
    return (_loosely(rest) if has_comma else None) or by_sentence(rest) or by_nobody(rest)


def _by_patterns(patterns: Sequence[re.Pattern[str]], rest: Stretch) -> Attribution | None:
    for pattern in patterns:
        match = pattern.match(rest.marked)
        found = _resolve(match, rest) if match else None
        if found:
            return found
    return None


def _resolve(match: re.Match[str], rest: Stretch) -> Attribution | None:
    groups = match.groupdict()
    start, end = rest.place(match)
    if groups.get("pronoun"):
        return Attribution(rest.memory.by_pronoun(groups["pronoun"]), start, end, is_inferred=True)
    if groups.get("latter"):
        return Attribution(rest.memory.latter(), start, end, is_inferred=True)
    if groups.get("phrase"):
        return _by_phrase(match, rest)
    if not _is_subject(match, rest):
        return None
    person = rest.person(match)
    second = rest.person(match, "second") if groups.get("second") else None
    if second is None and "between" in groups:
        second = joint_speaker(match, rest)
    return Attribution(_both(person, second), start, end)


def _both(first: Person, second: Person | None) -> tuple[Person, ...]:
    return (first,) if second is None or second is first else (first, second)


def _is_subject(match: re.Match[str], rest: Stretch) -> bool:
    """Whether the person in the match speaks, and is not spoken to or of."""
    if "between" not in match.groupdict():
        lead = _AS.sub("", rest.words(match, "lead"))
        return not is_object(lead) and not _CLAUSE_AHEAD.search(lead)
    between = _ASIDE.sub(" ", rest.words(match, "between"))
    if _CLAUSE_BETWEEN.search(between):
        return False
    if "," in between:
        return between.rstrip().endswith(",") and bool(re.search(r"\w", between))
    return not is_object(between)


def _by_phrase(match: re.Match[str], rest: Stretch) -> Attribution:
    """Whom a phrase like "the Minister" means: the name behind it, whose role it repeats, else nobody named."""
    phrase = rest.words(match, "phrase")
    start, end = rest.place(match)
    beside = _BESIDE.match(rest.plain, match.end())
    if beside and is_name(beside["name"]):
        stranger = rest.scene.stranger(beside["name"])
        rest.memory.describe(stranger, phrase)
        return Attribution((stranger,), start, rest.start + beside.end())
    return Attribution(rest.memory.by_phrase(phrase), start, end, is_inferred=True)


def _by_according(rest: Stretch) -> Attribution | None:
    match = _ACCORDING.match(rest.marked)
    if match is None:
        return None
    if match["person"]:
        return Attribution((rest.person(match),), *rest.place(match), Grade.LED)
    persons = rest.memory.by_pronoun(match["pronoun"]) if match["pronoun"] else ()
    return Attribution(persons, *rest.place(match), Grade.LED, is_inferred=True)


def _by_stranger(rest: Stretch) -> Attribution | None:
    """Somebody whom nothing but the verb of saying introduces."""
    match = stranger_behind(rest.marked)
    if match is None:
        return None
    persons = () if is_city(match, rest.marked) else (rest.scene.stranger(match["name"]),)
    return Attribution(persons, *rest.place(match))


def _without_subject(rest: Stretch) -> Attribution | None:
    match = _NO_SUBJECT.match(rest.marked)
    if match is None or (match["verb"] and not is_spanish(rest.words(match, "verb"))):
        return None
    return Attribution(rest.memory.by_pronoun(""), *rest.place(match), is_inferred=True)


def _loosely(rest: Stretch) -> Attribution | None:
    for pattern in _LOOSE:
        match = pattern.match(rest.marked)
        if match and not is_object(rest.plain[: match.start("person")]):
            return Attribution((rest.person(match),), *rest.place(match))
    return None
