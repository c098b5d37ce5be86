"""The server: GET and HEAD on the loopback address, whole files, parts, or the word that nothing changed.

The pointer is read for each request: a release published meanwhile is shown at the next click.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Mapping
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit, urlunsplit

from extractors.errors import RunFailed, SettingsError
from flows.serve.conditions import Identity, byte_range, identity_of, is_unchanged, wanted_range
from flows.serve.files import content_type, find_file, is_folder_without_slash, is_named_by_content, lost_page

log = logging.getLogger(__name__)
HOST = "127.0.0.1"
CHUNK = 1 << 16
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Accept-Ranges": "bytes",
}
# Kept, but asked about at each visit: the next release may have another file here.
ASKED_AGAIN = "no-cache"
# A year, the longest that HTTP suggests.
KEPT = "public, max-age=31536000, immutable"


def serve_site(home: Path, port: int) -> None:
    """Serve the site of the current release of a home until interrupted; print its address.

    Raises:
        SettingsError: there is no release with a site.
        RunFailed: the port is taken.
    """
    if find_file(home, "/") is None:
        raise SettingsError(f"no release in {home} has a site", hint="make one with `equalwork publish`")
    with make_server(home, port) as server:
        host, bound = server.server_address[:2]
        sys.stdout.write(f"http://{host!s}:{bound}/  (Ctrl-C ends)\n")
        sys.stdout.flush()
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            sys.stdout.write("\n")


def make_server(home: Path, port: int) -> ThreadingHTTPServer:
    """Return a server bound to a port of the loopback address, not yet serving.

    Raises:
        RunFailed: the port cannot be had.
    """
    try:
        return ThreadingHTTPServer((HOST, port), partial(SiteHandler, home))
    except OSError as error:
        raise RunFailed(
            f"port {port} cannot be used: {error.strerror}", hint="choose another: --port 0"
        ) from error


class SiteHandler(BaseHTTPRequestHandler):
    """Answers GET and HEAD with files of the current release."""

    protocol_version = "HTTP/1.1"
    server_version = "equalwork"
    sys_version = ""
    # Head and body are two writes: without this the body waits 40 ms for the answer to the head.
    disable_nagle_algorithm = True

    def __init__(self, home: Path, *rest: object) -> None:
        self.home = home
        super().__init__(*rest)  # type: ignore[arg-type]

    def do_GET(self) -> None:  # noqa: N802 - the name that http.server calls
        """Send a file."""
        self._answer()

    def do_HEAD(self) -> None:  # noqa: N802
        """Send the head of a file."""
        self._answer()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Log at debug level: the terminal shows the address alone."""
        log.debug(format, *args)

    def _answer(self) -> None:
        if not self._is_asked_here():
            self._refuse(HTTPStatus.FORBIDDEN)
        elif file := find_file(self.home, self.path):
            if is_folder_without_slash(self.path, file):
                self._refuse(HTTPStatus.MOVED_PERMANENTLY, {"Location": _with_slash(self.path)})
            else:
                self._give(file)
        elif file := lost_page(self.home):
            size = file.stat().st_size
            self._send(file, HTTPStatus.NOT_FOUND, (0, size), {"Cache-Control": ASKED_AGAIN})
        else:
            self._refuse(HTTPStatus.NOT_FOUND)

    def _is_asked_here(self) -> bool:
        """Whether the request names this machine: a page elsewhere cannot read the site through its own name."""
        name = (self.headers.get("Host") or HOST).rpartition(":")[0] or self.headers.get("Host", HOST)
        return name in (HOST, "localhost")

    def _give(self, file: Path) -> None:
        """Send a file, a part of it, or that it has not changed."""
        found = file.stat()
        identity, size = identity_of(found), found.st_size
        kept = _kept_headers(file, identity)
        if is_unchanged(self.headers, identity):
            self._head(HTTPStatus.NOT_MODIFIED, kept)
            return
        span = byte_range(wanted_range(self.headers, identity), size)
        if span is None:
            self._refuse(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, {"Content-Range": f"bytes */{size}"})
        elif span == (0, size):
            self._send(file, HTTPStatus.OK, span, kept)
        else:
            part = {"Content-Range": f"bytes {span[0]}-{span[1] - 1}/{size}"}
            self._send(file, HTTPStatus.PARTIAL_CONTENT, span, kept | part)

    def _send(self, file: Path, status: HTTPStatus, span: tuple[int, int], extra: Mapping[str, str]) -> None:
        length = span[1] - span[0]
        self._head(status, {"Content-Type": content_type(file), "Content-Length": str(length), **extra})
        if self.command != "HEAD":
            with file.open("rb") as stream:
                stream.seek(span[0])
                self._copy(stream, length)

    def _copy(self, stream: BinaryIO, left: int) -> None:
        while left > 0 and (chunk := stream.read(min(CHUNK, left))):
            self.wfile.write(chunk)
            left -= len(chunk)

    def _refuse(self, status: HTTPStatus, extra: Mapping[str, str] | None = None) -> None:
        body = f"{status.value} {status.phrase}\n".encode()
        plain = {"Content-Type": "text/plain; charset=utf-8", "Content-Length": str(len(body))}
        self._head(status, plain | {"Cache-Control": ASKED_AGAIN} | dict(extra or {}))
        if self.command != "HEAD":
            self.wfile.write(body)

    def _head(self, status: HTTPStatus, extra: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in (HEADERS | dict(extra)).items():
            self.send_header(name, value)
        self.end_headers()


def _with_slash(target: str) -> str:
    """Return the address of a folder on this host, whatever the request line said: `//elsewhere` is a path too."""
    parts = urlsplit(target)
    return urlunsplit(("", "", f"/{parts.path.strip('/')}/", parts.query, ""))


def _kept_headers(file: Path, identity: Identity) -> dict[str, str]:
    """Return what a browser keeps a file by."""
    return {
        "ETag": identity.tag,
        "Last-Modified": identity.modified,
        "Cache-Control": KEPT if is_named_by_content(file) else ASKED_AGAIN,
    }
