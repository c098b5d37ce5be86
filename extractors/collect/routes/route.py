"""What every route offers: the answer to an address, and when it was captured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from extractors.collect.fetching.fetch import Fetched
from extractors.collect.verdicts.looks import Wanted
from extractors.model import Capture, Route


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer with the route it came by; `fetched.fetched_at` is the time of the capture.

    `refused` is the wall that the live site answered before another route served.
    """

    fetched: Fetched
    route: Route
    refused: Fetched | None = None


class RouteTo(Protocol):
    """A way to ask for an address."""

    route: Route

    def ask(self, url: str, wanted: Wanted, known: Capture | None) -> Fetched | None:
        """The answer, or None where this route does not hold the address.

        Raises:
            SourceBlocked: this route cannot be used now.
        """
