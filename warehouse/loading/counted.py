"""The rows that hold counted words and fingerprints of new contents. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from warehouse.loading.fingerprints import MINIMUM_WORDS, fingerprints, term_counts
from warehouse.loading.identity import folded_words
from warehouse.loading.rows import Content, Row

COUNTED_COLUMNS: dict[str, tuple[str, ...]] = {
    "content_terms": ("content_id", "document_id", "terms", "frequencies", "length"),
    "passage_signatures": ("content_id", "document_id", "passage_id", "fingerprints", "word_count"),
}


def counted_rows(contents: Sequence[Content]) -> dict[str, list[Row]]:
    """Return the rows of every table of `COUNTED_COLUMNS` for some contents."""
    terms: list[Row] = []
    long: list[Row] = []
    words: list[list[str]] = []
    for content in contents:
        page, key = content.reading.page, (content.content_id, content.document_id)
        folded_passages = folded_words([passage.text for passage in page.passages])
        kinds = [passage.kind for passage in page.passages]
        terms.append((*key, *term_counts(list(zip(kinds, folded_passages, strict=True)))))
        for identity, found in zip(content.passage_ids, folded_passages, strict=True):
            if len(found) >= MINIMUM_WORDS:
                long.append((*key, identity))
                words.append(found)
    signatures = [
        (*row, prints, len(found))
        for row, prints, found in zip(long, fingerprints(words), words, strict=True)
    ]
    return {"content_terms": terms, "passage_signatures": signatures}
