"""Finds agreements: memoranda, joint programmes, partnerships, ratifications, and local charters.

The parties are the named bodies that the sentence binds together; a donor or a host is none. A
ratification is one that was done or deposited: a pledge, a call or a plan to ratify is none. The day is
kept only where the text ties it to the signature or the deposit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.findings import FoundAgreement, Mention, Span
from extractors.model import PartialDate, Passage
from transforms.parties import bound_after, bound_before, parties_of
from transforms.ratifications import find_ratifications
from transforms.spans import sentences, span_of

_MEMORANDUM = re.compile(
    r"\b(?:[Mm]emorand(?:um|a)\sof\s(?:[Uu]nderstanding|[Cc]ooperation|[Aa]greement)|MoUs?|MOUs?|"
    r"[Mm]émorandum\sd['’](?:entente|accord)|[Pp]rotocole\sd['’]accord|[Mm]emorandos?\sde\s[Ee]ntendimiento)\b"
)
_PROGRAMME = re.compile(
    r"\b(?:[Jj]oint\s(?:[Pp]rogramme|[Pp]rogram|[Pp]roject)|[Pp]rogramme\s[Cc]onjoint|[Pp]rograma\s[Cc]onjunto)\b"
)
# "run by the ILO and the Union of Chambers", "mis en œuvre par l'OIT et ONU Femmes"
_RUN_BY = re.compile(
    r"\b(?:run|implemented|carried\sout|managed|delivered|executed|led|mise?\sen\s(?:œuvre|oeuvre)|menée?|dirigée?|"
    r"ejecutad[oa]|implementad[oa]|llevad[oa]\sa\scabo|gestionad[oa])\s(?:jointly\s|together\s|conjointement\s|conjuntamente\s)?(?:by|par|por)\s(?:the\s|l['’]|la\s|el\s)?$"
)
_UNDERTAKING = re.compile(
    r"\b(?:programmes?|programs?|projects?|initiatives?|projets?|programas?|proyectos?|iniciativas?)\b",
    re.IGNORECASE,
)
_PARTNERSHIP = re.compile(
    r"\b(?:(?:[Cc]o-?operation|[Pp]artnership|[Cc]ollaboration|[Ff]ramework)\s(?:[Aa]greement|[Pp]rotocol)|"
    r"[Aa]greement\s(?:to\sstrengthen|on|for)\s(?:their\s)?(?:[Cc]o-?operation|[Pp]artnership)|[Pp]rotocol\s(?:of|on)\s[Cc]o-?operation|"
    r"[Cc]o-?operation\s[Pp]rogramme|[Aa]ccord(?:-|\s)(?:de\s)?(?:coopération|partenariat|cadre)|[Pp]rotocole\sde\scoopération|"
    r"[Cc]onvention\sde\s(?:partenariat|coopération)|[Aa]cuerdo\s(?:marco\s)?de\s(?:cooperación|colaboración|asociación)|"
    r"[Cc]onvenio\s(?:marco\s)?de\s(?:cooperación|colaboración))\b"
)
_CHARTER = re.compile(
    r"^(?P<group>[A-ZÀ-Þ][^,.;:]{2,60}?)\s(?:signed|sign|signs|have\ssigned|ont\ssigné|firmaron)\s(?:a|an|the|their|une?|la|un|una)\s(?:\w+\s){0,2}?"
    r"(?P<what>charter|pact|collective\sagreement|agreement|charte|pacte|accord|convention\scollective|carta|pacto|acuerdo|convenio)\s(?:with|avec|con)\s(?:the\s|la\s|le\s|el\s|l['’])?$"
)
_SIGNED = re.compile(
    r"\b(?:sign(?:ed|ing|s|ature)?|signé[es]*|signature|signent|firm(?:ó|aron|ad[oa]|an|a)|suscri\w+|inked|concluded)\b",
    re.IGNORECASE,
)
_AGREEMENT = re.compile(
    r"\b(?:agreement|memorandum|MoU|MOU|accord|protocol|protocole|acuerdo|memorando|convenio|signing|signature|[Ii]t\swas\ssigned|fue\sfirmad[oa]|a\sété\ssigné)\b"
)
_TODAY = re.compile(r"\b(?:today|aujourd['’]hui|hoy)\b")
_PLANNED = re.compile(
    r"\b(?:will|shall|to\sbe|plans?\sto|expected\sto|intends?\sto|va|vont|signera|firmará)\s(?:\w+\s)?(?:sign|firmar|signer|be\ssigned)"
)
_PLACE = re.compile(
    r"\b(?:in|à|en|at)\s(?P<place>[A-ZÀ-ÞİŞŁŽČŠŚ][\w’'-]+(?:\s(?:de\s|of\s|es\s)?[A-ZÀ-ÞİŞ][\w’'-]+){0,2})"
)
_TITLE = re.compile(r"^[\s,:]{1,3}[“\"«]\s?(?P<title>[^”\"»]{5,200}?)\s?[”\"»]")
_MONTHS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
)
# A quick look before the dear patterns.
_WORTH = re.compile(
    r"emorand|émorandum|MoU|MOU|[Rr]atif|rotoco|greement|oint|onjoint|onjunto|ooperation|ollabor|ccord|cuerdo|"
    r"onven|onvenio|ign|firm|harter|harte|pact|arta| by | par | por |artn|amework",
)


@dataclass(frozen=True, slots=True)
class Context:
    """What the rest of the transforms found in the document."""

    organisations: Sequence[Mention]
    countries: Sequence[Mention]
    dates: Sequence[Mention]
    topics: Sequence[Mention]
    published: PartialDate | None


def find_agreements(passages: Sequence[Passage], context: Context) -> tuple[FoundAgreement, ...]:
    """The agreements of the document in reading order; the same one told twice is one row."""
    found: list[FoundAgreement] = []
    for index, passage in enumerate(passages):
        for start, end in sentences(passage.text) if _WORTH.search(passage.text) else ():
            found += _in_sentence(passages, index, start, end, context)
    merged = _merged(found)
    return tuple(_with_later_day(each, merged, passages, context) for each in merged)


def _in_sentence(
    passages: Sequence[Passage], index: int, start: int, end: int, context: Context
) -> list[FoundAgreement]:
    passage = passages[index]
    bodies = _within(context.organisations, passage, start, end)
    countries = _within(context.countries, passage, start, end)
    found = [
        *_worded("memorandum_of_understanding", _MEMORANDUM, passage, start, end, bodies, countries),
        *_programmes(passage, start, end, bodies),
        *_worded("partnership", _PARTNERSHIP, passage, start, end, bodies, countries),
        *_charters(passages, index, start, bodies),
    ]
    found = [_with_day(each, passage, start, end, context) for each in found]
    days = _within(context.dates, passage, start, end)
    return [*found, *find_ratifications(passage, start, end, countries, days)]


def _within(mentions: Sequence[Mention], passage: Passage, start: int, end: int) -> list[Mention]:
    return [
        each
        for each in mentions
        if each.span.passage == passage.ordinal and start <= each.span.start and each.span.end <= end
    ]


def _worded(
    kind: str,
    pattern: re.Pattern[str],
    passage: Passage,
    start: int,
    end: int,
    bodies: Sequence[Mention],
    countries: Sequence[Mention],
) -> list[FoundAgreement]:
    """An agreement called by its name, with the parties that the sentence binds."""
    match = pattern.search(passage.text, start, end)
    if not match or _PLANNED.search(passage.text, start, match.start()):
        return []
    parties = parties_of(passage.text, start, end, match.span(), bodies, countries)
    if len(parties) < 2:
        return []
    title = _TITLE.match(passage.text[match.end() : end])
    span = span_of(passage, *match.span())
    return [FoundAgreement(kind, parties, span, f"agreements.{kind}", title["title"] if title else None)]


def _programmes(passage: Passage, start: int, end: int, bodies: Sequence[Mention]) -> list[FoundAgreement]:
    text = passage.text
    found: list[FoundAgreement] = []
    for match in _PROGRAMME.finditer(text, start, end):
        run = bound_before(text, match.start(), bodies) or bound_after(text, match.end(), bodies)
        if len({each.entity_id for each in run}) >= 2:
            first, last = min(match.start(), run[0].span.start), max(match.end(), run[-1].span.end)
            title = _TITLE.match(text[last:end]) or _TITLE.match(text[match.end() : end])
            found.append(_programme(passage, first, last, run, title["title"] if title else None))
    for body in bodies:
        run_by = _RUN_BY.search(text, start, body.span.start)
        run = bound_after(text, body.span.start, bodies) if run_by else []
        if run_by and len({each.entity_id for each in run}) >= 2 and _UNDERTAKING.search(text, start, end):
            found.append(_programme(passage, run_by.start(), run[-1].span.end, run, None))
    return found


def _programme(
    passage: Passage, start: int, end: int, run: Sequence[Mention], title: str | None
) -> FoundAgreement:
    parties = tuple(dict.fromkeys(each.entity_id for each in run))
    return FoundAgreement(
        "joint_programme", parties, span_of(passage, start, end), "agreements.joint_programme", title
    )


def _charters(
    passages: Sequence[Passage], index: int, start: int, bodies: Sequence[Mention]
) -> list[FoundAgreement]:
    """ "Forty owners signed a charter with the Kiln Workers' Union": a group and a named body."""
    passage = passages[index]
    for body in bodies:
        match = _CHARTER.search(passage.text[start : body.span.start])
        if match and not any(each.span.start < start + match.end("group") for each in bodies):
            group = _fuller(match["group"], passages[max(0, index - 4) : index])
            span = span_of(passage, start + match.start("what"), start + match.end("what"))
            return [FoundAgreement("other", (group, body.entity_id), span, "agreements.charter")]
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


def _with_day(
    each: FoundAgreement, passage: Passage, start: int, end: int, context: Context
) -> FoundAgreement:
    """The agreement with day, place and subjects of its sentence."""
    text = passage.text
    subjects = {topic.entity_id for topic in _within(context.topics, passage, start, end)}
    each = replace(each, subjects=tuple(sorted(subjects)))
    if each.kind == "joint_programme" or not _SIGNED.search(text, start, end):
        return each
    day, evidence = _day(text, passage, start, end, context)
    return replace(
        each, signed_on=day, signed_evidence=evidence, place=_place(text, start, end, context, passage)
    )


def _day(
    text: str, passage: Passage, start: int, end: int, context: Context
) -> tuple[PartialDate | None, Span | None]:
    days = [each for each in _within(context.dates, passage, start, end) if len(each.entity_id) == 10]
    if len({each.entity_id for each in days}) == 1:
        printed = re.search(r"(?:19|20)\d\d", days[0].span.surface)
        return PartialDate(days[0].entity_id, "day", is_inferred=not printed), days[0].span
    today = _TODAY.search(text, start, end)
    if today and not days and context.published and context.published.precision == "day":
        return PartialDate(context.published.value, "day", is_inferred=True), span_of(passage, *today.span())
    return None, None


def _place(text: str, start: int, end: int, context: Context, passage: Passage) -> str | None:
    """The first "in <Place>" of the sentence that is no country, month or body."""
    taken = _within([*context.organisations, *context.countries], passage, start, end)
    for match in _PLACE.finditer(text, start, end):
        first, last = match.span("place")
        if any(each.span.start < last and first < each.span.end for each in taken):
            continue
        if match["place"].split()[0].lower() not in _MONTHS:
            return match["place"]
    return None


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


def _with_later_day(
    each: FoundAgreement, rows: Sequence[FoundAgreement], passages: Sequence[Passage], context: Context
) -> FoundAgreement:
    """The day from a later sentence ("The agreement was signed on 20 September"), if only one can be meant."""
    signed = [row for row in rows if row.kind in {"memorandum_of_understanding", "partnership", "other"}]
    if each.signed_on or signed != [each]:
        return each
    for passage in passages:
        for start, end in sentences(passage.text):
            text = passage.text
            if _SIGNED.search(text, start, end) and _AGREEMENT.search(text, start, end):
                day, evidence = _day(text, passage, start, end, context)
                if day and not _PLANNED.search(text, start, end):
                    place = each.place or _place(text, start, end, context, passage)
                    return replace(each, signed_on=day, signed_evidence=evidence, place=place)
    return each
