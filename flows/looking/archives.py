"""`equalwork archive`: index, verify, show."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import duckdb

from extractors.collect.archive.archive import archive_verify, read_payload
from extractors.errors import RunFailed
from flows.looking.releases import release_home
from flows.looking.report import print_lines, print_table
from flows.running.executor import LocalExecutor
from flows.running.job import Job, utc_now
from flows.running.reading import index_archive, load_vocabularies
from flows.running.run import open_run
from flows.settings import load_settings
from warehouse.ledger import capture_of
from warehouse.queries import rows_of
from warehouse.store import BUILD_FILE, holder_of


def print_index() -> None:
    """Index the archive's files anew and say how many captures came in."""
    settings = load_settings()
    with open_run(Job(kind="index"), settings, "plain", utc_now) as run:
        load_vocabularies(run, LocalExecutor(1))
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
        RunFailed: when the index knows no such capture, or a run holds it just now.
    """
    settings = load_settings()
    home = release_home(settings)
    rows = _captures(home, capture_id)
    if not rows:
        raise RunFailed(
            f"no capture {capture_id}", hint="`equalwork explain ADDRESS` names a document's captures"
        )
    sys.stdout.buffer.write(read_payload(home / "archive", capture_of(rows[0])))


def _captures(home: Path, capture_id: str) -> list[dict[str, Any]]:
    holder = holder_of(home)
    if holder or not (home / BUILD_FILE).exists():
        raise RunFailed(
            f"the index cannot be asked: {f'held by {holder}' if holder else 'there is none yet'}",
            hint="wait until that run has ended" if holder else "run `equalwork archive index`",
        )
    with duckdb.connect(str(home / BUILD_FILE), read_only=True) as connection:
        connection.execute("set TimeZone = 'UTC'")
        return rows_of(connection, "capture_by_id", capture_id=capture_id)
