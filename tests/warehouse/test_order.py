"""The same archive gives the same tables: in any order, in pieces, twice, and after a kill at any moment."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.corpus import reading as made_up
from bench.corpus import unchanged
from extractors.model import Capture
from tests.warehouse.words import SOURCE, dimensions, warehouse
from warehouse.contract import TABLES
from warehouse.curating.curate import curate
from warehouse.loading.load import Reading, load_captures, load_readings
from warehouse.store import BUILD_FILE, connect

DOCUMENTS = 24


def archive() -> list[Reading | Capture]:
    """Readings of some documents, later versions of some, and 304s: what an archive may hold."""
    items: list[Reading | Capture] = [made_up(number) for number in range(DOCUMENTS)]
    items += [made_up(number, revision=2) for number in range(0, DOCUMENTS, 3)]
    items += [unchanged(made_up(number).capture, 5) for number in range(0, DOCUMENTS, 4)]
    return items


ARCHIVE = archive()


def load(con: duckdb.DuckDBPyConnection, items: list[Reading | Capture], run_id: str) -> None:
    readings = [item for item in items if isinstance(item, Reading)]
    load_captures(con, [item.capture if isinstance(item, Reading) else item for item in items], run_id)
    load_readings(con, readings, run_id)


def fingerprint(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The hash of the sorted rows of every curated table, run ids aside."""
    return {name: _hash(con, name) for name in sorted(TABLES)}


def _hash(con: duckdb.DuckDBPyConnection, table: str) -> str:
    columns = ", ".join(f'"{c.name}"' for c in TABLES[table].columns if c.name != "run_id")
    # md5 of each row's text, then of all of them in order.
    row = con.execute(
        f"select md5(string_agg(line, chr(10) order by line)) from (select md5(row({columns})::varchar) as line "
        f"from curated.{table})"
    ).fetchone()
    assert row is not None
    return str(row[0])


@pytest.fixture(scope="module")
def expected() -> dict[str, str]:
    con = warehouse()
    load(con, ARCHIVE, "one go")
    curate(con)
    assert con.execute("select count(*) from curated.changes").fetchone() != (0,)
    return fingerprint(con)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.randoms(use_true_random=False), st.lists(st.integers(0, len(ARCHIVE)), max_size=5), st.booleans())
def test_any_order_any_pieces_any_repetition(
    expected: dict[str, str], shuffler: random.Random, cuts: list[int], twice: bool
) -> None:
    items = ARCHIVE * 2 if twice else list(ARCHIVE)
    shuffler.shuffle(items)
    bounds = [0, *sorted(cuts), len(items)]
    con = warehouse()
    for number, (begin, end) in enumerate(zip(bounds[:-1], bounds[1:], strict=True)):
        load(con, items[begin:end], f"piece {number}")
        if number == 1:
            curate(con)
    curate(con)
    assert fingerprint(con) == expected


CHILD = """
import random, sys
from pathlib import Path
from tests.warehouse import test_order as t
from tests.warehouse.words import day, dimensions
from warehouse.curating.curate import curate
from warehouse.store import open_build
seed = int(sys.argv[2])
items = list(t.ARCHIVE)
random.Random(seed).shuffle(items)
with open_build(Path(sys.argv[1]), run_id=f"run {seed}", now=day(0)) as warehouse:
    print("open", flush=True)
    dimensions(warehouse.connection)
    for begin in range(0, len(items), 4):
        t.load(warehouse.connection, items[begin:begin + 4], f"run {seed}")
    curate(warehouse.connection)
"""


@pytest.mark.slow
def test_twenty_kills_leave_the_same_tables(expected: dict[str, str], tmp_path: Path) -> None:
    chance = random.Random(6)
    killed = 0
    for seed in range(20):
        killed += kill_somewhere(tmp_path, seed, chance.uniform(0, 0.9))
    assert killed >= 15, "the child finished before most kills: shorten the delays"
    subprocess.run([sys.executable, "-c", CHILD, str(tmp_path), "20"], check=True, stdout=subprocess.DEVNULL)
    with connect(tmp_path / BUILD_FILE) as con:
        assert fingerprint(con) == expected


def kill_somewhere(home: Path, seed: int, delay: float) -> bool:
    """Start a run, kill it `delay` seconds after it opened the file; return whether it was still running."""
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(home), str(seed)], stdout=subprocess.PIPE, text=True
    )
    with child:
        assert child.stdout is not None
        assert child.stdout.readline() == "open\n"
        time.sleep(delay)
        was_running = child.poll() is None
        os.kill(child.pid, signal.SIGKILL)
    return was_running


def test_the_sources_of_the_corpus_do_not_matter(expected: dict[str, str]) -> None:
    con = warehouse()
    load(con, ARCHIVE, "before the vocabularies")
    dimensions(con)
    curate(con)
    assert SOURCE.source_id in {
        row[0] for row in con.execute("select source_id from curated.sources").fetchall()
    }
    assert fingerprint(con) == expected
