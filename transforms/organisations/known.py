"""The bodies of the vocabulary as a text names them: every spelling, capitals as they must be, and what is meant by them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from transforms.gazetteer import Case, Gazetteer, Match, Name, fold_text, longest_first
from transforms.organisations.house_names import IN_HOUSE, house_names
from transforms.organisations.introduced_acronyms import Found
from transforms.vocabulary import Organisation, organisations

Value = tuple[str, str]  # (organisation_id, spelling in the vocabulary)
# "four former UN bodies", "the UN agencies": bodies of the system, not the body.
_NOT_THE_UN = re.compile(r"\s(?:bodies|agenc|entit|sister|partners|organi[sz]ations|officials|staff|treat)")
# "ILO Room V (R3)", "UN Headquarters": a place.
# "the ILO newsroom", "UN women staff": a word, not the name
_IN_SMALL = re.compile(r"(?:ILO|UN)\s(?:newsroom|women|news|library)")
_ROOM = re.compile(r"\s(?:Room|Salle|Sala|Conference Room)\s")
# "WomenWatch - Information and Resources …": the name of the site on its page
_MAST = re.compile(r"\s*(?:[-–—:|]|$)")
# "General Assembly of the Federation": somebody else's.
_OTHERS = re.compile(r"\sof\s(?:the\s)?(?!UN\b|United)[A-Z]")


def in_vocabulary(text: str) -> list[Found]:
    """The bodies of the vocabulary that a passage names, the longest name at each place."""
    matches = [match for match in _gazetteer().find_all(fold_text(text)) if _is_meant(text, match)]
    kept = longest_first(matches)
    return [
        (each.start, each.end, each.value[0], by_id()[each.value[0]].name, _rule(each.value[1]))
        for each in kept
    ]


def find_organisation_ids(text: str) -> tuple[str, ...]:
    """The organisations of the vocabulary that a short text names, such as an author line."""
    found = (match.value for match in _gazetteer().find(fold_text(text)))
    return tuple(dict.fromkeys(each for each, spelling in found if not spelling.startswith(IN_HOUSE)))


def meaning(acronym: str, introduced: set[str]) -> tuple[str, str] | None:
    """The one introduced body that an ambiguous acronym can mean, with its name."""
    meant = [each for each in _ambiguous().get(acronym, ()) if each in introduced]
    return (meant[0], by_id()[meant[0]].name) if len(meant) == 1 else None


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


def _rule(spelling: str) -> str:
    return "organisations.in_house" if spelling.startswith(IN_HOUSE) else "organisations.vocabulary"


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
    if _IN_SMALL.fullmatch(match.surface):
        return False
    return _capital_count(match.surface) * 3 >= _capital_count(spelling) * 2


@lru_cache(maxsize=8192)
def _capital_count(name: str) -> int:
    return sum(letter.isupper() for letter in name)


def _is_shouted(text: str, match: Match[Value]) -> bool:
    """Whether the words around are in capitals too, so that `UN` may be an article."""
    around = text[max(0, match.start - 30) : match.start] + text[match.end : match.end + 30]
    letters = [letter for letter in around if letter.isalpha()]
    return len(letters) > 12 and sum(letter.isupper() for letter in letters) > 0.8 * len(letters)
