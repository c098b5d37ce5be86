"""How the warehouse grows with the corpus: load, a night, curate, release, questions, search, size, memory.

    python -m bench.warehouse 1000 10000 100000 [--keep FOLDER] [--nights 4] [--load-only]
    python -m bench.warehouse --light 1000000

Prints one row a size and fails (exit 1) when a target of the largest size is missed. Only the work of the
warehouse is timed, not the making of the corpus. With `--keep` the loaded file is kept in a folder, and the next
run takes it from there and times what comes after the load; `--load-only` ends there. `--nights` goes on for
several nights and says how the file grows. With `--light` the documents are short and laid into the core tables by
SQL: they show how the models grow, not the loader.
"""

from __future__ import annotations

import argparse
import gc
import os
import re
import resource
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter, process_time
from typing import NamedTuple

import duckdb

from bench.corpus import EPOCH, load_vocabularies, readings, unchanged
from extractors.model import Capture
from warehouse import open_release
from warehouse.curating.curate import curate
from warehouse.loading.load import Prepared, Reading, load_captures, load_prepared, prepare_readings
from warehouse.publishing.release import publish_release
from warehouse.sql import only_row
from warehouse.store import BUILD_FILE, MEMORY_LIMIT, one_thread, open_build

BATCH = 250
# So many readings are made, untimed, before they are loaded.
ROUND = 10_000
QUESTIONS = Path(__file__).parent.parent / "docs" / "sql.md"
# ```sql
# select …
# ```
SQL_BLOCK = re.compile(r"^```sql\n(.*?)^```", re.S | re.M)
LIGHT = Path(__file__).parent / "light.sql"
SEARCH = "select * from curated.search('{}', k := 20)"
# (name, unit, most that is allowed at 100,000 documents)
TARGETS = {
    "load_s": 120.0, "curate_s": 30.0, "release_s": 60.0, "night_1_load_share": 0.05, "question_median_ms": 50.0,
    "question_worst_ms": 500.0, "search_ms": 50.0, "memory_mb": 3000.0,
}  # fmt: skip


def timed(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started


def publish(con: duckdb.DuckDBPyConnection, home: Path) -> None:
    publish_release(con, home=home, now=EPOCH, run_id="bench", checks=())


def made(start: int, count: int, revision: int) -> list[Capture]:
    """Make readings in a worker and keep them there for `prepared`; return their captures, which are loaded first."""
    _held[:] = readings(count, start=start, revision=revision)
    # A worker of a run never holds thousands of readings, which the garbage collector would walk through.
    gc.freeze()
    return [item.capture for item in _held]


_held: list[Reading] = []


def prepared(start: int) -> tuple[Prepared, float]:
    """Prepare a batch of what the worker holds, as the processes do that read pages."""
    started = process_time()
    ready = prepare_readings(_held[start : start + BATCH])
    return ready, process_time() - started


class LoadCost(NamedTuple):
    """Seconds by the clock, and those of the processors for preparing rows and for loading them."""

    clock: float
    prepare_cpu: float
    load_cpu: float


def load(con: duckdb.DuckDBPyConnection, count: int, *, start: int = 0, revision: int = 0) -> LoadCost:
    """Load documents; return what it cost, the making of them left out.

    Two processes prepare while this one loads, as in a run, where an index of the archive comes first.
    """
    clock = preparing = loading = 0.0
    context = get_context("forkserver")
    with ExitStack() as stack:
        stack.enter_context(one_thread(con))
        pools = [stack.enter_context(ProcessPoolExecutor(1, mp_context=context)) for _ in range(2)]
        for first in range(start, start + count, ROUND):
            size = min(ROUND, start + count - first)
            half = -(-size // 2)
            parts = [(pools[0], first, half), (pools[1], first + half, size - half)]
            making = [pool.submit(made, at, many, revision) for pool, at, many in parts]
            captures = [future.result() for future in making]
            started, own = perf_counter(), process_time()
            waiting = [pool.submit(prepared, at) for at in range(0, half, BATCH) for pool, _, _ in parts]
            for of_part in captures:
                load_captures(con, of_part, "bench")
            for future in waiting:
                ready, seconds = future.result()
                load_prepared(con, ready, "bench")
                preparing += seconds
            clock += perf_counter() - started
            loading += process_time() - own
    return LoadCost(clock, preparing, loading)


def night(con: duckdb.DuckDBPyConnection, count: int, number: int) -> tuple[float, float]:
    """Load a night: 1 % of the documents changed, the next 5 % answered 304; return seconds and processor's."""
    changed = max(count // 100, 1)
    start = (number - 1) * changed
    cost = load(con, changed, start=start, revision=1)
    same = [unchanged(item.capture, 30 + number) for item in readings(count // 20, start=start + changed)]
    own = process_time()
    clock = cost.clock + timed(lambda: (load_captures(con, same, "bench"), con.execute("checkpoint")))
    return clock, cost.prepare_cpu + cost.load_cpu + process_time() - own


def lay_light(home: Path, count: int) -> None:
    """Lay `count` light documents into the core tables of a home."""
    with open_build(home, run_id="bench", now=EPOCH) as warehouse:
        load_vocabularies(warehouse.connection)
        statements = duckdb.extract_statements(LIGHT.read_text("utf-8"))
        for number, statement in enumerate(statements):
            warehouse.connection.execute(statement, None if number else {"documents": count})
        warehouse.connection.execute("checkpoint")


def loaded(home: Path, count: int, keep: Path | None) -> Iterator[tuple[str, float]]:
    """Load `count` documents into a home, or take the file of an earlier run; yield what loading took."""
    kept = keep / f"loaded-{count}.duckdb" if keep else None
    if kept and kept.exists():
        (home / BUILD_FILE).parent.mkdir(parents=True)
        shutil.copyfile(kept, home / BUILD_FILE)
        return
    with open_build(home, run_id="bench", now=EPOCH) as warehouse:
        load_vocabularies(warehouse.connection)
        cost = load(warehouse.connection, count)
        started = process_time()
        yield "load_s", cost.clock + timed(lambda: warehouse.connection.execute("checkpoint"))
        # On a shared machine the processors' time says more than the clock.
        yield "load_prepare_cpu_s", cost.prepare_cpu
        yield "load_cpu_s", cost.load_cpu + process_time() - started
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(home / BUILD_FILE, kept)


def measure(count: int, home: Path, options: argparse.Namespace) -> Iterator[tuple[str, float]]:
    """Yield every figure of one size."""
    took: dict[str, float] = {}
    if options.light:
        lay_light(home, count)
    else:
        took.update(loaded(home, count, options.keep))
    yield from took.items()
    if options.load_only:
        return
    memory = []
    for stage in (from_scratch, *[one_night] * options.nights):
        figures, peak = apart(stage, home, count, len(memory), took.get("load_s"))
        yield from figures
        yield f"night_{len(memory)}_memory_mb" if memory else "scratch_memory_mb", peak
        memory.append(peak)
    yield "memory_mb", max(memory)


Figures = list[tuple[str, float]]


def apart(stage: Callable[..., Iterator[tuple[str, float]]], *arguments: object) -> tuple[Figures, float]:
    """Return the figures of a stage that has a process of its own, as every night has, and its peak memory."""
    with ProcessPoolExecutor(1, mp_context=get_context("forkserver")) as pool:
        return pool.submit(_figures, stage, *arguments).result()


def _figures(stage: Callable[..., Iterator[tuple[str, float]]], *arguments: object) -> tuple[Figures, float]:
    return [*stage(*arguments)], peak_memory()


def from_scratch(home: Path, _count: int, _number: int, _load_s: float | None) -> Iterator[tuple[str, float]]:
    """Yield what it costs to curate and release what was loaded, and how fast the release answers."""
    with open_build(home, run_id="bench", now=EPOCH) as warehouse:
        con = warehouse.connection
        yield "core_mb", size(warehouse.path)
        cpu = process_time()
        yield "curate_s", timed(lambda: told(curate(con)))
        yield "curate_cpu_s", process_time() - cpu
        con.execute("checkpoint")
        yield "file_mb", size(warehouse.path)
        yield "used_mb", used(con)
        cpu = process_time()
        yield "release_s", timed(lambda: publish(con, home))
        yield "release_cpu_s", process_time() - cpu
        with open_release(home) as release:
            yield from ask(release)


def one_night(home: Path, count: int, number: int, load_s: float | None) -> Iterator[tuple[str, float]]:
    """Yield what a night costs: loading it, curating, the release against the one before, and the file."""
    name = f"night_{number}"
    with open_build(home, run_id="bench", now=EPOCH) as warehouse:
        con = warehouse.connection
        clock, cpu = night(con, count, number)
        yield f"{name}_load_s", clock
        yield f"{name}_load_cpu_s", cpu
        if load_s:
            yield f"{name}_load_share", clock / load_s
        cpu = process_time()
        yield f"{name}_curate_s", timed(lambda: told(curate(con)))
        yield f"{name}_curate_cpu_s", process_time() - cpu
        con.execute("checkpoint")
        yield f"{name}_file_mb", size(warehouse.path)
        yield f"{name}_used_mb", used(con)
        if number == 1:
            cpu = process_time()
            yield f"{name}_release_s", timed(lambda: publish(con, home))
            yield f"{name}_release_cpu_s", process_time() - cpu


def told(seconds: Mapping[str, float]) -> None:
    """Print which models took longest."""
    slowest = sorted(seconds.items(), key=lambda item: -item[1])[:12]
    print("   slowest models:", ", ".join(f"{name} {took:.1f} s" for name, took in slowest), file=sys.stderr)


def ask(con: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, float]]:
    """Yield how long the questions of docs/sql.md and some searches take, warm."""
    con.execute("use curated")
    found = questions()
    if found:
        times = [best(con, query) * 1000 for query in found]
        worst = found[times.index(max(times))].strip().splitlines()
        print(f"   slowest question ({max(times):.0f} ms): {' '.join(worst)[:160]}", file=sys.stderr)
        yield "question_median_ms", statistics.median(times)
        yield "question_worst_ms", max(times)
    words = [term for (term,) in con.execute(
        "select term from search_terms order by document_count desc limit 40").fetchall()]  # fmt: skip
    searches = [SEARCH.format(f"{words[n]} {words[-n - 1]}") for n in (1, 10, 19)]
    yield "search_ms", max(best(con, query) for query in searches) * 1000
    con.execute("use main")


def questions() -> list[str]:
    """Return the questions of the documentation that stand alone."""
    if not QUESTIONS.is_file():
        return []
    return SQL_BLOCK.findall(QUESTIONS.read_text("utf-8"))


def best(con: duckdb.DuckDBPyConnection, query: str) -> float:
    return min(timed(lambda: con.execute(query).fetchall()) for _ in range(3))


def size(path: Path) -> float:
    return path.stat().st_size / 1e6


def used(con: duckdb.DuckDBPyConnection) -> float:
    """Return the MB of the file that are not free to be used again."""
    query = (
        "select used_blocks * block_size from pragma_database_size() where database_name = current_database()"
    )
    (found,) = only_row(con, query)
    return float(found) / 1e6


def peak_memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("sizes", nargs="*", type=int, default=[1000, 10_000, 100_000])
    parser.add_argument("--keep", type=Path, help="a folder that keeps the loaded file for the next run")
    parser.add_argument("--load-only", action="store_true", help="end after the load")
    parser.add_argument("--nights", type=int, default=1, help="how many nights to go on for")
    parser.add_argument("--light", action="store_true", help="short documents, laid in by SQL")
    options = parser.parse_args()
    sizes = options.sizes
    figures: dict[str, float] = {}
    for count in sizes:
        home = Path(tempfile.mkdtemp(prefix="equalwork-bench-"))
        try:
            figures = dict(measure(count, home, options))
        finally:
            shutil.rmtree(home)
        print(f"{count} documents (memory_limit {MEMORY_LIMIT}, load average {os.getloadavg()[0]:.1f})")
        for name, value in figures.items():
            print(f"   {name:22} {value:10.2f}")
    missed = [name for name, most in TARGETS.items() if figures.get(name, 0) > most]
    if missed and sizes[-1] >= 100_000 and not options.light:
        print(f"missed at {sizes[-1]}: {', '.join(missed)}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
