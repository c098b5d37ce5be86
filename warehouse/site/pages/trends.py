"""Trends: every picture with its numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from warehouse.site.charts import Picture
from warehouse.site.writer import Page


def pages(pictures: Mapping[str, Picture]) -> Iterator[Page]:
    """Yield the page of pictures."""
    yield Page("trends.html", "trends.j2", {"pictures": list(pictures.values())})
