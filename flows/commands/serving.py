"""Commands that put the job under Prefect: schedule, deploy."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from flows.commands import UsageProblem, set_up_prefect


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(schedule)
    app.command()(deploy)


def schedule() -> None:
    """Serve every deployment of prefect.yaml from this process, until it is ended: no work pool, no worker.

    Example: equalwork schedule
    """
    _set_up_prefect()
    from flows.orchestration.schedule import serve_deployments

    serve_deployments()


def deploy(
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove what prefect.yaml no longer names; else only show it.")
    ] = False,
) -> None:
    """Bring the server in step: deployments of prefect.yaml, automations, and what is there no longer.

    Example: equalwork deploy --prune
    """
    _set_up_prefect()
    from flows.looking.report import print_lines
    from flows.orchestration import deploy as server
    from flows.orchestration.deployments import declared_deployments
    from flows.settings import load_settings

    settings = load_settings()
    server.deploy_declared()
    print_lines([f"deployed {each.name}" for each in declared_deployments()])
    email = settings.alert_email.get_secret_value()
    print_lines(server.deploy_automations(settings.alert_webhook, email))
    surplus = server.find_surplus()
    print_lines([f"{'removed' if prune else 'no longer declared'}: {each}" for each in surplus])
    if prune:
        server.prune(surplus)
    elif surplus:
        print_lines(["equalwork deploy --prune removes what is no longer declared"])


def _set_up_prefect() -> None:
    set_up_prefect()
    if not os.environ.get("PREFECT_API_URL"):
        raise UsageProblem(
            "PREFECT_API_URL is not set",
            hint="start `prefect server start` and set it to http://127.0.0.1:4200/api",
        )
