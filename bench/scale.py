"""What 1,000 pages cost from archive to release, by stage: seconds of one core, and bytes.

    python -m bench.scale [--pages 1000 4000]

The pages are those of the bundled archive, each made over into many: another address, another number in
every heading. Everything runs in one process, so that the seconds of the processor are those of the work.
It also weighs what comes back from a reading process: pickled readings.
"""

from __future__ import annotations

import argparse
import pickle
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from extractors.collect.archive.archive import ArchiveWriter, archive_import, read_payload
from extractors.model import Capture, Route, Verdict
from extractors.sources import load_sources
from flows.running.executor import LocalExecutor
from flows.running.job import Job, utc_now
from flows.running.reading import Batch, read_batch
from flows.running.run import open_run
from flows.running.stages import STAGES
from flows.settings import DEMO_ARCHIVE, PROJECT, Settings

STARTED = datetime(2026, 3, 2, 2, 15, tzinfo=UTC)
# <h1>Markets of Accra open a fund</h1>
HEADING = re.compile(rb"(<h[1-3][^>]*>|<p[^>]*>)")
# http://www.ilo.org/gender/Events/WCMS_990310/lang--en/index.htm
WCMS = re.compile(r"WCMS_\d+")
# …/resources/childcare.htm   …/news/home-carers-montevideo
LAST_WORD = re.compile(r"([^/.]+)(\.html?)?$")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=int, nargs="+", default=[1000])
    for count in parser.parse_args().pages:
        with tempfile.TemporaryDirectory() as folder:
            report(count, Path(folder))


def report(count: int, folder: Path) -> None:
    home = folder / "home"
    size = write_archive(count, home / "archive", folder / "bundled")
    tell(
        f"## {count:,} pages of {size / count / 1000:.0f} KB, archive {folder_bytes(home / 'archive') / 1e6:.1f} MB"
    )
    settings = Settings(home=home, sources=PROJECT / "sources")
    total = 0.0
    with open_run(Job(kind="rebuild"), settings, "bench", utc_now) as run:
        for stage in STAGES["rebuild"]:
            wall, cpu = time.perf_counter(), time.process_time()
            stage(run, LocalExecutor(1))
            wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
            total += cpu
            tell(
                f"{stage.__name__:16} {cpu:7.2f} s of processor, {wall:7.2f} s; {cpu / count * 1000:6.2f} s a 1,000"
            )
        captures = list(ledger_captures(run.con))[:150]
        documents = run.con.execute("select count(*) from curated.documents").fetchone()
    build, release = folder_bytes(home / "build"), folder_bytes(home / "releases")
    tell(f"{'all':16} {total:7.2f} s of processor; {total / count * 1000:.2f} s a 1,000")
    tell(f"documents {documents[0]:,}" if documents else "no documents")
    tell(f"build file {build / 1e6:.1f} MB, release {release / 1e6:.1f} MB")
    weigh(home / "archive", captures, settings)


def weigh(archive: Path, captures: list[Capture], settings: Settings) -> None:
    """Say what one batch costs to read and to carry from one process to another."""
    batch = Batch(archive, tuple(captures), load_sources(settings.sources))
    started = time.process_time()
    result = read_batch(batch)
    read = time.process_time() - started
    started = time.process_time()
    packed = pickle.dumps(result, protocol=5)
    pickle.loads(packed)
    carried = time.process_time() - started
    tell(
        f"a batch of {len(captures)}: read in {read:.2f} s, carried in {carried:.3f} s ({carried / read:.1%}), "
        f"{len(packed) / len(captures) / 1000:.0f} KB a page"
    )


def ledger_captures(con: object) -> Iterator[Capture]:
    from warehouse.ledger import readable_captures

    return readable_captures(con)  # type: ignore[arg-type]


def write_archive(count: int, archive: Path, bundled: Path) -> int:
    """Write an archive of `count` pages made from the bundled ones; return the bytes of the pages."""
    sources = load_sources(PROJECT / "sources")
    captures = archive_import([DEMO_ARCHIVE], bundled, sources, source_id=None, run_id="bundled")
    pages = [
        (capture, read_payload(bundled, capture))
        for capture in captures
        if capture.verdict is Verdict.OK and "html" in (capture.content_type or "")
    ]
    size = 0
    with ExitStack() as stack:
        writers: dict[str, ArchiveWriter] = {}
        for number in range(count):
            capture, payload = pages[number % len(pages)]
            source_id = capture.source_id or "unknown"
            if source_id not in writers:
                writers[source_id] = stack.enter_context(ArchiveWriter(archive, source_id, "bench", STARTED))
            url = another_address(capture.url, number)
            body = HEADING.sub(rb"\1" + f"Round {number}. ".encode(), payload)
            # What a page says of itself (canonical link, JSON-LD) moves with its address.
            body = body.replace(urlsplit(capture.url).path.encode(), urlsplit(url).path.encode())
            size += len(body)
            writers[source_id].archive_response(
                url=url,
                captured_at=STARTED + timedelta(seconds=number),
                route=Route.LIVE,
                status=200,
                http_headers=[("Content-Type", capture.content_type or "text/html")],
                body=body,
                verdict=Verdict.OK,
            )
    return size


def another_address(url: str, number: int) -> str:
    """Return the address of another document of the same kind: another WCMS number, another last word."""
    if WCMS.search(url):
        return WCMS.sub(f"WCMS_{1_000_000 + number}", url)
    return LAST_WORD.sub(rf"\1-{number}\2", url)


def folder_bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
