"""The day and the place of an agreement: only where the text ties them to the signature or the deposit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from extractors.findings import FoundAgreement, Mention, Span
from extractors.model import PartialDate, Passage, PassageKind
from transforms.agreements.context import Context, within
from transforms.agreements.words import ALL_RATIFIED, ALL_SIGNED, PLANNED, SIGNED
from transforms.dates.calendar_words import month_numbers
from transforms.gazetteer import fold
from transforms.spans import sentences, span_of

_TODAY = re.compile(r"\b(?:today|aujourd['’]hui|hoy)\b")
_PLACE = re.compile(
    r"\b(?:in|à|en|at)\s(?P<place>[A-ZÀ-ÞİŞŁŽČŠŚ][\w’'-]+(?:\s(?:de\s|of\s|es\s)?[A-ZÀ-ÞİŞ][\w’'-]+){0,2})"
)
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
# "signed here yesterday", "suscribieron en esta ciudad": where the dateline says
_HERE = re.compile(
    r"\b(?:in\sthis\scity|dans\scette\sville|en\sesta\s(?:ciudad|capital)|signed\shere|signé\sici|firmaron\saquí|firmó\saquí)\b"
)


def with_day(
    each: FoundAgreement,
    passage: Passage,
    start: int,
    end: int,
    context: Context,
    *,
    is_signed: bool | None = None,
) -> FoundAgreement:
    """The agreement with day, place and subjects of its sentence, or of its part of one.

    `is_signed` says whether it was signed where the verb may stand in another part.
    """
    text = passage.text
    subjects = {topic.entity_id for topic in within(context.topics, passage, start, end)}
    each = replace(each, subjects=tuple(sorted(subjects)))
    if is_signed is None:
        is_signed = SIGNED.search(text, start, end) is not None
    if each.kind == "joint_programme" or not is_signed:
        return each
    day, evidence = day_in(passage, start, end, context)
    place = place_in(passage, start, end, context)
    return replace(each, signed_on=day, signed_evidence=evidence, place=place)


def day_in(
    passage: Passage, start: int, end: int, context: Context
) -> tuple[PartialDate | None, Span | None]:
    """The day that the sentence ties to what was signed, with its words; null for none or several."""
    days = [each for each in within(context.dates, passage, start, end) if len(each.entity_id) == 10]
    if len({each.entity_id for each in days}) > 1:
        days = _behind_verb(passage.text, start, end, days)
    if days:
        printed = re.search(r"(?:19|20)\d\d", days[0].span.surface)
        return PartialDate(days[0].entity_id, "day", is_inferred=not printed), days[0].span
    today = _TODAY.search(passage.text, start, end)
    if today and context.published and context.published.precision == "day":
        return PartialDate(context.published.value, "day", is_inferred=True), span_of(passage, *today.span())
    return None, None


# "signed on 3 May", "signé le 3 mai"
_NEAR_VERB = 45


def _behind_verb(text: str, start: int, end: int, days: Sequence[Mention]) -> list[Mention]:
    """Of several days the one that stands close behind the verb; none when that is no single one."""
    ends = [match.end() for match in SIGNED.finditer(text, start, end)]
    near = [each for each in days if any(0 <= each.span.start - verb <= _NEAR_VERB for verb in ends)]
    return near if len({each.entity_id for each in near}) == 1 else []


def place_in(passage: Passage, start: int, end: int, context: Context) -> str | None:
    """The first "in <Place>" of the sentence that is no country, month or body; "here" is where the text was written."""
    taken = within([*context.organisations, *context.countries], passage, start, end)
    for match in _PLACE.finditer(passage.text, start, end):
        first, last = match.span("place")
        if any(each.span.start < last and first < each.span.end for each in taken):
            continue
        if fold(match["place"].split()[0]) not in month_numbers():
            return match["place"]
    is_here = context.written_in and "," not in context.written_in and _HERE.search(passage.text, start, end)
    return context.written_in if is_here else None


def with_later_day(
    each: FoundAgreement, rows: Sequence[FoundAgreement], passages: Sequence[Passage], context: Context
) -> FoundAgreement:
    """Day and place from another sentence ("It was signed on 20 September"), if only one row can be meant."""
    if each.kind == "ratification":
        rivals = [row for row in rows if row.kind == "ratification"]
        is_same_state = all(row.parties == each.parties and not row.signed_on for row in rivals)
        if is_same_state:
            return _from_sentences(each, passages, context, _DEPOSIT, _DEPOSIT)
        each = _with_day_of_all(each, passages, context, ALL_RATIFIED)
        # A day that is that of one state's deposit is not that of the others.
        is_dated = any(row.signed_on for row in rivals)
        return each if is_dated else _with_opening_day(each, passages, context)
    kinds = {"memorandum_of_understanding", "partnership", "other"}
    if [row for row in rows if row.kind in kinds] != [each]:
        each = _with_day_of_all(each, passages, context, ALL_SIGNED) if each.kind in kinds else each
        return _with_ceremony(each, passages, context) if each.signed_on and not each.place else each
    each = _from_sentences(each, passages, context, SIGNED, _AGREEMENT)
    each = _from_sentences(each, passages, context, _DATED, _DATED)
    each = _with_day_of_all(each, passages, context, ALL_SIGNED)
    return _with_ceremony(each, passages, context) if each.signed_on and not each.place else each


def _from_sentences(
    each: FoundAgreement,
    passages: Sequence[Passage],
    context: Context,
    verb: re.Pattern[str],
    thing: re.Pattern[str],
) -> FoundAgreement:
    if each.signed_on:
        return each
    for passage in passages:
        for start, end in sentences(passage.text):
            text = passage.text
            if verb.search(text, start, end) and thing.search(text, start, end):
                day, evidence = day_in(passage, start, end, context)
                if day and not PLANNED.search(text, start, end):
                    place = each.place or place_in(passage, start, end, context)
                    return replace(each, signed_on=day, signed_evidence=evidence, place=place)
    return each


def _with_day_of_all(
    each: FoundAgreement, passages: Sequence[Passage], context: Context, said: re.Pattern[str]
) -> FoundAgreement:
    """Day and place from the sentence that says them of all: "Both agreements were signed in Rabat on 2 March"."""
    if each.signed_on:
        return each
    for passage in passages:
        for start, end in sentences(passage.text):
            if said.search(passage.text, start, end) and not PLANNED.search(passage.text, start, end):
                day, evidence = day_in(passage, start, end, context)
                if day:
                    place = each.place or place_in(passage, start, end, context)
                    return replace(each, signed_on=day, signed_evidence=evidence, place=place)
    return each


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
