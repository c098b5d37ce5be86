"""The pictures of a release: each with a title that says what it shows, its words, and its numbers as a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from markupsafe import Markup

from warehouse.site.data import Row, rows
from warehouse.site.drawing import draw
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
    """One picture; `svg` is None where it could not be drawn. `table` names the table of the release that has all its numbers."""

    name: str
    title: str
    text: str
    svg: Markup | None
    columns: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]
    row_count: int
    table: str


KINDS = (
    Kind("months", "months", "Documents per month by publisher, the last ten years",
         ("Month", "Publisher", "Documents"), "monthly_activity"),
    Kind("types", "by_year", "Documents per year by type, the last 18 years", ("Type", "Year", "Documents"), "documents"),
    Kind("topics", "by_year", "The most frequent topics, documents per year, the last 18 years",
         ("Topic", "Year", "Documents"), "topic_mentions"),
    Kind("countries", "ranked", "The countries that most documents name", ("Country", "Documents"), "countries"),
    Kind("instruments", "by_year", "The instruments that most documents name, per year, the last 18 years",
         ("Instrument", "Year", "Documents"), "instrument_mentions"),
    Kind("network", "network", "Organisations that are named in the same documents",
         ("Organisation", "With", "Documents"), "organisation_mentions"),
    Kind("freshness", "freshness", "Weeks in which each source answered",
         ("Source", "Week", "Good responses", "Responses"), "captures"),
)  # fmt: skip


def draw_all(site: Site, writer: SiteWriter) -> dict[str, Picture]:
    """Return the pictures that have numbers, by name, and write each as a file of its own."""
    numbers = {kind: found for kind in KINDS if (found := rows(site.con, f"chart_{kind.name}"))}
    digests = {kind: fingerprint(kind, found) for kind, found in numbers.items()}
    drawn = {kind: writer.earlier(_path(kind), digest) for kind, digest in digests.items()}
    missing = [kind for kind, picture in drawn.items() if picture is None]
    for kind, source in zip(missing, draw([(kind.shape, numbers[kind]) for kind in missing]), strict=True):
        drawn[kind] = clean_svg(source, _label(kind, numbers[kind])) if source else None
    return {
        kind.name: _picture(kind, found, drawn[kind], digests[kind], writer)
        for kind, found in numbers.items()
    }


def _picture(kind: Kind, numbers: list[Row], drawn: bytes | None, digest: str, writer: SiteWriter) -> Picture:
    if drawn is not None:
        content = drawn
        writer.file(_path(kind), digest, lambda: content)
    table = [tuple(_cell(value) for value in row.values()) for row in numbers[:SHOWN_ROWS]]
    svg = in_page(drawn) if drawn is not None else None
    return Picture(
        kind.name, kind.title, _in_words(kind, numbers), svg, kind.columns, table, len(numbers), kind.table
    )


def _path(kind: Kind) -> str:
    return f"charts/{kind.name}.svg"


def _label(kind: Kind, numbers: list[Row]) -> str:
    return f"{kind.title}. {_in_words(kind, numbers)}"


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
