"""How soon the search of a site answers in Chromium: with nothing loaded before, and for the words that come next.

    python -m bench.site 10000 --keep FOLDER
    python -m bench.site_search FOLDER/full [--runs 5]

Fails (exit 1) when the median of either misses the target. A run is a browser's first visit: no file is kept.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from threading import Thread

from playwright.sync_api import Browser, Page, sync_playwright

from flows.serve import make_server

CHROMIUM = "/usr/bin/chromium"
TARGET_MS = 300
# Words of the made-up corpus: two that stand in every document, two and three common ones, middling and rare ones.
ASKED = (
    "stistaman lan",
    "ddairl gotron",
    "ddairl gotron prai",
    "taifabeson dain",
    "lotrifepran",
    "tipreaisa saiven",
)
RESULTS = "#results[data-milliseconds]"


def first_and_next(browser: Browser, address: str, turn: int) -> tuple[int, list[int]]:
    """Return the milliseconds of a first visit's first search, and of the searches after it."""
    words = [*ASKED[turn % len(ASKED) :], *ASKED[: turn % len(ASKED)]]
    with browser.new_context() as visit:
        page = visit.new_page()
        page.goto(f"{address}documents/index.html")
        page.locator("#q").wait_for()
        return searched(page, words[0]), [searched(page, each) for each in words[1:]]


def searched(page: Page, words: str) -> int:
    """Return the milliseconds from the question to the list of results, as the page itself counts them."""
    page.evaluate("delete document.getElementById('results').dataset.milliseconds")
    page.fill("#q", words)
    took = int(page.locator(RESULTS).get_attribute("data-milliseconds") or "-1")
    if not page.locator("#results li").count():
        sys.exit(f"no document has {words!r}: is this the site that bench.site made?")
    return took


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a site as `equalwork serve` does, as that of the only release of a home; yield its address."""
    with tempfile.TemporaryDirectory() as home:
        release = Path(home, "releases", "bench")
        release.mkdir(parents=True)
        (release / "site").symlink_to(site.resolve())
        (release.parent / "current").symlink_to(release.name)
        with make_server(Path(home), 0) as server:
            Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
            yield f"http://127.0.0.1:{server.server_address[1]}/"
            server.shutdown()


def main() -> int:
    """Print the figures and say whether the medians keep the target."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("site", type=Path)
    parser.add_argument("--runs", type=int, default=6)
    arguments = parser.parse_args()
    with served(arguments.site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        visits = [first_and_next(browser, address, turn) for turn in range(arguments.runs)]
        browser.close()
    first, later = [visit[0] for visit in visits], [ms for visit in visits for ms in visit[1]]
    for name, took in (("with nothing loaded before", first), ("of the words that come next", later)):
        print(
            f"{name}: median {median(took):.0f} ms, worst {max(took)} ms (target {TARGET_MS}) {sorted(took)}"
        )
    return int(max(median(first), median(later)) >= TARGET_MS)


if __name__ == "__main__":
    sys.exit(main())
