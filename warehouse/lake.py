"""The warehouse on DuckLake: tables as Parquet in a shared folder, their catalog in PostgreSQL.

What the loader writes (schemas raw, core, ops) lies in the lake; what is made from it (tables in between,
curated tables, macros) is made in a DuckDB file of the run's own, which goes when the run ends. One search
path joins the two: a name is looked up in the run's file first, then in the lake. So the same SQL serves
both backends, and the limits of DuckLake (no macros over its tables as we use them, no keys, a snapshot
for every table that is made anew) do not touch the models.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.util import find_spec
from pathlib import Path

import duckdb

from extractors.errors import SettingsError
from warehouse.gate import FileLocks, Gate, Locks, PostgresLocks, held, put_gate
from warehouse.sql import literal
from warehouse.store import MEMORY_LIMIT, Warehouse, connect, migrate, transaction

PREFIX = "ducklake:"
POSTGRES = ("postgres://", "postgresql://")
EXTENSIONS = {
    "ducklake": "duckdb-extension-ducklake",
    "postgres_scanner": "duckdb-extension-postgres-scanner",
}
# postgres://equalwork:secret@db.example.org/equalwork
PASSWORD = re.compile(r"://[^/@\s]*@")
OWN_SCHEMAS = ("core", "curated")
LAKE_PATH = "lake.raw,lake.core,lake.ops"
SEARCH_PATH = f"own.core,own.curated,{LAKE_PATH}"
# What a rebuild cannot make from the archive stays: the run ledger and the withdrawals.
KEPT = frozenset({"core.withdrawals"})
REMADE_ISSUES = "delete from ops.issues where stage not in ('collect', 'import')"


@contextmanager
def open_lake(
    home: Path,
    place: str,
    data: str,
    *,
    run_id: str,
    memory_limit: str = MEMORY_LIMIT,
    threads: int | None = None,
) -> Iterator[Warehouse]:
    """Open (and, when there is none, make) a shared warehouse with the newest schema.

    `place` is `ducklake:postgres://…` or, for one machine, `ducklake:FILE`; `data` is the folder of the
    Parquet files (by default `lake/` in the home). Other runs may have it open at the same time.

    Raises:
        SettingsError: the extra `scale` is missing, or the catalog cannot be reached.
    """
    catalog = place.removeprefix(PREFIX)
    own = home / "build" / f"lake-{run_id}.duckdb"
    own.parent.mkdir(parents=True, exist_ok=True)
    connection = connect(None, memory_limit=memory_limit, threads=threads)
    try:
        connection.execute(f"set temp_directory = {literal(str(own) + '.tmp')}")
        gate = _attach(connection, catalog, data or str(home / "lake"))
        with closing(gate.locks), held(gate.locks, run_id):
            with gate.turn():
                connection.execute("use lake")
                migrate(connection)
            _attach_own(connection, own)
            put_gate(connection, gate)
            yield Warehouse(connection, own, run_id, is_shared=True)
    finally:
        connection.close()
        for file in (own, own.with_name(own.name + ".wal")):
            file.unlink(missing_ok=True)


@contextmanager
def look_into_lake(place: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open what the loader wrote of a shared warehouse to look at it: read-only, waiting for no one's turn.

    Raises:
        SettingsError: the extra `scale` is missing, or the catalog cannot be reached (a file that a run
            holds cannot).
    """
    catalog = place.removeprefix(PREFIX)
    connection = connect(None)
    try:
        _load_extensions(connection, catalog)
        with _failure_told():
            connection.execute(f"attach {literal(PREFIX + _source(catalog))} as lake (read_only)")
        connection.execute(f"set search_path = {literal(LAKE_PATH)}")
        yield connection
    finally:
        connection.close()


def empty_lake(connection: duckdb.DuckDBPyConnection) -> None:
    """Remove every row that a rebuild makes anew from the archive, in one transaction.

    The lake's snapshots still hold the rows of before.
    """
    names = connection.execute(
        "select schema_name || '.' || table_name from duckdb_tables() "
        "where database_name = 'lake' and schema_name in ('raw', 'core') order by all"
    ).fetchall()
    with transaction(connection):
        for (name,) in names:
            if name not in KEPT:
                connection.execute(f"delete from lake.{name}")
        connection.execute(REMADE_ISSUES)


def _attach(connection: duckdb.DuckDBPyConnection, catalog: str, data: str) -> Gate:
    """Attach the lake as `lake` and return the gate of all who write to it."""
    is_postgres = catalog.startswith(POSTGRES)
    _load_extensions(connection, catalog)
    if not is_postgres:
        Path(catalog).parent.mkdir(parents=True, exist_ok=True)
    if "://" not in data:
        Path(data).mkdir(parents=True, exist_ok=True)
        data = f"{Path(data).resolve()}/"
    with _failure_told():
        gate = Gate(_locks(catalog, is_postgres), SEARCH_PATH)
        with gate.turn():
            place = PREFIX + _source(catalog)
            connection.execute(f"attach {literal(place)} as lake (data_path {literal(data)})")
    return gate


def _source(catalog: str) -> str:
    return f"postgres:{catalog}" if catalog.startswith(POSTGRES) else catalog


def _load_extensions(connection: duckdb.DuckDBPyConnection, catalog: str) -> None:
    _load(connection, "ducklake")
    if catalog.startswith(POSTGRES):
        _load_postgres(connection)


@contextmanager
def _failure_told() -> Iterator[None]:
    try:
        yield
    except duckdb.Error as error:
        reason = PASSWORD.sub("://…@", str(error).splitlines()[0])
        raise SettingsError(
            f"the catalog of the warehouse cannot be opened: {reason}",
            hint="look at EQUALWORK_WAREHOUSE, EQUALWORK_WAREHOUSE_DATA and at the PostgreSQL server",
        ) from None


def _locks(catalog: str, is_postgres: bool) -> Locks:
    if is_postgres:
        return PostgresLocks(_load_postgres, catalog)
    return FileLocks(Path(catalog).with_suffix(".locks"))


def _attach_own(connection: duckdb.DuckDBPyConnection, own: Path) -> None:
    connection.execute(f"attach {literal(str(own))} as own")
    for schema in OWN_SCHEMAS:
        connection.execute(f"create schema own.{schema}")
    connection.execute(f"set search_path = {literal(SEARCH_PATH)}")


def _load_postgres(connection: duckdb.DuckDBPyConnection) -> None:
    _load(connection, "postgres_scanner")


def _load(connection: duckdb.DuckDBPyConnection, extension: str) -> None:
    """Load an extension from its package: nothing is fetched or installed."""
    package = find_spec(f"duckdb_extension_{extension}")
    folder = (
        Path(package.submodule_search_locations[0])
        if package and package.submodule_search_locations
        else None
    )
    file = next(folder.rglob(f"v{duckdb.__version__}/*.duckdb_extension"), None) if folder else None
    if file is None:
        raise SettingsError(
            f"EQUALWORK_WAREHOUSE={PREFIX}… needs {EXTENSIONS[extension]} for DuckDB {duckdb.__version__}",
            hint="install the extra: pip install 'equalwork[scale]'",
        )
    connection.execute(f"load {literal(str(file))}")
