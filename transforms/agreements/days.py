"""The day and the place of an agreement in its own sentence: only where it ties them to the signature or the deposit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from extractors.findings import FoundAgreement, Mention, Span
from extractors.model import PartialDate, Passage
from transforms.agreements.context import Context, within
from transforms.agreements.words import SIGNED
from transforms.dates.calendar_words import month_numbers, weekday_numbers
from transforms.gazetteer import fold
from transforms.spans import span_of

# "ont signé ce jeudi", "firmaron esta mañana"
_TODAY = re.compile(
    r"\b(?:today|aujourd['’]hui|hoy|this\s(?:morning|afternoon|evening)|ce\s(?:matin|soir)|cet\saprès-midi|esta\s(?:mañana|tarde)|"
    r"(?:this|ce|este)\s(?P<weekday>[a-zà-ÿA-Z]+day|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|lunes|martes|miércoles|jueves|viernes|"
    r"sábado|domingo))\b"
)
_PLACE = re.compile(
    r"\b(?:in|à|en|at)\s(?P<place>[A-ZÀ-ÞİŞŁŽČŠŚ][\w’'-]+(?:\s(?:de\s|of\s|es\s)?[A-ZÀ-ÞİŞ][\w’'-]+){0,2})"
)
# "signed here yesterday", "suscribieron en esta ciudad": where the dateline says
_HERE = re.compile(
    r"\b(?:in\sthis\scity|dans\scette\sville|en\sesta\s(?:ciudad|capital)|signed\shere|signé\sici|firmaron\saquí|firmó\saquí)\b"
)


_YEAR = re.compile(r"(?:19|20)\d\d")


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
    about = tuple(sorted(subjects))
    if is_signed is None:
        is_signed = SIGNED.search(text, start, end) is not None
    if each.kind == "joint_programme" or not is_signed:
        return replace(each, subjects=about)
    day, evidence = day_in(passage, start, end, context)
    place = place_in(passage, start, end, context)
    return replace(each, subjects=about, signed_on=day, signed_evidence=evidence, place=place)


def day_in(
    passage: Passage, start: int, end: int, context: Context
) -> tuple[PartialDate | None, Span | None]:
    """The day that the sentence ties to what was signed, with its words; null for none or several."""
    days = [each for each in within(context.dates, passage, start, end) if len(each.entity_id) == 10]
    if len({each.entity_id for each in days}) > 1:
        days = _behind_verb(passage.text, start, end, days)
    if days:
        printed = _YEAR.search(days[0].span.surface)
        return PartialDate(days[0].entity_id, "day", is_inferred=not printed), days[0].span
    today = _TODAY.search(passage.text, start, end)
    if today and context.published and _is_day(context.published, today["weekday"]):
        return PartialDate(context.published.value, "day", is_inferred=True), span_of(passage, *today.span())
    return None, None


def _is_day(published: PartialDate, weekday: str | None) -> bool:
    """Whether the text is of a known day, and that is the weekday named."""
    if published.precision != "day":
        return False
    return weekday is None or date.fromisoformat(published.value).weekday() == weekday_numbers().get(
        fold(weekday)
    )


_DEPOSITED = re.compile(
    r"\b(?:deposited|handed(?:\sover)?|registered|ratified|déposée?s?|remise?s?|enregistrée?s?|ratifiée?s?|depositó|depositaron|"
    r"depositad[oa]s?|entregó|entregaron|entregad[oa]s?|registró|registrad[oa]s?|ratificó|ratificaron|ratificad[oa]s?)\b"
)
# "signed on 3 May", "signé le 3 mai", "déposé le 15 novembre"
_NEAR_VERB = 45


def _behind_verb(text: str, start: int, end: int, days: Sequence[Mention]) -> list[Mention]:
    """Of several days the one that stands close behind the verb; none when that is no single one."""
    ends = [match.end() for verb in (SIGNED, _DEPOSITED) for match in verb.finditer(text, start, end)]
    first = [next((each for each in days if each.span.start >= verb), None) for verb in ends]
    near = [
        each for verb, each in zip(ends, first, strict=True) if each and each.span.start - verb <= _NEAR_VERB
    ]
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
    return here_in(passage.text, start, end, context)


def before_next_day(passage: Passage, start: int, end: int, day: Span | None, context: Context) -> int:
    """Where in a piece the words about a day end: before the next one ("on 15 May and shown on the 17th in Lima")."""
    days = (each.span.start for each in within(context.dates, passage, start, end))
    return min((each for each in days if day and each > day.end), default=end)


def here_in(text: str, start: int, end: int, context: Context) -> str | None:
    """Where the text was written, if it says that what was signed was signed there, or on the day it was written."""
    if not context.written_in or "," in context.written_in:
        return None
    today = _TODAY.search(text, start, end)
    is_today = today and context.published and _is_day(context.published, today["weekday"])
    return context.written_in if is_today or _HERE.search(text, start, end) else None
