"""What is counted and hashed once for each new content: words for search, fingerprints for text reuse.

Fingerprints are hashes of runs of five words, thinned by winnowing: of every four neighbouring runs the
one with the least hash is kept. Two passages that share eight words in a row therefore share at least one
fingerprint, and 40 % of the runs are stored. The hashes come from BLAKE2, so that they are the same on
every machine and engine.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from itertools import chain, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractors.model import PassageKind

SHINGLE_WORDS = 5
WINDOW = 4
# Shorter passages share words by chance: headings, names, "Read more in the full report".
MINIMUM_WORDS = SHINGLE_WORDS + WINDOW - 1
# A word of the title counts as three in the body.
TITLE_WEIGHT = 3
_BASE = np.uint64(0x9E3779B97F4A7C15)
_LARGEST_FREQUENCY = 65_535


def term_counts(passages: Sequence[tuple[PassageKind, list[str]]]) -> tuple[list[str], list[int], int]:
    """Return the words of a content, how often each occurs (title words three times over), and their sum."""
    counts = Counter(chain.from_iterable(words for _, words in passages))
    for kind, words in passages:
        if kind is PassageKind.TITLE:
            for _ in range(TITLE_WEIGHT - 1):
                counts.update(words)
    terms = [word for word in counts if len(word) > 1]
    frequencies = [counts[term] for term in terms]
    if frequencies and max(frequencies) > _LARGEST_FREQUENCY:
        frequencies = [min(frequency, _LARGEST_FREQUENCY) for frequency in frequencies]
    return terms, frequencies, sum(frequencies)


def fingerprints(passages: Sequence[Sequence[str]]) -> list[NDArray[np.uint32]]:
    """Return the fingerprints of each passage (given as folded words), sorted; empty for a short one."""
    lengths = np.array([len(words) for words in passages], dtype=np.int64)
    if not lengths.sum():
        return [np.empty(0, dtype=np.uint32) for _ in passages]
    words = chain.from_iterable(passages)
    hashes = np.fromiter(map(_HASHES.__getitem__, words), dtype=np.uint64, count=int(lengths.sum()))
    owner = np.repeat(np.arange(len(passages), dtype=np.uint64), lengths)
    kept, kept_owner = _winnow(_shingles(hashes), owner)
    # Sorted and unique within each passage, for all passages at once.
    both = _without_repeats(np.sort((kept_owner << np.uint64(32)) | kept))
    bounds = np.searchsorted(both, np.arange(len(passages) + 1, dtype=np.uint64) << np.uint64(32))
    prints = (both & np.uint64(0xFFFFFFFF)).astype(np.uint32)
    return [prints[a:b] for a, b in pairwise(bounds)]


def _shingles(hashes: NDArray[np.uint64]) -> NDArray[np.uint32]:
    """The hash of each run of five words; a run that begins in the last four words is cut short."""
    if len(hashes) < SHINGLE_WORDS:
        return np.empty(0, dtype=np.uint32)
    count = len(hashes) - SHINGLE_WORDS + 1
    total: NDArray[np.uint64] = np.zeros(count, dtype=np.uint64)
    with np.errstate(over="ignore"):
        for step in range(SHINGLE_WORDS):
            total = total * _BASE + hashes[step : step + count]
        total ^= total >> np.uint64(29)
        total = total * np.uint64(0xBF58476D1CE4E5B9)
    return (total >> np.uint64(32)).astype(np.uint32)


def _winnow(
    shingles: NDArray[np.uint32], owner: NDArray[np.uint64]
) -> tuple[NDArray[np.uint32], NDArray[np.uint64]]:
    """Keep the least shingle of each window of four that lies within one passage."""
    if len(shingles) < WINDOW:
        return np.empty(0, dtype=np.uint32), np.empty(0, dtype=np.uint64)
    windows = np.lib.stride_tricks.sliding_window_view(shingles, WINDOW)
    starts = np.arange(len(windows))
    whole = owner[starts] == owner[starts + MINIMUM_WORDS - 1]
    # The least of a window never stands before that of the window before: the places come in order.
    chosen = _without_repeats((starts + windows.argmin(axis=1))[whole])
    return shingles[chosen], owner[chosen]


def _without_repeats(ordered: NDArray[Any]) -> NDArray[Any]:
    """Return sorted numbers, each once: a third of the time of numpy.unique, which hashes first."""
    return ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))] if len(ordered) else ordered


class _Hashes(dict[str, int]):
    """The hash of each word that was asked for: a plain dictionary is twice as fast as `lru_cache`."""

    LARGEST = 500_000

    def __missing__(self, word: str) -> int:
        if len(self) >= self.LARGEST:
            self.clear()
        digest = hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        found = self[word] = int.from_bytes(digest, "little")
        return found


_HASHES = _Hashes()
