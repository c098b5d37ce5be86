"""The conditions of a request: is what the asker has still right, and which bytes are wanted.

A release is immutable and its unchanged files are links to those of the release before, so size and time
of a file, to the nanosecond, stay with its content from release to release.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.message import Message
from email.utils import formatdate
from os import stat_result

# bytes=100-199, bytes=100-, bytes=-500
RANGE = re.compile(r"bytes=(\d*)-(\d*)")
# "9c-18b1f0c5a2e": W/ before it where a proxy made it weak on the way.
TAG = re.compile(r'(?:W/)?("[^"]*")')


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells one state of a file from another: an entity tag and the time of its last change."""

    tag: str
    modified: str


def identity_of(found: stat_result) -> Identity:
    """Return the identity of a file."""
    return Identity(f'"{found.st_size:x}-{found.st_mtime_ns:x}"', formatdate(found.st_mtime, usegmt=True))


def is_unchanged(headers: Message, identity: Identity) -> bool:
    """Whether the asker has this very state. A tag decides where one is sent; times must be equal, not later.

    An operator can move the pointer back to an older release: what changed before a day is no proof then.
    """
    tags = headers.get("If-None-Match")
    if tags is not None:
        return tags.strip() == "*" or identity.tag in TAG.findall(tags)
    return headers.get("If-Modified-Since") == identity.modified


def wanted_range(headers: Message, identity: Identity) -> str | None:
    """Return the Range header where it holds: a part of another state than the asker's is of no use to it."""
    state = headers.get("If-Range")
    if state is not None and state not in (identity.tag, identity.modified):
        return None
    return headers.get("Range")


def byte_range(header: str | None, size: int) -> tuple[int, int] | None:
    """Return first byte and byte after the last of a Range header; the whole file without one, None outside it.

    A header of another form or of several ranges is answered with the whole file, as HTTP allows.
    """
    found = RANGE.fullmatch(header.strip()) if header else None
    if found is None or found.group() == "bytes=-":
        return 0, size
    first, last = found.groups()
    if not first:
        return (max(size - int(last), 0), size) if int(last) else None
    start = int(first)
    stop = min(int(last) + 1, size) if last else size
    return (start, stop) if start < stop else None
