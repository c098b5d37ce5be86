"""The words of the right half of the house: what the transforms find in a page, each with its span.

A span is (passage ordinal, start, end) in the characters of that passage's text, and
`passage.text[start:end] == surface` always holds. A row that its span does not support is not made.
Spans and mentions are tuples: there are dozens in a document, and a tuple is made in a third of the time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from extractors.model import Issue, PartialDate


class Span(NamedTuple):
    """Where words stand: `text` of passage number `passage` from `start` to `end`, which is `surface`."""

    passage: int
    start: int
    end: int
    surface: str


class Mention(NamedTuple):
    """A span that names an entity.

    `kind` is organisation, country, region, instrument, person, programme, topic or date.
    `entity_id`: organisation_id, ISO alpha-3, M49 region, instrument_id (`C189`, `A/RES/64/289`),
    person_id, topic_id; for dates the ISO value. `score` from 0 to 1 is used for topics.
    """

    kind: str
    entity_id: str
    span: Span
    rule: str
    name: str | None = None
    score: float = 1.0
    is_inferred: bool = False


@dataclass(frozen=True, slots=True)
class FoundRole:
    """A person's role as stated in this document. `role` is the words as printed."""

    person_id: str
    person_name: str
    role: str | None
    organisation_id: str | None
    span: Span
    rule: str
    is_inferred: bool = False


@dataclass(frozen=True, slots=True)
class FoundQuote:
    """Words in quotation marks that somebody said or a document says. `text` is without the marks.

    The span covers the text in its first passage; a quotation over two passages has its rest in
    `continues` (spans in reading order) and `text` joined by a blank. `speaker_name` is null rather
    than wrong; two speakers are joined by "; ".
    """

    text: str
    span: Span
    rule: str
    speaker_id: str | None = None
    speaker_name: str | None = None
    role: str | None = None
    organisation_id: str | None = None
    speaker_span: Span | None = None
    continues: tuple[Span, ...] = ()
    is_speaker_inferred: bool = False


@dataclass(frozen=True, slots=True)
class FoundAgreement:
    """A memorandum, joint programme, partnership or ratification, with its parties and day.

    `parties` are organisation_ids or ISO alpha-3 codes. `signed_evidence` is the span of the words
    that give the day; `signed_on.is_inferred` when the year (or day) came from the document's date.
    """

    kind: str
    parties: tuple[str, ...]
    span: Span
    rule: str
    title: str | None = None
    signed_on: PartialDate | None = None
    signed_evidence: Span | None = None
    place: str | None = None
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundDateline:
    """The dateline that opens a release: `GENEVA (ILO News) –`. `place` in ordinary case."""

    place: str | None
    agency: str | None
    country_code: str | None
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class FoundPlaceCountry:
    """The country (ISO alpha-3) of the place that the page prints, under the rule of that field.

    The span is that of the place; null where its words are in no passage.
    """

    country_code: str
    rule: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """The one dated event that the page announces or reports; `programme` is the programme's title."""

    starts_on: PartialDate | None
    ends_on: PartialDate | None
    venue: str | None
    city: str | None
    country_code: str | None
    organisers: tuple[str, ...]
    programme: str | None
    rule: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything the transforms found in one page. Same page, same vocabularies: same findings."""

    mentions: tuple[Mention, ...] = ()
    roles: tuple[FoundRole, ...] = ()
    quotes: tuple[FoundQuote, ...] = ()
    agreements: tuple[FoundAgreement, ...] = ()
    dateline: FoundDateline | None = None
    place_country: FoundPlaceCountry | None = None
    event: FoundEvent | None = None
    language: str = "und"
    is_joint: bool = False
    joint_evidence: Span | None = None
    issues: tuple[Issue, ...] = ()
