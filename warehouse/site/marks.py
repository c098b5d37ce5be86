"""Which words differ between two texts: runs of words, each marked or not, for the templates to print."""

from __future__ import annotations

from difflib import SequenceMatcher

# (words, whether they are only in this text)
Run = tuple[str, bool]
# Beyond this the comparison of every word with every other takes too long for a page.
MOST_WORDS = 2000


def marked_difference(before: str, after: str) -> tuple[list[Run], list[Run]]:
    """Return both texts as runs of words; those that the other does not have are marked."""
    old, new = before.split(), after.split()
    if not old or not new or len(old) + len(new) > MOST_WORDS:
        return _whole(before, before != after), _whole(after, before != after)
    left: list[Run] = []
    right: list[Run] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, first, last, start, stop in matcher.get_opcodes():
        _add(left, old[first:last], tag != "equal")
        _add(right, new[start:stop], tag != "equal")
    return left, right


def _add(runs: list[Run], words: list[str], is_marked: bool) -> None:
    if words:
        runs.append((" ".join(words), is_marked))


def _whole(text: str, is_marked: bool) -> list[Run]:
    return [(text, is_marked)] if text else []
