"""The pointer `releases/current`, and the steps that make what it points to durable.

`current` is a relative symbolic link to the folder of the last good release. It is replaced by one
rename, so a reader sees the old release or the new one, and a kill at any point leaves one of them.
"""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from extractors.errors import SettingsError

POINTER = "current"
# 20261122T021500Z, and 20261122T021500Z-2 for a second release in the same second
STAMP = re.compile(r"\d{8}T\d{6}Z(-\d+)?")
DATABASE = "equalwork.duckdb"
# The folder of the site in a release.
SITE = "site"
READ_ONLY = 0o444


def current_release(home: Path) -> Path | None:
    """Return the folder of the last good release (never the link itself), or None before the first."""
    pointer = home / "releases" / POINTER
    try:
        folder = pointer.parent / pointer.readlink()
    except OSError:
        return None
    return folder if folder.is_dir() else None


def find_release(home: Path, release: str | Path | None) -> Path:
    """Return the folder of a release given by stamp or path; of the current one when None.

    Raises:
        SettingsError: there is no such release; the message lists those that exist.
    """
    if release is None:
        folder = current_release(home)
        hint = "make a release with `equalwork run` or `equalwork demo`, or set EQUALWORK_HOME"
    else:
        folder = home / "releases" / release
        known = ", ".join(path.name for path in reversed(releases_of(home))) or "none"
        hint = f"releases in {home}: {known}"
    if folder is None or not (folder / DATABASE).is_file():
        raise SettingsError(
            f"there is no {'current release' if release is None else f'release {release}'} in {home}",
            hint=hint,
        )
    return folder


def releases_of(home: Path) -> list[Path]:
    """Return the folders of all complete releases, rejected ones included, oldest first."""
    releases = home / "releases"
    if not releases.is_dir():
        return []
    found = [path for path in releases.iterdir() if STAMP.fullmatch(path.name) and path.is_dir()]
    return sorted(found, key=lambda folder: age_of(folder.name))


def move_pointer(folder: Path) -> None:
    """Make a complete release the current one: atomic, and on the disk when this returns."""
    fresh = folder.parent / f".{POINTER}.{folder.name}"
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(folder.name)
    fresh.replace(folder.parent / POINTER)
    sync_folder(folder.parent)


def seal_tree(folder: Path) -> None:
    """Make every file under a folder read-only and force files and folders onto the disk.

    The pages of the site are forced by one call for the whole machine: asking for each of the 18,000 files
    of 10,000 documents took a minute, the one call half a second.
    """
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            sync_folder(path)
            continue
        if not path.is_relative_to(folder / SITE):
            with path.open("rb") as file:
                os.fsync(file.fileno())
        # A page linked from an earlier release is read-only already.
        if stat.S_IMODE(path.stat().st_mode) != READ_ONLY:
            path.chmod(READ_ONLY)
    os.sync()
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Force the entries of a folder (names, renames) onto the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def age_of(release: str) -> tuple[str, int]:
    """Return what releases are sorted by, oldest first: their stamp, and their number in that second."""
    stamp, _, number = release.partition("-")
    return stamp, int(number or 1)
