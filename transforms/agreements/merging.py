"""One row for one agreement that a document tells in several places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.findings import FoundAgreement

# The title says who, the sentence under it with whom.
_NEAR_PASSAGES = 2


def with_halves(found: Sequence[FoundAgreement]) -> list[FoundAgreement]:
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


def merged(found: Sequence[FoundAgreement]) -> list[FoundAgreement]:
    """One row for each kind and set of parties, of ratifications also for each instrument, with whatever the
    later ones add.
    """
    rows: dict[tuple[str, frozenset[str], str | None], FoundAgreement] = {}
    for each in _without_unnamed(found):
        key = (each.kind, frozenset(each.parties), each.title if each.kind == "ratification" else None)
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


def _without_unnamed(found: Sequence[FoundAgreement]) -> list[FoundAgreement]:
    """The agreements without ratifications that name no instrument, where the state's are named elsewhere.

    What such a row says ("It deposited the instruments on 3 May") is said of those that are named.
    """
    named = {each.parties for each in found if each.kind == "ratification" and each.title}
    unnamed = [
        each for each in found if not each.title and each.kind == "ratification" and each.parties in named
    ]
    kept = [each for each in found if each not in unnamed]
    for row in unnamed:
        kept = [_joined(each, row) if _is_of(each, row) else each for each in kept]
    return kept


def _is_of(each: FoundAgreement, unnamed: FoundAgreement) -> bool:
    return each.kind == "ratification" and each.parties == unnamed.parties and not each.signed_on
