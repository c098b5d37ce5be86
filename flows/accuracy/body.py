"""How right a body is: token-level F1, passages found word for word, forbidden texts that leaked.

What the labels call optional (captions, credits, quote sources) and the document's own head (kicker,
title, summary) is neutral: it neither helps nor harms.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from extractors.read.markup.tree import clean
from flows.accuracy.rows import BodyScore

TOKEN = re.compile(r"\w+", re.UNICODE)


def score_body(passages: Sequence[str], expected: Mapping[str, Any]) -> BodyScore:
    """Return the figures of one page's body, given as its passages in reading order."""
    wanted = [clean(text) for text in expected["body_paragraphs"]]
    head = [expected.get(name) for name in ("kicker", "title", "summary")]
    neutral = [*expected.get("body_optional", []), *(text for text in head if text)]
    found = [clean(text) for text in passages]
    present = Counter(found)
    exact = sum((Counter(wanted) & present).values())
    whole = " ".join(found).casefold()
    leaks = tuple(text for text in expected.get("body_forbidden", []) if clean(text).casefold() in whole)
    return BodyScore(token_f1(found, wanted, neutral), len(wanted), exact, leaks)


def token_f1(found: Iterable[str], wanted: Iterable[str], neutral: Iterable[str] = ()) -> float:
    """Return the F1 over word tokens as multisets; found ones that only neutral texts explain do not count.

    >>> token_f1(["one two three"], ["one two"], ["three"])
    1.0
    """
    ours, theirs = tokens(found), tokens(wanted)
    matched = sum((ours & theirs).values())
    extra = ours - theirs
    excused = sum((extra & tokens(neutral)).values())
    ours_count, theirs_count = sum(ours.values()) - excused, sum(theirs.values())
    if not ours_count or not theirs_count:
        return float(ours_count == theirs_count)
    return 2 * matched / (ours_count + theirs_count)


def tokens(texts: Iterable[str]) -> Counter[str]:
    """Return the words of some texts, folded, as a multiset."""
    return Counter(word for text in texts for word in TOKEN.findall(text.casefold()))
