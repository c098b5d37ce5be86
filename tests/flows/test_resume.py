"""A run that is killed while it collects loses nothing, and the next one asks only for what is missing."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from flows.running.executor import LocalExecutor
from flows.running.job import Job
from flows.running.stages import run_job
from flows.settings import PROJECT, Settings
from tests.flows.conftest import EQUALWORK, connect_to
from tests.flows.stalling import HOST, add_editions, documents, stall
from tests.flows.waiting import wait_for
from tests.sites.web import Web
from warehouse.store import BUILD_FILE

Settled = Callable[[], Settings]


def ledger(home: Path) -> list[tuple[str, str, str]]:
    with duckdb.connect(str(home / BUILD_FILE), read_only=True) as con:
        return con.execute(
            "select state, coalesce(parameters ->> '$.source_ids', '[]'), run_id from ops.runs order by started_at, run_id"
        ).fetchall()


@pytest.mark.slow
def test_a_killed_run_is_finished_by_one_that_resumes(
    demo_web: Web, quick_sources: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    environment = {
        "PATH": os.environ["PATH"],
        "EQUALWORK_HOME": str(home),
        "EQUALWORK_SOURCES": str(quick_sources),
        "EQUALWORK_CONTACT": "https://example.org/us",
        "EQUALWORK_CONNECT_TO": connect_to(demo_web),
    }
    command = [EQUALWORK, "run", "--source", "unwomen_news", "--log-json"]
    add_editions(demo_web, 8)
    stall(demo_web, after=4)
    with subprocess.Popen(
        command, env=environment, cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as killed:
        try:
            wait_for(lambda: len(documents(demo_web)) > 4, seconds=60, told=lambda: str(demo_web.log))
        finally:
            killed.send_signal(signal.SIGKILL)
    before = Counter(documents(demo_web))
    stalled = documents(demo_web)[-1]
    demo_web.site(HOST).faults.clear()
    demo_web.log.clear()

    done = subprocess.run(
        [EQUALWORK, "run", "--resume", "--log-json"],
        env=environment, cwd=PROJECT, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert any("was killed" in json.loads(line)["message"] for line in done.stderr.splitlines())
    again = set(documents(demo_web)) & set(before)
    assert again == {stalled}, "only the one that had no answer is asked again"
    assert len(documents(demo_web)) >= 5, "what was missing is asked"
    assert [row[0] for row in ledger(home)] == ["crashed", "done"]
    with duckdb.connect(str(home / BUILD_FILE), read_only=True) as con:
        [(twice,)] = con.execute(
            "select count(*) from (select url from raw.captures where verdict = 'ok' group by url having count(*) > 1)"
        ).fetchall()
    assert twice == 0


def test_resume_asks_only_sources_that_did_not_end_well(demo_web: Web, live_settings: Settled) -> None:
    demo_web.site("www.ilo.org").robots = 500
    settings = live_settings()
    chosen = ("ilo_newsroom", "unwomen_news")
    run_job(Job(kind="run", source_ids=chosen), settings, LocalExecutor(1))
    demo_web.site("www.ilo.org").robots = None
    demo_web.log.clear()
    second = run_job(Job(kind="run", resume=True), settings, LocalExecutor(1))
    assert [source.source_id for source in second.sources] == ["ilo_newsroom"]
    assert not demo_web.requests(HOST)
    third = run_job(Job(kind="run", resume=True), settings, LocalExecutor(1))
    assert third.sources == [], "nothing was left"
    assert third.outcome == "done"
