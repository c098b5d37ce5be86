"""The stages under Prefect: a task is a source, a batch of pages, or a stage; never a page.

A task run costs the server about 55 ms of CPU, so one task a page would cost more than the page. Results
are neither cached nor persisted: the archive and the warehouse are what a resumed run builds on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor as Pool
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, TypeVar

from prefect import task
from prefect.cache_policies import NO_CACHE

if TYPE_CHECKING:
    from flows.orchestration.dask_executor import DaskExecutor

Item = TypeVar("Item")
Result = TypeVar("Result")


class PrefectExecutor:
    """Submits tasks to the task runner of the flow that is running."""

    name = "prefect"

    def __init__(self, workers: int, place: str = "local") -> None:
        """`place` is where the batches are read: EQUALWORK_EXECUTOR."""
        self.workers = workers
        self._elsewhere = _dask(place, workers)

    def map_io(
        self, label: str, function: Callable[[Item], Result], items: Sequence[Item]
    ) -> Iterator[Result]:
        """See Executor.map_io: one task an item, all at once."""
        futures = [_task(f"{label} {_name(item)}", function).submit(item) for item in items]
        for future in futures:
            yield future.result()

    def map_cpu(
        self, label: str, function: Callable[[Item], Result], items: Iterable[Item], count: int
    ) -> Iterator[Result]:
        """See Executor.map_cpu: one task a batch; the work itself runs in a process pool, or on Dask."""
        if count > 1 and self._elsewhere is not None:
            with self._elsewhere.open_pool(count) as (pool, window):
                yield from self._submitted(label, _runner(pool, function), items, count, window)
            return
        if count < 2 or self.workers < 2:
            for number, item in enumerate(items, 1):
                yield _task(f"{label} {number}/{count} {_name(item)}", function)(item)
            return
        with ProcessPoolExecutor(min(self.workers, count), mp_context=get_context("forkserver")) as pool:
            yield from self._submitted(label, _runner(pool, function), items, count, self.workers * 2)

    def stage(self, label: str, function: Callable[[], Result]) -> Result:
        """See Executor.stage: the stage is one task."""
        result: Result = _task(label, function)()
        return result

    def _submitted(
        self,
        label: str,
        function: Callable[[Item], Result],
        items: Iterable[Item],
        count: int,
        window: int,
    ) -> Iterator[Result]:
        source = enumerate(items, 1)

        def submit(batch: tuple[int, Item]) -> Any:
            return _task(f"{label} {batch[0]}/{count} {_name(batch[1])}", function).submit(batch[1])

        waiting = [submit(batch) for batch in islice(source, window)]
        while waiting:
            yield waiting.pop(0).result()
            waiting.extend(submit(batch) for batch in islice(source, 1))


def _runner(pool: Pool, function: Callable[[Item], Result]) -> Callable[[Item], Result]:
    return lambda item: pool.submit(function, item).result()


def _dask(place: str, workers: int) -> DaskExecutor | None:
    if place == "local":
        return None
    from flows.orchestration.dask_executor import DaskExecutor

    return DaskExecutor(place, workers)


def _task(name: str, function: Callable[..., Result]) -> Any:
    return task(name=name.split(" ")[0], task_run_name=name, cache_policy=NO_CACHE, persist_result=False)(
        function
    )


def _name(item: object) -> str:
    """The source of an item, or the sources of a batch."""
    of_batch = sorted(getattr(item, "sources", ()))
    return str(getattr(item, "source_id", "")) or " ".join(of_batch)[:80]
