"""The build file: one writer, a lock that names its holder, a schema that grows by numbered steps."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from extractors.errors import WarehouseLocked
from tests.warehouse.words import day
from warehouse.sql import only_row
from warehouse.store import (
    connect,
    migrate,
    migrations,
    one_thread,
    open_build,
    schema_version,
    transaction,
)

HOLDER = """
import sys, time
from datetime import datetime, UTC
from pathlib import Path
from warehouse.store import open_build
with open_build(Path(sys.argv[1]), run_id="night-7", now=datetime(2024, 3, 8, 2, 15, tzinfo=UTC)):
    print("held", flush=True)
    time.sleep(60)
"""


def hold(home: Path) -> subprocess.Popen[str]:
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(home)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    return holder


def test_a_held_file_says_who_holds_it_and_a_dead_holder_does_not_block(tmp_path: Path) -> None:
    with hold(tmp_path) as holder:
        with pytest.raises(WarehouseLocked) as caught, open_build(tmp_path, run_id="mine", now=day(0)):
            pass
        for fact in (str(holder.pid), "night-7", "2024-03-08T02:15:00+00:00"):
            assert fact in str(caught.value)
        os.kill(holder.pid, signal.SIGKILL)
    with open_build(tmp_path, run_id="mine", now=day(0)) as warehouse:
        assert schema_version(warehouse.connection) == len(migrations())


def test_the_same_process_cannot_open_it_twice(tmp_path: Path) -> None:
    with (
        open_build(tmp_path, run_id="first", now=day(0)),
        pytest.raises(WarehouseLocked, match="run first"),
        open_build(tmp_path, run_id="second", now=day(0)),
    ):
        pass
    with open_build(tmp_path, run_id="second", now=day(0)) as warehouse:
        assert warehouse.path.is_file()


def test_times_are_utc_and_nothing_is_installed_by_itself() -> None:
    con = connect(memory_limit="512MB")
    query = """select current_setting('TimeZone'), current_setting('autoinstall_known_extensions'),
                      current_setting('memory_limit')"""
    assert con.execute(query).fetchone() == ("UTC", False, "488.2 MiB")


def test_migrations_are_numbered_without_gaps_and_run_once() -> None:
    assert [number for number, _ in migrations()] == list(range(1, len(migrations()) + 1))
    con = connect()
    assert migrate(con) == len(migrations())
    con.execute("insert into core.countries values ('KEN', 'Kenya', null)")
    assert migrate(con) == len(migrations())
    assert con.execute("select count(*) from core.countries").fetchone() == (1,)


@pytest.mark.parametrize("version", [number - 1 for number, _ in migrations()])
def test_every_earlier_schema_grows_into_the_newest(version: int) -> None:
    grown, fresh = connect(), connect()
    migrate(grown, to=version)
    migrate(grown)
    migrate(fresh)
    columns = """select schema_name, table_name, column_name, data_type from duckdb_columns()
                 where schema_name in ('raw', 'core', 'ops') order by all"""
    assert grown.execute(columns).fetchall() == fresh.execute(columns).fetchall()


def test_a_failed_transaction_leaves_nothing() -> None:
    con = connect()
    migrate(con)
    with pytest.raises(ZeroDivisionError), transaction(con):
        con.execute("insert into core.countries values ('KEN', 'Kenya', null)")
        raise ZeroDivisionError
    assert con.execute("select count(*) from core.countries").fetchone() == (0,)


def test_one_thread_while_a_block_runs() -> None:
    with connect(threads=2) as connection:
        with pytest.raises(ZeroDivisionError), one_thread(connection):
            assert only_row(connection, "select current_setting('threads')") == (1,)
            raise ZeroDivisionError
        assert only_row(connection, "select current_setting('threads')") == (2,)
