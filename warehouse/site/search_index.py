"""The search of the site as small files: words by their first letters, filters, and the lines of results.

Numbers count documents from the newest. A file of words maps each to `step,score,step,score…`; a file
of a filter maps each value to `step,step…`; a step is the distance from the number before.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from warehouse.site.data import Row, rows, statement
from warehouse.site.labels import language_name, name
from warehouse.site.licences import extract
from warehouse.site.lists import item
from warehouse.site.site import Site
from warehouse.site.writer import SiteWriter, fingerprint

FOLDER = "search/"
# A file of words over this size is cut by one letter more.
MOST_BYTES = 150_000
LONGEST_KEY = 4
LINES = 40
SUMMARY_WORDS = 28
# In the order of the form; the parameter of the address, and the kind of page that gives the labels.
FACETS = (
    ("publisher", "Publisher", None),
    ("type", "Type", None),
    ("language", "Language", None),
    ("year", "Year", None),
    ("topic", "Topic", "topics"),
    ("country", "Country", "countries"),
    ("instrument", "Instrument", "instruments"),
    ("organisation", "Organisation", "organisations"),
    ("person", "Person", "people"),
)
Terms = Sequence[tuple[str, str]]


def write_search(writer: SiteWriter, site: Site) -> None:
    """Write every file of the search, or link them all when nothing that they hold changed."""
    site.con.execute(statement("search_setup"))
    digest = fingerprint(rows(site.con, "search_digest"))
    if writer.link_all(FOLDER, digest):
        return
    for path, value in _files(site):
        text = (
            value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        )
        content = text.encode("utf-8")
        writer.file(f"{FOLDER}{path}", digest, lambda content=content: content)  # type: ignore[misc]


def _files(site: Site) -> Iterator[tuple[str, Any]]:
    keys = []
    for number, (key, terms) in enumerate(term_files(_terms(site))):
        keys.append(key)
        yield f"words-{number}.json", _words_json(terms)
    yield "words.json", {"keys": keys}
    found = [_line(row) for row in rows(site.con, "search_rows")]
    for start in range(0, len(found), LINES):
        yield f"lines-{start // LINES}.json", found[start : start + LINES]
    yield from _facet_files(site, len(found))


def _terms(site: Site) -> list[tuple[str, str]]:
    return [(row["term"], row["postings"]) for row in rows(site.con, "search_terms")]


def term_files(terms: Terms, length: int = 1) -> Iterator[tuple[str, Terms]]:
    """Yield (first letters, words) in files that are not too big; the letters of a file are as few as possible."""
    ordered = sorted(terms, key=lambda entry: entry[0][:length])
    for key, group in groupby(ordered, key=lambda entry: entry[0][:length]):
        found = list(group)
        is_big = sum(len(postings) for _, postings in found) > MOST_BYTES
        if is_big and length < LONGEST_KEY and len(key) == length:
            yield from term_files(found, length + 1)
        else:
            yield key, found


def _words_json(terms: Terms) -> str:
    return "{" + ",".join(f"{json.dumps(term)}:[{postings}]" for term, postings in sorted(terms)) + "}"


def _line(row: Row) -> list[Any]:
    """Return what one result shows: id, title, date, publisher, type, language, whether withdrawn, summary."""
    line = item(row)
    summary = extract(row["summary"] or "", SUMMARY_WORDS)
    return [
        row["document_id"],
        line.title,
        line.when,
        line.publisher,
        line.kind,
        line.language,
        int(line.is_withdrawn),
        summary,
    ]


def _facet_files(site: Site, count: int) -> Iterator[tuple[str, Any]]:
    by_facet: dict[str, list[Row]] = {}
    for row in rows(site.con, "search_facets"):
        by_facet.setdefault(row["facet"], []).append(row)
    described = []
    for parameter, label, kind in FACETS:
        found = by_facet.get(kind or parameter, [])
        values = sorted(
            ([row["id"], _label(site, parameter, kind, row["id"]), row["document_count"]] for row in found),
            key=lambda value: value[1].casefold(),
            reverse=parameter == "year",
        )
        described.append({"name": parameter, "label": label, "values": values})
        yield f"filter-{parameter}.json", {row["id"]: row["steps"] for row in found}
    languages = {value[0]: value[1] for value in described[2]["values"]}
    yield "filters.json", {"count": count, "filters": described, "languages": languages}


def _label(site: Site, parameter: str, kind: str | None, identifier: str) -> str:
    if kind:
        return site.names.link(kind, identifier).label
    if parameter == "language":
        return language_name(identifier)
    return name(identifier) if parameter in ("type", "year") else identifier
