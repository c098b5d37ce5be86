"""The fingerprints of passages for text reuse, made once for each new content.

Fingerprints are hashes of runs of five words, thinned by winnowing: of every four neighbouring runs the
one with the least hash is kept. Two passages that share eight words in a row therefore share at least one
fingerprint, and 40 % of the runs are stored. The hashes of words come from BLAKE2 (see word_numbers), so that
fingerprints are the same on every machine and engine.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

SHINGLE_WORDS = 5
WINDOW = 4
# Shorter passages share words by chance: headings, names, "Read more in the full report".
MINIMUM_WORDS = SHINGLE_WORDS + WINDOW - 1
_BASE = np.uint64(0x9E3779B97F4A7C15)


def fingerprints(
    hashes: NDArray[np.uint64], lengths: NDArray[np.int64]
) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Return the fingerprints of some passages, sorted within each, and how many each has; a short one has none.

    `hashes` are those of the words of all passages, one passage after the other, `lengths` how many words each has.
    """
    if not len(hashes):
        return np.empty(0, dtype=np.uint32), np.zeros(len(lengths), dtype=np.int64)
    owner = np.repeat(np.arange(len(lengths), dtype=np.uint64), lengths)
    kept, kept_owner = _winnow(_shingles(hashes), owner)
    # Sorted and unique within each passage, for all passages at once.
    both = _without_repeats(np.sort((kept_owner << np.uint64(32)) | kept))
    counts = np.bincount((both >> np.uint64(32)).astype(np.int64), minlength=len(lengths))
    return (both & np.uint64(0xFFFFFFFF)).astype(np.uint32), counts


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
