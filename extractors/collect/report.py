"""What a collection of one source hands back."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from extractors.model import Capture, Issue, Verdict


@dataclass(slots=True)
class CollectReport:
    """What happened to one source in one run.

    `captures` are those stored in this run, walk pages included. `seen_urls` are the canonical
    addresses that the source lists today; what is missing there may count as withdrawn only when
    `is_complete_walk`. `blocked` means that the live site turned us away and its state was kept.
    `asked_count` counts documents; `would_ask` is filled by a dry run, first addresses first.
    """

    source_id: str
    captures: list[Capture] = field(default_factory=list)
    discovered_count: int = 0
    due_count: int = 0
    asked_count: int = 0
    is_complete_walk: bool = False
    reported_total: int | None = None
    seen_urls: set[str] = field(default_factory=set)
    blocked: bool = False
    issues: list[Issue] = field(default_factory=list)
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    would_ask: tuple[str, ...] = ()
