"""A loopback web that serves the bundled archive's pages under their real host names."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from extractors.collect.archive.archive import archive_import, read_payload
from extractors.model import Verdict
from extractors.sources import load_sources
from flows.settings import DEMO_ARCHIVE, PROJECT, Settings
from tests.flows.mail import Mailbox, open_mailbox
from tests.flows.server import PrefectServer, prefect_server
from tests.flows.sink import Sink, open_sink
from tests.sites.web import Web, serve

EQUALWORK = Path(sys.executable).parent / "equalwork"


@pytest.fixture
def demo_web(tmp_path: Path) -> Iterator[Web]:
    """Every good page of the demo archive, the newest capture of each, with an ETag."""
    folder = tmp_path / "served"
    captures = archive_import(
        [DEMO_ARCHIVE], folder, load_sources(PROJECT / "sources"), source_id=None, run_id="served"
    )
    with serve() as web:
        for capture in sorted(captures, key=lambda each: each.captured_at):
            if capture.verdict is Verdict.OK:
                parts = urlsplit(capture.url)
                path = parts.path + (f"?{parts.query}" if parts.query else "")
                web.site(parts.hostname or "").add(path, read_payload(folder, capture), capture.content_type)
        # The other routes are there and hold nothing: a blocked source must not reach out to the real ones.
        for host in ("web.archive.org", "index.commoncrawl.org"):
            web.site(host)
        yield web


@pytest.fixture
def quick_sources(tmp_path: Path) -> Path:
    """The project's source files with a politeness that a test can wait for."""
    folder = tmp_path / "sources"
    folder.mkdir()
    for file in (PROJECT / "sources").glob("*.yml"):
        lines = [
            "politeness: {delay: 0.02, jitter: 0.0, concurrency: 1, daily_requests: 2000}"
            if line.startswith("politeness: {")
            else line
            for line in file.read_text("utf-8").splitlines()
        ]
        (folder / file.name).write_text("\n".join(lines) + "\n", "utf-8")
    return folder


@pytest.fixture
def live_settings(demo_web: Web, quick_sources: Path, tmp_path: Path) -> Callable[[], Settings]:
    """Settings that reach the loopback web under the real names; called when all hosts are there."""

    def settings() -> Settings:
        return Settings(
            home=tmp_path / "home",
            sources=quick_sources,
            contact="https://example.org/us",
            connect_to=connect_to(demo_web),
        )

    return settings


def connect_to(web: Web) -> str:
    """EQUALWORK_CONNECT_TO for the hosts of a web."""
    return ",".join(f"{place}={target}" for place, target in web.connect_to.items())


@pytest.fixture
def equalwork(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the command line in a process of its own, with a home of the test's."""

    def run(
        *arguments: str | Path, home: Path | None = None, **settings: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [EQUALWORK, *arguments],
            env={"PATH": os.environ["PATH"], "EQUALWORK_HOME": str(home or tmp_path / "home"), **settings},
            cwd=PROJECT,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    return run


@pytest.fixture
def home_with_release(demo_home: Path, tmp_path: Path) -> Path:
    """A copy of the demo's home, with a good release in it, that a test may change."""
    shutil.copytree(demo_home, tmp_path / "copy", symlinks=True)
    return tmp_path / "copy"


@pytest.fixture(scope="session")
def alarms() -> Iterator[Sink]:
    """The webhook to which the Prefect server of the session sends its alerts."""
    with open_sink() as sink:
        yield sink


@pytest.fixture(scope="session")
def mailbox() -> Iterator[Mailbox]:
    """The mailbox to which the Prefect server of the session sends its alerts."""
    with open_mailbox() as mailbox:
        yield mailbox


@pytest.fixture(scope="session")
def server(
    tmp_path_factory: pytest.TempPathFactory, alarms: Sink, mailbox: Mailbox
) -> Iterator[PrefectServer]:
    """A Prefect server with a worker, as the docs set it up; started once, it takes half a minute."""
    # The server looks for schedules once a minute and for late runs after a quarter; a test does not wait so long.
    quick = {
        "PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS": "3",
        "PREFECT_SERVER_SERVICES_LATE_RUNS_LOOP_SECONDS": "2",
        "PREFECT_SERVER_SERVICES_LATE_RUNS_AFTER_SECONDS": "3",
        "PREFECT_WORKER_QUERY_SECONDS": "3",
        "EQUALWORK_ALERT_WEBHOOK": alarms.address,
        "EQUALWORK_ALERT_EMAIL": mailbox.address,
    }
    with prefect_server(tmp_path_factory.mktemp("server"), **quick) as server:
        yield server
