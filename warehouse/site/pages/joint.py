"""ILO × UN Women: joint work and agreements on one line of time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from warehouse.site.data import Row, rows
from warehouse.site.licences import extract
from warehouse.site.paths import document_path
from warehouse.site.site import Site
from warehouse.site.writer import Page

# Newest first; beyond this the table `joint_work` has the rest.
SHOWN = 400


def pages(site: Site) -> Iterator[Page]:
    """Yield the timeline."""
    found = rows(site.con, "joint_work")
    shown = [_entry(site, row) for row in found[:SHOWN]]
    agreed = sum(1 for row in found if row["agreement_id"])
    yield Page("joint.html", "joint.j2", {"entries": shown, "count": len(found), "agreement_count": agreed})


def _entry(site: Site, row: Row) -> Row:
    day, precision = _day(row)
    return {
        "title": row["title"],
        "language": row["language"],
        "path": document_path(row["document_id"]),
        "is_agreement": row["agreement_id"] is not None,
        "kind": row["agreement_kind"] or row["kind"],
        "on": day,
        "precision": precision,
        "is_signed": row["signed_on"] is not None,
        "place": row["place"],
        "publisher": row["publisher"],
        "summary": extract(row["summary"] or "", 30),
        "edition_count": row["edition_count"],
        "countries": site.names.links("countries", row["countries"][:12]),
        "topics": site.names.links("topics", row["topics"]),
    }


def _day(row: Row) -> tuple[date | None, str | None]:
    """The day of signature, else of publication, else the first day of the event, with its precision."""
    if row["signed_on"]:
        return row["signed_on"], row["signed_precision"]
    if row["published_on"]:
        return row["published_on"], row["published_precision"]
    return row["starts_on"], row["date_precision"]
