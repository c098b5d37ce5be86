"""Progress on the terminal (rich); on a pipe nothing is shown, the log tells what happens."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

Told = Callable[[int, int, float | None], None]


@contextmanager
def backfill_progress(label: str) -> Iterator[Told | None]:
    """Yield a callback for (done, all so far, seconds left or None); None where no one watches."""
    if not sys.stderr.isatty():
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[left]}"))
    with Progress(*columns, console=Console(stderr=True)) as progress:
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
