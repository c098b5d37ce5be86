"""Lists of documents, as the home page and the pages of things show them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from warehouse.site.data import Row
from warehouse.site.labels import words
from warehouse.site.licences import extract
from warehouse.site.paths import document_path
from warehouse.site.render import day


class Item(NamedTuple):
    """One line of a list of documents."""

    path: str
    title: str
    language: str
    when: str
    kind: str
    publisher: str
    is_withdrawn: bool
    summary: str = ""


def item(row: Mapping[str, Any], *, with_summary: bool = False) -> Item:
    """Return the line for a row of `list_documents` or the like."""
    summary = extract(row["summary"] or "", 30) if with_summary else ""
    return Item(
        path=document_path(row["document_id"]),
        title=row["title"],
        language=row["language"],
        when=day(row["published_on"], row["published_precision"]),
        kind=words(row["document_type"]),
        publisher=row["publisher"],
        is_withdrawn=row["is_withdrawn"],
        summary=summary,
    )


def year_of(row: Row) -> str:
    """Return the year of a document as lists are cut by it."""
    return str(row["published_on"].year) if row["published_on"] else "undated"
