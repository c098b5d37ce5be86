"""What a logger says, kept by a handler of its own: a command under test may have turned other captures off."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager


class _Kept(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def kept_messages(name: str, level: int = logging.WARNING) -> Iterator[list[str]]:
    """Yield the messages that a logger gets while the context is open."""
    logger, kept = logging.getLogger(name), _Kept()
    before = logger.level
    logger.addHandler(kept)
    logger.setLevel(level)
    try:
        yield kept.messages
    finally:
        logger.removeHandler(kept)
        logger.setLevel(before)
