"""The routes of one source in its order: the next one serves what the live site refuses."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from extractors.collect.fetching.asking import host_of
from extractors.collect.fetching.fetch import Fetcher
from extractors.collect.routes.commoncrawl import CommonCrawlRoute
from extractors.collect.routes.live import LiveRoute
from extractors.collect.routes.route import Answered, RouteTo
from extractors.collect.routes.wayback import WaybackRoute
from extractors.collect.verdicts.looks import Wanted
from extractors.errors import SourceBlocked, UnexpectedContent
from extractors.model import Capture, Route, Verdict
from extractors.sources import Source

LOG = logging.getLogger(__name__)
WALLS = frozenset({Verdict.BLOCKED, Verdict.CONSENT_WALL, Verdict.LOGIN_WALL, Verdict.NEEDS_JAVASCRIPT})
# Walk pages that several sources of one host read.
SHARED = ("sitemap", "feed")
# Fewer answers than this say nothing about a share.
ENOUGH_ANSWERS = 5


@dataclass
class Routes:
    """Asks by the declared routes and counts how often the live site turns us away."""

    source: Source
    routes: list[RouteTo]
    fetcher: Fetcher
    live_count: int = 0
    wall_count: int = 0
    is_live_left: bool = False
    # Hosts that cannot be asked now, and why (robots.txt not to be had, circuit open).
    refusals: dict[str, str] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @classmethod
    def of(cls, source: Source, fetcher: Fetcher, is_asked: Callable[[str], bool] | None = None) -> Routes:
        """The routes of a source; `warc` is an import, nothing that could be asked."""
        builders: dict[Route, Callable[[], RouteTo]] = {
            Route.LIVE: lambda: LiveRoute(fetcher, source, is_asked),
            Route.WAYBACK: lambda: WaybackRoute(fetcher, source),
            Route.COMMONCRAWL: lambda: CommonCrawlRoute(fetcher, source),
        }
        return cls(source, [builders[route]() for route in source.routes if route in builders], fetcher)

    @property
    def has_other(self) -> bool:
        """Whether anything but the live site is declared."""
        return any(route.route is not Route.LIVE for route in self.routes)

    def leave_live(self) -> None:
        """Ask the live site nothing more in this run."""
        self.is_live_left = True

    def is_blocked(self, *, at_end: bool = False) -> bool:
        """Whether the share of answers that are walls passes the source's bound."""
        with self._lock:
            is_wall_of_walls = self.wall_count == self.live_count and (at_end or self.wall_count >= 3)
            if not is_wall_of_walls and self.live_count < ENOUGH_ANSWERS:
                return False
            return self.wall_count > self.source.expect.max_blocked_share * self.live_count

    def blocked_share(self) -> str:
        """The share in words."""
        return f"{self.wall_count} of {self.live_count} answers of the live site turn us away"

    def ask(self, url: str, wanted: Wanted, known: Capture | None) -> Answered | None:
        """The answer of the first route that is not turned away; the live answer where none has better.

        Raises:
            SourceBlocked: the live site cannot be asked and no other route is declared, or the day's
                budget is spent (then no other route is tried either).
        """
        refused: Answered | None = None
        trouble: SourceBlocked | None = None
        for route in self.routes:
            if route.route is Route.LIVE and self.is_live_left:
                continue
            try:
                answered = self._ask(route, url, wanted, known)
            except SourceBlocked as error:
                trouble = trouble or error
                self._note_refusal(route, url, error)
                continue
            if answered is None:
                continue
            if answered.fetched.verdict not in WALLS:
                return replace(answered, refused=refused.fetched if refused else None)
            refused = refused or answered
        if refused is None and trouble is not None:
            raise trouble
        return refused

    def ask_once(self, url: str, wanted: Wanted) -> tuple[Answered, bool]:
        """The answer to a page of a walk, the same for every source of the run; and whether it is fresh.

        Raises:
            SourceBlocked: no route gives it.
        """
        if wanted not in SHARED:
            return self._must_ask(url, wanted), True
        return self.fetcher.once(url, lambda: self._must_ask(url, wanted))

    def _note_refusal(self, route: RouteTo, url: str, error: SourceBlocked) -> None:
        if route.route is not Route.LIVE:
            return
        if not self.fetcher.left_today(url, self.source.politeness):
            raise error
        with self._lock:
            self.refusals.setdefault(host_of(url), error.message)

    def _must_ask(self, url: str, wanted: Wanted) -> Answered:
        answered = self.ask(url, wanted, None)
        if answered is None:
            raise SourceBlocked(f"no route gives {url}", source=self.source.source_id, address=url)
        return answered

    def _ask(self, route: RouteTo, url: str, wanted: Wanted, known: Capture | None) -> Answered | None:
        if route.route is not Route.LIVE:
            return self._ask_archive(route, url, wanted)
        fetched = route.ask(url, wanted, known)
        if fetched is None:
            return None
        with self._lock:
            self.live_count += 1
            self.wall_count += fetched.verdict in WALLS
        return Answered(fetched, Route.LIVE)

    def _ask_archive(self, route: RouteTo, url: str, wanted: Wanted) -> Answered | None:
        try:
            fetched = route.ask(url, wanted, None)
        except UnexpectedContent as error:
            LOG.warning("%s: %s", route.route, error.message)
            return None
        return Answered(fetched, route.route) if fetched is not None else None
