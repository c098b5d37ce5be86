"""Names of bodies, instruments, roles and parties in a form in which labels and findings can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from transforms.gazetteer import fold
from transforms.names.body_words import words as words_of_bodies
from transforms.vocabulary import Instrument, countries, instruments, organisations

_SHORT_FORM = re.compile(r"\s(?:of|du|des?|del)\s(?:the\s|la\s|l')?([^,()]+)$")
Values = frozenset[tuple[str, ...]]


def one(*values: str | None) -> Values:
    """The folded values as one entry; nothing where the first is empty."""
    return (
        frozenset({tuple(fold(value) for value in values if value)}) if values and values[0] else frozenset()
    )


def role_key(role: str | None, body: str, acronyms: Sequence[str] = ()) -> str:
    """A role without its organisation: labels print "ILO Director-General", "économiste à l'OIT"; rows hold both apart.

    `acronyms` are further spellings of the body. Its short form behind "of" is left out too: "Chairperson of
    the Staff Union" of the ILO Staff Union.
    """
    words = fold(role or "")
    for spelling in sorted((*spellings(body), *map(fold, acronyms)), key=len, reverse=True):
        words = re.sub(
            rf"(?:\b(?:a|en|aupres|chez)\s(?:de\s|la\s|l')*)?\b{re.escape(spelling)}\b(?:'s)?", " ", words
        )
    short = _SHORT_FORM.search(words)
    if (
        short
        and _is_short_form(short[1])
        and {*short[1].split()} <= {word for name in spellings(body) for word in name.split()}
    ):
        words = words[: short.start()]
    words = re.sub(r"\b(?:of|the|de|la|l'|d'|du|des|del|au|aux|at|for|and)(?=\W|$)|[^\w\s-]", " ", words)
    return re.sub(r"\s*-\s*|\s+", " ", words).strip()


def _is_short_form(words_behind: str) -> bool:
    """Whether the words behind "of" can be a body's short form: "the Staff Union", not "trabajo" in "condiciones de trabajo"."""
    return not _short_heads().isdisjoint(words_behind.split())


@lru_cache(maxsize=1)
def _short_heads() -> frozenset[str]:
    return frozenset(
        fold(word) for word in (*words_of_bodies("short_heads"), *words_of_bodies("english_heads"))
    )


@lru_cache(maxsize=1)
def _bodies() -> dict[str, str]:
    return {
        fold(name): each.organisation_id
        for each in reversed(organisations())
        for name in (
            *each.ambiguous_acronyms,
            *each.acronyms,
            *(n for names in each.names.values() for n in names),
            each.name,
        )
    }


@lru_cache(maxsize=512)
def spellings(body: str) -> tuple[str, ...]:
    """Every folded name of a body, by its key."""
    return tuple(name for name, identifier in _bodies().items() if identifier == body) or (
        (fold(body),) if body else ()
    )


@lru_cache(maxsize=4096)
def body_key(name: str) -> str:
    """The organisation_id of any spelling, or the folded name of a body outside the vocabulary."""
    return _bodies().get(fold(name), fold(name))


@lru_cache(maxsize=1)
def _states() -> dict[str, str]:
    return {fold(each.name): each.country_code for each in countries()}


@lru_cache(maxsize=1)
def _instruments() -> dict[str, str]:
    """The instrument_id of each id, code, title and whole name, folded."""
    return {
        fold(key): each.instrument_id
        for each in reversed(instruments())
        for key in (*_whole_names(each), each.title, each.code, each.instrument_id)
    }


def _whole_names(each: Instrument) -> Iterable[str]:
    """Names that mean one instrument without a number beside them; subjects ("Night Work") are none."""
    is_numbered = re.fullmatch(r"[CRP]\d{3}", each.instrument_id) is not None
    return each.phrases if is_numbered else (name for names in each.names.values() for name in names)


def instrument_key(label: str) -> str:
    """The instrument_id of a label, which may be a code, an id or a name."""
    return _instruments().get(fold(label), label)


def party_key(name: str) -> str:
    """The code of a state, or the key of a body."""
    return _states().get(fold(name)) or body_key(name)


# "ministry of labour (nepal)"
_STATE_OF_MINISTRY = re.compile(r"(\bministry of [^;()]+?) \([^()]+\)")


def as_labelled(found: Values, wanted: Values) -> Values:
    """The found values, ministries without their state where the label prints none ("Ministry of Labour")."""
    said = {each: tuple(_STATE_OF_MINISTRY.sub(r"\1", value) for value in each) for each in found - wanted}
    return frozenset(said[each] if said.get(each) in wanted else each for each in found)
