"""The pictures of a release: each with a title that says what it shows, its words, and its numbers as a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from markupsafe import Markup

from warehouse.site.data import Row, rows
from warehouse.site.labels import words
from warehouse.site.site import Site
from warehouse.site.svg import clean_svg, in_page
from warehouse.site.writer import SiteWriter, fingerprint

SHOWN_ROWS = 400


class Kind(NamedTuple):
    """One kind of picture: the query of its numbers, the function that draws it, its title and table."""

    name: str
    shape: str
    title: str
    columns: tuple[str, ...]
    table: str


class Picture(NamedTuple):
    """One drawn picture. `table` names the table of the release that has all its numbers."""

    name: str
    title: str
    text: str
    svg: Markup
    columns: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]
    row_count: int
    table: str


KINDS = (
    Kind("months", "months", "Documents per month by publisher, the last ten years",
         ("Month", "Publisher", "Documents"), "monthly_activity"),
    Kind("types", "by_year", "Documents per year by type", ("Type", "Year", "Documents"), "documents"),
    Kind("topics", "by_year", "The most frequent topics, documents per year",
         ("Topic", "Year", "Documents"), "topic_mentions"),
    Kind("countries", "ranked", "The countries that most documents name", ("Country", "Documents"), "countries"),
    Kind("instruments", "by_year", "The instruments that most documents name, per year",
         ("Instrument", "Year", "Documents"), "instrument_mentions"),
    Kind("network", "network", "Organisations that are named in the same documents",
         ("Organisation", "With", "Documents"), "organisation_mentions"),
    Kind("freshness", "freshness", "Weeks in which each source answered",
         ("Source", "Week", "Good responses", "Responses"), "captures"),
)  # fmt: skip


def draw_all(site: Site, writer: SiteWriter) -> dict[str, Picture]:
    """Return the pictures that have numbers, by name, and write each as a file of its own."""
    found = {}
    for kind in KINDS:
        numbers = rows(site.con, f"chart_{kind.name}")
        if numbers:
            found[kind.name] = _picture(kind, numbers, writer)
    return found


def _picture(kind: Kind, numbers: list[Row], writer: SiteWriter) -> Picture:
    text = _in_words(kind, numbers)
    path, digest = f"charts/{kind.name}.svg", fingerprint(kind, numbers)
    drawn = writer.earlier(path, digest) or clean_svg(_draw(kind.shape)(numbers), f"{kind.title}. {text}")
    writer.file(path, digest, lambda: drawn)
    table = [tuple(_cell(value) for value in row.values()) for row in numbers[:SHOWN_ROWS]]
    return Picture(kind.name, kind.title, text, in_page(drawn), kind.columns, table, len(numbers), kind.table)


def _draw(shape: str) -> Callable[[list[Row]], str]:
    # Altair takes a second to import: not when every picture is there from the release before.
    from warehouse.site import chart_specs

    return lambda numbers: chart_specs.svg_of(getattr(chart_specs, shape)(numbers))


def _in_words(kind: Kind, numbers: list[Row]) -> str:
    if kind.name == "freshness":
        good = sum(1 for row in numbers if row["good"])
        return f"{good} source weeks with good answers, {len(numbers) - good} without, in the year up to the newest."
    top = max(numbers, key=lambda row: row["documents"])
    *named, count = (_cell(value) for value in top.values())
    return (
        f"The most: {', '.join(named)}, {count} documents. The numbers are in the table beside the picture."
    )


def _cell(value: Any) -> str:
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}" if value.day != 1 else f"{value:%Y-%m}"
    return words(value) if isinstance(value, str) and value.islower() else str(value)
