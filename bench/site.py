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
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter

from bench.corpus import EPOCH
from bench.warehouse import load, night
from transforms.vocabulary import countries, instruments, organisations, topics
from warehouse.curating.curate import curate
from warehouse.loading.load import load_dimensions
from warehouse.publishing.pointer import seal_tree
from warehouse.publishing.release import publish_release
from warehouse.site import SiteReport, publish_site
from warehouse.store import open_build

# (name, most that is allowed at 10,000 documents)
TARGETS = {
    "full_cpu_s": 120.0,
    "unchanged_cpu_s": 20.0,
    "memory_mb": 1024.0,
    "largest_page_kb": 500.0,
    "home_kb": 100.0,
}


def make_releases(home: Path, count: int) -> tuple[Path, Path]:
    """Publish a release of `count` documents and one of the night after; return their folders."""
    with open_build(home, run_id="bench", now=EPOCH) as warehouse:
        con = warehouse.connection
        load_dimensions(con, organisations(), instruments(), topics(), countries(), [])
        load(con, count)
        curate(con)
        first = publish_release(con, home=home, now=EPOCH, run_id="bench", checks=[])
        night(con, count)
        curate(con)
        second = publish_release(con, home=home, now=EPOCH + timedelta(days=1), run_id="bench", checks=[])
    return first.path, second.path


def measure(first: Path, second: Path, work: Path) -> Iterator[tuple[str, float]]:
    """Yield every figure of one size."""
    for name, release, previous in (
        ("full", first, None),
        ("unchanged", first, "full"),
        ("night", second, "full"),
    ):
        # On a shared machine the processor's time says more than the clock.
        seconds, cpu, report = build(release, work / name, work / previous if previous else None)
        yield f"{name}_s", seconds
        yield f"{name}_cpu_s", cpu
        yield f"{name}_made", report.made_count
    yield "files", report.file_count
    yield "seal_s", sealed(work / "full")
    pages = {path: path.stat().st_size for path in (work / "full").rglob("*.html")}
    yield "pages_mb", sum(pages.values()) / 1e6
    yield "largest_page_kb", max(pages.values()) / 1e3
    yield "home_kb", (work / "full" / "index.html").stat().st_size / 1e3
    yield "search_mb", sum(path.stat().st_size for path in (work / "full" / "search").iterdir()) / 1e6
    yield "memory_mb", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def build(release: Path, folder: Path, previous: Path | None) -> tuple[float, float, SiteReport]:
    """Build a site; return clock time, processor time (that of the drawing too) and the report."""
    used = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    before = sum(one.ru_utime + one.ru_stime for one in used)
    started = perf_counter()
    report = publish_site(release / "equalwork.duckdb", folder, previous=previous, now=EPOCH)
    used = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return perf_counter() - started, sum(one.ru_utime + one.ru_stime for one in used) - before, report


def sealed(folder: Path) -> float:
    started = perf_counter()
    seal_tree(folder)
    return perf_counter() - started


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("sizes", nargs="*", type=int, default=[1000, 10_000])
    parser.add_argument("--keep", type=Path, help="folder for releases and sites, kept")
    arguments = parser.parse_args()
    figures: dict[str, float] = {}
    for count in arguments.sizes:
        home = arguments.keep or Path(tempfile.mkdtemp(prefix="equalwork-bench-"))
        try:
            # In a process of its own: the memory measured here is that of the site alone.
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
                releases = pool.submit(make_releases, home, count).result()
            figures = dict(measure(*releases, home))
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
