"""What reading and understanding noticed, as rows of `ops.issues`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb

from extractors.model import Capture, Issue
from warehouse.arrow import arrow_mappings, registered
from warehouse.identity import fast_id
from warehouse.rows import Reading

Connection = duckdb.DuckDBPyConnection


def reading_issues(con: Connection, readings: Sequence[Reading], run_id: str) -> None:
    """Write what reading and understanding noticed, in place of what it noticed before."""
    captures = [reading.capture.capture_id for reading in readings]
    con.execute(
        """delete from ops.issues where stage in ('read', 'understand')
           and capture_id in (select unnest(?::varchar[]))""",
        [captures],
    )
    rows = [
        _issue_row(issue, stage, capture, run_id)
        for capture, page, findings in readings
        for stage, issues in (("read", page.issues), ("understand", findings.issues))
        for issue in issues
    ]
    _replace_issues(con, rows)


def _issue_row(issue: Issue, stage: str, capture: Capture, run_id: str) -> dict[str, Any]:
    return {
        "issue_id": fast_id("issue", stage, capture.capture_id, issue.code, issue.field or "", issue.message),
        "run_id": run_id,
        "stage": stage,
        "severity": issue.severity,
        "code": issue.code,
        "source_id": capture.source_id,
        "url": capture.url,
        "capture_id": capture.capture_id,
        "field": issue.field,
        "message": issue.message,
        "noticed_at": capture.captured_at,
    }


def _replace_issues(con: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    unique = list({row["issue_id"]: row for row in rows}.values())
    if not unique:
        return
    with registered(con, "incoming_issues", arrow_mappings("ops.issues", unique)) as name:
        con.execute(f"delete from ops.issues where issue_id in (select issue_id from {name})")
        con.execute(f"insert into ops.issues by name select * from {name}")
