"""Scores labelled pages: what the readers found of what the labels state, and the baseline beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from extractors.collect.verdicts.verdict import decide_verdict
from extractors.errors import ReadFailure
from extractors.model import Page, Verdict
from extractors.read.reader import read
from flows.accuracy.baseline import BaselinePage, read_baseline
from flows.accuracy.body import score_body
from flows.accuracy.compare import compare_lists, compare_values
from flows.accuracy.found import found_lists, found_values
from flows.accuracy.labels import LabelledPage
from flows.accuracy.listings import listing_of
from flows.accuracy.rows import AccuracyReport, Tally

SCALARS = (
    "document_type",
    "title",
    "published_on",
    "language",
    "event_start",
    "event_end",
    "place",
    "kicker",
    "summary",
)
LISTS = ("links_out", "files", "translations", "tags")
BASELINE_SCALARS = ("title", "published_on", "language")


def score_pages(pages: Sequence[LabelledPage]) -> AccuracyReport:
    """Return the report over labelled pages. A page that cannot be read counts as found nothing."""
    ours, theirs = Tally(), Tally()
    for page in pages:
        _score_verdict(page, ours)
        if page.is_rejected:
            continue
        if page.is_listing:
            _score_listing(page, ours)
        else:
            _score_document(page, ours)
            _score_baseline(page, read_baseline(page), theirs)
    return AccuracyReport(
        page_count=len(pages),
        rows=ours.rows(),
        bodies=ours.body_rows(),
        baseline_rows=theirs.rows(),
        baseline_bodies=theirs.body_rows(),
        misses=tuple(ours.misses),
    )


def _score_verdict(page: LabelledPage, tally: Tally) -> None:
    """Hostile pages must get their verdict, every other page must be let through."""
    verdict, _, target = decide_verdict(
        url=page.url, status=page.status, headers=page.headers, body=page.payload, wanted=page.wanted
    )
    wanted = page.expected.get("rejected_as", Verdict.OK.value)
    accepted = {wanted, *page.expected.get("accept", {}).get("rejected_as", ())}
    is_right = verdict.value in accepted
    tally.add(page.generation, "verdict", 1, 1, int(is_right))
    if not is_right:
        tally.miss(page.name, page.generation, "verdict", wanted, verdict.value)
    if "redirect_to" in page.expected:
        _scalar(page, "redirect_to", target, tally)


def _score_document(page: LabelledPage, tally: Tally) -> None:
    found = _read(page)
    values = found_values(found) if found else {}
    for name in SCALARS:
        _scalar(page, name, values.get(name), tally)
    lists = found_lists(found) if found else {}
    for name in LISTS:
        _list(page, name, page.expected.get(name) or [], lists.get(name, []), tally)
    _body(page, [passage.text for passage in found.body] if found else [], tally)


def _score_baseline(page: LabelledPage, found: BaselinePage, tally: Tally) -> None:
    for name in BASELINE_SCALARS:
        _scalar(page, name, getattr(found, name), tally)
    _body(page, found.passages, tally)


def _score_listing(page: LabelledPage, tally: Tally) -> None:
    listing = listing_of(page)
    entries = page.expected.get("items", page.expected.get("entries", []))
    # Items of a news page need not have an address of their own: their title stands for it.
    has_urls = all("url" in entry or "loc" in entry for entry in entries)
    wanted = [entry.get("url") or entry.get("loc") if has_urls else entry["title"] for entry in entries]
    found = {item.url if has_urls else item.title: item for item in listing.items}
    _list(page, "items", wanted, list(found), tally)
    has_titles = any(item.title for item in listing.items) or not listing.items
    for key, entry in zip(wanted, entries, strict=True):
        item = found.get(key)
        dated = item.published_on.value if item and item.published_on else None
        if "title" in entry and has_titles:
            _labelled(page, "item_title", entry, "title", item.title if item else None, tally)
        if "published_on" in entry:
            _labelled(page, "item_published_on", entry, "published_on", dated, tally)
    if "next_page" in page.expected:
        _scalar(page, "next_page", listing.next_url, tally)


def _labelled(
    page: LabelledPage, name: str, entry: Mapping[str, Any], key: str, found: str | None, tally: Tally
) -> None:
    outcome = compare_values(entry.get(key), found, ())
    _record(page, name, entry.get(key), found, outcome, tally)


def _scalar(page: LabelledPage, name: str, found: str | None, tally: Tally) -> None:
    expected = page.expected.get(name)
    outcome = compare_values(expected, found, page.expected.get("accept", {}).get(name, ()), name)
    _record(page, name, expected, found, outcome, tally)


def _list(page: LabelledPage, name: str, expected: Iterable[Any], found: Iterable[Any], tally: Tally) -> None:
    wanted, got = list(expected), list(found)
    outcome = compare_lists(name, wanted, got)
    _record(page, name, wanted, got, outcome, tally)


def _record(
    page: LabelledPage,
    name: str,
    expected: object,
    found: object,
    outcome: tuple[int, int, int],
    tally: Tally,
) -> None:
    labelled, count, right = outcome
    tally.add(page.generation, name, labelled, count, right)
    if right < max(labelled, count):
        tally.miss(page.name, page.generation, name, expected, found)


def _body(page: LabelledPage, passages: Sequence[str], tally: Tally) -> None:
    score = score_body(passages, page.expected)
    tally.bodies.setdefault(page.generation, []).append(score)
    if score.f1 < 1 or score.exact_count < score.passage_count or score.leaks:
        exact = f"{score.exact_count} of {score.passage_count} exact"
        told = f"F1 {score.f1:.3f}, {exact}, leaked {list(score.leaks)}"
        tally.miss(page.name, page.generation, "body", "F1 1.000", told)


def _read(page: LabelledPage) -> Page | None:
    try:
        return read(page.capture(), page.payload)
    except ReadFailure:
        return None
