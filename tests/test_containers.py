"""Dockerfile and compose.yaml, as far as a machine without a Docker engine can judge them.

What the image would hold is laid out in a folder by the COPY steps, and the commands run there.
"""

from __future__ import annotations

import fnmatch
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import PROJECT

BIN = Path(sys.executable).parent


def steps(stage: int) -> list[tuple[str, str]]:
    """The steps of a stage of the Dockerfile: (RUN, "python -m venv /venv …")."""
    text = re.sub(r"(?m)^#.*\n", "", (PROJECT / "Dockerfile").read_text("utf-8")).replace("\\\n", " ")
    found: list[list[tuple[str, str]]] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        word, _, rest = line.partition(" ")
        if word == "FROM":
            found.append([])
        found[-1].append((word, rest.strip()))
    return found[stage]


def value(word: str) -> str:
    [found] = [rest for name, rest in steps(-1) if name == word]
    return found


def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((PROJECT / "compose.yaml").read_text("utf-8"))
    return loaded


def services() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = compose()["services"]
    return found


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder /app of the image, by the COPY steps of the first stage."""
    app = tmp_path_factory.mktemp("image") / "app"
    app.mkdir()
    for word, rest in steps(0):
        if word != "COPY":
            continue
        *sources, target = shlex.split(rest)
        for source in sources:
            assert is_sent(source), f".dockerignore keeps {source} from the build"
            path = PROJECT / source
            if path.is_dir():
                shutil.copytree(path, app / target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(path, app / target)
    return app


def is_sent(source: str) -> bool:
    sent = False
    for line in (PROJECT / ".dockerignore").read_text("utf-8").splitlines():
        if fnmatch.fnmatch(source, line.removeprefix("!")):
            sent = line.startswith("!")
    return sent


def run(image: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the image: its code, this machine's installed packages."""
    return subprocess.run(
        [str(BIN / command[0]), *command[1:]],
        cwd=image,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(image), "HOME": str(image.parent), **environment},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.mark.slow
def test_the_image_holds_all_that_the_demo_needs(image: Path, tmp_path: Path) -> None:
    where = run(image, "python", "-c", "import flows.settings as s; print(s.PROJECT)")
    assert where.stdout.strip() == str(image), "the code of the image, not that of the checkout"
    health = value("HEALTHCHECK").partition("CMD ")[2]
    checked = run(image, *json.loads(health))
    assert checked.returncode == 0, checked.stderr
    assert str(image / "sources") in checked.stdout
    shown = run(image, *json.loads(value("CMD")))
    assert shown.returncode == 0, shown.stderr
    demo = run(image, "equalwork", "demo", EQUALWORK_HOME=str(tmp_path))
    assert demo.returncode == 0, demo.stdout + demo.stderr


def test_the_build_installs_from_locks_that_are_there() -> None:
    runs = [rest for word, rest in steps(0) if word == "RUN"]
    assert any("--require-hashes" in each for each in runs)
    [lock] = [rest.partition("=")[2] for word, rest in steps(0) if word == "ARG"]
    assert (PROJECT / lock).is_file()
    for each in runs:
        parsed = subprocess.run(["sh", "-n", "-c", each], capture_output=True, check=False)
        assert parsed.returncode == 0, each


def test_the_image_does_not_run_as_root_and_is_watched() -> None:
    words = [word for word, _ in steps(-1)]
    assert value("USER") == "equalwork"
    assert words.index("USER") < words.index("CMD")
    assert "HEALTHCHECK" in words
    assert all(
        rest.startswith("python:3.11-slim")
        for stage in (0, -1)
        for word, rest in steps(stage)
        if word == "FROM"
    )


def test_the_image_starts_no_shell_around_a_command() -> None:
    assert value("ENTRYPOINT") == "[]"
    assert isinstance(json.loads(value("CMD")), list)


def test_the_services_hang_together() -> None:
    assert set(services()) == {"database", "server", "deploy", "worker", "site"}
    declared = compose()
    for name, service in services().items():
        for other in service.get("depends_on", {}):
            condition = service["depends_on"][other]["condition"]
            assert condition != "service_healthy" or "test" in services()[other]["healthcheck"], (name, other)
        for volume in service.get("volumes", []):
            assert volume.partition(":")[0] in declared["volumes"]
        for port in service.get("ports", []):
            assert port.startswith("127.0.0.1:"), f"{name} is open to the network"
    pool = services()["worker"]["command"][services()["worker"]["command"].index("--pool") + 1]
    deployments = yaml.safe_load((PROJECT / "prefect.yaml").read_text("utf-8"))["deployments"]
    assert {each["work_pool"]["name"] for each in deployments} == {pool}


def test_no_password_is_written_down() -> None:
    text = (PROJECT / "compose.yaml").read_text("utf-8")
    assert re.findall(r"POSTGRES_PASSWORD: (.*)", text) == [
        "${POSTGRES_PASSWORD:?a password for the database}"
    ]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["server", "deploy", "worker"])
def test_the_commands_of_the_services_have_the_options_they_use(name: str, image: Path) -> None:
    command = services()[name]["command"]
    lines = command[2].split(" && ") if command[0] == "sh" else [shlex.join(command)]
    for line in lines:
        words = shlex.split(line)
        named = [word for word in words if not word.startswith("-")]
        options = [word for word in words if word.startswith("--") and word != "--no-prompt"]
        helped = run(image, *named[: 2 if "deploy" in named else 3], "--help", COLUMNS="200")
        assert helped.returncode == 0, helped.stderr
        assert [option for option in options if option not in helped.stdout] == []
