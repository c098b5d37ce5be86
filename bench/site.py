"""How long the site of a made-up release takes: full, unchanged, after a night; sizes, and the search's answers.

    python -m bench.site 1000 10000 [--keep FOLDER]

Prints a row a size and fails (exit 1) when a target of the largest size is missed.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from time import perf_counter

from bench.corpus import EPOCH
from bench.warehouse import load, night
from extractors.sources import Source
from transforms.vocabulary import countries, instruments, organisations, topics
from warehouse.curate import curate
from warehouse.load import load_dimensions
from warehouse.release import publish_release
from warehouse.site import SiteReport, publish_site
from warehouse.store import open_build

# (name, most that is allowed at 10,000 documents)
TARGETS = {
    "full_s": 120.0,
    "unchanged_s": 20.0,
    "memory_mb": 1024.0,
    "largest_page_kb": 500.0,
    "home_kb": 100.0,
}


def make_releases(home: Path, count: int) -> tuple[Path, Path]:
    """Publish a release of `count` documents and one of the night after; return their folders."""
    with open_build(home, run_id="bench", now=EPOCH) as warehouse:
        con = warehouse.connection
        load_dimensions(con, organisations(), instruments(), topics(), countries(), _sources())
        load(con, count)
        curate(con)
        first = publish_release(con, home=home, now=EPOCH, run_id="bench", checks=[])
        night(con, count)
        curate(con)
        second = publish_release(con, home=home, now=EPOCH + timedelta(days=1), run_id="bench", checks=[])
    return first.path, second.path


def measure(first: Path, second: Path, work: Path) -> Iterator[tuple[str, float]]:
    """Yield every figure of one size."""
    seconds, report = build(first, work / "full", None)
    yield "files", report.file_count
    yield "full_s", seconds
    seconds, report = build(first, work / "same", work / "full")
    yield "unchanged_s", seconds
    yield "unchanged_made", report.made_count
    seconds, report = build(second, work / "night", work / "full")
    yield "night_s", seconds
    yield "night_made", report.made_count
    pages = {path: path.stat().st_size for path in (work / "full").rglob("*.html")}
    yield "pages_mb", sum(pages.values()) / 1e6
    yield "largest_page_kb", max(pages.values()) / 1e3
    yield "home_kb", (work / "full" / "index.html").stat().st_size / 1e3
    yield "search_mb", sum(path.stat().st_size for path in (work / "full" / "search").iterdir()) / 1e6
    yield "memory_mb", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def build(release: Path, folder: Path, previous: Path | None) -> tuple[float, SiteReport]:
    started = perf_counter()
    report = publish_site(release / "equalwork.duckdb", folder, previous=previous, now=EPOCH)
    return perf_counter() - started, report


def _sources() -> list[Source]:
    return []


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("sizes", nargs="*", type=int, default=[1000, 10_000])
    parser.add_argument("--keep", type=Path, help="folder for releases and sites, kept")
    arguments = parser.parse_args()
    figures: dict[str, float] = {}
    for count in arguments.sizes:
        home = arguments.keep or Path(tempfile.mkdtemp(prefix="equalwork-bench-"))
        try:
            figures = dict(measure(*make_releases(home, count), home))
        finally:
            if not arguments.keep:
                shutil.rmtree(home)
        print(f"{count} documents")
        for name, value in figures.items():
            print(f"   {name:18} {value:10.1f}")
    missed = [name for name, most in TARGETS.items() if figures.get(name, 0) > most]
    print("missed:" if missed else "all targets met", ", ".join(missed))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
