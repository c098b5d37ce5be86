"""The Prefect flow `nightly`: the very stages of the plain run, with Prefect as scheduler and window."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from prefect import flow, runtime
from prefect.artifacts import create_markdown_artifact
from prefect.task_runners import ThreadPoolTaskRunner
from pydantic import Field

from flows.demo import demo_settings, prepare_demo
from flows.job import Job, RunSummary
from flows.markdown import summary_markdown
from flows.prefect_executor import PrefectExecutor
from flows.settings import DEMO_ARCHIVE, Settings, load_settings
from flows.stages import run_job


def _run_name() -> str:
    sources = runtime.flow_run.parameters.get("sources") or ["all"]
    started = runtime.flow_run.scheduled_start_time
    return f"{started:%Y-%m-%d %H:%M} {' '.join(sources)[:80]}"


@flow(name="nightly", flow_run_name=_run_name, task_runner=ThreadPoolTaskRunner(max_workers=16))  # type: ignore[arg-type]
def nightly(
    sources: Annotated[list[str] | None, Field(description="Only these sources; empty means all.")] = None,
    since: Annotated[date | None, Field(description="Only what was published from this day on.")] = None,
    limit: Annotated[int | None, Field(ge=1, description="At most so many addresses a source.")] = None,
    dry_run: Annotated[bool, Field(description="Show what would be asked; ask nothing.")] = False,
    archive: Annotated[
        Literal["live", "demo"], Field(description="`demo` runs the whole job on the bundled archive instead.")
    ] = "live",
) -> dict[str, Any]:
    """Collect what is due, read, load, check and publish; returns the run's id, outcome and release."""
    settings = load_settings()
    if archive == "demo":
        settings = demo_settings(settings, None)
        prepare_demo(settings)
        return _told(run_stages(Job(kind="demo", paths=(DEMO_ARCHIVE,)), settings))
    job = Job(kind="run", source_ids=tuple(sources or ()), since=since, limit=limit, dry_run=dry_run)
    return _told(run_stages(job, settings))


def run_stages(job: Job, settings: Settings) -> RunSummary:
    """Run a job's stages inside the flow that is running, and leave its summary as an artifact."""
    summary = run_job(job, settings, PrefectExecutor(settings.worker_count))
    create_markdown_artifact(key="run-summary", markdown=summary_markdown(summary), description=f"run {summary.run_id}")
    return summary


def _told(summary: RunSummary) -> dict[str, Any]:
    return {
        "run_id": summary.run_id,
        "outcome": summary.outcome,
        "release": str(summary.release) if summary.release else None,
        "failed_checks": [check.name for check in summary.checks if not check.passed],
    }
