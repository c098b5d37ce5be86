"""The kinds of pages that the site has, told by their paths; a test takes the largest page of a kind."""

from __future__ import annotations

import re
from pathlib import Path

FOLDERS = {
    "countries": "country",
    "data": "table",
    "documents": "document",
    "feeds": "feed",
    "instruments": "instrument",
    "organisations": "organisation",
    "people": "person",
    "reuse": "reused passage",
    "sources": "source",
    "topics": "topic",
}
ROOT = ("index", "404", "about", "joint", "sql", "trends")
KINDS = (
    *ROOT,
    *(f"list of {folder}" for folder in FOLDERS),
    *(kind for kind in FOLDERS.values() if kind != "feed"),
    "year",
    "changelog",
)
# documents/year-2014.html, documents/year-2014-2.html
YEAR = re.compile(r"year-.+")


def kind_of(path: str) -> str:
    """Return the kind of a page by its path, or the path itself when it is of no known kind."""
    folder, _, name = path.removesuffix(".html").rpartition("/")
    if not folder:
        return name if name in ROOT else path
    if name == "index":
        return f"list of {folder}"
    if folder == "documents" and YEAR.fullmatch(name):
        return "year"
    if folder == "data" and name.startswith("changelog-"):
        return "changelog"
    return FOLDERS.get(folder, path)


def pages_by_kind(folder: Path) -> dict[str, list[str]]:
    """Return the paths of all pages of a site by kind, the largest first."""
    found: dict[str, list[str]] = {}
    for file in sorted(folder.rglob("*.html"), key=lambda file: -file.stat().st_size):
        path = file.relative_to(folder).as_posix()
        found.setdefault(kind_of(path), []).append(path)
    return found
