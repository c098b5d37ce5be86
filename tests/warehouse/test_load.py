"""Loading: idempotent, versions from the order of the captures, evidence from the earliest."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import duckdb
import pytest

from extractors.addresses import stable_id
from extractors.findings import Findings, FoundQuote, Mention, Span
from extractors.model import DocumentType, Field, Issue, Verdict
from tests.warehouse.words import capture, day, reading, rows, store, unchanged, warehouse
from warehouse.curating.curate import curate
from warehouse.loading.identity import fast_id, folded
from warehouse.loading.load import Reading, load_captures, load_readings, mark_withdrawn
from warehouse.loading.word_numbers import numbered

URL = "https://www.ilo.org/resource/news/kiln"


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    return warehouse()


@pytest.mark.parametrize("parts", [("a",), ("a", "b"), ("", "é", "𝔘"), ("x" * 1000,)])
def test_the_fast_id_is_the_stable_id(parts: tuple[str, ...]) -> None:
    assert fast_id(*parts) == stable_id(*parts)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("L’Égalité, enfin!", "l egalite enfin"),
        ("snake_case 12", "snake case 12"),
        ("", ""),
        ("¿Qué?", "que"),
        ("two\nlines\u2028and\xa0blanks", "two lines and blanks"),
        ("a word — and¨another can't", "a word and another can t"),
    ],
)
def test_folding(text: str, words: str) -> None:
    assert folded(text) == words
    found = numbered([text, "B"])
    assert [found.words[number] for number in found.numbers] == [*words.split(), "b"]
    assert list(found.lengths) == [len(words.split()), 1]


def test_threads_that_number_words_side_by_side_keep_them_apart() -> None:
    texts = [" ".join(f"w{thread}x{number}" for number in range(4000)) for thread in range(6)]
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(len(texts)) as pool:
            found = list(pool.map(lambda text: numbered([text]), texts))
    finally:
        sys.setswitchinterval(before)
    read = [" ".join(each.words[number] for number in each.numbers.tolist()) for each in found]
    assert read == texts


def test_loading_twice_changes_nothing(con: duckdb.DuckDBPyConnection) -> None:
    items = [reading(URL, "One"), reading(f"{URL}-2", "Two", night=1)]
    store(con, items, "first")
    before = {table: rows(con, f"from {table} order by all") for table in ("raw.captures", "core.contents")}
    report = load_readings(con, items, "second")
    assert (report.reading_count, report.content_count) == (2, 0)
    assert load_captures(con, [item.capture for item in items], "second") == 0
    assert before == {table: rows(con, f"from {table} order by all") for table in before}
    assert rows(con, "select distinct run_id from core.passages") == [("first",)]


def test_versions_follow_the_captures_not_the_loading(con: duckdb.DuckDBPyConnection) -> None:
    for night, body in ((2, "Third text."), (0, "First text."), (1, "First text.")):
        store(con, [reading(URL, "Kiln", body, night=night)])
    curate(con)
    versions = rows(con, "select version, valid_from, valid_to, last_seen_at from core.versions order by 1")
    assert versions == [(1, day(0), day(2), day(1)), (2, day(2), None, day(2))]
    assert rows(con, "select version, body, first_seen_at, last_changed_at from curated.documents") == [
        (2, "Third text.", day(0), day(2))
    ]


def test_a_304_extends_the_version_and_an_old_payload_brings_the_old_version_back(
    con: duckdb.DuckDBPyConnection,
) -> None:
    first, second = reading(URL, "Kiln", "First."), reading(URL, "Kiln", "Second.", night=2)
    store(con, [first, second])
    payload = first.capture.payload_sha256
    load_captures(con, [unchanged(URL, 1, payload)], "run")
    load_captures(con, [capture(URL, 4, payload, verdict=Verdict.UNCHANGED)], "run")
    curate(con)
    versions = rows(con, "select version, valid_from, last_seen_at from core.versions order by 1")
    assert versions == [(1, day(0), day(1)), (2, day(2), day(2)), (3, day(4), day(4))]
    assert rows(con, "select body, last_seen_at from curated.documents") == [("First.", day(4))]


def test_retrieval_makes_no_version(con: duckdb.DuckDBPyConnection) -> None:
    store(con, [reading(URL, "Kiln"), reading(URL, "Kiln", night=1, reader_version="2", text_share=0.5)])
    curate(con)
    assert rows(con, "select version, reader_version, capture_id from curated.documents") == [
        (1, "1", reading(URL, "Kiln").capture.capture_id)
    ]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_evidence_comes_from_the_earliest_capture(
    con: duckdb.DuckDBPyConnection, order: tuple[int, int]
) -> None:
    items = [
        reading(URL, "Kiln", fields=(Field("title", "Kiln", rule, "Kiln", 0, 0, 4),), night=night)
        for night, rule in enumerate(("ilo_drupal.hero", "meta.og_title"))
    ]
    for index in order:
        store(con, [items[index]])
    curate(con)
    found = rows(
        con, """select rule, "start", "end", capture_id from curated.field_evidence where field = 'title'"""
    )
    assert found == [("ilo_drupal.hero", 0, 4, items[0].capture.capture_id)]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_one_response_in_two_files_keeps_the_first_place(
    con: duckdb.DuckDBPyConnection, order: tuple[int, int]
) -> None:
    places = [capture(URL, archive_file=file) for file in ("a.warc.gz", "b.warc.gz")]
    for index in order:
        load_captures(con, [places[index]], "run")
    assert rows(con, "select archive_file from raw.captures") == [("a.warc.gz",)]


def test_a_new_reader_replaces_what_the_old_one_found(con: duckdb.DuckDBPyConnection) -> None:
    old = reading(URL, "Kiln | ILO")
    store(con, [old], "old")
    page = reading(URL, "Kiln", reader_version="2").page
    store(con, [Reading(old.capture, page, old.findings)], "new")
    curate(con)
    assert rows(con, "select title, version, reader_version, run_id from curated.documents") == [
        ("Kiln", 1, "2", "new")
    ]
    assert rows(con, "select count(*) from core.contents") == [(1,)]
    assert rows(con, "select distinct run_id from core.passages") == [("new",)]


def test_a_content_that_loses_its_first_capture_names_the_one_to_read_again(
    con: duckdb.DuckDBPyConnection,
) -> None:
    first, second = reading(URL, "Kiln"), reading(URL, "Kiln", night=1)
    store(con, [first, second])
    other = reading(URL, "Another", reader_version="2").page
    report = load_readings(con, [Reading(first.capture, other, first.findings)], "new")
    assert report.stale_captures == (second.capture.capture_id,)


def test_new_findings_of_the_same_content_replace_the_old_ones(con: duckdb.DuckDBPyConnection) -> None:
    plain = reading(URL, "Kiln", "The ILO met.")
    store(con, [plain])
    mention = Mention("organisation", "ILO", Span(1, 4, 7, "ILO"), "gazetteer")
    store(con, [plain._replace(findings=Findings(mentions=(mention,), language="en"))])
    curate(con)
    assert rows(con, "select organisation_id, surface from curated.organisation_mentions") == [("ILO", "ILO")]


def test_a_withdrawn_document_keeps_its_values_until_it_is_seen_again(con: duckdb.DuckDBPyConnection) -> None:
    items = [reading(URL, "Kiln"), reading(f"{URL}-2", "Oven")]
    store(con, items)
    kept = {rows(con, "select document_id from core.contents where title = 'Oven'")[0][0]}
    assert mark_withdrawn(con, "ilo_news", kept, day(3)) == 1
    assert mark_withdrawn(con, "ilo_news", kept, day(4)) == 0
    curate(con)
    withdrawn = "select title, withdrawn_at from curated.documents order by title"
    assert rows(con, withdrawn) == [("Kiln", day(3)), ("Oven", None)]
    load_captures(con, [unchanged(URL, 5, items[0].capture.payload_sha256)], "run")
    curate(con)
    assert rows(con, withdrawn) == [("Kiln", None), ("Oven", None)]


def test_the_same_quotation_twice_is_one_row_and_issues_are_kept_once(con: duckdb.DuckDBPyConnection) -> None:
    spans = [Span(1, 1, 9, "We build"), Span(2, 1, 9, "We build")]
    found = Findings(
        quotes=tuple(FoundQuote("We build", span, "quotes.said") for span in spans), language="en"
    )
    item = reading(URL, "Kiln", "“We build”, she said.", "“We build”, they said.", found=found)
    item = item._replace(page=replace(item.page, issues=(Issue("two_titles", "two titles differ", "title"),)))
    store(con, [item])
    store(con, [item])
    curate(con)
    assert rows(con, "select text, count(*) from curated.quotes group by all") == [("We build", 1)]
    assert rows(con, "select stage, code, field from ops.issues") == [("read", "two_titles", "title")]
    assert rows(con, "select open_issue_count, document_count from curated.sources") == [(1, 1)]


def test_listings_are_not_documents(con: duckdb.DuckDBPyConnection) -> None:
    store(con, [reading(URL, "News", document_type=DocumentType.LISTING), reading(f"{URL}-2", "Oven")])
    curate(con)
    assert rows(con, "select title from curated.documents") == [("Oven",)]
