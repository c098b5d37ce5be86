"""The tables of counted words and of fingerprints of new contents. Pure.

They are made column by column for all contents at once: as rows of Python values they would cost three times as much.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TypeVar

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from extractors.model import PassageKind
from warehouse.loading.arrow import arrow_columns, list_column
from warehouse.loading.fingerprints import MINIMUM_WORDS, fingerprints
from warehouse.loading.rows import Content
from warehouse.loading.word_numbers import Numbered, numbered

COUNTED = ("content_terms", "passage_signatures")
# A word of the title counts as three in the body.
TITLE_WEIGHT = 3
_LARGEST_FREQUENCY = 65_535
Number = TypeVar("Number", bound=np.generic)


def counted_tables(contents: Sequence[Content]) -> dict[str, pa.Table]:
    """Return every table of `COUNTED` for some contents."""
    found = numbered([passage.text for content in contents for passage in content.reading.page.passages])
    return {"content_terms": _terms(contents, found), "passage_signatures": _signatures(contents, found)}


def _terms(contents: Sequence[Content], found: Numbered) -> pa.Table:
    counters = list(_counters(contents, found))
    numbers = _flat(counters, np.uint32)
    frequencies = np.minimum(_flat([c.values() for c in counters], np.int64), _LARGEST_FREQUENCY)
    owners = np.repeat(np.arange(len(counters)), [len(counter) for counter in counters])
    words, is_term = _words(found, numbers)
    owners, frequencies = owners[is_term], frequencies[is_term]
    lengths = np.bincount(owners, minlength=len(counters))
    columns = {
        "content_id": [content.content_id for content in contents],
        "document_id": [content.document_id for content in contents],
        "terms": list_column(words.filter(pa.array(is_term)), lengths),
        "frequencies": list_column(pa.array(frequencies.astype(np.uint16)), lengths),
        "length": np.bincount(owners, frequencies, len(counters)).astype(np.int32),
    }
    return arrow_columns("core.content_terms", columns)


def _counters(contents: Sequence[Content], found: Numbered) -> Iterator[Counter[int]]:
    """Yield how often each content has each word (by number), in the order in which they first occur."""
    numbers = found.numbers.tolist()
    bounds = [0, *np.cumsum(found.lengths).tolist()]
    first = 0
    for content in contents:
        passages = content.reading.page.passages
        counter = Counter(numbers[bounds[first] : bounds[first + len(passages)]])
        for at, passage in enumerate(passages, first):
            if passage.kind is PassageKind.TITLE:
                counter.update(numbers[bounds[at] : bounds[at + 1]] * (TITLE_WEIGHT - 1))
        first += len(passages)
        yield counter


def _flat(parts: Sequence[Iterable[int]], kind: type[Number]) -> NDArray[Number]:
    return np.fromiter(chain.from_iterable(parts), dtype=kind)


def _words(found: Numbered, numbers: NDArray[np.uint32]) -> tuple[pa.Array, NDArray[np.bool_]]:
    """Return the words with some numbers, and which of them have more than one letter: the terms."""
    used, places = np.unique(numbers, return_inverse=True)
    words = [found.words[number] for number in used.tolist()]
    is_term = np.fromiter((len(word) > 1 for word in words), dtype=np.bool_, count=len(words))
    return pa.array(words, type=pa.string()).take(pa.array(places)), is_term[places]


def _signatures(contents: Sequence[Content], found: Numbered) -> pa.Table:
    is_long = found.lengths >= MINIMUM_WORDS
    lengths = found.lengths[is_long]
    prints, counts = fingerprints(found.hashes[found.numbers[np.repeat(is_long, found.lengths)]], lengths)
    owners = np.repeat(np.arange(len(contents)), [len(c.passage_ids) for c in contents])[is_long]
    passages = pa.array(list(chain.from_iterable(c.passage_ids for c in contents)), type=pa.string())
    columns = {
        "content_id": pa.array([c.content_id for c in contents], type=pa.string()).take(pa.array(owners)),
        "document_id": pa.array([c.document_id for c in contents], type=pa.string()).take(pa.array(owners)),
        "passage_id": passages.filter(pa.array(is_long)),
        "fingerprints": list_column(pa.array(prints), counts),
        "word_count": lengths.astype(np.int32),
    }
    return arrow_columns("core.passage_signatures", columns)
