"""The found quotations of a text as the labels hold them.

Labels have one entry for a quotation that goes on over several passages, or one for each passage; findings
have one row with the further spans in `continues`. Where a label is one of the parts, the parts are compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractors.findings import FoundQuote
from transforms.gazetteer import fold

Entries = frozenset[tuple[str, ...]]


def text_key(text: str) -> str:
    """A quotation without case, accents and marks at its edges."""
    return re.sub(r"\W+", " ", fold(text)).strip()


def found_quotes(quotes: Iterable[FoundQuote], labelled: Entries) -> dict[str, Entries]:
    """The fields `quotes` and `quote_speakers`: texts, and texts with their speakers."""
    entries = [
        (key, fold(quote.speaker_name or "")) for quote in quotes for key in _texts_of(quote, labelled)
    ]
    return {"quotes": frozenset((key,) for key, _ in entries), "quote_speakers": frozenset(entries)}


def _texts_of(quote: FoundQuote, labelled: Entries) -> tuple[str, ...]:
    parts = tuple(text_key(span.surface) for span in (quote.span, *quote.continues))
    is_in_parts = len(parts) > 1 and any((part,) in labelled for part in parts)
    return parts if is_in_parts else (text_key(quote.text),)
