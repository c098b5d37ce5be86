"""One collection in a process of its own, which tells each capture once it is stored."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from extractors.collect.archive.archive import ArchiveWriter, archive_index, archive_recover
from extractors.collect.collect import collect_source
from extractors.collect.fetching.fetch import Fetcher
from extractors.collect.known import known_from_captures
from extractors.model import Capture
from tests.collect.sample import HOST, make_source
from tests.sites.listing import read_listing

QUICK = {"delay": 0.01, "jitter": 0.01, "concurrency": 1, "daily_requests": 100_000}


class TellingWriter(ArchiveWriter):
    """Says on standard output what is stored, after it is."""

    def archive_response(self, **response: Any) -> Capture:
        capture = super().archive_response(**response)
        os.write(1, f"{capture.capture_id}\n".encode())
        return capture


def main(port: str, folder: str, run_id: str) -> None:
    home = Path(folder)
    home.mkdir(exist_ok=True)
    archive_recover(home)
    known = known_from_captures(archive_index(home))
    now = datetime.now(UTC)
    source = make_source(politeness=QUICK)
    os.write(1, b"go\n")
    with (
        Fetcher(contact="test", connect_to={f"{HOST}:443": f"http://127.0.0.1:{port}"}) as fetcher,
        TellingWriter(home, source.source_id, run_id, now) as writer,
    ):
        collect_source(
            source, known=known, writer=writer, fetcher=fetcher, read_listing=read_listing, now=now
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
