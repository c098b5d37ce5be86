"""WARC files from elsewhere (web archives, Common Crawl, a colleague's crawl) made part of the archive.

The order of an import: find the files, take each record, choose its source, judge it, keep it. Where
files and captures are kept is `archive_places`, what a foreign record says is `archive_foreign`.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from extractors.addresses import canonical_url
from extractors.collect.archive.foreign import Choose, Decide, ForeignReader
from extractors.collect.archive.places import ImportedFile
from extractors.collect.archive.reading import whole_records
from extractors.errors import ArchiveDamaged, RunFailed
from extractors.model import Capture, Route
from extractors.sources import Source, choose_source

LOG = logging.getLogger(__name__)


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
    reader = ForeignReader(folder, run_id, route, _chooser(sources, source_id), decide)
    damages: list[ArchiveDamaged] = []
    for file in warc_files(paths):
        if file.resolve().is_relative_to(folder.resolve()):
            LOG.warning("%s: is part of this archive already, and is not imported into it", file)
            continue
        try:
            imported = ImportedFile(file, folder, copy)
            damages += [imported.damage] if imported.damage else []
            yield from _import_file(imported, reader)
        except ArchiveDamaged as error:
            damages.append(error)
        except OSError as error:
            raise RunFailed(f"{file}: cannot be read: {error.strerror or error}") from error
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


def _import_file(file: ImportedFile, reader: ForeignReader) -> Iterator[Capture]:
    before = reader.left_out
    with file:
        for foreign, offset, length in whole_records(file.path, reader.take):
            if foreign is None:
                continue
            capture = file.keep(reader.capture(foreign, file.name, offset, length))
            reader.remember(foreign, capture)
            yield capture
    if reader.left_out > before:
        count = reader.left_out - before
        LOG.warning("%s: %d captures left out: no source covers their addresses", file.path, count)


def _chooser(sources: Mapping[str, Source], source_id: str | None) -> Choose:
    """Return what gives the source of an address: the one given, ours as it was, or the one that covers it."""
    discovered = {url: s.source_id for s in sources.values() for url in _discover_addresses(s)}

    def choose(url: str, ours: Capture | None) -> str | None:
        if source_id is not None:
            return source_id
        if ours is not None and ours.source_id in sources:
            return ours.source_id
        covering = choose_source(sources.values(), url)
        return covering.source_id if covering else discovered.get(canonical_url(url))

    return choose


def _discover_addresses(source: Source) -> set[str]:
    urls = (getattr(entry, "url", None) for entry in source.discover)
    return {canonical_url(url) for url in urls if url}


def _all_of(damages: list[ArchiveDamaged]) -> ArchiveDamaged:
    if len(damages) == 1:
        return damages[0]
    listed = "\n".join(f"  {error.message}" for error in damages)
    return ArchiveDamaged(f"{len(damages)} damaged WARC files:\n{listed}", hint=damages[0].hint)
