"""How right the readers are on labelled pages, beside `trafilatura` on the same pages in the same run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from flows.accuracy.labels import load_labelled
from flows.accuracy.pages import score_pages
from flows.accuracy.rows import AccuracyReport, AccuracyRow, BodyRow, Miss

__all__ = ["AccuracyReport", "AccuracyRow", "BodyRow", "Miss", "score_paths"]


def score_paths(paths: Sequence[Path]) -> AccuracyReport:
    """Return the accuracy of the readers on every labelled page under some paths (files or folders).

    A labelled page is a JSON file with `url`, `file` and `expected` beside the bytes; other files are
    left alone. Rows are (generation, field, labelled_count, found_count, right_count, precision,
    recall); precision and recall are null where nothing was found or labelled.
    """
    return score_pages(load_labelled(paths))
