"""The words of the accuracy harness: counts by generation and field, body figures, single misses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import mean
from typing import NamedTuple


class AccuracyRow(NamedTuple):
    """How right one field is in one site generation."""

    generation: str
    field: str
    labelled_count: int
    found_count: int
    right_count: int

    @property
    def precision(self) -> float | None:
        """Share of what was found that is right."""
        return self.right_count / self.found_count if self.found_count else None

    @property
    def recall(self) -> float | None:
        """Share of what is labelled that was found right."""
        return self.right_count / self.labelled_count if self.labelled_count else None


class BodyRow(NamedTuple):
    """How right the body is: token-level F1 a page, passages found exactly, forbidden texts that leaked."""

    generation: str
    page_count: int
    f1_mean: float
    f1_least: float
    passage_count: int
    exact_count: int
    leak_count: int

    @property
    def exact_share(self) -> float:
        """Share of the labelled passages that the body holds word for word."""
        return self.exact_count / self.passage_count if self.passage_count else 1.0


class Miss(NamedTuple):
    """One field of one page that is not right."""

    page: str
    generation: str
    field: str
    expected: str
    found: str


class BodyScore(NamedTuple):
    """The body figures of one page."""

    f1: float
    passage_count: int
    exact_count: int
    leaks: tuple[str, ...]


@dataclass(frozen=True)
class AccuracyReport:
    """The figures of the readers, those of the baseline on the same pages, and every single miss."""

    page_count: int
    rows: tuple[AccuracyRow, ...]
    bodies: tuple[BodyRow, ...]
    baseline_rows: tuple[AccuracyRow, ...] = ()
    baseline_bodies: tuple[BodyRow, ...] = ()
    misses: tuple[Miss, ...] = ()

    def row(self, generation: str, name: str) -> AccuracyRow | None:
        """Return the row of a generation and field."""
        return next((r for r in self.rows if r.generation == generation and r.field == name), None)

    def body(self, generation: str) -> BodyRow | None:
        """Return the body figures of a generation."""
        return next((b for b in self.bodies if b.generation == generation), None)


@dataclass
class Tally:
    """Collects counts and misses while pages are scored."""

    counts: dict[tuple[str, str], Counter[str]] = field(default_factory=dict)
    bodies: dict[str, list[BodyScore]] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)

    def add(self, generation: str, name: str, labelled: int, found: int, right: int) -> None:
        """Add counts of one page to a field."""
        if labelled or found:
            entry = self.counts.setdefault((generation, name), Counter())
            entry.update(labelled=labelled, found=found, right=right)

    def miss(self, page: str, generation: str, name: str, expected: object, found: object) -> None:
        """Keep one miss for the report."""
        self.misses.append(Miss(page, generation, name, str(expected), str(found)))

    def rows(self) -> tuple[AccuracyRow, ...]:
        """Return the counts, sorted by generation and field."""
        return tuple(
            AccuracyRow(generation, name, counts["labelled"], counts["found"], counts["right"])
            for (generation, name), counts in sorted(self.counts.items())
        )

    def body_rows(self) -> tuple[BodyRow, ...]:
        """Return the body figures by generation."""
        return tuple(_body_row(generation, scores) for generation, scores in sorted(self.bodies.items()))


def merge_reports(reports: Iterable[AccuracyReport]) -> AccuracyReport:
    """Return one report of several; a generation and field in two of them has its counts added."""
    listed = list(reports)
    return AccuracyReport(
        page_count=sum(report.page_count for report in listed),
        rows=_merge([report.rows for report in listed]),
        bodies=tuple(body for report in listed for body in report.bodies),
        baseline_rows=_merge([report.baseline_rows for report in listed]),
        baseline_bodies=tuple(body for report in listed for body in report.baseline_bodies),
        misses=tuple(miss for report in listed for miss in report.misses),
    )


def _merge(groups: Sequence[Sequence[AccuracyRow]]) -> tuple[AccuracyRow, ...]:
    tally = Tally()
    for row in (row for group in groups for row in group):
        tally.add(row.generation, row.field, row.labelled_count, row.found_count, row.right_count)
    return tally.rows()


def _body_row(generation: str, scores: Sequence[BodyScore]) -> BodyRow:
    return BodyRow(
        generation,
        len(scores),
        mean(score.f1 for score in scores),
        min(score.f1 for score in scores),
        sum(score.passage_count for score in scores),
        sum(score.exact_count for score in scores),
        sum(len(score.leaks) for score in scores),
    )
