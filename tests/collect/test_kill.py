"""Killed twenty times in the middle of collecting, the job ends as if nothing had happened."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from extractors.collect.archive.archive import archive_index, archive_recover, archive_verify, read_payload
from extractors.model import Verdict
from tests.collect.sample import HOST
from tests.collect.test_discover import add_listing
from tests.sites.web import serve

ROOT = Path(__file__).parents[2]
KILLS = 20
DOCUMENTS = 260


def start(port: int, folder: Path, run_id: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.collect.kill_child", str(port), str(folder), run_id]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def run_and_kill(port: int, folder: Path, run_id: str, after: float) -> tuple[set[str], bool]:
    """Kill a run some time after it began; what it said it had stored, and whether it was running."""
    with start(port, folder, run_id) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"go\n", child.communicate()[1].decode()
        time.sleep(after)
        was_running = child.poll() is None
        child.kill()
        # The last line may be torn; what was told whole was stored whole.
        told = child.stdout.read().decode()
        child.communicate()
    return set(told.split("\n")[:-1]), was_running


def documents(folder: Path) -> dict[str, bytes]:
    ok = [c for c in archive_index(folder) if "/news/" in c.url and c.verdict is Verdict.OK]
    twice = [url for url, count in Counter(c.url for c in ok).items() if count > 1]
    assert twice == []
    return {c.url: read_payload(folder, c) for c in ok}


@pytest.mark.slow
def test_twenty_kills_lose_nothing_and_repeat_nothing(tmp_path: Path) -> None:
    chance = random.Random(20261122)
    with serve() as web:
        add_listing(web.site(HOST), DOCUMENTS, per_page=130)
        with start(web.port, tmp_path / "calm", "calm") as calm:
            output, trouble = calm.communicate(timeout=60)
        assert calm.returncode == 0, trouble.decode()

        folder, told, killed = tmp_path / "killed", set[str](), 0
        for number in range(KILLS):
            stored, was_running = run_and_kill(web.port, folder, f"k{number}", chance.uniform(0.01, 0.25))
            told |= stored
            killed += was_running
            archive_recover(folder)
            assert told <= {c.capture_id for c in archive_index(folder)}
        with start(web.port, folder, "last") as last:
            _, trouble = last.communicate(timeout=60)
        assert last.returncode == 0, trouble.decode()
    assert killed == KILLS
    assert len(output.splitlines()) > DOCUMENTS
    assert len(documents(folder)) == DOCUMENTS
    assert documents(folder) == documents(tmp_path / "calm")
    assert archive_verify(folder) == []
