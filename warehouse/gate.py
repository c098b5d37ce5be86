"""Who may write to a warehouse that several runs share: one at a time, and only while it writes.

Runs collect and read side by side; what they store goes through the gate, transaction by transaction.
So a run sees what another one stored just before, nothing is stored twice, and nothing has to be tried
again. A lock goes when its holder dies: both kinds belong to something that dies with it.
"""

from __future__ import annotations

import fcntl
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Protocol
from weakref import WeakKeyDictionary

import duckdb

from warehouse.sql import literal

WRITING = "writing"


class Locks(Protocol):
    """Named locks that every process sharing a warehouse sees."""

    def held(self, name: str) -> Iterator[None]:
        """Wait for a lock and hold it until the generator ends."""

    def is_held(self, name: str) -> bool:
        """Whether any process holds a lock now."""

    def close(self) -> None:
        """Let go of what the locks need."""


class FileLocks:
    """Locks of the kernel on files in a folder: for processes of one machine."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def held(self, name: str) -> Iterator[None]:
        """See Locks.held."""
        with self._file(name).open("a") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def is_held(self, name: str) -> bool:
        """See Locks.is_held."""
        with self._file(name).open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
        return False

    def close(self) -> None:
        """See Locks.close."""

    def _file(self, name: str) -> Path:
        return self._folder / f"{re.sub(r'[^A-Za-z0-9-]', '_', name)}.lock"


class PostgresLocks:
    """Advisory locks of a PostgreSQL server, each held by an open transaction of its own."""

    def __init__(self, load: Callable[[duckdb.DuckDBPyConnection], None], address: str) -> None:
        self._connection = duckdb.connect(":memory:")
        load(self._connection)
        self._connection.execute(f"attach {literal(address)} as locks (type postgres)")

    def held(self, name: str) -> Iterator[None]:
        """See Locks.held."""
        with self._connection.cursor() as cursor:
            cursor.begin()
            # The result is of type void, which has no counterpart: as text it can be fetched.
            self._ask(cursor, f"select pg_advisory_xact_lock({_number(name)})::varchar as answer")
            try:
                yield
            finally:
                cursor.rollback()

    def is_held(self, name: str) -> bool:
        """See Locks.is_held."""
        with self._connection.cursor() as cursor:
            cursor.begin()
            try:
                return not self._ask(cursor, f"select pg_try_advisory_xact_lock({_number(name)}) as answer")
            finally:
                cursor.rollback()

    def close(self) -> None:
        """See Locks.close."""
        self._connection.close()

    def _ask(self, cursor: duckdb.DuckDBPyConnection, query: str) -> object:
        row = cursor.execute(f"select answer from postgres_query('locks', {literal(query)})").fetchone()
        return row[0] if row else None


def _number(name: str) -> str:
    return f"hashtext({literal('equalwork ' + name)})"


class Gate:
    """The turn to write: waited for once however deeply it is asked for. Not for several threads."""

    def __init__(self, locks: Locks, search_path: str) -> None:
        self.locks = locks
        # Where a connection to the shared warehouse looks for names.
        self.search_path = search_path
        self._depth = 0

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for the turn and keep it while the block runs."""
        with ExitStack() as stack:
            if self._depth == 0:
                stack.enter_context(held(self.locks, WRITING))
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1


@contextmanager
def held(locks: Locks, name: str) -> Iterator[None]:
    """Hold a lock while the block runs."""
    yield from locks.held(name)


_GATES: WeakKeyDictionary[duckdb.DuckDBPyConnection, Gate] = WeakKeyDictionary()


def put_gate(connection: duckdb.DuckDBPyConnection, gate: Gate) -> None:
    """Let every transaction of a connection wait for its turn."""
    _GATES[connection] = gate


@contextmanager
def turn_to_write(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Wait until no other run writes; at once for a build file, which has one run alone."""
    gate = _GATES.get(connection)
    if gate is None:
        yield
        return
    with gate.turn():
        yield


def is_alive(connection: duckdb.DuckDBPyConnection, run_id: str) -> bool:
    """Whether a run is alive that shares the warehouse of this connection; none shares a build file."""
    gate = _GATES.get(connection)
    return gate is not None and gate.locks.is_held(run_id)


@contextmanager
def connection_beside(connection: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give another connection to the same warehouse, for a thread. It may only add rows: it has no turn."""
    gate = _GATES.get(connection)
    with connection.cursor() as beside:
        if gate is not None:
            beside.execute(f"set search_path = {literal(gate.search_path)}")
        yield beside
