"""What the tests share: where the labelled material lies, when it is there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from flows.running.executor import LocalExecutor
from flows.running.job import Job
from flows.running.stages import run_job
from flows.settings import DEMO_ARCHIVE, Settings

PROJECT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("EQUALWORK_SHARED", PROJECT.parent / "shared"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of labelled pages and texts; tests that need it are skipped where it is absent."""
    if not (SHARED / "corpus" / "pages").is_dir():
        pytest.skip(f"the labelled corpus is not at {SHARED} (set EQUALWORK_SHARED)")
    return SHARED


@pytest.fixture(scope="session")
def project() -> Path:
    """The root of the checkout."""
    return PROJECT


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a demo that was run once for the whole session; tests only look at it."""
    home = tmp_path_factory.mktemp("equalwork") / "demo"
    settings = Settings(home=home, sources=PROJECT / "sources")
    summary = run_job(Job(kind="demo", paths=(DEMO_ARCHIVE,)), settings, LocalExecutor(1))
    assert summary.outcome == "done", [check for check in summary.checks if not check.passed]
    return home
