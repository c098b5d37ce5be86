"""The table of facts at the head of a document's page: (field, values), values being texts or links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from warehouse.site import labels
from warehouse.site.data import Row
from warehouse.site.render import day, number, size, web
from warehouse.site.site import Link, Names

Fact = tuple[str, list[Link]]


def facts_of(names: Names, document: Row, children: Mapping[str, list[Row]]) -> list[Fact]:
    """Return the facts of a document that are known, in the order of the page."""
    found = [
        *_common(names, document),
        *(_dateline(row) for row in children["datelines"] if row["dateline_place"]),
        *(fact for row in children["publications"] for fact in _publication(row)),
        *(fact for row in children["events"] for fact in _event(names, row)),
    ]
    return [(field, values) for field, values in found if values]


def _common(names: Names, document: Row) -> Iterator[Fact]:
    yield "document_type", [Link(labels.words(document["document_type"]).capitalize(), None)]
    yield "publisher", [Link(document["publisher"], None)]
    yield "published_on", [Link(day(document["published_on"], document["published_precision"]), None)]
    yield "language", [Link(labels.language_name(document["language"]), None)]
    yield "place", _texts(document["place"])
    if document["country_code"]:
        yield "country", [names.link("countries", document["country_code"])]
    if document["word_count"]:
        yield "word_count", [Link(number(document["word_count"]), None)]
    yield "licence", [Link(document["licence"] or "not known", None)]


def _dateline(row: Row) -> Fact:
    agency = f" ({row['dateline_agency']})" if row["dateline_agency"] else ""
    return "dateline", [Link(f"{row['dateline_place']}{agency}", None)]


def _publication(row: Row) -> Iterator[Fact]:
    if row["publication_type"]:
        yield "publication_type", [Link(labels.words(row["publication_type"]).capitalize(), None)]
    yield "authors", _texts(*row["authors"])
    for field in ("series", "isbn", "issn"):
        yield field, _texts(row[field])
    if row["doi"]:
        yield "doi", [Link(row["doi"], f"https://doi.org/{row['doi']}")]
    yield "page_count", _texts(row["page_count"])
    if address := web(row["file_url"]):
        amount = f" ({size(row['file_bytes'])})" if row["file_bytes"] else ""
        yield "file", [Link(f"{address}{amount}", address)]


def _event(names: Names, row: Row) -> Iterator[Fact]:
    if row["starts_on"]:
        yield "starts_on", [Link(day(row["starts_on"], row["date_precision"]), None)]
    if row["ends_on"] and row["ends_on"] != row["starts_on"]:
        yield "ends_on", [Link(day(row["ends_on"], row["date_precision"]), None)]
    for field in ("venue", "city", "programme"):
        yield field, _texts(row[field])
    yield "organisers", names.links("organisations", row["organisers"])


def _texts(*values: Any) -> list[Link]:
    return [Link(str(value), None) for value in values if value]
