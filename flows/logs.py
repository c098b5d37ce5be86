"""Logging: one line a record on the terminal, or JSON lines in which run, source and address are fields."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime

FACTS = ("run", "source", "address", "capture")


class JsonFormatter(logging.Formatter):
    """Formats a record as one JSON object with `time` (UTC), `level`, `logger`, `message` and the facts given."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the JSON line of a record."""
        row: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        row.update({name: getattr(record, name) for name in FACTS if hasattr(record, name)})
        if record.exc_info:
            row["exception"] = self.formatException(record.exc_info)
        return json.dumps(row, ensure_ascii=False)


def set_up_logging(*, as_json: bool = False) -> None:
    """Send our records to stderr: everything from info on as JSON, warnings only as text."""
    handler = logging.StreamHandler(sys.stderr)
    if as_json:
        handler.setFormatter(JsonFormatter())
    else:
        handler.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    for name in ("flows", "extractors", "transforms", "warehouse"):
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.propagate = False
        logger.setLevel(logging.INFO if as_json else logging.WARNING)
