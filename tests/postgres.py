"""Debian's PostgreSQL server for a test: an unprivileged process on a free port of loopback, in a folder
of its own, gone at the end."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

PROGRAMS = Path("/usr/lib/postgresql")
PATIENCE = 60


@contextmanager
def postgres_server() -> Iterator[str]:
    """Give the address of a fresh, empty database; the test is skipped where there is no server."""
    programs = sorted(PROGRAMS.glob("*/bin/initdb"))
    if not programs:
        pytest.skip(f"no PostgreSQL server in {PROGRAMS} (Debian's package postgresql)")
    with tempfile.TemporaryDirectory(prefix="equalwork-postgres-") as name:
        folder = Path(name)
        yield from _running(programs[-1].parent, folder)


def _running(programs: Path, folder: Path) -> Iterator[str]:
    runs_as = _unprivileged(folder)
    data, port = folder / "data", free_port()
    made = [programs / "initdb", "-D", data, "-U", "equalwork", "--auth=trust", "--no-sync", "-E", "UTF8"]
    subprocess.run(made, cwd=folder, check=True, capture_output=True, timeout=PATIENCE, **runs_as)
    command = [programs / "postgres", "-D", data, "-h", "127.0.0.1", "-p", str(port), "-k", folder, "-F"]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, **runs_as)
    try:
        _wait(programs, port)
        yield f"postgres://equalwork@127.0.0.1:{port}/postgres"
    finally:
        # Fast shutdown: it does not wait for clients to leave.
        server.send_signal(signal.SIGINT)
        server.wait(PATIENCE)


def _unprivileged(folder: Path) -> dict[str, Any]:
    """The server refuses to run as root: then it runs as `nobody`, who gets the folder."""
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C"}
    if os.getuid() != 0:
        return {"env": environment}
    nobody = pwd.getpwnam("nobody")
    shutil.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return {"env": environment, "user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _wait(programs: Path, port: int) -> None:
    end = time.monotonic() + PATIENCE
    asked = [programs / "pg_isready", "-h", "127.0.0.1", "-p", str(port)]
    while subprocess.run(asked, capture_output=True, check=False).returncode:
        assert time.monotonic() < end, "PostgreSQL did not start"
        time.sleep(0.1)


def free_port() -> int:
    """Return a port of loopback that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
