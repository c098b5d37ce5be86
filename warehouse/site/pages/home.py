"""The home page: what is new, how fresh the sources are, the numbers."""

from __future__ import annotations

from collections.abc import Iterator

from warehouse.site.data import rows
from warehouse.site.lists import item
from warehouse.site.site import Site
from warehouse.site.writer import Page

SHOWN_NEW = 12


def pages(site: Site) -> Iterator[Page]:
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
            "sources": rows(site.con, "sources"),
        },
    )
