"""How long text reuse takes: all passages of a corpus once, then a night's new ones against them.

    python -m bench.reuse 100000 1000000

The corpus is that of `bench.corpus`, about 25 passages a document, 20 of them long enough to compare. Counted are
the models from the fingerprints to `curated.text_reuse`, by the clock; loading and the other models are not.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from bench.corpus import EPOCH
from bench.warehouse import load
from warehouse.curating.curate import curate
from warehouse.store import open_build

MODELS = ("core.reuse_pairs", "core.reuse_components", "curated.text_reuse")
PASSAGES_A_DOCUMENT = 20
CEILING_ALL_SECONDS = 30.0  # for 100,000 passages
CEILING_NIGHT_SECONDS = 10.0  # for a day's new passages against 1,000,000


def measure(passage_count: int, home: Path) -> tuple[int, float, float]:
    """The passages compared, the seconds for all of them, and those of a night with 1 % changed documents."""
    count = passage_count // PASSAGES_A_DOCUMENT
    with open_build(home, run_id="bench", now=EPOCH) as warehouse:
        con = warehouse.connection
        load(con, count)
        whole = _reuse_seconds(curate(con))
        load(con, max(count // 100, 1), revision=1)
        again = _reuse_seconds(curate(con))
        compared = con.execute("select count(distinct passage_key) from core.reuse_prints").fetchone()
    return (compared or (0,))[0], whole, again


def _reuse_seconds(seconds: Mapping[str, float]) -> float:
    return sum(took for name, took in seconds.items() if name in MODELS)


def main() -> int:
    """Print one line a size; 1 when a figure is above its ceiling."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("passages", type=int, nargs="*", default=[100_000])
    is_slow = False
    for size in parser.parse_args().passages:
        with tempfile.TemporaryDirectory() as folder:
            compared, whole, again = measure(size, Path(folder))
        print(f"{compared} passages: all {whole:.1f} s, a night {again:.1f} s", flush=True)
        is_slow |= size <= 100_000 and whole > CEILING_ALL_SECONDS
        is_slow |= size >= 1_000_000 and again > CEILING_NIGHT_SECONDS
    return int(is_slow)


if __name__ == "__main__":
    sys.exit(main())
