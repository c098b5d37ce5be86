"""The Prefect flow `nightly`: the very stages of the plain run, with Prefect as scheduler and window."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from prefect import State, flow
from prefect.task_runners import ThreadPoolTaskRunner
from pydantic import Field

from flows.orchestration.flow_runs import run_flow, run_name, told
from flows.running.demo import demo_settings, prepare_demo
from flows.running.job import Job
from flows.settings import DEMO_ARCHIVE, load_settings

Positive = Annotated[int, Field(ge=1)]


@flow(name="nightly", flow_run_name=run_name, task_runner=ThreadPoolTaskRunner(max_workers=16))  # type: ignore[arg-type]
def nightly(
    sources: list[str] | None = None,
    since: date | None = None,
    limit: Positive | None = None,
    dry_run: bool = False,
    resume: bool = False,
    recheck_days: Positive | None = None,
    archive: Literal["live", "demo"] = "live",
) -> dict[str, Any] | State[Any]:
    """Collect what is due, read, load, check and publish; returns the run's id, outcome and release.

    Args:
        sources: Only these sources; empty means all that are due.
        since: Only what was published from this day on.
        limit: At most so many addresses a source.
        dry_run: Show what would be asked; ask nothing.
        resume: Only the sources that the last run did not finish.
        recheck_days: Known documents are asked again after so many days, whatever the source file says.
        archive: `demo` runs the whole job on the bundled archive instead of the live sites.
    """
    settings = load_settings()
    if archive == "demo":
        settings = demo_settings(settings, None)
        prepare_demo(settings)
        return run_flow(Job(kind="demo", paths=(DEMO_ARCHIVE,)), settings, told)
    job = Job(
        kind="run",
        source_ids=tuple(sources or ()),
        since=since,
        limit=limit,
        dry_run=dry_run,
        resume=resume,
        recheck_days=recheck_days,
    )
    return run_flow(job, settings, told)
