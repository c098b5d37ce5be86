"""Acceptance: real documents, as pages of their site generation, through the whole job; every stated fact
is asked of the published release by SQL."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from extractors.addresses import document_id
from extractors.collect.archive.archive import ArchiveWriter
from extractors.model import Route, Verdict
from flows.running.executor import LocalExecutor
from flows.running.job import Job
from flows.running.stages import run_job
from flows.settings import PROJECT, Settings
from warehouse import open_release

EDITIONS = {
    "000_8850c0bee6af566b": ("ilo_wcms_seed000_mou_press_release", "ilo_drupal_seed000_mou_news"),
    "001_b74cdddc99bdc13e": ("womenwatch_seed001_ilo_profile",),
    "002_384b5eb6590aeee8": ("ilo_legacy_seed002_gender_equality_tool_about",),
    "003_04b830e824aef18a": (
        "ilo_drupal_seed003_care_workshop_event",
        "ilo_wcms_seed003_care_workshop_event",
    ),
    "004_09668daffb31cb09": ("ilo_wcms_seed004_making_gender_equality_a_reality",),
}


def expectations(shared: Path) -> dict[str, dict[str, Any]]:
    folder = shared / "seeds" / "expected"
    return {name: json.loads((folder / f"{name}.json").read_text("utf-8")) for name in EDITIONS}


@pytest.fixture(scope="module")
def facts(shared: Path) -> dict[str, dict[str, Any]]:
    return expectations(shared)


@pytest.fixture(scope="module")
def pages(shared: Path) -> dict[str, dict[str, Any]]:
    names = [name for editions in EDITIONS.values() for name in editions]
    folder = shared / "corpus" / "pages"
    return {name: json.loads((folder / f"{name}.json").read_text("utf-8")) for name in names}


@pytest.fixture(scope="module")
def release(
    shared: Path, pages: dict[str, dict[str, Any]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[duckdb.DuckDBPyConnection]:
    root = tmp_path_factory.mktemp("seeds")
    warc = write_warc(shared, pages, root)
    settings = Settings(home=root / "home", sources=PROJECT / "sources")
    summary = run_job(Job(kind="backfill", route=Route.WARC, paths=(warc,)), settings, LocalExecutor(1))
    assert summary.outcome == "done", [check for check in summary.checks if check.is_fatal]
    with open_release(root / "home") as connection:
        yield connection


def write_warc(shared: Path, pages: dict[str, dict[str, Any]], root: Path) -> Path:
    started = datetime(2026, 11, 2, tzinfo=UTC)
    with ArchiveWriter(root / "made", "seeds", "made", started) as writer:
        for page in pages.values():
            writer.archive_response(
                url=page["url"],
                captured_at=datetime.fromisoformat(page["fetched_at"]),
                route=Route.WARC,
                status=page["status"],
                http_headers=[("Content-Type", page["content_type"])],
                body=(shared / "corpus" / "pages" / page["file"]).read_bytes(),
                verdict=Verdict.OK,
            )
    (warc,) = (root / "made").rglob("*.warc.gz")
    return warc


def asked(release: duckdb.DuckDBPyConnection, query: str, *parameters: object) -> list[tuple[Any, ...]]:
    return release.execute(query, list(parameters)).fetchall()


def ids(pages: dict[str, dict[str, Any]], seed: str) -> list[str]:
    return [document_id(pages[name]["url"]) for name in EDITIONS[seed]]


def organisation_names(release: duckdb.DuckDBPyConnection) -> dict[str, set[str]]:
    rows = asked(release, "select organisation_id, name, acronym from curated.organisations")
    return {row[0]: {value for value in row if value} for row in rows}


SIMPLE = (
    "document_type",
    "publisher",
    "language",
    "kicker",
    "title",
    "published_on",
    "published_precision",
    "is_joint",
)


@pytest.mark.parametrize("seed", EDITIONS)
@pytest.mark.parametrize("field", [*SIMPLE, "site_generation"])
def test_document_field(release: Any, facts: Any, pages: Any, seed: str, field: str) -> None:
    if field not in facts[seed]:
        pytest.skip(f"nothing is stated of {field}")
    [(value,)] = asked(
        release, f"select {field} from curated.documents where document_id = ?", ids(pages, seed)[0]
    )
    expected = facts[seed][field]
    assert (str(value) if field == "published_on" and value else value) == expected


@pytest.mark.parametrize("seed", EDITIONS)
def test_organisations_are_mentioned(release: Any, facts: Any, pages: Any, seed: str) -> None:
    names = organisation_names(release)
    found: set[str] = set()
    for (organisation_id,) in asked(
        release,
        "select organisation_id from curated.organisation_mentions where document_id = ?",
        ids(pages, seed)[0],
    ):
        found |= names[organisation_id]
    assert set(facts[seed]["organisations"]) <= found


@pytest.mark.parametrize("seed", ["000_8850c0bee6af566b", "001_b74cdddc99bdc13e"])
def test_instruments_are_mentioned(release: Any, facts: Any, pages: Any, seed: str) -> None:
    rows = asked(
        release,
        "select code, instrument_id from curated.instrument_mentions join curated.instruments using (instrument_id)"
        " where document_id = ?",
        ids(pages, seed)[0],
    )
    assert set(facts[seed]["instruments"]) <= {value for row in rows for value in row}


@pytest.mark.parametrize("seed", EDITIONS)
def test_topics(release: Any, facts: Any, pages: Any, seed: str) -> None:
    rows = asked(
        release, "select topic_id from curated.topic_mentions where document_id = ?", ids(pages, seed)[0]
    )
    assert set(facts[seed]["topics_at_least"]) <= {topic for (topic,) in rows}


def test_dateline_and_standfirst(release: Any, facts: Any, pages: Any) -> None:
    expected = facts["000_8850c0bee6af566b"]
    document = ids(pages, "000_8850c0bee6af566b")[0]
    [(place, agency, standfirst)] = asked(
        release,
        "select dateline_place, dateline_agency, standfirst from curated.press_releases where document_id = ?",
        document,
    )
    assert (place, agency) == (expected["dateline_place"], expected["dateline_agency"])
    assert standfirst.startswith(expected["standfirst_starts"])
    [(paragraphs,)] = asked(
        release,
        "select count(*) from curated.passages where document_id = ? and kind = 'paragraph'",
        document,
    )
    assert paragraphs == expected["body_paragraphs"]
    opening = expected["standfirst_starts"][:60]
    [(printed,)] = asked(
        release,
        "select count(*) from curated.passages where document_id = ? and contains(text, ?)",
        document,
        opening,
    )
    assert printed == 1


def test_roles(release: Any, facts: Any, pages: Any) -> None:
    rows = asked(
        release,
        "select p.name, r.role, r.organisation_id from curated.roles r join curated.people p using (person_id)"
        " where document_id = ?",
        ids(pages, "000_8850c0bee6af566b")[0],
    )
    names = organisation_names(release)
    for person, role, organisation in facts["000_8850c0bee6af566b"]["roles"]:
        assert any(
            row[0] == person and row[1] == role and organisation in names.get(row[2], set()) for row in rows
        ), (person, rows)


def test_quotes(release: Any, facts: Any, pages: Any) -> None:
    rows = asked(
        release,
        "select text, speaker_name from curated.quotes where document_id = ?",
        ids(pages, "000_8850c0bee6af566b")[0],
    )
    expected = facts["000_8850c0bee6af566b"]["quotes"]
    assert len(rows) == len(expected)
    for quote in expected:
        found = [
            text for text, speaker in rows if speaker == quote["speaker"] and text.startswith(quote["starts"])
        ]
        assert len(found) == 1, (quote, rows)
        assert "ends" not in quote or found[0].rstrip(",").endswith(quote["ends"])
        assert "words" not in quote or len(found[0].split()) == quote["words"]


@pytest.mark.parametrize("seed", ["000_8850c0bee6af566b", "003_04b830e824aef18a"])
def test_agreements(release: Any, facts: Any, pages: Any, seed: str) -> None:
    rows = asked(
        release,
        "select kind, parties, signed_on::varchar, place from curated.agreements where document_id = ?",
        ids(pages, seed)[0],
    )
    names = organisation_names(release)
    for agreement in facts[seed]["agreements"]:
        [row] = [row for row in rows if row[0] == agreement["kind"]]
        parties = [names[party] for party in row[1]]
        assert len(parties) == len(agreement["parties"])
        assert all(any(party in known for known in parties) for party in agreement["parties"])
        assert row[2] == agreement.get("signed_on")
        assert "place" not in agreement or row[3] == agreement["place"]


def test_event(release: Any, facts: Any, pages: Any) -> None:
    expected = facts["003_04b830e824aef18a"]
    dated, undated = ids(pages, "003_04b830e824aef18a")
    [row] = asked(
        release,
        "select starts_on::varchar, ends_on::varchar, venue, city, country_code, programme from curated.events"
        " where document_id = ?",
        dated,
    )
    assert row == tuple(
        expected[key] for key in ("starts_on", "ends_on", "venue", "city", "country_code", "programme")
    )
    [(precision,)] = asked(
        release, "select date_precision from curated.events where document_id = ?", undated
    )
    assert precision != "day", "that edition prints no year"


@pytest.mark.parametrize("seed", ["000_8850c0bee6af566b", "003_04b830e824aef18a"])
def test_editions_are_one_work(release: Any, pages: Any, seed: str) -> None:
    found = ids(pages, seed)
    rows = asked(
        release, "select distinct work_id from curated.documents where document_id in (?, ?)", *found
    )
    assert len(rows) == 1


@pytest.mark.parametrize("seed", ["001_b74cdddc99bdc13e", "002_384b5eb6590aeee8"])
def test_headings_and_list_items(release: Any, facts: Any, pages: Any, seed: str) -> None:
    rows = asked(
        release,
        "select kind, text, heading_path from curated.passages where document_id = ? order by ordinal",
        ids(pages, seed)[0],
    )
    headings = [text for kind, text, _ in rows if kind == "heading"]
    assert [heading for heading in headings if heading in facts[seed]["headings"]] == facts[seed]["headings"]
    for heading, count in facts[seed].get("list_items_under", {}).items():
        items = [text for kind, text, path in rows if kind == "list_item" and path and path[-1] == heading]
        assert len(items) == count
    for forbidden in facts[seed].get("not_in_passages", ()):
        assert forbidden not in {text for _, text, _ in rows}


def test_translations_and_see_also(release: Any, facts: Any, pages: Any) -> None:
    expected = facts["002_384b5eb6590aeee8"]
    document = ids(pages, "002_384b5eb6590aeee8")[0]
    editions = asked(release, "select language from curated.translations where document_id = ?", document)
    assert set(expected["translations"]) == {language for (language,) in editions}
    query = "select text from curated.links where kind = 'see_also' and document_id = ?"
    assert set(expected["see_also"]) <= {text for (text,) in asked(release, query, document)}


def test_text_reuse(release: Any, facts: Any, pages: Any) -> None:
    expected = facts["004_09668daffb31cb09"]["text_reuse_with"]["001_b74cdddc99bdc13e"]
    ours, theirs = ids(pages, "004_09668daffb31cb09")[0], ids(pages, "001_b74cdddc99bdc13e")[0]
    rows = asked(
        release,
        "select a.cluster_id, min(least(a.similarity, b.similarity)) from curated.text_reuse a"
        " join curated.text_reuse b using (cluster_id) where a.document_id = ? and b.document_id = ? group by all",
        ours,
        theirs,
    )
    assert len(rows) >= expected["passages_at_least"]
    assert any(similarity < 1 for _, similarity in rows), "the edited passage is in it"
