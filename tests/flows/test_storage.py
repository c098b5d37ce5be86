"""A home on object storage: an S3 server on loopback, a run on one machine, the next on another."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests

from extractors.errors import RunFailed, SettingsError
from flows.homes.storage import Storage
from flows.running.demo import demo_settings
from flows.settings import DEMO_ARCHIVE, Settings
from tests.flows.test_backfill import tables
from tests.postgres import free_port
from warehouse.publishing.pointer import current_release, move_pointer

Equalwork = Callable[..., subprocess.CompletedProcess[str]]
HOME = "s3://collected/equalwork"


@pytest.fixture(scope="module")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment that reaches an S3 server on loopback with one empty bucket."""
    port = free_port()
    with (tmp_path_factory.mktemp("s3") / "log").open("wb") as log:
        command = [str(Path(sys.executable).parent / "moto_server"), "-H", "127.0.0.1", "-p", str(port)]
        server = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        wait_for(f"http://127.0.0.1:{port}/collected")
        yield {
            "AWS_ACCESS_KEY_ID": "testing",
            "AWS_SECRET_ACCESS_KEY": "testing",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        }
    finally:
        server.kill()
        server.wait()


def wait_for(bucket: str) -> None:
    end = time.monotonic() + 60
    while True:
        try:
            requests.put(bucket, timeout=5).raise_for_status()
            return
        except requests.ConnectionError:
            assert time.monotonic() < end, "the S3 server did not start"
            time.sleep(0.2)


@pytest.mark.slow
def test_two_machines_share_a_home(
    s3: dict[str, str], tmp_path: Path, equalwork: Equalwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = {**s3, "EQUALWORK_REMOTE": HOME}
    done = equalwork("backfill", "--via", "warc", DEMO_ARCHIVE, home=tmp_path / "one", **first)
    assert done.returncode == 0, done.stdout + done.stderr
    released = current_release(tmp_path / "one")
    assert released is not None

    # Another machine: nothing but the address. It sees the release, and rebuilds from the archive.
    second = {**s3, "EQUALWORK_HOME": HOME, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    shown = equalwork(
        "sql", "select count(*) as n from curated.documents", "--format", "csv", home=HOME, **second
    )
    assert shown.returncode == 0, shown.stderr
    copy = tmp_path / "cache" / "equalwork" / "homes" / "s3-collected-equalwork"
    assert current_release(copy) == copy / "releases" / released.name
    assert not (copy / "archive").exists(), "to look at a release needs no archive"
    rebuilt = equalwork("rebuild", home=HOME, **second)
    assert rebuilt.returncode == 0, rebuilt.stdout + rebuilt.stderr
    assert tables(copy) == tables(tmp_path / "one")

    # And the first sees what the second published.
    looked = equalwork("status", home=tmp_path / "one", **first)
    assert looked.returncode == 0, looked.stderr
    ours, theirs = current_release(tmp_path / "one"), current_release(copy)
    assert ours is not None
    assert theirs is not None
    assert ours.name == theirs.name != released.name

    for name, each in s3.items():
        monkeypatch.setenv(name, each)
    storage = Storage(HOME, tmp_path / "one")
    assert storage.prune_releases(keep=1) == [], "the first good one of a month is kept"
    marked = f"{s3['AWS_ENDPOINT_URL']}/{HOME.removeprefix('s3://')}/releases/{released.name}/REJECTED"
    requests.put(marked, data=b"a check", timeout=5).raise_for_status()
    assert storage.prune_releases(keep=1) == [released.name]
    assert Storage(HOME, tmp_path / "three").pull_release() == theirs.name


def remote(tmp_path: Path) -> str:
    """A second kind of storage, which needs no server: fsspec's own file system."""
    return f"file://{tmp_path / 'remote'}"


def test_the_pointer_is_written_last(tmp_path: Path, demo_home: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(demo_home, home, symlinks=True)
    release = current_release(home)
    assert release is not None
    (tmp_path / "remote").mkdir()
    storage = Storage(remote(tmp_path), home)
    # The last file of the release cannot be stored: there is a folder of its name.
    blocking = tmp_path / "remote" / "releases" / release.name / "parquet" / "works.parquet"
    blocking.mkdir(parents=True)
    with pytest.raises(RunFailed, match="could not be written"):
        storage.push_release(release)
    assert Storage(remote(tmp_path), tmp_path / "other").pull_release() is None
    blocking.rmdir()
    storage.push_release(release)
    assert Storage(remote(tmp_path), tmp_path / "other").pull_release() == release.name
    assert tables(tmp_path / "other") == tables(home)


def test_a_rejected_release_is_stored_and_not_pointed_to(tmp_path: Path, demo_home: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(demo_home, home, symlinks=True)
    release = current_release(home)
    assert release is not None
    rejected = shutil.copytree(release, release.with_name("20991231T000000Z"))
    storage = Storage(remote(tmp_path), home)
    storage.push_release(release)
    storage.push_release(rejected)
    assert (tmp_path / "remote" / "releases" / rejected.name / "checks.json").exists()
    assert Storage(remote(tmp_path), tmp_path / "other").pull_release() == release.name
    move_pointer(rejected)
    storage.push_release(rejected)
    assert Storage(remote(tmp_path), tmp_path / "other").pull_release() == rejected.name


def test_old_releases_go_from_the_storage_by_the_rule_of_the_home(tmp_path: Path) -> None:
    releases = tmp_path / "remote" / "releases"
    stamps = [f"2026{month:02}{day:02}T021500Z" for month in (1, 2, 3) for day in range(1, 21)]
    for stamp in stamps:
        (releases / stamp / "csv").mkdir(parents=True)
        (releases / stamp / "csv" / "documents.csv").write_text("one", "utf-8")
        (releases / stamp / "RELEASE.md").write_text(stamp, "utf-8")
    # The first release of February was rejected, and an old one is what is pointed to.
    (releases / stamps[20] / "REJECTED").touch()
    (releases / "current").write_text(stamps[5], "ascii")
    (tmp_path / "remote" / "archive").mkdir()
    (tmp_path / "remote" / "archive" / "a.warc.gz").write_bytes(b"kept")
    pruned = Storage(remote(tmp_path), tmp_path / "home").prune_releases(keep=5)
    left = sorted(path.name for path in releases.iterdir() if path.name.startswith("2026"))
    assert left == sorted({stamps[0], stamps[5], stamps[21], stamps[40], *stamps[-5:]})
    assert pruned == [stamp for stamp in stamps if stamp not in left]
    assert (releases / "changelog" / f"{pruned[0]}.RELEASE.md").read_text("utf-8") == pruned[0]
    assert (tmp_path / "remote" / "archive" / "a.warc.gz").exists()
    assert Storage(remote(tmp_path), tmp_path / "home").prune_releases(keep=5) == []


def test_only_closed_files_are_stored_and_only_once(tmp_path: Path, demo_home: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(demo_home / "archive", home / "archive")
    closed = len(list((home / "archive").rglob("*.warc.gz")))
    (home / "archive" / "being-written.warc.gz.open").write_bytes(b"half a record")
    storage = Storage(remote(tmp_path), home)
    assert storage.push_archive() == closed > 0
    assert storage.push_archive() == 0
    other = Storage(remote(tmp_path), tmp_path / "other")
    assert other.pull_archive() == closed
    assert other.pull_archive() == 0
    # One that was cut short on its way is stored again.
    cut = next((tmp_path / "remote" / "archive").rglob("*.warc.gz"))
    os.truncate(cut, 10)
    assert storage.push_archive() == 1


def test_a_storage_that_does_not_answer_is_told(tmp_path: Path, equalwork: Equalwork) -> None:
    dead = {
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{free_port()}",
        "AWS_MAX_ATTEMPTS": "1",
        "EQUALWORK_REMOTE": HOME,
    }
    done = equalwork("backfill", "--via", "warc", DEMO_ARCHIVE, **dead)
    assert done.returncode == 1
    assert f"equalwork: {HOME} could not be read" in done.stderr, done.stderr


def test_an_unknown_kind_of_storage_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be used as a home"):
        Storage("moon://crater", tmp_path)


def test_the_demo_stays_on_this_machine(tmp_path: Path) -> None:
    shared = Settings(home=tmp_path, remote=HOME, warehouse="ducklake:postgres://db.example.org/equalwork")
    demo = demo_settings(shared, None)
    assert (demo.home, demo.remote, demo.warehouse) == (tmp_path / "demo", "", "duckdb")


def test_the_home_of_an_address_is_its_working_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    settings = Settings(home=HOME)  # type: ignore[arg-type]
    assert settings.remote == HOME
    assert settings.home == tmp_path / "equalwork" / "homes" / "s3-collected-equalwork"
    assert Settings(home=tmp_path).remote == ""
