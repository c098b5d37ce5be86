"""`equalwork schedule`: every deployment of `prefect.yaml`, served from one process."""

from __future__ import annotations

from typing import Any

from prefect import serve
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.deployments.runner import RunnerDeployment
from prefect.flows import load_flow_from_entrypoint
from prefect.schedules import Cron

from flows.orchestration.deployments import Declared, declared_deployments
from flows.settings import PROJECT


def serve_deployments() -> None:
    """Serve every declared deployment until the process is ended; then their schedules are paused."""
    # Two at once: one that works, and one that is told at once who holds the build file.
    serve(*(served(declared) for declared in declared_deployments()), limit=2)


def served(declared: Declared) -> RunnerDeployment:
    """Return a declared deployment in the form that `prefect.serve` takes."""
    flow: Any = load_flow_from_entrypoint(f"{PROJECT}/{declared.entrypoint}")
    deployment: Any = flow.to_deployment(
        name=declared.name,
        description=declared.description,
        tags=list(declared.tags),
        parameters=declared.parameters,
        enforce_parameter_schema=True,
        schedules=[_schedule(each) for each in declared.schedules],
        concurrency_limit=_limit(declared.concurrency_limit),
    )
    assert isinstance(deployment, RunnerDeployment)
    return deployment


def _schedule(declared: dict[str, Any]) -> Any:
    return Cron(
        declared["cron"],
        timezone=declared.get("timezone"),
        slug=declared.get("slug"),
        active=declared.get("active", True),
        parameters=declared.get("parameters") or {},
    )


def _limit(declared: dict[str, Any]) -> ConcurrencyLimitConfig | None:
    if not declared:
        return None
    return ConcurrencyLimitConfig(
        limit=declared["limit"],
        collision_strategy=ConcurrencyLimitStrategy(declared["collision_strategy"]),
    )
