"""Ratifications that were done or deposited, or announced as done by the state itself.

A row for each state and instrument: "Uruguay ratified C189 and C190" are two, so are "Mali ratified C190 on
3 May and Benin on 9 June".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.findings import FoundAgreement, Mention, Span
from extractors.model import PartialDate, Passage
from transforms.agreements.context import Context, within
from transforms.agreements.days import before_next_day, day_in, here_in
from transforms.agreements.ratification_words import BY, CUE, DONE, LED, OF, OWN, PLEDGE, WORTH
from transforms.agreements.ratified_instruments import ratified_instruments
from transforms.pattern_starts import holds_any
from transforms.places.cities import find_cities
from transforms.spans import span_of

_RUN = re.compile(r"^(?:,\s|,?\s(?:and|et|y|e)\s)(?:the\s|las?\s|les?\s|l['’]|el\s)?$")
_GAP = re.compile(
    # "Lesotho, Ms. P, handed": the stop of a form of address ends nothing
    r"^(?:,(?:[^,.;]|\b(?:Mr|Mrs|Ms|Dr|M|Sr|Sra|Prof)\.){1,60},|,)?(?:\s(?:which|that|qui|que|today|recently|also|officially|formally|yesterday|then|hoy|ayer))*\s?$"
)
# "Mali ratified C190 and deposited the instrument of C189": the same state goes on
_GOES_ON = re.compile(r"(?:,|\b(?:and|et|y|e|then|puis|luego))\s?$")
# "Le ministre de l'Algérie a annoncé que son pays avait ratifié"
_OWN_COUNTRY = re.compile(
    r"\b(?:(?:son|leur)\s(?:pays|gouvernement)|(?:his|her|its|their)\s(?:own\s)?(?:country|government)|su\s(?:país|[Gg]obierno))\s?$"
)
# What was pledged before it is another clause: "Kenya will ratify C190 while Uganda ratified it".
_CLAUSE = re.compile(r";|\b(?:while|whereas|but|tandis\sque|alors\sque|mais|mientras|pero)\b")
# "… on 3 May 2021 and Benin on 9 June", "…, followed by Togo", "… et le Bénin la convention n° 189"
_NEXT = re.compile(
    r"(?:[\d)]\s?(?:[;,]|,?\s(?:and|et|y))|[;,]|,?\s(?:and|et|y))\s(?:the\s|le\s|la\s|les\s|l['’]|el\s)?$"
)
_AFTER_NUMBER = re.compile(r"[\d)]\s?(?:[;,]|,?\s(?:and|et|y))\s(?:the\s|le\s|la\s|les\s|l['’]|el\s)?$")
_FOLLOWED = re.compile(
    r"\b(?:followed\sby|suivie?s?\s(?:du|des|de\sla|de\sl['’]|de|par(?:\sle|\sla|\sl['’])?)|seguid[oa]s?\s(?:de|del|por))\s?(?:the\s)?$"
)
_TO_DAY = re.compile(r",?\s(?:(?:on|in|le|el|en)\s)?(?:the\s)?$")
_TO_INSTRUMENT = re.compile(r",?\s(?:(?:the|la|le|el|both)\s|l['’])?$")


@dataclass(frozen=True, slots=True)
class Ratified:
    """States that have ratified, the words that say so, and the piece of the sentence that tells of it.

    `main` is the piece that an added state takes its instrument from ("and Benin on 9 June").
    """

    words: tuple[int, int]
    states: Sequence[Mention]
    start: int
    end: int
    main: tuple[int, int] | None = None


def find_ratifications(passage: Passage, start: int, end: int, context: Context) -> list[FoundAgreement]:
    """A row for each state that the sentence says has ratified, and each instrument; pledges give none."""
    text = passage.text
    countries = within(context.countries, passage, start, end)
    if not countries or not holds_any(text[start:end], WORTH):
        return []
    states = [each for each in countries if each.rule != "countries.demonym"]
    told = list(_active(passage, start, end, states, context)) or list(_named(text, start, end, states))
    lead = (start, min((each.states[0].span.start for each in told), default=start))
    return [row for each in told for row in _rows(passage, each, lead, len(told) > 1, context)]


def _active(
    passage: Passage, start: int, end: int, states: Sequence[Mention], context: Context
) -> Iterator[Ratified]:
    """The verbs with the states in front of them, and those that the sentence adds behind one."""
    text = passage.text
    verbs = [match.span() for match in DONE.finditer(text, start, end)]
    before: Sequence[Mention] = ()
    edge = start
    for at, words in enumerate(verbs):
        follows = verbs[at + 1][0] if at + 1 < len(verbs) else end
        subjects = _subjects(text, words[0], [each for each in states if each.span.start >= edge])
        if not subjects and _OWN_COUNTRY.search(text, edge, words[0]):
            subjects = [each for each in states if each.span.end <= words[0]][-1:]
        if not subjects and before and _GOES_ON.search(text, edge, words[0]):
            subjects = list(before)
        if subjects and not PLEDGE.search(_clause(text[edge : words[0]])):
            yield from _with_added(passage, Ratified(words, subjects, edge, follows), states, context)
            before = subjects
        edge = words[1]


def _clause(lead: str) -> str:
    """The words before a verb that belong to its own clause."""
    cuts = [match.end() for match in _CLAUSE.finditer(lead)]
    return lead[cuts[-1] :] if cuts else lead


def _with_added(
    passage: Passage, told: Ratified, states: Sequence[Mention], context: Context
) -> Iterator[Ratified]:
    """What is told, and each state that is added behind it: "and Benin on 9 June", "followed by Togo"."""
    added = [
        each
        for each in states
        if told.words[1] <= each.span.start < told.end and _is_added(passage, each, told.words[1], context)
    ]
    edges = [*(each.span.start for each in added), told.end]
    main = (told.start, edges[0])
    yield Ratified(told.words, told.states, *main)
    for each, edge in zip(added, edges[1:], strict=True):
        yield Ratified(told.words, [each], each.span.start, edge, main)


def _is_added(passage: Passage, state: Mention, verb_end: int, context: Context) -> bool:
    text, at, end = passage.text, state.span.start, state.span.end
    if _FOLLOWED.search(text, verb_end, at):
        return True
    dates = (each for each in context.dates if each.span.passage == passage.ordinal)
    if _AFTER_NUMBER.search(text, verb_end, at) and _leads(text, end, dates, _TO_DAY):
        return True
    instruments = (each for each in context.instruments if each.span.passage == passage.ordinal)
    return bool(_NEXT.search(text, verb_end, at)) and _leads(text, end, instruments, _TO_INSTRUMENT)


def _leads(text: str, end: int, mentions: Iterator[Mention], gap: re.Pattern[str]) -> bool:
    """Whether one of the mentions stands right behind a place."""
    return any(
        end <= each.span.start <= end + 14 and gap.fullmatch(text, end, each.span.start) for each in mentions
    )


def _named(text: str, start: int, end: int, states: Sequence[Mention]) -> Iterator[Ratified]:
    """The passive and the noun, with the countries behind or before it."""
    for index, state in enumerate(states):
        before = text[start : state.span.start]
        by, of = BY.search(before), OF.search(before)
        own = OWN.match(text[state.span.end : end])
        if PLEDGE.search(text, start, state.span.end if by else end):
            continue
        if by:
            yield Ratified(
                (start + by.start(), state.span.start), _followers(text, states[index:]), start, end
            )
            return
        if of and CUE.search(text, start, end):
            yield Ratified((start + of.start(), state.span.end), _followers(text, states[index:]), start, end)
            return
        led = LED.match(before)
        if led:
            yield Ratified((start, state.span.end), _followers(text, states[index:]), start, end)
            return
        if own:
            yield Ratified((state.span.end + 3, state.span.end + own.end()), [state], start, end)
            return


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


def _rows(
    passage: Passage, told: Ratified, lead: tuple[int, int], is_one_of_several: bool, context: Context
) -> Iterator[FoundAgreement]:
    """The rows of one verb: each state with each instrument, or without where none is named."""
    first, last = _stripped(passage.text, *told.words)
    span = span_of(passage, first, last)
    named = _instruments(passage, told, context)
    for state in told.states:
        for at, instrument in enumerate(named):
            day, evidence = _day(passage, told, named, at, lead if is_one_of_several else None, context)
            yield FoundAgreement(
                kind="ratification",
                parties=(state.entity_id,),
                span=span,
                rule="agreements.ratification",
                title=instrument.entity_id if instrument else None,
                signed_on=day,
                signed_evidence=evidence,
                place=_place(passage, first, told, evidence, context) if day else None,
            )


def _instruments(passage: Passage, told: Ratified, context: Context) -> list[Mention | None]:
    """The instruments that were ratified; one null where none is named."""
    pieces = [piece for piece in ((told.start, told.end), told.main) if piece]
    found = (ratified_instruments(passage, told.words[1], *piece, context) for piece in pieces)
    return [*next(filter(None, found), [])] or [None]


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return end - len(words.lstrip()), start + len(words.rstrip())


def _day(
    passage: Passage,
    told: Ratified,
    named: Sequence[Mention | None],
    at: int,
    lead: tuple[int, int] | None,
    context: Context,
) -> tuple[PartialDate | None, Span | None]:
    """The day behind an instrument of several, else that of the piece, else that at the head of the sentence."""
    edges = [*(each.span.end for each in named if each), told.end]
    if len(named) > 1 and day_in(passage, edges[0], edges[1], context)[0]:
        return day_in(passage, edges[at], edges[at + 1], context)
    day = day_in(passage, told.start, told.end, context)
    return day if day[0] or not lead else day_in(passage, *lead, context)


def _place(
    passage: Passage, first: int, told: Ratified, evidence: Span | None, context: Context
) -> str | None:
    """The city where the instrument was deposited: "deposited … in Geneva on 11 March"; that of another day is not."""
    edge = before_next_day(passage, told.start, told.end, evidence, context)
    for match in find_cities(passage.text[first:edge]):
        if re.search(r"\b(?:in|à|en)\s$", passage.text[first : first + match.start]):
            return match.surface
    return here_in(passage.text, told.start, told.end, context)
