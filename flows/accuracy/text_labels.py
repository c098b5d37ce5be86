"""What the label file of a text wants to be found, field by field, comparable."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flows.accuracy.printed import document_type_key
from flows.accuracy.quotes import text_key
from flows.accuracy.text_keys import Values, body_key, instrument_key, one, party_key, role_key, spellings
from transforms.gazetteer import fold

# "Kiln Workers' Union (KWU)"
_BRACKET = re.compile(r"\(([A-Z][\w/&-]+)\)$")


def wanted_values(labels: Mapping[str, Any]) -> dict[str, Values]:
    """The labelled values of the fields that the label file has."""
    wanted = {
        name: one(labels[name]) for name in ("language", "title", "published_on", "place") if name in labels
    }
    if "document_type" in labels:
        wanted["document_type"] = one(document_type_key(labels["document_type"]))
    if "event_start" in labels:
        wanted["event_days"] = one(labels["event_start"], labels.get("event_end"))
    for name, (label, values) in _LISTS.items():
        if label in labels:
            wanted[name] = frozenset(values(each) for each in labels[label])
    if "people" in labels:
        wanted["people"] = _labelled_people(labels)
    return wanted


def _labelled_people(labels: Mapping[str, Any]) -> Values:
    """The labelled persons; an acronym that the text gives to their body is a spelling of it in their roles."""
    acronyms: dict[str, list[str]] = {}
    for each in labels.get("organisations") or ():
        bracket = _BRACKET.search(each["surface"])
        acronyms.setdefault(body_key(each["name"]), []).extend([bracket[1]] if bracket else [])
    return frozenset(_labelled_person(each, acronyms) for each in labels["people"])


def _labelled_person(label: Mapping[str, Any], acronyms: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    body = body_key(label.get("organisation") or "")
    role = label.get("role") or ""
    own = list(acronyms.get(body, ()))
    if re.search(r"\s(?:and|et|y)\s", role):  # two offices are two rows, each without its own body
        own += [spelling for other in acronyms for spelling in spellings(other)]
    return fold(label["name"]), role_key(role, body, own), body


def _labelled_agreement(label: Mapping[str, Any]) -> tuple[str, ...]:
    parties = sorted(party_key(each) for each in label["parties"])
    return label["kind"], "; ".join(parties), label.get("signed_on") or "", fold(label.get("place") or "")


# Field -> key of the label file, and how one of its entries is compared.
_LISTS: Mapping[str, tuple[str, Callable[[Any], tuple[str, ...]]]] = {
    "countries": ("country_mentions", lambda each: (str(each),)),
    "topics": ("topics", lambda each: (str(each),)),
    "instruments": ("instruments", lambda each: (instrument_key(each["label"]),)),
    "organisations": ("organisations", lambda each: (body_key(each["name"]),)),
    "quotes": ("quotes", lambda each: (text_key(each["text"]),)),
    "quote_speakers": ("quotes", lambda each: (text_key(each["text"]), fold(each["speaker"] or ""))),
    "agreements": ("agreements", _labelled_agreement),
}
