"""What a release is made from, as digests that lie in the release itself.

A release is made from the contents of the warehouse, the vocabularies, the source files, the code and a few
settings. Whoever has the release can so judge whether it is still what would be made: this machine, another one
that fetched it, a run on a shared warehouse.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import duckdb

from flows.settings import PROJECT, Settings, package_version
from warehouse.queries import rows_of

MADE_FROM = "made_from.json"
ROOMS = ("extractors", "flows", "transforms", "warehouse")


def made_from(con: duckdb.DuckDBPyConnection, settings: Settings) -> dict[str, str]:
    """Return the digest of each part that a release is made from."""
    parts = {row["part"]: row["digest"] for row in rows_of(con, "release_inputs")}
    return parts | {
        "code": code_digest(),
        "equalwork": package_version(),
        "duckdb": duckdb.__version__,
        "site_address": settings.site_address,
    }


def code_digest(project: Path = PROJECT) -> str:
    """Return the digest of the code, the vocabularies, the models, the checks and their floors."""
    files = sorted(
        path
        for room in ROOMS
        for path in (project / room).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    )
    digest = hashlib.sha256()
    for path in files:
        digest.update(f"{path.relative_to(project).as_posix()}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def write_made_from(folder: Path, parts: Mapping[str, str]) -> None:
    """Write into a release what it was made from."""
    (folder / MADE_FROM).write_text(json.dumps(parts, indent=1, sort_keys=True) + "\n", "utf-8")


def read_made_from(release: Path) -> dict[str, str] | None:
    """Return what a release was made from; None when it does not say so."""
    try:
        parts: dict[str, str] = json.loads((release / MADE_FROM).read_text("utf-8"))
    except FileNotFoundError:
        return None
    return parts
