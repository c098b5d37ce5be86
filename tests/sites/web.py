"""Several hosts behind one loopback port, told apart by the Host header.

The log keeps every request with its time by the test's clock, so that politeness is proved from what
the server saw. Nothing leaves the machine.
"""

from __future__ import annotations

import gzip
import hashlib
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from extractors.collect.clock import Clock

START = datetime(2026, 11, 22, 2, 15, tzinfo=UTC)


class FakeTime:
    """A clock that only waiting moves; safe for threads."""

    def __init__(self, start: datetime = START) -> None:
        self._lock = threading.Lock()
        self._start = start
        self.elapsed = 0.0

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.elapsed += max(0.0, seconds)

    def monotonic(self) -> float:
        with self._lock:
            return self.elapsed

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self.monotonic())

    def clock(self) -> Clock:
        return Clock(now=self.now, monotonic=self.monotonic, sleep=self.sleep, chance=lambda: 0.5)


@dataclass(frozen=True)
class Request:
    host: str
    path: str
    headers: dict[str, str]
    at: float
    number: int

    @property
    def url(self) -> str:
        return f"https://{self.host}{self.path}"


@dataclass(frozen=True)
class Reply:
    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    # How the answer is spoilt on the wire: "reset" before it, "cut" in its middle, "slow" (waits first).
    spoil: str = ""
    seconds: float = 0.0


Handler = Callable[[Request], "Reply | None"]


def page(title: str, text: str = "", *, head: str = "") -> bytes:
    """An ordinary page with enough words to be read."""
    words = text or f"{title}. " + "The delegates met again and wrote down what they had agreed. " * 12
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title>{head}</head>"
        f"<body><main><h1>{title}</h1><p>{words}</p></main></body></html>"
    ).encode()


def listing(urls: list[str], next_url: str | None = None, total: int | None = None, pages: str = "") -> bytes:
    """A listing page in the form that `tests.sites.listing.read_listing` reads."""
    items = "".join(f"<li><a class='item' href='{url}'>{url}</a></li>" for url in urls)
    more = f"<a rel='next' href='{next_url}'>next</a>" if next_url else ""
    shown = f"<p class='total'>{total}</p>" if total is not None else ""
    count = f"<p class='pages'>{pages}</p>" if pages else ""
    filler = "What the organisation published lately, in the order of its days. " * 12
    body = f"<p>{filler}</p><ul>{items}</ul>{shown}{count}{more}"
    return f"<!DOCTYPE html><html><body>{body}</body></html>".encode()


def sitemap(urls: list[tuple[str, str]]) -> bytes:
    rows = "".join(f"<url><loc>{url}</loc><lastmod>{stamp}</lastmod></url>" for url, stamp in urls)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'.encode()


def sitemap_index(urls: list[tuple[str, str]]) -> bytes:
    rows = "".join(f"<sitemap><loc>{url}</loc><lastmod>{stamp}</lastmod></sitemap>" for url, stamp in urls)
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</sitemapindex>'.encode()


@dataclass
class Site:
    """One host: pages by path, robots.txt, faults that are tried first, dynamic answers."""

    host: str
    pages: dict[str, Reply] = field(default_factory=dict)
    robots: str | int | None = None
    faults: list[Handler] = field(default_factory=list)
    dynamic: list[Handler] = field(default_factory=list)

    def add(
        self, path: str, body: bytes, content_type: str = "text/html; charset=utf-8", **headers: str
    ) -> None:
        etag = f'"{hashlib.sha256(body).hexdigest()[:12]}"'
        names = {"Content-Type": content_type, "ETag": etag} | {
            k.replace("_", "-"): v for k, v in headers.items()
        }
        self.pages[path] = Reply(200, body, names)

    def answer(self, request: Request) -> Reply:
        for handler in (*self.faults, self._robots, *self.dynamic):
            reply = handler(request)
            if reply is not None:
                return reply
        return self._conditional(request, self.pages.get(request.path, Reply(404, b"nothing here")))

    def _robots(self, request: Request) -> Reply | None:
        if request.path != "/robots.txt" or self.robots is None:
            return None
        if isinstance(self.robots, int):
            return Reply(self.robots, b"trouble")
        return Reply(200, self.robots.encode(), {"Content-Type": "text/plain"})

    def _conditional(self, request: Request, reply: Reply) -> Reply:
        etag = reply.headers.get("ETag")
        if etag and request.headers.get("if-none-match") == etag:
            return Reply(304, b"", {"ETag": etag})
        return reply


class Web:
    """The hosts, the log, and where to connect to."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock
        self.sites: dict[str, Site] = {}
        self.log: list[Request] = []
        self.active: dict[str, int] = {}
        self.most_active: dict[str, int] = {}
        self.lock = threading.Lock()
        self.port = 0

    def site(self, host: str) -> Site:
        return self.sites.setdefault(host, Site(host))

    @property
    def connect_to(self) -> dict[str, str]:
        target = f"http://127.0.0.1:{self.port}"
        return {f"{host}:{port}": target for host in self.sites for port in (80, 443)}

    def requests(self, host: str, path: str | None = None) -> list[Request]:
        """What a host was asked, robots.txt left out unless asked for."""
        found = [r for r in self.log if r.host == host and (path is None or r.path == path)]
        return [r for r in found if path is not None or r.path != "/robots.txt"]

    def paths(self, host: str) -> list[str]:
        return [request.path for request in self.requests(host)]


def _handler(web: Web) -> type[BaseHTTPRequestHandler]:
    class Handle(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            host = self.headers.get("Host", "")
            with web.lock:
                headers = {key.lower(): value for key, value in self.headers.items()}
                request = Request(host, self.path, headers, web.clock(), len(web.log) + 1)
                web.log.append(request)
                web.active[host] = web.active.get(host, 0) + 1
                web.most_active[host] = max(web.most_active.get(host, 0), web.active[host])
            try:
                self._send(
                    web.site(host).answer(request) if host in web.sites else Reply(421, b"unknown host")
                )
            finally:
                with web.lock:
                    web.active[host] -= 1

        def _send(self, reply: Reply) -> None:
            if reply.seconds:
                time.sleep(reply.seconds)
            if reply.spoil == "reset":
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.connection.close()
                self.close_connection = True
                return
            self.send_response_only(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if reply.status not in (204, 304):
                self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            body = reply.body[: len(reply.body) // 2] if reply.spoil == "cut" else reply.body
            self.wfile.write(body)
            self.close_connection = reply.spoil == "cut"

        def log_message(self, *args: Any) -> None:
            """The log of the web is kept in memory."""

    return Handle


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, *args: Any) -> None:
        """Clients that go away in the middle are part of the tests."""


@contextmanager
def serve(clock: Callable[[], float] = time.monotonic) -> Iterator[Web]:
    """Serve a web on a free port of the loopback interface until the block is left."""
    web = Web(clock)
    server = _Server(("127.0.0.1", 0), _handler(web))
    web.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def gzipped(body: bytes) -> Reply:
    return Reply(200, gzip.compress(body), {"Content-Type": "text/html", "Content-Encoding": "gzip"})
