"""How the warehouse grows with the corpus: load, a night, curate, questions, search, size, memory.

    python -m bench.warehouse 1000 10000 100000

Prints one row a size and fails (exit 1) when a target of the largest size is missed. Only the work of the
warehouse is timed, not the making of the corpus.
"""

from __future__ import annotations

import argparse
import re
import resource
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from time import perf_counter, process_time

import duckdb

from bench.corpus import EPOCH, readings, unchanged
from warehouse.curate import curate
from warehouse.load import load_captures, load_readings
from warehouse.store import MEMORY_LIMIT, open_build

BATCH = 1000
QUESTIONS = Path(__file__).parent.parent / "docs" / "sql.md"
# ```sql
# select …
# ```
SQL_BLOCK = re.compile(r"^```sql\n(.*?)^```", re.S | re.M)
SEARCH = "select * from curated.search('{}', k := 20)"
# (name, unit, most that is allowed at 100,000 documents)
TARGETS = {
    "load_s": 120.0, "curate_s": 30.0, "night_share": 0.05, "question_median_ms": 50.0,
    "question_worst_ms": 500.0, "search_ms": 50.0, "memory_mb": 3000.0,
}  # fmt: skip


def timed(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started


def timed_cpu(work: Callable[[], object]) -> float:
    started = process_time()
    work()
    return process_time() - started


def load(con: duckdb.DuckDBPyConnection, count: int, *, start: int = 0, revision: int = 0) -> float:
    """Load documents in batches; return the seconds that the warehouse took."""
    seconds = 0.0
    made_up = readings(count, start=start, revision=revision)
    while batch := list(islice(made_up, BATCH)):
        started = perf_counter()
        load_captures(con, [item.capture for item in batch], "bench")
        load_readings(con, batch, "bench")
        seconds += perf_counter() - started
    return seconds


def night(con: duckdb.DuckDBPyConnection, count: int) -> float:
    """Load a night: 1 % of the documents changed, the next 5 % answered 304."""
    seconds = load(con, max(count // 100, 1), revision=1)
    same = [unchanged(item.capture, 30) for item in readings(count // 20, start=count // 100)]
    return seconds + timed(lambda: load_captures(con, same, "bench"))


def measure(count: int, home: Path) -> Iterator[tuple[str, float]]:
    """Yield every figure of one size."""
    with open_build(home, run_id="bench", now=EPOCH) as warehouse:
        con = warehouse.connection
        made_up = timed_cpu(lambda: sum(1 for _ in readings(min(count, 1000)))) * count / min(count, 1000)
        cpu = process_time()
        loaded = load(con, count) + timed(lambda: con.execute("checkpoint"))
        yield "load_s", loaded
        # On a shared machine the processor's time says more than the clock; that of the corpus is taken off.
        yield "load_cpu_s", process_time() - cpu - made_up
        yield "core_mb", size(warehouse.path)
        seconds: dict[str, float] = {}
        cpu = process_time()
        yield "curate_s", timed(lambda: seconds.update(curate(con)))
        yield "curate_cpu_s", process_time() - cpu
        slowest = sorted(seconds.items(), key=lambda item: -item[1])[:8]
        print(
            "   slowest models:", ", ".join(f"{name} {took:.1f} s" for name, took in slowest), file=sys.stderr
        )
        con.execute("checkpoint")
        yield "file_mb", size(warehouse.path)
        yield from ask(con)
        yield "night_share", (night(con, count) + timed(lambda: con.execute("checkpoint"))) / loaded
        yield "curate_again_s", timed(lambda: curate(con))
        con.execute("checkpoint")
        yield "file_after_night_mb", size(warehouse.path)
    yield "memory_mb", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


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


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("sizes", nargs="*", type=int, default=[1000, 10_000, 100_000])
    sizes = parser.parse_args().sizes
    figures: dict[str, float] = {}
    for count in sizes:
        home = Path(tempfile.mkdtemp(prefix="equalwork-bench-"))
        try:
            figures = dict(measure(count, home))
        finally:
            shutil.rmtree(home)
        print(f"{count} documents (memory_limit {MEMORY_LIMIT})")
        for name, value in figures.items():
            print(f"   {name:22} {value:10.2f}")
    missed = [name for name, most in TARGETS.items() if figures.get(name, 0) > most]
    if missed and sizes[-1] >= 100_000:
        print(f"missed at {sizes[-1]}: {', '.join(missed)}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
