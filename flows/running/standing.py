"""A night that brought nothing new: the current release stands, and no other is made.

What such a night still learns (a 304, a page that is still gone) changes no value. `equalwork status` tells
it; the release keeps what it says of when things were last seen, for a week at most.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flows.running.executor import Executor
from flows.running.made_from import made_from, read_made_from
from flows.running.publishing import check_context, counts
from flows.running.run import Run
from warehouse import open_release
from warehouse.checks import CheckResult, checks_of_runs, load_checks, run_checks
from warehouse.publishing.pointer import current_release

# Half a day less, as for a weekly source: a night that starts early is still the night of the week.
OLDEST = timedelta(days=6, hours=12)
STAMP = "%Y%m%dT%H%M%SZ"


def let_release_stand(run: Run, executor: Executor) -> None:
    """End the run here when the current release still stands; else the stages behind this one make another.

    How the run went is checked all the same. A fatal check makes a release of it, which is then rejected.
    """
    run.keep_the_turn()
    release = current_release(run.settings.home)
    if release is None or not still_stands(run, release):
        return
    checks = executor.stage("check", lambda: _check_run(run))
    if any(check.is_fatal for check in checks):
        return
    load_checks(run.con, checks, run_id=run.run_id, now=run.clock())
    run.summary.stands = run.summary.current = release
    run.summary.checks = _with_checks_of(release, checks)
    _count(run)


def still_stands(run: Run, release: Path) -> bool:
    """Whether a release was made from what there is now, and not too long ago."""
    if run.clock() - _released_at(release) >= OLDEST:
        return False
    return read_made_from(release) == made_from(run.con, run.settings)


def _released_at(release: Path) -> datetime:
    return datetime.strptime(release.name.partition("-")[0], STAMP).replace(tzinfo=UTC)


def _check_run(run: Run) -> list[CheckResult]:
    """Check how the run went, against the tables of the release: they are what the build file would give."""
    with open_release(run.settings.home) as release:
        return run_checks(release, context=check_context(run, previous=None), checks=checks_of_runs())


def _with_checks_of(release: Path, checks: Sequence[CheckResult]) -> list[CheckResult]:
    """Return the results that a release was made with, those of this run in the place of its own."""
    stored = json.loads((release / "checks.json").read_text("utf-8"))["checks"]
    results = {each["name"]: CheckResult(**each | {"rows": tuple(each["rows"])}) for each in stored}
    return list((results | {check.name: check for check in checks}).values())


def _count(run: Run) -> None:
    """Fill in what the release holds, as a run that publishes does."""
    run.summary.captures_by_verdict = counts(run.con, "captures_by_verdict")
    with open_release(run.settings.home) as release:
        run.summary.documents_by_type = counts(release, "documents_by_type")
