"""The commands that only look, on the release of the demo."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

Equalwork = Callable[..., subprocess.CompletedProcess[str]]
AGREEMENT = "http://ilo.org/gender/WCMS_990110/lang--en/index.htm"
COUNT = "select document_type, count(*) as documents from curated.documents group by all order by all"


@pytest.fixture
def look(equalwork: Equalwork, demo_home: Path) -> Equalwork:
    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        done = equalwork(*arguments, home=demo_home)
        assert done.returncode == 0, done.stderr
        return done

    return run


def test_results_in_every_form(look: Equalwork, tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(look("sql", COUNT, "--format", "csv").stdout)))
    assert {row["document_type"] for row in rows} >= {"press_release", "event", "publication"}
    parsed = json.loads(look("sql", COUNT, "--format", "json").stdout)
    assert [str(row["documents"]) for row in parsed] == [row["documents"] for row in rows]
    look("sql", COUNT, "--format", "parquet", "--out", tmp_path / "out.parquet")
    assert pq.read_table(tmp_path / "out.parquet").num_rows == len(rows)
    assert "press_release" in look("sql", COUNT).stdout


def test_explain_prints_each_field_with_rule_passage_span_and_capture(look: Equalwork) -> None:
    shown = look("explain", AGREEMENT).stdout
    assert "ilo_wcms.page_title" in shown
    assert "title 1 [0:" in shown
    assert "dateline_place" in shown
    assert "candidates that lost to an earlier rule" in shown
    capture = next(line.split(": ")[1] for line in shown.splitlines() if line.startswith("capture_id: "))
    assert capture[:8] in shown.split("evidence")[1]
    stored = look("archive", "show", capture).stdout
    assert "<html" in stored


def test_search_marks_the_words_and_filters(look: Equalwork) -> None:
    found = look(
        "search", "garderie", "crèche", "childcare", "--publisher", "UN Women", "--since", "2020"
    ).stdout
    assert "[childcare]" in found.lower()
    assert "UN Women" in found
    assert ", ILO, " not in found
    assert "nothing found" in look("search", "xylophone").stdout


def test_status_for_a_machine(look: Equalwork, demo_home: Path) -> None:
    status = json.loads(look("status", "--json").stdout)
    assert status["home"] == str(demo_home)
    assert {row["name"] for row in status["captures"]} >= {
        "ok",
        "blocked",
        "soft_404",
        "not_modified",
        "unchanged",
    }


def test_archive_verify_finds_a_changed_byte(
    equalwork: Equalwork, home_with_release: Path, look: Equalwork
) -> None:
    assert "is whole" in look("archive", "verify").stdout
    # A folder of its own: what is damaged here is not the demo's.
    [file] = [f for f in (home_with_release / "archive").rglob("*.warc.gz") if ".captures." not in f.name]
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 0xFF
    file.chmod(0o644)
    file.write_bytes(data)
    done = equalwork("archive", "verify", home=home_with_release)
    assert done.returncode == 1
    assert file.name in done.stdout


def test_the_archive_is_indexed_from_its_files_alone(equalwork: Equalwork, home_with_release: Path) -> None:
    for file in (home_with_release / "build").glob("*.duckdb*"):
        file.unlink()
    done = equalwork("archive", "index", home=home_with_release)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("36 new capture(s)")
