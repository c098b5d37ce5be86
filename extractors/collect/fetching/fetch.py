"""The fetcher: one honest client for every room that asks the network.

It obeys robots.txt, waits its turn, asks conditionally, retries what can pass, follows redirects within
the given hosts, and keeps to limits. It never raises for what a server answers: that is a verdict.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar, cast

from extractors.collect.clock import Clock
from extractors.collect.fetching.asking import (
    agent_version,
    entity_headers,
    host_of,
    may_pass,
    redirect_target,
    request_url,
    retry_after,
    validators,
)
from extractors.collect.fetching.connection import Resolver, is_allowed_host, resolve
from extractors.collect.fetching.exchange import Answer, Ask, Fetched, Headers, Hop, Limits
from extractors.collect.fetching.politeness import DailyBudget, HostQueue
from extractors.collect.fetching.robots import Robots, RobotsAnswer
from extractors.collect.fetching.wire import Wire
from extractors.collect.verdicts.looks import Wanted
from extractors.collect.verdicts.verdict import decide_verdict
from extractors.errors import SourceBlocked
from extractors.model import Capture, Verdict
from extractors.sources import Politeness

__all__ = ["Fetched", "Fetcher", "Headers", "Hop", "Limits"]

T = TypeVar("T")
# Nothing is asked without the file: no use in waiting long for it.
ROBOTS_ATTEMPTS = 2


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
        self.user_agent = f"equalwork/{agent_version()} (+{contact})"
        self.clock = clock or Clock()
        self.limits = limits or Limits()
        self._wire = Wire(connect_to or {}, resolver, self.limits, self.clock)
        self._budget = DailyBudget(self.clock, budget_path)
        self._queues: dict[str, HostQueue] = {}
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
        self._wire.close()

    def left_today(self, url: str, politeness: Politeness) -> int:
        """How many requests the host of an address may still get today."""
        return self._budget.left(host_of(url), politeness)

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
            **validators(known),
            **(headers or {}),
        }
        bound = max_bytes or self.limits.max_bytes
        ask = Ask(hosts, politeness, wanted, asked, allow_private, bound, is_asked)
        return self._follow(request_url(url), ask)

    def _follow(self, url: str, ask: Ask) -> Fetched:
        hops: list[Hop] = []
        seen = {url}
        at = url
        while True:
            fetched = self._fetch_hop(at, ask)
            target = redirect_target(fetched)
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

    def _fetch_hop(self, url: str, ask: Ask) -> Fetched:
        refused = self._wire.refusal(url, ask)
        if refused:
            return self._nothing(url, Verdict.ERROR, refused)
        rules = self._robots.rules(url, lambda address: self._ask_robots(address, ask))
        if not rules.allows(url):
            return self._nothing(url, Verdict.ROBOTS_DISALLOWED, "robots.txt disallows it")
        queue = self._queue(url)
        queue.crawl_delay = rules.crawl_delay
        return self._attempts(url, ask, queue)

    def _ask_robots(self, url: str, ask: Ask) -> RobotsAnswer:
        # The file itself is asked without robots rules, otherwise like everything else.
        plain = replace(
            ask, wanted="document", headers={k: ask.headers[k] for k in ("User-Agent", "Accept-Encoding")}
        )
        for _ in range(self.limits.max_redirects):
            if self._wire.refusal(url, ask):
                return RobotsAnswer(0, b"", Verdict.ERROR, self._wire.refusal(url, ask))
            fetched = self._attempts(url, plain, self._queue(url), ROBOTS_ATTEMPTS)
            target = redirect_target(fetched)
            if target is None:
                return RobotsAnswer(fetched.status, fetched.body, _robots_verdict(fetched), fetched.reason)
            url = target
        return RobotsAnswer(0, b"", Verdict.ERROR, "too many redirects")

    def _attempts(self, url: str, ask: Ask, queue: HostQueue, most: int | None = None) -> Fetched:
        for attempt in range(1, (most or self.limits.attempts) + 1):
            queue.check(url)
            self._spend(url, ask.politeness)
            with queue.turn(ask.politeness):
                fetched_at = self.clock.now()
                answer = self._wire.ask(url, ask)
            fetched = self._judge(url, ask, answer, fetched_at)
            if not may_pass(fetched, answer) or not self._wait(queue, fetched, attempt):
                break
        queue.record(is_failure=may_pass(fetched, answer))
        return fetched

    def _wait(self, queue: HostQueue, fetched: Fetched, attempt: int) -> bool:
        """Pause the host before the next attempt; False where there is none."""
        asked_for = retry_after(fetched.header("retry-after"), fetched.fetched_at)
        if asked_for is not None and asked_for > self.limits.max_wait_seconds:
            queue.shut(asked_for)
            return False
        backoff = self.limits.backoff_seconds * 2 ** (attempt - 1) * (0.5 + self.clock.chance())
        queue.pause(max(asked_for or 0.0, min(backoff, self.limits.max_wait_seconds)))
        return attempt < self.limits.attempts

    def _judge(self, url: str, ask: Ask, answer: Answer, fetched_at: datetime) -> Fetched:
        verdict, reason, target = answer.verdict, answer.reason, None
        if verdict is None and answer.status:
            verdict, reason, target = decide_verdict(
                url=url,
                status=answer.status,
                headers=entity_headers(answer.headers),
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
        if not self._budget.left(host_of(url), politeness):
            raise SourceBlocked(
                f"the {politeness.daily_requests} requests a day for {host_of(url)} are spent",
                address=url,
                hint="the rest is asked tomorrow; ask the site before raising politeness.daily_requests",
            )
        self._budget.spend(host_of(url))

    def _nothing(self, url: str, verdict: Verdict, reason: str) -> Fetched:
        return Fetched(url, url, self.clock.now(), 0, (), b"", verdict, reason)

    def _queue(self, url: str) -> HostQueue:
        with self._lock:
            return self._queues.setdefault(host_of(url), HostQueue(host_of(url), self.clock))


def _robots_verdict(fetched: Fetched) -> Verdict:
    # robots.txt is plain text: of the verdicts about pages only a challenge matters here.
    return fetched.verdict if fetched.verdict is Verdict.BLOCKED else Verdict.OK
