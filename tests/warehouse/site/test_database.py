"""The database that the browser opens: what it holds, and what a licence keeps out of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from warehouse.publishing.pointer import DATABASE, current_release
from warehouse.site.database import content_digest, write_site_database
from warehouse.site.licences import EXTRACT_WORDS
from warehouse.site.sql_lab.questions import packaged_questions

Connection = duckdb.DuckDBPyConnection


@pytest.fixture(scope="session")
def released(demo_home: Path) -> Path:
    """The database file of the demo's release."""
    release = current_release(demo_home)
    assert release is not None
    return release / DATABASE


@pytest.fixture(scope="module")
def both(released: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """A connection with the release and the site's database made from it."""
    target = tmp_path_factory.mktemp("database") / "site.duckdb"
    write_site_database(released, target)
    with duckdb.connect() as con:
        con.execute(f"attach '{released}' as release (read_only)")
        con.execute(f"attach '{target}' as site (read_only)")
        con.execute("use site")
        yield con


def test_every_table_is_there_whole_but_passages(released: Path, tmp_path: Path) -> None:
    counts = write_site_database(released, tmp_path / "site.duckdb")
    with duckdb.connect(str(released), read_only=True) as con:
        expected = {
            table: con.execute(f"select count(*) from curated.{table}").fetchone()[0] for table in counts
        }
    passages = counts["passages"], expected["passages"]
    assert 0 < passages[0] < passages[1]
    assert {**counts, "passages": 0} == {**expected, "passages": 0}
    assert (tmp_path / "site.duckdb").stat().st_size < released.stat().st_size


def test_the_text_of_a_document_is_there_only_under_an_open_licence(both: Connection) -> None:
    rows = both.execute(
        "select d.licence, d.body, r.body from curated.documents d "
        "join release.curated.documents r using (document_id)"
    ).fetchall()
    kept = {licence for licence, body, _ in rows if body is not None}
    assert kept == {"CC BY 4.0"}
    assert all(body == whole for licence, body, whole in rows if licence == "CC BY 4.0")
    assert any(whole for licence, _, whole in rows if licence != "CC BY 4.0")


def test_passages_of_a_closed_document_are_its_head_and_short_extracts(both: Connection) -> None:
    rows = both.execute(
        "select p.kind, p.text from curated.passages p join curated.documents d using (document_id) "
        "where d.licence <> 'CC BY 4.0'"
    ).fetchall()
    assert rows
    heads = ("kicker", "title", "summary", "heading")
    assert all(len(text.split()) <= EXTRACT_WORDS + 1 for kind, text in rows if kind not in heads)


def test_a_long_passage_of_a_closed_document_is_cut(released: Path, tmp_path: Path) -> None:
    shutil.copyfile(released, tmp_path / "release.duckdb")
    with duckdb.connect(str(tmp_path / "release.duckdb")) as con:
        con.execute("update curated.passages set text = repeat('word ', 99) || 'end'")
    write_site_database(tmp_path / "release.duckdb", tmp_path / "site.duckdb")
    with duckdb.connect(str(tmp_path / "site.duckdb"), read_only=True) as con:
        found = con.execute(
            "select distinct d.licence, p.text from curated.passages p join curated.documents d using (document_id) "
            "where p.kind not in ('kicker', 'title', 'summary', 'heading') order by all"
        ).fetchall()
    whole, cut = "word " * 99 + "end", "word " * EXTRACT_WORDS + "…"
    assert found == [("CC BY 4.0", whole), ("all rights reserved", cut)]


def test_quotations_and_agreements_lead_to_the_passage_they_stand_in(both: Connection) -> None:
    for table in ("quotes", "agreements", "roles"):
        (lost,) = both.execute(
            f"select count(*) from curated.{table} anti join curated.passages using (passage_id)"
        ).fetchone()
        assert lost == 0, table


def test_times_are_those_of_the_release_in_utc(both: Connection) -> None:
    types = both.execute(
        "select distinct data_type from duckdb_columns() "
        "where database_name = 'site' and column_name like '%\\_at' escape '\\'"
    ).fetchall()
    assert types == [("TIMESTAMP",)]
    (differing,) = both.execute(
        "select count(*) from curated.captures c join release.curated.captures r using (capture_id) "
        "where c.captured_at <> (r.captured_at at time zone 'UTC')"
    ).fetchone()
    assert differing == 0


@pytest.mark.parametrize("question", packaged_questions(), ids=lambda question: str(question.number))
def test_the_questions_run_on_it(both: Connection, question) -> None:
    assert both.execute(question.sql).description


def test_a_comment_says_what_is_kept_back(both: Connection) -> None:
    (comment,) = both.execute(
        "select comment from duckdb_columns() where database_name = 'site' "
        "and table_name = 'documents' and column_name = 'body'"
    ).fetchone()
    assert comment.endswith(
        "Null where the licence keeps the text from being printed here: see summary and url."
    )


def test_the_digest_follows_the_rows_alone() -> None:
    def digest_of(*rows: str) -> str:
        with duckdb.connect() as con:
            con.execute("create schema curated")
            con.execute("create table curated.topics (topic_id varchar)")
            for row in rows:
                con.execute("insert into curated.topics values ($1)", [row])
            return content_digest(con)

    assert digest_of("a", "b") == digest_of("b", "a")
    assert digest_of("a", "b") != digest_of("a", "c")
    assert digest_of("a") != digest_of("a", "a")
