"""Precision and recall of what the transforms find in labelled texts, by language and field.

A folder holds `name.txt` beside `name.json`; only fields that a label
file has are scored. Names of bodies are compared through the vocabulary, so any of their spellings is
right. Rows that a transform marks as inferred from an office are no claims about the text and not scored.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from extractors.errors import UnexpectedContent
from extractors.findings import Findings, FoundAgreement, FoundRole, Span
from extractors.model import Page, SiteGeneration
from extractors.read.text import read_text
from flows.accuracy.printed import document_type_key, printed_countries, printed_place, without_country
from flows.accuracy.quotes import found_quotes, text_key
from flows.accuracy.rows import AccuracyReport, Tally
from transforms.gazetteer import fold
from transforms.understand import understand
from transforms.vocabulary import Instrument, countries, instruments, organisations


class TextRow(NamedTuple):
    """How right one field is on the texts of one language."""

    language: str
    field: str
    labelled: int
    found: int
    right: int

    @property
    def precision(self) -> float | None:
        """Share of what was found that is right."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Share of what is labelled that was found right."""
        return self.right / self.labelled if self.labelled else None


class LabelledText(NamedTuple):
    """One labelled text: its name, what was read from it, what was found, and the labels."""

    name: str
    page: Page
    findings: Findings
    labels: Mapping[str, Any]


# "Kiln Workers' Union (KWU)"
_BRACKET = re.compile(r"\(([A-Z][\w/&-]+)\)$")
_SHORT_FORM = re.compile(r"\s(?:of|du|des?|del)\s(?:the\s|la\s|l')?([^,()]+)$")
Values = frozenset[tuple[str, ...]]


def score_texts(paths: Sequence[Path]) -> tuple[TextRow, ...]:
    """One row for each language and field over the labelled texts in files and folders `paths`."""
    return rows_of(tally_texts(paths))


def text_report(paths: Sequence[Path]) -> AccuracyReport:
    """The labelled texts as a report beside that of the pages; the generation of a row is `text_<language>`."""
    tally = tally_texts(paths)
    rows = tuple(row._replace(generation=f"text_{row.generation}") for row in tally.rows())
    count = sum(1 for path in paths for _ in label_files(path))
    return AccuracyReport(page_count=count, rows=rows, bodies=(), misses=tuple(tally.misses))


def rows_of(tally: Tally) -> tuple[TextRow, ...]:
    """The counts of a tally whose generations are languages."""
    return tuple(
        TextRow(row.generation, row.field, row.labelled_count, row.found_count, row.right_count)
        for row in tally.rows()
    )


def tally_texts(paths: Sequence[Path]) -> Tally:
    """The counts and every single miss of the labelled texts; a broken label file is UnexpectedContent."""
    tally = Tally()
    for labelled in labelled_texts(paths):
        language = str(labelled.labels.get("language", "und"))
        for name, (wanted, got) in compare(labelled).items():
            tally.add(language, name, len(wanted), len(got), len(wanted & got))
            for value in sorted(wanted - got):
                tally.miss(labelled.name, language, name, " | ".join(value), "")
            for value in sorted(got - wanted):
                tally.miss(labelled.name, language, name, "", " | ".join(value))
    return tally


def labelled_texts(paths: Sequence[Path]) -> Iterable[LabelledText]:
    """Every labelled text with what is read and found in it, by file name."""
    for path in paths:
        for file in label_files(path):
            yield _labelled(file, file.with_suffix(".txt"))


def label_files(path: Path) -> list[Path]:
    """The label files of a folder, or the one given, that have their text beside them."""
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    return [file for file in files if file.with_suffix(".txt").is_file()]


def _labelled(file: Path, text: Path) -> LabelledText:
    try:
        labels = json.loads(file.read_text(encoding="utf-8"))
        url, generation = labels["url"], labels.get("site_generation")
    except (ValueError, KeyError, TypeError) as error:
        raise UnexpectedContent(
            f"{file.name} is no label file: {error}",
            hint="it needs at least a url; see the guide to the labels",
        ) from error
    known = SiteGeneration(generation) if generation in set(SiteGeneration) else SiteGeneration.UNKNOWN
    page = read_text(text.read_text(encoding="utf-8"), url, known)
    return LabelledText(file.stem, page, understand(page), labels)


def compare(labelled: LabelledText) -> dict[str, tuple[Values, Values]]:
    """For each field that the labels have: the labelled values and the found ones, comparable."""
    found = _found(labelled.page, labelled.findings)
    wanted = _wanted(labelled.labels)
    found |= found_quotes(labelled.findings.quotes, wanted.get("quotes", frozenset()))
    return {name: (values, found[name]) for name, values in wanted.items()}


def _wanted(labels: Mapping[str, Any]) -> dict[str, Values]:
    """The labelled values of the fields that the label file has."""
    wanted = {
        name: _one(labels[name]) for name in ("language", "title", "published_on", "place") if name in labels
    }
    if "document_type" in labels:
        wanted["document_type"] = _one(document_type_key(labels["document_type"]))
    if "event_start" in labels:
        wanted["event_days"] = _one(labels["event_start"], labels.get("event_end"))
    for name, (label, values) in _LISTS.items():
        if label in labels:
            wanted[name] = frozenset(values(each) for each in labels[label])
    if "people" in labels:
        wanted["people"] = _labelled_people(labels)
    return wanted


def _found(page: Page, findings: Findings) -> dict[str, Values]:
    names = {each.entity_id: each.name or each.entity_id for each in findings.mentions}
    event = findings.event
    days = [day.value for day in (event.starts_on, event.ends_on or event.starts_on) if day] if event else []
    place = printed_place(page, findings)
    return {
        "language": _one(findings.language),
        "document_type": _one(document_type_key(page.document_type.value)),
        "title": _one(page.title),
        "published_on": _one(page.published.value if page.published else None),
        "place": _one(without_country(place) if place else None),
        "event_days": _one(*days),
        "countries": _mentioned(findings, "country") | printed_countries(page),
        "topics": _mentioned(findings, "topic"),
        "instruments": _mentioned(findings, "instrument"),
        "organisations": frozenset(
            (body_key(each.name or each.entity_id),)
            for each in findings.mentions
            if each.kind == "organisation"
        ),
        "people": _people(findings, names),
        "agreements": frozenset(_agreement(each, names) for each in findings.agreements),
    }


def _one(*values: str | None) -> Values:
    return (
        frozenset({tuple(fold(value) for value in values if value)}) if values and values[0] else frozenset()
    )


def _mentioned(findings: Findings, kind: str) -> Values:
    return frozenset((each.entity_id,) for each in findings.mentions if each.kind == kind)


def _people(findings: Findings, names: Mapping[str, str]) -> Values:
    """Each named person once, with the first role stated and its organisation."""
    rows: dict[str, tuple[str, ...]] = {}
    for name, roles in _first_roles(findings).items():
        bodies = [
            body_key(names.get(each.organisation_id or "", each.organisation_id or "")) for each in roles
        ]
        body = next((each for each in reversed(bodies) if each), "")
        rows[fold(name)] = (
            " ".join(role_key(each.role, own) for each, own in zip(roles, bodies, strict=True)),
            body,
        )
    for each in findings.mentions:
        if each.kind == "person" and each.name:
            rows.setdefault(fold(each.name), ("", ""))
    return frozenset((name, *row) for name, row in rows.items())


def _first_roles(findings: Findings) -> dict[str, list[FoundRole]]:
    """The roles of each person's first mention: labels print "A and B of C" as one, rows hold two."""
    first: dict[str, list[FoundRole]] = {}
    for role in findings.roles:
        if not role.is_inferred:
            roles = first.setdefault(role.person_name, [])
            if not roles or (
                roles[0].span.passage == role.span.passage and _overlap(roles[0].span, role.span)
            ):
                roles.append(role)
    return first


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


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
    spellings = list(acronyms.get(body, ()))
    if re.search(r"\s(?:and|et|y)\s", role):  # two offices are two rows, each without its own body
        spellings += [spelling for other in acronyms for spelling in _spellings(other)]
    return fold(label["name"]), role_key(role, body, spellings), body


def role_key(role: str | None, body: str, acronyms: Sequence[str] = ()) -> str:
    """A role without its organisation: labels print "ILO Director-General", rows hold both apart.

    `acronyms` are further spellings of the body. Its short form behind "of" is left out too: "Chairperson of
    the Staff Union" of the ILO Staff Union.
    """
    words = fold(role or "")
    for spelling in sorted((*_spellings(body), *map(fold, acronyms)), key=len, reverse=True):
        words = re.sub(rf"\b{re.escape(spelling)}\b(?:'s)?", " ", words)
    short = _SHORT_FORM.search(words)
    if short and {*short[1].split()} <= {word for name in _spellings(body) for word in name.split()}:
        words = words[: short.start()]
    words = re.sub(r"\b(?:of|the|de|la|l'|d'|du|des|del|au|aux|at|for|and)(?=\W|$)|[^\w\s-]", " ", words)
    return re.sub(r"\s*-\s*|\s+", " ", words).strip()


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
def _spellings(body: str) -> tuple[str, ...]:
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


def _party(name: str) -> str:
    return _states().get(fold(name)) or body_key(name)


def _labelled_agreement(label: Mapping[str, Any]) -> tuple[str, ...]:
    parties = sorted(_party(each) for each in label["parties"])
    return label["kind"], "; ".join(parties), label.get("signed_on") or "", fold(label.get("place") or "")


def _agreement(each: FoundAgreement, names: Mapping[str, str]) -> tuple[str, ...]:
    parties = sorted(_party(names.get(party, party)) for party in each.parties)
    return (
        each.kind,
        "; ".join(parties),
        each.signed_on.value if each.signed_on else "",
        fold(each.place or ""),
    )


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
