"""The order of the stages, written once. Whoever runs it (terminal, Prefect, Dask) brings the executor.

Everything after `collect` works on the archive alone: a run that died anywhere is finished by the next
one, which indexes what the archive holds and reads what was not yet read.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from flows.homes.remote import kept_remotely
from flows.running import collecting, filling, publishing, reading, standing
from flows.running.executor import Executor
from flows.running.job import Clock, Job, RunSummary, utc_now
from flows.running.run import Run, open_run
from flows.settings import Settings
from flows.watching.progress import Progress, Watched, no_progress
from flows.watching.telling import tell

log = logging.getLogger(__name__)
Stage = Callable[[Run, Executor], None]

STAGES: dict[str, tuple[Stage, ...]] = {
    "run": (
        reading.load_vocabularies,
        collecting.recover_archive,
        # What a killed run stored is known before anything is asked: only what is missing is asked again.
        reading.index_archive,
        collecting.collect_sources,
        reading.index_archive,
        reading.read_pending,
        collecting.withdraw_vanished,
        standing.let_release_stand,
        publishing.curate_tables,
        publishing.check_tables,
        publishing.publish_tables,
    ),
    "backfill": (
        reading.load_vocabularies,
        collecting.recover_archive,
        filling.fill_from_archives,
        reading.index_archive,
        reading.read_pending,
        publishing.curate_tables,
        publishing.check_tables,
        publishing.publish_tables,
    ),
    "rebuild": (
        collecting.recover_archive,
        reading.empty_warehouse,
        reading.load_vocabularies,
        reading.index_archive,
        reading.read_pending,
        reading.report_unused,
        publishing.curate_tables,
        publishing.check_tables,
        publishing.publish_tables,
    ),
    "reread": (
        reading.reread_all,
        reading.load_vocabularies,
        publishing.curate_tables,
        publishing.check_tables,
        publishing.publish_tables,
    ),
    "publish": (
        reading.load_vocabularies,
        publishing.curate_tables,
        publishing.check_tables,
        publishing.publish_tables,
    ),
}
STAGES["demo"] = STAGES["backfill"]
# A dry run ends behind the stage that shows what would be done.
DRY_STAGES = (collecting.collect_sources, reading.reread_all)


def run_job(
    job: Job,
    settings: Settings,
    executor: Executor,
    clock: Clock = utc_now,
    progress: Progress = no_progress,
) -> RunSummary:
    """Run every stage of a job and return its summary; the run's row in `ops.runs` says how it ended.

    However it ended, the operator is told: metrics, and alerts of what is no longer as it was.

    Raises:
        EqualworkError: when the run could not be finished; the last good release is still current.
    """
    run = open_run(job, settings, executor.name, clock)
    try:
        return _run_stages(run, Watched(executor, progress), progress)
    finally:
        tell(run.summary, job, settings)


def _run_stages(run: Run, executor: Executor, progress: Progress) -> RunSummary:
    stages = STAGES[run.job.kind]
    with run, kept_remotely(run):
        for number, stage in enumerate(stages):
            log.info("stage %s", stage.__name__, extra={"run": run.run_id})
            progress(stage.__name__.replace("_", " "), number, len(stages))
            stage(run, executor)
            if run.job.dry_run and stage in DRY_STAGES:
                run.summary.outcome = "dry_run"
                break
            if run.summary.stands:
                log.info("nothing new: %s stands", run.summary.stands.name, extra={"run": run.run_id})
                break
        if run.damage:
            raise run.damage
        return run.summary
