"""A run's summary as Markdown, for Prefect's artifacts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flows.running.job import RunSummary, SourceResult
from warehouse.watch import SourceState

SOURCE_HEADS = ("source", "state", "since", "last verified", "asked", "captures", "error")
CHECK_HEADS = ("check", "severity", "observed", "expected", "rows")
SHOWN = 5


def summary_markdown(summary: RunSummary) -> str:
    """Return the summary: outcome, sources, captures, tables, checks that fired, release."""
    parts = [
        f"# Run {summary.run_id}: {summary.outcome}",
        summary.error or "",
        _release(summary),
        _titled(
            "What changed", [list(row.values()) for row in summary.changes], ("source", "change", "addresses")
        ),
        _titled("Sources", map(dict.values, source_rows(summary)), SOURCE_HEADS),
        _titled("Checks that fired", map(dict.values, check_rows(summary)), CHECK_HEADS),
        _titled("Captures by verdict", summary.captures_by_verdict.items(), ("verdict", "captures")),
        _titled("Tables", summary.table_rows.items(), ("table", "rows")),
    ]
    return "\n\n".join(part for part in parts if part)


def _release(summary: RunSummary) -> str:
    if summary.release:
        return f"Release: `{summary.release}`"
    return f"Nothing new: `{summary.stands}` stays current." if summary.stands else "No release."


def source_rows(summary: RunSummary) -> list[dict[str, object]]:
    """Return a row for each source: how it stands, since when, and what it did in this run."""
    ran = {result.source_id: result for result in summary.sources}
    ids = sorted({*ran, *(state.source_id for state in summary.states)})
    states = {state.source_id: state for state in summary.states}
    return [
        dict(
            zip(
                SOURCE_HEADS,
                (source_id, *_state(states.get(source_id)), *_did(ran.get(source_id))),
                strict=True,
            )
        )
        for source_id in ids
    ]


def check_rows(summary: RunSummary) -> list[dict[str, object]]:
    """Return a row for each check that did not pass, with the first rows that broke it."""
    return [
        {
            "check": check.name,
            "severity": check.severity,
            "observed": check.observed,
            "expected": check.expected,
            "rows": "; ".join(" ".join(f"{k}={v}" for k, v in row.items()) for row in check.rows[:SHOWN]),
        }
        for check in summary.checks
        if not check.passed
    ]


def _state(state: SourceState | None) -> tuple[str, str, str]:
    if state is None:
        return "", "", ""
    verified = f"{state.last_success_at:%Y-%m-%d %H:%M}" if state.last_success_at else ""
    return state.state, f"{state.since:%Y-%m-%d}", verified


def _did(result: SourceResult | None) -> tuple[int, int, str]:
    if result is None:
        return 0, 0, ""
    return result.asked_count, sum(result.verdicts.values()), result.error or ""


def _titled(title: str, rows: Iterable[Iterable[object]], heads: Sequence[str]) -> str:
    table = _table(heads, [tuple(row) for row in rows])
    return f"## {title}\n\n{table}" if table else ""


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    body = ["| " + " | ".join(str(value).replace("|", "\\|") for value in row) + " |" for row in rows]
    if not body:
        return ""
    return "\n".join(["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads), *body])
