"""The data page: downloads, checks, accuracy, the last releases; and the dictionary, a page a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from warehouse.contract import TABLES, Table
from warehouse.publishing.datapackage import DESCRIPTION
from warehouse.site.data import Row, grouped
from warehouse.site.jsonld import dataset_data
from warehouse.site.pages.changelog import months_of
from warehouse.site.site import Site
from warehouse.site.writer import Page

SHOWN_RELEASES = 10
FORMATS = {"duckdb": "DuckDB", "parquet": "Parquet", "csv": "CSV", "jsonl": "JSON Lines"}


def pages(site: Site) -> Iterator[Page]:
    """Yield the data page and the pages of the tables."""
    facts = site.facts
    offered = {"duckdb", *(resource["format"] for resource in facts.resources)}
    yield Page(
        "data/index.html",
        "data.j2",
        {
            "release": facts.stamp,
            "created": facts.created,
            "description": DESCRIPTION,
            "tables": list(TABLES.values()),
            "whole": [one for one in facts.resources if one["format"] == "duckdb"],
            "downloads": downloads(facts.resources),
            "formats": {kind: label for kind, label in FORMATS.items() if kind in offered},
            "licences": facts.licences,
            "checks": sorted(facts.checks, key=lambda check: (check["passed"], check["name"])),
            "accuracy": _accuracy(site),
            "history": facts.history[:SHOWN_RELEASES],
            "months": months_of(facts.history),
            "data": dataset_data(site, DESCRIPTION),
        },
    )
    for table in TABLES.values():
        yield _table_page(table, facts.resources)


class Accuracy(NamedTuple):
    """How right the fields of one era of a site are: the rows, and the worst of them."""

    generation: str
    rows: list[Row]
    lowest_precision: float | None
    lowest_recall: float | None


def _accuracy(site: Site) -> list[Accuracy]:
    found = grouped(site.con, "accuracy", "site_generation")
    return [
        Accuracy(generation, rows, _lowest(rows, "precision"), _lowest(rows, "recall"))
        for generation, rows in found.items()
    ]


def _lowest(rows: Sequence[Row], figure: str) -> float | None:
    return min((row[figure] for row in rows if row[figure] is not None), default=None)


def downloads(resources: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, Mapping[str, Any]]]:
    """Return the files of each table by format."""
    found: dict[str, dict[str, Mapping[str, Any]]] = {}
    for resource in resources:
        if resource["format"] == "duckdb":
            continue
        table = resource["name"].removesuffix(f"_{resource['format']}")
        found.setdefault(table, {})[resource["format"]] = resource
    return found


def _table_page(table: Table, resources: Sequence[Mapping[str, Any]]) -> Page:
    files = downloads(resources).get(table.name, {})
    columns = [(column, _reference(column.refers_to)) for column in table.columns]
    context = {
        "table": table,
        "columns": columns,
        "files": [(FORMATS.get(kind, kind), file["path"]) for kind, file in files.items()],
    }
    return Page(f"data/{table.name}.html", "table.j2", context)


def _reference(target: str | None) -> tuple[str, str] | None:
    """Return (table, column) of a reference to a table that has a page."""
    table, _, column = (target or "").partition(".")
    return (table, column) if table in TABLES else None
