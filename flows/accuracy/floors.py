"""Floors under the accuracy figures: pinned in `floors.yml`, and they move only up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import floor
from pathlib import Path
from typing import Any

import yaml

from extractors.errors import SettingsError
from flows.accuracy.rows import AccuracyReport

FLOORS = Path(__file__).with_name("floors.yml")
Floors = dict[str, dict[str, dict[str, float]]]
HEADER = """\
# Floors of `equalwork accuracy` on the labelled pages: generation, field, figure, least value.
# They move only up: `raise_floors` refuses to lower one unless it is forced, with a reason in the commit.
"""


def read_floors(path: Path = FLOORS) -> Floors:
    """Return the pinned floors: generation → field → figure (precision, recall, f1, exact) → least value."""
    data: Any = yaml.safe_load(path.read_text("utf-8")) if path.exists() else {}
    return data or {}


def check_floors(report: AccuracyReport, floors: Floors) -> list[str]:
    """Return a line for each figure that lies under its floor; generations not in the report are left alone.

    Beside the pinned floors, a body may not fall under the baseline's on the same pages.
    """
    measured = measure(report)
    problems = [
        f"{generation}, {field}: {figure} is {measured[generation].get(field, {}).get(figure, 0.0):.3f}, "
        f"the floor is {least:.3f}"
        for generation, fields in floors.items()
        if generation in measured
        for field, figures in fields.items()
        for figure, least in figures.items()
        if measured[generation].get(field, {}).get(figure, 0.0) < least - 1e-9
    ]  # fmt: skip
    return [*problems, *_under_baseline(report)]


def raise_floors(report: AccuracyReport, path: Path = FLOORS, *, is_forced: bool = False) -> Floors:
    """Write the measured figures as new floors where they are higher, and return all floors.

    Raises:
        SettingsError: a floor would be lowered, and `is_forced` is not set; nothing is written then.
    """
    old, measured = read_floors(path), measure(report)
    lowered = list(_lowered(old, measured))
    if lowered and not is_forced:
        listed = "\n".join(f"  {line}" for line in lowered)
        raise SettingsError(
            f"{len(lowered)} floor(s) would be lowered:\n{listed}",
            hint="mend the reader; or force it, with the reason in the commit",
        )
    merged = merge_floors(old, measured, is_forced=is_forced)
    path.write_text(HEADER + yaml.safe_dump(merged, sort_keys=True, allow_unicode=True), "utf-8")
    return merged


def merge_floors(old: Floors, new: Floors, *, is_forced: bool = False) -> Floors:
    """Return the higher of two floors each; when forced, the new one wherever there is one."""
    merged: Floors = {
        generation: {f: dict(v) for f, v in fields.items()} for generation, fields in old.items()
    }
    for generation, field, figure, value in _entries(new):
        figures = merged.setdefault(generation, {}).setdefault(field, {})
        figures[figure] = value if is_forced else max(value, figures.get(figure, 0.0))
    return merged


def measure(report: AccuracyReport) -> Floors:
    """Return the figures of a report in the shape of the floors, rounded down to three places."""
    found: Floors = {}
    for row in report.rows:
        figures = {"precision": row.precision, "recall": row.recall}
        kept = {name: _down(value) for name, value in figures.items() if value is not None}
        found.setdefault(row.generation, {})[row.field] = kept
    for body in report.bodies:
        figures = {"f1": body.f1_mean, "exact": body.exact_share}
        found.setdefault(body.generation, {})["body"] = {
            name: _down(v) for name, v in figures.items() if v is not None
        }
    return found


def _lowered(old: Floors, new: Floors) -> Iterator[str]:
    for generation, field, figure, least in _entries(old):
        value = new.get(generation, {}).get(field, {}).get(figure)
        if value is not None and value < least:
            yield f"{generation}, {field}: {figure} from {least:.3f} to {value:.3f}"


def _entries(
    floors: Mapping[str, Mapping[str, Mapping[str, float]]],
) -> Iterator[tuple[str, str, str, float]]:
    for generation, fields in floors.items():
        for field, figures in fields.items():
            for figure, value in figures.items():
                yield generation, field, figure, value


def _under_baseline(report: AccuracyReport) -> Iterator[str]:
    theirs = {body.generation: body.f1_mean for body in report.baseline_bodies}
    for body in report.bodies:
        if body.f1_mean < theirs.get(body.generation, 0.0):
            least = theirs[body.generation]
            yield f"{body.generation}, body: F1 is {body.f1_mean:.3f}, under trafilatura's {least:.3f}"


def _down(value: float) -> float:
    return floor(value * 1000 + 1e-9) / 1000
