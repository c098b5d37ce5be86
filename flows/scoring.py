"""`equalwork accuracy`: score labelled pages and texts, print, compare with the floors, keep the figures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from flows.accuracy import score_paths
from flows.accuracy.figures import write_figures
from flows.accuracy.floors import check_floors, read_floors
from flows.accuracy.report import as_json, as_table
from flows.accuracy.rows import merge_reports
from flows.accuracy.texts import text_report
from flows.report import print_lines


def score_and_print(paths: Sequence[Path], *, as_json_text: bool, save: bool) -> int:
    """Score, print, and return the exit code: 1 when a figure is below its floor."""
    report = merge_reports([score_paths(paths), text_report(paths)])
    print_lines([as_json(report) if as_json_text else as_table(report)])
    if save:
        write_figures(report)
    problems = check_floors(report, read_floors())
    print_lines([f"below its floor: {problem}" for problem in problems])
    return 1 if problems else 0
