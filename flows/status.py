"""`equalwork status`: one screen that says whether all is well, and if not, where to look."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb

from flows.releases import release_home
from flows.report import print_lines, print_table
from flows.settings import Settings
from warehouse import open_release
from warehouse.pointer import current_release
from warehouse.queries import rows_of
from warehouse.store import BUILD_FILE, holder_of

SHOWN_ISSUES = 15


def status_of(settings: Settings) -> dict[str, Any]:
    """Return what is known of runs, sources, captures, issues and releases of a home.

    The build file is looked at only while no run holds it; what stands in the release is always there.
    """
    home = release_home(settings)
    status: dict[str, Any] = {"home": str(home), "running": holder_of(home), "release": None, "sources": []}
    status |= _of_build(home)
    release = current_release(home)
    if release is not None:
        status["release"] = release.name
        with open_release(home) as connection:
            status["sources"] = rows_of(connection, "status_sources")
    return status


def print_status(status: dict[str, Any], *, as_json: bool) -> None:
    """Print the status for a person, or as JSON for a machine."""
    if as_json:
        print_lines([json.dumps(status, ensure_ascii=False, indent=1, default=str)])
        return
    print_lines([f"home {status['home']}, current release {status['release'] or 'none yet'}"])
    if status["running"]:
        print_lines([f"a run is under way: {status['running']}"])
    _print_rows("runs", status.get("runs", []))
    _print_rows("sources", status["sources"])
    _print_rows("captures by verdict", status.get("captures", []))
    _print_rows("what changed in the last run", status.get("changes", []))
    _print_rows("open issues of the last run", status.get("issues", [])[:SHOWN_ISSUES])


def _print_rows(title: str, rows: list[dict[str, Any]]) -> None:
    if rows:
        print_table(title, list(rows[0]), [list(row.values()) for row in rows])


def _of_build(home: Path) -> dict[str, Any]:
    path = home / BUILD_FILE
    if not path.exists() or holder_of(home):
        return {}
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            connection.execute("set TimeZone = 'UTC'")
            return {
                "runs": rows_of(connection, "status_runs"),
                "captures": rows_of(connection, "captures_by_verdict"),
                "changes": rows_of(connection, "status_changes"),
                "issues": rows_of(connection, "status_issues"),
            }
    except duckdb.IOException:
        # A run began between the look at the lock and the opening of the file.
        return {"running": holder_of(home) or "a run that just began"}
