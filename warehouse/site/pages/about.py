"""About: what this is, how it is made, what it cannot do, how to cite it; names in three languages."""

from __future__ import annotations

from collections.abc import Iterator

from warehouse.site.labels import FIELDS
from warehouse.site.site import Site
from warehouse.site.writer import Page


def pages(site: Site) -> Iterator[Page]:
    """Yield the page about the site."""
    context = {
        "release": site.facts.stamp,
        "year": site.facts.stamp[:4] if site.facts.stamp[:4].isdigit() else str(site.now.year),
        "address": site.address,
        "labels": FIELDS,
    }
    yield Page("about.html", "about.j2", context)
