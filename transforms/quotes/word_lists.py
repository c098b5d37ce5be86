"""The lists of words beside quotation marks, and patterns made of them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from transforms.vocabulary import read_yaml


@lru_cache(maxsize=1)
def word_lists() -> Any:  # noqa: ANN401  (a data file of lists of words)
    """The parsed lists, by the names of `quote_words.yml`."""
    return read_yaml("quote_words.yml")


def any_of(key: str) -> str:
    """The words of a list as alternatives; `*` stands for any ending, an apostrophe for either form."""
    words = (re.escape(word).replace(r"\*", r"\w*").replace("'", "['’]") for word in word_lists()[key])
    return rf"(?:{'|'.join(words)})"
