"""The Prefect flows that an operator triggers: backfill, reread, rebuild, publish."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from prefect import State, flow
from prefect.task_runners import ThreadPoolTaskRunner
from pydantic import Field

from extractors.model import Route
from flows.orchestration.flow_runs import run_flow, run_name, told
from flows.running.job import Job
from flows.settings import load_settings

RUNNER: Any = ThreadPoolTaskRunner(max_workers=16)
Year = Annotated[int, Field(ge=1990, le=2100)]


@flow(name="backfill", flow_run_name=run_name, task_runner=RUNNER)
def backfill(
    source: str,
    via: Literal["wayback", "commoncrawl"] = "wayback",
    first_year: Year | None = None,
    last_year: Year | None = None,
    limit: Annotated[int, Field(ge=1)] | None = None,
) -> dict[str, Any] | State[Any]:
    """Bring in what a web archive holds of a source; resumes where an earlier one stopped.

    Args:
        source: The source to fill.
        via: Which web archive.
        first_year: First year of captures.
        last_year: Last year of captures.
        limit: At most so many captures; run again to go on.
    """
    job = Job(
        kind="backfill",
        source_ids=(source,),
        route=Route(via),
        date_from=date(first_year, 1, 1) if first_year else None,
        date_to=date(last_year, 12, 31) if last_year else None,
        limit=limit,
    )
    return run_flow(job, load_settings(), told)


@flow(name="reread", flow_run_name=run_name, task_runner=RUNNER)
def reread(sources: list[str] | None = None, dry_run: bool = True) -> dict[str, Any] | State[Any]:
    """Read stored captures again with today's readers; nothing is asked of any site.

    Args:
        sources: Only these sources; empty means all.
        dry_run: Only show what would change; nothing is written.
    """
    job = Job(kind="reread", source_ids=tuple(sources or ()), dry_run=dry_run)
    return run_flow(job, load_settings(), told)


@flow(name="rebuild", flow_run_name=run_name, task_runner=RUNNER)
def rebuild() -> dict[str, Any] | State[Any]:
    """Make the warehouse anew from the archive alone, and publish it."""
    return run_flow(Job(kind="rebuild"), load_settings(), told)


@flow(name="publish", flow_run_name=run_name, task_runner=RUNNER)
def publish() -> dict[str, Any] | State[Any]:
    """Curate, check and publish what the warehouse holds now."""
    return run_flow(Job(kind="publish"), load_settings(), told)
