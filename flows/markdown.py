"""A run's summary as Markdown, for Prefect's artifacts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flows.job import RunSummary


def summary_markdown(summary: RunSummary) -> str:
    """Return the summary: outcome, sources, captures, tables, checks that fired, release."""
    failed = [check for check in summary.checks if not check.passed]
    parts = [
        f"# Run {summary.run_id}: {summary.outcome}",
        _table(
            ("source", "asked", "captures", "error"),
            [(s.source_id, s.asked_count, sum(s.verdicts.values()), s.error or "") for s in summary.sources],
        ),
        _table(("verdict", "captures"), summary.captures_by_verdict.items()),
        _table(("table", "rows"), summary.table_rows.items()),
        _table(
            ("check", "severity", "observed", "expected"),
            [(check.name, check.severity, check.observed, check.expected) for check in failed],
        ),
        f"Release: `{summary.release}`" if summary.release else "No release.",
    ]
    return "\n\n".join(part for part in parts if part)


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    body = ["| " + " | ".join(str(value).replace("|", "\\|") for value in row) + " |" for row in rows]
    if not body:
        return ""
    return "\n".join(["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads), *body])
