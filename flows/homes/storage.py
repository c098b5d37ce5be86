"""A home on object storage: a local working copy, filled at the start of a run and pushed at its end.

WARC files and releases never change once they are closed, so a file that is there with the same size is
the same file. The pointer is an object of its own, written last: a reader finds the release of before or
the new one, whole. The build file stays where it is; it can be made again from the archive.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from extractors.errors import RunFailed, SettingsError
from warehouse.publishing.pointer import POINTER, STAMP, age_of, current_release, move_pointer
from warehouse.publishing.prune import CHANGELOG, KEPT_NEWEST, REJECTED, doomed_releases

ARCHIVE, RELEASES = "archive", "releases"
CLOSED = ("*.warc", "*.warc.gz")


class Storage:
    """The home at a remote address, and the folder that is its working copy."""

    def __init__(self, address: str, home: Path) -> None:
        """Raises SettingsError when the address cannot be used or needs a package that is not installed."""
        try:
            from fsspec.core import url_to_fs

            self._files, self._root = url_to_fs(address)  # type: ignore[no-untyped-call]
        except (ImportError, ValueError) as error:
            raise SettingsError(
                f"{address} cannot be used as a home: {error}",
                hint="install the extra: pip install 'equalwork[scale]'",
            ) from None
        self._address = address
        self._home = home
        self._folders: set[str] = set()

    def pull_archive(self) -> int:
        """Fetch the WARC files that the working copy lacks; return how many."""
        with self._failures_told("read"):
            missing = self._differing(self._remote_sizes(ARCHIVE), self._local_sizes(ARCHIVE))
            for name in missing:
                self._fetch(name)
        return len(missing)

    def pull_release(self) -> str | None:
        """Fetch the current release and point to it; return its stamp, or None when there is none yet."""
        with self._failures_told("read"):
            stamp = self._pointer()
            if stamp is None:
                return None
            current = current_release(self._home)
            if current is None or current.name != stamp:
                folder = f"{RELEASES}/{stamp}"
                for name in self._differing(self._remote_sizes(folder), self._local_sizes(folder)):
                    self._fetch(name)
                move_pointer(self._home / RELEASES / stamp)
        return stamp

    def push_archive(self) -> int:
        """Store the closed WARC files that the remote home lacks; return how many."""
        with self._failures_told("written"):
            closed = {
                path.relative_to(self._home).as_posix(): path.stat().st_size
                for pattern in CLOSED
                for path in (self._home / ARCHIVE).rglob(pattern)
                if not path.name.startswith(".")
            }
            missing = self._differing(closed, self._remote_sizes(ARCHIVE))
            for name in missing:
                self._store(name)
        return len(missing)

    def push_release(self, folder: Path) -> None:
        """Store a release; when it is the current one of the working copy, point to it, last of all."""
        with self._failures_told("written"):
            place = f"{RELEASES}/{folder.name}"
            for name in self._differing(self._local_sizes(place), self._remote_sizes(place)):
                self._store(name)
            if current_release(self._home) == folder:
                self._files.pipe_file(self._path(f"{RELEASES}/{POINTER}"), folder.name.encode("ascii"))

    def prune_releases(self, keep: int = KEPT_NEWEST) -> list[str]:
        """Remove the releases that the rule of the home does not keep, and return their stamps, oldest first.

        Notes and change tables stay in `releases/changelog/`. The release that is pointed to is never removed,
        and of the archive nothing is.
        """
        with self._failures_told("pruned"):
            stamps, rejected = self._stored_releases()
            doomed = [stamp for stamp in doomed_releases(stamps, rejected, keep) if stamp != self._pointer()]
            for stamp in doomed:
                self._keep_changelog(stamp)
                self._files.rm(self._path(f"{RELEASES}/{stamp}"), recursive=True)
        return doomed

    def _stored_releases(self) -> tuple[list[str], set[str]]:
        """Return the stamps of the stored releases, oldest first, and those that are marked as rejected."""
        places = [name.split("/") for name in self._remote_sizes(RELEASES)]
        files = [(place[1], place[2:]) for place in places if STAMP.fullmatch(place[1])]
        stamps = sorted({stamp for stamp, _ in files}, key=age_of)
        return stamps, {stamp for stamp, rest in files if rest == [REJECTED]}

    def _keep_changelog(self, stamp: str) -> None:
        self._files.makedirs(self._path(f"{RELEASES}/changelog"), exist_ok=True)
        for name in CHANGELOG:
            kept, source = f"{RELEASES}/changelog/{stamp}.{name}", self._path(f"{RELEASES}/{stamp}/{name}")
            if self._files.exists(source):
                self._files.cp_file(source, self._path(kept))

    def _pointer(self) -> str | None:
        try:
            text = (
                self._files.cat_file(self._path(f"{RELEASES}/{POINTER}")).decode("ascii", "replace").strip()
            )
        except FileNotFoundError:
            return None
        if not STAMP.fullmatch(text):
            raise RunFailed(
                f"{self._address}/{RELEASES}/{POINTER} does not hold the name of a release: {text[:40]!r}",
                hint="write the name of the last good release into it",
            )
        return str(text)

    def _remote_sizes(self, folder: str) -> dict[str, int]:
        self._files.invalidate_cache()
        found: dict[str, Any] = self._files.find(self._path(folder), detail=True)
        start = len(self._root.rstrip("/")) + 1
        return {path[start:]: entry["size"] for path, entry in found.items()}

    def _local_sizes(self, folder: str) -> dict[str, int]:
        files = (path for path in (self._home / folder).rglob("*") if path.is_file())
        return {path.relative_to(self._home).as_posix(): path.stat().st_size for path in files}

    def _differing(self, wanted: dict[str, int], there: dict[str, int]) -> list[str]:
        return [name for name, size in sorted(wanted.items()) if there.get(name) != size]

    def _fetch(self, name: str) -> None:
        target = self._home / name
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = target.with_name(f".{target.name}.fetching")
        self._files.get_file(self._path(name), str(partial))
        partial.replace(target)

    def _store(self, name: str) -> None:
        path = self._path(name)
        parent = path.rpartition("/")[0]
        if parent not in self._folders:
            # Object storage has no folders; where there are some (a mounted share), they are made.
            self._files.makedirs(parent, exist_ok=True)
            self._folders.add(parent)
        self._files.put_file(str(self._home / name), path)

    def _path(self, name: str) -> str:
        return f"{self._root.rstrip('/')}/{name}"

    @contextmanager
    def _failures_told(self, what: str) -> Iterator[None]:
        try:
            yield
        except _storage_errors() as error:
            raise RunFailed(
                f"{self._address} could not be {what}: {' '.join(str(error).split())}",
                hint="look at the address, the credentials and the network; what was collected lies in "
                f"{self._home} and is stored by the next run",
            ) from error


def _storage_errors() -> tuple[type[Exception], ...]:
    """What a storage may raise: not every failure of S3's client comes as an OSError."""
    try:
        from botocore.exceptions import BotoCoreError, ClientError  # type: ignore[import-untyped]
    except ImportError:
        return (OSError,)
    return OSError, BotoCoreError, ClientError
