"""robots.txt: read once a run for each host and obeyed, also where it cannot be had.

404 means that everything is allowed. A server error, a refusal or no answer means that nothing is
asked of the host today.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

from extractors.errors import SourceBlocked
from extractors.model import Verdict

LOG = logging.getLogger(__name__)
AGENT = "equalwork"
MAX_BYTES = 512_000
# Refusals of the file itself: the host turns us away as a whole.
REFUSALS = frozenset({401, 403, 429})


@dataclass(frozen=True, slots=True)
class RobotsAnswer:
    """What came back for a robots.txt: status 0 stands for no answer."""

    status: int
    body: bytes
    verdict: Verdict
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one host. `trouble` says why it may not be asked at all."""

    parsed: Protego | None
    crawl_delay: float = 0.0
    trouble: str | None = None

    def allows(self, url: str) -> bool:
        """Whether the rules allow an address."""
        return self.parsed is None or bool(self.parsed.can_fetch(url, AGENT))


class Robots:
    """The rules of every host of a run, each asked for once."""

    def __init__(self, ask: Callable[[str], RobotsAnswer]) -> None:
        self._ask = ask
        self._rules: dict[str, Rules] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def rules(self, url: str, ask: Callable[[str], RobotsAnswer] | None = None) -> Rules:
        """Return the rules that hold for an address.

        Raises:
            SourceBlocked: robots.txt is unreachable, refused or answered by a server error.
        """
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            lock = self._locks.setdefault(origin, threading.Lock())
        with lock:
            if origin not in self._rules:
                self._rules[origin] = _rules((ask or self._ask)(f"{origin}/robots.txt"), origin)
        rules = self._rules[origin]
        if rules.trouble:
            raise SourceBlocked(
                f"{origin}/robots.txt {rules.trouble}: nothing is asked of this host today",
                address=url,
                hint="look at the file in a browser; the next run asks for it again",
            )
        return rules


def _rules(answer: RobotsAnswer, origin: str) -> Rules:
    trouble = _trouble(answer)
    if trouble:
        LOG.warning("%s/robots.txt %s: nothing is asked of this host today", origin, trouble)
        return Rules(None, trouble=trouble)
    if answer.status >= 400 or answer.verdict is not Verdict.OK or _is_html(answer.body):
        return Rules(None)
    parsed = Protego.parse(answer.body[:MAX_BYTES].decode("utf-8-sig", "replace"))
    return Rules(parsed, crawl_delay=_crawl_delay(parsed))


def _trouble(answer: RobotsAnswer) -> str | None:
    if answer.status == 0:
        return f"cannot be had ({answer.reason or 'no answer'})"
    if answer.status >= 500 or answer.status in REFUSALS:
        return f"answers {answer.status}"
    if answer.verdict is Verdict.BLOCKED:
        return f"answers a block page ({answer.reason})"
    return None


def _crawl_delay(parsed: Protego) -> float:
    delay = float(parsed.crawl_delay(AGENT) or 0.0)
    rate = parsed.request_rate(AGENT)
    return max(delay, rate.seconds / rate.requests if rate and rate.requests else 0.0)


def _is_html(body: bytes) -> bool:
    return body[:200].lstrip().lower().startswith((b"<!doctype", b"<html"))
