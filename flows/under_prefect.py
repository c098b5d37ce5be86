"""`equalwork run` with `PREFECT_API_URL` set: the same job as a flow run that the server sees."""

from __future__ import annotations

from prefect import flow
from prefect.task_runners import ThreadPoolTaskRunner

from flows.job import Job, RunSummary, utc_now
from flows.prefect_run import run_stages
from flows.settings import Settings


def run_under_prefect(job: Job, settings: Settings) -> RunSummary:
    """Run a job of the command line as a Prefect flow run named after it."""

    @flow(
        name=f"equalwork {job.kind}",
        flow_run_name=f"{utc_now():%Y-%m-%d %H:%M} {' '.join(job.source_ids)[:80] or 'all'}",
        task_runner=ThreadPoolTaskRunner(max_workers=16),  # type: ignore[arg-type]
        validate_parameters=False,
        persist_result=False,
    )
    def by_hand() -> RunSummary:
        return run_stages(job, settings)

    return by_hand()
