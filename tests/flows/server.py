"""A Prefect server for the tests, set up by the very commands that docs/operate.md prints."""

from __future__ import annotations

import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import requests

from flows.settings import PROJECT
from tests.flows.waiting import wait_for

BIN = Path(sys.executable).parent
# Of the program's own start on a loaded machine: importing Prefect alone takes seconds.
COMMAND_SECONDS = 240


def commands_under(heading: str) -> list[list[str]]:
    """The commands of the first block of shell lines under a heading of docs/operate.md."""
    text = (PROJECT / "docs" / "operate.md").read_text("utf-8")
    section = text.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    match = re.search(r"```sh\n(.*?)```", section, re.S)
    assert match, f"no commands under {heading}"
    return [shlex.split(line) for line in match[1].splitlines() if line.strip()]


class PrefectServer:
    """A server on a free port of loopback, in a home of its own, and the processes that belong to it."""

    def __init__(self, home: Path, **settings: str) -> None:
        port = free_port()
        self.home = home
        self.api = f"http://127.0.0.1:{port}/api"
        self.env = {
            **{
                name: value
                for name, value in os.environ.items()
                if not name.startswith(("PREFECT_", "EQUALWORK_"))
            },
            "PATH": f"{BIN}:{os.environ['PATH']}",
            "PREFECT_HOME": str(home / "prefect"),
            "PREFECT_API_URL": self.api,
            # --port alone leaves parts of the server pointing at 4200.
            "PREFECT_SERVER_API_PORT": str(port),
            "PREFECT_SERVER_UI_ENABLED": "false",
            "EQUALWORK_HOME": str(home / "data"),
            **settings,
        }
        self.processes: list[subprocess.Popen[bytes]] = []

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        """Start a command that goes on until the end; its output goes to a file of the home."""
        with (self.home / f"{len(self.processes)}-{command[1]}.log").open("wb") as log:
            process = subprocess.Popen(
                [str(BIN / command[0]), *command[1:]],
                cwd=PROJECT, env=self.env, stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
        self.processes.append(process)
        return process

    @property
    def worker(self) -> subprocess.Popen[bytes]:
        """The worker: what the docs start last."""
        return self.processes[1]

    def run(self, *command: str) -> str:
        """Run a command to its end and return what it wrote; it must succeed."""
        done = subprocess.run(
            [str(BIN / command[0]), *command[1:]],
            cwd=PROJECT, env=self.env, capture_output=True, text=True, timeout=COMMAND_SECONDS, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def follow(self, commands: list[list[str]]) -> None:
        """Run commands as a person would: those that start something stay in a window of their own."""
        for command in commands:
            if "start" in command:
                self.start(*command)
                wait_for(self.is_up, told=self.logs)
            else:
                self.run(*command)

    def is_up(self) -> bool:
        try:
            return requests.get(f"{self.api}/health", timeout=2).ok
        except (requests.ConnectionError, requests.Timeout):
            return False

    def get(self, path: str) -> Any:
        return self.ask("GET", path)

    def post(self, path: str, content: Any = None) -> Any:
        return self.ask("POST", path, content or {})

    def ask(self, method: str, path: str, content: Any = None) -> Any:
        """Ask as Prefect's own client does, which waits a minute and asks again where nothing was done.

        503 says that SQLite was locked. On a loaded machine the server once gave no answer for half a minute
        to a question for ended runs, while it had accepted the connection.
        """
        for seconds in (1, 2, 4, 8, 0):
            try:
                answer = requests.request(method, f"{self.api}{path}", json=content, timeout=60)
            except requests.ReadTimeout:
                if not seconds:
                    raise
                continue
            if answer.status_code != 503:
                break
            time.sleep(seconds)
        answer.raise_for_status()
        return answer.json()

    def deployment(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = self.get(f"/deployments/name/{name}")
        return found

    def trigger(self, name: str, *, settings: dict[str, str] | None = None, **parameters: Any) -> str:
        """Start a run of a deployment by hand, with settings of its own in its environment; return its id."""
        deployment = self.deployment(name)
        # The key makes one run of a request that has to be sent twice.
        content: dict[str, Any] = {
            "parameters": parameters, "state": {"type": "SCHEDULED"}, "idempotency_key": uuid4().hex,
        }  # fmt: skip
        if settings:
            content["job_variables"] = {"env": deployment["job_variables"]["env"] | settings}
        return str(self.post(f"/deployments/{deployment['id']}/create_flow_run", content)["id"])

    def schedule_soon(self, name: str, seconds: int, **parameters: Any) -> None:
        """Give a deployment a schedule whose first run is due in some seconds, and the next one far away."""
        anchor = (datetime.now(UTC) + timedelta(seconds=seconds)).isoformat()
        schedule = {"interval": 86400, "anchor_date": anchor}
        content = [{"schedule": schedule, "active": True, "parameters": parameters, "slug": "soon"}]
        self.post(f"/deployments/{self.deployment(name)['id']}/schedules", content)

    def ended(self, **filters: Any) -> list[dict[str, Any]]:
        """The flow runs that ended. The states are asked for: among all, they drown in those to come."""
        ends = {"state": {"type": {"any_": ["COMPLETED", "FAILED", "CRASHED", "CANCELLED"]}}}
        found: list[dict[str, Any]] = self.post("/flow_runs/filter", {"flow_runs": ends | filters})
        return found

    def wait_for_end(self, run_id: str) -> dict[str, Any]:
        [run] = wait_for(lambda: self.ended(id={"any_": [run_id]}), told=self.logs)
        return dict(run)

    def logs(self) -> str:
        """The last lines of every process, for the message of a test that fails."""
        parts = [f"--- {file.name}\n" + "\n".join(file.read_text("utf-8", "replace").splitlines()[-25:])
                 for file in sorted(self.home.glob("*.log"))]  # fmt: skip
        return "\n".join(parts)

    def stop(self) -> None:
        for process in reversed(self.processes):
            end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process and what it started; by force when it does not go."""
    if process.poll() is not None:
        return
    os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def flow_process(run_id: str) -> int | None:
    """The process that a worker started for a flow run."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            environment = (folder / "environ").read_bytes()
        except OSError:
            continue
        if f"PREFECT__FLOW_RUN_ID={run_id}".encode() in environment:
            return int(folder.name)
    return None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def prefect_server(home: Path, **settings: str) -> Iterator[PrefectServer]:
    """A server with pool, deployments and a worker, as docs/operate.md sets them up."""
    server = PrefectServer(home, **settings)
    try:
        server.follow(commands_under("Every night"))
        yield server
    finally:
        server.stop()
