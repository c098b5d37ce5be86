"""Draws pictures in a process of its own: what draws them ends its whole process over a text it cannot measure.

A control character in a name did that. Such characters are taken out; should another text do the same, the
page has the numbers without the drawing and the release goes on.
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from typing import Any

from warehouse.site.data import Row

log = logging.getLogger(__name__)
MOST_SECONDS = 120
Drawing = tuple[str, Sequence[Row]]


def draw(wanted: Sequence[Drawing]) -> list[str | None]:
    """Return the SVG of each (shape, rows); None for one that could not be drawn."""
    if not wanted:
        return []
    together = _drawn(wanted)
    if together is not None:
        return list(together)
    alone = [_drawn([one]) for one in wanted]
    return [found[0] if found else None for found in alone]


def _drawn(wanted: Sequence[Drawing]) -> list[str] | None:
    asked = json.dumps([[shape, [_plain(row) for row in rows]] for shape, rows in wanted])
    command = [sys.executable, "-m", "warehouse.site.chart_specs"]
    try:
        # Our own module under our own interpreter; the rows go in as data.
        done = subprocess.run(  # noqa: S603
            command, input=asked, capture_output=True, text=True, check=True, timeout=MOST_SECONDS
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        log.warning("%s could not be drawn: %s", ", ".join(shape for shape, _ in wanted), _last_line(error))
        return None
    found: list[str] = json.loads(done.stdout)
    return found


def _plain(row: Row) -> Row:
    return {name: _plain_value(value) for name, value in row.items()}


def _plain_value(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return "".join(sign if sign.isprintable() else " " for sign in value)
    return value


def _last_line(error: subprocess.SubprocessError) -> str:
    lines = (getattr(error, "stderr", None) or "").strip().splitlines()
    return lines[-1] if lines else str(error)
