"""`equalwork deploy`: brings a Prefect server in step with what the repository declares.

Deployments come from `prefect.yaml`, automations from `flows/orchestration/automations.yml`. What was once declared and
no longer is stays on a server until it is pruned; nothing without our tag or our name is touched.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml
from prefect.blocks.webhook import Webhook
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import DeploymentFilter, DeploymentFilterTags
from prefect.client.schemas.objects import StateType
from prefect.events.actions import CallWebhook, ChangeFlowRunState, SendNotification
from prefect.events.schemas.automations import AutomationCore
from pydantic import SecretStr

from extractors.errors import RunFailed
from flows.orchestration.deployments import TAG, Declared, declared_deployments
from flows.orchestration.email_block import EmailBlock
from flows.settings import PROJECT

AUTOMATIONS = Path(__file__).with_name("automations.yml")
BLOCK = "equalwork-alerts"
OURS = "equalwork-"


@dataclass(frozen=True, slots=True)
class Blocks:
    """The server's blocks through which an automation tells; None where no address was given."""

    webhook: UUID | None
    email: UUID | None


@dataclass(frozen=True, slots=True)
class Surplus:
    """What the server has and the repository no longer declares: a deployment, or a schedule of one."""

    deployment: str
    deployment_id: UUID
    schedule: str | None = None
    schedule_id: UUID | None = None

    def __str__(self) -> str:
        if self.schedule is None:
            return f"deployment {self.deployment}"
        return f"schedule {self.schedule} of {self.deployment}"


def deploy_declared() -> str:
    """Create or update every declared deployment and return what Prefect said.

    Raises:
        RunFailed: Prefect refused; its own words are in the message.
    """
    done = subprocess.run(  # noqa: S603 (no shell, nothing from outside in the arguments)
        [sys.executable, "-m", "prefect", "--no-prompt", "deploy", "--all"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RunFailed(
            f"prefect deploy failed: {(done.stderr or done.stdout).strip()}",
            hint="is PREFECT_API_URL set, the server up, and is there a work pool `equalwork`?",
        )
    return done.stdout


def find_surplus() -> list[Surplus]:
    """Return what our tag marks on the server and `prefect.yaml` no longer names."""
    declared = {each.name: each for each in declared_deployments()}
    ours = DeploymentFilter(tags=DeploymentFilterTags(all_=[TAG]))
    with get_client(sync_client=True) as client:
        found = client.read_deployments(deployment_filter=ours, limit=200)
        return [
            surplus
            for deployment in found
            for surplus in _surplus_of(deployment, declared.get(deployment.name))
        ]


def prune(surplus: list[Surplus]) -> None:
    """Remove what is no longer declared from the server."""
    with get_client(sync_client=True) as client:
        for each in surplus:
            if each.schedule_id:
                client.delete_deployment_schedule(each.deployment_id, each.schedule_id)
            else:
                client.delete_deployment(each.deployment_id)


def deploy_automations(webhook: str, email: str, path: Path = AUTOMATIONS) -> list[str]:
    """Create or update the declared automations, remove ours that no longer are, and return what was done.

    `webhook` and `email` are the addresses that alerts go to, each empty when they go there not at all: an
    automation that has nothing to do is left out.
    """
    with get_client(sync_client=True) as client:
        blocks = Blocks(
            webhook=_webhook_block(webhook) if webhook else None,
            email=_email_block(email) if email else None,
        )
        stored = {each.name: each for each in client.read_automations() if each.name.startswith(OURS)}
        done = []
        for automation in _automations(path, blocks):
            before = stored.pop(automation.name, None)
            if before is None:
                client.create_automation(automation)
            else:
                client.update_automation(before.id, automation)
            done.append(f"automation {automation.name} {'updated' if before else 'created'}")
        for left in stored.values():
            client.delete_automation(left.id)
            done.append(f"automation {left.name} removed")
        return done


def _surplus_of(deployment: Any, declared: Declared | None) -> Iterator[Surplus]:
    if declared is None:
        yield Surplus(deployment.name, deployment.id)
        return
    wanted = {(each.get("slug"), each["cron"]) for each in declared.schedules}
    for each in deployment.schedules:
        cron = getattr(each.schedule, "cron", None)
        if (each.slug, cron) not in wanted:
            yield Surplus(deployment.name, deployment.id, each.slug or str(cron or each.id), each.id)


def _webhook_block(address: str) -> UUID:
    block = Webhook(method="POST", url=SecretStr(address), allow_private_urls=True)
    saved: Any = block.save(BLOCK, overwrite=True)
    assert isinstance(saved, UUID)
    return saved


def _email_block(address: str) -> UUID:
    saved: Any = EmailBlock(url=SecretStr(address)).save(BLOCK, overwrite=True)
    assert isinstance(saved, UUID)
    return saved


def _automations(path: Path, blocks: Blocks) -> Iterator[AutomationCore]:
    for declared in yaml.safe_load(path.read_text("utf-8")):
        actions = list(_actions(declared, blocks))
        if not actions:
            continue
        trigger = declared["trigger"] | {"within": timedelta(seconds=declared["trigger"]["within"])}
        yield AutomationCore(
            name=declared["name"],
            description=declared["description"],
            trigger=trigger,
            actions=actions,
        )


def _actions(declared: dict[str, Any], blocks: Blocks) -> Iterator[Any]:
    if declared.get("crash"):
        yield ChangeFlowRunState(state=StateType.CRASHED, message="no heartbeat any more")
    if "alert" not in declared:
        return
    alert = declared["alert"]
    if blocks.webhook:
        yield CallWebhook(block_document_id=blocks.webhook, payload=json.dumps(alert))
    if blocks.email:
        subject = f"equalwork: {alert['key']} is {alert['state']}"
        body = f"{alert['text']}\n\nalert {alert['alert_id']}"
        yield SendNotification(block_document_id=blocks.email, subject=subject, body=body)
