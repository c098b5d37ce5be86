"""What is collected: the state of each source, what came of it and when."""

from __future__ import annotations

from collections.abc import Iterator

from warehouse.site.data import Row, grouped, rows
from warehouse.site.site import Site
from warehouse.site.writer import Page

SHOWN_MONTHS = 36


def pages(site: Site) -> Iterator[Page]:
    """Yield the list of sources and a page for each."""
    sources = rows(site.con, "sources")
    months = grouped(site.con, "source_months", "source_id")
    types = grouped(site.con, "source_types", "source_id")
    yield Page("sources/index.html", "sources.j2", {"sources": sources})
    for source in sources:
        key = source["source_id"]
        context = {"source": source, "types": types.get(key, []), "months": _by_month(months.get(key, []))}
        yield Page(f"sources/{key}.html", "source.j2", context)


def _by_month(found: list[Row]) -> list[tuple[str, int, str]]:
    """Return (month, responses, verdicts in words), newest first."""
    by_month: dict[str, list[Row]] = {}
    for row in found:
        by_month.setdefault(f"{row['month']:%Y-%m}", []).append(row)
    return [
        (
            month,
            sum(row["capture_count"] for row in group),
            ", ".join(f"{row['capture_count']} {row['verdict'].replace('_', ' ')}" for row in group),
        )
        for month, group in list(by_month.items())[:SHOWN_MONTHS]
    ]
