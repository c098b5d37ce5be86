"""A release is whole, described and immutable; the pointer moves last; what was there before stays."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import duckdb
import pytest

from extractors.errors import RunFailed, SettingsError
from tests.warehouse.release.sample import DAY, RUN
from warehouse import open_release
from warehouse.checks import CheckContext, CheckResult, run_checks
from warehouse.contract import TABLES
from warehouse.publishing.export import NOT_AS_TEXT
from warehouse.publishing.notes import HEADINGS
from warehouse.publishing.release import Release, current_release, publish_release

Connection = duckdb.DuckDBPyConnection
FATAL = CheckResult(
    "keys_unique", "double rows", "fatal", False, "2 offending row(s)", "one", ({"key": "a|b"},)
)
WARNING = CheckResult("reader_drift", "drift", "warning", False, "1 offending row(s)", "none")


def publish(con: Connection, home: Path, days: int = 0, checks: Sequence[CheckResult] = ()) -> Release:
    return publish_release(con, home=home, now=DAY + timedelta(days=days), run_id=RUN, checks=checks)


def changes_of(release: Release) -> list[tuple[object, ...]]:
    file = release.path / "changes.parquet"
    return duckdb.execute(f"select table_name, row_key, kind, columns from '{file}' order by all").fetchall()


def test_release_holds_exactly_these_files(con: Connection, home: Path) -> None:
    release = publish(con, home)
    found = {path.relative_to(release.path).as_posix() for path in release.path.rglob("*") if path.is_file()}
    assert found == (
        {
            "equalwork.duckdb",
            "changes.parquet",
            "checks.json",
            "RELEASE.md",
            "datapackage.json",
            "croissant.json",
        }
        | {f"parquet/{name}.parquet" for name in TABLES}
        | {
            f"{kind}/{name}.{kind}.gz"
            for kind in ("csv", "jsonl")
            for name in TABLES
            if name not in NOT_AS_TEXT
        }
    )
    assert release.path == home / "releases" / "20261120T021500Z"
    assert current_release(home) == release.path
    assert (home / "releases" / "current").readlink() == Path("20261120T021500Z")


def test_files_cannot_be_written(con: Connection, home: Path) -> None:
    release = publish(con, home)
    assert {path.stat().st_mode & 0o777 for path in release.path.rglob("*") if path.is_file()} == {0o444}


def test_database_has_tables_comments_and_macros(con: Connection, home: Path) -> None:
    release = publish(con, home)
    macros = (
        "select function_name, parameters from duckdb_functions() where schema_name = 'curated' order by all"
    )
    with open_release(home) as released:
        for name, table in TABLES.items():
            (count,) = released.execute(f"select count(*) from curated.{name}").fetchone()
            assert (
                count
                == con.execute(f"select count(*) from curated.{name}").fetchone()[0]
                == release.tables[name]
            )
            (comment,) = released.execute(
                "select comment from duckdb_tables() where table_name = ?", [name]
            ).fetchone()
            assert comment.startswith(table.description)
        undescribed = released.execute(
            "select table_name, column_name from duckdb_columns() "
            "where schema_name = 'curated' and comment is null"
        ).fetchall()
        assert undescribed == []
        assert released.execute(macros).fetchall() == con.execute(macros).fetchall()
        schemas = released.execute(
            "select distinct schema_name from duckdb_tables() where database_name = current_database()"
        ).fetchall()
        assert schemas == [("curated",)]


def test_database_opens_in_old_versions(con: Connection, home: Path) -> None:
    publish(con, home)
    with open_release(home) as released:
        (tags,) = released.execute(
            "select tags from duckdb_databases() where database_name = current_database()"
        ).fetchone()
    assert tags["storage_version"].startswith("v1.0.0")


def test_second_release_holds_the_changes_since_the_first(con: Connection, home: Path) -> None:
    first = publish(con, home)
    con.execute(
        "update curated.documents set title = 'New', last_seen_at = now() where title like 'Note 3:%'"
    )
    con.execute("update curated.documents set last_seen_at = now(), run_id = 'run-2'")
    con.execute("delete from curated.country_mentions where rowid = 0")
    con.execute(
        "insert into curated.topics by name select * replace ('new' as topic_id) from curated.topics limit 1"
    )
    second = publish(con, home, days=1)
    found = changes_of(second)
    assert [(table, kind, columns) for table, _, kind, columns in found] == [
        ("country_mentions", "removed", []),
        ("documents", "changed", ["title"]),
        ("topics", "added", []),
    ]
    assert json.loads(found[2][1]) == {"topic_id": "new"}
    notes = (second.path / "RELEASE.md").read_text()
    assert f"Compared with {first.stamp}." in notes


def test_changes_of_all_releases_add_up_to_the_rows_of_the_last(con: Connection, home: Path) -> None:
    first = publish(con, home)
    con.execute("delete from curated.country_mentions where rowid < 3")
    con.execute(
        "insert into curated.topics by name select * replace ('new' as topic_id) from curated.topics limit 1"
    )
    second = publish(con, home, days=1)
    totals: dict[str, int] = {}
    for table, _, kind, _ in changes_of(first) + changes_of(second):
        totals[table] = totals.get(table, 0) + {"added": 1, "removed": -1, "changed": 0}[kind]
    rows = {name: count for name, count in second.tables.items() if count and name not in NOT_AS_TEXT}
    assert totals == rows


def test_changes_tell_of_a_changed_schema(con: Connection, home: Path) -> None:
    publish(con, home)
    con.execute("alter table curated.topics drop column label_es")
    con.execute("alter table curated.topics add column label_pt varchar")
    con.execute("alter table curated.events alter column title type varchar[] using [title]")
    con.execute("create table curated.stray as select 1 as one")
    second = publish(con, home, days=1)
    section = (second.path / "RELEASE.md").read_text().split("## Schema changes")[1].split("## ")[0]
    assert section.split("\n- ")[1:] == [
        "`events`: column `title`: VARCHAR became VARCHAR[]",
        "`stray`: new table",
        "`topics`: column `label_es` removed",
        "`topics`: new column `label_pt` (VARCHAR)\n\n",
    ]


def test_rejected_release_is_written_and_marked_and_not_current(con: Connection, home: Path) -> None:
    good = publish(con, home)
    bad = publish(con, home, days=1, checks=[WARNING, FATAL])
    assert not bad.is_promoted and good.is_promoted
    assert current_release(home) == good.path
    assert (bad.path / "REJECTED").read_text() == "keys_unique\n"
    assert json.loads((bad.path / "datapackage.json").read_text())["status"] == "rejected"
    report = json.loads((bad.path / "checks.json").read_text())
    assert report["is_promoted"] is False
    assert report["checks"][1]["rows"] == [{"key": "a|b"}]
    notes = (bad.path / "RELEASE.md").read_text()
    assert "Status: rejected" in notes and "### keys_unique (fatal)" in notes and "a\\|b" in notes
    with open_release(home, bad.stamp) as released:
        assert released.execute("select count(*) from curated.documents").fetchone() == (
            bad.tables["documents"],
        )


def test_a_release_after_a_rejected_one_is_compared_with_the_last_good_one(
    con: Connection, home: Path
) -> None:
    good = publish(con, home)
    con.execute("delete from curated.country_mentions")
    publish(con, home, days=1, checks=[FATAL])
    third = publish(con, home, days=2)
    assert f"Compared with {good.stamp}." in (third.path / "RELEASE.md").read_text()
    assert {kind for _, _, kind, _ in changes_of(third)} == {"removed"}


def test_warnings_do_not_stop_a_release(con: Connection, home: Path) -> None:
    assert publish(con, home, checks=[WARNING]).is_promoted


def test_notes_have_the_fixed_headings_in_order(con: Connection, home: Path) -> None:
    notes = (publish(con, home).path / "RELEASE.md").read_text()
    assert [line[3:] for line in notes.splitlines() if line.startswith("## ")] == list(HEADINGS)
    assert "| ilo_drupal | title | 40 | 1.000 | 1.000 |" in notes
    assert "| CC-BY-4.0 |" in notes


def test_publishing_twice_in_one_second_gives_two_releases(con: Connection, home: Path) -> None:
    stamps = [publish(con, home).stamp for _ in range(3)]
    assert stamps == ["20261120T021500Z", "20261120T021500Z-2", "20261120T021500Z-3"]
    assert current_release(home).name == stamps[-1]


def test_folder_is_named_in_utc(con: Connection, home: Path) -> None:
    now = datetime(2026, 3, 1, 1, 0, tzinfo=timezone(timedelta(hours=2)))
    assert publish_release(con, home=home, now=now, run_id=RUN, checks=[]).stamp == "20260228T230000Z"


def test_empty_tables_are_released(con: Connection, home: Path) -> None:
    for name in TABLES:
        con.execute(f"delete from curated.{name}")
    release = publish(con, home)
    assert set(release.tables.values()) == {0}
    with open_release(home) as released:
        assert released.execute("select count(*) from curated.documents").fetchone() == (0,)
    second = publish(con, home, days=1)
    assert changes_of(second) == []


def test_builders_add_to_the_release(con: Connection, home: Path) -> None:
    def build_site(folder: Path) -> None:
        (folder / "site").mkdir()
        (folder / "site" / "index.html").write_text("<p>hello</p>")

    release = publish_release(con, home=home, now=DAY, run_id=RUN, checks=[], builders=[build_site])
    assert (release.path / "site" / "index.html").read_text() == "<p>hello</p>"


def test_what_a_kill_left_behind_is_removed(con: Connection, home: Path) -> None:
    releases = home / "releases"
    for name in ("20200101T000000Z.partial", "20200101T000000Z.pruned"):
        (releases / name).mkdir(parents=True)
        (releases / name / "equalwork.duckdb").write_text("torn")
    (releases / ".current.20200101T000000Z").symlink_to("20200101T000000Z")
    release = publish(con, home)
    assert sorted(path.name for path in releases.iterdir()) == [release.stamp, "current"]


def test_failing_builder_leaves_nothing(con: Connection, home: Path) -> None:
    def fail(folder: Path) -> None:
        raise OSError(28, "No space left on device")

    good = publish(con, home)
    with pytest.raises(RunFailed, match=f"No space left.*still {good.stamp}") as caught:
        publish_release(con, home=home, now=DAY, run_id=RUN, checks=[], builders=[fail])
    assert "equalwork publish" in str(caught.value)
    assert sorted(path.name for path in (home / "releases").iterdir()) == [good.stamp, "current"]
    assert publish(con, home, days=1).is_promoted


def test_open_release_without_any_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no current release") as caught:
        open_release(tmp_path)
    assert "equalwork demo" in str(caught.value)


def test_open_release_of_unknown_stamp_lists_those_there_are(con: Connection, home: Path) -> None:
    stamp = publish(con, home).stamp
    with pytest.raises(SettingsError, match="no release 20010101T000000Z") as caught:
        open_release(home, "20010101T000000Z")
    assert stamp in str(caught.value)


def test_open_release_takes_the_home_from_the_environment(
    con: Connection, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(con, home)
    monkeypatch.setenv("EQUALWORK_HOME", str(home))
    with open_release() as released:
        assert released.execute("select current_setting('TimeZone')").fetchone() == ("UTC",)
        with pytest.raises(duckdb.InvalidInputException, match="read-only"):
            released.execute("delete from curated.documents")


def test_the_same_process_sees_the_new_release_and_keeps_the_old(con: Connection, home: Path) -> None:
    publish(con, home)
    count = "select count(*) from curated.country_mentions"
    old = open_release(home)
    before = old.execute(count).fetchone()
    con.execute("delete from curated.country_mentions")
    publish(con, home, days=1)
    with open_release(home) as new:
        assert new.execute(count).fetchone() == (0,)
    assert old.execute(count).fetchone() == before
    old.close()


def test_checks_and_release_work_while_the_previous_one_is_open(con: Connection, home: Path) -> None:
    publish(con, home)
    with open_release(home) as reader:
        context = CheckContext(now=DAY + timedelta(days=2), run_id=RUN, previous=current_release(home))
        assert all(result.passed for result in run_checks(con, context=context))
        publish(con, home, days=1)
        assert reader.execute("select count(*) > 0 from curated.documents").fetchone() == (True,)


def test_times_are_utc_whatever_the_session(con: Connection, home: Path) -> None:
    con.execute("set TimeZone = 'Asia/Tokyo'")
    release = publish(con, home)
    file = release.path / "csv" / "captures.csv.gz"
    (text,) = duckdb.execute(
        f"select captured_at from read_csv('{file}', all_varchar = true) limit 1"
    ).fetchone()
    assert datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC) in {
        DAY + timedelta(hours=hours) for hours in (0, 24, 30)
    }
