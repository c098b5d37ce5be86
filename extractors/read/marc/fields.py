"""The facts of a MARC record, each with the field that gave it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from extractors.model import PartialDate
from extractors.read.dates.find import find_dates
from extractors.read.marc.values import (
    Record,
    first,
    identifiers_of,
    languages_of,
    names_of,
    publication_type_of,
    rows_of,
    subjects_of,
    texts_of,
    title_of,
    values_of,
)
from extractors.read.markup.tree import clean

# "[2019?]", "c2001", "2004-2006"
YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)")


class MarcLink(NamedTuple):
    """An address of field 856 with what the record says of it."""

    url: str
    label: str


class Fact(NamedTuple):
    """One value with the field that gave it (`marc.245ab`) and its words as catalogued."""

    name: str
    rule: str
    value: str
    surface: str


@dataclass(frozen=True, slots=True)
class MarcFacts:
    """What one record says; `texts` are abstract, contents and notes, `found` every value with its rule."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    published: PartialDate | None = None
    language: str | None = None
    abstract: str | None = None
    place: str | None = None
    publication_type: str | None = None
    subjects: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    files: tuple[MarcLink, ...] = ()
    other_links: tuple[MarcLink, ...] = ()
    record: tuple[tuple[str, str], ...] = ()
    identifiers: Mapping[str, str] = field(default_factory=dict)
    found: tuple[Fact, ...] = ()


def read_facts(record: Record) -> MarcFacts:
    """Return the facts of a record; what it does not have is null or empty."""
    title = first(title_of(record))
    published, date_fact = _published(record)
    language = first(languages_of(record))
    links = list(_links(record))
    files = tuple(link for link, is_file in links if is_file)
    abstract = first(texts_of(record, "520"))
    rows = tuple(rows_of(record))
    identifiers = dict(identifiers_of(record))
    authors, subjects = tuple(names_of(record)), tuple(dict.fromkeys(subjects_of(record)))
    facts = [
        ("title", "marc.245", title),
        ("language", "marc.041_008", language),
        ("summary", "marc.520", abstract),
    ]
    facts += [("author", "marc.100_700", name) for name in authors]
    facts += [("tag", "marc.650", name) for name in subjects]
    facts += [(name, "marc.identifier", value) for name, value in identifiers.items()]
    return MarcFacts(
        title=title,
        authors=authors,
        published=published,
        language=language,
        abstract=abstract,
        place=first(values_of(record, ("264", "a"), ("260", "a"))),
        publication_type=publication_type_of(record),
        subjects=subjects,
        keywords=tuple(dict.fromkeys(values_of(record, ("653", "a"), ("655", "a")))),
        texts=tuple(dict.fromkeys(texts_of(record, "520", "505", "500"))),
        files=files,
        other_links=tuple(link for link, is_file in links if not is_file),
        record=rows,
        identifiers=identifiers,
        found=(*(Fact(name, rule, value, value) for name, rule, value in facts if value), *date_fact),
    )


def _published(record: Record) -> tuple[PartialDate | None, list[Fact]]:
    # 264 with second indicator 1 is the publication; 4 would be a copyright date.
    publication = [f for f in record.get_fields("264") if f.indicators[1] == "1"]
    for marc in [*publication, *record.get_fields("260"), *record.get_fields("264")]:
        for printed in marc.get_subfields("c"):
            date = parse_catalogue_date(printed)
            if date:
                return date, [Fact("published_on", f"marc.{marc.tag}c", date.value, clean(printed))]
    fixed = record.get("008")
    year = fixed.data[7:11] if fixed is not None and fixed.data else ""
    if YEAR.fullmatch(year):
        return PartialDate(year, "year"), [Fact("published_on", "marc.008", year, year)]
    return None, []


def parse_catalogue_date(printed: str) -> PartialDate | None:
    """Return the date of a 260/264 c as precise as it is catalogued.

    >>> parse_catalogue_date("[May 2019]").value, parse_catalogue_date("c2001.").value
    ('2019-05', '2001')
    """
    found = find_dates(printed)
    if found and found[0].first.precision != "day_without_year":
        return found[0].first
    year = YEAR.search(printed)
    return PartialDate(year[1], "year") if year else None


def _links(record: Record) -> Iterator[tuple[MarcLink, bool]]:
    seen = set()
    for marc in record.get_fields("856"):
        label = clean(" ".join(marc.get_subfields("y", "z", "3")))
        media = " ".join(marc.get_subfields("q")).lower()
        for url in map(clean, marc.get_subfields("u")):
            if url.startswith(("http://", "https://")) and url not in seen:
                seen.add(url)
                yield (
                    MarcLink(url, label),
                    ".pdf" in url.lower() or "pdf" in media or "download" in url.lower(),
                )
