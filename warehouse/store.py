"""The build file: opened by one run alone, under a lock that names its holder; its schema and migrations.

Readers never open this file. They open a release.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

import duckdb

from extractors.errors import WarehouseLocked
from warehouse.gate import turn_to_write
from warehouse.sql import literal, only_row

SCHEMA_FOLDER = Path(__file__).parent / "schema"
QUERY_FOLDER = Path(__file__).parent / "queries"
BUILD_FILE = Path("build") / "equalwork.duckdb"
MEMORY_LIMIT = "2GB"
# 001_core.sql
MIGRATION_NAME = re.compile(r"^(\d{3})_\w+\.sql$")


@dataclass(frozen=True, slots=True)
class Warehouse:
    """The open build file: `connection` may be used until the context manager that gave it is left.

    A shared one (see warehouse/lake.py) may be open in other runs too.
    """

    connection: duckdb.DuckDBPyConnection
    path: Path
    run_id: str
    is_shared: bool = False


@contextmanager
def open_build(
    home: Path, *, run_id: str, now: datetime, memory_limit: str = MEMORY_LIMIT, threads: int | None = None
) -> Iterator[Warehouse]:
    """Open (and, when there is none, make) the build file of a home folder, with the newest schema.

    Raises:
        WarehouseLocked: another run that is alive holds it; the message names pid, host, run and since when.
    """
    path = home / BUILD_FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    with _lock(path, run_id=run_id, now=now):
        connection = connect(path, memory_limit=memory_limit, threads=threads)
        try:
            migrate(connection)
            yield Warehouse(connection, path, run_id)
        finally:
            connection.close()


def connect(
    path: Path | None = None, *, memory_limit: str = MEMORY_LIMIT, threads: int | None = None
) -> duckdb.DuckDBPyConnection:
    """Return a connection in UTC that installs nothing by itself; in memory when there is no path.

    What does not fit into `memory_limit` goes to a folder beside the file.
    """
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": memory_limit,
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        # Row order is never relied on; keeping it costs memory in large inserts.
        "preserve_insertion_order": "false",
        # Batches are committed to the log; folding it into the file at every batch would write blocks twice
        # (a table's last rows are packed anew each time). After a kill, opening reads so much log in about 10 s.
        "wal_autocheckpoint": "1GB",
    }
    if threads:
        config["threads"] = threads
    connection = duckdb.connect(str(path) if path else ":memory:", config=config)
    connection.execute("set TimeZone = 'UTC'")
    return connection


def holder_of(home: Path) -> str | None:
    """Return who holds the build file of a home (process, host, run, since), or None when no one does."""
    lock_path = (home / BUILD_FILE).with_suffix(".lock")
    if not lock_path.exists():
        return None
    with lock_path.open("r", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return _holder(file)
    return None


def set_aside(home: Path) -> None:
    """Rename the build file of a home (and its log) to `.before`; the next opening makes a new one."""
    path = home / BUILD_FILE
    for file in (path, path.with_name(path.name + ".wal")):
        if file.exists():
            file.replace(file.with_name(file.name + ".before"))


def carry_over(connection: duckdb.DuckDBPyConnection, home: Path) -> None:
    """Copy into a new build file what the archive cannot give back: the run ledger and the withdrawals."""
    path = home / BUILD_FILE
    before = path.with_name(path.name + ".before")
    if not before.exists():
        return
    connection.execute(f"attach {literal(str(before))} as before (read_only)")
    try:
        with transaction(connection):
            connection.execute((QUERY_FOLDER / "carry_over.sql").read_text("utf-8"))
    finally:
        connection.execute("detach before")


def migrations() -> list[tuple[int, Path]]:
    """Return the numbered SQL files of the schema in their order."""
    named = [(MIGRATION_NAME.match(file.name), file) for file in SCHEMA_FOLDER.glob("*.sql")]
    return sorted((int(match[1]), file) for match, file in named if match)


def schema_version(connection: duckdb.DuckDBPyConnection) -> int:
    """Return the number of the last migration that the file has; 0 for an empty file."""
    connection.execute("create schema if not exists ops")
    connection.execute("create table if not exists ops.schema_version (version integer)")
    (version,) = only_row(connection, "select coalesce(max(version), 0) from ops.schema_version")
    return int(version)


def migrate(connection: duckdb.DuckDBPyConnection, *, to: int | None = None) -> int:
    """Apply the migrations that the file lacks, each in its own transaction; return the version reached."""
    version = schema_version(connection)
    for number, file in migrations():
        if number <= version or (to is not None and number > to):
            continue
        with transaction(connection):
            connection.execute(file.read_text("utf-8"))
            connection.execute("insert into ops.schema_version values (?)", [number])
        version = number
    return version


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """Commit what happens inside, all of it or, when an error leaves the block, nothing.

    In a shared warehouse it waits for its turn first.
    """
    with turn_to_write(connection):
        connection.begin()
        try:
            yield connection
        except BaseException:
            connection.rollback()
            raise
        connection.commit()


@contextmanager
def one_thread(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Let DuckDB work in the caller's thread alone while the block runs.

    For loading beside processes that read pages: small statements gain nothing from a second thread, and the caller
    that waits for one asks for it in a busy loop.
    """
    (threads,) = only_row(connection, "select current_setting('threads')")
    connection.execute("set threads = 1")
    try:
        yield
    finally:
        connection.execute(f"set threads = {threads}")


@contextmanager
def _lock(path: Path, *, run_id: str, now: datetime) -> Iterator[None]:
    # The lock is the kernel's (flock): it goes when its holder dies, so that a stale file never blocks.
    # The text in the file only says who holds it.
    lock_path = path.with_suffix(".lock")
    with lock_path.open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise WarehouseLocked(
                f"{path} is held by {_holder(file)}",
                hint="wait until that run has ended, or end it; then start again",
            ) from None
        _sign(file, run_id=run_id, now=now)
        try:
            yield
        finally:
            file.truncate(0)


def _sign(file: IO[str], *, run_id: str, now: datetime) -> None:
    file.truncate(0)
    holder = {
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "run_id": run_id,
        "since": now.isoformat(timespec="seconds"),
    }
    file.write(json.dumps(holder))
    file.flush()


def _holder(file: IO[str]) -> str:
    file.seek(0)
    try:
        holder = json.loads(file.read())
    except json.JSONDecodeError:
        return "another run that has not yet signed the lock"
    return "process {pid} on {host}, run {run_id}, since {since}".format(**holder)
