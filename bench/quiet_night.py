"""A night with nothing new, whole: `equalwork run` as an operator starts it, on a home that knows many documents.

    python -m bench.quiet_night [--documents 100000]

The first night collects the pages of the bundled archive from a web server on loopback and publishes them. Then
the warehouse is grown in place to many documents of two sources that are collected every night: captures, readings
and contents, of which such a night reads every row (their words and finds, of which it reads none, are
left out), and the release is told that it was made from them. The next night asks feeds, sitemaps and listings
again, finds nothing, and lets the release stand. Politeness is cut to 0.02 s; no other part is left out.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from urllib.parse import urlsplit

from extractors.collect.archive.archive import archive_import, read_payload
from extractors.model import Verdict
from extractors.sources import load_sources
from flows.running.made_from import MADE_FROM, made_from, write_made_from
from flows.settings import DEMO_ARCHIVE, PROJECT, Settings
from tests.flows.conftest import connect_to
from tests.flows.server import BIN
from tests.sites.web import Web, serve
from warehouse.publishing.pointer import current_release
from warehouse.store import BUILD_FILE, connect

# Of these no walk is a complete one, so what a feed no longer offers is not taken for withdrawn.
SOURCES = ("unwomen_news", "unwomen_publications")
# Asked a day ago, printed years ago: none of them is due.
GROW = """
create temp table grown as
select 'bench-' || n as id, $sources[1 + n % len($sources)] as source_id,
       'https://www.unwomen.org/en/bench/item-' || n as url,
       now() - interval 20 hours as captured_at
from range($documents) r(n);
insert into raw.captures by name
select c.* replace (g.id as capture_id, g.url as url, g.id as document_id, g.source_id as source_id,
                    g.captured_at as captured_at, 'live' as route, 'ok' as verdict, g.id as payload_sha256,
                    'bench.warc.gz' as archive_file, g.n as archive_offset)
from (from raw.captures where verdict = 'ok' limit 1) c, (select *, row_number() over () as n from grown) g;
insert into core.readings by name
select r.* replace (g.id as capture_id, g.id as document_id, g.id as content_id, g.captured_at as captured_at)
from (from core.readings limit 1) r, grown g;
insert into core.contents by name
select c.* replace (g.id as content_id, g.id as document_id, g.id as capture_id, g.source_id as source_id,
                    g.captured_at as captured_at, g.url as url, g.id as detail_hash, '2019-05-02' as published_value)
from (from core.contents where document_type <> 'listing' limit 1) c, grown g
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of a command: by the clock, and of the processors."""

    clock: float
    cpu: float


@contextmanager
def known_home(folder: Path, documents: int) -> Iterator[dict[str, str]]:
    """Give the environment of a home that knows so many documents and has published them."""
    with demo_web(folder / "served") as web:
        environment = {
            "PATH": os.environ["PATH"],
            "EQUALWORK_HOME": str(folder / "home"),
            "EQUALWORK_SOURCES": str(quick_sources(folder / "sources")),
            "EQUALWORK_CONTACT": "https://example.org/bench",
            "EQUALWORK_CONNECT_TO": connect_to(web),
        }
        # What the first walk did not list is withdrawn, and asked once more in the second night: that is news.
        run(environment)
        run(environment)
        grow(Settings(home=folder / "home", sources=folder / "sources"), documents)
        yield environment


def grow(settings: Settings, documents: int) -> None:
    """Let a warehouse know so many documents more, and its release have been made from them."""
    with connect(settings.home / BUILD_FILE) as con:
        for statement in GROW.split(";"):
            names = {"sources": list(SOURCES), "documents": documents}
            con.execute(statement, {name: value for name, value in names.items() if f"${name}" in statement})
        parts = made_from(con, settings)
    release = current_release(settings.home)
    assert release is not None
    (release / MADE_FROM).unlink()
    write_made_from(release, parts)


def quiet_night(environment: Mapping[str, str]) -> Cost:
    """Run a night that must find nothing new."""
    return cost(lambda: _quiet(environment))


def cost(work: Callable[[], object]) -> Cost:
    """What a piece of work costs that is done by child processes."""
    started, before = perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(perf_counter() - started, cpu)


def _quiet(environment: Mapping[str, str]) -> None:
    told = run(environment)
    assert "nothing new: release" in told, told


def run(environment: Mapping[str, str]) -> str:
    """Run the nightly job of the command line; it must succeed."""
    done = subprocess.run(
        [BIN / "equalwork", "run"],
        env=dict(environment),
        cwd=PROJECT,
        text=True,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@contextmanager
def demo_web(folder: Path) -> Iterator[Web]:
    """Every good page of the bundled archive under its own host, with an ETag; other hosts hold nothing."""
    sources = load_sources(PROJECT / "sources")
    captures = archive_import([DEMO_ARCHIVE], folder, sources, source_id=None, run_id="served")
    with serve() as web:
        for source in sources.values():
            for host in source.hosts:
                web.site(host)
        for host in ("web.archive.org", "index.commoncrawl.org"):
            web.site(host)
        for capture in sorted(captures, key=lambda each: each.captured_at):
            parts = urlsplit(capture.url)
            if capture.verdict is Verdict.OK:
                path = parts.path + (f"?{parts.query}" if parts.query else "")
                web.site(parts.hostname or "").add(path, read_payload(folder, capture), capture.content_type)
        yield web


def quick_sources(folder: Path) -> Path:
    """The project's source files with a politeness that need not be waited for."""
    folder.mkdir(parents=True)
    for file in (PROJECT / "sources").glob("*.yml"):
        lines = [
            "politeness: {delay: 0.02, jitter: 0.0, concurrency: 1, daily_requests: 2000}"
            if line.startswith("politeness: {")
            else line
            for line in file.read_text("utf-8").splitlines()
        ]
        (folder / file.name).write_text("\n".join(lines) + "\n", "utf-8")
    return folder


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=100_000)
    documents = parser.parse_args().documents
    with tempfile.TemporaryDirectory() as folder, known_home(Path(folder), documents) as environment:
        for _ in range(2):
            found = quiet_night(environment)
            print(f"{documents:,} known: {found.cpu:.2f} s of processor, {found.clock:.2f} s by the clock")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
