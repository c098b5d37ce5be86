"""Bad input gets a clear error and an exit code; nothing is lost and the last good release stays current."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.settings import DEMO_ARCHIVE, PROJECT
from warehouse import open_release
from warehouse.publishing.pointer import current_release
from warehouse.store import open_build

Equalwork = Callable[..., subprocess.CompletedProcess[str]]


def document_count(home: Path) -> int:
    with open_release(home) as connection:
        [(count,)] = connection.execute("select count(*) from curated.documents").fetchall()
    return int(count)


def test_an_unknown_setting_is_refused_with_the_nearest_known(equalwork: Equalwork, tmp_path: Path) -> None:
    done = equalwork("status", home=tmp_path, EQUALWORK_MEMORY_LIMT="1GB")
    assert done.returncode == 2
    assert "EQUALWORK_MEMORY_LIMT" in done.stderr
    assert "did you mean EQUALWORK_MEMORY_LIMIT?" in done.stderr


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("EQUALWORK_WORKERS", "many", "valid integer"),
        ("EQUALWORK_CONNECT_TO", "www.ilo.org", "host:port=http://host:port"),
        ("EQUALWORK_MEMORY_LIMIT", "plenty", "size like"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(
    equalwork: Equalwork, tmp_path: Path, name: str, value: str, told: str
) -> None:
    done = equalwork("status", home=tmp_path, **{name: value})
    assert done.returncode == 2
    assert f"{name} = {value!r}" in done.stderr
    assert told in done.stderr


def test_every_problem_of_every_source_file_is_named_at_once(equalwork: Equalwork, tmp_path: Path) -> None:
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "bad_key.yml").write_text("title: x\ncolour: red\n")
    (folder / "bad_yaml.yml").write_text("title: [x\n")
    source = (PROJECT / "sources" / "ilo_newsroom.yml").read_text("utf-8")
    (folder / "bad_value.yml").write_text(source.replace("frequency: daily", "frequency: hourly"))
    done = equalwork("sources", "check", home=tmp_path, EQUALWORK_SOURCES=str(folder))
    assert done.returncode == 1
    assert "bad_key.yml: colour = 'red'" in done.stderr
    assert "bad_yaml.yml: not valid YAML" in done.stderr
    assert "bad_value.yml: frequency = 'hourly'" in done.stderr


def test_a_missing_sources_folder_is_said(equalwork: Equalwork, tmp_path: Path) -> None:
    done = equalwork("run", "--dry-run", home=tmp_path, EQUALWORK_SOURCES=str(tmp_path / "nowhere"))
    assert done.returncode == 1
    assert f"{tmp_path / 'nowhere'}: no source files" in done.stderr


def test_an_unknown_source_is_refused_with_those_there_are(equalwork: Equalwork, tmp_path: Path) -> None:
    done = equalwork("run", "--source", "ilo_newsrom", home=tmp_path)
    assert done.returncode == 2
    assert "ilo_newsroom" in done.stderr


def test_collecting_without_a_contact_is_refused(equalwork: Equalwork, tmp_path: Path) -> None:
    done = equalwork("run", home=tmp_path)
    assert done.returncode == 2
    assert "EQUALWORK_CONTACT" in done.stderr


def test_a_torn_warc_keeps_what_was_whole_and_fails_the_command(equalwork: Equalwork, tmp_path: Path) -> None:
    torn = tmp_path / "torn.warc.gz"
    torn.write_bytes(DEMO_ARCHIVE.read_bytes()[:-700])
    done = equalwork("backfill", "--via", "warc", torn, home=tmp_path / "home")
    assert done.returncode == 1
    assert "torn.warc.gz" in done.stderr
    assert "offset" in done.stderr
    assert "what to do" in done.stderr
    assert document_count(tmp_path / "home") > 10


def test_a_file_that_is_no_warc_is_said_and_the_release_stays(
    equalwork: Equalwork, home_with_release: Path, tmp_path: Path
) -> None:
    before = current_release(home_with_release)
    documents = document_count(home_with_release)
    (tmp_path / "not.warc.gz").write_bytes(b"this is no archive at all")
    done = equalwork("backfill", "--via", "warc", tmp_path / "not.warc.gz", home=home_with_release)
    assert done.returncode == 1
    assert "not.warc.gz" in done.stderr
    assert before is not None
    assert before.is_dir()
    assert document_count(home_with_release) == documents


def test_a_missing_file_is_wrong_usage(equalwork: Equalwork, tmp_path: Path) -> None:
    done = equalwork("backfill", "--via", "warc", tmp_path / "none.warc.gz", home=tmp_path)
    assert done.returncode == 2
    assert "none.warc.gz" in done.stderr


def test_a_locked_warehouse_names_its_holder(equalwork: Equalwork, home_with_release: Path) -> None:
    with open_build(home_with_release, run_id="the-other-run", now=datetime(2026, 1, 2, tzinfo=UTC)):
        done = equalwork("publish", home=home_with_release)
    assert done.returncode == 1
    assert f"process {os.getpid()}" in done.stderr
    assert "the-other-run" in done.stderr
    assert "2026-01-02" in done.stderr


def test_a_demo_does_not_pull_the_rug_from_under_another(
    equalwork: Equalwork, home_with_release: Path
) -> None:
    (home_with_release / ".equalwork-demo").touch()
    with open_build(home_with_release, run_id="the-other-run", now=datetime(2026, 1, 2, tzinfo=UTC)):
        done = equalwork("demo", "--home", home_with_release)
    assert done.returncode == 1
    assert "the-other-run" in done.stderr
    assert current_release(home_with_release) is not None


def test_a_wrong_query_says_what_duckdb_says(equalwork: Equalwork, home_with_release: Path) -> None:
    done = equalwork("sql", "select nothing from nowhere", home=home_with_release)
    assert done.returncode == 1
    assert "nowhere" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_release_cannot_be_written_to(equalwork: Equalwork, home_with_release: Path) -> None:
    done = equalwork("sql", "delete from curated.documents", home=home_with_release)
    assert done.returncode == 1
    assert "read-only" in done.stderr.lower()


@pytest.fixture
def small_disk(tmp_path: Path, demo_home: Path) -> Iterator[Path]:
    """The demo's home on a disk of its own that is nearly full."""
    if os.geteuid() != 0:
        pytest.skip("mounting a small disk needs root")
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1g", "tmpfs", str(disk)], check=False)
    if mounted.returncode:
        pytest.skip("this machine does not let us mount a small disk")
    try:
        shutil.copytree(demo_home, disk / "home", symlinks=True)
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.slow
@pytest.mark.parametrize("room", [100_000, 1_500_000])
def test_a_full_disk_while_publishing_loses_nothing(
    equalwork: Equalwork, small_disk: Path, room: int
) -> None:
    home = small_disk / "home"
    before, documents = current_release(home), document_count(home)
    used = shutil.disk_usage(small_disk).used
    size = f"remount,size={(used + room) // 4096 * 4096}"
    subprocess.run(["mount", "-o", size, str(small_disk)], check=True)
    done = equalwork("publish", home=home)
    assert done.returncode == 1, done.stdout
    assert "Traceback" not in done.stderr
    assert "what to do" in done.stderr
    assert current_release(home) == before
    assert document_count(home) == documents
    subprocess.run(["mount", "-o", "remount,size=1g", str(small_disk)], check=True)
    again = equalwork("publish", home=home)
    assert again.returncode == 0, again.stderr
    assert current_release(home) != before
