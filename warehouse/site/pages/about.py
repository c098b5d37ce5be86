"""About: what this is, how it is made, what it cannot do, how to cite it; names in three languages."""

from __future__ import annotations

from collections.abc import Iterator

from warehouse.site.citation import bibtex_of_release
from warehouse.site.labels import FIELDS
from warehouse.site.site import Site
from warehouse.site.writer import Page


def pages(site: Site) -> Iterator[Page]:
    """Yield the page about the site."""
    context = {
        "bibtex": bibtex_of_release(site),
        "labels": FIELDS,
    }
    yield Page("about.html", "about.j2", context)
