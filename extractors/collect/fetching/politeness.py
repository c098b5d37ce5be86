"""One host, one polite queue: delay, concurrency, daily budget, pauses, and a circuit breaker."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from extractors.collect.clock import Clock
from extractors.errors import SourceBlocked
from extractors.sources import Politeness

LOG = logging.getLogger(__name__)
# This many failures in a row, each after its retries, and the host is left alone for a while.
BREAKER_FAILURES = 5
BREAKER_SECONDS = 1800.0
SAVE_EVERY = 50


@dataclass
class HostQueue:
    """The queue of one host: nobody starts before the delay is over, never more than allowed at once."""

    host: str
    clock: Clock
    crawl_delay: float = 0.0
    _last_start: float | None = None
    _not_before: float = float("-inf")
    _active: int = 0
    _failures: int = 0
    _open_until: float | None = None
    _changed: threading.Condition = field(default_factory=threading.Condition)

    @contextmanager
    def turn(self, politeness: Politeness) -> Iterator[None]:
        """Wait for this host's next turn and hold it while the request runs."""
        with self._changed:
            while self._active >= politeness.concurrency:
                self._changed.wait()
            self._active += 1
            wait = self._claim(politeness)
        try:
            if wait > 0:
                self.clock.sleep(wait)
            yield
        finally:
            with self._changed:
                self._active -= 1
                if politeness.concurrency == 1:
                    # Counted from the end of the answer: a slow host is given its rest too.
                    self._last_start = self.clock.monotonic()
                self._changed.notify_all()

    def pause(self, seconds: float) -> None:
        """Ask nothing of this host for a while (Retry-After, backoff)."""
        with self._changed:
            self._not_before = max(self._not_before, self.clock.monotonic() + seconds)

    def shut(self, seconds: float) -> None:
        """Open the circuit: every fetch is refused until the time is over."""
        with self._changed:
            self._open_until = max(self._open_until or 0.0, self.clock.monotonic() + seconds)

    def record(self, *, is_failure: bool) -> None:
        """Count a fetch; too many failures in a row open the circuit, a success closes it."""
        with self._changed:
            self._failures = self._failures + 1 if is_failure else 0
            if not is_failure:
                self._open_until = None
            if self._failures < BREAKER_FAILURES:
                return
        self.shut(BREAKER_SECONDS)
        LOG.warning(
            "%s failed %d times in a row: left alone for %.0f s", self.host, self._failures, BREAKER_SECONDS
        )

    def check(self, address: str) -> None:
        """Raise SourceBlocked while the circuit is open; afterwards one trial is let through."""
        until = self._open_until
        if until is not None and self.clock.monotonic() < until:
            raise SourceBlocked(
                f"{self.host} fails or asks to be left alone for {until - self.clock.monotonic():.0f} s more",
                address=address,
                hint="nothing is lost: the next run asks again; another declared route serves meanwhile",
            )

    def _claim(self, politeness: Politeness) -> float:
        # A token bucket of one: a start is handed out before the waiting, so that threads queue up.
        now = self.clock.monotonic()
        start = max(now, self._not_before)
        if self._last_start is not None:
            delay = max(politeness.delay, self.crawl_delay) + politeness.jitter * self.clock.chance()
            start = max(start, self._last_start + delay)
        self._last_start = start
        return start - now


class DailyBudget:
    """Requests of each host on this UTC day, kept in a small file so that a second run goes on counting."""

    def __init__(self, clock: Clock, path: Path | None = None) -> None:
        self._clock = clock
        self._path = path
        self._lock = threading.Lock()
        self._day = ""
        self._counts: dict[str, int] = {}
        self._unsaved = 0
        self._load()

    def left(self, host: str, politeness: Politeness) -> int:
        """How many requests this host may still get today."""
        with self._lock:
            self._turn_day()
            return max(0, politeness.daily_requests - self._counts.get(host, 0))

    def spend(self, host: str) -> None:
        """Count one request."""
        with self._lock:
            self._turn_day()
            self._counts[host] = self._counts.get(host, 0) + 1
            self._unsaved += 1
            if self._unsaved >= SAVE_EVERY:
                self._save()

    def close(self) -> None:
        """Write the counts down."""
        with self._lock:
            self._save()

    def _turn_day(self) -> None:
        today = self._clock.now().date().isoformat()
        if today != self._day:
            self._day, self._counts = today, {}

    def _load(self) -> None:
        if self._path is None or not self._path.exists():
            return
        try:
            data = json.loads(self._path.read_text("utf-8"))
            self._day, self._counts = str(data["day"]), {str(k): int(v) for k, v in data["counts"].items()}
        except (ValueError, KeyError, TypeError, AttributeError):
            LOG.warning("%s is damaged: today's requests are counted from zero", self._path)

    def _save(self) -> None:
        self._unsaved = 0
        if self._path is None:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_suffix(".tmp")
        fresh.write_text(json.dumps({"day": self._day, "counts": self._counts}), "utf-8")
        fresh.replace(self._path)
