"""The list of documents: filters and search where there is JavaScript, pages by year where there is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from warehouse.site.data import Row, rows
from warehouse.site.lists import Item, item, year_of
from warehouse.site.site import Site
from warehouse.site.writer import Page

A_PAGE = 200
LATEST = 30


class Year(NamedTuple):
    """One year of the list: its pages and how many documents it has."""

    label: str
    paths: tuple[str, ...]
    total: int


def pages(site: Site) -> Iterator[Page]:
    """Yield the entrance of the list and its pages by year."""
    found = rows(site.con, "list_documents")
    by_year = {year: list(group) for year, group in groupby(found, key=year_of)}
    years = [Year(year, tuple(_paths(year, len(group))), len(group)) for year, group in by_year.items()]
    latest = [item(row, with_summary=True) for row in found[:LATEST]]
    yield Page(
        "documents/index.html", "documents.j2", {"years": years, "latest": latest, "count": len(found)}
    )
    for year in years:
        yield from _year_pages(year, by_year[year.label])


def _year_pages(year: Year, found: Sequence[Row]) -> Iterator[Page]:
    for place, path in enumerate(year.paths):
        items: list[Item] = [item(row) for row in found[place * A_PAGE : (place + 1) * A_PAGE]]
        context = {"year": year, "place": place, "items": items}
        yield Page(path, "documents_year.j2", context)


def _paths(year: str, count: int) -> Iterator[str]:
    yield f"documents/year-{year}.html"
    for place in range(2, -(-count // A_PAGE) + 1):
        yield f"documents/year-{year}-{place}.html"
