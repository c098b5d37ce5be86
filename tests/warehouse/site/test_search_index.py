"""The search files hold what the tables hold."""

from __future__ import annotations

import json
from itertools import accumulate
from pathlib import Path

import duckdb
import pytest

from warehouse.site.search_index import MOST_BYTES, term_files


def load(site: Path, name: str) -> object:
    return json.loads((site / "search" / name).read_text("utf-8"))


def test_words_lead_to_the_documents_that_have_them(site: Path) -> None:
    ids = [line[0] for number in range(1) for line in load(site, f"lines-{number}.json")]  # type: ignore[attr-defined]
    keys = load(site, "words.json")["keys"]  # type: ignore[index]
    with duckdb.connect(str(site.parent / "equalwork.duckdb"), read_only=True) as con:
        for word in ("pay", "domestic", "trabajadoras", "2031"):
            place = next(keys.index(word[:size]) for size in (4, 3, 2, 1) if word[:size] in keys)
            steps = load(site, f"words-{place}.json")[word]  # type: ignore[index]
            found = {ids[number] for number in accumulate(steps[::2])}
            rows = con.execute(
                "select document_id from curated.search_postings join curated.search_terms using (term_id) "
                "join curated.search_documents using (document_number) "
                "where term = $word", {"word": word}).fetchall()  # fmt: skip
            assert found == {document for (document,) in rows}
            assert all(score > 0 for score in steps[1::2])


@pytest.mark.parametrize(
    ("name", "value", "count"),
    [
        ("publisher", "ILO", 23),
        ("language", "fr", 1),
        ("year", "2020", 1),
        ("country", "KEN", 11),
        ("person", None, 10),
    ],
)
def test_filters_count_and_list_the_same_documents(
    site: Path, name: str, value: str | None, count: int
) -> None:
    described = {each["name"]: each for each in load(site, "filters.json")["filters"]}  # type: ignore[index]
    listed = load(site, f"filter-{name}.json")
    for identifier, _, told in described[name]["values"]:
        numbers = list(accumulate(listed[identifier]))  # type: ignore[index]
        assert len(set(numbers)) == told
        assert max(numbers) < 39
    known = {identifier: told for identifier, _, told in described[name]["values"]}
    assert known[value or min(known, key=known.__getitem__)] == count


def test_lines_are_newest_first(site: Path) -> None:
    lines = load(site, "lines-0.json")
    years = [line[2][-4:] for line in lines]  # type: ignore[attr-defined]
    assert years == sorted(years, reverse=True)


def test_files_of_words_stay_small_and_are_found_by_their_first_letters() -> None:
    terms = [
        (f"{first}{second}{third}", "1," * 4000)
        for first in "ab"
        for second in "abcde"
        for third in "abcdefgh"
    ]
    terms += [("a", "1"), ("żółw", "1")]
    files = dict(term_files(sorted(terms)))
    assert sum(len(found) for found in files.values()) == len(terms)
    assert all(term.startswith(key) for key, found in files.items() for term, _ in found)
    assert max(sum(len(postings) for _, postings in found) for found in files.values()) <= MOST_BYTES
    assert "a" in files
    assert "ż" in files
