"""The closed lists of values."""

from __future__ import annotations

from extractors.model import DocumentType, PassageKind, Route, SiteGeneration, Verdict

DOCUMENT_TYPES = tuple(kind.value for kind in DocumentType if kind is not DocumentType.LISTING)
PASSAGE_KINDS = tuple(kind.value for kind in PassageKind)
ROUTES = tuple(route.value for route in Route)
SITE_GENERATIONS = tuple(generation.value for generation in SiteGeneration)
VERDICTS = tuple(verdict.value for verdict in Verdict)
PUBLISHERS = ("ILO", "UN Women", "UN WomenWatch")
PRECISIONS = ("day", "month", "year", "day_without_year")
EVENT_PRECISIONS = (*PRECISIONS, "day_from_other_edition")
FREQUENCIES = ("daily", "weekly", "archive-only")
FRESHNESS = ("fresh", "late", "stale", "never", "archive_only")
CHANGE_KINDS = ("added", "changed", "removed")
CHANGED_FIELDS = (
    "title", "kicker", "summary", "document_type", "publication_type", "language", "published_on", "place",
    "starts_on", "ends_on", "venue", "city", "programme", "contact", "organisers", "authors", "passage",
)  # fmt: skip
