"""`equalwork deploy`: brings a Prefect server in step with what the repository declares.

Deployments come from `prefect.yaml`, automations from `flows/automations.yml`. What was once declared and
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
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import DeploymentFilter, DeploymentFilterTags
from prefect.client.schemas.objects import StateType
from prefect.events.actions import CallWebhook, ChangeFlowRunState, SendNotification
from prefect.events.schemas.automations import AutomationCore
from prefect.exceptions import ObjectNotFound
from pydantic import SecretStr

from extractors.errors import RunFailed
from flows.deployments import TAG, Declared, declared_deployments
from flows.settings import PROJECT

AUTOMATIONS = PROJECT / "flows" / "automations.yml"
BLOCK = "equalwork-alerts"
OURS = "equalwork-"


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


def deploy_automations(webhook: str, path: Path = AUTOMATIONS) -> list[str]:
    """Create or update the declared automations, remove ours that no longer are, and return what was done.

    Without a webhook address and without an e-mail block an automation has nothing to do and is left out.
    """
    with get_client(sync_client=True) as client:
        block = _webhook_block(webhook) if webhook else None
        stored = {each.name: each for each in client.read_automations() if each.name.startswith(OURS)}
        done = []
        for automation in _automations(client, path, block):
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


def _automations(client: SyncPrefectClient, path: Path, webhook: UUID | None) -> Iterator[AutomationCore]:
    for declared in yaml.safe_load(path.read_text("utf-8")):
        actions = list(_actions(client, declared, webhook))
        if not actions:
            continue
        trigger = declared["trigger"] | {"within": timedelta(seconds=declared["trigger"]["within"])}
        yield AutomationCore(
            name=declared["name"],
            description=declared["description"],
            trigger=trigger,
            actions=actions,
        )


def _actions(client: SyncPrefectClient, declared: dict[str, Any], webhook: UUID | None) -> Iterator[Any]:
    if declared.get("crash"):
        yield ChangeFlowRunState(state=StateType.CRASHED, message="no heartbeat any more")
    if declared.get("webhook") and webhook:
        yield CallWebhook(block_document_id=webhook, payload=json.dumps(declared["payload"]))
    email = _email_block(client, declared["email"]) if "email" in declared else None
    if email:
        yield SendNotification(
            block_document_id=email, subject=declared["subject"], body=declared["payload"]["text"]
        )


def _email_block(client: SyncPrefectClient, place: str) -> UUID | None:
    """Return the notification block `type/name`, when the operator has made one."""
    kind, _, name = place.partition("/")
    try:
        return client.read_block_document_by_name(name, kind).id
    except ObjectNotFound:
        return None
