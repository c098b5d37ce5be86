"""A small warehouse of invented documents: every curated table gets rows, every value its words.

The way in is the real one (load, curate); only reading and understanding are replaced by rows made here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import duckdb

from extractors.addresses import canonical_url, stable_id
from extractors.findings import Findings, FoundAgreement, FoundEvent, FoundQuote, FoundRole, Mention, Span
from extractors.model import (
    Capture,
    DocumentType,
    Edition,
    Field,
    File,
    Page,
    PartialDate,
    Passage,
    PassageKind,
    Route,
    SiteGeneration,
    Verdict,
)
from extractors.sources import Source
from warehouse.loading.load import Reading, load_captures, load_dimensions, load_readings

ILO, UN_WOMEN = "ilo_newsroom", "unwomen_news"
RUN = "run-1"
DAY = datetime(2026, 11, 20, 2, 15, tzinfo=UTC)
PEOPLE = {
    "Amara Okello": "Director-General",
    "Lucía Ferrer": "Executive Director",
    "Henrik Dahl": "Minister of Labour",
}
SHARED_WORDS = (
    "Care work holds every economy together, yet the hours that women give to it are seldom counted, "
    "seldom paid and hardly ever part of the plans that finance ministries draw up for growth."
)
TOPICS = ("care_economy", "pay_gap", "violence_and_harassment")


@dataclass(frozen=True)
class Draft:
    """What a sample document says; spans are found from the words."""

    url: str
    title: str
    body: Sequence[str]
    source_id: str = ILO
    document_type: DocumentType = DocumentType.PRESS_RELEASE
    published: str = "2024-03-08"
    language: str = "en"
    mentions: Sequence[tuple[str, str, str]] = ()
    quotes: Sequence[tuple[str, str]] = ()
    agreement: str | None = None
    event: tuple[str, str] | None = None
    editions: Sequence[tuple[str, str]] = ()
    files: Sequence[str] = ()
    topics: Sequence[str] = ()
    captured_at: datetime = DAY
    reader: str | None = None
    extra: dict[str, object] = field(default_factory=dict)


def load_sample(con: duckdb.DuckDBPyConnection, drafts: Sequence[Draft] | None = None) -> None:
    """Load the sample's vocabularies, captures and readings."""
    load_dimensions(con, organisations(), instruments(), topics(), countries(), sources())
    readings = [reading(draft) for draft in (list(sample_drafts()) if drafts is None else drafts)]
    load_captures(con, [r.capture for r in readings] + other_captures(), RUN)
    load_readings(con, readings, RUN)
    con.execute(
        "insert into core.field_accuracy by name select * from (values "
        "('ilo_drupal', 'title', 40, 1.0, 1.0, 'run-1'), "
        "('unwomen_drupal', 'title', 30, 0.98, 0.97, 'run-1')) "
        "v(site_generation, field, labelled_count, precision, recall, run_id)"
    )


def sample_drafts() -> Iterator[Draft]:
    """Yield the drafts: press releases of both publishers over four years, and one of everything else."""
    for number in range(32):
        yield press_release(number)
    yield from _editions()
    yield from _versions()
    yield Draft(
        "https://www.ilo.org/resource/news/mou-2011",
        "ILO and UN Women agree to work together",
        ["GENEVA – On 13 June 2011 the ILO and UN Women signed a memorandum of understanding in Geneva."],
        published="2011-06-13",
        agreement="memorandum of understanding",
        mentions=[("organisation", "UN_WOMEN", "UN Women"), ("organisation", "ILO", "ILO")],
        topics=["care_economy"],
    )
    yield Draft(
        "https://www.ilo.org/meetings-and-events/care-forum",
        "Forum on care and decent work",
        ["The forum meets in Geneva from 4 to 6 May 2026 and ends with a declaration."],
        document_type=DocumentType.EVENT,
        published="2026-03-02",
        event=("2026-05-04", "2026-05-06"),
        topics=["care_economy"],
    )
    yield Draft(
        "https://www.ilo.org/publications/counting-care",
        "Counting care: a manual",
        [SHARED_WORDS, "The manual is meant for statistical offices."],
        document_type=DocumentType.PUBLICATION,
        published="2022-09-01",
        files=["https://www.ilo.org/media/counting-care.pdf"],
        topics=["care_economy"],
        extra={
            "publication_type": "manual",
            "authors": ("Okello, Amara",),
            "identifiers": {"isbn": "9789220000007"},
        },
    )


def press_release(number: int, **changes: object) -> Draft:
    """Return press release `number`: who speaks, and about which country, turns with the number."""
    is_ilo = number % 2 == 0
    speaker = list(PEOPLE)[number % 3]
    country, code = [("Kenya", "KEN"), ("Uruguay", "URY"), ("Fiji", "FJI")][number % 3]
    quote = f"Equal pay cannot wait for the year {2030 + number}"
    year = 2021 + number % 4
    body = [
        f"{country} ratified Convention No. 190 (C190), the ILO and UN Women said in note {number}.",
        f"“{quote}”, said {speaker}, {PEOPLE[speaker]}.",
        SHARED_WORDS
        if number % 8 == 0
        else f"Report {number} counts {number + 100} workplaces in {country}.",
    ]
    values: dict[str, object] = {
        "url": f"https://www.ilo.org/resource/news/note-{number}"
        if is_ilo
        else f"https://www.unwomen.org/en/news-stories/press-release/note-{number}",
        "title": f"Note {number}: {country} and equal pay",
        "body": body,
        "source_id": ILO if is_ilo else UN_WOMEN,
        "published": f"{year}-{1 + number % 12:02}-{1 + number % 28:02}",
        "mentions": [
            ("country", code, country),
            ("instrument", "C190", "Convention No. 190"),
            ("organisation", "ILO", "the ILO"),
            ("organisation", "UN_WOMEN", "UN Women"),
        ],
        "quotes": [(quote, speaker)],
        "topics": [TOPICS[number % 3], TOPICS[(number + 1) % 3]],
    }
    return Draft(**(values | changes))  # type: ignore[arg-type]


def reading(draft: Draft) -> Reading:
    """Return the capture, page and findings of a draft."""
    capture = capture_of(
        draft.url, draft.source_id, draft.captured_at, Verdict.OK, str(draft.body) + draft.title
    )
    page = _page(draft, capture)
    return Reading(capture, page, _findings(draft, page))


def capture_of(url: str, source_id: str, at: datetime, verdict: Verdict, payload: str) -> Capture:
    """Return a capture of the sample's one archive file."""
    digest = stable_id(payload).replace("-", "") * 2
    return Capture(
        capture_id=stable_id(url, at.isoformat(), digest),
        source_id=source_id,
        url=url,
        captured_at=at,
        route=Route.LIVE,
        status=200,
        verdict=verdict,
        content_type="text/html",
        payload_sha256=digest,
        byte_count=len(payload),
        archive_file=f"{source_id}/{source_id}-20261120.warc.gz",
        archive_offset=int(digest[:6], 16),
        archive_length=1000,
        run_id=RUN,
    )


def other_captures() -> list[Capture]:
    """Return a block page and an answer 304, which are stored and never read."""
    later = DAY + timedelta(days=1)
    url = "https://www.unwomen.org/en/news-stories/press-release/note-1"
    return [
        capture_of(url, UN_WOMEN, later, Verdict.BLOCKED, "Access denied"),
        capture_of("https://www.ilo.org/resource/news/note-0", ILO, later, Verdict.NOT_MODIFIED, ""),
    ]


def _editions() -> Iterator[Draft]:
    titles = {
        "en": ("A day for domestic workers", "Domestic workers mark their day with a new convention."),
        "fr": (
            "Une journée pour les travailleuses domestiques",
            "Les travailleuses domestiques ont leur journée.",
        ),
        "es": ("Un día para las trabajadoras del hogar", "Las trabajadoras del hogar celebran su día."),
    }
    urls = {
        lang: f"https://www.ilo.org/{'' if lang == 'en' else lang + '/'}resource/news/domestic"
        for lang in titles
    }
    for language, (title, text) in titles.items():
        others = [(other, url) for other, url in urls.items() if other != language]
        yield Draft(
            urls[language],
            title,
            [text],
            published="2023-06-16",
            language=language,
            editions=others,
            topics=["pay_gap"],
        )


def _versions() -> Iterator[Draft]:
    url = "https://www.ilo.org/resource/other/pay-gap"
    first = ["The pay gap stands at twenty per cent.", "It narrows slowly."]
    second = ["The pay gap stands at nineteen per cent.", "It narrows slowly."]
    kind = DocumentType.TOPIC_PAGE
    yield Draft(url, "The pay gap", first, document_type=kind, published="2020-01-15", topics=["pay_gap"])
    yield Draft(
        url,
        "The pay gap today",
        second,
        document_type=kind,
        published="2020-01-15",
        topics=["pay_gap"],
        captured_at=DAY + timedelta(hours=30),
    )


def _page(draft: Draft, capture: Capture) -> Page:
    is_ilo = draft.source_id == ILO
    texts = [(PassageKind.TITLE, draft.title)] + [(PassageKind.PARAGRAPH, text) for text in draft.body]
    passages = tuple(Passage(n, kind, text) for n, (kind, text) in enumerate(texts))
    values: dict[str, object] = {
        "capture_id": capture.capture_id,
        "url": draft.url,
        "canonical_url": canonical_url(draft.url),
        "site_generation": SiteGeneration.ILO_DRUPAL if is_ilo else SiteGeneration.UNWOMEN_DRUPAL,
        "reader": draft.reader or ("ilo_drupal" if is_ilo else "unwomen_drupal"),
        "reader_version": "1",
        "publisher": "ILO" if is_ilo else "UN Women",
        "document_type": draft.document_type,
        "title": draft.title,
        "language": draft.language,
        "published": PartialDate(draft.published, "day"),
        "passages": passages,
        "fields": (
            Field("title", draft.title, "hero_title", draft.title, 0, 0, len(draft.title)),
            Field("published_on", draft.published, "meta.published", draft.published),
            Field("document_type", draft.document_type.value, "address"),
        ),
        "files": tuple(File(url, "PDF", "application/pdf", 120_000, "en") for url in draft.files),
        "translations": tuple(Edition(language, url) for language, url in draft.editions),
    }
    return Page(**(values | draft.extra))  # type: ignore[arg-type]


def _findings(draft: Draft, page: Page) -> Findings:
    mentions = [Mention(kind, key, _span(page, words), "gazetteer") for kind, key, words in draft.mentions]
    mentions += [
        Mention("topic", topic, _span(page, page.passages[0].text), "topics") for topic in draft.topics
    ]
    return Findings(
        mentions=tuple(mentions),
        roles=tuple(_role(page, speaker) for _, speaker in draft.quotes),
        quotes=tuple(_quote(page, words, speaker) for words, speaker in draft.quotes),
        agreements=(_agreement(page, draft.agreement),) if draft.agreement else (),
        event=_event(*draft.event) if draft.event else None,
        language=draft.language,
    )


def _span(page: Page, words: str) -> Span:
    passage = next(p for p in page.passages if words in p.text)
    start = passage.text.index(words)
    return Span(passage.ordinal, start, start + len(words), words)


def _quote(page: Page, words: str, speaker: str) -> FoundQuote:
    person, span = stable_id("person", speaker.lower()), _span(page, speaker)
    return FoundQuote(words, _span(page, words), "said", person, speaker, PEOPLE[speaker], None, span)


def _role(page: Page, speaker: str) -> FoundRole:
    words = f"{speaker}, {PEOPLE[speaker]}"
    person = stable_id("person", speaker.lower())
    return FoundRole(person, speaker, PEOPLE[speaker], "ILO", _span(page, words), "apposition")


def _agreement(page: Page, words: str) -> FoundAgreement:
    return FoundAgreement(
        kind="memorandum_of_understanding",
        parties=("ILO", "UN_WOMEN"),
        span=_span(page, words),
        rule="signed",
        signed_on=PartialDate("2011-06-13", "day"),
        signed_evidence=_span(page, "13 June 2011"),
        place="Geneva",
        subjects=("care_economy",),
    )


def _event(starts: str, ends: str) -> FoundEvent:
    days = PartialDate(starts, "day"), PartialDate(ends, "day")
    return FoundEvent(*days, None, "Geneva", "CHE", ("ILO",), None, "event.dates")


def organisations() -> Iterable[SimpleNamespace]:
    """Return the organisations of the sample."""
    yield SimpleNamespace(
        organisation_id="ILO", name="International Labour Organization", acronym="ILO", kind="un_agency"
    )
    yield SimpleNamespace(organisation_id="UN_WOMEN", name="UN Women", acronym=None, kind="un_entity")


def instruments() -> Iterable[SimpleNamespace]:
    """Return the instruments of the sample."""
    yield SimpleNamespace(
        instrument_id="C190",
        code="C190",
        kind="convention",
        title="Violence and Harassment Convention, 2019",
        adopted_year=2019,
        is_fundamental=False,
        is_governance=False,
        is_gender_equality=True,
        url=None,
    )


def topics() -> Iterable[SimpleNamespace]:
    """Return the topics of the sample."""
    for topic in TOPICS:
        label = topic.replace("_", " ")
        yield SimpleNamespace(
            topic_id=topic, label_en=label, label_fr=label, label_es=label, sdg_targets=("5.4",)
        )


def countries() -> Iterable[SimpleNamespace]:
    """Return the countries of the sample."""
    for code, name in (("KEN", "Kenya"), ("URY", "Uruguay"), ("FJI", "Fiji"), ("CHE", "Switzerland")):
        yield SimpleNamespace(country_code=code, name=name, m49_region="001")


def sources() -> list[Source]:
    """Return the two sources of the sample."""
    return [
        _source(ILO, "ILO newsroom", "ILO", "ilo_drupal", "www.ilo.org", "CC-BY-4.0"),
        _source(
            UN_WOMEN,
            "UN Women news",
            "UN Women",
            "unwomen_drupal",
            "www.unwomen.org",
            "UN Women terms of use",
        ),
    ]


def _source(source_id: str, title: str, publisher: str, generation: str, host: str, licence: str) -> Source:
    return Source.model_validate(
        {
            "source_id": source_id,
            "title": title,
            "publisher": publisher,
            "site_generation": generation,
            "languages": ["en", "fr", "es"],
            "hosts": [host],
            "discover": [{"kind": "feed", "url": f"https://{host}/feed"}],
            "include": [host],
            "routes": ["live"],
            "frequency": "daily",
            "licence": [{"licence": licence}],
        }
    )
