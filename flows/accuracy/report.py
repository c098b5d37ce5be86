"""The accuracy report for people (a plain table) and for programs (JSON)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from flows.accuracy.rows import AccuracyReport, AccuracyRow, BodyRow

FIELD_FIGURES = ("labelled", "found", "right", "precision", "recall")
HEADER = ("generation", "field", *FIELD_FIGURES, "trafilatura p", "trafilatura r")
BODY_FIGURES = ("F1", "least", "exact passages", "leaks")
BODY_HEADER = ("generation", "pages", *BODY_FIGURES, *(f"trafilatura {name}" for name in BODY_FIGURES))


def as_table(report: AccuracyReport, *, with_misses: bool = True) -> str:
    """Return the report as plain text: the fields, the bodies, then every miss."""
    theirs = {(row.generation, row.field): row for row in report.baseline_rows}
    rows = [_row(row, theirs.get((row.generation, row.field))) for row in report.rows]
    bodies = {body.generation: body for body in report.baseline_bodies}
    body_rows = [_body(body, bodies.get(body.generation)) for body in report.bodies]
    parts = [f"{report.page_count} labelled pages", _table(HEADER, rows), _table(BODY_HEADER, body_rows)]
    if with_misses and report.misses:
        listed = (
            f"  {m.page}: {m.field}: expected {m.expected[:160]}; found {m.found[:160]}"
            for m in report.misses
        )
        parts.append("\n".join((f"{len(report.misses)} misses", *listed)))
    return "\n\n".join(part for part in parts if part)


def as_json(report: AccuracyReport) -> str:
    """Return the report as JSON: rows, bodies, the baseline's rows and bodies, misses."""
    data = {
        "page_count": report.page_count,
        "fields": [_row_data(row) for row in report.rows],
        "bodies": [_body_data(body) for body in report.bodies],
        "trafilatura": {
            "fields": [_row_data(row) for row in report.baseline_rows],
            "bodies": [_body_data(body) for body in report.baseline_bodies],
        },
        "misses": [miss._asdict() for miss in report.misses],
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def _row_data(row: AccuracyRow) -> dict[str, object]:
    return {**row._asdict(), "precision": row.precision, "recall": row.recall}


def _body_data(body: BodyRow) -> dict[str, object]:
    return {**body._asdict(), "exact_share": body.exact_share}


def _row(row: AccuracyRow, baseline: AccuracyRow | None) -> list[str]:
    counts = [str(row.labelled_count), str(row.found_count), str(row.right_count)]
    theirs = [_share(baseline.precision), _share(baseline.recall)] if baseline else ["", ""]
    return [row.generation, row.field, *counts, _share(row.precision), _share(row.recall), *theirs]


def _body(body: BodyRow, baseline: BodyRow | None) -> list[str]:
    return [
        body.generation,
        str(body.page_count),
        *_figures(body),
        *(_figures(baseline) if baseline else [""] * 4),
    ]


def _figures(body: BodyRow) -> list[str]:
    return [_share(body.f1_mean), _share(body.f1_least), _share(body.exact_share), str(body.leak_count)]


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    listed = [list(header), *map(list, rows)]
    if len(listed) == 1:
        return ""
    widths = [max(len(row[column]) for row in listed) for column in range(len(header))]
    return "\n".join(_line(row, widths) for row in listed)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    names = [cell.ljust(width) for cell, width in zip(row[:2], widths, strict=False)]
    figures = [cell.rjust(width) for cell, width in zip(row[2:], widths[2:], strict=True)]
    return "  ".join((*names, *figures)).rstrip()
