"""A night that is killed under Prefect: the next one, started like any other, asks only for what is missing."""

from __future__ import annotations

import os
import signal
from collections import Counter
from pathlib import Path

import duckdb
import pytest

from tests.flows.conftest import connect_to
from tests.flows.server import PrefectServer, flow_process
from tests.flows.stalling import HOST, add_editions, documents, stall
from tests.flows.waiting import wait_for
from tests.sites.web import Web
from warehouse.store import BUILD_FILE

pytestmark = pytest.mark.slow
# Weekly here: the night after, only a source that was left unfinished is asked again.
SOURCE = "unwomen_news"


@pytest.fixture
def settings(demo_web: Web, quick_sources: Path, tmp_path: Path) -> dict[str, str]:
    """The environment of a flow run whose only source is a weekly one on the loopback web."""
    for file in quick_sources.glob("*.yml"):
        if file.stem == SOURCE:
            file.write_text(file.read_text("utf-8").replace("frequency: daily", "frequency: weekly"), "utf-8")
        else:
            file.unlink()
    return {
        "EQUALWORK_HOME": str(tmp_path / "home"),
        "EQUALWORK_SOURCES": str(quick_sources),
        "EQUALWORK_CONTACT": "https://example.org/us",
        "EQUALWORK_CONNECT_TO": connect_to(demo_web),
    }


def test_the_next_night_finishes_a_killed_one(
    server: PrefectServer, demo_web: Web, settings: dict[str, str]
) -> None:
    add_editions(demo_web, 8)
    stall(demo_web, after=4)
    killed = server.trigger("nightly/nightly", settings=settings)
    wait_for(lambda: len(documents(demo_web)) > 4, seconds=120, told=server.logs)
    os.kill(wait_for(lambda: flow_process(killed), told=server.logs), signal.SIGKILL)
    assert server.wait_for_end(killed)["state_type"] == "CRASHED"
    before = Counter(documents(demo_web))
    stalled = documents(demo_web)[-1]
    demo_web.site(HOST).faults.clear()
    demo_web.log.clear()

    [following, idle] = [
        server.wait_for_end(server.trigger("nightly/nightly", settings=settings)) for _ in "ab"
    ]
    assert following["state_type"] == idle["state_type"] == "COMPLETED", server.logs()
    asked = Counter(documents(demo_web))
    assert set(asked) & set(before) == {stalled}, "only the one that had no answer is asked again"
    assert len(asked) >= 5, "what was missing is asked"
    with duckdb.connect(str(Path(settings["EQUALWORK_HOME"], BUILD_FILE)), read_only=True) as con:
        runs = con.execute(
            "select state, parameters ->> '$.source_ids' from ops.runs order by started_at"
        ).fetchall()
    # The third night finds a weekly source that was finished the night before, and leaves it alone.
    assert runs == [("crashed", f'["{SOURCE}"]'), ("done", f'["{SOURCE}"]'), ("done", None)]
