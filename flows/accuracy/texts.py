"""Precision and recall of what the transforms find in labelled texts, by language and field.

A folder holds `name.txt` beside `name.json`; only fields that a label
file has are scored. Names of bodies are compared through the vocabulary, so any of their spellings is
right. Rows that a transform marks as inferred from an office are no claims about the text and not scored.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from extractors.errors import UnexpectedContent
from extractors.findings import Findings
from extractors.model import Page, SiteGeneration
from extractors.read.text.text import read_text
from flows.accuracy.quotes import found_quotes
from flows.accuracy.rows import AccuracyReport, Tally
from flows.accuracy.text_findings import found_values
from flows.accuracy.text_keys import Values, as_labelled
from flows.accuracy.text_labels import wanted_values
from transforms.understand import understand


class TextRow(NamedTuple):
    """How right one field is on the texts of one language."""

    language: str
    field: str
    labelled: int
    found: int
    right: int

    @property
    def precision(self) -> float | None:
        """Share of what was found that is right."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Share of what is labelled that was found right."""
        return self.right / self.labelled if self.labelled else None


class LabelledText(NamedTuple):
    """One labelled text: its name, what was read from it, what was found, and the labels."""

    name: str
    page: Page
    findings: Findings
    labels: Mapping[str, Any]


def score_texts(paths: Sequence[Path]) -> tuple[TextRow, ...]:
    """One row for each language and field over the labelled texts in files and folders `paths`."""
    return rows_of(tally_texts(paths))


def text_report(paths: Sequence[Path]) -> AccuracyReport:
    """The labelled texts as a report beside that of the pages; the generation of a row is `text_<language>`."""
    tally = tally_texts(paths)
    rows = tuple(row._replace(generation=f"text_{row.generation}") for row in tally.rows())
    count = sum(1 for path in paths for _ in label_files(path))
    return AccuracyReport(page_count=count, rows=rows, bodies=(), misses=tuple(tally.misses))


def rows_of(tally: Tally) -> tuple[TextRow, ...]:
    """The counts of a tally whose generations are languages."""
    return tuple(
        TextRow(row.generation, row.field, row.labelled_count, row.found_count, row.right_count)
        for row in tally.rows()
    )


def tally_texts(paths: Sequence[Path]) -> Tally:
    """The counts and every single miss of the labelled texts; a broken label file is UnexpectedContent."""
    tally = Tally()
    for labelled in labelled_texts(paths):
        language = str(labelled.labels.get("language", "und"))
        for name, (wanted, got) in compare(labelled).items():
            tally.add(language, name, len(wanted), len(got), len(wanted & got))
            for value in sorted(wanted - got):
                tally.miss(labelled.name, language, name, " | ".join(value), "")
            for value in sorted(got - wanted):
                tally.miss(labelled.name, language, name, "", " | ".join(value))
    return tally


def labelled_texts(paths: Sequence[Path]) -> Iterable[LabelledText]:
    """Every labelled text with what is read and found in it, by file name."""
    for path in paths:
        for file in label_files(path):
            yield _labelled(file, file.with_suffix(".txt"))


def label_files(path: Path) -> list[Path]:
    """The label files of a folder, or the one given, that have their text beside them."""
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    return [file for file in files if file.with_suffix(".txt").is_file()]


def _labelled(file: Path, text: Path) -> LabelledText:
    try:
        labels = json.loads(file.read_text(encoding="utf-8"))
        url, generation = labels["url"], labels.get("site_generation")
    except (ValueError, KeyError, TypeError) as error:
        raise UnexpectedContent(
            f"{file.name} is no label file: {error}",
            hint="it needs at least a url; see the guide to the labels",
        ) from error
    known = SiteGeneration(generation) if generation in set(SiteGeneration) else SiteGeneration.UNKNOWN
    page = read_text(text.read_text(encoding="utf-8"), url, known)
    return LabelledText(file.stem, page, understand(page), labels)


def compare(labelled: LabelledText) -> dict[str, tuple[Values, Values]]:
    """For each field that the labels have: the labelled values and the found ones, comparable."""
    found = found_values(labelled.page, labelled.findings)
    wanted = wanted_values(labelled.labels)
    found |= found_quotes(labelled.findings.quotes, wanted.get("quotes", frozenset()))
    return {name: (values, as_labelled(found[name], values)) for name, values in wanted.items()}
