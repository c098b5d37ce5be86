"""The page for addresses that lead nowhere: a web server gives it wherever the address would have been."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from warehouse.site.site import Site
from warehouse.site.writer import Page

PATH = "404.html"


def pages(site: Site) -> Iterator[Page]:
    """Yield the page; its links begin at the root of the host, as it can stand at any depth."""
    yield Page(PATH, "404.j2", {"root": urlsplit(site.address).path})
