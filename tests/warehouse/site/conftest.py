"""A release of the invented sample, its site, and the site of the same release with markup in every text."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.release.sample import DAY, RUN, load_sample
from tests.warehouse.site.hostile import poison
from warehouse.checks import CheckContext, run_checks
from warehouse.curating.curate import curate
from warehouse.publishing.release import publish_release
from warehouse.site import publish_site
from warehouse.store import open_build

ADDRESS = "https://equalwork.example/"


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release folder without a site; tests only look at it."""
    home = tmp_path_factory.mktemp("site-release")
    with open_build(home, run_id=RUN, now=DAY) as warehouse:
        load_sample(warehouse.connection)
        curate(warehouse.connection)
        checks = run_checks(warehouse.connection, context=CheckContext(now=DAY, run_id=RUN))
        return publish_release(warehouse.connection, home=home, now=DAY, run_id=RUN, checks=checks).path


@pytest.fixture(scope="session")
def site(release: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the release, in a copy of it, so that the links to its files lead somewhere."""
    folder = tmp_path_factory.mktemp("site") / "release"
    shutil.copytree(release, folder)
    publish_site(folder / "equalwork.duckdb", folder / "site", previous=None, now=DAY, address=ADDRESS)
    return folder / "site"


@pytest.fixture(scope="session")
def hostile_site(release: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the same release after markup was written into every text of its tables."""
    folder = tmp_path_factory.mktemp("hostile") / "release"
    folder.mkdir()
    shutil.copyfile(release / "equalwork.duckdb", folder / "equalwork.duckdb")
    with duckdb.connect(str(folder / "equalwork.duckdb")) as con:
        poison(con)
    publish_site(folder / "equalwork.duckdb", folder / "site", previous=None, now=DAY, address=ADDRESS)
    return folder / "site"
