"""WARC files from elsewhere (web archives, Common Crawl, a colleague's crawl) made part of the archive.

The file itself is copied unchanged into `imported/` (or left where it is); beside it stands a small
WARC of `metadata` records, one a capture, with the place of each response and what we decided about
it. So foreign bytes stay as they came, and the index is still read from files alone.
"""

from __future__ import annotations

import gzip
import hashlib
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from extractors.addresses import canonical_url
from extractors.collect.archive_files import RecordFile
from extractors.collect.archive_foreign import Decide, Foreign, ForeignReader
from extractors.collect.archive_members import BLOCK, good_length, holds_one_record, is_gzip
from extractors.collect.archive_reading import IMPORTED, SIDECAR, captures_of, damaged, whole_records
from extractors.collect.archive_writing import metadata_member
from extractors.errors import ArchiveDamaged, RunFailed
from extractors.model import Capture, Route
from extractors.sources import Source, choose_source

LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an imported file is read from, how captures name it, and what was wrong with it."""

    file: Path
    name: str
    sidecar: Path
    damage: ArchiveDamaged | None


def archive_import(
    paths: Sequence[Path],
    folder: Path,
    sources: Mapping[str, Source],
    *,
    source_id: str | None,
    run_id: str,
    copy: bool = True,
    route: Route = Route.WARC,
    decide: Decide | None = None,
) -> Iterator[Capture]:
    """Yield every capture of some WARC files, new or imported before, and make them part of the archive.

    `paths` are files, folders or globs. Without `source_id` the source is chosen by address, and
    captures that no source covers are left out (and counted in the log). Records that we wrote
    ourselves keep run, route and verdict; for others `decide` (`decide_verdict`) judges.
    Importing again gives the same captures and writes nothing new.

    Raises:
        ArchiveDamaged: after everything whole was imported, naming each damaged file, the offset, and
            how many records were kept.
        RunFailed: there is no such file, or the disk does not take the copy.
    """
    reader = ForeignReader(folder, run_id, route, decide)
    damages: list[ArchiveDamaged] = []
    for file in warc_files(paths):
        try:
            place = _place(file, folder, copy)
            damages += [place.damage] if place.damage else []
            yield from _import_file(place, reader, sources, source_id)
        except ArchiveDamaged as error:
            damages.append(error)
    if damages:
        raise _all_of(damages)


def warc_files(paths: Sequence[Path]) -> list[Path]:
    """Return the files that paths, folders and globs name, in order, each once.

    Raises:
        RunFailed: one of them names no file.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            files = sorted(f for f in path.rglob("*") if f.name.endswith((".warc", ".warc.gz")))
        else:
            files = [path] if path.exists() else _globbed(path)
        if not files:
            raise RunFailed(
                f"{path}: no WARC file here", hint="give a .warc or .warc.gz file, a folder or a glob"
            )
        found |= dict.fromkeys(files)
    return list(found)


def _globbed(pattern: Path) -> list[Path]:
    start = Path(pattern.anchor or ".")
    return sorted(file for file in start.glob(str(pattern.relative_to(pattern.anchor))) if file.is_file())


def _import_file(
    place: _Place, reader: ForeignReader, sources: Mapping[str, Source], source_id: str | None
) -> Iterator[Capture]:
    known = _known(place.sidecar)
    left_out = 0
    with _Sidecar(place.sidecar, known) as sidecar:
        for foreign, offset, length in whole_records(place.file, reader.take):
            if foreign is None:
                continue
            source = source_id or _source_of(foreign, sources)
            if source is None:
                left_out += 1
                continue
            capture = reader.capture(foreign, source, place.name, offset, length)
            yield sidecar.keep(capture)
    if left_out:
        LOG.warning("%s: %d captures left out: no source covers their addresses", place.file, left_out)


class _Sidecar:
    """Collects the captures of one imported file; an earlier one is replaced only when there is news."""

    def __init__(self, path: Path, known: dict[tuple[str, str], Capture]) -> None:
        self._path = path
        self._known = known
        self._kept: set[tuple[str, str]] = set()
        self._has_news = False
        self._file = RecordFile(path, is_scratch=True)

    def __enter__(self) -> _Sidecar:
        return self

    def keep(self, capture: Capture) -> Capture:
        """Return the capture as first imported."""
        key = (capture.capture_id, capture.source_id)
        old = self._known.get(key)
        kept = _merged(old, capture) if old else capture
        if key not in self._kept:
            self._kept.add(key)
            self._has_news |= kept is not old
            self._file.write(metadata_member(kept))
        return kept

    def __exit__(self, *_: object) -> None:
        if not self._has_news:
            self._file.discard()
            return
        for key, capture in self._known.items():
            if key not in self._kept:
                self._file.write(metadata_member(capture))
        self._file.seal()


def _merged(old: Capture, new: Capture) -> Capture:
    """The first import stands; only a copy made since takes the place of a reference."""
    if old.archive_file == new.archive_file or Path(new.archive_file).is_absolute():
        return old
    place = (new.archive_file, new.archive_offset, new.archive_length)
    return replace(old, archive_file=place[0], archive_offset=place[1], archive_length=place[2])


def _known(sidecar: Path) -> dict[tuple[str, str], Capture]:
    if not sidecar.exists():
        return {}
    return {(c.capture_id, c.source_id): c for c in captures_of(sidecar, sidecar.name)}


def _source_of(foreign: Foreign, sources: Mapping[str, Source]) -> str | None:
    if foreign.ours is not None and foreign.ours.source_id in sources:
        return foreign.ours.source_id
    chosen = choose_source(sources.values(), foreign.url)
    if chosen is None:
        address = canonical_url(foreign.url)
        chosen = next((s for s in sources.values() if address in _discover_addresses(s)), None)
    return chosen.source_id if chosen else None


def _discover_addresses(source: Source) -> set[str]:
    urls = (getattr(entry, "url", None) for entry in source.discover)
    return {canonical_url(url) for url in urls if url}


def _place(file: Path, folder: Path, copy: bool) -> _Place:
    length, count, problem = good_length(file)
    damage = damaged(file, length, count, problem) if problem else None
    if not count:
        raise damage or damaged(file, 0, 0, "the file is empty")
    digest = _digest(file)
    stem = folder / IMPORTED / f"{digest[:16]}-{file.name}"
    sidecar = stem.with_name(stem.name.removesuffix(".gz").removesuffix(".warc") + SIDECAR)
    is_packed_whole = is_gzip(file) and not holds_one_record(file)
    if not copy:
        if is_packed_whole:
            raise ArchiveDamaged(f"{file}: packed as a whole, not record by record", hint="import it by copy")
        # Reading it in place meets the damage again, and says so then.
        return _Place(file.resolve(), file.resolve().as_posix(), sidecar, None)
    if is_packed_whole:
        stem = stem.with_name(stem.name.removesuffix(".gz"))
        with gzip.open(file) as stream:
            _copy(stream, stem, None)
    else:
        with file.open("rb") as stream:
            _copy(stream, stem, length)
    return _Place(stem, stem.relative_to(folder).as_posix(), sidecar, damage)


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _copy(stream: IO[bytes] | gzip.GzipFile, target: Path, length: int | None) -> None:
    if target.exists():
        return
    copy = RecordFile(target, is_scratch=True)
    try:
        while block := stream.read(BLOCK if length is None else min(BLOCK, length)):
            copy.write(block)
            length = None if length is None else length - len(block)
    except (RunFailed, OSError):
        copy.discard()
        raise
    copy.seal()


def _all_of(damages: list[ArchiveDamaged]) -> ArchiveDamaged:
    if len(damages) == 1:
        return damages[0]
    listed = "\n".join(f"  {error.message}" for error in damages)
    return ArchiveDamaged(f"{len(damages)} damaged WARC files:\n{listed}", hint=damages[0].hint)
