"""What collecting costs: CPU a request, known addresses with nothing due, memory over many pages, the index.

Run: `python -m bench.collect` (or `--pages 2000` for a quick look). Prints figures beside their bounds.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from extractors.collect.archive.archive import ArchiveWriter, archive_index
from extractors.collect.collect import KnownAddress, collect_source
from extractors.collect.fetching.fetch import Fetcher
from extractors.model import Capture, Listing, Route, Verdict
from extractors.sources import Source

HOST = "news.example.org"
BASE = f"https://{HOST}"
NOW = datetime(2026, 11, 22, 2, 15, tzinfo=UTC)
WORDS = "The delegates met again in the harbour town and wrote down what they had agreed about pay. " * 200
PER_SITEMAP = 5000


def make_page(path: str) -> bytes:
    """About 20 KB of an ordinary page, different for each address."""
    head = f"<!DOCTYPE html><html><head><title>{path}</title></head>"
    return f"{head}<body><h1>{path}</h1><p>{WORDS}</p></body></html>".encode()


def make_sitemap(first: int, count: int) -> bytes:
    """A sitemap of `count` addresses."""
    rows = "".join(f"<url><loc>{BASE}/news/{n}</loc></url>" for n in range(first, first + count))
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'.encode()


def make_index(pages: int) -> bytes:
    """An index of sitemaps that together hold `pages` addresses."""
    rows = "".join(
        f"<sitemap><loc>{BASE}/sitemap-{first}-{min(PER_SITEMAP, pages - first)}.xml</loc></sitemap>"
        for first in range(0, pages, PER_SITEMAP)
    )
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</sitemapindex>'.encode()


class Handler(BaseHTTPRequestHandler):
    """Answers sitemaps and pages by their address."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        status, body = self._answer()
        self.send_response_only(status)
        self.send_header("Content-Type", "text/xml" if ".xml" in self.path else "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _answer(self) -> tuple[int, bytes]:
        if self.path == "/robots.txt":
            return 404, b""
        if self.path.startswith("/index-"):
            return 200, make_index(int(self.path[7:].removesuffix(".xml")))
        if self.path.startswith("/sitemap-"):
            first, count = self.path[9:].removesuffix(".xml").split("-")
            return 200, make_sitemap(int(first), int(count))
        return 200, make_page(self.path)

    def log_message(self, *args: Any) -> None:
        """Silent."""


def _serve(ready: Connection) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    ready.send(server.server_address[1])
    server.serve_forever()


@contextmanager
def web() -> Iterator[int]:
    """A web in a process of its own, so that its CPU is not counted; gives its port."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(theirs,), daemon=True)
    process.start()
    try:
        yield ours.recv()
    finally:
        process.terminate()
        process.join()


def make_source(pages: int) -> Source:
    """A source with a sitemap of so many pages and no delay."""
    return Source.model_validate(
        {
            "source_id": "bench",
            "title": "Bench",
            "publisher": "ILO",
            "site_generation": "ilo_drupal",
            "languages": ["en"],
            "hosts": [HOST],
            "discover": [{"kind": "sitemap", "url": f"{BASE}/index-{pages}.xml"}]
            if pages
            else [{"kind": "addresses", "urls": [f"{BASE}/news/0"]}],
            "include": [rf"^{BASE}/news/"],
            "routes": ["live"],
            "frequency": "daily",
            "politeness": {"delay": 0.0, "jitter": 0.0, "daily_requests": 10_000_000},
            "recheck": [{"younger_than_days": 30, "every_days": 1}, {"every_days": 90}],
            "licence": [{"licence": "CC BY 4.0"}],
        }
    )


def read_nothing(payload: bytes, url: str) -> Listing:
    """No listing is part of this measurement."""
    return Listing(())


def open_fetcher(port: int) -> Fetcher:
    """A fetcher that connects to the bench's web."""
    return Fetcher(
        contact="https://example.org/contact", connect_to={f"{HOST}:443": f"http://127.0.0.1:{port}"}
    )


def cost_of_fetching(port: int, count: int) -> float:
    """Milliseconds of this process's CPU for each request, verdict included."""
    source = make_source(1)
    with open_fetcher(port) as fetcher:
        fetcher.fetch(f"{BASE}/warm", hosts=source.hosts, politeness=source.politeness)
        started = time.process_time()
        for number in range(count):
            fetcher.fetch(f"{BASE}/news/{number}", hosts=source.hosts, politeness=source.politeness)
        return (time.process_time() - started) / count * 1000


def cost_of_nothing_due(count: int, folder: Path) -> float:
    """Seconds for a run over known addresses of which none is due."""
    capture = Capture(
        "id",
        "bench",
        BASE,
        NOW - timedelta(days=3),
        Route.LIVE,
        200,
        Verdict.OK,
        "text/html",
        "x",
        1,
        "f",
        0,
        1,
        "r",
    )
    known = {
        url: KnownAddress(url, partial(replace, capture, url=url), capture.captured_at, "2015-06-01", False)
        for url in (f"{BASE}/news/{number}" for number in range(count))
    }
    with Fetcher(contact="bench") as fetcher, ArchiveWriter(folder, "bench", "r", NOW) as writer:
        started = time.perf_counter()
        report = collect_source(
            make_source(0), known=known, writer=writer, fetcher=fetcher, read_listing=read_nothing, now=NOW
        )
        seconds = time.perf_counter() - started
    assert report.due_count == 0
    return seconds


def cost_of_collecting(port: int, pages: int, folder: Path) -> tuple[float, float, float]:
    """Pages a second, and the peak of memory in MB at a tenth of the pages and at the end."""
    marks = {}
    started = time.perf_counter()
    for count in (pages // 10, pages):
        with open_fetcher(port) as fetcher, ArchiveWriter(folder / str(count), "bench", "r", NOW) as writer:
            report = collect_source(
                make_source(count),
                known={},
                writer=writer,
                fetcher=fetcher,
                read_listing=read_nothing,
                now=NOW,
            )
        assert report.verdicts[Verdict.OK] >= count
        marks[count] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return pages * 1.1 / (time.perf_counter() - started), marks[pages // 10], marks[pages]


def speed_of_index(folder: Path) -> float:
    """Records a second when the index is rebuilt from the files."""
    started = time.perf_counter()
    count = sum(1 for _ in archive_index(folder))
    return count / (time.perf_counter() - started)


def main() -> int:
    """Measure and print; 1 when a bound is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=20_000)
    pages = parser.parse_args().pages
    with tempfile.TemporaryDirectory() as folder, web() as port:
        home = Path(folder)
        request = cost_of_fetching(port, 2000)
        idle = cost_of_nothing_due(10_000, home / "known")
        speed, early, late = cost_of_collecting(port, pages, home / "many")
        index = speed_of_index(home / "many" / str(pages))
    print(f"fetcher, CPU a request         {request:8.2f} ms    (bound 2)")
    print(f"10,000 known, nothing due      {idle:8.3f} s     (bound 1)")
    print(f"{pages:,} pages collected      {speed:8.0f} pages/s on loopback, no delay")
    print(f"peak memory                    {late:8.0f} MB    (bound 300; early {early:.0f})")
    print(f"archive index                  {index:8.0f} records/s (bound 3,000)")
    return 0 if request < 2 and idle < 1 and late < 300 and index > 3000 else 1


if __name__ == "__main__":
    sys.exit(main())
