"""The Prefect flow `nightly`: the very stages of the plain run, with Prefect as scheduler and window."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from prefect import flow
from prefect.task_runners import ThreadPoolTaskRunner
from pydantic import Field

from flows.demo import demo_settings, prepare_demo
from flows.job import Job
from flows.prefect_run import run_name, run_stages, told
from flows.settings import DEMO_ARCHIVE, load_settings


@flow(name="nightly", flow_run_name=run_name, task_runner=ThreadPoolTaskRunner(max_workers=16))  # type: ignore[arg-type]
def nightly(
    sources: Annotated[list[str] | None, Field(description="Only these sources; empty means all.")] = None,
    since: Annotated[date | None, Field(description="Only what was published from this day on.")] = None,
    limit: Annotated[int | None, Field(ge=1, description="At most so many addresses a source.")] = None,
    dry_run: Annotated[bool, Field(description="Show what would be asked; ask nothing.")] = False,
    resume: Annotated[bool, Field(description="Only the sources that the last run did not finish.")] = False,
    recheck_days: Annotated[
        int | None, Field(ge=1, description="Known documents are asked again after so many days.")
    ] = None,
    archive: Annotated[
        Literal["live", "demo"],
        Field(description="`demo` runs the whole job on the bundled archive instead."),
    ] = "live",
) -> dict[str, Any]:
    """Collect what is due, read, load, check and publish; returns the run's id, outcome and release."""
    settings = load_settings()
    if archive == "demo":
        settings = demo_settings(settings, None)
        prepare_demo(settings)
        return told(run_stages(Job(kind="demo", paths=(DEMO_ARCHIVE,)), settings))
    job = Job(
        kind="run",
        source_ids=tuple(sources or ()),
        since=since,
        limit=limit,
        dry_run=dry_run,
        resume=resume,
        recheck_days=recheck_days,
    )
    return told(run_stages(job, settings))
