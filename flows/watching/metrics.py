"""What a run did, as an OpenMetrics text file that a node exporter picks up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from flows.running.job import RunSummary

Sample = tuple[dict[str, str], float]
STATES = ("fresh", "due", "overdue", "blocked", "never")


def write_metrics(path: Path, summary: RunSummary) -> None:
    """Write the metrics of a run in the place of those before, whole or not at all.

    Raises:
        OSError: the file cannot be written; the one before stays.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.partial")
    partial.write_text(metrics_text(summary), "utf-8")
    partial.replace(path)


def metrics_text(summary: RunSummary) -> str:
    """Return the metrics: how the run ended, its captures and documents, checks that failed, the sources."""
    return "".join(line + "\n" for line in _lines(summary)) + "# EOF\n"


def _lines(summary: RunSummary) -> Iterator[str]:
    of_run = {"command": summary.kind}
    finished = summary.finished_at or summary.started_at
    yield from _gauge(
        "run_finished_timestamp_seconds", "When the last run ended.", [(of_run, finished.timestamp())]
    )
    seconds = (finished - summary.started_at).total_seconds()
    yield from _gauge("run_duration_seconds", "How long the last run took.", [(of_run, seconds)])
    yield from _gauge(
        "run_outcome",
        "1 for how the last run ended.",
        [(of_run | {"outcome": name}, name == summary.outcome) for name in ("done", "rejected", "failed")],
    )
    yield from _gauge("captures", "Captures by verdict, in all.", _by("verdict", summary.captures_by_verdict))
    yield from _gauge("documents", "Documents by type.", _by("document_type", summary.documents_by_type))
    if summary.checks:
        failed = [check.severity for check in summary.checks if not check.passed]
        counts = {severity: failed.count(severity) for severity in ("fatal", "warning")}
        yield from _gauge("checks_failed", "Checks that failed.", _by("severity", counts))
    verified = [
        ({"source": s.source_id}, s.last_success_at.timestamp()) for s in summary.states if s.last_success_at
    ]
    yield from _gauge("source_last_success_timestamp_seconds", "When a source was last verified.", verified)
    yield from _gauge(
        "source_state",
        "1 for the state that a source is in.",
        [
            ({"source": s.source_id, "state": name}, name == s.state)
            for s in summary.states
            for name in STATES
        ],
    )


def _gauge(name: str, meaning: str, samples: Iterable[Sample]) -> Iterator[str]:
    rows = list(samples)
    if not rows:
        return
    yield f"# TYPE equalwork_{name} gauge"
    yield f"# HELP equalwork_{name} {meaning}"
    for labels, value in rows:
        # equalwork_captures{verdict="ok"} 12
        told = ",".join(f'{label}="{_escaped(text)}"' for label, text in labels.items())
        yield f"equalwork_{name}{{{told}}} {float(value):.17g}"


def _by(label: str, counts: dict[str, int]) -> Iterator[Sample]:
    yield from (({label: name}, count) for name, count in counts.items())


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
