"""What the other files of a release say about it: stamp, downloads, checks, what changed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from warehouse.site.data import Connection


@dataclass(frozen=True)
class ReleaseFacts:
    """Facts of a release; empty where a file is not there (a database file by itself is enough for a site)."""

    stamp: str
    created: str
    resources: Sequence[Mapping[str, Any]] = ()
    checks: Sequence[Mapping[str, Any]] = ()
    licences: Sequence[str] = ()
    # table → kind → rows
    changes: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    # (table, what changed) since the release before
    schema_changes: Sequence[tuple[str, str]] = ()
    notes: str = ""
    changed_documents: Mapping[str, Sequence[str]] = field(default_factory=dict)


def read_facts(con: Connection, release: Path) -> ReleaseFacts:
    """Return the facts of a release folder."""
    package = _json(release / "datapackage.json")
    notes = _text(release / "RELEASE.md")
    changes = release / "changes.parquet"
    return ReleaseFacts(
        stamp=package.get("version", release.name),
        created=package.get("created", ""),
        resources=package.get("resources", []),
        checks=_json(release / "checks.json").get("checks", []),
        licences=[licence["title"] for licence in package.get("licenses", [])],
        changes=_counts(con, changes) if changes.exists() else {},
        schema_changes=schema_changes(notes),
        notes=notes,
        changed_documents=_documents(con, changes) if changes.exists() else {},
    )


def schema_changes(notes: str) -> list[tuple[str, str]]:
    """Return the changes of table structure that release notes tell of."""
    _, _, section = notes.partition("\n## Schema changes\n")
    section = section.partition("\n## ")[0]
    found = []
    for line in section.splitlines():
        # - `documents`: new column `kicker` (VARCHAR)
        table, separator, text = line.removeprefix("- `").partition("`: ")
        if line.startswith("- `") and separator:
            found.append((table, text))
    return found


def _counts(con: Connection, file: Path) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    query = "select table_name, kind, count(*) from read_parquet($file) group by all order by all"
    for table, kind, count in con.execute(query, {"file": str(file)}).fetchall():
        found.setdefault(table, {})[kind] = count
    return found


def _documents(con: Connection, file: Path) -> dict[str, list[str]]:
    """Return the ids of the documents that were added, changed, removed."""
    found: dict[str, list[str]] = {}
    query = (
        "select kind, json_extract_string(row_key, '$.document_id') as id from read_parquet($file) "
        "where table_name = 'documents' order by all"
    )
    for kind, document_id in con.execute(query, {"file": str(file)}).fetchall():
        found.setdefault(kind, []).append(document_id)
    return found


def _json(file: Path) -> dict[str, Any]:
    text = _text(file)
    return json.loads(text) if text else {}


def _text(file: Path) -> str:
    return file.read_text("utf-8") if file.is_file() else ""
