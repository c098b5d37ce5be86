"""What a server tells of runs that cannot tell it themselves, seen to arrive by webhook and by e-mail."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml

from flows.orchestration.deploy import AUTOMATIONS
from flows.settings import PROJECT
from tests.flows.mail import Mailbox
from tests.flows.server import BIN, PrefectServer, flow_process
from tests.flows.sink import Sink
from tests.flows.waiting import wait_for

pytestmark = pytest.mark.slow
# Seconds in the place of hours: `within` of a trigger that waits is 10 at least.
SHORT = {
    "equalwork-run-not-started": 10,
    "equalwork-run-not-finished": 10,
    "equalwork-run-without-heartbeat": 20,
}
DEPLOY = "import sys, pathlib, flows.orchestration.deploy as d; d.deploy_automations(*sys.argv[1:3], pathlib.Path(sys.argv[3]))"
HOST = "www.unwomen.org"


@pytest.fixture
def short(server: PrefectServer, alarms: Sink, mailbox: Mailbox, tmp_path: Path) -> Iterator[None]:
    """The declared automations with windows that a test can wait for; at the end those declared again."""
    declared = yaml.safe_load(AUTOMATIONS.read_text("utf-8"))
    for each in declared:
        each["trigger"]["within"] = SHORT.get(each["name"], each["trigger"]["within"])
    file = tmp_path / "automations.yml"
    file.write_text(yaml.safe_dump(declared), "utf-8")
    server.run("python", "-c", DEPLOY, alarms.address, mailbox.address, str(file))
    yield
    server.run("python", "-c", DEPLOY, alarms.address, mailbox.address, str(AUTOMATIONS))


@contextmanager
def silent_host() -> Iterator[str]:
    """EQUALWORK_CONNECT_TO for a host that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"{HOST}:443=http://127.0.0.1:{listening.getsockname()[1]}"


@pytest.fixture
def hanging(server: PrefectServer) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """Start `equalwork run` by hand on a host that never answers, seen by the server."""
    with silent_host() as host:
        settings = {"EQUALWORK_CONTACT": "https://example.org/us", "EQUALWORK_CONNECT_TO": host}

        def start() -> subprocess.Popen[bytes]:
            return subprocess.Popen(
                [BIN / "equalwork", "run", "--source", "unwomen_news"], cwd=PROJECT,
                env=server.env | settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                start_new_session=True,
            )  # fmt: skip

        yield start


def told(alarms: Sink, run_id: str) -> set[tuple[str, str]]:
    """(id, state) of every alert about a flow run; the same id twice is one alert."""
    return {
        (each["alert_id"], each["state"])
        for each in alarms.received
        if each["alert_id"].startswith(f"{run_id}-")
    }


def mailed(mailbox: Mailbox, run_id: str) -> Counter[str]:
    """The subjects of the e-mails about a flow run; each names the id of its alert."""
    return Counter(
        str(message["Subject"]) for message in mailbox.messages if f"{run_id}-" in message.as_string()
    )


def running(server: PrefectServer) -> str | None:
    """The id of a flow run that is under way and sends heartbeats."""
    found = server.post("/flow_runs/filter", {"flow_runs": {"state": {"type": {"any_": ["RUNNING"]}}}})
    events = {"event": {"name": ["prefect.flow-run.heartbeat"]}}
    beats = server.post("/events/filter", {"filter": events, "limit": 50})["events"]
    beating = {each["resource"]["prefect.resource.id"] for each in beats}
    return next((each["id"] for each in found if f"prefect.flow-run.{each['id']}" in beating), None)


def test_a_killed_run_by_hand_is_told_as_not_finished_and_then_marked_as_crashed(
    server: PrefectServer,
    short: None,
    hanging: Callable[[], subprocess.Popen[bytes]],
    alarms: Sink,
    mailbox: Mailbox,
) -> None:
    process = hanging()
    try:
        run_id = wait_for(lambda: running(server), seconds=120, told=server.logs)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    run = server.wait_for_end(run_id)
    assert run["state_type"] == "CRASHED"
    assert run["state"]["message"] == "no heartbeat any more"
    expected = {(f"{run_id}-not-finished", "not finished"), (f"{run_id}-Crashed", "Crashed")}
    wait_for(lambda: told(alarms, run_id) == expected, seconds=60, told=lambda: str(alarms.received))
    wait_for(
        lambda: (
            set(mailed(mailbox, run_id)) == {"equalwork: run is not finished", "equalwork: run is Crashed"}
        ),
        seconds=60,
        told=lambda: str(mailbox.subjects()),
    )


def test_a_run_that_does_not_start_is_told(
    server: PrefectServer, short: None, alarms: Sink, mailbox: Mailbox
) -> None:
    os.killpg(server.worker.pid, signal.SIGSTOP)
    try:
        run_id = server.trigger("reread/reread", dry_run=True)
        wait_for(
            lambda: told(alarms, run_id) == {(f"{run_id}-not-started", "not started")},
            seconds=90,
            told=server.logs,
        )
        wait_for(lambda: mailed(mailbox, run_id)["equalwork: run is not started"], seconds=30)
    finally:
        os.killpg(server.worker.pid, signal.SIGCONT)
    assert server.wait_for_end(run_id)["state_type"] == "COMPLETED"


def test_a_failure_is_told_once_however_many_nights_it_lasts(
    server: PrefectServer, alarms: Sink, mailbox: Mailbox
) -> None:
    alarms.received.clear()
    mailbox.messages.clear()
    for _ in range(2):
        run = server.wait_for_end(server.trigger("nightly/nightly", sources=["unwomen_news"]))
        assert run["state_type"] == "FAILED"
        assert "EQUALWORK_CONTACT is not set" in run["state"]["message"], run["state"]
    by_hand = subprocess.run(
        [BIN / "equalwork", "run", "--source", "unwomen_news"],
        cwd=PROJECT, env=server.env, text=True, capture_output=True, check=False,
    )  # fmt: skip
    assert by_hand.returncode == 2, by_hand.stderr
    assert "equalwork: EQUALWORK_CONTACT is not set" in by_hand.stderr
    assert [(each["key"], each["state"]) for each in alarms.received] == [("run", "failed")]
    assert mailbox.subjects() == ["equalwork: run is failed"]


def test_the_worker_tells_of_a_killed_flow(server: PrefectServer, alarms: Sink, mailbox: Mailbox) -> None:
    run_id = server.trigger("reread/reread", dry_run=True)
    # The process imports Prefect first, so it is there to be killed.
    pid = wait_for(lambda: flow_process(run_id), seconds=60, told=server.logs)
    os.kill(pid, signal.SIGKILL)
    assert server.wait_for_end(run_id)["state_type"] == "CRASHED"
    wait_for(lambda: told(alarms, run_id) == {(f"{run_id}-Crashed", "Crashed")}, seconds=60)
    wait_for(lambda: mailed(mailbox, run_id)["equalwork: run is Crashed"], seconds=30)
