"""`equalwork backfill`: from web archives that speak the documented protocols, and from WARC files."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

from extractors.collect.archive.archive import archive_import, read_payload
from extractors.model import Verdict
from extractors.sources import load_sources
from flows.settings import DEMO_ARCHIVE, PROJECT
from tests.flows.conftest import connect_to
from tests.sites.archives import Held, wayback
from tests.sites.web import serve
from warehouse import open_release

Equalwork = Callable[..., subprocess.CompletedProcess[str]]


def held_captures(folder: Path) -> list[Held]:
    """The WCMS pages of the demo archive as a web archive holds them."""
    captures = archive_import(
        [DEMO_ARCHIVE], folder, load_sources(PROJECT / "sources"), source_id=None, run_id="held"
    )
    return [
        Held(c.url, f"{c.captured_at:%Y%m%d%H%M%S}", read_payload(folder, c))
        for c in captures
        if c.source_id.startswith("ilo_wcms") and c.verdict is Verdict.OK
    ]


def test_a_backfill_goes_on_where_it_stopped_and_asks_nothing_twice(
    tmp_path: Path, quick_sources: Path, equalwork: Equalwork
) -> None:
    held = held_captures(tmp_path / "held")
    command = (
        "backfill",
        "--source",
        "ilo_wcms_newsroom",
        "--via",
        "wayback",
        "--from",
        "2009",
        "--to",
        "2024",
    )
    with serve() as web:
        wayback(web, held)
        settings = {
            "EQUALWORK_SOURCES": str(quick_sources),
            "EQUALWORK_CONTACT": "https://example.org/us",
            "EQUALWORK_CONNECT_TO": connect_to(web),
        }
        for _ in range(4):
            done = equalwork(*command, "--limit", "1", **settings)
            assert done.returncode == 0, done.stdout + done.stderr
        asked = [path for path in web.paths("web.archive.org") if path.startswith("/web/")]
    assert asked
    assert len(asked) == len(set(asked))
    with open_release(tmp_path / "home") as connection:
        routes = connection.execute(
            "select distinct route, year(captured_at) from curated.captures"
        ).fetchall()
        titles = connection.execute("select count(*) from curated.documents").fetchall()
    assert routes == [("wayback", 2014)], "the time of a capture is the archive's"
    assert titles[0][0] >= 1


def test_importing_twice_changes_nothing(tmp_path: Path, equalwork: Equalwork) -> None:
    for _ in range(2):
        done = equalwork("backfill", "--via", "warc", DEMO_ARCHIVE)
        assert done.returncode == 0, done.stdout + done.stderr
    with open_release(tmp_path / "home") as connection:
        captures = connection.execute(
            "select count(*), count(distinct capture_id) from curated.captures"
        ).fetchall()
        versions = connection.execute("select max(version) from curated.documents").fetchall()
    assert captures[0][0] == captures[0][1]
    assert versions == [(2,)]


def test_a_rebuild_gives_the_same_tables(home_with_release: Path, equalwork: Equalwork) -> None:
    before = tables(home_with_release)
    done = equalwork("rebuild", home=home_with_release)
    assert done.returncode == 0, done.stdout + done.stderr
    assert tables(home_with_release) == before


def test_a_reread_with_the_same_readers_changes_nothing(
    home_with_release: Path, equalwork: Equalwork
) -> None:
    shown = equalwork("reread", "--diff", home=home_with_release)
    assert shown.returncode == 0, shown.stderr
    assert "nothing would change" in shown.stdout


def tables(home: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every curated table as sorted rows, run ids aside."""
    with open_release(home) as connection:
        names = [name for (name,) in connection.execute(
            "select table_name from information_schema.tables where table_schema = 'curated'"
            " and table_type = 'BASE TABLE' order by all"
        ).fetchall()]  # fmt: skip
        return {
            name: sorted(
                connection.execute(f"select * exclude (run_id) from curated.{name}").fetchall()
                if _has_run_id(connection, name)
                else connection.execute(f"select * from curated.{name}").fetchall(),
                key=str,
            )
            for name in names
        }


def _has_run_id(connection: object, name: str) -> bool:
    found = connection.execute(  # type: ignore[attr-defined]
        "select count(*) from information_schema.columns where table_name = ? and column_name = 'run_id'",
        [name],
    ).fetchone()
    return bool(found[0])
