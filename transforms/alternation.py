"""Many words as one pattern that shares their beginnings: a long alternation tries every word at every place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

_END = ""


def alternation(words: Iterable[str], spellings: Mapping[str, str] | None = None) -> str:
    """A group that matches any of `words`, the longest that fits first.

    `spellings` gives the pattern of single characters that are printed in several ways.
    """
    tree: dict[str, Any] = {}
    for word in words:
        branch = tree
        for character in word:
            branch = branch.setdefault(character, {})
        branch[_END] = {}
    return _pattern(tree, spellings or {})


def _pattern(tree: Mapping[str, Any], spellings: Mapping[str, str]) -> str:
    branches = [
        spellings.get(character, re.escape(character)) + _pattern(below, spellings)
        for character, below in sorted(tree.items())
        if character != _END
    ]
    if not branches:
        return ""
    if len(branches) == 1 and _END not in tree:
        return branches[0]
    return f"(?:{'|'.join(branches)})" + ("?" if _END in tree else "")
