"""The changelog: every release so far, a page a month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from warehouse.site.history import Past
from warehouse.site.paths import changelog_path
from warehouse.site.site import Site
from warehouse.site.writer import Page


class Month(NamedTuple):
    """One month of releases, newest first."""

    path: str
    label: str
    releases: list[Past]


def pages(site: Site) -> Iterator[Page]:
    """Yield the pages of the months."""
    for month in months_of(site.facts.history):
        yield Page(month.path, "changelog.j2", {"month": month})


def months_of(history: Sequence[Past]) -> list[Month]:
    """Return the months that had a release, newest first."""
    found: dict[str, Month] = {}
    for past in history:
        path = changelog_path(past.stamp)
        found.setdefault(path, Month(path, f"{past.created:%B %Y}", [])).releases.append(past)
    return list(found.values())
