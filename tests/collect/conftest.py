"""Fixtures of the collecting rooms: a loopback web, a clock that only waiting moves, a fetcher."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from extractors.collect.fetching.fetch import Fetcher
from tests.sites.web import FakeTime, Web, serve


@pytest.fixture
def fake_time() -> FakeTime:
    return FakeTime()


@pytest.fixture
def web(fake_time: FakeTime) -> Iterator[Web]:
    with serve(fake_time.monotonic) as web:
        yield web


@pytest.fixture
def fetcher(web: Web, fake_time: FakeTime) -> Iterator[Callable[..., Fetcher]]:
    """Make a fetcher for the hosts that the web has by then."""
    made: list[Fetcher] = []

    def make(**settings: object) -> Fetcher:
        settings.setdefault("clock", fake_time.clock())
        settings.setdefault("connect_to", web.connect_to)
        made.append(Fetcher(contact="https://example.org/contact", **settings))
        return made[-1]

    yield make
    for one in made:
        one.close()
