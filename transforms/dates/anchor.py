"""The date of a document from which a missing year in its text is taken."""

from __future__ import annotations

import re

from extractors.model import Page, PartialDate

# `/en/news/stories/2015/9/commonwealth-secretariat-...`, `/events/2026/09/dialogue-...`
_YEAR_MONTH = re.compile(r"/((?:19|20)\d\d)/(0?[1-9]|1[0-2])(?:/|$)")
# `/speeches/somavia/1999/women.htm`, `...-seminar-2014`
_YEAR = re.compile(r"[/_-]((?:19|20)\d\d)(?=[/._-]|$)")


def document_anchor(page: Page) -> PartialDate | None:
    """The day the page was published, else the year or month that its address names, else null.

    A date without a year on an event page of its own is no anchor.
    """
    if page.published is not None and page.published.precision != "day_without_year":
        return page.published
    event = page.event.starts_on if page.event else None
    if event is not None and event.precision == "day":
        return event
    return _from_address(page.url)


def _from_address(url: str) -> PartialDate | None:
    path = url.split("://", 1)[-1].partition("/")[2]
    match = _YEAR_MONTH.search(f"/{path}")
    if match:
        return PartialDate(f"{match[1]}-{int(match[2]):02}", "month")
    years = set(_YEAR.findall(f"/{path}"))
    return PartialDate(years.pop(), "year") if len(years) == 1 else None
