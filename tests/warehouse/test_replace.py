"""A table made whole gets exactly the new rows, and those that stay the same are not written again."""

from __future__ import annotations

import duckdb
import numpy as np
import pytest

from warehouse.curating.replace import replace_rows
from warehouse.curating.shared_prints import shared_prints

# number, words: many rows that stay, so that few differ.
STAYING = "select range as number, ['clay'] as words from range(10, 40)"


def made(before: str, after: str) -> tuple[list[tuple[object, ...]], list[int]]:
    """The rows of a table after its replacement, and the places of those that were not moved."""
    con = duckdb.connect()
    con.execute(f"create table kilns as {STAYING} union all from (values {before})")
    con.begin()
    replace_rows(con, "kilns", f"{STAYING} union all from (values {after})")
    con.commit()
    rows = con.execute("select number, words from kilns where number < 10 order by all").fetchall()
    places = con.execute("select rowid from kilns where number >= 10 order by rowid").fetchall()
    return rows, [place for (place,) in places]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("(1, ['wage']), (2, null)", "(1, ['wages']), (3, null)"),
        ("(1, null), (2, [])", "(1, []), (2, null)"),
        ("(1, ['wage']), (1, ['wage']), (2, [])", "(1, ['wage']), (2, []), (2, [])"),
    ],
    ids=["other values and rows", "null is not an empty list", "rows that are there twice"],
)
def test_the_rows_are_those_of_the_query(before: str, after: str) -> None:
    # A connection of its own: the module's is shared with whatever ran before.
    with duckdb.connect() as con:
        expected = con.execute(f"from (values {after}) order by all").fetchall()
    assert made(before, after)[0] == expected


def test_rows_that_stay_are_not_written_again() -> None:
    assert made("(1, ['wage'])", "(1, ['wages'])")[1] == list(range(30))


def test_fingerprints_of_one_document_or_of_boilerplate_are_left_out() -> None:
    held = {7: [1, 1], 8: [1, 2], 9: list(range(50)), 10: list(range(51))}
    both = np.array(
        [print_ << 32 | document for print_ in held for document in held[print_]], dtype=np.uint64
    )
    assert shared_prints(both[::-1].copy()).tolist() == [8, 9]
    assert shared_prints(np.empty(0, dtype=np.uint64)).tolist() == []
