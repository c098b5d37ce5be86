"""The warehouse: `open_release()` is the way in for whoever reads."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb

from warehouse.homes import home_folder
from warehouse.publishing.pointer import DATABASE, find_release

DEFAULT_HOME = "data"
# A release can be pruned between the look at the pointer and the opening of the file.
ATTEMPTS = 3


def open_release(home: str | Path | None = None, release: str | None = None) -> duckdb.DuckDBPyConnection:
    """Return a read-only connection to a release: the current one, or the one of a stamp.

    It stays on that release, whole and unchanged, while newer ones are published. `home` defaults to
    EQUALWORK_HOME, else `./data`; of a home on object storage the working copy is read. Times come in UTC.

    Raises:
        SettingsError: there is no such release.
    """
    folder = home_folder(home or os.environ.get("EQUALWORK_HOME") or DEFAULT_HOME)
    for attempt in range(ATTEMPTS):
        # The real path, not the pointer's: DuckDB keeps one instance a path in a process, and through the
        # pointer a second call would get the instance of the release that was current at the first.
        file = find_release(folder, release).resolve() / DATABASE
        try:
            return _connect(file)
        except duckdb.IOException:
            if file.exists() or attempt == ATTEMPTS - 1:
                raise
    raise AssertionError("unreachable")


def _connect(file: Path) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(str(file), read_only=True)
    connection.execute("set autoinstall_known_extensions = false")
    connection.execute("set TimeZone = 'UTC'")
    return connection


__all__ = ["open_release"]
