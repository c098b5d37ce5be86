"""Reads who says a quotation: the words behind it, before it, and what was said just above."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from transforms.gazetteer import fold
from transforms.name_words import ANY_NAME, clean_name, honorifics, spanish_openers, spanish_verbs, verbs
from transforms.people import People, Person
from transforms.role_heads import role_head
from transforms.role_phrases import is_honorific

_TITLE = r"(?:(?:Mr|Mrs|Ms|Dr|Prof|Sr|Sra|M|Mme|Mlle|MM|Ambassador|Miss|Dra|Srta|Doña|Don|Sister|Maître|[A-Z][a-z]{1,4}\.)\.?\s)?"
_NAME = rf"(?P<name>{_TITLE}{ANY_NAME})"
_PRONOUN = r"(?P<pronoun>he|she|they|il|elle|ils|elles|él|ella|ellos|ellas)"
_ONE = (
    r"one\sof|several|many|another|two|some|un\sde|une\sde|l['’]une?\sde|una\sde|uno\sde|plusieurs|varias|varios|"
    r"otra|otro"
)
_THE = (
    rf"(?P<phrase>(?:{_ONE}|the|The|its|his|her|sa|son|su|sus|leur|Sa|Son|Su|la|La|le|Le|el|El|l['’]|L['’]|une|un|una|a|an|"
    r"ILO|UN|their)\s?[^,.;:!?“”«»\"]{3,80})"
)
_AGREED = r"-(?:t-)?(?P<agreed>il|elle|ils|elles|on)"
_VERB = rf"(?:{verbs()})"
_ADVERB = r"(?:,?\s(?:also|further|then|later|pour sa part|por su parte|también|aussi|encore))?,?"
_JOINT = re.compile(rf"^\s(?:and|et|y)\s(?P<name>{_TITLE}{ANY_NAME})")

# `,” said Ilse Marchetti`, `», raconte Solange Abeille`, `", Mr. Somavia said`, `” she adds`, `a-t-il ajouté`
_BEHIND = (
    re.compile(rf"^[,.]?\s?[-–—]?\s?(?:a|ont|avait){_AGREED}\s"),
    re.compile(rf"^[,.]?\s?[-–—]?\s?\w+{_AGREED}\b"),
    re.compile(
        rf"^[,.]?\s?[-–—]?\s?{_PRONOUN}\s(?:\w+ly\s|has\s|had\s|also\s|a\s|ont\s)?(?:{_VERB}|[a-z]+(?:s|ed))\b",
        re.IGNORECASE,
    ),
    re.compile(rf"^[,.]?\s?[-–—]?\s?(?:{_VERB}){_ADVERB}\s{_PRONOUN}\b(?!\s['’])"),
    re.compile(rf"^[,.]?\s?[-–—]?\s?(?:a,\spour\ssa\spart,\s)?(?:{_VERB}){_ADVERB}\s{_NAME}"),
    re.compile(rf"^[,.]?\s?[-–—]?\s?(?:{_VERB}){_ADVERB}\s{_THE}"),
    re.compile(rf"^[,.]?\s?[-–—]?\s?{_NAME}(?:,[^,.]{{3,90}},)?\s(?:also\s|has\s)?{_VERB}\b"),
    re.compile(rf"^[,.]?\s?[-–—]?\s?{_THE}\s{_VERB}\b"),
)
# `”, dice.`, `», cuenta. “…`: Spanish needs no subject.
_NO_SUBJECT = re.compile(rf"^,\s(?:{spanish_verbs()})(?:[.;]|,\s(?:con|y|mientras|al|antes)\b)")
# `,” one of them, Awa Sarr-Badiane, told the meeting`
_APART = re.compile(
    rf"^[,.]?\s(?:one\sof\s[^,.;:!?“”«»\"]{{3,40}}|[^,.;:!?“”«»\"]{{3,40}}),\s{_NAME}(?:,[^,.]{{3,60}})?,?\s{_VERB}\b"
)
# « Nous montons sans toilettes, explique Maëlle Kervadec, grutière. Le soir … »
_WITHIN = re.compile(rf",\s(?:{_VERB})\s{_NAME}\s?[,.]")
_SIGNED = re.compile(rf"^\s?[-–—]+\s?{_NAME}")
_LAST_VERB = re.compile(rf"\b{_VERB}\b(?P<rest>[^.!?“”«»\"]*)$")
# "Explicó que las mujeres cobran “la mitad”": Spanish needs no pronoun.
_SUBJECTLESS = re.compile(
    rf"(?:^|[.!?”»]\s)(?:También\s|Además,?\s|Asimismo,?\s|Luego\s)?(?:{spanish_openers()})\b(?=\sque\b|:)[^.!?“”«»\"]*$"
)
_ACCORDING = re.compile(r"\b(?:[Aa]ccording to|[Ss]elon|[Ss]egún|in the words of|[Dd]'après)\s[^“«\"]{2,90}$")
_COLON = re.compile(r":\s?$")
_FEMALE = frozenset({"she", "elle", "ella"})
_MALE = frozenset({"he", "il", "él"})
_PLURAL = frozenset({"they", "ils", "elles", "ellos", "ellas"})
_VAGUE = re.compile(
    r"\b(?:representative|official|expert|leader|spokes\w+|specialist|director|minister|chief|head|president|"
    r"secretary|représentante?|responsable|experte?|ministre|directrice|directeur|cheffe?|dirigeante|"
    r"representante|experta?|funcionari[oa]|dirigente|ministra?|directora?|presidenta?|jefa|especialista|economist\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is said to speak: persons (none when nobody named is meant), and the span of the words."""

    persons: tuple[Person, ...]
    start: int
    end: int
    is_inferred: bool = False


@dataclass(slots=True)
class Memory:
    """Who spoke last and who was named so far, in reading order."""

    last: Person | None = None
    spoken: list[Person] | None = None
    named: list[Person] | None = None


def speaker_behind(text: str, end: int, people: People, memory: Memory) -> Attribution | None:
    """The attribution that follows the closing mark at `end`; None where there is none."""
    rest = text[end : end + 220]
    for pattern in _BEHIND:
        match = pattern.match(rest)
        if match:
            found = _resolve(match, rest, end, people, memory)
            if found:
                return found
    if _NO_SUBJECT.match(rest):
        return Attribution(_by_pronoun("", memory), end, end, is_inferred=True)
    apart = _APART.match(rest)
    if apart and people.named(clean_name(apart["name"])):
        return _resolve(apart, rest, end, people, memory)
    signed = _SIGNED.match(rest)
    if signed and people.named(signed["name"]):
        return _resolve(signed, rest, end, people, memory)
    return None


def _resolve(match: re.Match[str], rest: str, end: int, people: People, memory: Memory) -> Attribution | None:
    groups = match.groupdict()
    start, stop = end + match.start(), end + match.end()
    pronoun = groups.get("pronoun") or groups.get("agreed")
    if pronoun:
        return Attribution(_by_pronoun(pronoun.lower(), memory), start, stop, is_inferred=True)
    if groups.get("phrase"):
        phrase = groups["phrase"]
        beside = re.match(rf",\s{_NAME}", rest[match.end() :])
        named = _inside(phrase, people) or (_named(beside["name"], people) if beside else None)
        if named:
            second = _second_speaker(match[0], rest[match.end() :], people, named)
            return Attribution((named, second) if second else (named,), start, stop)
        if not role_head().search(phrase) and not _VAGUE.search(phrase):
            return Attribution((), start, stop) if phrase[:1].islower() else None
        return Attribution(_by_phrase(phrase, memory), start, stop, is_inferred=True)
    person = _named(groups["name"], people)
    if person is None:
        named = _inside(rest[: match.end()], people)
        return Attribution((named,), start, stop) if named else None
    joint = _JOINT.match(rest[match.end() :])
    second = _named(joint["name"], people) if joint else None
    second = second or _second_speaker(match[0], rest[match.end() :], people, person)
    return Attribution((person, second) if second else (person,), start, stop)


def speaker_within(text: str, start: int, end: int, people: People) -> Attribution | None:
    """The person whom a clause inside the marks names as the one who speaks."""
    match = _WITHIN.search(text, start, end)
    person = _named(match["name"], people) if match else None
    return Attribution((person,), match.start(), match.end()) if match and person else None


def _second_speaker(lead: str, rest: str, people: People, first: Person) -> Person | None:
    """ "ont déclaré la Directrice générale, Mme A, et la Première ministre, Mme B": a verb in the plural."""
    if not re.search(r"\b(?:ont\s|\w+ron\b)", lead):
        return None
    joint = re.match(r"[^.;!?“«]{0,80}?\s(?:et|y|e)\s(?P<tail>[^.;!?“«]{3,140})", rest)
    second = _inside(joint["tail"], people) if joint else None
    return second if second is not first else None


def _named(name: str, people: People) -> Person | None:
    """The person of a printed name; words that follow the name in the match are dropped one by one."""
    words = name.split()
    while words and is_honorific(words[0]):
        words = words[1:]
    for length in range(len(words), 0, -1):
        person = people.named(clean_name(" ".join(words[:length])))
        if person:
            return person
    return None


def _inside(phrase: str, people: People) -> Person | None:
    """The person whose name stands in the phrase ("ILO Director-General Juan Somavia")."""
    folded = fold(phrase)
    found = [each for each in people.persons if fold(each.name) in folded]
    return found[0] if len(found) == 1 else None


def _by_pronoun(pronoun: str, memory: Memory) -> tuple[Person, ...]:
    """The last one named whom the pronoun can mean; two for a plural; none when nobody fits."""
    named = memory.named or []
    if pronoun in _PLURAL:
        last: list[Person] = []
        for person in reversed(named):
            if person not in last:
                last.append(person)
        return tuple(reversed(last[:2])) if len(last) >= 2 else ()
    wanted = {"female"} if pronoun in _FEMALE else {"male"} if pronoun in _MALE else {"female", "male"}
    candidates = [memory.last] if memory.last else []
    candidates += [person for person in reversed(named) if person is not memory.last]
    if named and memory.last is not None and named[-1] is not memory.last:
        candidates = [named[-1], *candidates]
    fitting = [each for each in candidates if each and each.gender in {*wanted, "open"}]
    if fitting and len(wanted) == 1 and fitting[0].gender == "open":
        # Who was "he" once is not "she" in the next sentence.
        fitting[0].gender = next(iter(wanted))
    return (fitting[0],) if fitting else ()


def _by_phrase(phrase: str, memory: Memory) -> tuple[Person, ...]:
    """The person of whom the phrase repeats the role; the last speaker for "the representative"."""
    words = set(re.findall(r"\w{4,}", fold(phrase)))
    headed = [each for each in memory.named or [] if _head_of(each) in words]
    if headed and len({each.person_id for each in headed}) == 1:
        return (headed[0],)
    for person in reversed(memory.named or []):
        for row in person.roles:
            own = set(re.findall(r"\w{4,}", fold(row.role or "")))
            if own and len(own & words) >= min(2, len(own)):
                return (person,)
    vague = re.search(
        r"\b(?:representa?n?t\w*|official|expert\w*|responsable|funcionari\w|dirigente|specialist|leader)\b",
        fold(phrase),
    )
    own_body = re.search(r"\b(?:its|su|sa|son|their|a|an|une?|una)\b", phrase.split()[0])
    return (memory.last,) if memory.last and vague and not own_body else ()


def _head_of(person: Person) -> str:
    """The first word of a person's role, which a phrase may repeat: "la especialista", "the welder"."""
    words = (person.roles[0].role or "").split() if person.roles else []
    return fold(words[0]) if words and len(words[0]) > 3 else "\n"


def speaker_before(text: str, start: int, floor: int, people: People, memory: Memory) -> Attribution | None:
    """The attribution that leads to the opening mark at `start`; nothing before `floor` is read."""
    lead = text[floor:start]
    alone = _SUBJECTLESS.search(lead)
    if alone and memory.last and len(lead) - alone.end() < 70:
        return Attribution((memory.last,), floor + alone.start(), start, is_inferred=True)
    verb = _LAST_VERB.search(lead)
    according = _ACCORDING.search(lead)
    if not verb and not according and not _COLON.search(lead):
        return None
    if verb and len(verb["rest"]) > 70 and not _COLON.search(lead):
        return None
    clause_start = max(lead.rfind(". "), lead.rfind("? "), lead.rfind("! "), -1) + 1
    clause = lead[clause_start : verb.start()] if verb else lead[clause_start:]
    at = floor + clause_start
    named = _last_named(clause, people) or (_last_named(verb["rest"], people) if according and verb else None)
    if named:
        return Attribution((named,), at, start)
    pronoun = re.search(rf"\b{_PRONOUN}\s*(?:\w+\s)?$", clause, re.IGNORECASE)
    if pronoun:
        return Attribution(_by_pronoun(pronoun["pronoun"].lower(), memory), at, start, is_inferred=True)
    if not verb and not according:
        return None
    phrase = re.search(rf"{_THE}$", clause.strip())
    if phrase and role_head().search(phrase["phrase"]):
        return Attribution(_by_phrase(phrase["phrase"], memory), at, start, is_inferred=True)
    return Attribution((), at, start)


def _last_named(clause: str, people: People) -> Person | None:
    """The person whose name or surname stands last in a clause, as its subject or apposition."""
    best: tuple[int, Person] | None = None
    folded = fold(clause)
    for person in people.persons:
        words = [fold(person.name), fold(person.name).split()[-1]]
        for name in words:
            for match in re.finditer(rf"\b{re.escape(name)}\b", folded):
                if best is None or match.start() < best[0]:
                    best = (match.start(), person)
                break
    return best[1] if best else None


def gender_of(title: str) -> str:
    """Whom a form of address means."""
    return honorifics().get(title.rstrip("."), "open")


def note_named(memory: Memory, persons: Sequence[Person]) -> None:
    """Remember who was named, in reading order."""
    memory.named = [*(memory.named or []), *persons]
