"""Progress on the terminal (rich); on a pipe nothing is shown, the log tells what happens."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as Bar

from flows.running.executor import Executor, Item, Result

# Called with what is done now, and how much of it is done of how much.
Progress = Callable[[str, int, int], None]
Told = Callable[[int, int, float | None], None]


def no_progress(what: str, done: int, total: int) -> None:
    """Tell no one."""


class Watched:
    """An executor that tells how far its batches are; the work is the other's."""

    def __init__(self, executor: Executor, progress: Progress) -> None:
        self._executor = executor
        self._progress = progress
        self.name = executor.name

    def map_io(
        self, label: str, function: Callable[[Item], Result], items: Sequence[Item]
    ) -> Iterator[Result]:
        """See Executor.map_io."""
        return self._told(label, self._executor.map_io(label, function, items), len(items))

    def map_cpu(
        self, label: str, function: Callable[[Item], Result], items: Iterable[Item], count: int
    ) -> Iterator[Result]:
        """See Executor.map_cpu."""
        return self._told(label, self._executor.map_cpu(label, function, items, count), count)

    def stage(self, label: str, function: Callable[[], Result]) -> Result:
        """See Executor.stage."""
        return self._executor.stage(label, function)

    def _told(self, label: str, results: Iterator[Result], count: int) -> Iterator[Result]:
        for number, result in enumerate(results, 1):
            yield result
            self._progress(label, number, count)


@contextmanager
def run_progress() -> Iterator[Progress]:
    """Yield a progress that shows one bar on the terminal; on a pipe it shows nothing."""
    if not sys.stderr.isatty():
        yield no_progress
        return
    with Bar(
        TextColumn("{task.description}"), BarColumn(), console=Console(stderr=True), transient=True
    ) as bar:
        task = bar.add_task("starting", total=None)

        def tell(what: str, done: int, total: int) -> None:
            bar.update(task, description=what, completed=done, total=total)

        yield tell


@contextmanager
def backfill_progress(label: str) -> Iterator[Told | None]:
    """Yield a callback for (done, all so far, seconds left or None); None where no one watches."""
    if not sys.stderr.isatty():
        yield None
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[left]}"),
    )
    with Bar(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task(label, total=None, left="")

        def tell(done: int, total: int, seconds_left: float | None) -> None:
            left = "" if seconds_left is None else f"about {duration(seconds_left)} left"
            progress.update(task, completed=done, total=total, left=left)

        yield tell


def duration(seconds: float) -> str:
    """Return seconds as a person says it: `40 s`, `12 min`, `3.5 h`."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
