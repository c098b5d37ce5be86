"""The releases so far: what each added, changed and removed, how the tables changed, which were rejected.

Three places remember them: the folders of releases, the changelogs that pruning keeps, and the file that
the site before carried. The file makes a night read what is new only, and goes where a release goes alone.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from warehouse.publishing.pointer import STAMP
from warehouse.publishing.prune import CHANGELOG_FOLDER
from warehouse.site.data import Connection, statement
from warehouse.site.notes import fatal_checks, is_rejected, schema_changes

log = logging.getLogger(__name__)
FILE = "data/changelog.json"
KINDS = ("added", "changed", "removed")
# 20261122T021500Z-2: the second release of a second
MOMENT = "%Y%m%dT%H%M%SZ"


class Past(NamedTuple):
    """One release. `changes` has rows by table, then by kind of change; `failed` names the fatal checks."""

    stamp: str
    is_good: bool
    changes: Mapping[str, Mapping[str, int]]
    structure: Sequence[tuple[str, str]]
    failed: Sequence[str]

    @property
    def created(self) -> datetime:
        """When it was made, in UTC."""
        return datetime.strptime(self.stamp.partition("-")[0], MOMENT)

    def rows(self, kind: str) -> int:
        """Return how many rows of all tables were added, changed or removed."""
        return sum(kinds.get(kind, 0) for kinds in self.changes.values())

    def documents(self, kind: str) -> int:
        """Return how many documents were."""
        return self.changes.get("documents", {}).get(kind, 0)


def read_history(con: Connection, release: Path, stamp: str, previous: Path | None) -> list[Past]:
    """Return the releases up to and with the one in a folder, newest first."""
    known = {past.stamp: past for past in _carried(previous) if past.stamp < stamp}
    for name, notes, changes in _remembered(release, stamp):
        if name not in known and notes.is_file():
            known[name] = _past(con, name, notes.read_text("utf-8"), changes)
    return sorted(known.values(), reverse=True)


def history_file(history: Sequence[Past]) -> bytes:
    """Return the history as the next site reads it, and whoever wants it without a browser."""
    return json.dumps([past._asdict() for past in history], ensure_ascii=False, indent=0).encode("utf-8")


def _carried(previous: Path | None) -> Iterator[Past]:
    """Yield what the site before knew; nothing where it has no such file."""
    try:
        found = json.loads((previous / FILE).read_text("utf-8")) if previous else []
    except (OSError, ValueError):
        log.info("no history in %s: it is read from the releases", previous)
        return
    for one in found:
        yield Past(**one | {"structure": [(table, text) for table, text in one["structure"]]})


def _remembered(release: Path, stamp: str) -> Iterator[tuple[str, Path, Path]]:
    """Yield (stamp, notes, table of changes) of this release, of those beside it and of those that are gone."""
    releases = release.parent
    if STAMP.fullmatch(stamp):
        yield stamp, release / "RELEASE.md", release / "changes.parquet"
    for notes in releases.glob("*/RELEASE.md"):
        name = notes.parent.name
        if STAMP.fullmatch(name) and name < stamp:
            yield name, notes, notes.parent / "changes.parquet"
    for notes in (releases / CHANGELOG_FOLDER).glob("*.RELEASE.md"):
        name = notes.name.removesuffix(".RELEASE.md")
        if STAMP.fullmatch(name) and name < stamp:
            yield name, notes, notes.with_name(f"{name}.changes.parquet")


def _past(con: Connection, stamp: str, notes: str, changes: Path) -> Past:
    counts = change_counts(con, changes) if changes.is_file() else {}
    return Past(stamp, not is_rejected(notes), counts, schema_changes(notes), fatal_checks(notes))


def change_counts(con: Connection, file: Path) -> dict[str, dict[str, int]]:
    """Return the rows of a table of changes by table and kind."""
    found: dict[str, dict[str, int]] = {}
    rows: list[tuple[Any, ...]] = con.execute(statement("change_counts"), {"file": str(file)}).fetchall()
    for table, kind, count in rows:
        found.setdefault(table, {})[kind] = count
    return found
