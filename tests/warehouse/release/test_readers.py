"""Readers and kills: no reader fails or sees half a release, a kill at any moment leaves a whole one."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.release.sample import DAY, RUN
from warehouse import open_release
from warehouse.publishing.prune import prune_releases
from warehouse.publishing.release import current_release, publish_release

# Opens the current release again and again. Every release holds one marker in two tables and as many rows as
# the marker says: a reader that sees other than that has seen half of one.
READER = """
import json, sys, time
from pathlib import Path
from warehouse import open_release
home, stop = sys.argv[1], Path(sys.argv[2])
seen, reads = set(), 0
done = False
while not done:
    done = stop.exists()
    with open_release(home) as con:
        (marker,) = con.execute("select max(title)::int from curated.events").fetchone()
        topic = "select max(label_en)::int from curated.topics where topic_id = 'marker'"
        (other,) = con.execute(topic).fetchone()
        countries = "select count(*) from curated.countries where country_code like 'X%'"
        (rows,) = con.execute(countries).fetchone()
    assert marker == other == rows, (marker, other, rows)
    seen.add(marker)
    reads += 1
    time.sleep(0.02)
print(json.dumps([sorted(seen), reads]))
"""
PUBLISHED = 6


def mark(con: duckdb.DuckDBPyConnection, number: int) -> None:
    con.execute(f"update curated.events set title = '{number}'")
    con.execute("delete from curated.topics where topic_id = 'marker'")
    con.execute(
        "insert into curated.topics by name "
        f"select * replace ('marker' as topic_id, '{number}' as label_en) from curated.topics limit 1"
    )
    con.execute(
        "insert into curated.countries by name "
        f"select * replace ('X{number:02}' as country_code) from curated.countries limit 1"
    )


@pytest.mark.slow
def test_readers_query_while_releases_are_published(
    con: duckdb.DuckDBPyConnection, home: Path, project: Path, tmp_path: Path
) -> None:
    stop = tmp_path / "stop"
    mark(con, 1)
    publish_release(con, home=home, now=DAY, run_id=RUN, checks=[])
    command = [sys.executable, "-c", READER, str(home), str(stop)]
    readers = [
        subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    for number in range(2, PUBLISHED + 1):
        mark(con, number)
        publish_release(con, home=home, now=DAY + timedelta(days=number), run_id=RUN, checks=[])
        prune_releases(home, keep=1)
    stop.touch()
    outcomes = [reader.communicate(timeout=60) for reader in readers]
    assert [error for _, error in outcomes] == [""] * 4
    for output, _ in outcomes:
        seen, reads = json.loads(output)
        assert reads > 1 and seen[-1] == PUBLISHED and set(seen) <= set(range(1, PUBLISHED + 1))


PUBLISHER = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from warehouse.publishing.release import publish_release
from warehouse.store import BUILD_FILE, connect
home = Path(sys.argv[1])
con = connect(home / BUILD_FILE)
print("ready", flush=True)
for day in range(1000):
    now = datetime(2026, 12, 1, tzinfo=UTC) + timedelta(seconds=day)
    publish_release(con, home=home, now=now, run_id="r", checks=[])
"""


@pytest.mark.slow
def test_a_kill_at_any_moment_leaves_a_whole_release_current(
    con: duckdb.DuckDBPyConnection, home: Path, project: Path
) -> None:
    publish_release(con, home=home, now=DAY, run_id=RUN, checks=[])
    expected = con.execute("select count(*) from curated.passages").fetchone()
    con.close()
    for number in range(6):
        process = subprocess.Popen(
            [sys.executable, "-c", PUBLISHER, str(home)], cwd=project, stdout=subprocess.PIPE
        )
        assert process.stdout is not None and process.stdout.readline() == b"ready\n"
        time.sleep(0.05 + 0.25 * number)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()
        current = current_release(home)
        assert current is not None and not current.name.endswith(".partial")
        described = json.loads((current / "datapackage.json").read_text())
        assert all(
            (current / resource["path"]).stat().st_size == resource["bytes"]
            for resource in described["resources"]
        )
        with open_release(home) as released:
            assert released.execute("select count(*) from curated.passages").fetchone() == expected
