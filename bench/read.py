"""Pages a second of the readers, beside trafilatura and the floor (lxml parse alone), on the same pages.

    python -m bench.read [FOLDER of labelled pages] [--runs 5] [--memory 20000]

One process, CPU seconds (a busy neighbour does not count), median of the runs; every contender reads every
page once before it is timed. `--memory N` then reads N pages and prints the peak size of the process.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import logging
import os
import pstats
import resource
import statistics
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import trafilatura
from lxml import html as lxml_html

from extractors.model import Capture, Route, Verdict
from extractors.read.reader import read

SHARED = Path(os.environ.get("EQUALWORK_SHARED", Path(__file__).resolve().parents[1].parent / "shared"))


class Sample(NamedTuple):
    capture: Capture
    payload: bytes
    family: str


Work = Callable[[Sample], object]


def load_samples(folder: Path) -> list[Sample]:
    """The article pages of a folder of labelled pages, those made to be hostile left out."""
    samples = []
    for path in sorted(folder.glob("*.json")):
        record = json.loads(path.read_text("utf-8"))
        if record["family"] == "hostile" or "body_paragraphs" not in record["expected"]:
            continue
        payload = (folder / record["file"]).read_bytes()
        samples.append(Sample(_capture(record, len(payload)), payload, record["family"]))
    return samples


def pages_per_second(works: Sequence[Work], samples: Sequence[Sample], runs: int) -> list[float]:
    """The pages a second of each contender; they take turns, so that a change of clock meets all of them."""
    for work in works:
        _seconds(work, samples)
    seconds = [[_seconds(work, samples) for work in works] for _ in range(runs)]
    return [len(samples) / statistics.median(turns) for turns in zip(*seconds, strict=True)]


def _seconds(work: Work, samples: Sequence[Sample]) -> float:
    started = time.process_time()
    for sample in samples:
        work(sample)
    return time.process_time() - started


def main() -> None:
    arguments = _arguments()
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    samples = load_samples(arguments.folder)
    if not samples:
        raise SystemExit(f"no labelled pages in {arguments.folder}")
    size = sum(len(sample.payload) for sample in samples) / len(samples) / 1000
    print(f"{len(samples)} pages of {size:.0f} KB on average, median of {arguments.runs} runs, CPU time\n")
    print("| family | pages | lxml parse | equalwork | trafilatura | equalwork / trafilatura |")
    print("|---|---|---|---|---|---|")
    for family in [*sorted({sample.family for sample in samples}), "all"]:
        _print_row(family, [s for s in samples if family in (s.family, "all")], arguments.runs)
    if arguments.profile:
        _print_profile(samples)
    if arguments.memory:
        _print_memory(samples, arguments.memory)


def _print_row(family: str, samples: Sequence[Sample], runs: int) -> None:
    works: list[Work] = [
        lambda s: lxml_html.document_fromstring(s.payload),
        lambda s: read(s.capture, s.payload),
        lambda s: trafilatura.bare_extraction(s.payload, url=s.capture.url, with_metadata=True),
    ]
    floor, ours, theirs = pages_per_second(works, samples, runs)
    print(f"| {family} | {len(samples)} | {floor:.0f} | {ours:.0f} | {theirs:.0f} | {ours / theirs:.1f} |")


def _print_profile(samples: Sequence[Sample]) -> None:
    profile = cProfile.Profile()
    profile.enable()
    for _ in range(5):
        for sample in samples:
            read(sample.capture, sample.payload)
    profile.disable()
    pstats.Stats(profile).sort_stats("tottime").print_stats(15)


def _print_memory(samples: Sequence[Sample], count: int) -> None:
    for place in range(count):
        sample = samples[place % len(samples)]
        read(sample.capture, sample.payload)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(f"\n{count} pages: peak {peak:.0f} MB (with trafilatura loaded)")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path, default=SHARED / "corpus" / "pages")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--memory", type=int, default=0, metavar="N")
    parser.add_argument("--profile", action="store_true")
    return parser.parse_args()


def _capture(record: dict[str, str], size: int) -> Capture:
    return Capture(
        capture_id="bench",
        source_id="bench",
        url=record["url"],
        captured_at=datetime.fromisoformat(record["fetched_at"].replace("Z", "+00:00")),
        route=Route.WARC,
        status=200,
        verdict=Verdict.OK,
        content_type=record["content_type"],
        payload_sha256="0" * 64,
        byte_count=size,
        archive_file="",
        archive_offset=0,
        archive_length=0,
        run_id="bench",
    )


if __name__ == "__main__":
    main()
