"""Checks as data: what must hold before tables are released, what each protects from, what it saw."""

from warehouse.checks.model import (
    AccuracyFloor,
    Check,
    CheckContext,
    CheckResult,
    SourceBounds,
    SourceRun,
    bounds_of,
)
from warehouse.checks.runner import checks_of_runs, list_checks, load_checks, run_checks

__all__ = [
    "AccuracyFloor",
    "Check",
    "CheckContext",
    "CheckResult",
    "SourceBounds",
    "SourceRun",
    "bounds_of",
    "checks_of_runs",
    "list_checks",
    "load_checks",
    "run_checks",
]
