"""Finds agreements: memoranda, joint programmes, partnerships, ratifications, and local charters.

The parties are the named bodies that the sentence binds together; a donor or a host is none. A
ratification is one that was done or deposited: a pledge, a call or a plan to ratify is none. The day is
kept only where the text ties it to the signature or the deposit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.findings import FoundAgreement, Mention
from extractors.model import Passage
from transforms.agreements.context import Context, by_passage, within
from transforms.agreements.days import day_in, with_day
from transforms.agreements.joint_programmes import find_programmes
from transforms.agreements.later_days import with_later_day
from transforms.agreements.merging import merged, with_halves
from transforms.agreements.parties import parties_of
from transforms.agreements.ratifications import find_ratifications
from transforms.agreements.runs import bound_after, bound_before
from transforms.agreements.several import several_agreements
from transforms.agreements.words import (
    CHARTER,
    CHARTER_SIGNED,
    IN_CHARTER,
    IN_MEMORANDUM,
    IN_PARTNERSHIP,
    IN_SIGNED,
    IN_SOMETHING,
    MEMORANDUM,
    PARTNERSHIP,
    PLANNED,
    SIGNED,
    SIGNED_BY,
    SIGNED_SOMETHING,
    TITLE,
    TO_BE_SIGNED,
    something_of,
    telling_words,
)
from transforms.pattern_starts import holds_any
from transforms.spans import sentences, span_of


def find_agreements(passages: Sequence[Passage], context: Context) -> tuple[FoundAgreement, ...]:
    """The agreements of the document in reading order; the same one told twice is one row."""
    found: list[FoundAgreement] = []
    in_passage = by_passage(context)
    for index, passage in enumerate(passages):
        telling = telling_words(passage.text)
        if not telling:
            continue
        here = in_passage(passage)
        for start, end in sentences(passage.text):
            if holds_any(passage.text[start:end], telling):
                found += _in_sentence(passages, index, start, end, here)
    rows = merged(with_halves(found))
    return tuple(with_later_day(each, rows, passages, context) for each in rows)


def _in_sentence(
    passages: Sequence[Passage], index: int, start: int, end: int, context: Context
) -> list[FoundAgreement]:
    passage = passages[index]
    bodies = within(context.organisations, passage, start, end)
    told = list(_of_several(passage, start, end, bodies, context)) if len(bodies) > 1 else []
    found = [
        *([] if told else _by_name(passage, start, end, context)),
        *find_programmes(passage, start, end, bodies),
        *_charters(passages, index, start, bodies),
    ]
    found = [with_day(each, passage, start, end, context) for each in found]
    return [*told, *found, *find_ratifications(passage, start, end, context)]


def _by_name(passage: Passage, start: int, end: int, context: Context) -> list[FoundAgreement]:
    """The agreement called by its name; beside a memorandum one between others only.

    "Under the cooperation agreement of 2010, A and B signed a memorandum": the older one is not told of.
    """
    memoranda = list(_worded("memorandum_of_understanding", passage, start, end, context))
    parties = {frozenset(each.parties) for each in memoranda}
    others = _worded("partnership", passage, start, end, context)
    return [*memoranda, *(each for each in others if frozenset(each.parties) not in parties)]


def _of_several(
    passage: Passage, start: int, end: int, bodies: Sequence[Mention], context: Context
) -> Iterator[FoundAgreement]:
    """The agreements of a sentence that names several, each with the day of its own part."""
    text = passage.text
    countries = within(context.countries, passage, start, end)
    told = several_agreements(text, start, end, bodies, countries, context.publisher_id)
    if not told:
        return
    is_signed = SIGNED.search(text, start, end) is not None
    is_dated = [bool(day_in(passage, each.piece.start, each.piece.end, context)[0]) for each in told]
    for each in told:
        kind, word, first, last, _ = each.piece
        if PLANNED.search(text, first, word[1]):
            continue
        # A day at the end of the sentence is that of all.
        first, last = (start, end) if is_dated[-1] and not any(is_dated[:-1]) else (first, last)
        row = FoundAgreement(kind, each.parties, span_of(passage, *word), f"agreements.{kind}")
        yield with_day(row, passage, first, last, context, is_signed=is_signed)


def _worded(kind: str, passage: Passage, start: int, end: int, context: Context) -> Iterator[FoundAgreement]:
    """An agreement called by its name; with one party only when the sentence says that it was signed."""
    text = passage.text
    named = _named(kind, text, start, end)
    if not named or PLANNED.search(text, start, named[1]) or TO_BE_SIGNED.match(text, named[1], end):
        return
    bodies = within(context.organisations, passage, start, end)
    countries = within(context.countries, passage, start, end)
    parties = parties_of(text, start, end, named, bodies, countries, context.publisher_id)
    if len(parties) >= 2 or (parties and SIGNED.search(text, start, end)):
        title = TITLE.match(text[named[1] : end])
        span = span_of(passage, *named)
        yield FoundAgreement(kind, parties, span, f"agreements.{kind}", title["title"] if title else None)


def _named(kind: str, text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the sentence names an agreement of the kind."""
    sentence = text[start:end]
    memorandum = MEMORANDUM.search(text, start, end) if holds_any(sentence, IN_MEMORANDUM) else None
    if kind == "memorandum_of_understanding":
        return memorandum.span() if memorandum else None
    match = PARTNERSHIP.search(text, start, end) if holds_any(sentence, IN_PARTNERSHIP) else None
    if match:
        return match.span()
    is_signed = holds_any(sentence, IN_SIGNED) and holds_any(sentence, IN_SOMETHING)
    signed = SIGNED_SOMETHING.search(text, start, end) if is_signed and not memorandum else None
    return something_of(signed) if signed else None


def _charters(
    passages: Sequence[Passage], index: int, start: int, bodies: Sequence[Mention]
) -> list[FoundAgreement]:
    """ "Forty owners signed a charter with the Kiln Workers' Union": a group and a named body."""
    passage = passages[index]
    if not holds_any(passage.text, IN_CHARTER):
        return []
    for body in bodies:
        match = CHARTER.search(passage.text[start : body.span.start])
        if match and not any(each.span.start < start + match.end("group") for each in bodies):
            group = _fuller(match["group"], passages[max(0, index - 4) : index])
            span = span_of(passage, start + match.start("what"), start + match.end("what"))
            return [FoundAgreement("other", (group, body.entity_id), span, "agreements.charter")]
    return _by_two(passage, bodies) or _signed_by(passage, start, bodies)


def _by_two(passage: Passage, bodies: Sequence[Mention]) -> list[FoundAgreement]:
    """ "The Growers' Forum and the Pickers' Union signed a charter": two named bodies."""
    match = CHARTER_SIGNED.search(passage.text, bodies[0].span.end) if len(bodies) > 1 else None
    run = bound_before(passage.text, match.start(), bodies) if match else []
    parties = tuple(dict.fromkeys(each.entity_id for each in run))
    if match is None or len(parties) < 2:
        return []
    return [FoundAgreement("other", parties, span_of(passage, *match.span("what")), "agreements.charter")]


def _signed_by(passage: Passage, start: int, bodies: Sequence[Mention]) -> list[FoundAgreement]:
    """ "The code was signed by the Growers' Forum and the Pickers' Union": two named bodies."""
    for at, body in enumerate(bodies):
        match = SIGNED_BY.search(passage.text, start, body.span.start)
        run = bound_after(passage.text, body.span.start, bodies[at:]) if match else []
        parties = tuple(dict.fromkeys(each.entity_id for each in run))
        if match and len(parties) >= 2:
            return [
                FoundAgreement("other", parties, span_of(passage, *match.span("what")), "agreements.charter")
            ]
    return []


def _fuller(group: str, before: Sequence[Passage]) -> str:
    """The same group under a fuller name above it: "Forty owners" is "Brick kiln owners"."""
    head = group.split()[-1]
    for passage in reversed(before):
        match = re.match(
            rf"(?P<name>[A-ZÀ-Þ][\w'’-]*(?:\s[\w'’-]+){{0,4}}?\s{re.escape(head)})\s\w", passage.text
        )
        if match:
            return match["name"]
    return group
