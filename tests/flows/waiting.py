"""Waiting for what another process does."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest


def wait_for(condition: Callable[[], Any], seconds: float = 300, told: Callable[[], str] = str) -> Any:
    """Return the first true value of a condition; fail with what `told` says when it does not come in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.2)
    pytest.fail(f"not seen within {seconds} s: {told()}")
