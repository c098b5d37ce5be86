"""Logging: one line a record on the terminal, or JSON lines in which run, source and address are fields."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime

FACTS = ("run", "source", "address", "capture")
# One run at a time holds the build file, so one name serves the whole process, its threads too.
_current: dict[str, str] = {}


def bind_run(run_id: str | None) -> None:
    """Give every record of this process the run that it belongs to; None ends that."""
    _current.clear()
    if run_id:
        _current["run"] = run_id


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
        row.update(_current)
        row.update(_facts(record))
        if record.exc_info:
            row["exception"] = self.formatException(record.exc_info)
        return json.dumps(row, ensure_ascii=False)


def _facts(record: logging.LogRecord) -> dict[str, object]:
    """The facts that a record was given, and those of the error that it tells of."""
    error = record.exc_info[1] if record.exc_info else None
    told = {name: getattr(error, name, None) for name in FACTS}
    given = {name: getattr(record, name) for name in FACTS if hasattr(record, name)}
    return {name: value for name, value in (told | given).items() if value}


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
