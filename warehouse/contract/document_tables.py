"""The tables of documents: every one, its earlier versions, and the kinds with columns of their own."""

from __future__ import annotations

from warehouse.contract.columns import count, day, flag, key, moment, number, text, texts
from warehouse.contract.enums import (
    DOCUMENT_TYPES,
    EVENT_PRECISIONS,
    PRECISIONS,
    PUBLISHERS,
    SITE_GENERATIONS,
)
from warehouse.contract.words import Column, Table

ID = "5a0c9c2e-51f7-5b1c-9f0e-1f2d3c4b5a69"
URL = "https://www.ilo.org/resource/news/new-fund-childcare-workers"
FIRST_DAY = "A month or a year is given by its first day: see published_precision."


def document_key() -> Column:
    """Return the key column of a table that has one row a document."""
    return key(
        "document_id", "The document: uuid5 of its canonical address.", ID, refers_to="documents.document_id"
    )


DOCUMENTS = Table(
    "documents",
    "Every document (news, releases, publications, events, pages …) as its page read when last seen.",
    "one document, that is one canonical address, in its current version",
    ("document_id",),
    (
        key("document_id", "uuid5 of the canonical address in the namespace that ReliefWeb publishes.", ID),
        key("work_id", "The work that the document is an edition of.", ID, refers_to="works.work_id"),
        text("source_id", "The source that it was collected from.", "ilo_newsroom", required=True,
             refers_to="sources.source_id"),
        text("publisher", "Who publishes the page.", "ILO", required=True, enum=PUBLISHERS),
        text("site_generation", "The era of the site's markup.", "ilo_drupal", required=True,
             enum=SITE_GENERATIONS),
        text("document_type", "What kind of document it is.", "press_release", required=True,
             enum=DOCUMENT_TYPES),
        text("title", "The title as printed.", "New fund for childcare workers"),
        text("kicker", "The line above the title.", "Press release"),
        text("summary", "The standfirst or abstract.", "A fund opens on Monday."),
        text("language", "Language of the text, BCP 47.", "en", required=True),
        day("published_on", "The day of publication as the page states it.", "2024-03-08", warning=FIRST_DAY),
        text("published_precision", "How precise the stated date is.", "day", enum=PRECISIONS),
        text("place", "The place that the page or its dateline gives.", "Geneva"),
        text("country_code", "Country of the place, ISO 3166-1 alpha-3.", "CHE",
             refers_to="countries.country_code"),
        text("url", "The canonical address.", URL, required=True),
        text("archive_url", "The address in the Wayback Machine nearest to the capture; it may hold none.",
             f"https://web.archive.org/web/20240309021500/{URL}", required=True),
        text("capture_id", "The earliest capture that showed this content; every value comes from it.", ID,
             required=True, refers_to="captures.capture_id"),
        text("licence", "The licence under which the publisher offers the document.", "CC-BY-4.0",
             warning="From the source's dated rules; a document may say otherwise."),
        text("body", "The text without kicker, title and summary; blocks are separated by an empty line.",
             "The fund opens on Monday.", required=True),
        count("word_count", "Words of the body.", "412", unit="words"),
        flag("is_joint", "Whether the document says that the ILO and UN Women act together."),
        number("version", "1 for the first content of the document that was seen, 2 for the next.", "1"),
        moment("first_seen_at", "The first capture of the document.", "2024-03-09 02:15:00+00"),
        moment("last_seen_at", "The last capture that showed it (a 304 counts).", "2024-05-01 02:15:00+00"),
        moment("last_changed_at", "The first capture of the current version.", "2024-03-09 02:15:00+00"),
        moment("withdrawn_at", "The complete walk of the source that no longer offered it.",
               "2025-01-12 02:15:00+00", required=False),
        text("reader", "The reader that read the page.", "ilo_drupal", required=True),
        text("reader_version", "Its version.", "1", required=True),
        text("run_id", "The run that wrote the content.", "20240309T021500Z-5f3a", required=True),
    ),
    ("Editions of one work are separate rows: count distinct work_id to count works.",
     "Withdrawn documents stay; filter on withdrawn_at is null for what is still offered."),
)  # fmt: skip

EARLIER_VERSIONS = Table(
    "earlier_versions",
    "What a document said before it changed; the current version is in documents.",
    "one version of a document that a later version has replaced",
    ("document_id", "version"),
    (
        document_key(),
        number("version", "1 for the first content of the document that was seen.", "1"),
        moment("valid_from", "The first capture of this version.", "2024-03-09 02:15:00+00"),
        moment("valid_to", "The first capture of the next version.", "2024-04-02 02:15:00+00"),
        text("document_type", "What kind of document it was.", "news", required=True, enum=DOCUMENT_TYPES),
        text("title", "The title as printed.", "New fund for childcare workers"),
        text("kicker", "The line above the title.", "Press release"),
        text("summary", "The standfirst or abstract.", "A fund opens on Monday."),
        text("language", "Language of the text, BCP 47.", "en", required=True),
        day("published_on", "The day of publication as the page stated it.", "2024-03-08", warning=FIRST_DAY),
        text("published_precision", "How precise the stated date is.", "day", enum=PRECISIONS),
        text("body", "The text without kicker, title and summary.", "The fund opens on Tuesday.",
             required=True),
        text("capture_id", "The earliest capture that showed this content.", ID, required=True,
             refers_to="captures.capture_id"),
        texts("organisations", "Ids of the organisations that it named.", "[ILO]"),
        texts("countries", "Codes of the countries that it named.", "[KEN]"),
        texts("instruments", "Ids of the instruments that it named.", "[C189]"),
        texts("topics", "Ids of the topics that it named.", "[care_economy]"),
        Column("quotes", "STRUCT(\"text\" VARCHAR, speaker_id VARCHAR, speaker_name VARCHAR)[]",
               "What it quoted, in the order of the page.", "[]", False),
    ),
    ("The macros documents_as_of(day), passages_as_of(day), mentions_as_of(day) and quotes_as_of(day) join this "
     "table and those of the current versions.",),
)  # fmt: skip

PRESS_RELEASES = Table(
    "press_releases",
    "Press releases with their dateline and everything that they name.",
    "one press release",
    ("document_id",),
    (
        document_key(),
        text("title", "The title as printed.", "New fund for childcare workers"),
        text("standfirst", "The summary under the title.", "A fund opens on Monday."),
        day("published_on", "The day of publication as the page states it.", "2024-03-08", warning=FIRST_DAY),
        text("dateline_place", "The place that opens the text.", "Geneva"),
        text("dateline_agency", "The agency that the dateline names.", "ILO News"),
        text("publisher", "Who publishes the page.", "ILO", required=True, enum=PUBLISHERS),
        text("language", "Language of the text, BCP 47.", "en", required=True),
        count("quote_count", "Quotations in the text.", "2", unit="quotes"),
        texts("people", "Names of the people who are named, have a role or are quoted.", "[Ana Ruiz]"),
        texts("organisations", "organisation_id of every organisation named.", "[ILO, UN_WOMEN]",
              refers_to="organisations.organisation_id"),
        texts("countries", "country_code of every country named.", "[CHE, KEN]",
              refers_to="countries.country_code"),
        texts("instruments", "instrument_id of every instrument named.", "[C189]",
              refers_to="instruments.instrument_id"),
        texts("topics", "topic_id of every topic found.", "[care_economy]", refers_to="topics.topic_id"),
        text("url", "The canonical address.", URL, required=True),
    ),
    ("A site may file the edition of a press release under news: join documents on work_id to find it.",),
)  # fmt: skip

PUBLICATIONS = Table(
    "publications",
    "Reports, briefs, working papers and manuals, with their record and their file.",
    "one publication page",
    ("document_id",),
    (
        document_key(),
        text("title", "The title as printed.", "Care at work: a handbook"),
        texts("authors", "Authors as printed.", "[A. Ruiz, B. Meyer]"),
        text("publication_type", "Kind of publication.", "report"),
        text("isbn", "International standard book number.", "9789220000001"),
        text("issn", "International standard serial number.", "1234-5678"),
        text("doi", "Digital object identifier.", "10.54394/ABCD1234"),
        text("series", "The series that it belongs to.", "Working paper 12"),
        day("published_on", "The day of publication as the page states it.", "2022-03-01", warning=FIRST_DAY),
        text("publisher_place", "Place of publication.", "Geneva"),
        number("page_count", "Pages as the record states them.", "96", unit="pages", required=False),
        text("language", "Language of the page, BCP 47.", "en", required=True),
        text("abstract", "The summary of the page.", "A handbook for employers."),
        text("file_url", "Address of the main file: the first PDF.", "https://www.ilo.org/media/1/download"),
        number("file_bytes", "Size of the file as captured, else as the page states it.", "1048576",
               type_="BIGINT", unit="bytes", required=False),
        text("file_sha256", "SHA-256 of the file as captured.", "9f86d081884c7d65…"),
        count("text_passages", "Passages read from the file, or from the page where the file was not read.",
              "240",
              unit="passages"),
    ),
)  # fmt: skip

EVENTS = Table(
    "events",
    "Events with their days and place.",
    "one event page",
    ("document_id",),
    (
        document_key(),
        text("title", "The title as printed.", "Workshop on care and decent work"),
        day("starts_on", "The first day.", "2023-05-02",
            warning="First day of the month or year: see date_precision."),
        day("ends_on", "The last day; that of the start for a single day.", "2023-05-03"),
        text("date_precision",
             "How precise the printed days are. day_without_year: the page prints no year and "
             "the days are unknown; day_from_other_edition: they are those of another edition of the work.",
             "day", enum=EVENT_PRECISIONS),
        text("venue", "Where it is held.", "ILO headquarters"),
        text("city", "The city.", "Geneva"),
        text("country_code", "The country, ISO 3166-1 alpha-3.", "CHE", refers_to="countries.country_code"),
        texts("organisers", "organisation_id of the organisers.", "[ILO, UN_WOMEN]"),
        text("programme", "The programme that it belongs to.", "Care for all"),
        text("dates_document_id", "The document that prints the days.", ID,
             refers_to="documents.document_id"),
    ),
)  # fmt: skip

TRANSLATIONS = Table(
    "translations",
    "The editions in other languages that a document declares.",
    "one edition that one document declares",
    ("document_id", "language", "url"),
    (
        document_key(),
        key("language", "Language of the edition as declared, BCP 47.", "fr"),
        key("url", "Its address as declared.", "https://www.ilo.org/fr/resource/news/nouveau-fonds"),
        text("target_document_id", "The edition, when it is held here.", ID,
             refers_to="documents.document_id"),
    ),
    ("Declared by one side only: works brings together what is one work from both sides.",),
)  # fmt: skip

FILES = Table(
    "files",
    "The downloads that documents offer.",
    "one download of one document",
    ("document_id", "ordinal"),
    (
        document_key(),
        number("ordinal", "Place on the page, from 0.", "0"),
        text("url", "Its address.", "https://www.ilo.org/media/1/download", required=True),
        text("label", "The words of the link.", "Download the report"),
        text("media_type", "Media type as the page states it.", "application/pdf"),
        number("byte_count", "Size as the page states it.", "1048576", type_="BIGINT", unit="bytes",
               required=False),
        text("language", "Language as the page states it, BCP 47.", "en"),
        text("target_document_id", "The document read from the file, when it is held here.", ID,
             refers_to="documents.document_id"),
    ),
)  # fmt: skip

TABLES = (DOCUMENTS, EARLIER_VERSIONS, PRESS_RELEASES, PUBLICATIONS, EVENTS, TRANSLATIONS, FILES)
