"""Photo credits, kept apart from the text: a caption's words without them, and the credits themselves."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.model import Passage, PassageKind
from extractors.read.passages.body import Body, without

# "Photo: UN Women/A. B."   "(Photo: UN/B. F.)"   "© ILO / C. D."   "Foto: ONU Mujeres/…"   "UN Photo"
CREDIT = re.compile(
    r"[(\[]?\s*(?:(?:photos?|fotos?|fotograf[íi]as?|cr[ée]ditos?|cr[ée]dits?|credits?|image|video)"
    r"(?:\s+(?:credit|cr[ée]dit|by|courtesy of|par|de|:?©))?\s*[:©]|©|UN Photo\b)[^()]*[)\]]?\s*$",
    re.I,
)


def split_credit(text: str) -> tuple[str, str | None]:
    """Return a caption's words and its photo credit.

    >>> split_credit("The lamp room. Photo: UN Women/D. O.")
    ('The lamp room.', 'Photo: UN Women/D. O.')
    """
    credit = CREDIT.search(text)
    if credit is None:
        return text, None
    return text[: credit.start()].strip(), credit[0].strip(" ()[]")


def without_credits(body: Body) -> tuple[Body, tuple[str, ...]]:
    """Return a body whose captions have no credits any more, and the credits in reading order."""
    printed, gone = [], []
    passages: list[Passage] = []
    for passage in body.passages:
        words, credit = split_credit(passage.text) if _may_hold_credit(passage) else (passage.text, None)
        if credit:
            printed.append(credit)
            if not words:
                gone.append(passage.ordinal)
        passages.append(replace(passage, text=words) if credit and words else passage)
    links = tuple(link for link in body.links if link.end <= len(passages[link.passage].text))
    return without(Body(tuple(passages), links), gone), tuple(printed)


def _may_hold_credit(passage: Passage) -> bool:
    # A credit on a line of its own is often a plain paragraph: "Photo: UN Women/D. O."
    is_line = passage.kind is PassageKind.PARAGRAPH and len(passage.text) < 120
    return passage.kind is PassageKind.CAPTION or (is_line and CREDIT.match(passage.text) is not None)
