"""`RELEASE.md`: what a person reads of a release, under headings that never change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from warehouse.checks import CheckResult
from warehouse.publishing.changes import SchemaChange, TableChange
from warehouse.publishing.datapackage import Facts

HEADINGS = ("New data", "Changed", "Removed", "Checks", "Schema changes", "Accuracy", "Licence")
SHOWN_ROWS = 10


@dataclass(frozen=True, slots=True)
class Notes:
    """Everything the release notes tell. `previous` is the stamp of the last good release."""

    facts: Facts
    previous: str | None
    rows: Mapping[str, int]
    changes: Sequence[TableChange]
    schema_changes: Sequence[SchemaChange]
    checks: Sequence[CheckResult]
    accuracy: Sequence[tuple[str, str, int, float | None, float | None]]
    licences: Sequence[tuple[str | None, int]]


def release_notes(notes: Notes) -> str:
    """Return the text of RELEASE.md; every heading of HEADINGS is there, in that order."""
    sections = {
        "New data": _new_data(notes),
        "Changed": _counted(notes.changes, "changed"),
        "Removed": _counted(notes.changes, "removed"),
        "Checks": _checks(notes.checks),
        "Schema changes": _schema_changes(notes.schema_changes),
        "Accuracy": _accuracy(notes),
        "Licence": _licences(notes),
    }
    lines = list(_opening(notes))
    for heading in HEADINGS:
        lines += ["", f"## {heading}", "", *sections[heading]]
    return "\n".join(lines) + "\n"


def _opening(notes: Notes) -> Iterator[str]:
    facts = notes.facts
    yield f"# Release {facts.stamp}"
    yield ""
    if facts.is_promoted:
        yield "Status: good. This release became the current one."
    else:
        yield "Status: rejected. A fatal check failed; the last good release stays the current one."
    compared = f"Compared with {notes.previous}." if notes.previous else "There is no earlier good release."
    yield f"Made by run {facts.run_id} at {facts.created_at:%Y-%m-%d %H:%M:%S} UTC. {compared}"


def _new_data(notes: Notes) -> Iterator[str]:
    added = {change.table: change.added for change in notes.changes}
    yield from _table(
        ("table", "rows added", "rows now"), ((n, added.get(n, ""), c) for n, c in notes.rows.items())
    )


def _counted(changes: Sequence[TableChange], kind: str) -> Iterator[str]:
    rows = [(change.table, getattr(change, kind)) for change in changes if getattr(change, kind)]
    yield from _table(("table", f"rows {kind}"), rows)
    if rows:
        yield ""
        yield "Row by row: `changes.parquet`."


def _checks(checks: Sequence[CheckResult]) -> Iterator[str]:
    failed = [check for check in checks if not check.passed]
    fatal = sum(check.is_fatal for check in checks)
    passed = len(checks) - len(failed)
    yield f"{len(checks)} checks: {passed} passed, {fatal} fatal, {len(failed) - fatal} warnings."
    for check in sorted(failed, key=lambda check: check.severity):
        yield ""
        yield f"### {check.name} ({check.severity})"
        yield ""
        yield f"Protects from {check.description}. Expected: {check.expected}. Observed: {check.observed}."
        if check.rows:
            yield ""
            yield from _table(tuple(check.rows[0]), (tuple(row.values()) for row in check.rows[:SHOWN_ROWS]))


def _schema_changes(changes: Sequence[SchemaChange]) -> Iterator[str]:
    yield from (f"- `{change.table}`: {change.text}" for change in changes)
    if not changes:
        yield "None."


def _accuracy(notes: Notes) -> Iterator[str]:
    if not notes.accuracy:
        yield "Not measured for this release."
        return
    rows = [(generation, field, n, _share(p), _share(r)) for generation, field, n, p, r in notes.accuracy]
    yield from _table(("site generation", "field", "labelled", "precision", "recall"), rows)


def _licences(notes: Notes) -> Iterator[str]:
    yield "Each document has its own licence: the column `licence` of every file with words of documents."
    yield ""
    yield from _table(
        ("licence", "documents"), ((licence or "not known", n) for licence, n in notes.licences)
    )


def _table(
    head: Sequence[str], rows: Iterator[tuple[object, ...]] | Sequence[tuple[object, ...]]
) -> Iterator[str]:
    listed = list(rows)
    if not listed:
        yield "None."
        return
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    yield from (f"| {' | '.join(map(_cell, row))} |" for row in listed)


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return text.replace("|", "\\|").replace("\n", " ")[:200]


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"
