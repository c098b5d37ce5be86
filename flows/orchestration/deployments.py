"""The deployments as `prefect.yaml` declares them: one definition for a server, for `schedule` and for `status`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from flows.settings import PROJECT

PREFECT_YAML = PROJECT / "prefect.yaml"
# The tag that marks what is ours on a server; nothing without it is ever removed.
TAG = "equalwork"


@dataclass(frozen=True, slots=True)
class Declared:
    """One deployment: its flow (`flows/nightly.py:nightly`), its parameters, its schedules as written."""

    name: str
    description: str
    entrypoint: str
    tags: tuple[str, ...]
    parameters: dict[str, Any] = field(default_factory=dict)
    schedules: tuple[dict[str, Any], ...] = ()
    concurrency_limit: dict[str, Any] = field(default_factory=dict)


def declared_deployments(path: Path = PREFECT_YAML) -> list[Declared]:
    """Return the deployments that a `prefect.yaml` declares, in its order."""
    content = yaml.safe_load(path.read_text("utf-8"))
    return [
        Declared(
            name=each["name"],
            description=each["description"],
            entrypoint=each["entrypoint"],
            tags=tuple(each["tags"]),
            parameters=each.get("parameters") or {},
            schedules=tuple(each.get("schedules") or ()),
            concurrency_limit=each.get("concurrency_limit") or {},
        )
        for each in content["deployments"]
    ]


def next_runs(after: datetime, path: Path = PREFECT_YAML) -> Iterator[tuple[str, datetime]]:
    """Yield each deployment with a schedule and when it starts next after an aware time (in its own zone).

    Whether a server or a scheduler is there to start it is not known here.
    """
    from cronsim import CronSim

    for declared in declared_deployments(path):
        starts = [
            next(CronSim(schedule["cron"], after.astimezone(ZoneInfo(schedule.get("timezone", "UTC")))))
            for schedule in declared.schedules
            if schedule.get("active", True)
        ]
        if starts:
            yield declared.name, min(starts)
