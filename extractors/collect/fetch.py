"""The fetcher: one honest client for every room that asks the network.

It obeys robots.txt, waits its turn, asks conditionally, retries what can pass, follows redirects within
the given hosts, and keeps to limits. It never raises for what a server answers: that is a verdict.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar, cast
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

import requests
from urllib3.exceptions import HTTPError

from extractors.collect.bodies import decode_body, read_chunks
from extractors.collect.clock import Clock
from extractors.collect.connection import (
    DEFAULT_PORTS,
    Resolver,
    connect_url,
    is_allowed_host,
    open_session,
    public_address,
    resolve,
)
from extractors.collect.looks import Wanted, header
from extractors.collect.politeness import DailyBudget, HostQueue
from extractors.collect.robots import Robots, RobotsAnswer
from extractors.collect.verdicts import decide_verdict
from extractors.errors import SourceBlocked, UnexpectedContent
from extractors.model import Capture, Verdict
from extractors.sources import Politeness

LOG = logging.getLogger(__name__)
RETRIED_STATUSES = frozenset({429, 500, 502, 503, 504})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
T = TypeVar("T")
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
class _Ask:
    """What one fetch may do, the same for each of its hops."""

    hosts: Collection[str]
    politeness: Politeness
    wanted: Wanted
    headers: Mapping[str, str]
    allow_private: bool
    max_bytes: int
    is_asked: Callable[[str], bool] | None = None


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: Headers = ()
    body: bytes = b""
    verdict: Verdict | None = None
    reason: str | None = None
    is_transient: bool = False


class Fetcher:
    """Fetches addresses politely. One for a whole run, shared by its threads; close it at the end.

    Args:
        contact: goes into the User-Agent, so that a site's owner can reach the operator.
        connect_to: `{"host:port": "http://host:port"}`, where to really connect (tests, mirrors).
        budget_path: a file that keeps today's request counts over several runs.
        clock: time, waiting and chance. resolver: names to addresses.
    """

    def __init__(
        self,
        *,
        contact: str,
        connect_to: Mapping[str, str] | None = None,
        limits: Limits | None = None,
        budget_path: Path | None = None,
        clock: Clock | None = None,
        resolver: Resolver = resolve,
    ) -> None:
        self.user_agent = f"equalwork/{_version()} (+{contact})"
        self.clock = clock or Clock()
        self.limits = limits or Limits()
        self._connect_to = dict(connect_to or {})
        self._resolver = resolver
        self._budget = DailyBudget(self.clock, budget_path)
        self._queues: dict[str, HostQueue] = {}
        self._sessions: dict[str, requests.Session] = {}
        self._public: set[str] = set()
        self._lock = threading.Lock()
        self._once: dict[str, object] = {}
        self._once_locks: dict[str, threading.Lock] = {}
        self._robots = Robots(lambda url: RobotsAnswer(0, b"", Verdict.ERROR, f"{url}: not asked"))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections and write the day's counts down."""
        self._budget.close()
        for session in self._sessions.values():
            session.close()

    def left_today(self, url: str, politeness: Politeness) -> int:
        """How many requests the host of an address may still get today."""
        return self._budget.left(_host(url), politeness)

    def once(self, url: str, ask: Callable[[], T]) -> tuple[T, bool]:
        """What `ask` gave the first time for this address in this run, and whether that was now.

        Several sources read the same sitemap: its pages are asked once and kept for all.
        """
        with self._lock:
            lock = self._once_locks.setdefault(url, threading.Lock())
        with lock:
            if url in self._once:
                return cast(T, self._once[url]), False
            answer = ask()
            self._once[url] = answer
            return answer, True

    def fetch(
        self,
        url: str,
        *,
        hosts: Collection[str],
        politeness: Politeness,
        wanted: Wanted = "document",
        known: Capture | None = None,
        headers: Mapping[str, str] | None = None,
        allow_private: bool = False,
        max_bytes: int | None = None,
        is_asked: Callable[[str], bool] | None = None,
    ) -> Fetched:
        """Return what an address answers, redirects within `hosts` followed, with its verdict.

        `known` is the last stored capture with a payload: its ETag and Last-Modified are asked with.
        A redirect to an address that `is_asked` in this run already is not followed.

        Raises:
            SourceBlocked: robots.txt cannot be had, the host's circuit is open, or the day's budget is spent.
        """
        asked = {
            "User-Agent": self.user_agent,
            "Accept": "*/*",
            "Accept-Encoding": "gzip, br",
            **_validators(known),
            **(headers or {}),
        }
        bound = max_bytes or self.limits.max_bytes
        ask = _Ask(hosts, politeness, wanted, asked, allow_private, bound, is_asked)
        return self._follow(_request_url(url), ask)

    def _follow(self, url: str, ask: _Ask) -> Fetched:
        hops: list[Hop] = []
        seen = {url}
        at = url
        while True:
            fetched = self._fetch_hop(at, ask)
            target = _redirect_target(fetched)
            done = replace(fetched, asked_url=url, hops=tuple(hops))
            if target is None:
                return done
            if not is_allowed_host(target, ask.hosts):
                why = f"status {done.status}, leaves the source's hosts"
                return replace(done, target=target, verdict=Verdict.REDIRECT_STUB, reason=why)
            if ask.is_asked is not None and ask.is_asked(target):
                return replace(done, target=target)
            if target in seen or len(hops) >= self.limits.max_redirects:
                why = (
                    "redirect loop" if target in seen else f"more than {self.limits.max_redirects} redirects"
                )
                return replace(done, verdict=Verdict.ERROR, reason=why, target=target)
            hops.append(Hop(at, done.status, done.headers, target, done.fetched_at))
            seen.add(target)
            at = target

    def _fetch_hop(self, url: str, ask: _Ask) -> Fetched:
        refused = self._refusal(url, ask)
        if refused:
            return self._nothing(url, Verdict.ERROR, refused)
        rules = self._robots.rules(url, lambda address: self._ask_robots(address, ask))
        if not rules.allows(url):
            return self._nothing(url, Verdict.ROBOTS_DISALLOWED, "robots.txt disallows it")
        queue = self._queue(url)
        queue.crawl_delay = rules.crawl_delay
        return self._attempts(url, ask, queue)

    def _refusal(self, url: str, ask: _Ask) -> str | None:
        if not is_allowed_host(url, ask.hosts):
            return "not on one of the source's hosts"
        parts = urlsplit(url)
        if ask.allow_private or parts.netloc in self._public or connect_url(url, self._connect_to):
            return None
        try:
            public_address(parts.hostname or "", parts.port or DEFAULT_PORTS[parts.scheme], self._resolver)
        except UnexpectedContent as error:
            return error.message
        except OSError as error:
            return f"{parts.hostname} does not resolve: {error}"
        self._public.add(parts.netloc)
        return None

    def _ask_robots(self, url: str, ask: _Ask) -> RobotsAnswer:
        # The file itself is asked without robots rules, otherwise like everything else.
        plain = replace(
            ask, wanted="document", headers={k: ask.headers[k] for k in ("User-Agent", "Accept-Encoding")}
        )
        for _ in range(self.limits.max_redirects):
            if self._refusal(url, ask):
                return RobotsAnswer(0, b"", Verdict.ERROR, self._refusal(url, ask))
            fetched = self._attempts(url, plain, self._queue(url))
            target = _redirect_target(fetched)
            if target is None:
                return RobotsAnswer(fetched.status, fetched.body, _robots_verdict(fetched), fetched.reason)
            url = target
        return RobotsAnswer(0, b"", Verdict.ERROR, "too many redirects")

    def _attempts(self, url: str, ask: _Ask, queue: HostQueue) -> Fetched:
        for attempt in range(1, self.limits.attempts + 1):
            queue.check(url)
            self._spend(url, ask.politeness)
            with queue.turn(ask.politeness):
                fetched_at = self.clock.now()
                answer = self._ask_once(url, ask)
            fetched = self._judge(url, ask, answer, fetched_at)
            if not _may_pass(fetched, answer) or not self._wait(queue, fetched, attempt):
                break
        queue.record(is_failure=_may_pass(fetched, answer))
        return fetched

    def _wait(self, queue: HostQueue, fetched: Fetched, attempt: int) -> bool:
        """Pause the host before the next attempt; False where there is none."""
        asked_for = _retry_after(fetched.header("retry-after"), fetched.fetched_at)
        if asked_for is not None and asked_for > self.limits.max_wait_seconds:
            queue.shut(asked_for)
            return False
        backoff = self.limits.backoff_seconds * 2 ** (attempt - 1) * (0.5 + self.clock.chance())
        queue.pause(max(asked_for or 0.0, min(backoff, self.limits.max_wait_seconds)))
        return attempt < self.limits.attempts

    def _ask_once(self, url: str, ask: _Ask) -> _Answer:
        started = self.clock.monotonic()
        real = connect_url(url, self._connect_to)
        session = self._session(url, is_guarded=real is None and not ask.allow_private)
        prepared = requests.Request("GET", real or url, headers=dict(ask.headers)).prepare()
        prepared.headers["Host"] = urlsplit(url).netloc
        timeout = (self.limits.connect_seconds, self.limits.read_seconds)
        try:
            response = session.send(prepared, stream=True, timeout=timeout, allow_redirects=False)
        except (requests.RequestException, HTTPError) as error:
            return _Answer(0, reason=_short(error), is_transient=_is_transient(error))
        except UnexpectedContent as error:
            return _Answer(0, reason=error.message)
        try:
            return _read(
                response, ask.max_bytes, lambda: self.clock.monotonic() - started > self.limits.total_seconds
            )
        finally:
            response.close()

    def _judge(self, url: str, ask: _Ask, answer: _Answer, fetched_at: datetime) -> Fetched:
        verdict, reason, target = answer.verdict, answer.reason, None
        if verdict is None and answer.status:
            verdict, reason, target = decide_verdict(
                url=url,
                status=answer.status,
                headers=_entity(answer.headers),
                body=answer.body,
                wanted=ask.wanted,
            )
        return Fetched(
            asked_url=url,
            url=url,
            fetched_at=fetched_at,
            status=answer.status,
            headers=answer.headers,
            body=answer.body,
            verdict=verdict or Verdict.ERROR,
            reason=reason,
            target=target,
            request_headers=ask.headers,
        )

    def _spend(self, url: str, politeness: Politeness) -> None:
        if not self._budget.left(_host(url), politeness):
            raise SourceBlocked(
                f"the {politeness.daily_requests} requests a day for {_host(url)} are spent",
                address=url,
                hint="the rest is asked tomorrow; raise politeness.daily_requests with consent of the site only",
            )
        self._budget.spend(_host(url))

    def _nothing(self, url: str, verdict: Verdict, reason: str) -> Fetched:
        return Fetched(url, url, self.clock.now(), 0, (), b"", verdict, reason)

    def _queue(self, url: str) -> HostQueue:
        with self._lock:
            return self._queues.setdefault(_host(url), HostQueue(_host(url), self.clock))

    def _session(self, url: str, *, is_guarded: bool) -> requests.Session:
        key = f"{_host(url)} {is_guarded}"
        with self._lock:
            if key not in self._sessions:
                self._sessions[key] = open_session(self._resolver if is_guarded else None)
            return self._sessions[key]


def _read(response: requests.Response, limit: int, is_late: Callable[[], bool]) -> _Answer:
    headers: Headers = tuple((str(k), str(v)) for k, v in response.raw.headers.items())
    chunks = read_chunks(response.raw, is_late)
    body, verdict, reason = decode_body(chunks, header(headers, "content-encoding"), limit)
    return _Answer(response.status_code, headers, body, verdict, reason, verdict is Verdict.TRUNCATED)


def _entity(headers: Headers) -> Headers:
    # The body is decoded: the length and coding of the wire no longer describe it.
    return tuple((k, v) for k, v in headers if k.lower() not in ("content-length", "content-encoding"))


def _may_pass(fetched: Fetched, answer: _Answer) -> bool:
    if answer.is_transient:
        return True
    is_wall = fetched.verdict is Verdict.BLOCKED and fetched.status != 429
    return fetched.status in RETRIED_STATUSES and not is_wall


def _redirect_target(fetched: Fetched) -> str | None:
    location = fetched.header("location")
    if fetched.status not in REDIRECTS or not location:
        return None
    return _request_url(urljoin(fetched.url, location))


def _request_url(url: str) -> str:
    """An address as it is sent: no fragment, non-ASCII letters percent-encoded, lower-case host."""
    parts = urlsplit(url.strip())
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~")
    query = quote(parts.query, safe="/?%:@!$&'()*+,;=~[]")
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), path, query, ""))


def _validators(known: Capture | None) -> dict[str, str]:
    if known is None:
        return {}
    pairs = (("If-None-Match", "etag"), ("If-Modified-Since", "last-modified"))
    return {name: value for name, key in pairs if (value := header(known.headers, key))}


def _retry_after(value: str, now: datetime) -> float | None:
    # Retry-After: 120, or Retry-After: Fri, 31 Dec 2027 23:59:59 GMT
    if value.isdigit():
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - now).total_seconds()) if value else None
    except (ValueError, TypeError):
        return None


def _robots_verdict(fetched: Fetched) -> Verdict:
    # robots.txt is plain text: of the verdicts about pages only a challenge matters here.
    return fetched.verdict if fetched.verdict is Verdict.BLOCKED else Verdict.OK


def _is_transient(error: Exception) -> bool:
    if isinstance(error, (requests.exceptions.SSLError, requests.exceptions.InvalidURL)):
        return False
    return isinstance(error, (requests.ConnectionError, requests.Timeout, HTTPError))


def _short(error: Exception) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower()


def _version() -> str:
    try:
        return version("equalwork")
    except PackageNotFoundError:
        return "0.1.0"
