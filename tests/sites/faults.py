"""Faults on demand, as handlers that a site tries before its pages."""

from __future__ import annotations

import gzip
import itertools

from tests.sites.web import Handler, Reply, Request

CHALLENGE = (
    b"<!DOCTYPE html><html><head><title>Just a moment...</title></head><body><h2>Checking your browser</h2>"
    b"<script>window._cf_chl_opt={}</script></body></html>"
)


def _pages_only(request: Request) -> bool:
    return request.path != "/robots.txt"


def every(nth: int, reply: Reply) -> Handler:
    """Spoil every nth request (robots.txt left out)."""
    counter = itertools.count(1)
    return lambda request: reply if _pages_only(request) and next(counter) % nth == 0 else None


def once(path: str, *replies: Reply) -> Handler:
    """Give these replies in turn for a path, then the page itself."""
    left = list(replies)
    return lambda request: left.pop(0) if request.path == path and left else None


def always(path: str, reply: Reply) -> Handler:
    return lambda request: reply if request.path == path else None


def challenge_after(count: int) -> Handler:
    """The host turns into a challenge page at 200 after some requests."""
    counter = itertools.count(1)

    def handler(request: Request) -> Reply | None:
        if not _pages_only(request) or next(counter) <= count:
            return None
        return Reply(200, CHALLENGE, {"Content-Type": "text/html"})

    return handler


def redirect(path: str, target: str, status: int = 302) -> Handler:
    return always(path, Reply(status, b"", {"Location": target}))


def gzip_bomb(path: str, megabytes: int) -> Handler:
    body = gzip.compress(b"\x00" * (megabytes << 20))
    return always(path, Reply(200, body, {"Content-Type": "text/html", "Content-Encoding": "gzip"}))


def endless_pager(path: str, per_page: int = 3) -> Handler:
    """A listing that always has a next page with new entries."""
    from tests.sites.web import listing

    def handler(request: Request) -> Reply | None:
        base, _, query = request.path.partition("?page=")
        if base != path:
            return None
        number = int(query or 0)
        urls = [f"{path}/item-{number * per_page + i}" for i in range(per_page)]
        return Reply(200, listing(urls, f"{path}?page={number + 1}"), {"Content-Type": "text/html"})

    return handler
