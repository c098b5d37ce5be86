"""The rule by which old releases go.

Kept are the 30 newest, the first good one of each month, and always the current one. Of a release
that goes, the notes and the change table stay in `releases/changelog/`.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Sequence
from pathlib import Path

from warehouse.publishing.pointer import POINTER, current_release, releases_of

KEPT_NEWEST = 30
REJECTED = "REJECTED"
CHANGELOG_FOLDER = "changelog"
CHANGELOG = ("RELEASE.md", "changes.parquet")
# What a kill can leave behind: a half-written release, a half-pruned one, a link not yet renamed.
LEFTOVERS = ("*.partial", "*.pruned", f".{POINTER}.*")


def prune_releases(home: Path, keep: int = KEPT_NEWEST) -> list[str]:
    """Remove the releases that the rule does not keep and return their stamps, oldest first."""
    current = current_release(home)
    folders = {folder.name: folder for folder in releases_of(home)}
    rejected = {name for name, folder in folders.items() if (folder / REJECTED).exists()}
    names = doomed_releases(list(folders), rejected, keep)
    doomed = [folders[name] for name in names if folders[name] != current]
    for folder in doomed:
        _keep_changelog(folder)
        gone = folder.rename(folder.with_name(f"{folder.name}.pruned"))
        shutil.rmtree(gone)
    return [folder.name for folder in doomed]


def doomed_releases(stamps: Sequence[str], rejected: Collection[str], keep: int = KEPT_NEWEST) -> list[str]:
    """Return those of the releases (oldest first) that are neither among the newest nor first good of a month."""
    firsts: dict[str, str] = {}
    for stamp in stamps:
        if stamp not in rejected:
            firsts.setdefault(stamp[:6], stamp)
    kept = {*firsts.values(), *stamps[-keep:]}
    return [stamp for stamp in stamps if stamp not in kept]


def clear_leftovers(releases: Path) -> None:
    """Remove what a killed run left half-done. Only the holder of the build lock may call this."""
    for pattern in LEFTOVERS:
        for path in releases.glob(pattern):
            if path.is_symlink():
                path.unlink()
            else:
                shutil.rmtree(path)


def _keep_changelog(folder: Path) -> None:
    changelog = folder.parent / CHANGELOG_FOLDER
    changelog.mkdir(exist_ok=True)
    for name in CHANGELOG:
        if (folder / name).is_file():
            shutil.copyfile(folder / name, changelog / f"{folder.name}.{name}")
