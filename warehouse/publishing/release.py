"""Publishes the curated tables as an immutable release and moves the pointer last.

A release is written into `<stamp>.partial`, forced onto the disk and renamed; a kill or a full disk at
any point leaves the last good release current. A release that a fatal check rejects is written all the
same, marked, and not pointed to.
"""

from __future__ import annotations

import json
import logging
import platform
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from extractors.errors import RunFailed
from warehouse.checks import CheckResult
from warehouse.publishing.changes import SchemaChange, TableChange
from warehouse.publishing.croissant import croissant
from warehouse.publishing.database_file import exported_tables, row_counts
from warehouse.publishing.datapackage import Facts, data_package, distinct_licences
from warehouse.publishing.files import digests_of, write_files
from warehouse.publishing.notes import Notes, release_notes
from warehouse.publishing.pointer import current_release, move_pointer, seal_tree, sync_folder
from warehouse.publishing.prune import REJECTED, clear_leftovers, prune_releases

log = logging.getLogger(__name__)
Connection = duckdb.DuckDBPyConnection
# Adds to a release folder before it is sealed: the browsable site, a feed.
Builder = Callable[[Path], None]

__all__ = ["Release", "current_release", "publish_release"]


@dataclass(frozen=True, slots=True)
class Release:
    """A published set. `tables` maps each table to its rows; `is_promoted` says whether it became current."""

    path: Path
    stamp: str
    is_promoted: bool
    tables: Mapping[str, int]
    checks: tuple[CheckResult, ...]
    pruned: tuple[str, ...] = ()


def publish_release(
    con: Connection,
    *,
    home: Path,
    now: datetime,
    run_id: str,
    checks: Sequence[CheckResult],
    builders: Sequence[Builder] = (),
) -> Release:
    """Write a release of the curated tables of a build file and, when no fatal check failed, make it current.

    `now` is aware; the folder is named by it in UTC. Only the holder of the build lock may publish.

    Raises:
        RunFailed: the disk is full or cannot be written; nothing is left behind, the last release is current.
    """
    releases = home / "releases"
    is_promoted = not any(check.is_fatal for check in checks)
    with _disk_failures_told(releases):
        releases.mkdir(parents=True, exist_ok=True)
        clear_leftovers(releases)
        stamp = _free_stamp(releases, now)
        with _folder_made_whole(releases / f"{stamp}.partial", releases / stamp) as partial:
            facts = _facts(con, stamp=stamp, now=now, run_id=run_id, is_promoted=is_promoted)
            rows = _fill(con, partial, facts, current_release(home), checks, builders)
        if is_promoted:
            move_pointer(releases / stamp)
    return Release(releases / stamp, stamp, is_promoted, rows, tuple(checks), _prune(home))


def _fill(
    con: Connection,
    partial: Path,
    facts: Facts,
    previous: Path | None,
    checks: Sequence[CheckResult],
    builders: Sequence[Builder],
) -> dict[str, int]:
    """Write every file of a release and return the rows of its tables."""
    tables = exported_tables(con)
    rows = row_counts(con, tables)
    metadata = {"release": facts.stamp, "run_id": facts.run_id, "licences": "; ".join(facts.licences)}
    files, changes, schema_changes = write_files(con, partial, tables, rows, metadata, previous)
    _write_text(partial / "RELEASE.md", _notes(con, facts, previous, rows, (changes, schema_changes), checks))
    _write_json(partial / "checks.json", _checks_report(facts, checks))
    if not facts.is_promoted:
        _write_text(partial / REJECTED, "".join(f"{check.name}\n" for check in checks if check.is_fatal))
    digests = digests_of(partial)
    _write_json(partial / "datapackage.json", data_package(facts, files, digests))
    _write_json(partial / "croissant.json", croissant(facts, files, digests))
    # Last: what they write tells of the files above, and is described by none of them.
    for build in builders:
        build(partial)
    return rows


@contextmanager
def _folder_made_whole(partial: Path, final: Path) -> Iterator[Path]:
    """Give an empty folder; sealed and renamed when all went well, removed when anything did not."""
    partial.mkdir()
    try:
        yield partial
        seal_tree(partial)
        partial.rename(final)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    sync_folder(final.parent)


@contextmanager
def _disk_failures_told(releases: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, duckdb.Error) as error:
        current = current_release(releases.parent)
        kept = f"the current release is still {current.name}" if current else "there was no release before"
        raise RunFailed(
            f"the release could not be written: {' '.join(str(error).split())}; {kept}",
            hint=f"{_space(releases)}; make room, then run `equalwork publish`",
        ) from error


def _space(folder: Path) -> str:
    try:
        return f"{shutil.disk_usage(folder).free / 1e6:,.0f} MB are free for {folder}"
    except OSError:
        return f"look at {folder}"


def _free_stamp(releases: Path, now: datetime) -> str:
    """Return the name of the new folder: never one that is there, even for two releases in one second."""
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    number, name = 1, stamp
    while (releases / name).exists():
        number += 1
        name = f"{stamp}-{number}"
    return name


def _facts(con: Connection, *, stamp: str, now: datetime, run_id: str, is_promoted: bool) -> Facts:
    versions = {"duckdb": duckdb.__version__, "python": platform.python_version()}
    licences = distinct_licences(_licences(con))
    return Facts(stamp, now.astimezone(UTC), run_id, is_promoted, licences, versions)


def _licences(con: Connection) -> list[tuple[str | None, int]]:
    return _rows_or_none(con, "select licence, count(*) from curated.documents group by all order by all")


def _notes(
    con: Connection,
    facts: Facts,
    previous: Path | None,
    rows: Mapping[str, int],
    changes: tuple[Sequence[TableChange], Sequence[SchemaChange]],
    checks: Sequence[CheckResult],
) -> str:
    accuracy = _rows_or_none(
        con,
        "select site_generation, field, labelled_count, precision, recall "
        "from curated.field_accuracy order by all",
    )
    notes = Notes(
        facts=facts,
        previous=previous.name if previous else None,
        rows=rows,
        changes=changes[0],
        schema_changes=changes[1],
        checks=checks,
        accuracy=accuracy,
        licences=_licences(con),
    )
    return release_notes(notes)


def _rows_or_none(con: Connection, query: str) -> list[Any]:
    """Return the rows of a query; none when its table or column is not there (a check tells of that)."""
    try:
        return con.execute(query).fetchall()
    except (duckdb.CatalogException, duckdb.BinderException):
        return []


def _checks_report(facts: Facts, checks: Sequence[CheckResult]) -> dict[str, Any]:
    return {
        "release": facts.stamp,
        "run_id": facts.run_id,
        "is_promoted": facts.is_promoted,
        "checks": [asdict(check) for check in checks],
    }


def _write_text(file: Path, text: str) -> None:
    file.write_text(text, "utf-8")


def _write_json(file: Path, value: Mapping[str, Any]) -> None:
    _write_text(file, json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def _prune(home: Path) -> tuple[str, ...]:
    """Prune by the rule; what cannot be removed today is tried again with the next release."""
    try:
        return tuple(prune_releases(home))
    except OSError as error:
        log.warning("old releases could not be pruned: %s", error)
        return ()
