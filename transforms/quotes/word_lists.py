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


def any_of(key: str, *, is_small: bool = False) -> str:
    """The words of a list as alternatives, in small letters where they are looked for in such.

    `*` stands for any ending, an apostrophe for either form.
    """
    printed = (word.lower() if is_small else word for word in word_lists()[key])
    words = (re.escape(word).replace(r"\*", r"\w*").replace("'", "['’]") for word in printed)
    return rf"(?:{'|'.join(words)})"
