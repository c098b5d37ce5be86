"""The README's own code blocks run as printed, on the release of the demo."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.conftest import PROJECT
from warehouse import open_release

README = (PROJECT / "README.md").read_text("utf-8")
QUERIES = re.findall(r"```sql\n(.*?)```", README, re.S)
COMMANDS = [
    line for block in re.findall(r"```sh\n(.*?)```", README, re.S) for line in block.splitlines() if line
]


@pytest.fixture(scope="module")
def release(demo_home: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_release(demo_home) as connection:
        yield connection


def test_there_are_ten_queries() -> None:
    assert len(QUERIES) == 10


@pytest.mark.parametrize("query", QUERIES)
def test_query_finds_something(release: duckdb.DuckDBPyConnection, query: str) -> None:
    assert release.execute(query).fetchall()


@pytest.mark.parametrize("command", COMMANDS)
def test_command_works_as_printed(demo_home: Path, command: str) -> None:
    program, *arguments = shlex.split(command)
    assert program == ".venv/bin/equalwork"
    done = subprocess.run(
        [Path(sys.executable).parent / "equalwork", *arguments],
        env={"PATH": "/usr/bin:/bin", "EQUALWORK_HOME": str(demo_home.parent)},
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_links_and_folders_exist() -> None:
    linked = re.findall(r"\]\(([^)#:]+)\)", README)
    assert linked
    assert [path for path in linked if not (PROJECT / path).exists()] == []
