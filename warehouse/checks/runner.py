"""Runs the checks, loads their results into `ops.checks`, and never lets one broken check hide another."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import datetime
from functools import cache
from importlib.resources import files

import duckdb
import pandas as pd

from warehouse.checks.comparison import comparison_checks
from warehouse.checks.contract import contract_checks
from warehouse.checks.model import AccuracyFloor, Check, CheckContext, CheckResult, Finding
from warehouse.checks.sql import sql_checks
from warehouse.publishing.pointer import DATABASE
from warehouse.sql import literal
from warehouse.store import transaction


@cache
def list_checks() -> tuple[Check, ...]:
    """Return every check there is: those of the contract first, then the others by name."""
    others = sorted((*sql_checks(), *comparison_checks()), key=lambda check: check.name)
    return (*contract_checks(), *others)


def checks_of_runs() -> tuple[Check, ...]:
    """Return the checks that judge how a run went, beside what the tables hold."""
    return tuple(check for check in list_checks() if {"runs", "bounds"} & set(check.needs))


def run_checks(
    con: duckdb.DuckDBPyConnection, *, context: CheckContext, checks: Sequence[Check] | None = None
) -> list[CheckResult]:
    """Return the result of every check (or of some) on the curated tables of a build file or a release.

    A check that cannot run (a table or column it reads is not there) has failed, and says why.
    """
    with _context_tables(con, context):
        return [_run(con, check, context) for check in (list_checks() if checks is None else checks)]


def _run(con: duckdb.DuckDBPyConnection, check: Check, context: CheckContext) -> CheckResult:
    outcome = CheckResult(check.name, check.description, check.severity, True, "", check.expected)
    missing = _missing(check, context)
    if missing:
        return replace(outcome, observed=f"not judged: {missing}")
    try:
        finding = check.find(con, context)
    except duckdb.Error as error:
        return replace(outcome, passed=False, observed=f"could not run: {str(error).splitlines()[0]}")
    return replace(outcome, passed=finding.row_count == 0, observed=_observed(finding), rows=finding.rows)


def _missing(check: Check, context: CheckContext) -> str | None:
    """Return why a check has nothing to judge by, or None when it has."""
    there = {"previous": context.previous, "runs": context.runs, "bounds": context.bounds}
    said = {
        "previous": "there is no earlier release to compare with",
        "runs": "no source was collected in this run",
        "bounds": "no source states bounds",
    }
    return next((said[need] for need in check.needs if not there[need]), None)


def _observed(finding: Finding) -> str:
    if finding.observed:
        return finding.observed
    return "nothing wrong" if not finding.row_count else f"{finding.row_count} offending row(s)"


@contextmanager
def _context_tables(con: duckdb.DuckDBPyConnection, context: CheckContext) -> Iterator[None]:
    """Lay the context out as temporary tables, and attach the last good release as `previous`."""
    floors = _floors() if context.floors is None else context.floors
    tables = {
        "check_context": _frame([context], {"now": "timestamptz", "run_id": "varchar"}),
        "check_bounds": _frame(context.bounds, _BOUNDS),
        "check_runs": _frame(context.runs, _RUNS),
        "check_floors": _frame(floors, _FLOORS),
    }
    for name, (frame, select) in tables.items():
        con.register("check_frame", frame)
        con.execute(f"create or replace temp table {name} as select {select} from check_frame")
        con.unregister("check_frame")
    if context.previous:
        con.execute(f"attach {literal(str(context.previous / DATABASE))} as previous (read_only)")
    try:
        yield
    finally:
        if context.previous:
            con.execute("detach previous")
        for name in tables:
            con.execute(f"drop table if exists temp.{name}")


_BOUNDS = {
    "source_id": "varchar",
    "run_minimum": "bigint",
    "run_maximum": "bigint",
    "total_minimum": "bigint",
    "total_maximum": "bigint",
    "max_blocked_share": "double",
}
_RUNS = {
    "source_id": "varchar",
    "document_count": "bigint",
    "is_complete": "boolean",
    "incomplete_reason": "varchar",
    "reported_total": "bigint",
    "asked_count": "bigint",
    "blocked_count": "bigint",
}
_FLOORS = {"field": "varchar", "site_generation": "varchar", "precision": "double", "recall": "double"}


def _frame(rows: Sequence[object], columns: dict[str, str]) -> tuple[pd.DataFrame, str]:
    """Return rows as a frame of text, and the select list that gives each column its type."""
    texts = [[None if (v := getattr(row, name)) is None else str(v) for name in columns] for row in rows]
    frame = pd.DataFrame(texts, columns=list(columns), dtype="object")
    return frame, ", ".join(
        f'cast(cast("{name}" as varchar) as {kind}) as "{name}"' for name, kind in columns.items()
    )


@cache
def _floors() -> tuple[AccuracyFloor, ...]:
    text = files("warehouse.checks").joinpath("floors.csv").read_text("utf-8")
    return tuple(
        AccuracyFloor(
            row["field"], float(row["precision"]), float(row["recall"]), row["site_generation"] or None
        )
        for row in csv.DictReader(text.splitlines())
    )


def load_checks(
    con: duckdb.DuckDBPyConnection, results: Sequence[CheckResult], *, run_id: str, now: datetime
) -> None:
    """Write the results to `ops.checks`, in place of those of an earlier attempt of the same run."""
    rows = [asdict(result) | {"rows": json.dumps(result.rows, ensure_ascii=False)} for result in results]
    con.register("check_results", pd.DataFrame(rows, dtype="object"))
    with transaction(con):
        con.execute("delete from ops.checks where run_id = ?", [run_id])
        con.execute(
            "insert into ops.checks by name select name, description, severity, passed::boolean as passed, "
            'observed, expected, "rows", $run_id as run_id, $now as checked_at from check_results',
            {"run_id": run_id, "now": now},
        )
    con.unregister("check_results")
