"""`equalwork serve`: the site of the current release over HTTP on this machine.

The pointer is read for each request: a release published meanwhile is shown at the next click.
"""

from __future__ import annotations

import logging
import re
import sys
from email.utils import formatdate
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from extractors.errors import RunFailed, SettingsError
from warehouse.pointer import current_release

log = logging.getLogger(__name__)
HOST = "127.0.0.1"
CHUNK = 1 << 16
# bytes=100-199, bytes=100-, bytes=-500
RANGE = re.compile(r"bytes=(\d*)-(\d*)")
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".atom": "application/atom+xml; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".wasm": "application/wasm",
    ".csv": "text/csv; charset=utf-8",
    ".gz": "application/gzip",
    ".parquet": "application/vnd.apache.parquet",
    ".duckdb": "application/vnd.duckdb",
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Accept-Ranges": "bytes",
    "Cache-Control": "no-cache",
}


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


def find_file(home: Path, target: str) -> Path | None:
    """Return the file of the current release that an address path names, or None.

    Addresses are those of the site, `/site/…` the same; everything else of a release (`/parquet/…`) lies beside.
    """
    release = current_release(home)
    if release is None:
        return None
    path = unquote(urlsplit(target).path).lstrip("/")
    if "\0" in path:
        return None
    for folder in (release / "site", release):
        file = (folder / path).resolve()
        if file.is_dir():
            file = file / "index.html"
        # The resolved path: `..` and links must not lead out of the release.
        if file.is_file() and file.is_relative_to(folder.resolve()):
            return file
    return None


class SiteHandler(BaseHTTPRequestHandler):
    """Answers GET and HEAD with files of the current release, whole or a range of bytes."""

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
        self._answer(with_body=True)

    def do_HEAD(self) -> None:  # noqa: N802
        """Send the head of a file."""
        self._answer(with_body=False)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Log at debug level: the terminal shows the address alone."""
        log.debug(format, *args)

    def _answer(self, *, with_body: bool) -> None:
        if not self._is_asked_here():
            self._refuse(HTTPStatus.FORBIDDEN)
            return
        file = find_file(self.home, self.path)
        if file is None:
            self._refuse(HTTPStatus.NOT_FOUND)
            return
        size = file.stat().st_size
        span = byte_range(self.headers.get("Range"), size)
        if span is None:
            self._refuse(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, {"Content-Range": f"bytes */{size}"})
            return
        self._head(file, span, size)
        if with_body:
            with file.open("rb") as stream:
                stream.seek(span[0])
                self._send(stream, span[1] - span[0])

    def _is_asked_here(self) -> bool:
        """Whether the request names this machine: a page elsewhere cannot read the site through its own name."""
        name = (self.headers.get("Host") or HOST).rpartition(":")[0] or self.headers.get("Host", HOST)
        return name in (HOST, "localhost")

    def _head(self, file: Path, span: tuple[int, int], size: int) -> None:
        is_part = span != (0, size)
        self.send_response(HTTPStatus.PARTIAL_CONTENT if is_part else HTTPStatus.OK)
        for name, value in HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Type", TYPES.get(file.suffix, "application/octet-stream"))
        self.send_header("Content-Length", str(span[1] - span[0]))
        self.send_header("Last-Modified", formatdate(file.stat().st_mtime, usegmt=True))
        if is_part:
            self.send_header("Content-Range", f"bytes {span[0]}-{span[1] - 1}/{size}")
        self.end_headers()

    def _send(self, stream: BinaryIO, left: int) -> None:
        while left > 0 and (chunk := stream.read(min(CHUNK, left))):
            self.wfile.write(chunk)
            left -= len(chunk)

    def _refuse(self, status: HTTPStatus, extra: dict[str, str] | None = None) -> None:
        body = f"{status.value} {status.phrase}\n".encode()
        self.send_response(status)
        for name, value in (HEADERS | (extra or {})).items():
            self.send_header(name, value)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def byte_range(header: str | None, size: int) -> tuple[int, int] | None:
    """Return first byte and byte after the last of a Range header; the whole file without one, None outside it.

    A header of another form or of several ranges is answered with the whole file, as HTTP allows.
    """
    found = RANGE.fullmatch(header.strip()) if header else None
    if found is None or found.group() == "bytes=-":
        return 0, size
    first, last = found.groups()
    if not first:
        return (max(size - int(last), 0), size) if int(last) else None
    start = int(first)
    stop = min(int(last) + 1, size) if last else size
    return (start, stop) if start < stop else None
