"""Which file of the current release an address names, and what kind of file it is."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from warehouse.publishing.pointer import SITE, current_release

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".atom": "application/atom+xml; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".cff": "text/yaml; charset=utf-8",
    ".wasm": "application/wasm",
    ".csv": "text/csv; charset=utf-8",
    ".gz": "application/gzip",
    ".parquet": "application/vnd.apache.parquet",
    ".duckdb": "application/vnd.duckdb",
}
# static/duckdb-9f86d081884c7d65/engine.js: the name of the folder changes with what is in it.
NAMED_BY_CONTENT = re.compile(r"-[0-9a-f]{16}")
INDEX = "index.html"
LOST = "404.html"


def find_file(home: Path, target: str) -> Path | None:
    """Return the file of the current release that an address path names, or None.

    Addresses are those of the site, `/site/…` the same; everything else of a release (`/parquet/…`) lies beside.
    """
    release = current_release(home)
    if release is None:
        return None
    path = unquote(urlsplit(target).path).lstrip("/")
    if "\0" in path:
        return None
    for folder in (release / SITE, release):
        file = (folder / path).resolve()
        if file.is_dir():
            file = file / INDEX
        # The resolved path: `..` and links must not lead out of the release.
        if file.is_file() and file.is_relative_to(folder.resolve()):
            return file
    return None


def is_folder_without_slash(target: str, file: Path) -> bool:
    """Whether an address names a folder as if it were a file: the links of its page would lead astray."""
    path = unquote(urlsplit(target).path)
    return file.name == INDEX and not path.endswith(("/", INDEX))


def lost_page(home: Path) -> Path | None:
    """Return the site's page for addresses that lead nowhere, or None where the release has none."""
    return find_file(home, LOST)


def content_type(file: Path) -> str:
    """Return the media type by the end of the name."""
    return TYPES.get(file.suffix, "application/octet-stream")


def is_named_by_content(file: Path) -> bool:
    """Whether other content would have another address, so that a browser need never ask again."""
    return NAMED_BY_CONTENT.search(file.parent.name) is not None
