"""After a run: what the operator is told. Metrics are written, alerts sent; neither can fail the run."""

from __future__ import annotations

import logging

import requests

from flows.alerts import Told, alerts_of, changed_alerts, send_alert
from flows.job import Job, RunSummary
from flows.metrics import write_metrics
from flows.settings import Settings

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
    if settings.alert_webhook:
        _send(summary, settings)


def _send(summary: RunSummary, settings: Settings) -> None:
    told = Told(settings.home / "build" / "alerts.json")
    try:
        for alert in changed_alerts(alerts_of(summary), told):
            send_alert(settings.alert_webhook, alert, summary.run_id)
            told.remember(alert)
    except (requests.RequestException, OSError) as error:
        log.warning("an alert could not be sent; it is sent after the next run: %s", error)
