"""A real browser over the served site of the demo's release."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import duckdb
import pytest
from playwright.sync_api import Browser, sync_playwright

from flows.serve import make_server
from tests.browser.visitor import FLAGS, Visitor
from tests.warehouse.site.hostile import poison
from warehouse.publishing.pointer import DATABASE, SITE, current_release
from warehouse.site import publish_site

CHROMIUM = Path("/usr/bin/chromium")
NewVisitor = Callable[..., Visitor]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Debian's Chromium. It ends with this folder: its event loop would disturb tests that run their own."""
    if not CHROMIUM.exists():
        pytest.skip(f"no browser at {CHROMIUM} (Debian's package chromium)")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def site_folder(demo_home: Path) -> Path:
    """The folder of the site in the demo's release."""
    release = current_release(demo_home)
    assert release is not None
    return release / "site"


@pytest.fixture(scope="session")
def served(demo_home: Path) -> Iterator[str]:
    """The address of the site as `equalwork serve` gives it."""
    with make_server(demo_home, 0) as server:
        thread = Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def plainly_served(site_folder: Path) -> Iterator[str]:
    """The address of the same files under a web server that knows nothing of them."""
    with plain_server(site_folder) as address:
        yield address


@pytest.fixture(scope="session")
def hostile_served(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the demo's site after markup was written into every text of its tables."""
    folder = tmp_path_factory.mktemp("hostile")
    release = current_release(demo_home)
    assert release is not None
    shutil.copyfile(release / DATABASE, folder / DATABASE)
    with duckdb.connect(str(folder / DATABASE)) as con:
        poison(con)
    publish_site(folder / DATABASE, folder / SITE, previous=release / SITE, now=datetime.now(UTC))
    with plain_server(folder / SITE) as address:
        yield address


@contextmanager
def plain_server(folder: Path) -> Iterator[str]:
    """Give the address of a folder under Python's own web server."""
    command = [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "-d", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        # Serving HTTP on 127.0.0.1 port 34921 (http://127.0.0.1:34921/) ...
        found = re.search(r"port (\d+)", process.stdout.readline())
        assert found is not None
        yield f"http://127.0.0.1:{found[1]}/"
        process.terminate()


@pytest.fixture(scope="module")
def visitors(browser: Browser) -> Iterator[NewVisitor]:
    """Make visitors of a site: `visitors(address, **options of a browser context)`."""
    contexts = []

    def visit(base: str, **options: object) -> Visitor:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        context.set_default_timeout(15000)
        contexts.append(context)
        visitor = Visitor(context.new_page(), base)
        visitor.watch()
        return visitor

    yield visit
    for context in contexts:
        context.close()


@pytest.fixture
def visitor(visitors: NewVisitor, served: str) -> Visitor:
    """A visitor of the site as `equalwork serve` shows it."""
    return visitors(served)
