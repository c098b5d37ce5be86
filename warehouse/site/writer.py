"""Writes the files of the site; what did not change since the previous release is linked, not made again.

Each file has a digest of what goes into it (its data, or its bytes, and the code and templates of the
site). The manifest keeps these digests; equal ones mean an equal file.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from warehouse.site.paths import root_of
from warehouse.site.render import render

log = logging.getLogger(__name__)
MANIFEST = "manifest.json"
CODE = (".py", ".j2", ".sql", ".css", ".js")


class Page(NamedTuple):
    """One page: its path in the site, its template and what the template is given."""

    path: str
    template: str
    context: Mapping[str, Any]


class SiteWriter:
    """Writes into an empty folder. `previous` is the site of an earlier release, or None."""

    def __init__(self, folder: Path, previous: Path | None) -> None:
        self.folder = folder
        self.previous = previous
        self.written: dict[str, str] = {}
        self.made_count = 0
        self._before = _read_manifest(previous)
        self._folders: set[Path] = set()

    def page(self, page: Page) -> None:
        """Write one page, or link the one of the previous release."""
        digest = fingerprint(page.template, page.context)
        self.file(page.path, digest, lambda: _rendered(page))

    def pages(self, pages: Iterable[Page]) -> None:
        """Write pages as they come."""
        for page in pages:
            self.page(page)

    def file(self, path: str, digest: str, make: Callable[[], bytes]) -> None:
        """Write one file; `make` is called only when the digest is not that of the previous release."""
        target = self._place(path)
        self.written[path] = digest
        if self._before.get(path) == digest and self.previous and _linked(self.previous / path, target):
            return
        target.write_bytes(make())
        self.made_count += 1

    def content(self, path: str, content: bytes) -> None:
        """Write a file that is there already as bytes."""
        self.file(path, hashlib.blake2b(content, digest_size=16).hexdigest(), lambda: content)

    def earlier(self, path: str, digest: str) -> bytes | None:
        """Return a file of the previous release when it was made from the same."""
        if self._before.get(path) != digest or self.previous is None:
            return None
        try:
            return (self.previous / path).read_bytes()
        except OSError:
            return None

    def link_all(self, prefix: str, digest: str) -> bool:
        """Link every file under a prefix when all were made from `digest`; return whether that was done."""
        found = [path for path, known in self._before.items() if path.startswith(prefix) and known == digest]
        if not found or self.previous is None:
            return False
        for path in found:
            self.file(path, digest, (self.previous / path).read_bytes)
        return True

    def finish(self) -> None:
        """Write the manifest."""
        text = json.dumps(dict(sorted(self.written.items())), ensure_ascii=False, indent=0)
        (self.folder / MANIFEST).write_text(text, "utf-8")

    def _place(self, path: str) -> Path:
        target = self.folder / path
        if target.parent not in self._folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(target.parent)
        return target


def fingerprint(*parts: object) -> str:
    """Return a digest of values (through their repr) and of the code of the site."""
    digest = hashlib.blake2b(code_digest().encode(), digest_size=16)
    for part in parts:
        digest.update(repr(part).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


@cache
def code_digest() -> str:
    """Return a digest of the code, templates, queries and static files of the site."""
    digest = hashlib.blake2b(digest_size=16)
    here = Path(__file__).parent
    for path in sorted(here.rglob("*")):
        if path.suffix in CODE:
            digest.update(path.relative_to(here).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _rendered(page: Page) -> bytes:
    context = {"path": page.path, "root": root_of(page.path), **page.context}
    return render(page.template, context).encode("utf-8")


def _linked(source: Path, target: Path) -> bool:
    """Link a file, or copy it where the file system has no links; return whether it is there now."""
    try:
        os.link(source, target)
    except FileNotFoundError:
        return False
    except OSError:
        shutil.copyfile(source, target)
    return True


def _read_manifest(previous: Path | None) -> dict[str, str]:
    if previous is None:
        return {}
    try:
        known = json.loads((previous / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        log.info("no manifest in %s: every page is made", previous)
        return {}
    return known if isinstance(known, dict) else {}
