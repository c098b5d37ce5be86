"""The words of the left half of the house: captures, pages, passages, fields.

Readers build these, everything to the right consumes them. Standard library only; the words for what
the transforms find are in `extractors.findings`, those for source files in `extractors.sources`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class SiteGeneration(StrEnum):
    """One era of a site's markup."""

    ILO_LEGACY = "ilo_legacy"
    ILO_WCMS = "ilo_wcms"
    ILO_DRUPAL = "ilo_drupal"
    UNWOMEN_SITECORE = "unwomen_sitecore"
    UNWOMEN_DRUPAL = "unwomen_drupal"
    WOMENWATCH = "womenwatch"
    LABORDOC = "labordoc"
    UNKNOWN = "unknown"


class DocumentType(StrEnum):
    """The closed list of document types."""

    PRESS_RELEASE = "press_release"
    NEWS = "news"
    FEATURE_STORY = "feature_story"
    ARTICLE = "article"
    INTERVIEW = "interview"
    OP_ED = "op_ed"
    EXPLAINER = "explainer"
    STATEMENT = "statement"
    SPEECH = "speech"
    PUBLICATION = "publication"
    EVENT = "event"
    PROGRAMME = "programme"
    TOPIC_PAGE = "topic_page"
    ORGANISATION_PAGE = "organisation_page"
    CONFERENCE_RECORD = "conference_record"
    VIDEO = "video"
    LISTING = "listing"
    OTHER = "other"


class Verdict(StrEnum):
    """What a response turned out to be. Only `ok` is read; every verdict is stored and counted."""

    OK = "ok"
    NOT_MODIFIED = "not_modified"
    UNCHANGED = "unchanged"
    REDIRECT_STUB = "redirect_stub"
    EXIT_PAGE = "exit_page"
    BLOCKED = "blocked"
    CONSENT_WALL = "consent_wall"
    LOGIN_WALL = "login_wall"
    NEEDS_JAVASCRIPT = "needs_javascript"
    MAINTENANCE = "maintenance"
    SOFT_404 = "soft_404"
    GONE = "gone"
    HTML_FOR_FEED = "html_for_feed"
    MALFORMED_FEED = "malformed_feed"
    NOT_HTML = "not_html"
    EMPTY = "empty"
    TRUNCATED = "truncated"
    TOO_LARGE = "too_large"
    ROBOTS_DISALLOWED = "robots_disallowed"
    ERROR = "error"


class Route(StrEnum):
    """The way by which a capture reached us."""

    LIVE = "live"
    WARC = "warc"
    WAYBACK = "wayback"
    COMMONCRAWL = "commoncrawl"


class PassageKind(StrEnum):
    """What a passage is. `kicker`, `title` and `summary` are the head of the document, the rest its body."""

    KICKER = "kicker"
    TITLE = "title"
    SUMMARY = "summary"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    QUOTATION = "quotation"
    TABLE_ROW = "table_row"
    CAPTION = "caption"


HEAD_KINDS = frozenset({PassageKind.KICKER, PassageKind.TITLE, PassageKind.SUMMARY})


@dataclass(frozen=True, slots=True)
class Capture:
    """One response as stored in the archive. `captured_at` is aware UTC.

    `capture_id` is uuid5 of (url, captured_at, status, payload_sha256): the same response imported
    twice, or indexed again, is the same capture. `archive_file` is relative to the archive folder,
    offset and length are those of the compressed record. For `not_modified` and `unchanged`,
    `payload_sha256` is that of the payload it refers to and `refers_to` that earlier record's capture.
    """

    capture_id: str
    source_id: str
    url: str
    captured_at: datetime
    route: Route
    status: int
    verdict: Verdict
    content_type: str
    payload_sha256: str
    byte_count: int
    archive_file: str
    archive_offset: int
    archive_length: int
    run_id: str
    headers: Mapping[str, str] = field(default_factory=dict)
    refers_to: str | None = None
    redirected_to: str | None = None
    verdict_reason: str | None = None


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as precise as it was printed.

    `value` is `2011-06-13` (precision `day`), `2011-06` (`month`), `2011` (`year`), or `--03-27`
    (`day_without_year`, XML Schema's gMonthDay) where the page prints no year.
    """

    value: str
    precision: str
    is_inferred: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A link inside a passage; `start` and `end` are character offsets in the passage's text."""

    url: str
    text: str
    passage: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """One block of the document in reading order.

    `ordinal` counts from 0 over head and body; `heading_path` holds the headings above, outermost
    first; `level` is 1 to 6 for headings. Text has single blanks, no markup, no zero-width characters.
    """

    ordinal: int
    kind: PassageKind
    text: str
    heading_path: tuple[str, ...] = ()
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """One extracted value with the rule that produced it and where its words stand.

    `value` is the normalised value as text (lists: one Field an entry, same name); `surface` the words
    as printed; `passage`, `start`, `end` the span, null where the words are not in a passage
    (addresses, meta elements). `is_winner` is false for candidates that lost to an earlier rule.
    """

    name: str
    value: str
    rule: str
    surface: str | None = None
    passage: int | None = None
    start: int | None = None
    end: int | None = None
    is_winner: bool = True


@dataclass(frozen=True, slots=True)
class File:
    """A download that belongs to the document."""

    url: str
    label: str
    media_type: str | None = None
    byte_count: int | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """Another language edition of the same page, as the page declares it (BCP 47)."""

    language: str
    url: str


@dataclass(frozen=True, slots=True)
class EventFields:
    """What an event page prints about when and where."""

    starts_on: PartialDate | None = None
    ends_on: PartialDate | None = None
    start_time: str | None = None
    end_time: str | None = None
    place: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class ListingItem:
    """One entry of a listing, feed or sitemap: an address to ask, with what the listing says of it.

    `event` has the days and the place of an entry of an event list, which has no `published_on`.
    """

    url: str
    title: str | None = None
    published_on: PartialDate | None = None
    kicker: str | None = None
    place: str | None = None
    summary: str | None = None
    event: EventFields | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """What a listing page offers: entries, the next page, and the total the site itself reports."""

    items: tuple[ListingItem, ...]
    next_url: str | None = None
    page_count: int | None = None
    item_count: int | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """Something a person should look at: a contradiction, a drift, an unknown value. `code` is stable."""

    code: str
    message: str
    field: str | None = None
    severity: str = "warning"


@dataclass(frozen=True, slots=True)
class Page:
    """What a reader made of one capture. Incomplete pages are kept with `is_complete` false.

    `passages` hold head (kicker, title, summary) and body in reading order. A summary that the body's
    first paragraph prints again is not a passage of its own. `record` holds publication record rows as
    printed (label, value); `credits` photo credits, kept apart from the text; `tags` and `themes` as
    the site prints them. `publisher` is "ILO", "UN Women" or "UN WomenWatch".
    """

    capture_id: str
    url: str
    canonical_url: str
    site_generation: SiteGeneration
    reader: str
    reader_version: str
    publisher: str
    document_type: DocumentType
    title: str | None
    language: str
    publication_type: str | None = None
    kicker: str | None = None
    summary: str | None = None
    published: PartialDate | None = None
    modified: PartialDate | None = None
    place: str | None = None
    contact: str | None = None
    event: EventFields | None = None
    passages: tuple[Passage, ...] = ()
    fields: tuple[Field, ...] = ()
    links: tuple[Link, ...] = ()
    files: tuple[File, ...] = ()
    translations: tuple[Edition, ...] = ()
    see_also: tuple[Link, ...] = ()
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    record: tuple[tuple[str, str], ...] = ()
    identifiers: Mapping[str, str] = field(default_factory=dict)
    listing: Listing | None = None
    issues: tuple[Issue, ...] = ()
    is_complete: bool = True
    text_share: float | None = None

    @property
    def body(self) -> tuple[Passage, ...]:
        """The passages of the body, without kicker, title and summary."""
        return tuple(passage for passage in self.passages if passage.kind not in HEAD_KINDS)
