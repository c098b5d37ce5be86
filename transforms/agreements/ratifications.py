"""Ratifications that were done or deposited, or announced as done by the state itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.findings import FoundAgreement, Mention
from extractors.model import Passage
from transforms.agreements.context import Context, within
from transforms.agreements.days import day_in
from transforms.pattern_starts import holds_any
from transforms.places.cities import find_cities
from transforms.spans import span_of

_ADVERBS = (
    r"(?:(?:also|just|now|today|recently|since|already|both|finally|formally|officially|thus|yesterday|"
    r"également|déjà|aussi|récemment|officiellement|enfin|hier|aujourd['’]hui|también|ya|hoy|recientemente|ayer|oficialmente)\s){0,2}"
)
_INSTRUMENTS = (
    r"(?:instruments?\sof\s(?:ratification|accession)|instruments?\sd['’eE]\s?(?:ratification|adhésion)|"
    r"instrumentos?\sde\s(?:ratificación|adhesión))"
)
_NTH = (
    r"(?:the|le|la|les|el|los|las)\s(?:[\w-]+\s){0,4}?(?:country|countries|States?|nation|member|pays|[ÉE]tats?|país(?:es)?|"
    r"Estados?|nación)\s(?:[\w'’-]+\s){0,6}?"
)
# "has deposited its instrument of ratification", "vient de ratifier", "became the first country to ratify"
_DONE = re.compile(
    rf"(?<!\w)(?:(?:has|have|had|a|ont|avait|ha|han|había)\s)?{_ADVERBS}(?:"
    rf"(?:deposit(?:ed|s|ó|aron|a|an|ado)|hand(?:ed|s)\sover|lodge[sd]|present(?:ed|s|ó|aron|a|an|ado)|submit(?:ted|s)|"
    rf"entreg(?:ó|aron|a|an|ado)|hizo\sentrega\sde|hicieron\sentrega\sde)\s(?:[^.;“”\"«»]{{0,70}}?\s)?(?:its|the|their|an|both|sus?|el|los)\s{_INSTRUMENTS}|"
    rf"(?:dépos(?:é|e|ent)|rem(?:is|et|ettent)|présent(?:é|e|ent))\s(?:[^.;“”\"«»]{{0,70}}?\s)?(?:son\s|sa\s|l['’]|leurs?\s|ses\s|les\s|un\s){_INSTRUMENTS}|"
    r"ratifi(?:ed|es)\b|ratifiée?s?\b|ratifie(?:nt)?\b|ratificó|ratificaron|ratificado|ratificaba|"
    r"(?:registered|recorded|records|registers|announced|announces|completed|deposited)\s(?:its|their|the)\sratification|"
    r"(?:enregistré|enregistre|annoncé|annonce|achevé|déposé)\s(?:sa|la|leur)\sratification|"
    r"(?:registró|registra|registraron|anunció|anuncia|completó|depositó)\s(?:su|la)\sratificación)"
    r"|vien(?:t|nent)\sde\sratifier|acaban?\sde\sratificar|ratifi(?:ca|can)\s(?:el|los|la)\b"
    rf"|(?:is|are|was|became|becomes?|has\sbecome|est\sdevenue?|devient|deviennent|se\s(?:ha\s)?convir\w+\sen|se\sconvierte\sen|es|fue)\s{_NTH}"
    r"(?:to\s(?:have\s)?ratif(?:y|ied)|à\s(?:avoir\s)?ratifi(?:er|é)|(?:en|que)\s(?:haber\s)?ratific\w+)"
    r"|(?:is|are|became|becomes?|has\sbecome|have\sbecome|est\sdevenue?|devient|deviennent|se\s(?:ha\s)?convir\w+\sen|se\sconvierten?\sen)\s"
    r"(?:(?:an?|the|un|une|le|la|el)\s)?(?:[\w-]+\s){0,2}(?:[Pp]art(?:y|ies)\sto|[Pp]artie\sà|[Pp]arte\s(?:en|de)l?)\s"
    r"(?:the\s|la\s|el\s|l['’]|both\s)?(?=[Cc]onven|[Pp]roto|[Cc]\.?\s?\d)"
    rf"|{_NTH}(?:to\s(?:have\s)?ratif(?:y|ied)|à\s(?:avoir\s)?ratifi(?:er|é)|(?:en|que)\s(?:haber\s)?ratific\w+)"
)
# "ratified by Mali and Benin", "ratifiée par le Mali", "instrument of ratification … was deposited by Fiji",
# "lo ratificaron Cuba y"
_BY = re.compile(
    rf"\b(?:ratified|ratifiée?s?|ratificad[oa]s?|{_INSTRUMENTS}\s[^;]{{0,90}}?(?:deposited|handed\sover|lodged|submitted|presented|"
    r"déposés?|remis|présentés?|depositados?|entregados?|presentados?))\s(?:[^.;,]{0,30}\s)?(?:by|par|por)\s"
    r"(?:the\s|les?\s|la\s|l['’]|el\s|los\s)?$"
    r"|\b(?:lo|la|los|las)\s(?:ratificó|ratificaron|ha\sratificado|han\sratificado)\s(?:el\s|la\s|los\s)?$",
    re.IGNORECASE,
)
# "the ratification by Ecuador", "la ratificación de Chile"
_OF = re.compile(
    r"\b(?:ratification|ratificación)\s(?:(?:[^.;,]|\b(?:núms?|Nos?|nos?)\.){0,60}\s)?(?:by|par|por(?:\sparte\sde(?:l)?)?)\s(?:the\s|les?\s|la\s|l['’]|el\s)?$"
    r"|\b(?:ratification|ratificación)\s(?:du|des|de\sla|de\sl['’]|de|d['’]|del)\s?$",
    re.IGNORECASE,
)
# "Jamaica's ratification of"
_OWN = re.compile(r"^['’]s?\s(?:\w+\s)?ratification\sof\b")
# That what a noun names was done.
_CUE = re.compile(
    r"(?i)\b(?:register\w*|record\w*|deposit\w*|announc\w*|celebrat\w*|welcom\w*|with|after|following|since|brings?|enregistr\w*|dépos\w*|"
    r"dépôt|salu\w*|avec|après|depuis|suite|registr\w*|depósit\w*|celebr\w*|felicit\w*|congratulat\w*|con|tras|desde|anunci\w*|acog\w*)\b"
)
_PLEDGE = re.compile(
    r"\b(?:will|would|shall|should|must|may|could|plans?|pledg\w+|commit\w*|intend\w*|promis\w+|calls?|called|urg\w+|consider\w*|"
    r"yet\sto|not|never|if|until|once|hopes?|aims?|expected|ready|soon|s['’]engage\w*|s['’]est\sengagée?|devrait|va|vont|n['’]a|pas|doit|no\s|"
    r"se\scomprometi\w+|deberá|promet\w*|étudi\w+|estudi\w+|appel\w*|demand\w*|asks?|pid\w+|insta\w*)\b"
)
_RUN = re.compile(r"^(?:,\s|,?\s(?:and|et|y|e)\s)(?:the\s|las?\s|les?\s|l['’]|el\s)?$")
_GAP = re.compile(
    r"^(?:,[^,.;]{1,60},|,)?(?:\s(?:which|that|qui|que|today|recently|also|officially|formally|yesterday|then|hoy|ayer))*\s?$"
)


_WORTH = ("atif", "arty to", "arties to", "artie à", "arte en ", "arte de ", "arte del ")


def find_ratifications(passage: Passage, start: int, end: int, context: Context) -> list[FoundAgreement]:
    """A row for each country that the sentence says has ratified; pledges give none."""
    text = passage.text
    countries = within(context.countries, passage, start, end)
    if not countries or not holds_any(text[start:end], _WORTH):
        return []
    states = [each for each in countries if each.rule != "countries.demonym"]
    span, subjects = _active(text, start, end, states) or _named(text, start, end, states)
    return [_row(passage, span, each, start, end, context) for each in subjects]


_Found = tuple[tuple[int, int], list[Mention]]


def _active(text: str, start: int, end: int, states: Sequence[Mention]) -> _Found | None:
    """The verb and the countries in front of it."""
    for match in _DONE.finditer(text, start, end):
        subjects = _subjects(text, match.start(), states)
        lead = text[start : match.start()]
        if subjects and not _PLEDGE.search(lead[lead.rfind(";") + 1 :]):
            return match.span(), subjects
    return None


def _named(text: str, start: int, end: int, states: Sequence[Mention]) -> _Found:
    """The passive and the noun, with the countries behind or before it."""
    for index, state in enumerate(states):
        before = text[start : state.span.start]
        by, of = _BY.search(before), _OF.search(before)
        own = _OWN.match(text[state.span.end : end])
        if _PLEDGE.search(text, start, end):
            continue
        if by:
            return (start + by.start(), state.span.start), _followers(text, states[index:])
        if of and _CUE.search(text, start, end):
            return (start + of.start(), state.span.end), _followers(text, states[index:])
        if own:
            return (state.span.end + 3, state.span.end + own.end()), [state]
    return (start, start), []


def _subjects(text: str, at: int, states: Sequence[Mention]) -> list[Mention]:
    """The countries in front of the verb: the last one, and those joined to it."""
    run: list[Mention] = []
    edge = at
    for state in reversed(states):
        if state.span.end > at:
            continue
        gap = text[state.span.end : edge]
        if not (_RUN if run else _GAP).match(gap):
            break
        run.insert(0, state)
        edge = state.span.start
    return run


def _followers(text: str, states: Sequence[Mention]) -> list[Mention]:
    """The first country and those joined to it."""
    run = [states[0]]
    for state in states[1:]:
        if not _RUN.match(text[run[-1].span.end : state.span.start]):
            break
        run.append(state)
    return run


def _row(
    passage: Passage, span: tuple[int, int], state: Mention, start: int, end: int, context: Context
) -> FoundAgreement:
    words = passage.text[slice(*span)]
    first, last = span[0] + len(words) - len(words.lstrip()), span[0] + len(words.rstrip())
    day, evidence = day_in(passage, start, end, context)
    return FoundAgreement(
        kind="ratification",
        parties=(state.entity_id,),
        span=span_of(passage, first, last),
        rule="agreements.ratification",
        signed_on=day,
        signed_evidence=evidence,
        place=_place(passage.text[last:end]) if day else None,
    )


def _place(rest: str) -> str | None:
    """The city where the instrument was deposited: "deposited … in Geneva on 11 March"."""
    for match in find_cities(rest):
        if re.search(r"\b(?:in|à|en)\s$", rest[: match.start]):
            return match.surface
    return None
