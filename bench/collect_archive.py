"""How fast the archive is written, indexed, read, imported and verified, and how much memory that takes.

    python bench/collect_archive.py [captures] [kilobytes a page]

The floor is 3,000 indexed captures a second and memory that stays flat.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from extractors.collect.archive.archive import (
    ArchiveWriter,
    archive_import,
    archive_index,
    archive_verify,
    read_payload,
    read_payloads,
)
from extractors.model import Capture, Route, Verdict

START = datetime(2026, 3, 9, 2, 15, 4, tzinfo=UTC)
WORDS = ("care", "work", "wage", "contract", "union", "market", "night", "safety", "leave", "town", "audit")
FLOOR = 3000


def pages(size: int) -> Iterable[bytes]:
    """Endless pages of about `size` bytes that compress about as well as real ones."""
    chance = random.Random(189)
    text = " ".join(
        f"<p>{chance.choice(WORDS)} {chance.choice(WORDS)} {chance.randrange(9999)}</p>"
        for _ in range(40_000)
    )
    number = 0
    while True:
        number += 1
        start = chance.randrange(max(1, len(text) - size))
        yield f"<html><title>{number}</title>{text[start : start + size]}</html>".encode()


def write(folder: Path, count: int, size: int) -> None:
    """Write an archive: nine responses in ten with a body, one a revisit."""
    headers = [
        ("Content-Type", "text/html; charset=utf-8"),
        ("ETag", '"x"'),
        ("Server", "bench"),
        ("Vary", "Cookie"),
    ]
    facts = {"route": Route.LIVE, "http_headers": headers, "status": 200}
    last: Capture | None = None
    with ArchiveWriter(folder, "bench", "run1", START) as writer:
        for number, body in zip(range(count), pages(size), strict=False):
            moment = START + timedelta(seconds=number)
            if last is not None and number % 10 == 9:
                again = {"url": last.url, "captured_at": moment, "body": b"", "verdict": Verdict.NOT_MODIFIED}
                writer.archive_response(**(facts | again | {"status": 304, "refers_to": last}))
                continue
            url = f"https://www.ilo.org/resource/news/item-{number}"
            last = writer.archive_response(
                url=url, captured_at=moment, body=body, verdict=Verdict.OK, **facts
            )


def measure(name: str, count: int, work: Callable[[], object]) -> float:
    """Print captures a second and the peak memory after some work; return the rate."""
    begun = time.perf_counter()
    work()
    rate = count / (time.perf_counter() - begun)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name:<34}{rate:>10,.0f} captures/s{peak:>10,.0f} MB peak")
    return rate


def exhaust(items: Iterable[object]) -> int:
    """Go through all items, keeping none."""
    return sum(1 for _ in items)


def main() -> int:
    """Run every measurement; 1 when the index is below its floor."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    size = int(float(sys.argv[2]) * 1024) if len(sys.argv) > 2 else 17 * 1024
    with tempfile.TemporaryDirectory() as name:
        folder, other = Path(name) / "archive", Path(name) / "other"
        measure("write", count, lambda: write(folder, count, size))
        total = sum(file.stat().st_size for file in folder.rglob("*.warc.gz"))
        print(f"{count:,} captures of {size / 1024:.0f} KB are {total / 1e6:,.0f} MB on disk")
        index = measure("index from the files", count, lambda: exhaust(archive_index(folder)))
        measure("verify every byte", count, lambda: archive_verify(folder))
        some = [
            c for _, c in zip(range(5000), archive_index(folder), strict=False) if c.verdict is Verdict.OK
        ]
        measure("read payloads, file by file", len(some), lambda: exhaust(read_payloads(folder, some)))
        chance = random.sample(some, min(1000, len(some)))
        measure("read payloads, one by one", len(chance), lambda: [read_payload(folder, c) for c in chance])
        paths = list(folder.rglob("*.warc.gz"))
        imports = lambda: archive_import(paths, other, {}, source_id="bench", run_id="r")  # noqa: E731
        measure("import by copy", count, lambda: exhaust(imports()))
        measure("import again", count, lambda: exhaust(imports()))
        measure("index of imported files", count, lambda: exhaust(archive_index(other)))
    return 0 if index > FLOOR else 1


if __name__ == "__main__":
    sys.exit(main())
