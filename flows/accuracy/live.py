"""Compares what is read from real pages with facts that were written down about them, without their text.

A folder of facts holds one JSON file a page: its address, its fields, and of quotations only the first and
last words. Pages come from the live site, else from the Wayback Machine; the captures go to an archive
folder and nothing else is kept. Where the facts are no complete list, only recall is scored.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from extractors.collect.archive.archive import ArchiveWriter
from extractors.collect.fetching.fetch import Fetched, Fetcher
from extractors.collect.routes.wayback import WaybackRoute
from extractors.collect.storing import Store
from extractors.errors import EqualworkError, UnexpectedContent
from extractors.findings import FoundQuote
from extractors.model import Capture, Route, Verdict
from extractors.read.reader import read
from extractors.sources import Politeness, Source, choose_source
from flows.accuracy.quotes import text_key
from flows.accuracy.rows import AccuracyReport, Tally
from flows.accuracy.texts import LabelledText, compare
from transforms.gazetteer import fold
from transforms.understand import understand

log = logging.getLogger(__name__)
# Pages that no source of the project covers are asked as politely as the slowest one.
POLITENESS = Politeness(delay=5.0, jitter=1.0, concurrency=1, daily_requests=500)
SOURCE_ID = "accuracy"
# Fields of which a page has one value: they are scored even where a list of facts is no complete one.
SINGLE = frozenset({"language", "document_type", "title", "published_on", "place", "event_days"})


class Missed(NamedTuple):
    """A page that could not be had or read, and why."""

    name: str
    url: str
    reason: str


class LiveReport(NamedTuple):
    """The figures of the pages that could be had (generation `live_<language>`), and the others."""

    report: AccuracyReport
    missed: tuple[Missed, ...]
    by_route: Mapping[str, int]


def read_facts(paths: Sequence[Path]) -> list[dict[str, Any]]:
    """The fact files of files and folders by name; a file without an address is UnexpectedContent."""
    files = [file for path in paths for file in (sorted(path.glob("*.json")) if path.is_dir() else [path])]
    return [_read(file) for file in files]


def _read(file: Path) -> dict[str, Any]:
    try:
        facts = json.loads(file.read_text(encoding="utf-8"))
        return {"id": file.stem, **facts, "url": str(facts["url"])}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnexpectedContent(
            f"{file} holds no facts of a page: {error}", hint="it needs at least a url"
        ) from error


def score_live(
    facts: Sequence[Mapping[str, Any]],
    *,
    fetcher: Fetcher,
    sources: Mapping[str, Source],
    archive: Path,
    run_id: str,
    started_at: datetime,
) -> LiveReport:
    """Fetch, archive, read and understand each page and compare it with its facts."""
    tally, missed, routes = Tally(), list[Missed](), dict[str, int]()
    with ArchiveWriter(archive, SOURCE_ID, run_id, started_at) as writer:
        store = Store(writer, {})
        for each in facts:
            source = choose_source(sources.values(), each["url"])
            try:
                fetched, route = _fetch(each["url"], fetcher, source)
                labelled = _understood(each, store.keep(fetched, route), fetched, source)
            except EqualworkError as error:
                log.warning("%s: %s", each["id"], error.message)
                missed.append(Missed(str(each["id"]), each["url"], error.message))
                continue
            routes[route] = routes.get(route, 0) + 1
            tally_page(tally, labelled)
    report = AccuracyReport(len(facts) - len(missed), tally.rows(), (), misses=tuple(tally.misses))
    return LiveReport(report, tuple(missed), routes)


def _fetch(url: str, fetcher: Fetcher, source: Source | None) -> tuple[Fetched, Route]:
    """The live answer, or that of the web archive where the site does not give the page."""
    hosts = source.hosts if source else [urlsplit(url).hostname or ""]
    trouble = ""
    try:
        fetched = fetcher.fetch(url, hosts=hosts, politeness=source.politeness if source else POLITENESS)
        if fetched.verdict is Verdict.OK:
            return fetched, Route.LIVE
        trouble = f"live: {fetched.verdict} ({fetched.reason})"
    except EqualworkError as error:
        trouble = f"live: {error.message}"
    archived = _from_archive(url, fetcher, source)
    if archived is None:
        raise UnexpectedContent(f"{trouble}; the web archive has no capture", address=url)
    if archived.verdict is not Verdict.OK:
        raise UnexpectedContent(f"{trouble}; web archive: {archived.verdict}", address=url)
    return archived, Route.WAYBACK


def _from_archive(url: str, fetcher: Fetcher, source: Source | None) -> Fetched | None:
    route = WaybackRoute(fetcher, source) if source else WaybackRoute(fetcher, _unknown_source(url))
    return route.ask(url, "document", None)


def _unknown_source(url: str) -> Source:
    """A source for an address that none covers: the route needs its name and hosts alone."""
    fields: dict[str, Any] = {"source_id": SOURCE_ID, "hosts": [urlsplit(url).hostname or ""]}
    return Source.model_construct(**fields)


def _understood(
    facts: Mapping[str, Any], capture: Capture, fetched: Fetched, source: Source | None
) -> LabelledText:
    page = read(capture, fetched.body, source)
    return LabelledText(str(facts["id"]), page, understand(page), facts)


def tally_page(tally: Tally, labelled: LabelledText) -> None:
    """Add the fields and quotations of one page; of incomplete lists only what should be found counts."""
    generation = f"live_{labelled.labels.get('language', 'und')}"
    is_complete = bool(labelled.labels.get("text_complete"))
    facts = {name: value for name, value in labelled.labels.items() if name != "quotes"}
    for name, (wanted, got) in compare(labelled._replace(labels=facts)).items():
        if name in SINGLE and not wanted and not is_complete:
            continue
        right = wanted & got
        kept = got if is_complete or name in SINGLE else right
        tally.add(generation, name, len(wanted), len(kept), len(right))
        for value in sorted(wanted - got):
            tally.miss(labelled.name, generation, name, " | ".join(value), "")
        for value in sorted(kept - wanted):
            tally.miss(labelled.name, generation, name, "", " | ".join(value))
    _tally_quotes(tally, generation, labelled, is_complete=is_complete)


def _tally_quotes(tally: Tally, generation: str, labelled: LabelledText, *, is_complete: bool) -> None:
    anchors = labelled.labels.get("quotes") or []
    found = labelled.findings.quotes
    pairs = [(anchor, next(_anchored(found, anchor), None)) for anchor in anchors]
    right = [(anchor, quote) for anchor, quote in pairs if quote is not None]
    spoken = sum(_is_speaker(anchor, quote) for anchor, quote in right)
    count = len(found) if is_complete else len(right)
    tally.add(generation, "quotes", len(anchors), count, len(right))
    tally.add(generation, "quote_speakers", len(anchors), count, spoken)
    for anchor, quote in pairs:
        if quote is None or not _is_speaker(anchor, quote):
            words = f"{anchor['anchor_start']} … {anchor['anchor_end']} | {anchor.get('speaker')}"
            field = "quotes" if quote is None else "quote_speakers"
            tally.miss(labelled.name, generation, field, words, (quote and quote.speaker_name) or "")


def _anchored(quotes: Sequence[FoundQuote], anchor: Mapping[str, Any]) -> Iterator[FoundQuote]:
    """The quotations that begin and end with the words of the anchor."""
    first, last = text_key(anchor["anchor_start"]), text_key(anchor["anchor_end"])
    for quote in quotes:
        key = text_key(quote.text)
        if key.startswith(first) and key.endswith(last):
            yield quote


def _is_speaker(anchor: Mapping[str, Any], quote: FoundQuote) -> bool:
    return fold(anchor.get("speaker") or "") == fold(quote.speaker_name or "")
