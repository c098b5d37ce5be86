"""What the operator is told: the state of each source, one alert for each change of it, metrics."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families

from extractors.errors import RunFailed, WarehouseLocked
from flows.running.executor import LocalExecutor
from flows.running.job import Job, RunSummary
from flows.running.stages import run_job
from flows.settings import DEMO_ARCHIVE, PROJECT, Settings
from flows.watching.alerts import Alert, mail_alert
from flows.watching.logs import JsonFormatter
from flows.watching.metrics import metrics_text
from tests.flows.sink import Sink, open_sink
from tests.sites.web import Web
from warehouse.store import BUILD_FILE, open_build

FIRST_NIGHT = datetime(2026, 9, 6, 0, 15, tzinfo=UTC)
Settled = Callable[[], Settings]


@pytest.fixture
def sink() -> Iterator[Sink]:
    with open_sink() as sink:
        yield sink


def night(settings: Settings, number: int, *sources: str) -> RunSummary:
    shift = FIRST_NIGHT + timedelta(days=number) - datetime.now(UTC)
    job = Job(kind="run", source_ids=sources or ("unwomen_news",))
    return run_job(job, settings, LocalExecutor(1), clock=lambda: datetime.now(UTC) + shift)


def states(home: Path, source: str) -> list[tuple[str, int]]:
    """The states of a source by night, with the number of the night since when it has been so."""
    with duckdb.connect(str(home / BUILD_FILE), read_only=True) as con:
        rows = con.execute(
            "select state, since from ops.source_states where source_id = ? order by judged_at", [source]
        ).fetchall()
    return [(state, (since.astimezone(UTC) - FIRST_NIGHT).days) for state, since in rows]


def test_each_change_of_state_is_told_once(
    demo_web: Web, live_settings: Settled, sink: Sink, tmp_path: Path
) -> None:
    settings = live_settings().model_copy(update={"alert_webhook": sink.address})
    night(settings, 0)
    assert sink.take() == [], "a good first night is no news"
    demo_web.site("www.unwomen.org").robots = 500
    night(settings, 1)
    assert sink.received[0]["run_id"]
    assert sink.received[0]["alert_id"] == sink.received[0]["idempotency_key"]
    assert "unwomen_news is blocked" in sink.received[0]["text"]
    assert sink.take() == [("source:unwomen_news", "blocked")]
    night(settings, 3, "ilo_publications")
    assert sink.take() == [], "not asked, so still blocked, and that is no news"
    demo_web.site("www.unwomen.org").robots = None
    night(settings, 4)
    assert ("source:unwomen_news", "fresh") in sink.take()
    assert states(settings.home, "unwomen_news") == [
        ("fresh", 0), ("blocked", 1), ("blocked", 1), ("fresh", 4),
    ]  # fmt: skip


def test_what_could_not_be_sent_is_sent_after_the_next_run(
    demo_web: Web, live_settings: Settled, sink: Sink
) -> None:
    settings = live_settings().model_copy(update={"alert_webhook": sink.address})
    demo_web.site("www.unwomen.org").robots = 500
    sink.status = 503
    night(settings, 0)
    assert sink.take() == []
    sink.status = 200
    night(settings, 1)
    assert sink.take() == [("source:unwomen_news", "blocked")]


@pytest.mark.parametrize(("nights", "state"), [(1, "fresh"), (4, "due"), (20, "overdue")])
def test_a_source_that_is_not_asked_grows_old(
    demo_web: Web, live_settings: Settled, nights: int, state: str
) -> None:
    settings = live_settings()
    night(settings, 0)
    shift = FIRST_NIGHT + timedelta(days=nights) - datetime.now(UTC)
    summary = run_job(
        Job(kind="publish"), settings, LocalExecutor(1), clock=lambda: datetime.now(UTC) + shift
    )
    assert {each.state for each in summary.states if each.source_id == "unwomen_news"} == {state}
    assert {each.state for each in summary.states if each.source_id == "ilo_newsroom"} == {"never"}


def test_a_killed_and_a_failed_run_are_told_and_so_is_the_recovery(sink: Sink, tmp_path: Path) -> None:
    home = tmp_path / "home"
    settings = Settings(home=home, sources=PROJECT / "sources", alert_webhook=sink.address)
    with open_build(home, run_id="killed", now=FIRST_NIGHT) as warehouse:
        warehouse.connection.execute(
            "insert into ops.runs (run_id, command, started_at, state) values ('killed', 'run', now(), 'running')"
        )
    run_job(Job(kind="backfill", paths=(DEMO_ARCHIVE,)), settings, LocalExecutor(1))
    assert [told for told in sink.take() if told[0] == "run"] == [("run", "crashed"), ("run", "done")]
    broken = replace(Job(kind="run"), source_ids=("unwomen_news",))
    with pytest.raises(Exception, match="EQUALWORK_CONTACT"):
        run_job(broken, settings, LocalExecutor(1))
    assert sink.take() == [("run", "failed")]


def test_a_refused_run_is_no_alert(sink: Sink, tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, sources=PROJECT / "sources", alert_webhook=sink.address)
    with open_build(tmp_path, run_id="other", now=FIRST_NIGHT), pytest.raises(WarehouseLocked, match="other"):
        run_job(Job(kind="publish"), settings, LocalExecutor(1))
    assert sink.take() == []


@pytest.mark.parametrize(
    "address", ["mailto://name:secret@127.0.0.1:9?from=a@example.org&to=b@example.org", "secret"]
)
# Apprise loads all its plugins, and what they import says so.
@pytest.mark.filterwarnings("ignore:.* is deprecated and slated for removal:DeprecationWarning")
def test_mail_that_cannot_be_sent_is_told_without_its_address(address: str) -> None:
    with pytest.raises(RunFailed, match="could not be sent") as told:
        mail_alert(address, Alert("run", "failed", "2026-09-06", "a run failed"), "r")
    assert "secret" not in str(told.value)


def test_metrics_are_written_after_each_run(demo_web: Web, live_settings: Settled, tmp_path: Path) -> None:
    file = tmp_path / "metrics" / "equalwork.prom"
    settings = live_settings().model_copy(update={"metrics_file": file})
    summary = night(settings, 0)
    samples = parsed(file.read_text("utf-8"))
    assert samples["equalwork_captures", "ok"] == summary.captures_by_verdict["ok"]
    assert samples["equalwork_source_state", "unwomen_news", "fresh"] == 1
    assert samples["equalwork_source_state", "ilo_newsroom", "never"] == 1
    assert (
        samples["equalwork_source_last_success_timestamp_seconds", "unwomen_news"] >= FIRST_NIGHT.timestamp()
    )
    assert samples["equalwork_run_outcome", "run", "done"] == 1
    assert samples["equalwork_checks_failed", "fatal"] == 0
    assert list(file.parent.iterdir()) == [file], "nothing half-written is left"


def test_metrics_of_awkward_names_are_still_metrics() -> None:
    summary = RunSummary("r", "run", "plain", FIRST_NIGHT, captures_by_verdict={'a "b"\\\n': 2})
    assert parsed(metrics_text(summary))["equalwork_captures", 'a "b"\\\n'] == 2


def parsed(text: str) -> dict[tuple[str, ...], float]:
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_json_records_carry_run_source_and_address(
    demo_web: Web, live_settings: Settled, caplog: pytest.LogCaptureFixture
) -> None:
    settings = live_settings()
    demo_web.site("www.unwomen.org").robots = 500
    lines: list[dict[str, Any]] = []
    caplog.handler.setFormatter(JsonFormatter())
    caplog.handler.emit = lambda record: lines.append(json.loads(JsonFormatter().format(record)))  # type: ignore[method-assign]
    with caplog.at_level("INFO"):
        summary = night(settings, 0)
    ours = [line for line in lines if line["logger"].startswith(("flows", "extractors"))]
    assert {line["run"] for line in ours} == {summary.run_id}
    assert any(line.get("source") == "unwomen_news" for line in ours)
