"""The figures of the last accuracy run, kept in the repository, so that every release states how right it is.

The labelled pages are not part of the package; `equalwork accuracy PATH… --save` measures and writes.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

from flows.accuracy.rows import AccuracyReport

FIGURES = Path(__file__).with_name("figures.csv")
HOSTILE = "hostile"
HEAD = ("site_generation", "field", "labelled_count", "precision", "recall")


class Figure(NamedTuple):
    """How right one field is in one site generation; null where nothing was found or labelled."""

    site_generation: str
    field: str
    labelled_count: int
    precision: float | None
    recall: float | None


def read_figures(path: Path = FIGURES) -> list[Figure]:
    """Return the kept figures; none before the first measurement."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Figure(row["site_generation"], row["field"], int(row["labelled_count"]), *_shares(row))
            for row in csv.DictReader(file)
        ]


def write_figures(report: AccuracyReport, path: Path = FIGURES) -> None:
    """Keep the figures of a report, the bodies' token-level F1 as precision and recall of `body`.

    Hostile pages are left out: they prove that nothing breaks, not how right a generation is read.
    """
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEAD)
        for row in (row for row in report.rows if row.generation != HOSTILE):
            writer.writerow(
                (row.generation, row.field, row.labelled_count, _text(row.precision), _text(row.recall))
            )
        for body in (body for body in report.bodies if body.generation != HOSTILE):
            share = _text(body.f1_mean)
            writer.writerow((body.generation, "body", body.page_count, share, share))


def _shares(row: dict[str, str]) -> tuple[float | None, float | None]:
    return _number(row["precision"]), _number(row["recall"])


def _number(text: str) -> float | None:
    return float(text) if text else None


def _text(share: float | None) -> str:
    return "" if share is None else f"{share:.4f}"
