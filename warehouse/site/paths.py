"""Where each page lies in the site. Paths are relative to its root and keep their form from release to release."""

from __future__ import annotations

import hashlib
import re

# Everything but these is replaced in a file name: ids of organisations outside the vocabulary are free text.
UNSAFE = re.compile(r"[^A-Za-z0-9_.-]+")


def slug(identifier: str) -> str:
    """Return a file name for an id: itself where that is safe, else cleaned, with a digest when words are lost."""
    # A/RES/64/289
    clean = UNSAFE.sub("-", identifier.replace("/", "-")).strip(".-")[:80]
    if clean == identifier.replace("/", "-") and clean not in ("", "index"):
        return clean
    return f"{clean}-{hashlib.blake2s(identifier.encode(), digest_size=4).hexdigest()}".lstrip("-")


def document_path(document_id: str) -> str:
    """Return the page of a document."""
    return f"documents/{slug(document_id)}.html"


def entity_path(kind: str, identifier: str) -> str:
    """Return the page of a thing; `kind` is the folder: people, organisations, countries, instruments, topics."""
    return f"{kind}/{slug(identifier)}.html"


def changelog_path(stamp: str) -> str:
    """Return the page that tells of a release: one a month."""
    # 20261122T021500Z
    return f"data/changelog-{stamp[:4]}-{stamp[4:6]}.html"


def root_of(path: str) -> str:
    """Return the way from a page back to the root of the site: `` or `../`."""
    return "../" * path.count("/")
