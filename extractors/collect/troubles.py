"""Troubles of one collection: what blocks the source, what concerns one host only, what is no block at all."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from extractors.collect.fetching.asking import host_of
from extractors.collect.fetching.fetch import Fetcher
from extractors.collect.report import CollectReport
from extractors.collect.routes.choose import Routes
from extractors.errors import SourceBlocked
from extractors.model import Issue
from extractors.sources import Source

LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Troubles:
    """Writes what went wrong into the report, each thing once."""

    source: Source
    fetcher: Fetcher
    routes: Routes
    report: CollectReport

    def may_go_on(self, url: str) -> bool:
        """Whether an address may still be asked, by the live site or by another route."""
        self.note_refusals()
        if self.routes.is_blocked():
            self.mark_blocked(self.routes.blocked_share())
        if self.report.blocked:
            return self.routes.has_other
        if self.fetcher.left_today(url, self.source.politeness):
            return True
        self._note_budget()
        return False

    def note_end(self) -> None:
        """Judge the whole run once nothing more is asked."""
        self.note_refusals()
        if self.routes.is_blocked(at_end=True):
            self.mark_blocked(self.routes.blocked_share())

    def note(self, error: SourceBlocked) -> None:
        """Keep why an address could not be asked."""
        url = error.address or ""
        if url and not self.fetcher.left_today(url, self.source.politeness):
            self._note_budget()
        elif host_of(url) not in self.routes.refusals:
            self.mark_blocked(error.message)

    def note_refusals(self) -> None:
        """A refusal of the source's own host blocks it; another host of it is left alone, and told."""
        own = {host_of(url) for entry in self.source.discover if (url := getattr(entry, "url", ""))}
        for host, why in list(self.routes.refusals.items()):
            if host in (own or {host}):
                self.mark_blocked(why)
            else:
                self._add("host_blocked", why, "warning")

    def _note_budget(self) -> None:
        self._add("daily_budget_spent", "the day's requests are spent, the rest is asked tomorrow", "info")

    def mark_blocked(self, why: str) -> None:
        """The live site turns us away: it is asked nothing more in this run."""
        if self.report.blocked:
            return
        self.report.blocked = True
        self.routes.leave_live()
        LOG.warning("%s is blocked: %s", self.source.source_id, why)
        self._add("source_blocked", why, "error")

    def _add(self, code: str, message: str, severity: str) -> None:
        issue = Issue(code, f"{self.source.source_id}: {message}", severity=severity)
        if issue not in self.report.issues:
            self.report.issues.append(issue)
