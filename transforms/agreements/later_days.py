"""The day and the place of an agreement that another sentence of the text tells: "It was signed on 20 September"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from extractors.findings import FoundAgreement
from extractors.model import PartialDate, Passage, PassageKind
from transforms.agreements.context import Context
from transforms.agreements.days import before_next_day, day_in, place_in
from transforms.agreements.words import ALL_RATIFIED, ALL_SIGNED, PLANNED, SIGNED
from transforms.spans import sentence_at, sentences

_AGREEMENT = re.compile(
    r"\b(?:agreement|memorandum|MoU|MOU|accord|protocol|protocole|acuerdo|memorando|memorándum|convenio|signing|signature|"
    r"[Ii]t\swas\ssigned|fue\sfirmad[oa]|a\sété\ssigné|se\sfirmó)\b"
)
# "It is dated 22 August", "The memorandum, dated 3 May", "L'accord est daté du 4 juin", "Lleva fecha del 5 de julio"
_DATED = re.compile(
    r"\b(?:[Ii]t|[Tt]he\s(?:agreement|memorandum|MoU|accord|protocol|document|text))(?:\sis|,)?\sdated\b"
    r"|\b(?:[Ii]l|[Ll]e\s(?:mémorandum|protocole|texte|document)|[Ll]['’]accord)(?:\sest|,)?\sdaté\b"
    r"|\b[Ll]leva\s(?:la\s)?fecha\b|\b[Ee]st[áa]\sfechad[oa]\b"
)
# "The deposit took place on 11 March", "Le dépôt a eu lieu le 4 juillet"
_DEPOSIT = re.compile(
    r"\b(?:deposit|deposited|dépôt|déposée?s?|depósito|depositad[oa]|instruments?|instrumentos?)\b",
    re.IGNORECASE,
)
# "after the ceremony in Narayanganj", "lors de la signature à Rome"
_CEREMONY = re.compile(r"\b(?:ceremony|signings?|signatures?|cérémonie|ceremonia|firmas?)\b", re.IGNORECASE)
# "Le même jour, le Gabon a déposé", "on the same day", "ese mismo día"
_SAME_DAY = re.compile(
    r"\b(?:(?:that|the|on\sthe)\ssame\sday|(?:le|ce)\smême\sjour|(?:el|ese|este|aquel)\smismo\sdía)\b",
    re.IGNORECASE,
)


def with_later_day(
    each: FoundAgreement, rows: Sequence[FoundAgreement], passages: Sequence[Passage], context: Context
) -> FoundAgreement:
    """Day and place from another sentence ("It was signed on 20 September"), if only one row can be meant."""
    each = _with_same_day(each, rows, passages)
    if each.kind == "ratification":
        rivals = [row for row in rows if row.kind == "ratification"]
        is_same_state = all(row.parties == each.parties and not row.signed_on for row in rivals)
        if is_same_state:
            return _from_sentences(each, passages, context, _DEPOSIT)
        each = _from_sentences(each, passages, context, ALL_RATIFIED)
        # A day that is that of one state's deposit is not that of the others.
        is_dated = any(row.signed_on for row in rivals)
        return each if is_dated else _with_opening_day(each, passages, context)
    kinds = {"memorandum_of_understanding", "partnership", "other"}
    if [row for row in rows if row.kind in kinds] != [each]:
        each = _from_sentences(each, passages, context, ALL_SIGNED) if each.kind in kinds else each
        return _with_ceremony(each, passages, context) if each.signed_on and not each.place else each
    each = _from_sentences(each, passages, context, SIGNED, _AGREEMENT)
    each = _from_sentences(each, passages, context, _DATED)
    each = _from_sentences(each, passages, context, ALL_SIGNED)
    return _with_ceremony(each, passages, context) if each.signed_on and not each.place else each


def _from_sentences(
    each: FoundAgreement,
    passages: Sequence[Passage],
    context: Context,
    *said: re.Pattern[str],
) -> FoundAgreement:
    """Day and place from the first sentence that says all of this: "Both texts were signed in Rabat on 2 March"."""
    if each.signed_on:
        return each
    for passage in passages:
        for start, end in sentences(passage.text):
            text = passage.text
            if all(words.search(text, start, end) for words in said):
                day, evidence = day_in(passage, start, end, context)
                if day and not PLANNED.search(text, start, end):
                    edge = before_next_day(passage, start, end, evidence, context)
                    place = each.place or place_in(passage, start, edge, context)
                    return replace(each, signed_on=day, signed_evidence=evidence, place=place)
    return each


def _with_same_day(
    each: FoundAgreement, rows: Sequence[FoundAgreement], passages: Sequence[Passage]
) -> FoundAgreement:
    """The day of the agreement told right before, where the sentence says that it was the same."""
    if each.signed_on:
        return each
    text = next(passage.text for passage in passages if passage.ordinal == each.span.passage)
    if not _SAME_DAY.search(text, *sentence_at(text, each.span.start)):
        return each
    place = (each.span.passage, each.span.start)
    before = [row for row in rows if (row.span.passage, row.span.start) < place and row.signed_on]
    if not before or before[-1].signed_on is None:
        return each
    day = replace(before[-1].signed_on, is_inferred=True)
    return replace(each, signed_on=day, signed_evidence=before[-1].signed_evidence)


# A release is out on the day or in the days after.
_DAYS_AFTER = 7


def _with_opening_day(each: FoundAgreement, passages: Sequence[Passage], context: Context) -> FoundAgreement:
    """The day with which a text about the deposits of several states opens: "On 11 June three delegations came"."""
    opening = next((passage for passage in passages if passage.kind is PassageKind.PARAGRAPH), None)
    if each.signed_on or opening is None or not context.published or context.published.precision != "day":
        return each
    days = [day for day in context.dates if day.span.passage == opening.ordinal and len(day.entity_id) == 10]
    if len({day.entity_id for day in days}) != 1 or each.span.passage - opening.ordinal not in (0, 1):
        return each
    gap = date.fromisoformat(context.published.value) - date.fromisoformat(days[0].entity_id)
    if not 0 <= gap.days <= _DAYS_AFTER:
        return each
    day = PartialDate(days[0].entity_id, "day", is_inferred=True)
    return replace(each, signed_on=day, signed_evidence=days[0].span)


def _with_ceremony(each: FoundAgreement, passages: Sequence[Passage], context: Context) -> FoundAgreement:
    """The place where the text says that the ceremony was."""
    for passage in passages:
        for start, end in sentences(passage.text):
            ceremony = _CEREMONY.search(passage.text, start, end)
            place = place_in(passage, ceremony.end(), end, context) if ceremony else None
            if place:
                return replace(each, place=place)
    return each
