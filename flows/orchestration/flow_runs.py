"""What the Prefect flows share: the name of a flow run, running a job's stages, what a flow returns."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, TypeVar

from prefect import State, runtime
from prefect.states import Failed

from extractors.errors import WarehouseLocked
from flows.orchestration.artifacts import leave_artifacts, progress_artifact
from flows.orchestration.assets import materialize_release
from flows.orchestration.prefect_executor import PrefectExecutor
from flows.running.job import Job, RunSummary
from flows.running.stages import run_job
from flows.settings import Settings
from flows.watching.telling import is_failure_told

log = logging.getLogger(__name__)
Answer = TypeVar("Answer")
# flows/orchestration/automations.yml looks for it: what the run told itself, the server does not tell once more.
TOLD = "(the operator was told)"


def run_name() -> str:
    """Return the name of the flow run: its day and time (UTC) and its sources."""
    parameters = runtime.flow_run.parameters
    sources = parameters.get("sources") or [parameters.get("source") or "all"]
    started = runtime.flow_run.scheduled_start_time
    return f"{started:%Y-%m-%d %H:%M} {' '.join(sources)[:80]}"


def told(summary: RunSummary) -> dict[str, Any]:
    """Return what a flow run says of itself: run id, outcome, release, checks that fired."""
    return {
        "run_id": summary.run_id,
        "outcome": summary.outcome,
        "release": str(summary.release) if summary.release else None,
        "stands": str(summary.stands) if summary.stands else None,
        "failed_checks": [check.name for check in summary.checks if not check.passed],
    }


def run_flow(job: Job, settings: Settings, answer: Callable[[RunSummary], Answer]) -> Answer | State[Any]:
    """Run a job's stages inside the flow that is running, and return what the flow gives back.

    A failure that the operator was told of, tonight or on the first of several such nights, ends the flow
    run as failed and says so: the server tells of the others.
    """
    try:
        return answer(run_stages(job, settings))
    except Exception as error:
        # Of a run that was refused nothing is told by itself: another one holds the warehouse.
        if isinstance(error, WarehouseLocked) or not is_failure_told(settings):
            raise
        log.exception("the run failed")
        return Failed(message=f"{type(error).__name__}: {error} {TOLD}", data=error)


def run_stages(job: Job, settings: Settings) -> RunSummary:
    """Run a job's stages inside the flow that is running, and leave what it did as artifacts and assets."""
    with progress_artifact() as progress:
        executor = PrefectExecutor(settings.worker_count, settings.executor)
        summary = run_job(job, settings, executor, progress=progress)
    leave_artifacts(summary)
    if summary.release and summary.outcome == "done":
        materialize_release(summary)
    return summary
