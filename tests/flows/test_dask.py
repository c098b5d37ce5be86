"""Reading on Dask gives the release of a plain run, also when a worker is killed in the middle."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from extractors.errors import SettingsError
from flows.orchestration.dask_executor import DaskExecutor
from flows.running.executor import LocalExecutor, executor_of
from flows.running.job import Job, RunSummary
from flows.running.stages import run_job
from flows.settings import DEMO_ARCHIVE, PROJECT, Settings
from tests.flows.test_backfill import tables
from tests.postgres import free_port

pytestmark = pytest.mark.slow
DASK = Path(sys.executable).parent / "dask"
Start = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start `dask …` as a process of its own; all are stopped at the end."""
    processes: list[subprocess.Popen[bytes]] = []

    def run(*arguments: str) -> subprocess.Popen[bytes]:
        with (tmp_path / f"dask-{len(processes)}.log").open("wb") as log:
            command = [str(DASK), *arguments]
            processes.append(
                subprocess.Popen(
                    command,
                    cwd=tmp_path,
                    # The workers take functions of this module too.
                    env={**os.environ, "PYTHONPATH": str(PROJECT)},
                    stdout=log,
                    stderr=subprocess.STDOUT,
                )
            )
        return processes[-1]

    yield run
    for process in processes:
        process.kill()
        process.wait()


@pytest.fixture
def cluster(start: Start) -> tuple[str, list[subprocess.Popen[bytes]]]:
    """The address of a scheduler on loopback, and two worker processes that no nanny starts again."""
    address = f"127.0.0.1:{free_port()}"
    host, port = address.split(":")
    start("scheduler", "--host", host, "--port", port, "--no-dashboard")
    options = ("--no-nanny", "--nthreads", "1", "--no-dashboard", "--host", host)
    return address, [start("worker", f"tcp://{address}", *options) for _ in range(2)]


def demo(home: Path, executor: DaskExecutor | LocalExecutor) -> RunSummary:
    settings = Settings(home=home, sources=PROJECT / "sources", batch_size=2)
    return run_job(Job(kind="demo", paths=(DEMO_ARCHIVE,)), settings, executor)


def test_a_cluster_gives_the_release_of_a_plain_run(
    cluster: tuple[str, list[subprocess.Popen[bytes]]], demo_home: Path, tmp_path: Path
) -> None:
    summary = demo(tmp_path / "home", DaskExecutor(f"dask://{cluster[0]}"))
    assert summary.outcome == "done"
    assert summary.engine == "dask"
    assert tables(tmp_path / "home") == tables(demo_home)


def slow_square(item: tuple[int, Path]) -> int:
    """Say which process took the item, and take long enough to be killed in it."""
    number, folder = item
    (folder / f"{number}.{os.getpid()}").touch()
    time.sleep(0.2)
    return number * number


def test_a_killed_worker_costs_only_its_batch(
    cluster: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path
) -> None:
    address, (victim, survivor) = cluster
    marks = tmp_path / "marks"
    marks.mkdir()
    executor = DaskExecutor(f"dask://{address}")
    # Both workers are there before the first item is given out.
    with executor.open_pool(2) as (pool, _):
        end = time.monotonic() + 60
        while {victim.pid, survivor.pid} - {pool.submit(_pid, n).result() for n in range(20)}:
            assert time.monotonic() < end, "a worker did not come up"
    items = [(number, marks) for number in range(20)]
    results = executor.map_cpu("square", slow_square, iter(items), len(items))
    found = [next(results), next(results), next(results)]
    os.kill(victim.pid, signal.SIGKILL)
    found += results
    assert found == [number * number for number, _ in items], "all results, in order, once"
    takers = [mark.suffix for mark in marks.iterdir()]
    assert f".{victim.pid}" in takers
    assert len(takers) <= len(items) + 4, "what was finished is not done again"


def _pid(_: int) -> int:
    time.sleep(0.05)
    return os.getpid()


def test_a_release_survives_a_killed_worker(
    cluster: tuple[str, list[subprocess.Popen[bytes]]], demo_home: Path, tmp_path: Path
) -> None:
    address, (victim, _) = cluster

    class Killing(DaskExecutor):
        """Kills a worker when the first batch is back."""

        def map_cpu(self, label, function, items, count):  # type: ignore[no-untyped-def]
            for number, result in enumerate(super().map_cpu(label, function, items, count)):
                if number == 0:
                    victim.send_signal(signal.SIGKILL)
                yield result

    assert demo(tmp_path / "home", Killing(f"dask://{address}")).outcome == "done"
    assert tables(tmp_path / "home") == tables(demo_home)


def test_processes_of_this_machine(demo_home: Path, tmp_path: Path) -> None:
    assert demo(tmp_path / "home", DaskExecutor("dask", 2)).outcome == "done"
    assert tables(tmp_path / "home") == tables(demo_home)


def test_no_scheduler_is_a_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.orchestration.dask_executor.PATIENCE", "1s")
    executor = DaskExecutor(f"dask://127.0.0.1:{free_port()}")
    with pytest.raises(SettingsError, match="no Dask scheduler answers"):
        next(executor.map_cpu("read", abs, iter([1, 2]), 2))


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.orchestration.dask_executor.find_spec", lambda name: None)
    with pytest.raises(SettingsError, match=r"equalwork\[scale\]"):
        executor_of("dask", 1)


def test_the_setting_chooses() -> None:
    assert executor_of("local", 3).name == "plain"
    chosen = executor_of("dask://example.org:8786", 3)
    assert (chosen.name, getattr(chosen, "address", None)) == ("dask", "example.org:8786")
