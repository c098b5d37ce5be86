"""A WARC file while it grows: `.open` and locked until it is closed, whole up to the last record.

Each record reaches the operating system before its place is returned, so a killed run loses at most
the record it was writing; `archive_recover` cuts that torn tail and closes the file.
"""

from __future__ import annotations

import fcntl
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from extractors.collect.archive.members import good_length
from extractors.errors import RunFailed

LOG = logging.getLogger(__name__)
OPEN = ".open"


class RecordFile:
    """Appends records to one new file. `final` is the path it has after `seal`.

    The file is made under `<final>.open` and locked, so that a recovery leaves it alone; an `is_scratch`
    file has a name that recovery does not look at, and a kill leaves nothing of it.
    """

    def __init__(self, final: Path, *, is_scratch: bool = False) -> None:
        self.final = final
        with disk(final.parent):
            final.parent.mkdir(parents=True, exist_ok=True)
            # Locked before it has the name that `archive_recover` looks for.
            self._path = final.with_name(f".{final.name}.{os.getpid()}")
            self._stream: IO[bytes] = self._path.open("wb", buffering=0)
            fcntl.flock(self._stream, fcntl.LOCK_EX)
            if not is_scratch:
                self._path = self._path.rename(final.with_name(final.name + OPEN))

    @property
    def size(self) -> int:
        """Bytes written so far: the offset of the next record."""
        return self._stream.tell()

    def write(self, member: bytes) -> int:
        """Append one record whole or not at all, and return its offset.

        Raises:
            RunFailed: the disk does not take it; the file is as it was before.
        """
        offset = self._stream.tell()
        with disk(self.final.parent):
            try:
                _write_all(self._stream, member)
            except OSError:
                self._stream.truncate(offset)
                self._stream.seek(offset)
                raise
        return offset

    def seal(self) -> Path:
        """Make the file durable, give it its final name and return that."""
        return _seal(self._stream, self._path, self.final)

    def discard(self) -> None:
        """Remove the file."""
        self._path.unlink(missing_ok=True)
        self._stream.close()


def archive_recover(folder: Path) -> list[Path]:
    """Close the files that killed runs left open, cut at their last whole record; return them.

    Files that a living writer holds are left alone. Nothing complete is lost.
    """
    for scratch in folder.glob("**/.*.warc*.*"):
        _drop(scratch)
    return [path for path in (_recover(file) for file in sorted(folder.glob(f"**/*{OPEN}"))) if path]


def _write_all(stream: IO[bytes], data: bytes) -> None:
    # A write that fills the disk may take a part and say so only by its count.
    view = memoryview(data)
    while view:
        view = view[stream.write(view) :]


def _seal(stream: IO[bytes], path: Path, final: Path) -> Path:
    with disk(path.parent):
        stream.flush()
        os.fsync(stream.fileno())
        path.rename(final)
        stream.close()
        _sync_folder(path.parent)
    return final


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _drop(scratch: Path) -> None:
    """Remove what a killed import left half written under a name of its own."""
    with scratch.open("rb") as stream:
        if _is_held(stream):
            return
        scratch.unlink(missing_ok=True)


def _is_held(stream: IO[bytes]) -> bool:
    """Lock a file; true where a living writer holds it."""
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    return False


def _recover(path: Path) -> Path | None:
    try:
        stream = path.open("r+b")
    except PermissionError:
        LOG.warning("%s: left open by a run, and cannot be closed without leave to write", path)
        return None
    with stream:
        if _is_held(stream):
            return None
        length, count, problem = good_length(path)
        if not count:
            path.unlink()
            return None
        if problem:
            LOG.warning("%s: cut at byte %d behind %d whole records: %s", path, length, count, problem)
            stream.truncate(length)
        return _seal(stream, path, path.with_name(path.name.removesuffix(OPEN)))


@contextmanager
def disk(folder: Path) -> Iterator[None]:
    """Turn a disk that is full or cannot be written into an error that says so."""
    try:
        yield
    except OSError as error:
        raise RunFailed(
            f"the archive in {folder} cannot be written: {error.strerror or error}",
            hint="free space or mend the permissions, then run again: everything stored so far is whole",
        ) from error
