"""What the other files of a release say about it: stamp, downloads, checks, what changed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from warehouse.site.data import Connection, statement
from warehouse.site.history import Past, read_history


@dataclass(frozen=True)
class ReleaseFacts:
    """Facts of a release; empty where a file is not there (a database file by itself is enough for a site)."""

    stamp: str
    created: str
    resources: Sequence[Mapping[str, Any]] = ()
    checks: Sequence[Mapping[str, Any]] = ()
    licences: Sequence[str] = ()
    # This release and those before it, newest first.
    history: Sequence[Past] = ()
    changed_documents: Mapping[str, Sequence[str]] = field(default_factory=dict)


def read_facts(con: Connection, release: Path, previous: Path | None = None) -> ReleaseFacts:
    """Return the facts of a release folder; `previous` is the site of the release before."""
    package = _json(release / "datapackage.json")
    stamp = package.get("version", release.name)
    changes = release / "changes.parquet"
    return ReleaseFacts(
        stamp=stamp,
        created=package.get("created", ""),
        resources=package.get("resources", []),
        checks=_json(release / "checks.json").get("checks", []),
        licences=[licence["title"] for licence in package.get("licenses", [])],
        history=read_history(con, release, stamp, previous),
        changed_documents=_documents(con, changes) if changes.exists() else {},
    )


def _documents(con: Connection, file: Path) -> dict[str, list[str]]:
    """Return the ids of the documents that were added, changed, removed."""
    found: dict[str, list[str]] = {}
    for kind, document_id in con.execute(statement("changed_documents"), {"file": str(file)}).fetchall():
        found.setdefault(kind, []).append(document_id)
    return found


def _json(file: Path) -> dict[str, Any]:
    text = _text(file)
    return json.loads(text) if text else {}


def _text(file: Path) -> str:
    return file.read_text("utf-8") if file.is_file() else ""
