"""The home page: what is new, how fresh the sources are, the numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from warehouse.site.charts import Picture
from warehouse.site.data import rows
from warehouse.site.lists import item
from warehouse.site.site import Site
from warehouse.site.writer import Page

SHOWN_NEW = 8
SHOWN_PICTURES = ("months", "countries")


def pages(site: Site, pictures: Mapping[str, Picture]) -> Iterator[Page]:
    """Yield the home page."""
    added = list(site.facts.changed_documents.get("added", []))
    changed = list(site.facts.changed_documents.get("changed", []))
    newest = rows(site.con, "latest_documents", ids=added or None, most=SHOWN_NEW)
    revised = rows(site.con, "latest_documents", ids=changed, most=SHOWN_NEW)
    yield Page(
        "index.html",
        "home.j2",
        {
            "release": site.facts.stamp,
            "created": site.facts.created,
            "numbers": rows(site.con, "numbers")[0],
            "new_count": len(added),
            "newest": [item(row, with_summary=True) for row in newest],
            "changed_count": len(changed),
            "revised": [item(row) for row in revised],
            "pictures": [pictures[name] for name in SHOWN_PICTURES if name in pictures],
            "sources": rows(site.con, "sources"),
        },
    )
