"""The small functions: licences, extracts, differences, addresses, dates and numbers."""

from __future__ import annotations

from datetime import date

import pytest

from transforms.vocabulary import countries
from warehouse.site.citation import bibtex_of_document
from warehouse.site.labels import FIELDS, REGIONS, by_region, field_label, name, own_label
from warehouse.site.licences import extract, is_open
from warehouse.site.marks import MOST_WORDS, marked_difference
from warehouse.site.paths import document_path, entity_path, root_of, slug
from warehouse.site.render import day, number, size


@pytest.mark.parametrize(
    ("licence", "expected"),
    [
        ("CC BY 4.0", True), ("CC-BY-4.0", True), ("CC BY 3.0 IGO", True), ("CC BY-NC-ND 4.0", False),
        ("CC BY-SA 4.0", False), ("all rights reserved", False), ("", False), (None, False), ("not CC BY 4.0", False),
    ],
)  # fmt: skip
def test_only_cc_by_is_open(licence: str | None, expected: bool) -> None:
    assert is_open(licence) is expected


def test_extracts_are_cut_at_words() -> None:
    assert extract("one two three", 3) == "one two three"
    assert extract("one two three", 2) == "one two …"


@pytest.mark.parametrize(
    ("before", "after", "left", "right"),
    [
        (
            "a b c",
            "a x c",
            [("a", False), ("b", True), ("c", False)],
            [("a", False), ("x", True), ("c", False)],
        ),
        ("a b", "a b", [("a b", False)], [("a b", False)]),
        ("", "new", [], [("new", True)]),
        ("a b", "b", [("a", True), ("b", False)], [("b", False)]),
    ],
)
def test_differing_words_are_marked(
    before: str, after: str, left: list[tuple[str, bool]], right: list[tuple[str, bool]]
) -> None:
    assert marked_difference(before, after) == (left, right)


def test_very_long_texts_are_marked_whole() -> None:
    text = "word " * MOST_WORDS
    assert marked_difference(text, text + "x")[1] == [(text + "x", True)]


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [("C190", "C190"), ("A/RES/64/289", "A-RES-64-289"), ("care_economy", "care_economy")],
)
def test_ids_that_are_safe_name_their_files(identifier: str, expected: str) -> None:
    assert slug(identifier) == expected


@pytest.mark.parametrize(
    "identifier", ["index", "..", "", "../../etc/passwd\0", "a" * 300, "Café & Co", "<script>", "日本"]
)
def test_other_ids_give_safe_names_that_differ(identifier: str) -> None:
    found = slug(identifier)
    assert found not in ("", "index", ".", "..")
    assert not set(found) - set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-")
    assert not found.startswith((".", "-"))
    assert len(found) < 120
    assert slug(identifier + "x") != found


def test_pages_know_the_way_back() -> None:
    assert [root_of(path) for path in ("index.html", document_path("x"), entity_path("people", "y"))] == [
        "",
        "../",
        "../",
    ]


@pytest.mark.parametrize(
    ("value", "precision", "expected"),
    [
        (date(2024, 3, 8), "day", "8 March 2024"), (date(2024, 3, 1), "month", "March 2024"),
        (date(2024, 1, 1), "year", "2024"), (date(2024, 3, 8), None, "8 March 2024"), (None, "day", "undated"),
    ],
)  # fmt: skip
def test_days_are_no_more_precise_than_stated(
    value: date | None, precision: str | None, expected: str
) -> None:
    assert day(value, precision) == expected


def test_numbers_and_sizes() -> None:
    assert number(1234567) == "1\u202f234\u202f567"
    assert [size(value) for value in (12, 1200, 3_400_000)] == ["12 B", "1.2 kB", "3.4 MB"]


def test_labels_are_there_in_three_languages() -> None:
    assert all(all(label) for label in FIELDS.values())
    assert (field_label("title", "fr"), field_label("unheard_of", "es"), own_label("isbn", "fr")) == (
        "Titre",
        "Unheard of",
        None,
    )
    assert (name("press_release"), name("un_system")) == ("Press release", "UN system")


def test_bibtex_keeps_signs_and_says_no_more_of_a_date_than_is_known() -> None:
    row = {
        "document_id": "7ce2a96f",
        "title": "50 % of {care} & pay_gap \\ #1",
        "publisher": "ILO",
        "published_on": date(2024, 3, 1),
        "published_precision": "month",
        "url": "https://www.ilo.org/a_b?c=1%202",
    }
    entry = bibtex_of_document(row)
    assert r"title        = {{50 \% of \{care\} \& pay\_gap \textbackslash{} \#1}}," in entry
    assert "month        = mar,\n" in entry
    assert r"howpublished = {\url{https://www.ilo.org/a_b?c=1%202}}," in entry
    yearly = bibtex_of_document(row | {"published_precision": "year", "url": "javascript:alert(1)"})
    assert "month" not in yearly
    assert "url" not in yearly
    assert "year" not in bibtex_of_document(row | {"published_on": None})
    assert entry.count("{") == entry.count("}")


def test_regions_are_called_as_in_the_vocabulary() -> None:
    # 001 is the world, where Antarctica is.
    named = {row.m49_region: row.m49_region_name for row in countries() if row.m49_region != "001"}
    assert named == REGIONS
    listed = by_region([{"m49_region": "039"}, {"m49_region": "011"}, {"m49_region": "001"}])
    assert [name for name, _ in listed] == ["Western Africa", "Southern Europe", "Other"]
