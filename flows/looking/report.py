"""What the terminal shows: tables with colour on a terminal, plain aligned text on a pipe."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

if TYPE_CHECKING:
    from flows.looking.probe import SourceProbe
    from flows.running.job import RunSummary

PIPE_WIDTH = 160
SHOWN_DIFFERENCES = 40


def console() -> Console:
    """Return a console for stdout: as wide as the terminal, or fixed on a pipe."""
    return Console() if sys.stdout.isatty() else Console(width=PIPE_WIDTH, no_color=True)


def print_lines(lines: Iterable[str]) -> None:
    """Print lines as they are."""
    for line in lines:
        console().print(escape(line), soft_wrap=True, highlight=False)


def print_table(title: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a titled table; numbers stand right."""
    body = [[_cell(value) for value in row] for row in rows]
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    for index, head in enumerate(heads):
        numeric = bool(body) and all(row[index].replace(",", "").isdigit() for row in body)
        table.add_column(head, justify="right" if numeric else "left", overflow="fold")
    for row in body:
        table.add_row(*(escape(cell) for cell in row))
    console().print(table, highlight=False)


def print_summary(summary: RunSummary) -> None:
    """Print what a run did: sources, captures, documents, tables, checks, release."""
    print_lines([f"run {summary.run_id} ({summary.kind}, {summary.engine}): {_outcome(summary)}"])
    if summary.due:
        print_table(
            "would ask", ("source", "address"), [(s, url) for s, urls in summary.due.items() for url in urls]
        )
    if summary.kind == "reread":
        print_differences(summary)
    if summary.sources:
        print_table(
            "sources",
            ("source", "asked", "discovered", "captures", "state"),
            map(_source_row, summary.sources),
        )
    if summary.captures_by_verdict:
        print_table("captures by verdict", ("verdict", "captures"), summary.captures_by_verdict.items())
    if summary.documents_by_type:
        print_table("documents by type", ("document type", "documents"), summary.documents_by_type.items())
    if summary.table_rows:
        print_table("curated tables", ("table", "rows"), summary.table_rows.items())
    if summary.checks:
        print_checks(summary)
    print_lines(_release_lines(summary))


def _release_lines(summary: RunSummary) -> Iterator[str]:
    if summary.release:
        yield f"release: {summary.release}"
    if summary.stands:
        yield f"nothing new: release {summary.stands} stays current (`equalwork publish` makes another)"
    if summary.outcome == "rejected":
        yield f"REJECTED by a fatal check; still current: {summary.current or 'no release yet'}"


def print_differences(summary: RunSummary) -> None:
    """Print what a reread changes: captures per field, and the first examples."""
    counts = Counter(difference.field for difference in summary.differences)
    if not counts:
        print_lines(["nothing would change" if summary.outcome == "dry_run" else "nothing changed"])
        return
    print_table("changes by field", ("field", "captures"), counts.most_common())
    examples = summary.differences[:SHOWN_DIFFERENCES]
    rows = [(d.field, d.url, shortened(d.before), shortened(d.after)) for d in examples]
    print_table("examples", ("field", "address", "before", "after"), rows)


def print_probe(probe: SourceProbe) -> None:
    """Print what first contact with a source showed, and what to mend where."""
    print_lines(
        [
            f"{probe.source_id}: {probe.discovered_count} address(es) found, {len(probe.pages)} document(s) read"
        ]
    )
    print_table("asked", ("address", "verdict", "reason"), probe.verdicts)
    for page in probe.pages:
        share = "" if page.page.text_share is None else f", {page.page.text_share:.0%} of the text in fields"
        print_lines(
            [f"{page.url}: {page.page.document_type}, {page.page.reader} {page.page.reader_version}{share}"]
        )
        print_table("rules that fired", ("field", "rule"), page.fired.items())
        if page.silent:
            print_lines(["did not fire: " + ", ".join(page.silent)])
        print_lines([f"mend: {advice}" for advice in page.advice])
    print_lines([f"note: {note}" for note in probe.notes])


def shortened(text: str | None, width: int = 60) -> str | None:
    """Return a text cut to what a table shows."""
    return text if text is None or len(text) <= width else text[: width - 1] + "…"


def print_checks(summary: RunSummary) -> None:
    """Print the checks: how many passed, and each that did not."""
    failed = [check for check in summary.checks if not check.passed]
    print_lines([f"checks: {len(summary.checks) - len(failed)} of {len(summary.checks)} passed"])
    if failed:
        rows = [(check.name, check.severity, check.observed, check.expected) for check in failed]
        print_table("checks that fired", ("check", "severity", "observed", "expected"), rows)


def _source_row(source: object) -> Sequence[object]:
    from flows.running.job import SourceResult

    assert isinstance(source, SourceResult)
    state = source.error or (
        "blocked" if source.is_blocked else "complete walk" if source.is_complete_walk else "partial"
    )
    return source.source_id, source.asked_count, source.discovered_count, sum(source.verdicts.values()), state


def _outcome(summary: RunSummary) -> str:
    if summary.error:
        return f"FAILED: {summary.error}"
    seconds = (summary.finished_at - summary.started_at).total_seconds() if summary.finished_at else 0.0
    return f"{summary.outcome} in {seconds:.1f} s"


def _cell(value: object) -> str:
    if value is None:
        return ""
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)
