"""The tables of words: passages, quotes, agreements, reuse, changes, evidence."""

from __future__ import annotations

from warehouse.contract.columns import day, flag, key, moment, number, text, texts
from warehouse.contract.document_tables import ID, document_key
from warehouse.contract.enums import CHANGE_KINDS, CHANGED_FIELDS, PASSAGE_KINDS, PRECISIONS
from warehouse.contract.words import Table

PASSAGES = Table(
    "passages",
    "The text of every document in blocks, in reading order.",
    "one block of text (heading, paragraph, list item …) of a document's current version",
    ("passage_id",),
    (
        key("passage_id", "The same in every version that prints the same words.", ID),
        document_key(),
        number("ordinal", "Place in reading order, from 0; kicker, title and summary come first.", "3"),
        text("kind", "What the block is.", "paragraph", required=True, enum=PASSAGE_KINDS),
        texts("heading_path", "The headings above it, outermost first.", "[History]"),
        text("text", "The words, single blanks, no markup.", "The fund opens on Monday.", required=True),
        text("language", "Language of the document, BCP 47.", "en", required=True),
    ),
)

QUOTES = Table(
    "quotes",
    "Words in quotation marks that somebody said, with the speaker where the text says who.",
    "one quotation in a document's current version",
    ("quote_id",),
    (
        key("quote_id", "uuid5 of the document and the folded words.", ID),
        document_key(),
        text("passage_id", "The passage in which it begins.", ID, required=True,
             refers_to="passages.passage_id"),
        text("text", "The words without the marks.", "We count on care workers.", required=True),
        text("speaker_id", "The person who said it.", ID, refers_to="people.person_id"),
        text("speaker_name", "The speaker's name as printed; two are joined by a semicolon.", "Ana Ruiz",
             warning="Null where the text does not say who speaks."),
        text("role", "The speaker's role as this document states it.", "Director-General"),
        text("organisation_id", "The speaker's organisation as this document states it.", "ILO",
             refers_to="organisations.organisation_id"),
        day("said_on", "Date of the document.", "2024-03-08", warning="Not the day on which it was said."),
        text("language", "Language of the document, BCP 47.", "en", required=True),
    ),
    ("The same words in two editions are two rows.",),
)  # fmt: skip

AGREEMENTS = Table(
    "agreements",
    "Memoranda of understanding, joint programmes, partnerships and ratifications, with parties and day.",
    "one agreement as one document states it",
    ("agreement_id",),
    (
        key("agreement_id", "uuid5 of document, kind, parties and title.", ID),
        text("kind", "What was agreed.", "memorandum_of_understanding", required=True),
        text("title", "Its title where the text gives one; of a ratification the instrument_id.", "Care for all"),
        texts("parties", "organisation_id, or country_code for a State, of each party.", "[ILO, UN_WOMEN]"),
        day("signed_on", "The day of signature.", "2011-06-13", warning="See signed_precision."),
        text("signed_precision", "How precise the stated day is.", "day", enum=PRECISIONS),
        flag("is_signed_inferred", "Whether the year or day was inferred from the document's date.",
             required=False),
        text("place", "Where it was signed.", "Geneva"),
        document_key(),
        key("work_id", "The work of the document.", ID, refers_to="works.work_id"),
        text("passage_id", "The passage that states it.", ID, required=True, refers_to="passages.passage_id"),
        texts("subjects", "What it is about, as printed or as topic_id.", "[social protection]"),
    ),
    ("Every edition of a work states its agreement: group by work_id to count agreements.",),
)  # fmt: skip

TEXT_REUSE = Table(
    "text_reuse",
    "Passages that several documents print, word for word or edited; without boilerplate of over 50.",
    "one passage in a cluster of reuse",
    ("passage_id",),
    (
        key("cluster_id", "The earliest passage of the cluster.", ID, refers_to="passages.passage_id"),
        document_key(),
        key("passage_id", "The passage.", ID, refers_to="passages.passage_id"),
        number("similarity",
               "Largest share of fingerprints (hashed runs of five words) of the shorter passage "
               "that it shares with another passage of the cluster.", "0.87", type_="DOUBLE", unit="0 to 1"),
        flag("is_earliest", "Whether it is the earliest passage of the cluster."),
        day("published_on", "Date of the document.", "2011-06-13"),
        key("work_id", "The work of the document.", ID, refers_to="works.work_id"),
    ),
    ("Editions of one work in two site generations share their text: compare work_id to leave them out.",
     "Among documents without a date the first one captured counts as the earliest."),
)  # fmt: skip

CHANGES = Table(
    "changes",
    "What changed on a page, field by field and passage by passage.",
    "one difference between a version of a document and the version before",
    ("document_id", "version", "ordinal"),
    (
        document_key(),
        number("version", "The version that the change made.", "2"),
        number("ordinal", "Counts the changes of a version from 1.", "1"),
        moment("changed_at", "The first capture of that version.", "2024-04-02 02:15:00+00"),
        text("field", "The field, or `passage`.", "title", required=True, enum=CHANGED_FIELDS),
        text("kind", "What happened.", "changed", required=True, enum=CHANGE_KINDS),
        text("before", "The value before; null when it was added.", "New fund"),
        text("after", "The value after; null when it was removed.", "New fund opens"),
    ),
    ("changed_at is when the change was seen, not when it was made.",),
)

FIELD_EVIDENCE = Table(
    "field_evidence",
    "For every value: the rule that found it, the words that it came from, and the stored capture.",
    "one value of one field of a document",
    ("document_id", "field", "ordinal"),
    (
        document_key(),
        key("field", "The field; quote, role, agreement and agreement.signed_on for rows of those tables.",
            "title"),
        number("ordinal", "Counts the values of a field from 0.", "0"),
        text("value", "The value as text.", "New fund for childcare workers"),
        text("rule", "The rule that found it.", "ilo_drupal.hero_title", required=True),
        text("passage_id",
             "The passage that holds the words; null where they are not in the text (meta elements).",
             ID, refers_to="passages.passage_id"),
        number("start", "Offset of the first character in the passage, from 0.", "0", unit="characters",
               required=False),
        number("end", "Offset after the last character.", "30", unit="characters", required=False),
        text("capture_id", "The capture.", ID, required=True, refers_to="captures.capture_id"),
    ),
    ("`end` is a reserved word: write \"end\".",),
)  # fmt: skip

FIELD_CANDIDATES = Table(
    "field_candidates",
    "The values that lost: found by a rule, but an earlier rule of the same field had found one.",
    "one value that a rule found for a field of a document and that was overruled",
    ("document_id", "field", "ordinal"),
    (
        document_key(),
        key("field", "The field.", "title"),
        number("ordinal", "Counts the values of a field from 0, those that won included.", "1"),
        text("value", "The value as text.", "New fund | ILO"),
        text("rule", "The rule that found it.", "meta.og_title", required=True),
        text("surface", "The words that it came from, as printed.", "New fund | International Labour Organization"),
        flag("is_contradiction", "Whether the reader reports that it contradicts the value that won."),
        text("capture_id", "The capture.", ID, required=True, refers_to="captures.capture_id"),
    ),
    ("The value that won is in field_evidence.",),
)  # fmt: skip

LINKS = Table(
    "links",
    "The links of documents: in the text, and in the boxes beside it.",
    "one link of one document",
    ("document_id", "ordinal"),
    (
        document_key(),
        number("ordinal", "Place in reading order, from 0; those beside the text come last.", "0"),
        text("kind", "Whether it stands in the text or beside it.", "body", required=True,
             enum=("body", "see_also")),
        text("url", "Where it leads.", "https://www.ilo.org/topics/care-economy", required=True),
        text("text", "The words of the link.", "care economy"),
        text("passage_id", "The passage that it stands in; null beside the text.", ID,
             refers_to="passages.passage_id"),
        number("start", "Offset of the first character in the passage, from 0.", "0", unit="characters",
               required=False),
        number("end", "Offset after the last character.", "12", unit="characters", required=False),
        text("target_document_id", "The document that it leads to, when it is held here.", ID,
             refers_to="documents.document_id"),
    ),
    ("`end` is a reserved word: write \"end\".",),
)  # fmt: skip

TABLES = (PASSAGES, QUOTES, AGREEMENTS, TEXT_REUSE, CHANGES, FIELD_EVIDENCE, FIELD_CANDIDATES, LINKS)
