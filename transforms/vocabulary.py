"""The vocabularies as typed entries: organisations, instruments, topics, countries.

The files lie in `transforms/vocabularies/`. Each loader reads its file once; a file that is not as
it should be raises SettingsError with the file, the entry and the key.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from babel import Locale

from extractors.errors import SettingsError

FOLDER = Path(__file__).parent / "vocabularies"
LANGUAGES = ("en", "fr", "es")

E = TypeVar("E")
Names = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Organisation:
    """A named body. `name` is its canonical English name, `names` the spellings by language.

    `acronyms` are found as printed; `ambiguous_acronyms` count only after a long form in the same
    document, `house_names` only in one that names the body it belongs to ("the Staff Union").
    `parent_id` and `succeeded_by` are organisation_ids.
    """

    organisation_id: str
    name: str
    acronym: str | None = None
    kind: str = "other"
    parent_id: str | None = None
    succeeded_by: str | None = None
    description: str | None = None
    names: Names = field(default_factory=dict)
    acronyms: tuple[str, ...] = ()
    ambiguous_acronyms: tuple[str, ...] = ()
    house_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Instrument:
    """A convention, protocol, recommendation, resolution or declaration (`C189`, `A/RES/64/289`).

    `names` are the spellings by subject, by language ("Convenio sobre igualdad de remuneración");
    `phrases` are whole names that need no word for the kind beside them ("MLC, 2006").
    """

    instrument_id: str
    code: str
    kind: str
    title: str
    adopted_year: int | None = None
    is_fundamental: bool = False
    is_governance: bool = False
    is_gender_equality: bool = False
    url: str | None = None
    names: Names = field(default_factory=dict)
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject of the closed list, with the terms that evidence it.

    `terms` name the subject itself; `weak_terms` point to it and need a second one beside them.
    `together` are rules of word lists: a sentence with a word of each list is about it. All by language;
    `*` at the end of a word stands for any ending. `instruments` are about it; to name
    one of `own_instruments` is to speak of it.
    """

    topic_id: str
    label_en: str
    label_fr: str
    label_es: str
    sdg_targets: tuple[str, ...] = ()
    terms: Names = field(default_factory=dict)
    weak_terms: Names = field(default_factory=dict)
    together: Mapping[str, tuple[tuple[tuple[str, ...], ...], ...]] = field(default_factory=dict)
    instruments: tuple[str, ...] = ()
    own_instruments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory of M49. `m49_region` is the code of the smallest region named there.

    `name` is the English name of CLDR, or that of `countries_extra.yml`. `names` and `demonyms` are by
    language, beyond those that CLDR has.
    """

    country_code: str
    name: str
    m49_region: str
    m49_region_name: str = ""
    alpha_2: str = ""
    names: Names = field(default_factory=dict)
    demonyms: Names = field(default_factory=dict)


def read_yaml(name: str) -> Any:  # noqa: ANN401  (a data file may hold anything; the loaders check it)
    """The parsed content of a vocabulary file, not to be changed; SettingsError names the line that is no YAML."""
    return _parsed(FOLDER / name)


@lru_cache(maxsize=64)
def _parsed(file: Path) -> Any:  # noqa: ANN401
    """The content, read once: several transforms build their patterns from one file."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        with file.open(encoding="utf-8") as stream:
            return yaml.load(stream, Loader=loader)  # noqa: S506  (a safe loader either way)
    except yaml.YAMLError as error:
        raise SettingsError(f"{file.name} is no YAML: {error}", hint="correct the line") from error


def read_csv(name: str) -> list[dict[str, str]]:
    """The rows of a vocabulary file by column; empty cells are empty strings."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _entry(kind: type[E], file: str, row: object) -> E:
    """One entry built from a mapping of the file; lists become tuples."""
    if not isinstance(row, dict):
        raise SettingsError(f"{file}: an entry is not a mapping: {row!r}", hint="give it keys and values")
    known = {each.name for each in fields(kind)}  # type: ignore[arg-type]
    unknown = sorted(set(row) - known)
    label = next(iter(row.values()), "?")
    if unknown:
        raise SettingsError(
            f"{file}: entry {label!r} has unknown keys {unknown}", hint=f"known: {sorted(known)}"
        )
    try:
        return kind(**{key: _frozen(value) for key, value in row.items()})
    except TypeError as error:
        raise SettingsError(f"{file}: entry {label!r}: {error}", hint="fill in what is missing") from error


def _frozen(value: object) -> Any:  # noqa: ANN401
    if isinstance(value, list):
        return tuple(_frozen(each) for each in value)
    if isinstance(value, dict):
        return {key: _frozen(each) for key, each in value.items()}
    return value


def _unique(file: str, key: str, entries: list[E]) -> tuple[E, ...]:
    """The entries; SettingsError when two have the same key."""
    seen: set[object] = set()
    for entry in entries:
        value = getattr(entry, key)
        if value in seen:
            raise SettingsError(f"{file}: {key} {value!r} is there twice", hint="keep one of them")
        seen.add(value)
    return tuple(entries)


@lru_cache(maxsize=1)
def organisations() -> tuple[Organisation, ...]:
    """Every organisation of the vocabulary, in the order of its file."""
    file = "organisations.yml"
    return _unique(
        file, "organisation_id", [_entry(Organisation, file, row) for row in read_yaml(file) or []]
    )


@lru_cache(maxsize=1)
def instruments() -> tuple[Instrument, ...]:
    """Every instrument of the vocabulary, in the order of its file."""
    file = "instruments.csv"
    return _unique(file, "instrument_id", [_instrument(file, row) for row in read_csv(file)])


def _instrument(file: str, row: Mapping[str, str]) -> Instrument:
    """One row of the table: `yes` means true, names are separated by `|` in `names_en` and so on."""
    values: dict[str, object] = {key: row[key] for key in ("instrument_id", "code", "kind", "title")}
    values["adopted_year"] = int(row["adopted_year"]) if row.get("adopted_year") else None
    values["url"] = row.get("url") or None
    for flag in ("is_fundamental", "is_governance", "is_gender_equality"):
        values[flag] = row.get(flag, "") in {"yes", "true", "1"}
    spelled = {code: row.get(f"names_{code}", "") for code in LANGUAGES}
    values["names"] = {code: tuple(text.split("|")) for code, text in spelled.items() if text}
    values["phrases"] = tuple(text for text in row.get("phrases", "").split("|") if text)
    return _entry(Instrument, file, values)


@lru_cache(maxsize=1)
def topics() -> tuple[Topic, ...]:
    """The closed list of topics, in the order of its file."""
    file = "topics.yml"
    return _unique(file, "topic_id", [_entry(Topic, file, row) for row in read_yaml(file) or []])


@lru_cache(maxsize=1)
def countries() -> tuple[Country, ...]:
    """Every country and territory of M49 with an ISO alpha-3 code, by name."""
    extra = {row["country_code"]: row for row in read_yaml("countries_extra.yml") or []}
    rows = [_country(row, extra.pop(row["country_code"], {})) for row in read_csv("m49.csv")]
    if extra:
        raise SettingsError(
            f"countries_extra.yml: not in m49.csv: {sorted(extra)}", hint="use ISO alpha-3 codes"
        )
    return _unique("m49.csv", "country_code", rows)


def _country(row: Mapping[str, str], extra: Mapping[str, object]) -> Country:
    name = Locale("en").territories.get(row["alpha_2"], row["name"])
    names = {**dict(extra.get("names") or {}), "m49": [row["name"]]}  # type: ignore[call-overload]
    return _entry(Country, "countries_extra.yml", {**row, "name": name, **extra, "names": names})
