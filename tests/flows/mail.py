"""A mail server on loopback that takes every message and keeps it: as much SMTP as that needs."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

# Answers by the verb of the line; DATA has its own.
ANSWERS = {b"EHLO": b"250 loopback", b"HELO": b"250 loopback", b"QUIT": b"221 bye"}


class Mailbox:
    """What was delivered, oldest first."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.port = 0

    @property
    def address(self) -> str:
        """The mailbox as EQUALWORK_ALERT_EMAIL names it."""
        return f"mailto://127.0.0.1:{self.port}?from=equalwork@example.org&to=operator@example.org"

    def subjects(self) -> list[str]:
        return [str(message["Subject"]) for message in self.messages]


@contextmanager
def open_mailbox() -> Iterator[Mailbox]:
    mailbox = Mailbox()

    class Session(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 loopback\r\n")
            for line in self.rfile:
                verb = line[:4].upper()
                if verb == b"DATA":
                    self.wfile.write(b"354 go on\r\n")
                    mailbox.messages.append(self._message())
                self.wfile.write(ANSWERS.get(verb, b"250 ok") + b"\r\n")
                if verb == b"QUIT":
                    return

        def _message(self) -> EmailMessage:
            lines = []
            while (line := self.rfile.readline()) not in (b".\r\n", b""):
                lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
            return message_from_bytes(b"".join(lines), policy=policy.default)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Session) as server:
        server.daemon_threads = True
        mailbox.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield mailbox
        finally:
            server.shutdown()
