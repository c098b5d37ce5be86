"""The tables over documents and their making: works, activity, captures, sources, accuracy, search."""

from __future__ import annotations

from warehouse.contract.columns import count, day, key, moment, number, text, texts
from warehouse.contract.document_tables import ID, URL
from warehouse.contract.enums import (
    DOCUMENT_TYPES,
    FREQUENCIES,
    FRESHNESS,
    PUBLISHERS,
    ROUTES,
    SITE_GENERATIONS,
    VERDICTS,
)
from warehouse.contract.words import Column, Table

WORKS = Table(
    "works",
    "Documents that are the same thing in several languages, site generations or addresses.",
    "one work",
    ("work_id",),
    (
        key("work_id", "document_id of its earliest edition.", ID),
        text("title", "Title of the earliest English edition, else of the earliest one.", "New fund"),
        count("document_count", "Its editions.", "3", unit="documents"),
        texts("languages", "Languages of its editions, BCP 47.", "[en, fr]"),
        texts(
            "site_generations",
            "Site generations of its editions.",
            "[ilo_drupal, ilo_wcms]",
            enum=SITE_GENERATIONS,
        ),
        day("first_published_on", "The earliest stated date.", "2011-06-13"),
    ),
    ("work_id changes when an edition with an earlier date is found.",),
)

JOINT_WORK = Table(
    "joint_work",
    "Works in which the ILO and UN Women act together.",
    "one work with both ILO and UN Women as actors",
    ("work_id",),
    (
        key("work_id", "The work.", ID, refers_to="works.work_id"),
        text("title", "Its title.", "New fund"),
        text("kind", "Kind of its agreement, else the type of its earliest document.", "joint_programme",
             required=True),
        day("published_on", "The earliest stated date.", "2011-06-13"),
        texts("countries", "country_code of every country that its editions name.", "[CHE]",
              refers_to="countries.country_code"),
        text("agreement_id", "An agreement between the two that it states.", ID,
             refers_to="agreements.agreement_id"),
        texts("topics", "topic_id of every topic of its editions.", "[care_economy]",
              refers_to="topics.topic_id"),
    ),
)  # fmt: skip

MONTHLY_ACTIVITY = Table(
    "monthly_activity",
    "How much was published in each month.",
    "one month × publisher × document type × topic × language",
    ("month", "publisher", "document_type", "topic_id", "language"),
    (
        day("month", "First day of the month.", "2011-06-01", required=True),
        text("publisher", "Who publishes.", "ILO", required=True, enum=PUBLISHERS),
        text("document_type", "Kind of document.", "press_release", required=True, enum=DOCUMENT_TYPES),
        key("topic_id", "The topic, or `any` for all documents whatever their topics.", "care_economy"),
        text("language", "Language, BCP 47.", "en", required=True),
        count("document_count", "Documents.", "4", unit="documents"),
        count("quote_count", "Quotations in them.", "7", unit="quotes"),
    ),
    ("A document of two topics counts under each: take topic_id = 'any' for totals.",
     "Documents without a date, or dated by year only, are not in it."),
)  # fmt: skip

CAPTURES = Table(
    "captures",
    "Every response in the archive, also blocks, errors and pages that are gone.",
    "one stored response",
    ("capture_id",),
    (
        key("capture_id", "uuid5 of address, time, status and payload.", ID),
        text("source_id", "The source that it was asked for.", "ilo_newsroom", required=True),
        text("url", "The address as asked.", URL, required=True),
        moment("captured_at", "When the response came.", "2024-03-09 02:15:00+00"),
        text("route", "The way by which it reached us.", "live", required=True, enum=ROUTES),
        number("status", "HTTP status.", "200", required=False),
        text("verdict", "What the response turned out to be; only `ok` is read.", "ok", required=True,
             enum=VERDICTS),
        text("content_type", "Content type as declared.", "text/html; charset=UTF-8"),
        text("payload_sha256", "SHA-256 of the body.", "9f86d081884c7d65…"),
        number("byte_count", "Size of the body.", "48211", type_="BIGINT", unit="bytes", required=False),
        text("archive_file", "WARC file, relative to the archive.", "ilo_newsroom/20240309T021500Z.warc.gz",
             required=True),
        number("archive_offset", "Offset of the compressed record.", "1024", type_="BIGINT", unit="bytes"),
        text("run_id", "The run that indexed it.", "20240309T021500Z-5f3a", required=True),
    ),
)  # fmt: skip

SOURCES = Table(
    "sources",
    "What is collected, how fresh it is, and how much of it there is.",
    "one source",
    ("source_id",),
    (
        key("source_id", "Name of the source file.", "ilo_newsroom"),
        text("publisher", "Who publishes.", "ILO", required=True, enum=PUBLISHERS),
        text("frequency", "How often it is collected.", "daily", required=True, enum=FREQUENCIES),
        text("freshness", "Judged at the start of the last run: fresh within 2 days (weekly: 9) of the last "
             "success, late within 6 (27), then stale; `never` had none.", "fresh",
             required=True, enum=FRESHNESS),
        moment("last_success_at", "Last capture whose content was verified.", "2024-05-01 02:15:00+00",
               required=False),
        moment("last_change_at", "Last capture that showed something new.", "2024-04-30 02:15:00+00",
               required=False),
        count("document_count", "Documents of the source.", "1200", unit="documents"),
        count("open_issue_count", "Issues of the last run and of current documents.", "3", unit="issues"),
        text("title", "Title of the source.", "ILO newsroom"),
        text("site_generation", "Era of its markup.", "ilo_drupal", enum=SITE_GENERATIONS),
    ),
)  # fmt: skip

FIELD_ACCURACY = Table(
    "field_accuracy",
    "How right each field is on pages that people labelled.",
    "one field of one site generation",
    ("site_generation", "field"),
    (
        text(
            "site_generation",
            "Era of the markup; `text_en`, `text_fr` and `text_es` are texts, for what is understood of them.",
            "ilo_drupal",
            required=True,
            enum=(*SITE_GENERATIONS, "text_en", "text_es", "text_fr"),
        ),
        key("field", "The field.", "title"),
        count("labelled_count", "Labelled values.", "60", unit="values"),
        number(
            "precision",
            "Share of found values that are right.",
            "0.98",
            type_="DOUBLE",
            unit="0 to 1",
            required=False,
        ),
        number(
            "recall",
            "Share of labelled values that were found.",
            "0.95",
            type_="DOUBLE",
            unit="0 to 1",
            required=False,
        ),
    ),
    ("The labelled pages are few and chosen for being hard; see labelled_count.",),
)

SEARCH_DOCUMENTS = Table(
    "search_documents",
    "Documents of the full-text index.",
    "one document of the index",
    ("document_number",),
    (
        Column("document_number", "INTEGER", "Number of the document in the index of this release.", "17",
               is_nullable=False),
        key("document_id", "The document.", ID, refers_to="documents.document_id"),
        number("length", "Words, those of the title counted three times.", "420", unit="words"),
    ),
    ("Use the macro search(query, k). Numbers change from release to release.",),
)  # fmt: skip

SEARCH_TERMS = Table(
    "search_terms",
    "Words of the full-text index.",
    "one word, in lower case without accents",
    ("term_id",),
    (
        Column("term_id", "BIGINT", "Number of the word in the index of this release.", "8100430714362635904",
               is_nullable=False),
        Column("term", "VARCHAR", "The word.", "remuneration", is_nullable=False),
        count("document_count", "Documents that have it.", "80", unit="documents"),
        number("idf", "How rare it is, as in BM25.", "5.2", type_="DOUBLE"),
    ),
    ("Use the macro search(query, k). Numbers may change from release to release.",),
)  # fmt: skip

SEARCH_POSTINGS = Table(
    "search_postings",
    "Which word is in which document.",
    "one word of one document",
    ("term_id", "document_number"),
    (
        Column("term_id", "BIGINT", "Number of the word in the index.", "8100430714362635904", is_nullable=False,
               refers_to="search_terms.term_id"),
        Column("document_number", "INTEGER", "The document's number in the index.", "17", is_nullable=False,
               refers_to="search_documents.document_number"),
        number("frequency", "How often it is there; in the title it counts three times.", "2", unit="times"),
        number("weight", "Its part of BM25 without the word's rarity.", "1.4", type_="FLOAT"),
    ),
    ("Use the macro search(query, k).",),
)  # fmt: skip

TABLES = (
    WORKS, JOINT_WORK, MONTHLY_ACTIVITY, CAPTURES, SOURCES, FIELD_ACCURACY, SEARCH_DOCUMENTS, SEARCH_TERMS,
    SEARCH_POSTINGS,
)  # fmt: skip
