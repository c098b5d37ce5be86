"""A build takes what did not change from the site before, and gives the same bytes as a full one."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.release.sample import DAY
from tests.warehouse.site.conftest import ADDRESS
from warehouse.site import publish_site
from warehouse.site.writer import MANIFEST, fingerprint


def build(release: Path, folder: Path, previous: Path | None) -> tuple[int, dict[str, bytes]]:
    report = publish_site(release / "equalwork.duckdb", folder, previous=previous, now=DAY, address=ADDRESS)
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }
    assert report.file_count == len(files) - 1
    return report.made_count, files


def test_nothing_is_made_again_when_nothing_changed(site: Path, tmp_path: Path) -> None:
    made, files = build(site.parent, tmp_path / "site", site)
    assert made == 0
    assert (tmp_path / "site" / "index.html").stat().st_ino == (site / "index.html").stat().st_ino
    assert files.keys() == {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}


def test_a_changed_document_remakes_its_pages_only(site: Path, tmp_path: Path) -> None:
    release = tmp_path / "release"
    shutil.copytree(site.parent, release, ignore=shutil.ignore_patterns("site"))
    (release / "equalwork.duckdb").chmod(0o644)
    with duckdb.connect(str(release / "equalwork.duckdb")) as con:
        con.execute("update curated.documents set title = 'A new title' where title like 'Note 8:%'")
    made, with_links = build(release, tmp_path / "linked", site)
    _, from_nothing = build(release, tmp_path / "full", None)
    pages = {path for path in with_links if path.startswith("documents/") and path.count("-") > 3}
    remade = {path for path in pages if with_links[path] != (site / path).read_bytes()}
    assert len(remade) == 1
    assert 5 < made < 60
    assert {path for path in from_nothing if from_nothing[path] != with_links[path]} <= {"site.duckdb"}


def test_a_lost_manifest_costs_time_only(site: Path, tmp_path: Path) -> None:
    before = tmp_path / "before"
    shutil.copytree(site, before)
    (before / MANIFEST).chmod(0o644)
    (before / MANIFEST).write_text("{torn")
    made, files = build(site.parent, tmp_path / "site", before)
    assert made == len(files) - 1


def test_a_database_file_by_itself_is_enough(release: Path, tmp_path: Path) -> None:
    shutil.copyfile(release / "equalwork.duckdb", tmp_path / "equalwork.duckdb")
    _, files = build(tmp_path, tmp_path / "site", None)
    assert b"No report of checks" in files["data/index.html"]


@pytest.mark.parametrize("other", [{"a": 2}, {"b": 1}, {"a": "1"}])
def test_fingerprints_tell_contexts_apart(other: dict[str, object]) -> None:
    assert fingerprint("page.j2", {"a": 1}) == fingerprint("page.j2", {"a": 1})
    assert fingerprint("page.j2", {"a": 1}) != fingerprint("page.j2", other)
