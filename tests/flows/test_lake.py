"""The warehouse on DuckLake: the release of the build file, and two collectors at once without loss."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from extractors.errors import SettingsError
from flows.looking.status import status_of
from flows.running.executor import LocalExecutor
from flows.running.job import Job, RunSummary
from flows.running.stages import run_job
from flows.settings import DEMO_ARCHIVE, PROJECT, Settings
from tests.flows.conftest import EQUALWORK, connect_to
from tests.flows.test_backfill import tables
from tests.postgres import postgres_server
from tests.sites.web import Web
from warehouse import ledger, open_release
from warehouse.lake import open_lake

NOW = datetime(2026, 3, 2, 2, 15, tzinfo=UTC)


@pytest.fixture
def postgres() -> Iterator[str]:
    with postgres_server() as address:
        yield address


def job(kind: str, home: Path, place: str, **parts: object) -> RunSummary:
    settings = Settings(home=home, sources=PROJECT / "sources", warehouse=place)
    return run_job(Job(kind=kind, **parts), settings, LocalExecutor(1))  # type: ignore[arg-type]


def test_the_release_is_that_of_the_build_file(tmp_path: Path, demo_home: Path) -> None:
    place = f"ducklake:{tmp_path / 'catalog.ducklake'}"
    home = tmp_path / "home"
    assert job("demo", home, place, paths=(DEMO_ARCHIVE,)).outcome == "done"
    assert tables(home) == tables(demo_home)
    again = job("demo", home, place, paths=(DEMO_ARCHIVE,))
    assert (again.outcome, again.capture_count, again.read_count) == ("done", 0, 0)
    assert tables(home) == tables(demo_home)
    assert job("rebuild", home, place).outcome == "done"
    assert tables(home) == tables(demo_home)
    assert not list((home / "build").glob("lake-*")), "the run's own file is gone"
    shown = status_of(Settings(home=home, sources=PROJECT / "sources", warehouse=place))
    assert [(run["command"], run["state"]) for run in shown["runs"]] == [
        ("rebuild", "done"), ("demo", "done"), ("demo", "done"),
    ]  # fmt: skip
    assert shown["captures"][0]["name"] == "ok"
    assert {state["source_id"] for state in shown["states"]} >= {"ilo_newsroom", "labordoc"}


@pytest.mark.slow
def test_two_collectors_at_once_lose_nothing(
    postgres: str, demo_web: Web, quick_sources: Path, tmp_path: Path
) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "EQUALWORK_SOURCES": str(quick_sources),
        "EQUALWORK_CONTACT": "https://example.org/us",
        "EQUALWORK_CONNECT_TO": connect_to(demo_web),
        "EQUALWORK_BATCH_SIZE": "1",
        "EQUALWORK_WORKERS": "1",
    }
    shared = {
        **environment,
        "EQUALWORK_HOME": str(tmp_path / "shared"),
        "EQUALWORK_WAREHOUSE": f"ducklake:{postgres}",
    }
    pair = [collect(shared, "unwomen_news"), collect(shared, "ilo_newsroom")]
    ends = [process.communicate(timeout=300)[0] for process in pair]
    assert [process.returncode for process in pair] == [0, 0], ends
    looked = subprocess.run(
        [EQUALWORK, "status", "--json"], env=shared, cwd=PROJECT, text=True, capture_output=True, check=True
    )
    runs = json.loads(looked.stdout)["runs"]
    assert [(run["command"], run["state"]) for run in runs] == [("run", "done"), ("run", "done")]

    alone = {**environment, "EQUALWORK_HOME": str(tmp_path / "alone")}
    for source in ("unwomen_news", "ilo_newsroom"):
        process = collect(alone, source)
        told = process.communicate(timeout=300)[0]
        assert process.returncode == 0, told
    assert contents(tmp_path / "shared") == contents(tmp_path / "alone")


def collect(environment: dict[str, str], source: str) -> subprocess.Popen[str]:
    command = [EQUALWORK, "run", "--source", source]
    return subprocess.Popen(
        command, env=environment, cwd=PROJECT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )


def contents(home: Path) -> dict[str, list[tuple[object, ...]]]:
    """What does not depend on the moment of collecting: each row as often as it is there."""
    with open_release(home) as connection:
        return {
            query: connection.execute(f"{query} order by all").fetchall()
            for query in (
                "select url, title, published_on, body, version from curated.documents",
                "select url, verdict, payload_sha256 from curated.captures where verdict = 'ok'",
                "select document_id, text, speaker_name from curated.quotes",
                "select document_id, ordinal, text from curated.passages",
                "select document_id, organisation_id, mention_count from curated.organisation_mentions",
            )
        }


@pytest.mark.slow
def test_a_live_run_is_not_taken_for_a_dead_one(postgres: str, tmp_path: Path) -> None:
    place, data = f"ducklake:{postgres}", str(tmp_path / "lake")
    with open_lake(tmp_path / "a", place, data, run_id="night-a") as first:
        ledger.load_run_start(first.connection, run_id="night-a", command="run", parameters={}, now=NOW)
        with open_lake(tmp_path / "b", place, data, run_id="night-b") as second:
            assert ledger.close_dead_runs(second.connection, now=NOW) == []
    with open_lake(tmp_path / "b", place, data, run_id="night-c") as third:
        assert ledger.close_dead_runs(third.connection, now=NOW) == ["night-a"]


def test_a_catalog_that_cannot_be_reached_is_a_clear_error(tmp_path: Path) -> None:
    place = "ducklake:postgres://nobody:secret@127.0.0.1:9/nothing"
    with (
        pytest.raises(SettingsError, match="catalog of the warehouse") as told,
        open_lake(tmp_path, place, "", run_id="night"),
    ):
        pass
    assert "secret" not in str(told.value)


def test_a_missing_extension_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warehouse.lake.find_spec", lambda name: None)
    with (
        pytest.raises(SettingsError, match="duckdb-extension-ducklake"),
        open_lake(tmp_path, f"ducklake:{tmp_path / 'catalog'}", "", run_id="night"),
    ):
        pass
