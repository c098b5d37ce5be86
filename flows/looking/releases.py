"""Which release the looking commands open: the current one of the home, else the demo's."""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

from flows.homes.storage import Storage
from flows.settings import Settings, load_settings
from warehouse import open_release
from warehouse.publishing.pointer import current_release


def release_home(settings: Settings) -> Path:
    """Return the home whose releases are read: the demo's when the real home has none yet, saying so."""
    if settings.remote:
        Storage(settings.remote, settings.home).pull_release()
    demo = settings.home / "demo"
    if current_release(settings.home) is None and current_release(demo) is not None:
        sys.stderr.write(
            f"no release in {settings.home} yet: showing the demo in {demo} (fictional documents)\n"
        )
        return demo
    return settings.home


def open_current(release: str | None = None) -> duckdb.DuckDBPyConnection:
    """Return a read-only connection to a release (the current one by default)."""
    return open_release(release_home(load_settings()), release)
