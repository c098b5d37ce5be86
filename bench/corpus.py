"""A made-up corpus of any size: readings with the lengths, mentions and editions of real pages.

Deterministic: document number n is the same in every corpus of the same seed, however large. Words are
invented syllables with the frequencies of running text (Zipf), so that search and text reuse meet the
distributions they meet in life: common words in nearly every document, a long tail in one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

import duckdb
import numpy as np

from extractors.addresses import stable_id
from extractors.findings import Findings, FoundAgreement, FoundQuote, FoundRole, Mention, Span
from extractors.model import (
    Capture,
    DocumentType,
    Edition,
    Field,
    Page,
    PartialDate,
    Passage,
    PassageKind,
    Route,
    SiteGeneration,
    Verdict,
)
from extractors.sources import LicenceRule, Source
from transforms.vocabulary import countries, instruments, organisations, topics
from warehouse.loading.load import Reading, load_dimensions

SEED = 20240308
VOCABULARY = 60_000
EPOCH = datetime(2024, 3, 8, 2, 15, tzinfo=UTC)
GENERATIONS = (
    (SiteGeneration.ILO_DRUPAL, "ILO", "ilo_drupal_news"),
    (SiteGeneration.ILO_WCMS, "ILO", "ilo_wcms_news"),
    (SiteGeneration.UNWOMEN_DRUPAL, "UN Women", "unwomen_news"),
    (SiteGeneration.UNWOMEN_SITECORE, "UN Women", "unwomen_sitecore"),
)
TYPES = (
    DocumentType.NEWS, DocumentType.PRESS_RELEASE, DocumentType.NEWS, DocumentType.FEATURE_STORY,
    DocumentType.PUBLICATION, DocumentType.EVENT, DocumentType.STATEMENT, DocumentType.SPEECH,
)  # fmt: skip
LANGUAGES = ("en", "en", "en", "fr", "es")
ORGANISATIONS = ("ILO", "UN_WOMEN", "UN", "UNGA", "ILC", "UNICEF", "UNDP", "WHO", "FAO", "IOM")
COUNTRIES = ("CHE", "KEN", "FRA", "ESP", "BRA", "IND", "PHL", "ZAF", "EGY", "CHL", "NPL", "TUN")
INSTRUMENTS = ("C189", "C190", "C100", "C111", "C156", "C183", "R201", "R206", "A/RES/64/289")
TOPICS = ("care_economy", "domestic_work", "social_protection", "pay_equity", "forced_labour", "child_labour")
KINDS = (
    ("organisation", ORGANISATIONS, 14),
    ("country", COUNTRIES, 6),
    ("instrument", INSTRUMENTS, 3),
    ("topic", TOPICS, 8),
    ("date", ("2024-03-08", "2023-05-01", "2019-06-21"), 4),
)  # fmt: skip


def load_vocabularies(con: duckdb.DuckDBPyConnection) -> None:
    """Load the vocabularies and the sources of the corpus."""
    load_dimensions(con, organisations(), instruments(), topics(), countries(), _sources())


def _sources() -> Iterator[Source]:
    for generation, publisher, source_id in GENERATIONS:
        yield Source(
            source_id=source_id,
            title=f"Made-up {source_id}",
            publisher=publisher,
            site_generation=generation,
            languages=["en", "fr", "es"],
            hosts=["www.example.org"],
            include=[f"^https://www.example.org/{source_id}/"],
            routes=[Route.LIVE],
            discover=[{"kind": "feed", "url": f"https://www.example.org/{source_id}/feed"}],
            frequency="daily",
            licence=[
                LicenceRule(licence="all rights reserved"),
                LicenceRule(licence="CC-BY-4.0", from_date=date(2023, 5, 3)),
            ],
        )


class Work(NamedTuple):
    """What the editions of one made-up work share."""

    number: int
    title: str
    day: str
    language: str
    kind: DocumentType
    paragraphs: tuple[str, ...]


@lru_cache(maxsize=1)
def _words() -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(SEED)
    onsets = np.array(["b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "v", "pr", "st", "tr", ""])
    vowels = np.array(["a", "e", "i", "o", "u", "é", "ai", "io"])
    syllables = [
        np.char.add(rng.choice(onsets, VOCABULARY), rng.choice(vowels, VOCABULARY)) for _ in range(4)
    ]
    lengths = rng.integers(1, 5, VOCABULARY)
    words = [
        "".join(syllables[part][i] for part in range(lengths[i])) + ("n" if i % 3 else "")
        for i in range(VOCABULARY)
    ]
    ranks = np.arange(1, VOCABULARY + 1)
    weights = 1 / (ranks + 2.7) ** 1.07
    return np.array(words, dtype=object), np.cumsum(weights / weights.sum())


def _sentence_words(rng: np.random.Generator, count: int) -> list[str]:
    words, cumulative = _words()
    return list(words[np.searchsorted(cumulative, rng.random(count)).clip(max=VOCABULARY - 1)])


def work(number: int) -> Work:
    """Return the n-th made-up work: about 500 words in 14 to 30 paragraphs; every seventh quotes an earlier one."""
    rng = np.random.default_rng((SEED, number))
    paragraphs = []
    for _ in range(int(rng.integers(12, 26))):
        length = int(rng.gamma(4, 6)) + 3
        paragraphs.append(" ".join(_sentence_words(rng, length)).capitalize() + ".")
    if number % 7 == 0 and number > 50:
        borrowed = _plain_paragraphs(number - 43)
        paragraphs[2:2] = borrowed[1:3]
    title = " ".join(_sentence_words(rng, int(rng.integers(7, 14)))).capitalize()
    day = (EPOCH - timedelta(days=int(rng.integers(0, 9000)))).date().isoformat()
    return Work(
        number,
        f"{title} {number}",
        day,
        LANGUAGES[number % len(LANGUAGES)],
        TYPES[number % len(TYPES)],
        tuple(paragraphs),
    )


def _plain_paragraphs(number: int) -> list[str]:
    rng = np.random.default_rng((SEED, number))
    found = []
    for _ in range(int(rng.integers(12, 26))):
        length = int(rng.gamma(4, 6)) + 3
        found.append(" ".join(_sentence_words(rng, length)).capitalize() + ".")
    return found


def reading(number: int, *, revision: int = 0) -> Reading:
    """Return the n-th reading. Every tenth document is the edition of the work before in another site generation.

    `revision` > 0 is a later capture of the same address with one paragraph changed.
    """
    is_edition = number % 10 == 9
    about = work(number - 1 if is_edition else number)
    generation, publisher, source_id = GENERATIONS[
        (number - 1 + 1) % 4 if not is_edition else (number - 2) % 4
    ]
    if is_edition:
        generation, publisher, source_id = GENERATIONS[((number - 1) % 4) ^ 1]
    url = f"https://www.example.org/{source_id}/{about.language}/document-{number}"
    captured = EPOCH + timedelta(seconds=number, days=30 * revision)
    capture = _capture(url, source_id, captured, revision)
    paragraphs = list(about.paragraphs)
    if revision:
        paragraphs[3] = f"{paragraphs[3]} Revised {revision}."
    rng = np.random.default_rng((SEED, 1, number))
    page = _page(capture, about, generation, publisher, paragraphs)
    return Reading(capture, page, _findings(page, rng))


def readings(count: int, *, start: int = 0, revision: int = 0) -> Iterator[Reading]:
    """Yield readings number `start` to `start + count`."""
    for number in range(start, start + count):
        yield reading(number, revision=revision)


def _capture(url: str, source_id: str, captured: datetime, revision: int) -> Capture:
    sha = stable_id(url, revision).replace("-", "") * 2
    return Capture(
        capture_id=stable_id(url, captured.isoformat(), 200, sha),
        source_id=source_id,
        url=url,
        captured_at=captured,
        route=Route.LIVE,
        status=200,
        verdict=Verdict.OK,
        content_type="text/html; charset=UTF-8",
        payload_sha256=sha,
        byte_count=48_000,
        archive_file=f"{source_id}/{captured:%Y%m%d}.warc.gz",
        archive_offset=int(captured.timestamp()) % 10**9 * 1000,
        archive_length=9_000,
        run_id="bench",
        headers={"content-type": "text/html; charset=UTF-8"},
    )


def _page(
    capture: Capture, about: Work, generation: SiteGeneration, publisher: str, paragraphs: list[str]
) -> Page:
    passages = [Passage(0, PassageKind.TITLE, about.title), Passage(1, PassageKind.SUMMARY, paragraphs[0])]
    for place, text in enumerate(paragraphs[1:]):
        if place % 6 == 4:
            words = " ".join(text.split()[:4])
            passages.append(Passage(len(passages), PassageKind.HEADING, words, (), 2))
        passages.append(Passage(len(passages), PassageKind.PARAGRAPH, text))
    fields = (
        Field("title", about.title, f"{generation}.hero_title", about.title, 0, 0, len(about.title)),
        Field("title", f"{about.title} | {publisher}", "meta.og_title", is_winner=False),
        Field("summary", paragraphs[0], f"{generation}.lead", paragraphs[0], 1, 0, len(paragraphs[0])),
        Field("published_on", about.day, f"{generation}.date", about.day),
        Field("document_type", about.kind, "address.pattern"),
        Field("language", about.language, "html.lang"),
    )
    return Page(
        capture_id=capture.capture_id,
        url=capture.url,
        canonical_url=capture.url,
        site_generation=generation,
        reader=str(generation),
        reader_version="1",
        publisher=publisher,
        document_type=about.kind,
        title=about.title,
        language=about.language,
        summary=paragraphs[0],
        published=PartialDate(about.day, "day"),
        passages=tuple(passages),
        fields=fields,
        translations=(
            (Edition("fr" if about.language != "fr" else "en", f"{capture.url}-translated"),)
            if about.number % 4 == 0
            else ()
        ),
    )


def _findings(page: Page, rng: np.random.Generator) -> Findings:
    long = [passage for passage in page.passages if len(passage.text) > 40]
    mentions = [
        Mention(
            kind,
            entities[int(rng.integers(len(entities)) ** 2 // len(entities))],
            _span(long, rng),
            "gazetteer",
        )
        for kind, entities, count in KINDS
        for _ in range(int(rng.poisson(count)))
    ]
    person = int(rng.integers(5000))
    name = f"Ana Ruiz{person}"
    person_id = stable_id("person", name)
    mentions.append(Mention("person", person_id, _span(long, rng), "names", name))
    role = FoundRole(person_id, name, "Director", "ILO", _span(long, rng), "roles.comma")
    quotes = []
    for _ in range(int(rng.integers(0, 4))):
        span = _span(long, rng, whole=True)
        quotes.append(FoundQuote(span.surface, span, "quotes.said", person_id, name, "Director", "ILO"))
    agreements = []
    if rng.random() < 0.02:
        agreements.append(
            FoundAgreement(
                "memorandum_of_understanding",
                ("ILO", "UN_WOMEN"),
                _span(long, rng),
                "agreements.signed",
                signed_on=page.published,
            )  # fmt: skip
        )
    return Findings(
        tuple(mentions),
        (role,),
        tuple(quotes),
        tuple(agreements),
        language=page.language,
        is_joint=bool(agreements),
    )


def _span(long: list[Passage], rng: np.random.Generator, *, whole: bool = False) -> Span:
    passage = long[int(rng.integers(len(long)))]
    if whole:
        return Span(passage.ordinal, 0, len(passage.text) - 1, passage.text[:-1])
    start = int(rng.integers(len(passage.text) - 20))
    return Span(passage.ordinal, start, start + 12, passage.text[start : start + 12])


def unchanged(capture: Capture, days: int) -> Capture:
    """Return the 304 that a later night gets for a capture's address."""
    later = capture.captured_at + timedelta(days=days)
    return replace(
        capture,
        capture_id=stable_id(capture.url, later.isoformat(), 304, capture.payload_sha256),
        captured_at=later,
        status=304,
        verdict=Verdict.NOT_MODIFIED,
        byte_count=0,
        refers_to=capture.capture_id,
        archive_offset=capture.archive_offset + days,
    )
