"""`equalwork run` collects for real: real host names, a loopback web, a second and a third night."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows.looking.status import status_of
from flows.running.executor import LocalExecutor
from flows.running.job import Job, RunSummary
from flows.running.stages import run_job
from flows.settings import Settings
from tests.flows.conftest import connect_to
from tests.sites.web import Web
from warehouse import open_release

HOST = "www.unwomen.org"
RELEASE = "/en/news-stories/press-release/2026/09/markets-of-accra-open-a-fund-for-childcare"
STORY = "/en/news-stories/feature-story/2026/08/the-dispatcher-who-counts-the-lamps"
FIRST_NIGHT = datetime(2026, 9, 6, 0, 15, tzinfo=UTC)


def clock_of(number: int) -> Callable[[], datetime]:
    """A clock that shows a night of that September and goes on from there."""
    shift = FIRST_NIGHT + timedelta(days=number) - datetime.now(UTC)
    return lambda: datetime.now(UTC) + shift


def night(settings: Settings, number: int, **job: object) -> RunSummary:
    chosen = Job(kind="run", source_ids=("unwomen_news",), **job)  # type: ignore[arg-type]
    return run_job(chosen, settings, LocalExecutor(1), clock=clock_of(number))


def fatal(summary: RunSummary) -> list[object]:
    return [(check.name, check.rows[:2]) for check in summary.checks if check.is_fatal]


def titles(home: Path) -> dict[str, int]:
    with open_release(home) as connection:
        rows = connection.execute("select url, version from curated.documents").fetchall()
    return dict(rows)


def test_three_nights(demo_web: Web, live_settings: Callable[[], Settings]) -> None:
    settings = live_settings()
    first = night(settings, 0)
    assert first.outcome == "done", fatal(first)
    assert f"https://{HOST}{RELEASE}" in titles(settings.home)
    asked = demo_web.log
    assert asked[0].path == "/robots.txt"
    assert all("equalwork/" in r.headers["user-agent"] for r in asked)
    assert all("https://example.org/us" in r.headers["user-agent"] for r in asked)
    assert len(demo_web.paths(HOST)) == len(set(demo_web.paths(HOST))), "no address twice in a run"

    page = demo_web.site(HOST).pages[RELEASE]
    changed = page.body.replace(b"The fund follows", b"The new fund follows")
    assert changed != page.body
    demo_web.site(HOST).add(RELEASE, changed)
    del demo_web.site(HOST).pages[STORY]
    demo_web.log.clear()
    second = night(settings, 8)
    assert second.outcome == "done", fatal(second)
    conditional = [r for r in demo_web.requests(HOST) if "if-none-match" in r.headers]
    assert conditional, "known pages are asked conditionally"
    changes = {row["change"]: row["addresses"] for row in status_of(settings)["changes"]}
    assert changes["vanished"] == 1
    assert changes["changed"] == 1
    assert titles(settings.home)[f"https://{HOST}{RELEASE}"] == 2
    assert f"https://{HOST}{STORY}" in titles(settings.home), "a vanished page keeps its last values"

    third = night(settings, 9)
    assert third.read_count == 0, "nothing changed, nothing is read again"
    assert titles(settings.home)[f"https://{HOST}{RELEASE}"] == 2


def test_a_failing_source_does_not_stop_another(demo_web: Web, live_settings: Callable[[], Settings]) -> None:
    demo_web.site("www.ilo.org").robots = 500
    summary = run_job(
        Job(kind="run", source_ids=("ilo_newsroom", "unwomen_news")), live_settings(), LocalExecutor(1),
        clock=clock_of(0),
    )  # fmt: skip
    by_id = {source.source_id: source for source in summary.sources}
    assert by_id["ilo_newsroom"].is_blocked
    assert by_id["unwomen_news"].verdicts["ok"] > 1
    assert summary.exit_code == 0, fatal(summary)
    assert not demo_web.requests("www.ilo.org"), "unreachable robots.txt: nothing is asked"


def test_a_dry_run_asks_nothing(demo_web: Web, live_settings: Callable[[], Settings]) -> None:
    summary = night(live_settings(), 0, dry_run=True)
    assert summary.outcome == "dry_run"
    assert summary.due["unwomen_news"]
    assert demo_web.log == []


@pytest.mark.slow
def test_the_command_line_collects_and_shows_it(
    demo_web: Web, quick_sources: Path, equalwork: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    settings = {
        "EQUALWORK_SOURCES": str(quick_sources),
        "EQUALWORK_CONTACT": "https://example.org/us",
        "EQUALWORK_CONNECT_TO": connect_to(demo_web),
    }
    done = equalwork("run", "--source", "unwomen_news", "--log-json", **settings)
    assert done.returncode == 0, done.stdout + done.stderr
    records = [json.loads(line) for line in done.stderr.splitlines()]
    assert any(record.get("run") for record in records)
    shown = equalwork("status", "--json")
    assert json.loads(shown.stdout)["captures"][0]["name"] == "ok"


@pytest.mark.slow
def test_probe_reads_without_loading_and_says_what_to_mend(
    demo_web: Web,
    quick_sources: Path,
    tmp_path: Path,
    equalwork: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    settings = {
        "EQUALWORK_SOURCES": str(quick_sources),
        "EQUALWORK_CONTACT": "https://example.org/us",
        "EQUALWORK_CONNECT_TO": connect_to(demo_web),
    }
    good = equalwork("probe", f"https://{HOST}{RELEASE}", **settings)
    assert "unwomen_drupal.publication_date" in good.stdout, good.stdout + good.stderr
    assert not (tmp_path / "home" / "archive").exists()
    page = demo_web.site(HOST).pages[RELEASE]
    demo_web.site(HOST).add(RELEASE, re.sub(rb'class="[^"]*"', b'class="new"', page.body))
    broken = equalwork("probe", f"https://{HOST}{RELEASE}", **settings)
    assert broken.returncode == 1
    assert "did not fire: " in broken.stdout
    assert "mend: " in broken.stdout
