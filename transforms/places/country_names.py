"""The gazetteers of countries and regions: CLDR and M49 names in three languages, aliases, demonyms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from babel import Locale

from transforms.gazetteer import Case, Gazetteer, Name, fold
from transforms.places.cities import city_names
from transforms.places.demonyms import forms
from transforms.vocabulary import LANGUAGES, countries, read_yaml


class Place(NamedTuple):
    """What a name stands for. `kind` is country, demonym, region, context (see needs_context) or none."""

    kind: str
    code: str


NOTHING = Place("none", "")

# CLDR names of one word that are first names, cities or nouns in another language; they need a context.
_NOT_FROM_CLDR = frozenset(
    {
        "maurice",
        "mauricio",
        "dominique",
        "reunion",
        "la reunion",
        "grenade",
        "granada",
        "guadalupe",
        "san martin",
    }
    | {
        "saint-martin",
        "st. martin",
        "santa elena",
        "sark",
        "man",
        "world",
        "monde",
        "mundo",
        "congo - brazzaville",
    }
    | {"congo - kinshasa", "congo-brazzaville", "congo-kinshasa", "north america", "navassa"}
)


@lru_cache(maxsize=1)
def country_words() -> Mapping[str, Any]:
    """The word lists of `country_words.yml`."""
    return dict(read_yaml("country_words.yml"))


@lru_cache(maxsize=1)
def names_gazetteer() -> Gazetteer[Place]:
    """Names of countries and regions in all three languages, and phrases that only look like them."""
    return Gazetteer(_every_name())


@lru_cache(maxsize=3)
def demonym_gazetteer(language: str) -> Gazetteer[Place]:
    """Names as above with the demonyms of one language, so that the longest of both is found."""
    return Gazetteer([*_every_name(), *_demonyms(language)])


def country_name(code: str) -> str | None:
    """The English name of a country by alpha-3 code."""
    return _names_by_code().get(code)


@lru_cache(maxsize=1)
def _names_by_code() -> dict[str, str]:
    return {country.country_code: country.name for country in countries()}


@lru_cache(maxsize=1)
def _every_name() -> tuple[Name[Place], ...]:
    return tuple(_names())


def _names() -> Iterator[Name[Place]]:
    words = country_words()
    for phrase in words["not_countries"]:
        yield from _variants(phrase, NOTHING)
    for name in city_names():  # "Port of Spain", "Mexico City"
        yield Name(name, NOTHING)
    for name, entry in words["needs_context"].items():
        yield Name(name, Place("context", entry["code"]))
    alpha_3 = {country.alpha_2: country.country_code for country in countries()}
    for country in countries():
        for name in (country.name, *(each for group in country.names.values() for each in group)):
            if fold(name) not in _NOT_FROM_CLDR:
                yield from _variants(name, Place("country", country.country_code))
    for name, code in words["regions"].items():
        yield Name(name, Place("region", code), Case.ANY if name[:1].islower() else Case.CAPITAL)
    for language in LANGUAGES:
        yield from _from_cldr(language, alpha_3)


def _from_cldr(language: str, alpha_3: Mapping[str, str]) -> Iterator[Name[Place]]:
    for code, name in Locale(language).territories.items():
        if fold(name) in _NOT_FROM_CLDR:
            continue
        if code in alpha_3:
            yield from _variants(name, Place("country", alpha_3[code]))
        elif code.isdigit() and code != "001":
            yield from _variants(name, Place("region", code))


def _variants(name: str, place: Place) -> Iterator[Name[Place]]:
    """The name, and once more with the other of hyphen and blank: `Timor Leste`, `Sri-Lanka`."""
    is_acronym = len(name) <= 7 and name.upper() == name and name.isascii() or name == "oPt"
    # "le Territoire palestinien occupé", "the Netherlands": a small first letter in the vocabulary
    # means that the text may have one too.
    case = Case.EXACT if is_acronym else Case.ANY if name[:1].islower() else Case.CAPITAL
    yield Name(name, place, case)
    if "-" in name:
        yield Name(name.replace("-", " "), place, case)
    if name.count(" ") == 1 and case is Case.CAPITAL:
        yield Name(name.replace(" ", "-"), place, case)


def _demonyms(language: str) -> Iterator[Name[Place]]:
    # In English a demonym has a capital; in French and Spanish only the French noun has.
    case = Case.CAPITAL if language == "en" else Case.ANY
    for country in countries():
        place = Place("demonym", country.country_code)
        for demonym in country.demonyms.get(language, ()):
            for form in forms(language, demonym):
                yield Name(form, place, case)
