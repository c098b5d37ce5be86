"""Batches on Dask: on the workers of a cluster that runs, or on processes of this machine.

Readings come back pickled, as they do from a local process; see docs/scale.md for what that costs. The
workers need the same version of equalwork and must see the archive under the same path.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor as FuturesExecutor
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any, TypeVar

from extractors.errors import RunFailed, SettingsError
from flows.running.executor import LocalExecutor, bounded_map

Item = TypeVar("Item")
Result = TypeVar("Result")

SCHEME = "dask://"
# How long a scheduler may take to answer, and a first worker to register.
PATIENCE = "30s"
# A batch whose worker died is given to another one; a batch that kills its workers is given up.
RETRIES = 2


class DaskExecutor(LocalExecutor):
    """Reads batches on Dask; collects in threads of this process. One batch alone is read in place."""

    name = "dask"

    def __init__(self, place: str, workers: int | None = None) -> None:
        """`place` is `dask` (processes of this machine) or `dask://host:port` (a scheduler).

        Raises:
            SettingsError: the extra `scale` is not installed.
        """
        super().__init__(workers)
        if find_spec("distributed") is None:
            raise SettingsError(
                f"EQUALWORK_EXECUTOR={place} needs Dask, which is not installed",
                hint="install the extra: pip install 'equalwork[scale]'",
            )
        self.address = place.removeprefix(SCHEME) if place.startswith(SCHEME) else None

    def map_cpu(
        self, label: str, function: Callable[[Item], Result], items: Iterable[Item], count: int
    ) -> Iterator[Result]:
        """See Executor.map_cpu.

        Raises:
            RunFailed: a batch brought down every worker that it was given to.
        """
        from distributed import KilledWorker

        if count < 2:
            yield from map(function, items)
            return
        with self.open_pool(count) as (pool, window):
            try:
                yield from bounded_map(pool, function, items, window)
            except KilledWorker as error:
                raise RunFailed(
                    f"a batch brought down the Dask workers that it was given to: {error}",
                    hint="look into the workers' logs (memory?); a smaller EQUALWORK_BATCH_SIZE needs less",
                ) from error

    @contextmanager
    def open_pool(self, count: int) -> Iterator[tuple[FuturesExecutor, int]]:
        """Give a pool for `count` batches, and how many of them should be under way at once.

        Raises:
            SettingsError: no scheduler answers, or it has no workers.
        """
        from distributed import Client

        try:
            client = Client(**self._place(count), timeout=PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
        except OSError as error:
            raise SettingsError(
                f"no Dask scheduler answers at {self.address}: {error}",
                hint="start one with `dask scheduler`, and `dask worker` on each machine",
            ) from None
        with client:
            window = 2 * _thread_count(client)
            yield client.get_executor(retries=RETRIES, pure=False), window  # type: ignore[no-untyped-call]

    def _place(self, count: int) -> dict[str, Any]:
        if self.address is not None:
            return {"address": f"tcp://{self.address}"}
        workers = max(1, min(self.workers, count))
        return {
            "n_workers": workers, "threads_per_worker": 1, "processes": True, "dashboard_address": "127.0.0.1:0",
            "host": "127.0.0.1",
        }  # fmt: skip


def _thread_count(client: Any) -> int:
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError:
        raise SettingsError(
            "the Dask scheduler has no workers",
            hint="start `dask worker tcp://HOST:PORT` on each machine, with equalwork installed",
        ) from None
    return sum(client.nthreads().values())
