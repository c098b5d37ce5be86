"""After a run: what the operator is told. Metrics are written, alerts sent; neither can fail the run."""

from __future__ import annotations

import logging

import requests

from extractors.errors import RunFailed
from flows.running.job import Job, RunSummary
from flows.settings import Settings
from flows.watching.alerts import Alert, Told, alerts_of, changed_alerts, mail_alert, send_alert
from flows.watching.metrics import write_metrics

log = logging.getLogger(__name__)


def tell(summary: RunSummary, job: Job, settings: Settings) -> None:
    """Write the metrics of a run that held the build file and send one alert per change of state.

    A dry run, the demo, and a run that was refused are told of to no one. What could not be sent is sent
    after the next run; what could not be written is a warning in the log.
    """
    if job.dry_run or job.kind == "demo" or summary.finished_at is None:
        return
    if settings.metrics_file:
        try:
            write_metrics(settings.metrics_file, summary)
        except OSError as error:
            log.warning("the metrics could not be written: %s", error)
    if settings.alert_webhook or settings.alert_email.get_secret_value():
        _send_all(summary, settings)


def is_failure_told(settings: Settings) -> bool:
    """Whether the last word that the operator had of the runs of this home is that one failed."""
    return _told(settings).states.get("run") == "failed"


def _send_all(summary: RunSummary, settings: Settings) -> None:
    told = _told(settings)
    try:
        for alert in changed_alerts(alerts_of(summary), told):
            if not (alert.state == "crashed" and summary.engine == "prefect"):
                # Of a run whose process died the server told when it happened.
                _send(alert, summary.run_id, settings)
            told.remember(alert)
    except (requests.RequestException, OSError, RunFailed) as error:
        log.warning("an alert could not be sent; it is sent after the next run: %s", error)


def _send(alert: Alert, run_id: str, settings: Settings) -> None:
    if settings.alert_webhook:
        send_alert(settings.alert_webhook, alert, run_id)
    address = settings.alert_email.get_secret_value()
    if address:
        mail_alert(address, alert, run_id)


def _told(settings: Settings) -> Told:
    return Told(settings.home / "build" / "alerts.json")
