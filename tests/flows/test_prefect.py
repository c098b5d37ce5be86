"""The deployments of prefect.yaml on a real Prefect server, set up by the commands that the docs print."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
import requests

from flows.orchestration.deployments import declared_deployments
from tests.flows.mail import Mailbox
from tests.flows.server import PrefectServer, end
from tests.flows.sink import Sink
from tests.flows.waiting import wait_for
from warehouse import open_release
from warehouse.contract import TABLES
from warehouse.store import BUILD_FILE, open_build

pytestmark = pytest.mark.slow
# Columns that say by which run, and when it ran: the only ones that may differ between two runs.
OF_THE_RUN = {"run_id"}


def test_every_declared_deployment_is_there(server: PrefectServer) -> None:
    for declared in declared_deployments():
        flow = declared.entrypoint.partition(":")[2]
        found = server.deployment(f"{flow}/{declared.name}")
        assert found["description"] == declared.description
        assert found["concurrency_options"]["collision_strategy"] == "CANCEL_NEW"
        assert found["global_concurrency_limit"]["limit"] == 1
        assert found["work_pool_name"] == "equalwork"
        assert set(declared.tags) <= set(found["tags"])
        parameters = found["parameter_openapi_schema"]["properties"].values()
        assert all(each["description"] for each in parameters)
        crons = {each["schedule"]["cron"] for each in found["schedules"] if each["slug"] != "soon"}
        assert crons == {each["cron"] for each in declared.schedules}


@pytest.mark.parametrize(
    ("deployment", "parameters", "told"),
    [
        ("nightly/nightly", {"limit": 0}, "minimum"),
        ("nightly/nightly", {"archive": "nowhere"}, "archive"),
        ("backfill/archive-backfill", {}, "source"),
        ("backfill/archive-backfill", {"source": "ilo_newsroom", "first_year": 1900}, "1990"),
    ],
)
def test_a_bad_parameter_is_refused(
    server: PrefectServer, deployment: str, parameters: dict[str, Any], told: str
) -> None:
    with pytest.raises(requests.HTTPError) as caught:
        server.trigger(deployment, **parameters)
    assert told in caught.value.response.text


@pytest.fixture(scope="module")
def scheduled(server: PrefectServer) -> dict[str, Any]:
    """The run that the schedule started."""
    server.schedule_soon("nightly/nightly", 5, archive="demo")
    [run] = wait_for(
        lambda: [
            run for run in server.ended(tags={"all_": ["equalwork", "nightly"]}) if run["auto_scheduled"]
        ],
        seconds=120,
        told=server.logs,
    )
    assert run["state_type"] == "COMPLETED", run["state"]
    return dict(run)


def test_a_scheduled_run_completes_and_its_names_say_date_and_sources(
    server: PrefectServer, scheduled: dict[str, Any]
) -> None:
    day = datetime.fromisoformat(scheduled["expected_start_time"].replace("Z", "+00:00")).astimezone(UTC)
    assert scheduled["name"] == f"{day:%Y-%m-%d %H:%M} all"
    found = server.post("/task_runs/filter", {"task_runs": {"flow_run_id": {"any_": [scheduled["id"]]}}})
    names = [each["name"] for each in found]
    assert any(name.startswith("read 1/1 ") and "ilo_newsroom" in name for name in names), names
    assert len(names) < 25, "a task is a batch, not a page"


def test_the_ledger_knows_the_scheduled_run(server: PrefectServer, scheduled: dict[str, Any]) -> None:
    with duckdb.connect(str(server.home / "data" / "demo" / BUILD_FILE), read_only=True) as con:
        [row] = con.execute("select command, state, summary ->> '$.engine' from ops.runs").fetchall()
    assert row == ("demo", "done", "prefect")


def test_a_prefect_run_and_a_plain_run_publish_the_same(
    server: PrefectServer, scheduled: dict[str, Any], demo_home: Path
) -> None:
    under_prefect, plain = tables(server.home / "data" / "demo"), tables(demo_home)
    assert under_prefect.keys() == plain.keys()
    assert [name for name in plain if under_prefect[name] != plain[name]] == []


def tables(home: Path) -> dict[str, list[tuple[Any, ...]]]:
    found = {}
    with open_release(home) as con:
        for name, table in TABLES.items():
            columns = ", ".join(f'"{c.name}"' for c in table.columns if c.name not in OF_THE_RUN)
            found[name] = sorted(con.execute(f"select {columns} from curated.{name}").fetchall(), key=repr)
    return found


def test_artifacts_say_what_the_run_did(server: PrefectServer, scheduled: dict[str, Any]) -> None:
    wanted = {"artifacts": {"flow_run_id": {"any_": [scheduled["id"]]}}}
    found = {each["key"]: each for each in server.post("/artifacts/filter", wanted)}
    assert {"run-summary", "sources", "failed-checks", "release", "run-progress"} <= found.keys()
    assert found["run-progress"]["data"] == 100
    assert "## What changed" in found["run-summary"]["data"]
    rows = json.loads(found["sources"]["data"])
    assert any(row["source"] == "ilo_newsroom" and row["captures"] for row in rows)
    assert "RELEASE.md" in found["release"]["data"]


def test_assets_lead_from_sources_to_tables(server: PrefectServer, scheduled: dict[str, Any]) -> None:
    events = {"prefix": ["prefect.asset."]}

    def seen() -> set[str]:
        found = server.post("/events/filter", {"filter": {"event": events}, "limit": 50})["events"]
        return {each["resource"]["prefect.resource.id"] for each in found}

    wait_for(lambda: "equalwork://curated/quotes" in seen(), seconds=60)
    assert "equalwork://archive/ilo_newsroom" in seen()


def test_a_refused_run_names_the_holder_and_the_server_tells_of_it(
    server: PrefectServer, alarms: Sink, mailbox: Mailbox
) -> None:
    alarms.received.clear()
    with open_build(server.home / "data", run_id="the-other-run", now=datetime(2026, 1, 2, tzinfo=UTC)):
        run = server.wait_for_end(server.trigger("publish/publish"))
    assert run["state_type"] == "FAILED"
    assert "the-other-run" in run["state"]["message"]
    wait_for(
        lambda: ("run", "Failed") in [(each["key"], each["state"]) for each in alarms.received], seconds=60
    )
    assert {each["alert_id"] for each in alarms.received} == {f"{run['id']}-Failed"}, "twice has the same id"
    wait_for(lambda: [m for m in mailbox.messages if f"{run['id']}-Failed" in m.as_string()], seconds=30)


def test_the_command_line_is_seen_by_the_server(server: PrefectServer) -> None:
    shown = server.run("equalwork", "reread", "--diff")
    assert "(reread, prefect)" in shown
    by_hand = [run for run in server.ended(tags={"all_": ["equalwork"]}) if run["deployment_id"] is None]
    [run] = [run for run in by_hand if run["name"].endswith(" all")]
    assert run["state_type"] == "COMPLETED"
    assert run["name"].startswith(f"{datetime.now(UTC):%Y-%m-%d}")


def test_deploy_shows_and_prunes_what_is_no_longer_declared(server: PrefectServer) -> None:
    nightly = server.deployment("nightly/nightly")
    server.post(
        "/deployments/",
        {"name": "bygone", "flow_id": nightly["flow_id"], "tags": ["equalwork"], "entrypoint": "x:y"},
    )
    server.post("/deployments/", {"name": "not-ours", "flow_id": nightly["flow_id"], "tags": []})
    shown = server.run("equalwork", "deploy", "--prune")
    assert "removed: deployment bygone" in shown
    assert "automation equalwork-run-broke updated" in shown
    names = {each["name"] for each in server.post("/deployments/filter")}
    assert names == {*(each.name for each in declared_deployments()), "not-ours"}
    slugs = {each["slug"] for each in server.deployment("nightly/nightly")["schedules"]}
    assert slugs == {"nightly"}
    automations = [each["name"] for each in server.post("/automations/filter")]
    assert sorted(automations) == sorted(set(automations)), "none twice"


def test_schedule_serves_every_deployment_from_one_process(server: PrefectServer) -> None:
    # The last test that needs the worker stands above, in the files before this one too.
    end(server.worker)
    for each in server.post("/deployments/filter"):
        requests.delete(f"{server.api}/deployments/{each['id']}", timeout=30).raise_for_status()
    process = server.start("equalwork", "schedule")
    declared = {each.name for each in declared_deployments()}
    wait_for(
        lambda: {each["name"] for each in server.post("/deployments/filter")} == declared, told=server.logs
    )
    run = server.wait_for_end(server.trigger("reread/reread", dry_run=True))
    assert run["state_type"] == "COMPLETED", server.logs()
    assert process.poll() is None, "it goes on serving"
