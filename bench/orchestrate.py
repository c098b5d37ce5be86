"""What everything but the work itself costs: Prefect, the ledger, the start of a command.

    python -m bench.orchestrate [--documents 100000] [--pages 10000]

Starts a Prefect server of its own on loopback. Prints one row a figure and fails (exit 1) when a target is
missed. Seconds are those of the processor (this process, its children, the server), so that a machine with
other work on it does not show; the clock stands beside where it says something else.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter, process_time

from bench.quiet_night import Cost, known_home, quiet_night
from bench.scale import write_archive
from flows.running.executor import LocalExecutor
from flows.running.job import Job, RunSummary
from flows.running.stages import run_job
from flows.settings import DEMO_ARCHIVE, PROJECT, Settings
from tests.flows.server import BIN, PrefectServer
from tests.flows.waiting import wait_for

# (name, most that is allowed)
TARGETS = {"prefect_share": 0.05, "quiet_night_s": 10.0, "help_s": 0.5, "status_s": 1.0}
RUNS = 5
SAMPLE = 600


def command_seconds(home: Path, *arguments: str) -> float:
    """Median of several starts of the command line, in seconds of the processor: starting is all computing."""
    environment = {"PATH": os.environ["PATH"], "EQUALWORK_HOME": str(home)}

    def run() -> float:
        before = os.times()
        subprocess.run([BIN / "equalwork", *arguments], env=environment, check=True, capture_output=True)
        after = os.times()
        return after.children_user + after.children_system - before.children_user - before.children_system

    return statistics.median(run() for _ in range(RUNS))


def cpu_seconds(work: Callable[[], object]) -> float:
    """Seconds of the processor of this process."""
    started = process_time()
    work()
    return process_time() - started


def page_seconds(folder: Path) -> float:
    """Seconds of the processor for one page from the archive to the release, without Prefect."""
    settings = Settings(home=folder / "home", sources=PROJECT / "sources")
    write_archive(SAMPLE, settings.archive, folder / "bundled")
    return cpu_seconds(lambda: run_job(Job(kind="rebuild"), settings, LocalExecutor(1))) / SAMPLE


def group_seconds(group: int) -> float:
    """Seconds of the processor that the processes of a group have used so far."""
    ticks = 0
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            # 812 (python3) S 1 812 812 0 -1 4194560 31 0 0 0 55 12 …
            fields = file.read_text().rpartition(")")[2].split()
        except FileNotFoundError:
            continue
        if int(fields[2]) == group:
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def nothing(item: object) -> object:
    return item


def prefect_seconds(summary: RunSummary, batches: int, server: int) -> tuple[float, float]:
    """Seconds of the clock, and of the processor here and in the server, for a run of empty batches."""
    from prefect import flow

    from flows.orchestration.artifacts import leave_artifacts, progress_artifact
    from flows.orchestration.assets import materialize_release
    from flows.orchestration.prefect_executor import PrefectExecutor
    from flows.watching.progress import Watched

    @flow(persist_result=False)
    def empty() -> None:
        with progress_artifact() as progress:
            # One worker: the pool of processes is there without Prefect too.
            executor = Watched(PrefectExecutor(1), progress)
            list(executor.map_cpu("read", nothing, range(batches), batches))
            for stage in ("curate", "check", "publish"):
                executor.stage(stage, lambda: None)
        leave_artifacts(summary)
        materialize_release(summary)

    started, cpu, served = perf_counter(), process_time(), group_seconds(server)
    empty()
    clock, cpu = perf_counter() - started, process_time() - cpu
    return clock, cpu + group_seconds(server) - served


def quiet_night_seconds(folder: Path, documents: int, server: PrefectServer, group: int) -> Cost:
    """What a whole night with nothing new costs under Prefect, from the start of the command to its end."""
    with known_home(folder, documents) as environment:
        seen = environment | {name: v for name, v in server.env.items() if name.startswith("PREFECT_")}
        served = group_seconds(group)
        night = quiet_night(seen)
        return Cost(night.clock, night.cpu + group_seconds(group) - served)


def figures(folder: Path, documents: int, pages: int) -> Iterator[tuple[str, float]]:
    demo = Settings(home=folder / "demo", sources=PROJECT / "sources")
    summary = run_job(Job(kind="demo", paths=(DEMO_ARCHIVE,)), demo, LocalExecutor(1))
    yield "help_s", command_seconds(demo.home, "--help")
    yield "status_s", command_seconds(demo.home, "status")
    page = page_seconds(folder / "pages")
    yield "page_ms", page * 1000
    server = PrefectServer(folder)
    try:
        process = server.start("prefect", "server", "start")
        wait_for(server.is_up, told=server.logs)
        os.environ.update({name: value for name, value in server.env.items() if name.startswith("PREFECT_")})
        yield "prefect_first_flow_s", prefect_seconds(summary, 1, process.pid)[1]
        batches = -(-pages // Settings().batch_size)
        clock, cpu = prefect_seconds(summary, batches, process.pid)
        quiet = quiet_night_seconds(folder / "known", documents, server, process.pid)
    finally:
        server.stop()
    yield "prefect_run_clock_s", clock
    yield "prefect_run_s", cpu
    yield "prefect_share", cpu / (page * pages)
    yield "quiet_night_clock_s", quiet.clock
    yield "quiet_night_s", quiet.cpu


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--pages", type=int, default=10_000)
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="equalwork-bench-"))
    missed = []
    try:
        for name, value in figures(folder, arguments.documents, arguments.pages):
            target = TARGETS.get(name)
            told = "" if target is None else f"   (target {target:g})"
            print(f"{name:22} {value:10.3f}{told}", flush=True)
            if target is not None and value > target:
                missed.append(name)
    finally:
        shutil.rmtree(folder)
    print("missed: " + ", ".join(missed) if missed else "every target is met", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
