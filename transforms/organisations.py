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
from transforms.canonical_bodies import of_states, short_forms, universities
from transforms.gazetteer import Case, Gazetteer, Match, Name, fold_text
from transforms.house_names import IN_HOUSE, house_names, in_houses
from transforms.introduced_acronyms import Found, Introduced
from transforms.person_cues import is_place
from transforms.spans import span_of
from transforms.unknown_organisations import find_in_heading, find_unknown, organisation_slug
from transforms.vocabulary import Organisation, organisations

_UNIT_OF = re.compile(
    r"(?:Servicio|Service|Departamento|Unidad|Dirección|Direction|División|Programa|Oficina|Bureau|Comité|Sección|Section)\s.*"
    r"(?:de\sla|del|de\sl['’]|du|d['’])\s?$"
)
Value = tuple[str, str]  # (organisation_id, spelling in the vocabulary)
# "four former UN bodies", "the UN agencies": bodies of the system, not the body.
_NOT_THE_UN = re.compile(r"\s(?:bodies|agenc|entit|sister|partners|organi[sz]ations|officials|staff|treat)")
# "ILO Room V (R3)", "UN Headquarters": a place.
_ROOM = re.compile(r"\s(?:Room|Salle|Sala|Conference Room)\s")
# "WomenWatch - Information and Resources …": the name of the site on its page
_MAST = re.compile(r"\s*(?:[-–—:|]|$)")
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
    for text in _with_hyphens(_of_house(name for name in long if name not in each.ambiguous_acronyms)):
        yield Name(text, (each.organisation_id, text), Case.CAPITAL)
    for text in _with_hyphens(each.acronyms):
        yield Name(text, (each.organisation_id, text), Case.EXACT)
    for text in house_names(each):
        yield Name(text, (each.organisation_id, f"{IN_HOUSE}{text}"), Case.CAPITAL)


def _of_house(names: Iterable[str]) -> Iterable[str]:
    """Each name; "ILO Regional Office for Africa" also as "ILO's …" and "… of the ILO"."""
    for name in names:
        yield name
        for house, of in (("ILO", "of the ILO"), ("UN Women", "of UN Women")):
            if name.startswith(f"{house} "):
                yield f"{house}'s {name[len(house) + 1 :]}"
                yield f"{name[len(house) + 1 :]} {of}"


def _with_hyphens(texts: Iterable[str]) -> Iterable[str]:
    """Each text, and with hyphens for blanks and the other way round ("UN-Women", "ITC ILO")."""
    for text in texts:
        yield text
        if re.match(r"(?:UN|ONU)[ -]", text):
            yield re.sub(r"^(UN|ONU)[ -]", lambda found: found[1] + _other(found[0][-1]), text)


def _other(separator: str) -> str:
    return "-" if separator == " " else " "


def find_organisations(passages: Sequence[Passage], publisher: str | None = None) -> tuple[Mention, ...]:
    """Every mention of a named body, in reading order, without overlaps.

    `entity_id` is the organisation_id; for bodies outside the vocabulary it is made of the name, and
    `name` is the name as first printed. In what a house publishes (`publisher`) its own units need no
    more than their short names ("Executive Board").
    """
    introduced = Introduced(_meaning)
    vocabulary = in_houses((_in_vocabulary(passage) for passage in passages), publisher)
    named: dict[str, str] = {}  # bodies outside the vocabulary named so far: id -> name
    headed: dict[str, str] = {}  # those that a heading seems to name
    found: list[Mention] = []
    for passage, known in zip(passages, vocabulary, strict=True):
        matches = list(known)
        matches += [(*each, "organisations.of_state") for each in of_states(passage.text)]
        matches += [(*each, "organisations.university") for each in universities(passage.text)]
        matches += _unknown(passage, matches)
        introduced.note(passage.text, matches)
        matches += introduced.find(passage.text, matches)
        named.update({each[2]: each[3] for each in matches if each[4] == "organisations.named_body"})
        headed.update(_in_heading(passage))
        matches += [(*each, "organisations.short_form") for each in short_forms(passage.text, named, headed)]
        found += [_mention(passage, match) for match in _without_overlaps(matches)]
    return tuple(found)


def find_organisation_ids(text: str) -> tuple[str, ...]:
    """The organisations of the vocabulary that a short text names, such as an author line."""
    found = (match.value for match in _gazetteer().find(fold_text(text)))
    return tuple(dict.fromkeys(each for each, spelling in found if not spelling.startswith(IN_HOUSE)))


def _in_vocabulary(passage: Passage) -> list[Found]:
    text = passage.text
    matches = [match for match in _gazetteer().find_all(fold_text(text)) if _is_meant(text, match)]
    kept = _longest(matches)
    return [
        (each.start, each.end, each.value[0], by_id()[each.value[0]].name, _rule(each.value[1]))
        for each in kept
    ]


def _rule(spelling: str) -> str:
    return "organisations.in_house" if spelling.startswith(IN_HOUSE) else "organisations.vocabulary"


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
    if identifier == "WOMENWATCH" and not match.start and _MAST.match(rest):
        return False
    if identifier == "UN":
        return not _NOT_THE_UN.match(rest) and not (match.surface == "UN" and _is_shouted(text, match))
    if identifier == "UNGA" and _OTHERS.match(rest):
        return False
    spelling = spelling.removeprefix(IN_HOUSE)
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
        if any(each[0] == start and each[2] == "UN_WOMEN" for each in inside):
            continue  # "UN Women Viet Nam Country Office": no body of its own
        if any(_UNIT_OF.match(passage.text[start : each[0]]) and each[1] == end for each in inside):
            continue  # "Servicio de Género de la OIT": a unit of a known body
        if any(_is_long(each) and _is_whole(passage.text, start, end, each) for each in inside):
            continue
        name = passage.text[start:end]
        found.append((start, end, organisation_slug(name), name, "organisations.named_body"))
    return found


def _in_heading(passage: Passage) -> dict[str, str]:
    """Id and name of what a heading seems to name: a short form in the text can mean it ("the Federation")."""
    names = (passage.text[start:end] for start, end in find_in_heading(passage))
    return {organisation_slug(name): name for name in names}


_OF_PLACE = re.compile(r"\s(?:of|de|du|del|des|d['’])\s?(?:the\s|la\s|l['’])?(?P<place>[A-ZÀ-Þ].*)")


def _is_whole(text: str, start: int, end: int, known: Found) -> bool:
    """Whether the known name is all of the name around it; in "Ghana Trades Union Congress" it is not."""
    if known[0] == start:
        # "Instituto Nacional de las Mujeres de Costa Rica" is another one
        rest = _OF_PLACE.fullmatch(text, known[1], end)
        return not (rest and is_place(rest["place"]))
    return known[1] == end and not is_place(text[start : known[0]].strip())


def _is_long(found: Found) -> bool:
    """A long form, which ends where it ends ("Bureau for Gender Equality and the ...")."""
    return found[1] - found[0] > 14


def _meaning(acronym: str, introduced: set[str]) -> tuple[str, str] | None:
    """The one introduced body that an ambiguous acronym can mean, with its name."""
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
