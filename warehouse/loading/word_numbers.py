"""Texts as numbers of folded words: each printed word is folded and hashed once, however often it is printed.

Blanks part printed words, and folding never joins what a blank parts, so a text folds word by word.
"""

from __future__ import annotations

import hashlib
import threading
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from warehouse.loading.identity import folded


@dataclass(frozen=True, slots=True)
class Numbered:
    """Some texts as numbers of folded words.

    `numbers` has the words of all texts, one text after the other, as places in `words` and `hashes`; `lengths` says
    how many words each text has.
    """

    numbers: NDArray[np.uint32]
    lengths: NDArray[np.int64]
    words: Sequence[str]
    hashes: NDArray[np.uint64]


class _Vocabulary(dict[str, bytes]):
    """Printed word to the numbers of its folded words, packed: `l'égalité,` has two, `–` none.

    Packed numbers of a whole text are joined at once, several times faster than any loop over words.
    """

    LARGEST = 300_000

    def __init__(self) -> None:
        super().__init__()
        self._number: dict[str, int] = {}
        self.words: list[str] = []
        self.hashes = array("Q")

    def __missing__(self, printed: str) -> bytes:
        numbers = [self._number_of(word) for word in folded(printed).split()]
        found = self[printed] = np.array(numbers, dtype=np.uint32).tobytes()
        return found

    def _number_of(self, word: str) -> int:
        number = self._number.setdefault(word, len(self.words))
        if number == len(self.words):
            self.words.append(word)
            self.hashes.append(_hash(word))
        return number


def _hash(word: str) -> int:
    digest = hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little")


class _Own(threading.local):
    """The vocabulary of one thread: with another beside it two words could get one number."""

    def __init__(self) -> None:
        self.vocabulary = _Vocabulary()


_own = _Own()


def numbered(texts: Sequence[str]) -> Numbered:
    """Return the folded words of some texts as numbers, good for these texts alone."""
    if len(_own.vocabulary) > _Vocabulary.LARGEST:
        _own.vocabulary = _Vocabulary()
    known = _own.vocabulary
    packed = [b"".join(map(known.__getitem__, text.split())) for text in texts]
    numbers = np.frombuffer(b"".join(packed), dtype=np.uint32)
    lengths = np.array([len(words) // 4 for words in packed], dtype=np.int64)
    return Numbered(numbers, lengths, known.words, np.array(known.hashes, dtype=np.uint64))
