"""Finds named bodies: those of the vocabulary, and named ones that the vocabulary does not have.

An acronym that could mean several things counts only after its long form, and an acronym that a
document introduces itself ("Union of Chambers (UC)") counts from there on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from extractors.findings import Mention
from extractors.model import Passage
from transforms.canonical_bodies import of_states, short_forms
from transforms.gazetteer import Case, Gazetteer, Match, Name, fold_text, is_word_boundary
from transforms.spans import span_of
from transforms.unknown_organisations import find_unknown, organisation_slug
from transforms.vocabulary import Organisation, organisations

Value = tuple[str, str]  # (organisation_id, spelling in the vocabulary)
_INTRODUCED = re.compile(r"\s?\(\s?[\"“]?(?:the\s)?([A-Z][\w/&-]*[A-Z][\w/&-]*|[A-Z][a-z]+)[\"”]?\s?\)")
_ACRONYM = re.compile(r"\b[A-ZÀ-Þİ][A-Za-zÀ-ÿİ]*[A-ZÀ-Þİ](?:[/&-][A-Z]+)*\b")
# "four former UN bodies", "the UN agencies": bodies of the system, not the body.
_NOT_THE_UN = re.compile(r"\s(?:bodies|agenc|entit|sister|partners|organi[sz]ations|officials|staff|treat)")
# "ILO Room V (R3)", "UN Headquarters": a place.
_ROOM = re.compile(r"\s(?:Room|Salle|Sala|Conference Room)\s")
# "General Assembly of the Federation": somebody else's.
_OTHERS = re.compile(r"\sof\s(?:the\s)?(?!UN\b|United)[A-Z]")


@lru_cache(maxsize=1)
def by_id() -> dict[str, Organisation]:
    """The organisations of the vocabulary by organisation_id."""
    return {each.organisation_id: each for each in organisations()}


@lru_cache(maxsize=1)
def _gazetteer() -> Gazetteer[Value]:
    return Gazetteer(name for each in organisations() for name in _names(each))


@lru_cache(maxsize=1)
def _ambiguous() -> dict[str, tuple[str, ...]]:
    """The organisations that each ambiguous acronym can mean."""
    found: dict[str, tuple[str, ...]] = {}
    for each in organisations():
        for acronym in each.ambiguous_acronyms:
            found[acronym] = (*found.get(acronym, ()), each.organisation_id)
    return found


def _names(each: Organisation) -> Iterable[Name[Value]]:
    long = [each.name, *(spelling for spellings in each.names.values() for spelling in spellings)]
    for text in _with_hyphens(name for name in long if name not in each.ambiguous_acronyms):
        yield Name(text, (each.organisation_id, text), Case.CAPITAL)
    for text in _with_hyphens(each.acronyms):
        yield Name(text, (each.organisation_id, text), Case.EXACT)


def _with_hyphens(texts: Iterable[str]) -> Iterable[str]:
    """Each text, and with hyphens for blanks and the other way round ("UN-Women", "ITC ILO")."""
    for text in texts:
        yield text
        if re.match(r"(?:UN|ONU)[ -]", text):
            yield re.sub(r"^(UN|ONU)[ -]", lambda found: found[1] + _other(found[0][-1]), text)


def _other(separator: str) -> str:
    return "-" if separator == " " else " "


def find_organisations(passages: Sequence[Passage]) -> tuple[Mention, ...]:
    """Every mention of a named body, in reading order, without overlaps.

    `entity_id` is the organisation_id; for bodies outside the vocabulary it is made of the name, and
    `name` is the name as first printed.
    """
    known: dict[str, tuple[str, str]] = {}  # acronym introduced in this document -> (id, name)
    introduced: set[str] = set()
    named: dict[str, str] = {}  # bodies outside the vocabulary named so far: id -> name
    found: list[Mention] = []
    for passage in passages:
        matches = _in_vocabulary(passage)
        matches += [(*each, "organisations.of_state") for each in of_states(passage.text)]
        matches += _unknown(passage, matches)
        _note_introductions(passage, matches, known, introduced)
        matches += _acronyms(passage, matches, known, introduced)
        named.update({each[2]: each[3] for each in matches if each[4] == "organisations.named_body"})
        matches += [(*each, "organisations.short_form") for each in short_forms(passage.text, named.items())]
        found += [_mention(passage, match) for match in _without_overlaps(matches)]
    return tuple(found)


def find_organisation_ids(text: str) -> tuple[str, ...]:
    """The organisations of the vocabulary that a short text names, such as an author line."""
    return tuple(dict.fromkeys(match.value[0] for match in _gazetteer().find(fold_text(text))))


Found = tuple[int, int, str, str, str]  # start, end, organisation_id, name, rule


def _in_vocabulary(passage: Passage) -> list[Found]:
    text = passage.text
    matches = [match for match in _gazetteer().find_all(fold_text(text)) if _is_meant(text, match)]
    kept = _longest(matches)
    return [
        (each.start, each.end, each.value[0], by_id()[each.value[0]].name, "organisations.vocabulary")
        for each in kept
    ]


def _longest(matches: Sequence[Match[Value]]) -> list[Match[Value]]:
    kept: list[Match[Value]] = []
    for match in sorted(matches, key=lambda each: (each.start, -each.end)):
        if not kept or match.start >= kept[-1].end:
            kept.append(match)
    return kept


def _is_meant(text: str, match: Match[Value]) -> bool:
    """Whether the capitals fit and what follows does not make it another body."""
    identifier, spelling = match.value
    rest = text[match.end : match.end + 24]
    if _ROOM.match(rest):
        return False
    if identifier == "UN":
        return not _NOT_THE_UN.match(rest) and not (match.surface == "UN" and _is_shouted(text, match))
    if identifier == "UNGA" and _OTHERS.match(rest):
        return False
    if len(spelling.split()) < 2:
        return True
    capitals = sum(letter.isupper() for letter in match.surface)
    return capitals * 3 >= sum(letter.isupper() for letter in spelling) * 2


def _is_shouted(text: str, match: Match[Value]) -> bool:
    """Whether the words around are in capitals too, so that `UN` may be an article."""
    around = text[max(0, match.start - 30) : match.start] + text[match.end : match.end + 30]
    letters = [letter for letter in around if letter.isalpha()]
    return len(letters) > 12 and sum(letter.isupper() for letter in letters) > 0.8 * len(letters)


def _unknown(passage: Passage, matches: Sequence[Found]) -> list[Found]:
    """Named bodies that the vocabulary lacks; they may hold a known name ("ILO Office for Turkey")."""
    found: list[Found] = []
    for start, end in find_unknown(passage):
        inside = [each for each in matches if each[0] < end and start < each[1]]
        if any(each[0] < start or end < each[1] for each in inside):
            continue
        if any(_is_long(each) and (each[0] == start or each[1] == end) for each in inside):
            continue
        name = passage.text[start:end]
        found.append((start, end, organisation_slug(name), name, "organisations.named_body"))
    return found


def _is_long(found: Found) -> bool:
    """A long form, which ends where it ends ("Bureau for Gender Equality and the ...")."""
    return found[1] - found[0] > 14


def _note_introductions(
    passage: Passage, matches: Sequence[Found], known: dict[str, tuple[str, str]], introduced: set[str]
) -> None:
    """Remember the long forms seen, and the acronyms in brackets behind them."""
    for _start, end, identifier, name, _rule in matches:
        introduced.add(identifier)
        bracket = _INTRODUCED.match(passage.text, end)
        if bracket and not bracket[1].istitle():
            known.setdefault(bracket[1], (identifier, name))


def _acronyms(
    passage: Passage, matches: Sequence[Found], known: dict[str, tuple[str, str]], introduced: set[str]
) -> list[Found]:
    """Acronyms that this document has introduced, with brackets or by the long form."""
    taken = [(start, end) for start, end, *_ in matches]
    found: list[Found] = []
    if not known and not introduced:
        return found
    for match in _ACRONYM.finditer(passage.text):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        meaning = known.get(match[0]) or _introduced_meaning(match[0], introduced)
        if meaning and is_word_boundary(passage.text, match.end()):
            found.append((match.start(), match.end(), *meaning, "organisations.introduced_acronym"))
    return found


def _introduced_meaning(acronym: str, introduced: set[str]) -> tuple[str, str] | None:
    meant = [each for each in _ambiguous().get(acronym, ()) if each in introduced]
    return (meant[0], by_id()[meant[0]].name) if len(meant) == 1 else None


def _without_overlaps(matches: Sequence[Found]) -> list[Found]:
    kept: list[Found] = []
    for match in sorted(matches, key=lambda each: (each[0], -each[1])):
        if not kept or match[0] >= kept[-1][1]:
            kept.append(match)
    return kept


def _mention(passage: Passage, found: Found) -> Mention:
    start, end, identifier, name, rule = found
    return Mention("organisation", identifier, span_of(passage, start, end), rule, name=name)
