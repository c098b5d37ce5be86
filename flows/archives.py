"""`equalwork archive`: index, verify, show."""

from __future__ import annotations

import sys

from extractors.collect.archive import archive_verify, read_payload
from extractors.errors import RunFailed
from flows.executor import LocalExecutor
from flows.job import Job, utc_now
from flows.reading import index_archive
from flows.report import print_lines, print_table
from flows.run import open_run
from flows.settings import load_settings
from warehouse.ledger import capture_of
from warehouse.queries import rows_of


def print_index() -> None:
    """Index the archive's files anew and say how many captures came in."""
    settings = load_settings()
    with open_run(Job(kind="publish"), settings, "plain", utc_now) as run:
        index_archive(run, LocalExecutor(1))
        print_lines([f"{run.summary.capture_count} new capture(s) indexed from {settings.archive}"])


def print_verification() -> int:
    """Check every record of the archive; print what is wrong and return the exit code."""
    settings = load_settings()
    problems = list(archive_verify(settings.archive))
    if not problems:
        print_lines([f"every record of {settings.archive} is whole"])
        return 0
    print_table("damaged records", ("problem",), [(str(problem),) for problem in problems])
    return 1


def write_payload(capture_id: str) -> None:
    """Write the stored bytes of a capture to standard output.

    Raises:
        RunFailed: when the index knows no such capture.
    """
    settings = load_settings()
    with open_run(Job(kind="publish"), settings, "plain", utc_now) as run:
        rows = rows_of(run.con, "capture_by_id", capture_id=capture_id)
    if not rows:
        raise RunFailed(
            f"no capture {capture_id}", hint="`equalwork explain ADDRESS` names a document's captures"
        )
    sys.stdout.buffer.write(read_payload(settings.archive, capture_of(rows[0])))
