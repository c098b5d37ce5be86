"""What the Prefect flows share: the name of a flow run, running a job's stages, what a flow returns."""

from __future__ import annotations

from typing import Any

from prefect import runtime

from flows.job import Job, RunSummary
from flows.prefect_artifacts import leave_artifacts, progress_artifact
from flows.prefect_assets import materialize_release
from flows.prefect_executor import PrefectExecutor
from flows.settings import Settings
from flows.stages import run_job


def run_name() -> str:
    """Return the name of the flow run: its day and time (UTC) and its sources."""
    parameters = runtime.flow_run.parameters
    sources = parameters.get("sources") or [parameters.get("source") or "all"]
    started = runtime.flow_run.scheduled_start_time
    return f"{started:%Y-%m-%d %H:%M} {' '.join(sources)[:80]}"


def run_stages(job: Job, settings: Settings) -> RunSummary:
    """Run a job's stages inside the flow that is running, and leave what it did as artifacts and assets."""
    with progress_artifact() as progress:
        executor = PrefectExecutor(settings.worker_count, settings.executor)
        summary = run_job(job, settings, executor, progress=progress)
    leave_artifacts(summary)
    if summary.release and summary.outcome == "done":
        materialize_release(summary)
    return summary


def told(summary: RunSummary) -> dict[str, Any]:
    """Return what a flow run says of itself: run id, outcome, release, checks that fired."""
    return {
        "run_id": summary.run_id,
        "outcome": summary.outcome,
        "release": str(summary.release) if summary.release else None,
        "failed_checks": [check.name for check in summary.checks if not check.passed],
    }
