"""Checks written in SQL: one file a check in `warehouse/checks/sql/`, a query of the offending rows.

A file opens with a header of `-- key: value` lines; a line that is indented continues the value above:

    -- name: events_in_order
    -- severity: fatal
    -- protects: a calendar that shows an event ending
    --   before it begins
    -- expected: starts_on <= ends_on
    -- needs: previous
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files

import duckdb

from warehouse.checks.model import SHOWN_ROWS, Check, CheckContext, Finding, Severity
from warehouse.sql import only_row

HEADER_LINE = re.compile(r"-- (?P<key>name|severity|protects|expected|needs): (?P<value>.+)")
KEYS = {"name", "severity", "protects", "expected"}


@cache
def sql_checks() -> tuple[Check, ...]:
    """Return the checks of every .sql file, ordered by name."""
    folder = files("warehouse.checks").joinpath("sql")
    texts = [file.read_text("utf-8") for file in folder.iterdir() if file.name.endswith(".sql")]
    return tuple(sorted((parse_check(text) for text in texts), key=lambda check: check.name))


def parse_check(text: str) -> Check:
    """Return the check that the text of a .sql file defines."""
    header = _header(text)
    severity: Severity = "fatal" if header["severity"] == "fatal" else "warning"
    return Check(
        name=header["name"],
        description=header["protects"],
        severity=severity,
        expected=header["expected"],
        find=_finder(text),
        needs=tuple(header.get("needs", "").replace(",", " ").split()),
    )


def find_rows(con: duckdb.DuckDBPyConnection, query: str) -> Finding:
    """Return how many rows a query has, and the first of them with their values as text."""
    con.execute(f"create or replace temp table check_rows as {query}")
    try:
        (count,) = only_row(con, "select count(*) from check_rows")
        shown = con.execute(f"select columns(*)::varchar from check_rows limit {SHOWN_ROWS}")
        names = [column[0] for column in shown.description or ()]
        rows = tuple(dict(zip(names, row, strict=True)) for row in shown.fetchall())
    finally:
        con.execute("drop table if exists check_rows")
    return Finding(row_count=count, rows=rows)


def _finder(text: str) -> Callable[[duckdb.DuckDBPyConnection, CheckContext], Finding]:
    def find(con: duckdb.DuckDBPyConnection, _: CheckContext) -> Finding:
        return find_rows(con, text)

    return find


def _header(text: str) -> dict[str, str]:
    header: dict[str, str] = {}
    key = None
    for line in text.splitlines():
        match = HEADER_LINE.fullmatch(line)
        if match:
            key = match["key"]
            header[key] = match["value"].strip()
        elif key and line.startswith("--   "):
            header[key] += " " + line[2:].strip()
        else:
            break
    missing = KEYS - header.keys()
    if missing or header["severity"] not in ("fatal", "warning"):
        raise ValueError(f"a check's header is not whole (missing: {sorted(missing)}): {text[:60]!r}")
    return header
