"""Where batches run. The stages see only this protocol; who stands behind it is one setting.

The plain path uses threads for collecting (they wait for the network) and processes for reading
(parsing holds the interpreter lock). Prefect and Dask have executors of their own beside this module.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor as FuturesExecutor
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class Executor(Protocol):
    """Runs one function over many items and yields the results in the order of the items."""

    name: str

    def map_io(
        self, label: str, function: Callable[[Item], Result], items: Sequence[Item]
    ) -> Iterator[Result]:
        """Run work that waits for the network: threads of this process."""

    def map_cpu(
        self, label: str, function: Callable[[Item], Result], items: Iterable[Item], count: int
    ) -> Iterator[Result]:
        """Run work that computes; `function` and items can be pickled. `count` is the number of items."""

    def stage(self, label: str, function: Callable[[], Result]) -> Result:
        """Run one stage that is a single step (curate, check, publish)."""


class LocalExecutor:
    """Threads and processes of this machine; one batch is read in place, without a pool."""

    name = "plain"

    def __init__(self, workers: int | None = None) -> None:
        self.workers = workers or os.cpu_count() or 1

    def map_io(
        self, label: str, function: Callable[[Item], Result], items: Sequence[Item]
    ) -> Iterator[Result]:
        """See Executor.map_io; every item has a thread of its own (one source, mostly waiting)."""
        if len(items) < 2:
            yield from map(function, items)
            return
        with ThreadPoolExecutor(max_workers=len(items), thread_name_prefix=label) as pool:
            yield from pool.map(function, items)

    def map_cpu(
        self, label: str, function: Callable[[Item], Result], items: Iterable[Item], count: int
    ) -> Iterator[Result]:
        """See Executor.map_cpu; a pool only pays from the second batch on."""
        if count < 2 or self.workers < 2:
            yield from map(function, items)
            return
        # forkserver: a plain fork of a process with threads (DuckDB, HTTP) can deadlock.
        with ProcessPoolExecutor(min(self.workers, count), mp_context=get_context("forkserver")) as pool:
            yield from bounded_map(pool, function, items, self.workers * 2)

    def stage(self, label: str, function: Callable[[], Result]) -> Result:
        """See Executor.stage."""
        return function()


def executor_of(setting: str, workers: int) -> Executor:
    """Return the executor that EQUALWORK_EXECUTOR names, outside Prefect.

    Raises:
        SettingsError: it needs an extra that is not installed.
    """
    if setting == "local":
        return LocalExecutor(workers)
    from flows.orchestration.dask_executor import DaskExecutor

    return DaskExecutor(setting, workers)


def bounded_map(
    pool: FuturesExecutor, function: Callable[[Item], Result], items: Iterable[Item], window: int
) -> Iterator[Result]:
    """Yield results in order with at most `window` items under way: memory stays flat however many items."""
    source = iter(items)
    waiting: list[Future[Result]] = [pool.submit(function, item) for item in islice(source, window)]
    while waiting:
        yield waiting.pop(0).result()
        waiting.extend(pool.submit(function, item) for item in islice(source, 1))
