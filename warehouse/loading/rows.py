"""Words to rows: what a reading becomes in the core tables. Pure.

Each function makes the rows of one table as tuples in the order of its columns in `COLUMNS`; the last
column, run_id, is added by the loader.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from extractors.addresses import document_id as id_of_address
from extractors.findings import Findings, FoundAgreement, FoundQuote, Span
from extractors.model import Capture, Field, Page, PartialDate
from warehouse.loading.found_fields import found_fields
from warehouse.loading.identity import content_hash, fast_id, folded, passage_ids

Row = tuple[Any, ...]

_KEY = ("content_id", "document_id")
COLUMNS: dict[str, tuple[str, ...]] = {
    "passages": (*_KEY, "passage_id", "ordinal", "kind", "level", "heading_path", "text", "word_count"),
    "fields": (
        *_KEY, "name", "ordinal", "value", "rule", "surface", "passage_id", "start", "end", "is_winner",
        "capture_id",
    ),
    "mentions": (
        *_KEY, "kind", "entity_id", "name", "passage_id", "passage_ordinal", "start", "end", "surface",
        "rule", "score", "is_inferred",
    ),
    "quotes": (
        *_KEY, "quote_id", "passage_id", "passage_ordinal", "start", "end", "surface", "text", "speaker_id",
        "speaker_name", "role", "organisation_id", "speaker_passage_id", "speaker_start", "speaker_end",
        "speaker_surface", "continues", "is_speaker_inferred", "rule",
    ),
    "roles": (
        *_KEY, "role_id", "person_id", "person_name", "role", "organisation_id", "passage_id", "start",
        "end", "surface", "rule", "is_inferred",
    ),
    "agreements": (
        *_KEY, "agreement_id", "kind", "title", "parties", "signed_value", "signed_precision",
        "is_signed_inferred", "signed_passage_id", "signed_start", "signed_end", "signed_surface", "place",
        "subjects", "passage_id", "start", "end", "surface", "rule",
    ),
    "document_topics": (*_KEY, "topic_id", "score", "mention_count"),
    "files": (*_KEY, "ordinal", "url", "label", "media_type", "byte_count", "language", "target_document_id"),
    "links": (*_KEY, "kind", "url", "target_document_id", "text", "passage_id", "start", "end"),
    "translations": (*_KEY, "language", "url", "target_document_id"),
}  # fmt: skip


class Reading(NamedTuple):
    """One capture that was read and understood."""

    capture: Capture
    page: Page
    findings: Findings


@dataclass(frozen=True, slots=True)
class Content:
    """A reading with its identities, ready to become rows."""

    reading: Reading
    document_id: str
    content_hash: str
    content_id: str
    passage_ids: tuple[str, ...]

    @classmethod
    def of(cls, reading: Reading) -> Content:
        """Return the content that a reading shows."""
        document_id = id_of_address(reading.page.canonical_url)
        said = content_hash(reading.page)
        ids = passage_ids(document_id, reading.page)
        return cls(reading, document_id, said, fast_id(document_id, said), tuple(ids))


def content_rows(content: Content) -> dict[str, list[Row]]:
    """Return the rows of a content in every table of `COLUMNS`."""
    build = _Builder(content)
    return {table: [(*build.key, *row) for row in getattr(build, table)()] for table in COLUMNS}


class _Builder:
    """The rows of one content, table by table; every method yields what follows the key columns."""

    def __init__(self, content: Content) -> None:
        self.capture, self.page, self.findings = content.reading
        self.document_id = content.document_id
        self.key = (content.content_id, content.document_id)
        self.passage_ids = content.passage_ids

    def _span(self, span: Span | None) -> Row:
        if span is None:
            return (None, None, None, None)
        return (self.passage_ids[span.passage], span.start, span.end, span.surface)

    def passages(self) -> Iterator[Row]:
        for identity, p in zip(self.passage_ids, self.page.passages, strict=True):
            yield identity, p.ordinal, str(p.kind), p.level, p.heading_path, p.text, len(p.text.split())

    def fields(self) -> Iterator[Row]:
        seen: Counter[str] = Counter()
        for f in self._all_fields():
            passage = None if f.passage is None else self.passage_ids[f.passage]
            yield (
                f.name, seen[f.name], f.value, f.rule, f.surface, passage, f.start, f.end, f.is_winner,
                self.capture.capture_id,
            )  # fmt: skip
            seen[f.name] += 1

    def _all_fields(self) -> Iterator[Field]:
        yield from self.page.fields
        yield from found_fields(self.findings)

    def mentions(self) -> Iterator[Row]:
        for m in self.findings.mentions:
            passage, start, end, surface = self._span(m.span)
            yield (
                m.kind, m.entity_id, m.name, passage, m.span.passage, start, end, surface, m.rule, m.score,
                m.is_inferred,
            )  # fmt: skip

    def quotes(self) -> Iterator[Row]:
        seen: set[str] = set()
        for quote in self.findings.quotes:
            identity = fast_id(self.document_id, folded(quote.text))
            if identity not in seen:
                seen.add(identity)
                yield identity, *self._quote(quote)

    def _quote(self, q: FoundQuote) -> Row:
        passage, start, end, surface = self._span(q.span)
        names = ("passage_id", "start", "end", "surface")
        rest = [dict(zip(names, self._span(span), strict=True)) for span in q.continues]
        return (
            passage, q.span.passage, start, end, surface, q.text, q.speaker_id, q.speaker_name, q.role,
            q.organisation_id, *self._span(q.speaker_span), rest, q.is_speaker_inferred, q.rule,
        )  # fmt: skip

    def roles(self) -> Iterator[Row]:
        seen: set[str] = set()
        for r in self.findings.roles:
            said = (r.person_id, r.role or "", r.organisation_id or "")
            identity = fast_id("role", self.document_id, *said)
            if identity in seen:
                continue
            seen.add(identity)
            yield (
                identity, r.person_id, r.person_name, r.role, r.organisation_id, *self._span(r.span), r.rule,
                r.is_inferred,
            )  # fmt: skip

    def agreements(self) -> Iterator[Row]:
        seen: set[str] = set()
        for agreement in self.findings.agreements:
            said = (agreement.kind, "|".join(sorted(agreement.parties)), folded(agreement.title or ""))
            identity = fast_id("agreement", self.document_id, *said)
            if identity not in seen:
                seen.add(identity)
                yield identity, *self._agreement(agreement)

    def _agreement(self, a: FoundAgreement) -> Row:
        return (
            a.kind, a.title, a.parties, *_date(a.signed_on), *self._span(a.signed_evidence), a.place,
            a.subjects, *self._span(a.span), a.rule,
        )  # fmt: skip

    def document_topics(self) -> Iterator[Row]:
        scores: defaultdict[str, list[float]] = defaultdict(list)
        for mention in self.findings.mentions:
            if mention.kind == "topic":
                scores[mention.entity_id].append(mention.score)
        for topic, found in sorted(scores.items()):
            yield topic, max(found), len(found)

    def files(self) -> Iterator[Row]:
        for ordinal, file in enumerate(self.page.files):
            yield (
                ordinal, file.url, file.label, file.media_type, file.byte_count, file.language,
                _target(file.url),
            )  # fmt: skip

    def links(self) -> Iterator[Row]:
        for k in self.page.links:
            passage = self.passage_ids[k.passage]
            yield "body", k.url, _target(k.url), k.text, passage, k.start, k.end
        for k in self.page.see_also:
            yield "see_also", k.url, _target(k.url), k.text, None, None, None

    def translations(self) -> Iterator[Row]:
        for edition in self.page.translations:
            yield edition.language, edition.url, _target(edition.url)


def _date(found: PartialDate | None) -> Row:
    return (None, None, None) if found is None else (found.value, found.precision, found.is_inferred)


def _target(url: str) -> str | None:
    # mailto:, javascript: and the like have no document behind them.
    return id_of_address(url) if url.startswith(("http://", "https://")) else None
