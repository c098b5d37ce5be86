"""Precision and recall of countries, event days, languages and topics on labelled texts, with floors.

The modelled texts of this folder are always scored; those of the shared corpus where it is present.
Floors only move up.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from extractors.findings import Findings
from extractors.model import Page, SiteGeneration
from extractors.read.text.text import read_text
from flows.accuracy.texts import score_texts
from transforms.understand import understand

OWN = Path(__file__).parent / "modelled"
CORPUS = Path(os.environ.get("EQUALWORK_SHARED", Path(__file__).parents[3] / "shared")) / "corpus"
FOLDERS = [
    OWN,
    pytest.param(
        CORPUS / "modelled-texts",
        marks=pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no labelled corpus at {CORPUS}"),
    ),
]


class Score(NamedTuple):
    """Right, wrong and missed values of one field over a folder of labelled texts."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / ((self.right + self.wrong) or 1)

    @property
    def recall(self) -> float:
        return self.right / ((self.right + self.missed) or 1)


def labelled(folder: Path) -> Iterator[tuple[dict[str, Any], Page]]:
    for file in sorted(folder.glob("*.json")):
        labels = json.loads(file.read_text(encoding="utf-8"))
        generation = labels.get("site_generation")
        known = SiteGeneration(generation) if generation in set(SiteGeneration) else SiteGeneration.UNKNOWN
        yield labels, read_text(file.with_suffix(".txt").read_text(encoding="utf-8"), labels["url"], known)


def score(pairs: Iterable[tuple[set[str], set[str]]]) -> Score:
    right = wrong = missed = 0
    for expected, found in pairs:
        right += len(expected & found)
        wrong += len(found - expected)
        missed += len(expected - found)
    return Score(right, wrong, missed)


def entities(findings: Findings, kind: str) -> set[str]:
    return {each.entity_id for each in findings.mentions if each.kind == kind}


def event_days(findings: Findings) -> set[str]:
    event = findings.event
    if event is None or event.starts_on is None or event.ends_on is None:
        return set()
    return {f"from {event.starts_on.value}", f"to {event.ends_on.value}"}


def expected_days(labels: dict[str, Any]) -> set[str]:
    return {f"from {labels['event_start']}", f"to {labels['event_end']}"} if labels["event_start"] else set()


@pytest.mark.parametrize("folder", FOLDERS)
def test_floors(folder: Path) -> None:
    read = [(labels, understand(page)) for labels, page in labelled(folder)]
    assert read, f"no labelled texts in {folder}"
    # A text may be labelled for other fields alone.
    countries = score(
        (set(labels["country_mentions"]), entities(found, "country"))
        for labels, found in read
        if "country_mentions" in labels
    )
    days = score(
        (expected_days(labels), event_days(found)) for labels, found in read if "event_start" in labels
    )
    topics = score(
        (set(labels["topics"]), entities(found, "topic")) for labels, found in read if "topics" in labels
    )
    languages = score(
        ({labels["language"]}, {found.language}) for labels, found in read if "language" in labels
    )
    assert countries.precision >= 0.95, countries
    assert countries.recall >= 0.90, countries
    assert days.precision >= 0.95, days
    assert days.recall >= 0.90, days
    assert topics.precision >= 0.90, topics
    assert topics.recall >= 0.80, topics
    assert languages.precision == 1.0, languages


# Least precision and recall over all texts of a folder. They only move up.
FIELD_FLOORS = {
    "instruments": (0.98, 0.93),
    "countries": (0.97, 0.95),
    "event_days": (0.97, 0.93),
    "agreements": (0.97, 0.93),
    "quotes": (0.99, 0.98),
    "quote_speakers": (0.99, 0.98),
    "people": (0.97, 0.95),
    "organisations": (0.97, 0.95),
    "topics": (0.92, 0.88),
}


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_field_keeps_its_floor(folder: Path) -> None:
    counts: dict[str, tuple[int, int, int]] = {}
    for row in score_texts([folder]):
        before = counts.get(row.field, (0, 0, 0))
        counts[row.field] = (before[0] + row.right, before[1] + row.found, before[2] + row.labelled)
    low = {
        field: counts[field]
        for field, (precision, recall) in FIELD_FLOORS.items()
        if counts[field][0] < precision * counts[field][1] or counts[field][0] < recall * counts[field][2]
    }
    assert not low, f"right, found, labelled: {low}"


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_span_of_labelled_texts_is_true(folder: Path) -> None:
    for _, page in labelled(folder):
        for mention in understand(page).mentions:
            text = page.passages[mention.span.passage].text
            assert text[mention.span.start : mention.span.end] == mention.span.surface
