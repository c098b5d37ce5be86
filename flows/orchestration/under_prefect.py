"""`equalwork run` with `PREFECT_API_URL` set: the same job as a flow run that the server sees."""

from __future__ import annotations

from typing import Any

from prefect import State, flow, tags
from prefect.task_runners import ThreadPoolTaskRunner

from flows.orchestration.deployments import TAG
from flows.orchestration.flow_runs import run_flow
from flows.running.job import Job, RunSummary, utc_now
from flows.settings import Settings


def run_under_prefect(job: Job, settings: Settings) -> RunSummary:
    """Run a job of the command line as a Prefect flow run named after it.

    It has our tag, so that the server watches it as it does the runs of a worker.
    """

    @flow(
        name=f"equalwork {job.kind}",
        flow_run_name=f"{utc_now():%Y-%m-%d %H:%M} {' '.join(job.source_ids)[:80] or 'all'}",
        task_runner=ThreadPoolTaskRunner(max_workers=16),  # type: ignore[arg-type]
        validate_parameters=False,
        persist_result=False,
    )
    def by_hand() -> RunSummary | State[Any]:
        return run_flow(job, settings, lambda summary: summary)

    with tags(TAG):
        # A failed state raises what it failed of.
        summary: Any = by_hand()
    assert isinstance(summary, RunSummary)
    return summary
