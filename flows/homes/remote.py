"""A run whose home lies on object storage: its working copy is filled before and stored after."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from flows.homes.storage import Storage
from flows.running.run import Run

log = logging.getLogger(__name__)


@contextmanager
def kept_remotely(run: Run) -> Iterator[None]:
    """Fill the working copy of a run's home before the block and store what came after it.

    The archive is stored also when the block fails: it is the only copy. Does nothing for a local home.
    """
    if not run.settings.remote:
        yield
        return
    storage = Storage(run.settings.remote, run.settings.home)
    log.info("%d WARC file(s) fetched", storage.pull_archive(), extra={"run": run.run_id})
    storage.pull_release()
    try:
        yield
    finally:
        if not run.job.dry_run:
            log.info("%d WARC file(s) stored", storage.push_archive(), extra={"run": run.run_id})
    if run.summary.release is not None:
        storage.push_release(run.summary.release)
        pruned = storage.prune_releases()
        log.info("%d old release(s) removed from the storage", len(pruned), extra={"run": run.run_id})
