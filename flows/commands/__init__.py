"""What the commands share: how a job is run from the terminal and how it ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from extractors.errors import EqualworkError

if TYPE_CHECKING:
    from flows.running.job import Job, RunSummary
    from flows.settings import Settings


LogJson = Annotated[bool, typer.Option("--log-json", help="Log as JSON lines.")]
# What every process of ours tells Prefect, unless the operator says otherwise: nothing is sent home, the
# server that Prefect starts for itself may take longer than its 20 seconds on a small machine, and a run
# sends a heartbeat, so that the server notices when its process has died (flows/orchestration/automations.yml).
PREFECT = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "30",
}


class UsageProblem(EqualworkError):
    """The command was called in a way that cannot be meant; exit code 2."""


def set_up_prefect() -> None:
    """Put what Prefect is told into the environment; before Prefect is imported."""
    for name, value in PREFECT.items():
        os.environ.setdefault(name, value)


def finish(
    job: Job,
    *,
    settings: Settings | None = None,
    log_json: bool = False,
    after: Callable[[RunSummary], None] | None = None,
) -> None:
    """Run a job, print its summary, and exit with its code.

    With `PREFECT_API_URL` set the same stages run under Prefect; the summary says which.
    """
    from flows.looking.report import print_summary
    from flows.settings import load_settings
    from flows.watching.logs import set_up_logging

    set_up_logging(as_json=log_json)
    summary = _engine()(job, settings or load_settings())
    print_summary(summary)
    if after:
        after(summary)
    sys.exit(summary.exit_code)


def _engine() -> Callable[[Job, Settings], RunSummary]:
    if os.environ.get("PREFECT_API_URL"):
        set_up_prefect()
        from flows.orchestration.under_prefect import run_under_prefect

        return run_under_prefect
    return _run_plain


def _run_plain(job: Job, settings: Settings) -> RunSummary:
    from flows.running.executor import executor_of
    from flows.running.stages import run_job
    from flows.watching.progress import run_progress

    executor = executor_of(settings.executor, settings.worker_count)
    with run_progress() as progress:
        return run_job(job, settings, executor, progress=progress)
