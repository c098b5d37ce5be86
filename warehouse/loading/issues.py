"""What reading and understanding noticed, as rows of `ops.issues`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb
import pyarrow as pa

from extractors.model import Capture, Issue
from warehouse.loading.arrow import arrow_mappings, registered
from warehouse.loading.identity import fast_id
from warehouse.loading.rows import Reading

Connection = duckdb.DuckDBPyConnection


def issue_rows(readings: Sequence[Reading]) -> pa.Table | None:
    """Return the issues of some readings without run_id; None when there are none. Pure."""
    rows = [
        _issue_row(issue, stage, capture)
        for capture, page, findings in readings
        for stage, issues in (("read", page.issues), ("understand", findings.issues))
        for issue in issues
    ]
    unique = list({row["issue_id"]: row for row in rows}.values())
    return arrow_mappings("ops.issues", unique) if unique else None


def _issue_row(issue: Issue, stage: str, capture: Capture) -> dict[str, Any]:
    return {
        "issue_id": fast_id("issue", stage, capture.capture_id, issue.code, issue.field or "", issue.message),
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


def load_reading_issues(
    con: Connection, capture_ids: Sequence[str], issues: pa.Table | None, run_id: str
) -> None:
    """Write what reading some captures noticed, in place of what it noticed before."""
    con.execute(
        """delete from ops.issues where stage in ('read', 'understand')
           and capture_id in (select unnest(?::varchar[]))""",
        [list(capture_ids)],
    )
    if issues is None:
        return
    with registered(con, "incoming_issues", issues) as name:
        con.execute(f"delete from ops.issues where issue_id in (select issue_id from {name})")
        con.execute(f"insert into ops.issues by name select *, ? as run_id from {name}", [run_id])
