"""Who holds an event, and under which programme."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from extractors.findings import Mention, Span
from extractors.model import Passage
from transforms.events.words import event_words
from transforms.gazetteer import fold_piece, fold_text
from transforms.pattern_starts import holds_any
from transforms.spans import sentence_at

# `the Joint Programme “Promoting ...”`
_PROGRAMME_BEFORE = re.compile(
    r"\b(?:programmes?|programs?|projects?|initiatives?|programa|proyecto|projet|iniciativa)(?: conjoint)?"
    r"\s*(?:on|sur|sobre|called|entitled|titled|intitulee?|titulad[oa]|denominad[oa])?\s*,?\s*$"
)
_PROGRAMME_AFTER = re.compile(r"\s*(?:joint\s+)?(?:programme|program|project|initiative)\b", re.IGNORECASE)
_UNDERTAKINGS = ("program", "proje", "proyect", "iniciativ", "initiativ")
_QUOTED = re.compile(r"[“«\"„]\s?(?P<title>[^“”«»\"„]{8,200}+)[”»\"]")


def find_programme(passages: Sequence[Passage], sentence: str | None = None) -> str | None:
    """The title in quotation marks of the programme or project behind an event.

    `the UN-Women-ILO Joint Programme “Promoting ...” hosted`, `for “Tools in Her Hands” programme`. The
    event's own sentence is read first.
    """
    texts = [sentence] if sentence else []
    for text in [*texts, *(passage.text for passage in passages)]:
        if not holds_any(fold_text(text).folded, _UNDERTAKINGS):
            continue
        for match in _QUOTED.finditer(text):
            before = fold_piece(text, max(0, match.start() - 60), match.start())
            if _PROGRAMME_BEFORE.search(before) or _PROGRAMME_AFTER.match(text[match.end() :]):
                return match["title"].strip()
    return None


# `organised by the ILO and`, `organizado por`
_HELD_BY = re.compile(
    r"\b(?:organi[sz]ed|hosted|convened|co-organi[sz]ed|run|held)(?: jointly)? by\b"
    r"|\borganisee?s?(?: conjointement)? par\b"
    r"|\borganizad[oa]s?(?: conjuntamente)? por\b|\bconvocad[oa] por\b"
)
_HOLDS = re.compile(
    r"\b(?:hosted|organi[sz]ed|convened|held|hosts|organi[sz]es|convenes"
    r"|will (?:host|hold|organi[sz]e|convene)|(?:is|are) (?:hosting|holding|organi[sz]ing|convening)"
    r"|ont? organise|organisent?|organizo|organizaron|organizan?)\b(?! by)"
)


def find_organisers(passages: Sequence[Passage], mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Organisations that the text says to hold the event, in reading order."""
    found: dict[str, None] = {}
    for mention in mentions:
        if mention.kind == "organisation" and mention.span.passage < len(passages):
            passage = passages[mention.span.passage]
            if _is_worth(passage.text) and _holds_event(passage.text, mention.span):
                found.setdefault(mention.entity_id)
    return tuple(found)


# Without one of these nobody holds anything.
_HOLDING = ("organi", "host", "held", "hold", "convene", "convening", "convoc", "run")


@lru_cache(maxsize=64)
def _is_worth(text: str) -> bool:
    """A quick look before the dear patterns."""
    return holds_any(fold_text(text).folded, _HOLDING)


def _holds_event(text: str, span: Span) -> bool:
    start, end = sentence_at(text, span.start)
    before, after = fold_piece(text, start, span.start), fold_piece(text, span.end, end)
    by = [match.end() for match in _HELD_BY.finditer(before)]
    if by and not re.search(r"[;:]|\b(?:in|at|on|with|for|a|en|pour|para|con|avec)\b", before[by[-1] :]):
        return True
    holds = _HOLDS.search(after)
    if holds is None or not event_words("held_things").search(after[holds.end() : holds.end() + 90]):
        return False
    between = after[: holds.start()]
    return len(between) < 160 and not re.search(r"[;:]|\b(?:said|which|who|by|que|qui)\b", _unquoted(between))


def _unquoted(text: str) -> str:
    return _QUOTED.sub(" ", text)
