"""A full disk at any moment: a clear error, nothing left behind, the last good release still current."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from extractors.errors import RunFailed
from tests.warehouse.release.sample import DAY, RUN
from warehouse import open_release
from warehouse.publishing.release import current_release, publish_release

Connection = duckdb.DuckDBPyConnection


def folder_size(folder: Path) -> int:
    """Return the bytes that a folder takes on a tmpfs, in whole pages."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return sum(-(-size // 4096) * 4096 for size in sizes)


def publish(con: Connection, home: Path, days: int) -> Path:
    return publish_release(con, home=home, now=DAY + timedelta(days=days), run_id=RUN, checks=[]).path


@pytest.fixture(scope="module")
def release_size(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> int:
    """The bytes of one release of the sample."""
    home = tmp_path_factory.mktemp("size")
    shutil.copytree(sample_home / "build", home / "build")
    with duckdb.connect(str(home / "build" / "equalwork.duckdb")) as con:
        return folder_size(publish(con, home, 0))


@pytest.fixture
def small_disk(home: Path) -> Iterator[Path]:
    """The releases folder of `home` on a file system of its own that can be given a size."""
    releases = home / "releases"
    releases.mkdir()
    if os.geteuid() != 0:
        pytest.skip("only root can mount a file system of limited size")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", releases], capture_output=True
    )
    if mounted.returncode != 0:
        pytest.skip(f"no tmpfs can be mounted here: {mounted.stderr.decode().strip()}")
    yield releases
    subprocess.run(["umount", "-l", releases], check=True)


def resize(disk: Path, size: int) -> None:
    subprocess.run(["mount", "-o", f"remount,size={size // 1024}k", disk], check=True)


# From "not even the folder" to "all but the last file".
@pytest.mark.parametrize("share", [0.01, 0.2, 0.4, 0.55, 0.7, 0.8, 0.9, 0.97])
def test_full_disk_leaves_the_last_release(
    con: Connection, home: Path, small_disk: Path, release_size: int, share: float
) -> None:
    good = publish(con, home, 0)
    with open_release(home) as reader:
        resize(small_disk, folder_size(good) + int(release_size * share) + 8192)
        with pytest.raises(
            RunFailed, match=r"(No space left|Could not|disk).*still 20261120T021500Z"
        ) as caught:
            publish(con, home, 1)
        assert "equalwork publish" in str(caught.value)
        assert sorted(path.name for path in small_disk.iterdir()) == [good.name, "current"]
        assert current_release(home) == good
        assert reader.execute("select count(*) > 0 from curated.documents").fetchone() == (True,)
    assert con.execute("select count(*) > 0 from curated.documents").fetchone() == (True,)
    resize(small_disk, 64 << 20)
    assert publish(con, home, 2) == current_release(home)


LIMITED = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from extractors.errors import RunFailed
from warehouse.publishing.release import publish_release
from warehouse.store import BUILD_FILE, connect
home, limit = Path(sys.argv[1]), int(sys.argv[2])
con = connect(home / BUILD_FILE)
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    publish_release(con, home=home, now=datetime(2026, 11, 22, tzinfo=UTC), run_id="r", checks=[])
except RunFailed as error:
    print(error)
    sys.exit(1)
"""


@pytest.mark.parametrize("limit", [0, 10_000, 300_000])
def test_file_size_limit_leaves_the_last_release(
    con: Connection, home: Path, project: Path, limit: int
) -> None:
    good = publish(con, home, 0)
    con.close()
    ended = subprocess.run(
        [sys.executable, "-c", LIMITED, str(home), str(limit)], cwd=project, capture_output=True, text=True
    )
    assert (ended.returncode, ended.stderr) == (1, "")
    assert "the release could not be written" in ended.stdout and good.name in ended.stdout
    assert sorted(path.name for path in (home / "releases").iterdir()) == [good.name, "current"]


def test_unwritable_folder_is_told(con: Connection, home: Path) -> None:
    (home / "releases").write_text("a file where the folder should be")
    with pytest.raises(RunFailed, match="there was no release before"):
        publish(con, home, 0)
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 0
