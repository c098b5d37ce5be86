"""`equalwork status`: next runs, how the sources stand, drift, for a person and for a machine."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from flows.looking.status import status_of
from flows.orchestration.deployments import next_runs
from flows.settings import PROJECT, Settings
from warehouse.store import BUILD_FILE


@pytest.mark.parametrize(
    ("now", "nightly"),
    [
        (datetime(2026, 11, 22, 2, 15, tzinfo=UTC), "2026-11-23T02:15:00+01:00"),
        (datetime(2026, 7, 1, 0, 14, tzinfo=UTC), "2026-07-01T02:15:00+02:00"),
        (datetime(2026, 7, 1, 0, 15, tzinfo=UTC), "2026-07-02T02:15:00+02:00"),
    ],
)
def test_next_runs_are_those_of_prefect_yaml_in_their_zone(now: datetime, nightly: str) -> None:
    found = dict(next_runs(now))
    assert found["nightly"].isoformat() == nightly
    assert found["weekly-recheck"].isoweekday() == 6
    assert set(found) == {"nightly", "weekly-recheck"}, "the others are started by hand"


def test_status_says_how_each_source_stands(demo_home: Path) -> None:
    status = status_of(Settings(home=demo_home, sources=PROJECT / "sources"))
    stands = {row["source_id"]: (row["frequency"], row["state"]) for row in status["states"]}
    assert stands["labordoc"] == ("weekly", "never")
    assert stands["ilo_newsroom"][0] == "daily"
    assert "womenwatch" not in stands, "an archive is not asked, so it cannot be late"


def test_drift_is_counted_by_source(
    home_with_release: Path, equalwork: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    with duckdb.connect(str(home_with_release / BUILD_FILE)) as con:
        con.execute(
            "insert into ops.issues (issue_id, code, source_id, url, noticed_at) values"
            " ('1', 'reader.drift', 'ilo_newsroom', 'https://www.ilo.org/a', now()),"
            " ('2', 'reader.drift', 'ilo_newsroom', 'https://www.ilo.org/b', now() + interval 1 hour)"
        )
    shown = equalwork("status", "--json", home=home_with_release)
    [drift] = json.loads(shown.stdout)["drift"]
    assert (drift["source_id"], drift["pages"], drift["example"]) == (
        "ilo_newsroom",
        2,
        "https://www.ilo.org/b",
    )
    assert "drift" in equalwork("status", home=home_with_release).stdout


def test_a_person_sees_one_row_a_source(
    home_with_release: Path, equalwork: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    shown = equalwork("status", home=home_with_release).stdout
    [newsroom] = [line.split() for line in shown.splitlines() if line.strip().startswith("ilo_newsroom")]
    known = json.loads(equalwork("status", "--json", home=home_with_release).stdout)
    [state] = [row for row in known["states"] if row["source_id"] == "ilo_newsroom"]
    [source] = [row for row in known["sources"] if row["source_id"] == "ilo_newsroom"]
    assert newsroom[1:3] == ["daily", state["state"]]
    assert " ".join(newsroom[5:7]) == source["last_success_at"][:16], "to the minute"
    assert newsroom[9] == str(source["document_count"])
