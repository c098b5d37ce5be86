"""`equalwork status`: one screen that says whether all is well, and if not, where to look."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from flows.looking.releases import release_home
from flows.looking.report import print_lines, print_table
from flows.orchestration.deployments import next_runs
from flows.running.job import utc_now
from flows.settings import Settings
from warehouse import open_release
from warehouse.lake import look_into_lake
from warehouse.publishing.pointer import current_release
from warehouse.queries import rows_of
from warehouse.store import BUILD_FILE, holder_of

SHOWN_ISSUES = 15


def status_of(settings: Settings, now: datetime | None = None) -> dict[str, Any]:
    """Return what is known of runs, sources, captures, issues and releases of a home.

    `now` (aware; this moment by default) is from when the next runs are counted.

    The build file is looked at only while no run holds it; what stands in the release, or in a warehouse
    that is shared, is always there.
    """
    home, now = release_home(settings), now or utc_now()
    status: dict[str, Any] = {"home": str(home), "running": holder_of(home), "release": None, "sources": []}
    status |= _of_warehouse(settings, home)
    status["next_runs"] = [{"deployment": name, "starts_at": at} for name, at in next_runs(now)]
    release = current_release(home)
    if release is not None:
        status["release"] = release.name
        with open_release(home) as connection:
            sources = rows_of(connection, "status_sources")
        status["sources"] = list(_verified_since(sources, status.get("states", [])))
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
    print_lines(
        [f"next {each['deployment']}: {each['starts_at']:%Y-%m-%d %H:%M %Z}" for each in status["next_runs"]]
    )
    _print_rows("sources (times are UTC)", list(_standing(status)))
    _print_rows("captures by verdict", status.get("captures", []))
    _print_rows("what changed in the last run", status.get("changes", []))
    _print_rows("drift: pages that their own reader no longer knows", status.get("drift", []))
    _print_rows("open issues of the last run", status.get("issues", [])[:SHOWN_ISSUES])


def _print_rows(title: str, rows: list[dict[str, Any]]) -> None:
    if rows:
        print_table(title, list(rows[0]), [[_to_the_minute(value) for value in row.values()] for row in rows])


def _to_the_minute(value: Any) -> Any:
    # A screen has no room for "2026-05-03 02:18:40+00:00" four times a row; `--json` gives it whole.
    return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M") if isinstance(value, datetime) else value


def _standing(status: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a row for each source of the release or of the warehouse: how it stands, since when, and what it has."""
    released = {row["source_id"]: row for row in status["sources"]}
    states = {row["source_id"]: row for row in status.get("states", [])}
    for source_id in sorted(released | states):
        source, state = released.get(source_id, {}), states.get(source_id, {})
        either = source or state
        yield {
            "source": source_id,
            "frequency": either["frequency"],
            "state": state.get("state", "–"),
            "since": state.get("since"),
            "last success": either["last_success_at"],
            "last change": source.get("last_change_at"),
            "documents": source.get("document_count", 0),
            "issues": source.get("open_issue_count", 0),
            "reason": state.get("reason", ""),
        }


def _of_warehouse(settings: Settings, home: Path) -> dict[str, Any]:
    # The demo, which is looked at while there is no release, has a build file of its own.
    if settings.warehouse != "duckdb" and home == settings.home:
        with look_into_lake(settings.warehouse) as connection:
            return _stored(connection)
    return _of_build(home)


def _of_build(home: Path) -> dict[str, Any]:
    path = home / BUILD_FILE
    if not path.exists() or holder_of(home):
        return {}
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            connection.execute("set TimeZone = 'UTC'")
            return _stored(connection)
    except duckdb.IOException:
        # A run began between the look at the lock and the opening of the file.
        return {"running": holder_of(home) or "a run that just began"}


def _stored(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    return {
        "runs": rows_of(connection, "status_runs"),
        "captures": rows_of(connection, "captures_by_verdict"),
        "changes": rows_of(connection, "status_changes"),
        "states": rows_of(connection, "status_states"),
        "drift": rows_of(connection, "status_drift"),
        "issues": rows_of(connection, "status_issues"),
    }


def _verified_since(sources: list[dict[str, Any]], states: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the sources as the release states them, with when each was last verified since then."""
    verified = {state["source_id"]: state["last_success_at"] for state in states}
    for source in sources:
        times = [time for time in (source["last_success_at"], verified.get(source["source_id"])) if time]
        yield source | {"last_success_at": max(times, default=None)}
