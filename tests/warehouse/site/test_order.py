"""What a page lists stands in the order of the text, or of time."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from pathlib import Path

import duckdb
import pytest

from warehouse.site.data import rows
from warehouse.site.pages.joint import _day


def test_quotes_of_a_document_are_listed_as_they_are_printed(demo_home: Path) -> None:
    # "“A wage slip that nobody can read protects nobody,” said … “We will help the yards …”"
    with duckdb.connect(str(demo_home / "releases/current/equalwork.duckdb"), read_only=True) as con:
        bodies = dict(con.execute("select document_id, body from curated.documents").fetchall())
        quotes = rows(con, "document_quotes", first=min(bodies), last=max(bodies))
    several = 0
    for document_id, group in groupby(quotes, key=lambda quote: quote["document_id"]):
        places = [bodies[document_id].find(quote["text"][:40]) for quote in group]
        assert places == sorted(places), document_id
        several += len(places) > 1
    assert several >= 3


@pytest.mark.parametrize(
    ("signed", "published", "starts", "expected"),
    [
        (date(2014, 3, 12), date(2014, 3, 14), None, (date(2014, 3, 12), "day")),
        (None, date(2014, 3, 1), date(2014, 5, 2), (date(2014, 3, 1), "month")),
        (None, None, date(2014, 5, 2), (date(2014, 5, 2), "day")),
        (None, None, None, (None, None)),
    ],
)
def test_joint_work_stands_at_its_signature_its_publication_or_its_event(
    signed: date | None, published: date | None, starts: date | None, expected: tuple[date | None, str | None]
) -> None:
    row = {
        "signed_on": signed,
        "signed_precision": "day" if signed else None,
        "published_on": published,
        "published_precision": "month" if published else None,
        "starts_on": starts,
        "date_precision": "day" if starts else None,
    }
    assert _day(row) == expected
