"""Old releases go by the stated rule; the current one and the changelogs stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from warehouse.publishing.pointer import current_release, move_pointer, releases_of
from warehouse.publishing.prune import clear_leftovers, prune_releases


def make_release(home: Path, stamp: str, *, is_rejected: bool = False) -> Path:
    folder = home / "releases" / stamp
    folder.mkdir(parents=True)
    for name in ("equalwork.duckdb", "RELEASE.md", "changes.parquet"):
        (folder / name).write_text(stamp)
    if is_rejected:
        (folder / "REJECTED").write_text("keys_unique\n")
    return folder


def names(folders: list[Path]) -> list[str]:
    return [folder.name for folder in folders]


def test_newest_and_first_of_each_month_are_kept(tmp_path: Path) -> None:
    for month in (8, 9, 10):
        for day in range(1, 29):
            make_release(tmp_path, f"2026{month:02}{day:02}T021500Z")
    gone = prune_releases(tmp_path)
    kept = names(releases_of(tmp_path))
    assert kept[:3] == ["20260801T021500Z", "20260901T021500Z", "20260927T021500Z"]
    assert len(kept) == 30 + 2
    assert gone[0] == "20260802T021500Z" and len(gone) == 84 - 32


def test_a_rejected_release_is_no_first_of_a_month(tmp_path: Path) -> None:
    make_release(tmp_path, "20260801T021500Z", is_rejected=True)
    for day in (2, 3):
        make_release(tmp_path, f"202608{day:02}T021500Z")
    assert prune_releases(tmp_path, keep=1) == ["20260801T021500Z"]


def test_the_current_release_is_never_pruned(tmp_path: Path) -> None:
    make_release(tmp_path, "20260801T021500Z")
    old = make_release(tmp_path, "20260802T021500Z")
    move_pointer(old)
    for day in range(3, 10):
        make_release(tmp_path, f"202608{day:02}T021500Z", is_rejected=True)
    assert "20260802T021500Z" not in prune_releases(tmp_path, keep=2)
    assert current_release(tmp_path) == old


def test_changelogs_of_pruned_releases_are_kept(tmp_path: Path) -> None:
    for day in (1, 2, 3):
        make_release(tmp_path, f"202608{day:02}T021500Z")
    prune_releases(tmp_path, keep=1)
    kept = sorted(path.name for path in (tmp_path / "releases" / "changelog").iterdir())
    assert kept == ["20260802T021500Z.RELEASE.md", "20260802T021500Z.changes.parquet"]


def test_a_prune_cut_short_is_finished_by_the_next(tmp_path: Path) -> None:
    folder = make_release(tmp_path, "20260801T021500Z")
    folder.rename(folder.with_name("20260801T021500Z.pruned"))
    assert releases_of(tmp_path) == []
    clear_leftovers(tmp_path / "releases")
    assert list((tmp_path / "releases").iterdir()) == []


def test_second_release_of_a_second_is_newer(tmp_path: Path) -> None:
    for stamp in ("20260801T021500Z-10", "20260801T021500Z-2", "20260801T021500Z"):
        make_release(tmp_path, stamp)
    assert names(releases_of(tmp_path)) == ["20260801T021500Z", "20260801T021500Z-2", "20260801T021500Z-10"]


@pytest.mark.parametrize("target", ["20260801T021500Z", "nowhere"])
def test_a_pointer_to_nothing_is_no_release(tmp_path: Path, target: str) -> None:
    (tmp_path / "releases").mkdir()
    (tmp_path / "releases" / "current").symlink_to(target)
    assert current_release(tmp_path) is None
