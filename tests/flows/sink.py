"""A webhook on loopback that keeps what it was sent."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any


class Sink:
    """`status` is what it answers; only what it answered with 200 counts as received."""

    def __init__(self) -> None:
        self.received: list[dict[str, Any]] = []
        self.status = 200
        self.address = ""

    def take(self) -> list[tuple[str, str]]:
        """Return (key, state) of what came since the last look."""
        taken = [(each["key"], each["state"]) for each in self.received]
        self.received.clear()
        return taken


@contextmanager
def open_sink() -> Iterator[Sink]:
    sink = Sink()

    class Handle(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            body["idempotency_key"] = self.headers.get("Idempotency-Key")
            if sink.status == 200:
                sink.received.append(body)
            self.send_response(sink.status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handle)
    sink.address = f"http://127.0.0.1:{server.server_port}/alerts"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield sink
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
