"""The pieces from npm, kept compressed in the package: one file each, so that the release needs no Node.

`make site-assets` builds them; run as a script, this module compresses what it built.
"""

from __future__ import annotations

import lzma
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "packed"
SUFFIX = ".xz"
# As an xz stream DuckDB-WASM takes 4.9 MB, with gzip 7.6 MB; unpacking takes 0.4 s.
PRESET = 9 | lzma.PRESET_EXTREME
ENGINE = ("engine.js", "duckdb-browser-eh.worker.js", "duckdb-eh.wasm")


class Packed(NamedTuple):
    """A compressed file; `digest` changes with its content."""

    name: str
    file: Path
    digest: str

    def content(self) -> bytes:
        """Return the file as it goes into the site."""
        return lzma.decompress(self.file.read_bytes())


def packed_files(folder: Path = FOLDER) -> Iterator[Packed]:
    """Yield the files of the engine in the browser."""
    for name in ENGINE:
        file = folder / f"{name}{SUFFIX}"
        yield Packed(name, file, blake2b(file.read_bytes(), digest_size=16).hexdigest())


@cache
def engine_folder() -> str:
    """Return the folder of the engine in the site: another engine has another one, so a browser keeps it for good."""
    digest = blake2b(digest_size=8)
    for packed in packed_files():
        digest.update(packed.digest.encode())
    return f"static/duckdb-{digest.hexdigest()}"


def pack(built: Path, folder: Path = FOLDER) -> None:
    """Compress the built pieces into the package."""
    folder.mkdir(exist_ok=True)
    for name in ENGINE:
        compressed = lzma.compress((built / name).read_bytes(), preset=PRESET)
        (folder / f"{name}{SUFFIX}").write_bytes(compressed)


if __name__ == "__main__":
    pack(Path(sys.argv[1]))
