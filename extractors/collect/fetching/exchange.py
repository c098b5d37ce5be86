"""What passes between the fetcher and those who ask: limits, one fetch's terms, answers, redirects."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from extractors.collect.verdicts.looks import Wanted, header
from extractors.model import Verdict
from extractors.sources import Politeness

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one fetch: bytes (also decompressed), seconds, redirects, attempts, and waiting."""

    max_bytes: int = 50_000_000
    max_redirects: int = 8
    connect_seconds: float = 15.0
    read_seconds: float = 60.0
    total_seconds: float = 300.0
    attempts: int = 4
    backoff_seconds: float = 2.0
    max_wait_seconds: float = 120.0


@dataclass(frozen=True, slots=True)
class Hop:
    """One redirect on the way: the address asked, what it answered, where it points."""

    url: str
    status: int
    headers: Headers
    target: str
    fetched_at: datetime


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered in the end.

    `url` is the address that answered (the last one of the redirects), `asked_url` the one asked for.
    `body` is the decoded entity; status 0 means that there was no answer.
    """

    asked_url: str
    url: str
    fetched_at: datetime
    status: int
    headers: Headers
    body: bytes
    verdict: Verdict
    reason: str | None = None
    target: str | None = None
    request_headers: Mapping[str, str] = field(default_factory=dict)
    hops: tuple[Hop, ...] = ()

    def header(self, name: str) -> str:
        """The first value of a response header."""
        return header(self.headers, name)


@dataclass(frozen=True, slots=True)
class Ask:
    """What one fetch may do, the same for each of its hops."""

    hosts: Collection[str]
    politeness: Politeness
    wanted: Wanted
    headers: Mapping[str, str]
    allow_private: bool
    max_bytes: int
    is_asked: Callable[[str], bool] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What one request was answered, before it is judged."""

    status: int
    headers: Headers = ()
    body: bytes = b""
    verdict: Verdict | None = None
    reason: str | None = None
    is_transient: bool = False
