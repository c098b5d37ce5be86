"""Prefect keeps its state in PostgreSQL: Debian's server, started by the test as an unprivileged user."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.flows.server import PrefectServer, free_port
from tests.flows.waiting import wait_for

pytestmark = pytest.mark.slow
# Debian keeps the programs of a server out of the PATH: /usr/lib/postgresql/15/bin/initdb
DEBIAN = Path("/usr/lib/postgresql")


def program(name: str) -> Path:
    """A program of the newest PostgreSQL of this machine."""
    found = sorted(DEBIAN.glob(f"*/bin/{name}"), key=lambda path: int(path.parent.parent.name))
    if found:
        return found[-1]
    on_path = shutil.which(name)
    if on_path is None:
        pytest.skip(f"PostgreSQL is not installed ({name}): apt-get install postgresql")
    return Path(on_path).resolve()


def unprivileged() -> str | None:
    """PostgreSQL refuses to run as root: who it runs as here; None means as who runs the tests."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    pytest.skip("PostgreSQL does not run as root, and there is no user postgres or nobody")


@pytest.fixture
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an empty database on a free port of loopback."""
    initdb, server, user = program("initdb"), program("postgres"), unprivileged()
    # Not below pytest's own folder: only its owner may enter that one.
    folder = Path(subprocess.check_output(["mktemp", "-d"], text=True).strip())
    if user:
        shutil.chown(folder, user)
    port, data = free_port(), folder / "data"
    try:
        made = subprocess.run(
            [initdb, "-D", data, "-U", "prefect", "-A", "trust", "-E", "UTF8", "--no-sync"],
            user=user, cwd=folder, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert made.returncode == 0, made.stderr
        quick = ["-c", "fsync=off", "-c", f"unix_socket_directories={folder}"]
        with subprocess.Popen(
            [server, "-D", data, "-h", "127.0.0.1", "-p", str(port), *quick],
            user=user, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        ) as process:  # fmt: skip
            try:
                wait_for(lambda: is_ready(port), seconds=60)
                yield f"127.0.0.1:{port}"
            finally:
                process.terminate()
    finally:
        shutil.rmtree(folder)


def is_ready(port: int) -> bool:
    ready = [program("pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
    return subprocess.run(ready, check=False).returncode == 0


def test_the_state_of_prefect_is_in_postgres(postgres: str, tmp_path: Path) -> None:
    address = f"postgresql+asyncpg://prefect@{postgres}/postgres"
    server = PrefectServer(tmp_path, PREFECT_API_DATABASE_CONNECTION_URL=address)
    try:
        server.start("prefect", "server", "start")
        wait_for(server.is_up, told=server.logs)
        server.post("/work_pools/", {"name": "equalwork", "type": "process"})
        host, _, port = postgres.partition(":")
        rows = subprocess.check_output(
            [program("psql"), "-h", host, "-p", port, "-U", "prefect", "-d", "postgres", "-Atc",
             "select name from work_pool"],
            text=True,
        )  # fmt: skip
        assert rows.split() == ["equalwork"]
        assert not (tmp_path / "prefect" / "prefect.db").exists()
    finally:
        server.stop()
