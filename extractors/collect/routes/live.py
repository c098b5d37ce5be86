"""The live site, within the source's hosts and at its pace."""

from __future__ import annotations

from collections.abc import Callable

from extractors.addresses import canonical_url
from extractors.collect.fetching.fetch import Fetched, Fetcher
from extractors.collect.verdicts.looks import Wanted
from extractors.model import Capture, Route
from extractors.sources import Source


class LiveRoute:
    """Asks the site itself."""

    route = Route.LIVE

    def __init__(
        self, fetcher: Fetcher, source: Source, is_asked: Callable[[str], bool] | None = None
    ) -> None:
        self._fetcher = fetcher
        self._source = source
        self._is_asked = is_asked

    def ask(self, url: str, wanted: Wanted, known: Capture | None) -> Fetched | None:
        """The site's answer, asked conditionally where a capture is known."""
        return self._fetcher.fetch(
            url,
            hosts=self._source.hosts,
            politeness=self._source.politeness,
            wanted=wanted,
            known=known,
            allow_private=self._source.allow_private_hosts,
            is_asked=lambda target: self._is_elsewhere(url, target),
        )

    def _is_elsewhere(self, url: str, target: str) -> bool:
        """Whether a redirect leads to another document that this run asked already."""
        key = canonical_url(target)
        return self._is_asked is not None and key != canonical_url(url) and self._is_asked(key)
