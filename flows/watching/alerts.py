"""Alerts: one for each change of state of a source, a fatal check or the run; never one a night."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import requests

from extractors.addresses import stable_id
from extractors.errors import RunFailed
from flows.running.job import RunSummary

# Nothing is said of a thing that was in one of these states from the start.
QUIET = ("fresh", "never", "passed", "done")
SECONDS = 10


@dataclass(frozen=True, slots=True)
class Alert:
    """What a thing (`source:ilo_newsroom`, `check:keys_unique`, `run`) is now, and a sentence of why."""

    key: str
    state: str
    since: str
    text: str


class Told:
    """The state of each thing that the operator was last told of, in a file of the home."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.states: dict[str, str] = json.loads(path.read_text("utf-8")) if path.exists() else {}

    def remember(self, alert: Alert) -> None:
        """Keep that an alert went out; written at once, so that a kill repeats at most one."""
        self.states[alert.key] = alert.state
        self._path.parent.mkdir(parents=True, exist_ok=True)
        partial = self._path.with_suffix(".partial")
        partial.write_text(json.dumps(self.states, indent=1, sort_keys=True), "utf-8")
        partial.replace(self._path)


def alerts_of(summary: RunSummary) -> Iterator[Alert]:
    """Yield the state of everything that can alert, as a run left it."""
    at = summary.started_at.isoformat()
    for run_id in summary.crashed_runs:
        yield Alert("run", "crashed", at, f"run {run_id} was killed; run {summary.run_id} goes on from it")
    text = f"run {summary.run_id} ({summary.kind}): {summary.error or summary.outcome}"
    yield Alert("run", "failed" if summary.outcome == "failed" else "done", at, text)
    for source in summary.states:
        seen = source.last_success_at.isoformat() if source.last_success_at else "never"
        text = f"{source.source_id} is {source.state}, last verified {seen}"
        reason = f": {source.reason}" if source.reason else ""
        yield Alert(f"source:{source.source_id}", source.state, source.since.isoformat(), text + reason)
    for check in summary.checks:
        if check.severity == "fatal":
            state = "passed" if check.passed else "failed"
            text = f"check {check.name} {state}: observed {check.observed}, expected {check.expected}"
            yield Alert(f"check:{check.name}", state, at, text)


def changed_alerts(alerts: Iterable[Alert], told: Told) -> Iterator[Alert]:
    """Yield the alerts whose state is not the one last told; at first, those that are not quiet."""
    for alert in alerts:
        before = told.states.get(alert.key)
        if alert.state != before and (before is not None or alert.state not in QUIET):
            yield alert


def send_alert(webhook: str, alert: Alert, run_id: str) -> None:
    """Post an alert as JSON. `alert_id` is the same when it has to be sent twice: a sink can drop the second.

    Raises:
        requests.RequestException: no answer in time, or one that is not a success.
    """
    identity = alert_id(alert)
    answer = requests.post(
        webhook,
        json={"alert_id": identity, "run_id": run_id, **asdict(alert)},
        headers={"Idempotency-Key": identity},
        timeout=SECONDS,
    )
    answer.raise_for_status()


def mail_alert(address: str, alert: Alert, run_id: str) -> None:
    """Write an alert as e-mail; the id of `send_alert` stands at its end.

    Raises:
        RunFailed: the address is none, or the mail server did not take the message.
    """
    from apprise import Apprise, NotifyFormat

    mail = Apprise()
    text = f"{alert.text}\n\nsince {alert.since}, run {run_id}, alert {alert_id(alert)}"
    # The address holds a password: it is in no message.
    if not mail.add(address) or not mail.notify(
        title=f"equalwork: {alert.key} is {alert.state}", body=text, body_format=NotifyFormat.TEXT
    ):
        raise RunFailed(
            "an e-mail could not be sent", hint="look at EQUALWORK_ALERT_EMAIL and at the mail server"
        )


def alert_id(alert: Alert) -> str:
    """Return the id of an alert: the same however often and by whichever way it is sent."""
    return stable_id(alert.key, alert.state, alert.since)
