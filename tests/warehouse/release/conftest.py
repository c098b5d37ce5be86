"""A curated build file of the sample, made once, and a copy of it for each test that changes it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.release.sample import DAY, RUN, load_sample
from warehouse.curating.curate import curate
from warehouse.store import BUILD_FILE, connect, open_build


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("sample")
    with open_build(home, run_id=RUN, now=DAY) as warehouse:
        load_sample(warehouse.connection)
        curate(warehouse.connection)
    return home


@pytest.fixture
def home(sample_home: Path, tmp_path: Path) -> Path:
    """A home folder whose build file holds the curated sample."""
    (tmp_path / BUILD_FILE).parent.mkdir(parents=True)
    shutil.copy(sample_home / BUILD_FILE, tmp_path / BUILD_FILE)
    return tmp_path


@pytest.fixture
def con(home: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to the build file of `home`."""
    connection = connect(home / BUILD_FILE)
    yield connection
    connection.close()
