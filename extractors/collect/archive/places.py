"""Where WARC files from elsewhere are kept: unchanged in `imported/`, with a sidecar of what we know of them.

The file is copied there (or referred to by a symbolic link) under the first digits of its digest. The
sidecar is a WARC of `metadata` records, one a capture, with the place of the response and what we
decided about it. So foreign bytes stay as they came, and the index is still read from files alone. A
later import that finds more captures in the same file (another source covers them now) keeps them
under a second name of the file, with a second sidecar: nothing written is ever written over.
"""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path
from typing import IO, Self

from extractors.collect.archive.files import RecordFile, disk
from extractors.collect.archive.members import BLOCK, good_length, holds_one_record, is_gzip
from extractors.collect.archive.reading import IMPORTED, SIDECAR, captures_of, damaged
from extractors.collect.archive.writing import metadata_member
from extractors.errors import ArchiveDamaged, RunFailed
from extractors.model import Capture

Key = tuple[str, str]


class ImportedFile:
    """One foreign file on its way into the archive; a context manager that closes its sidecar.

    `path` is what to read the records from, `name` the `archive_file` of captures that are new, and
    `damage` what is wrong behind the whole records (None where reading will say so itself).
    """

    def __init__(self, file: Path, folder: Path, copy: bool) -> None:
        length, count, problem = good_length(file)
        self.damage = damaged(file, length, count, problem) if problem else None
        if not count:
            raise self.damage or damaged(file, 0, 0, "the file is empty")
        self._imported = folder / IMPORTED
        self._digest = _digest(file)[:16]
        sidecars = sorted(self._imported.glob(f"{self._digest}*{SIDECAR}"))
        self._kept: set[Key] = set()
        self._known: dict[Key, Capture] = {_key(c): c for s in sidecars for c in captures_of(s, s.name)}
        self._sidecar: RecordFile | None = None
        self._stored = self._store(file, length) if copy else self._refer(file)
        self._new = self._numbered(len(sidecars) + 1)
        self.path = self._stored if copy else file
        self.name = f"{IMPORTED}/{self._new.name}"
        self.damage = self.damage if copy else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._sidecar is not None:
            self._sidecar.seal()

    def keep(self, capture: Capture) -> Capture:
        """Store what is known of a capture, once, and return it as it was first imported."""
        key = _key(capture)
        old = self._known.get(key)
        if old is not None or key in self._kept:
            return old or capture
        if self._sidecar is None:
            self._link_new_name()
            self._sidecar = RecordFile(_sidecar_of(self._new), is_scratch=True)
        self._sidecar.write(metadata_member(capture))
        self._kept.add(key)
        return capture

    def _store(self, file: Path, length: int) -> Path:
        """The copy of a file up to its last whole record; one packed as a whole is unpacked."""
        is_packed_whole = is_gzip(file) and not holds_one_record(file)
        name = file.name.removesuffix(".gz") if is_packed_whole else file.name
        target = self._existing() or self._imported / f"{self._digest}-{name}"
        if target.exists() and not target.is_symlink():
            return target
        with gzip.open(file) if is_packed_whole else file.open("rb") as stream:
            _copy(stream, target, None if is_packed_whole else length)
        return target

    def _refer(self, file: Path) -> Path:
        """The link to a file that stays where it is; a copy made before serves instead."""
        if is_gzip(file) and not holds_one_record(file):
            raise ArchiveDamaged(f"{file}: packed as a whole, not record by record", hint="import it by copy")
        target = self._existing() or self._imported / f"{self._digest}-{file.name}"
        if not target.exists():
            with disk(self._imported):
                self._imported.mkdir(parents=True, exist_ok=True)
                target.unlink(missing_ok=True)
                target.symlink_to(file.resolve())
        return target

    def _existing(self) -> Path | None:
        found = sorted(self._imported.glob(f"{self._digest}-*"))
        return next((file for file in found if not file.name.endswith(SIDECAR)), None)

    def _numbered(self, number: int) -> Path:
        name = self._stored.name.removeprefix(f"{self._digest}-")
        return self._stored if number == 1 else self._imported / f"{self._digest}.{number}-{name}"

    def _link_new_name(self) -> None:
        if not self._new.exists():
            with disk(self._imported):
                self._new.unlink(missing_ok=True)
                self._new.symlink_to(self._stored.name)


def _key(capture: Capture) -> Key:
    return capture.capture_id, capture.source_id


def _sidecar_of(file: Path) -> Path:
    return file.with_name(file.name.removesuffix(".gz").removesuffix(".warc") + SIDECAR)


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _copy(stream: IO[bytes] | gzip.GzipFile, target: Path, length: int | None) -> None:
    copy = RecordFile(target, is_scratch=True)
    try:
        while block := stream.read(BLOCK if length is None else min(BLOCK, length)):
            copy.write(block)
            length = None if length is None else length - len(block)
    except (RunFailed, OSError):
        copy.discard()
        raise
    copy.seal()
