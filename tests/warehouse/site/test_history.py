"""The changelog: what every release changed stays told, also of those that are gone or were rejected."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.site.html import parsed
from warehouse.checks import CheckResult
from warehouse.publishing.changes import SchemaChange
from warehouse.publishing.datapackage import Facts
from warehouse.publishing.notes import Notes, release_notes
from warehouse.publishing.prune import prune_releases
from warehouse.site.history import FILE, Past, history_file, read_history

FATAL = CheckResult("keys_unique", "double rows", "fatal", False, "2 rows", "none")
WARNING = CheckResult("reader_drift", "drift", "warning", False, "1 row", "none")


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as con:
        yield con


def make_release(
    home: Path, day: int, *, changes: Sequence[tuple[str, str]] = (), checks: Sequence[CheckResult] = (),
    structure: Sequence[SchemaChange] = (),
) -> Path:  # fmt: skip
    """Write what the history is read from, as a release has it: notes and the table of changes."""
    made = datetime(2026, 1, day, 2, 15, tzinfo=UTC)
    stamp = f"{made:%Y%m%dT%H%M%SZ}"
    folder = home / "releases" / stamp
    folder.mkdir(parents=True)
    facts = Facts(stamp, made, "run", not any(check.is_fatal for check in checks), (), {})
    notes = Notes(facts, None, {}, (), structure, checks, (), ())
    (folder / "RELEASE.md").write_text(release_notes(notes), "utf-8")
    rows = ", ".join(f"('{table}', '{kind}')" for table, kind in changes) or "(null, null)"
    duckdb.execute(
        f"copy (from (values {rows}) t(table_name, kind) where kind is not null) "
        f"to '{folder / 'changes.parquet'}' (format parquet)"
    )
    return folder


def test_a_release_tells_what_it_changed(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    folder = make_release(
        tmp_path,
        2,
        changes=[("documents", "added"), ("documents", "added"), ("quotes", "removed")],
        checks=[WARNING],
        structure=[SchemaChange("documents", "new column `kicker` (VARCHAR)")],
    )
    (past,) = read_history(con, folder, folder.name, None)
    assert past == Past(
        "20260102T021500Z",
        True,
        {"documents": {"added": 2}, "quotes": {"removed": 1}},
        [("documents", "new column `kicker` (VARCHAR)")],
        [],
    )
    assert (past.documents("added"), past.rows("removed"), past.created.day) == (2, 1, 2)


def test_rejected_and_pruned_releases_stay_in_the_history(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    make_release(tmp_path, 1, changes=[("documents", "added")])
    make_release(tmp_path, 2, changes=[("documents", "changed")])
    make_release(tmp_path, 3, checks=[FATAL, WARNING])
    last = make_release(tmp_path, 4)
    before = read_history(con, last, last.name, None)
    assert [(past.created.day, past.is_good) for past in before] == [
        (4, True),
        (3, False),
        (2, True),
        (1, True),
    ]
    assert before[1].failed == ["keys_unique"]
    assert prune_releases(tmp_path, keep=1) == ["20260102T021500Z", "20260103T021500Z"]
    assert read_history(con, last, last.name, None) == before


def test_later_releases_are_not_told_of(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    first = make_release(tmp_path, 1)
    make_release(tmp_path, 2)
    assert [past.stamp for past in read_history(con, first, first.name, None)] == [first.name]


def test_a_release_that_went_alone_carries_the_history(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    first = make_release(tmp_path, 1, structure=[SchemaChange("old", "table removed")])
    second = make_release(tmp_path, 2)
    site = second / "site"
    (site / FILE).parent.mkdir(parents=True)
    history = read_history(con, second, second.name, None)
    (site / FILE).write_bytes(history_file(history))
    shutil.rmtree(first)
    third = make_release(tmp_path / "elsewhere", 3)
    assert read_history(con, third, third.name, site)[1:] == history
    (site / FILE).write_text("{torn")
    assert len(read_history(con, third, third.name, site)) == 1


def test_the_changelog_is_read_on_the_data_page_and_by_month(site: Path) -> None:
    (known,) = json.loads((site / FILE).read_text("utf-8"))
    for page in ("data/index.html", f"data/changelog-{known['stamp'][:4]}-{known['stamp'][4:6]}.html"):
        (told,) = parsed(site / page).xpath("//details[@class='release']")
        assert told.get("id") == f"r{known['stamp']}"
        assert "39 documents added" in " ".join(told.text_content().split())
        rows = {row.xpath("string(th)"): row.xpath("td/text()") for row in told.xpath(".//tbody/tr")}
        assert rows["documents"] == ["39", "0", "0"]
