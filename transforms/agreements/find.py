"""Finds agreements: memoranda, joint programmes, partnerships, ratifications, and local charters.

The parties are the named bodies that the sentence binds together; a donor or a host is none. A
ratification is one that was done or deposited: a pledge, a call or a plan to ratify is none. The day is
kept only where the text ties it to the signature or the deposit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.findings import FoundAgreement, Mention
from extractors.model import Passage
from transforms.agreements.context import Context, by_passage, within
from transforms.agreements.days import with_day, with_later_day
from transforms.agreements.joint_programmes import find_programmes
from transforms.agreements.parties import bound_after, parties_of
from transforms.agreements.ratifications import find_ratifications
from transforms.agreements.words import (
    CHARTER,
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
    merged = _merged(_whole(found))
    return tuple(with_later_day(each, merged, passages, context) for each in merged)


def _in_sentence(
    passages: Sequence[Passage], index: int, start: int, end: int, context: Context
) -> list[FoundAgreement]:
    passage = passages[index]
    bodies = within(context.organisations, passage, start, end)
    found = [
        *_worded("memorandum_of_understanding", passage, start, end, context),
        *find_programmes(passage, start, end, bodies),
        *_worded("partnership", passage, start, end, context),
        *_charters(passages, index, start, bodies),
    ]
    found = [with_day(each, passage, start, end, context) for each in found]
    return [*found, *find_ratifications(passage, start, end, context)]


def _worded(kind: str, passage: Passage, start: int, end: int, context: Context) -> Iterator[FoundAgreement]:
    """An agreement called by its name; with one party only when the sentence says that it was signed."""
    text = passage.text
    named = _named(kind, text, start, end)
    if not named or PLANNED.search(text, start, named[1]):
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
    if not signed:
        return None
    return signed.span("what") if signed["what"] else signed.span("this")


def _charters(
    passages: Sequence[Passage], index: int, start: int, bodies: Sequence[Mention]
) -> list[FoundAgreement]:
    """ "Forty owners signed a charter with the Kiln Workers' Union": a group and a named body."""
    passage = passages[index]
    for body in bodies:
        match = CHARTER.search(passage.text[start : body.span.start])
        if match and not any(each.span.start < start + match.end("group") for each in bodies):
            group = _fuller(match["group"], passages[max(0, index - 4) : index])
            span = span_of(passage, start + match.start("what"), start + match.end("what"))
            return [FoundAgreement("other", (group, body.entity_id), span, "agreements.charter")]
    return _signed_by(passage, start, bodies)


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


# The title says who, the sentence under it with whom.
_NEAR_PASSAGES = 2


def _whole(found: Sequence[FoundAgreement]) -> list[FoundAgreement]:
    """The agreements with two parties; halves close together are made one, other halves left out.

    "UN Women and tea growers sign cooperation accord", under it "The accord with the … Union, signed on".
    """
    whole = [each for each in found if len(each.parties) >= 2 or each.kind == "ratification"]
    halves = [each for each in found if each not in whole]
    for first, second in zip(halves, halves[1:], strict=False):
        is_near = 0 <= second.span.passage - first.span.passage <= _NEAR_PASSAGES
        if first.kind == second.kind and is_near and first.parties != second.parties and not _are_told(whole):
            whole.append(_joined(replace(second, parties=(*first.parties, *second.parties)), first))
    return whole


def _are_told(whole: Sequence[FoundAgreement]) -> bool:
    return any(each.kind != "ratification" for each in whole)


def _merged(found: Sequence[FoundAgreement]) -> list[FoundAgreement]:
    """One row for each kind and set of parties, with whatever the later ones add."""
    rows: dict[tuple[str, frozenset[str]], FoundAgreement] = {}
    for each in found:
        key = (each.kind, frozenset(each.parties))
        first = rows.get(key)
        rows[key] = _joined(first, each) if first else each
    return list(rows.values())


def _joined(first: FoundAgreement, other: FoundAgreement) -> FoundAgreement:
    day = first if first.signed_on else other
    return replace(
        first,
        title=first.title or other.title,
        signed_on=day.signed_on,
        signed_evidence=day.signed_evidence,
        place=first.place or other.place,
        subjects=tuple(sorted({*first.subjects, *other.subjects})),
    )
