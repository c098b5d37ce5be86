"""Short names that mean a body only where the house it belongs to is named: "Staff Union" in a text about the ILO."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from transforms.organisations.introduced_acronyms import Found
from transforms.vocabulary import Organisation, organisations

IN_HOUSE = "in house: "
_PUBLISHERS = {"ILO": "ILO", "UN Women": "UN_WOMEN"}
_HOUSES = {"ILO": "ILO ", "UN_WOMEN": "UN Women "}


def house_names(each: Organisation) -> Iterator[str]:
    """The short names of a body, among them its name without that of the house."""
    yield from each.house_names
    prefix = _HOUSES.get(house_of(each.organisation_id) or "")
    rest = each.name.removeprefix(prefix) if prefix else each.name
    if rest != each.name and len(rest.split()) > 1:
        yield rest


@lru_cache(maxsize=1024)
def house_of(organisation_id: str) -> str | None:
    """The house (ILO, UN Women) to which a body belongs, through all its parents; null for other bodies."""
    parents = {each.organisation_id: each.parent_id for each in organisations()}
    at: str | None = organisation_id
    while at and at not in _HOUSES:
        at = parents.get(at)
    return at


def in_houses(found: Iterable[list[Found]], publisher: str | None = None) -> list[list[Found]]:
    """The matches of each passage without the short names whose house the document does not name.

    The house that publishes the document needs no naming.
    """
    matches = list(found)
    named = {each[2] for passage in matches for each in passage if each[4] != "organisations.in_house"}
    houses = {house_of(each) for each in named} - {None} | {_PUBLISHERS.get(publisher or "")}
    return [
        [each for each in passage if each[4] != "organisations.in_house" or house_of(each[2]) in houses]
        for passage in matches
    ]
