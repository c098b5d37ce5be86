"""The deployments of prefect.yaml on a real Prefect server: a scheduled run, a run by hand, a refusal."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
import requests

pytestmark = pytest.mark.slow
BIN = Path(sys.executable).parent
PATIENCE = 300


class Server:
    """A Prefect server on a free port of loopback, in a home of its own."""

    def __init__(self, home: Path, project: Path) -> None:
        port = free_port()
        self.home = home
        self.project = project
        self.api = f"http://127.0.0.1:{port}/api"
        self.env = {
            **{name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")},
            "PATH": f"{BIN}:{os.environ['PATH']}",
            "PREFECT_HOME": str(home / "prefect"),
            "PREFECT_API_URL": self.api,
            # --port alone leaves parts of the server pointing at 4200.
            "PREFECT_SERVER_API_PORT": str(port),
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
            "PREFECT_SERVER_UI_ENABLED": "false",
            "DO_NOT_TRACK": "1",
            "EQUALWORK_HOME": str(home / "data"),
        }
        self.processes: list[subprocess.Popen[bytes]] = []

    def start(self, *command: str) -> None:
        with (self.home / f"{command[0]}-{len(self.processes)}.log").open("wb") as log:
            process = subprocess.Popen(
                [str(BIN / "prefect"), *command],
                cwd=self.project,
                env=self.env,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.processes.append(process)

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(BIN / "prefect"), *command],
            cwd=self.project,
            env=self.env,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def is_up(self) -> bool:
        try:
            return requests.get(f"{self.api}/health", timeout=2).ok
        except requests.ConnectionError:
            return False

    def flow_runs(self) -> list[dict[str, Any]]:
        answer = requests.post(f"{self.api}/flow_runs/filter", json={"limit": 50}, timeout=20)
        answer.raise_for_status()
        found: list[dict[str, Any]] = answer.json()
        return found

    def pause_schedules(self, name: str) -> None:
        found = requests.get(f"{self.api}/deployments/name/{name}", timeout=20).json()
        for schedule in found["schedules"]:
            address = f"{self.api}/deployments/{found['id']}/schedules/{schedule['id']}"
            requests.patch(address, json={"active": False}, timeout=20).raise_for_status()

    def stop(self) -> None:
        for process in reversed(self.processes):
            os.killpg(process.pid, signal.SIGTERM)
        for process in self.processes:
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def wait_for(condition: Callable[[], Any], seconds: float = PATIENCE) -> Any:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(1)
    pytest.fail(f"not seen within {seconds} s: {condition}")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("server"), project)
    server.start("server", "start", "--host", "127.0.0.1")
    try:
        wait_for(server.is_up)
        pool = server.run("work-pool", "create", "equalwork", "--type", "process")
        assert pool.returncode == 0, pool.stderr
        # The cron of every minute and the bundled archive are added to what prefect.yaml declares.
        deployed = server.run(
            "--no-prompt", "deploy", "--name", "nightly", "--cron", "* * * * *", "--param", "archive=demo"
        )
        assert deployed.returncode == 0, deployed.stdout + deployed.stderr
        server.start("worker", "start", "--pool", "equalwork", "--type", "process")
        yield server
    finally:
        server.stop()


def completed(server: Server, *, scheduled: bool) -> list[dict[str, Any]]:
    failed = [run for run in server.flow_runs() if run["state_type"] in ("FAILED", "CRASHED")]
    assert not failed, [(run["name"], run["state"].get("message")) for run in failed]
    return [
        run
        for run in server.flow_runs()
        if run["state_type"] == "COMPLETED" and run["auto_scheduled"] is scheduled
    ]


def ledger(server: Server) -> list[tuple[str, str]]:
    """The rows of ops.runs; the build file can be looked at only while no run holds it."""
    build = server.home / "data" / "demo" / "build" / "equalwork.duckdb"
    try:
        with duckdb.connect(str(build), read_only=True) as con:
            return con.execute("select command, state from ops.runs").fetchall()
    except duckdb.IOException:
        return []


def test_a_bad_parameter_is_refused(server: Server) -> None:
    refused = server.run("deployment", "run", "nightly/nightly", "--param", "limit=0")
    assert "limit" in refused.stdout + refused.stderr
    assert "minimum" in refused.stdout + refused.stderr
    refused = server.run("deployment", "run", "nightly/nightly", "--param", "archive=nowhere")
    assert "archive" in refused.stdout + refused.stderr
    assert not [run for run in server.flow_runs() if not run["auto_scheduled"]]


def test_a_scheduled_run_completes_and_is_in_the_ledger(server: Server) -> None:
    wait_for(lambda: completed(server, scheduled=True))
    assert ("demo", "done") in wait_for(lambda: [row for row in ledger(server) if row[1] == "done"])


def test_a_run_by_hand_takes_parameters(server: Server) -> None:
    listed = server.run("flow-run", "ls")
    assert listed.returncode == 0, listed.stderr
    # No more scheduled runs: one that overlaps would be cancelled by the concurrency limit of the deployment.
    server.pause_schedules("nightly/nightly")
    wait_for(lambda: not [run for run in server.flow_runs() if run["state_type"] in ("PENDING", "RUNNING")])
    parameters = ("--param", 'archive="demo"', "--param", "limit=3")
    done = server.run("deployment", "run", "nightly/nightly", *parameters, "--watch")
    assert done.returncode == 0, done.stdout + done.stderr
    [run] = completed(server, scheduled=False)
    assert run["parameters"]["limit"] == 3
