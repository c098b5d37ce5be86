"""Which named bodies a sentence binds together as parties."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.findings import Mention
from transforms.agreements.runs import bound_after, bound_before
from transforms.agreements.stated_parties import stated_parties

_BETWEEN = re.compile(r"\b(?:between|entre)\s(?:the\s|l['’]|la\s|le\s|el\s)?$")
# "Un protocole d'accord lie depuis 2014 l'OIT et", "A memorandum binds the ILO and", "une a la OIT y a la"
_BINDS = re.compile(
    r"\b(?:binds|links|unites|ties|lie(?:nt)?|unit|unissent|une|unen|vincula|enlaza)\s(?:[^.;,]{0,40}?\s)?(?:the\s|l['’]|la\s|le\s|el\s|a\sla\s|al\s|a\s|à\s)?$"
)
# "their cooperation agreement": of those that the sentence has named.
_THEIR = re.compile(r"\b(?:their|leur|sus?)\s(?:[\w-]+\s){0,2}$")
# "the agreement that binds them", "l'accord qui les unit", "el convenio que las une desde 2016"
_THEM = re.compile(
    r"\s(?:that|which)\s(?:has\s)?(?:binds?|links?|unites?|tied?|bound|linked|united)\sthem\b|\squi\sles\s(?:unit|lie|associe)\b"
    r"|\sque\sl[ao]s\s(?:une|vincula|liga|asocia)\b"
)
# "El memorando que firmamos con", "we signed with": who speaks is a party.
_WE = re.compile(
    r"\b(?:[Ww]e\s(?:have\s)?(?:just\s)?signed|[Nn]ous\s(?:avons|venons\sde)\s(?:signé|signer)|firmamos|hemos\sfirmado|suscribimos|"
    r"hemos\ssuscrito)\b"
)
_WITH = re.compile(r"\b(?:with|avec|con)\s(?:the\s|its\s|l['’]|la\s|le\s|el\s)?$")
_SIGNS = re.compile(
    r"\b(?:sign\w*|ont\ssigné|a\ssigné|firm\w+|suscrib\w+|conclud\w+|inked|join\w*|entered|agreed|welcom\w+|"
    r"renew\w+|conclut|conclu|concluent|renouvel\w+|renov(?:ó|aron))\b"
)
# "Abidjan, Côte d'Ivoire – UN Women and"
_DATELINE = re.compile(r"\s[-–—]\s")
_NEVER = frozenset({"ILC", "UNGA", "ILO_GB", "UN_WOMEN_BOARD", "UNSC"})


def parties_of(
    text: str,
    start: int,
    end: int,
    word: tuple[int, int],
    bodies: Sequence[Mention],
    countries: Sequence[Mention],
    publisher_id: str | None = None,
) -> tuple[str, ...]:
    """The parties of an agreement named at `word`, in the order of the sentence; one when only one is known.

    "A and B signed a memorandum", "A signed … with B", "a memorandum between A and B", "the A-B memorandum",
    "the Netherlands/ILO Cooperation Programme", "A and B … their agreement", "we signed … with B". Countries
    count only in such a run.
    """
    own = [each for each in bodies if each.entity_id not in _NEVER]
    countries = [each for each in countries if not _DATELINE.match(text[each.span.end :])]
    mixed = sorted([*own, *_apart(countries, own)], key=lambda each: each.span.start)
    behind = _with_subject(text, start, word[1], bound_after(text, word[1], mixed), mixed)
    for run in (bound_before(text, word[0], mixed), _between(text, mixed), behind):
        if len({each.entity_id for each in run}) >= 2:
            return tuple(dict.fromkeys(each.entity_id for each in run))
    for run in (_owners(text, start, word, mixed), _before_verb(text, start, end, mixed)):
        if len({each.entity_id for each in run}) >= 2:
            return tuple(dict.fromkeys(each.entity_id for each in run))
    stated = stated_parties(text, start, end, word, mixed)
    if stated:
        return tuple(dict.fromkeys(each.entity_id for each in stated))
    signing = [each.entity_id for each in _signing(text, start, end, own)]
    if publisher_id and _WE.search(text, start, end):
        signing.insert(0, publisher_id)
    return tuple(dict.fromkeys(signing))


def signatories(
    text: str, start: int, at: int, bodies: Sequence[Mention], countries: Sequence[Mention]
) -> tuple[str, ...]:
    """Those that sign what is named at `at`: the run before the verb, else the bodies in front of it."""
    verb = _SIGNS.search(text, start, at)
    if not verb:
        return ()
    own = [each for each in bodies if each.entity_id not in _NEVER]
    mixed = sorted([*own, *_apart(countries, own)], key=lambda each: each.span.start)
    run = bound_before(text, verb.start(), mixed)
    signing = run if len(run) >= 2 else [each for each in own if each.span.end <= verb.start()]
    return tuple(dict.fromkeys(each.entity_id for each in signing))


def partner_groups(text: str, at: int, end: int, bodies: Sequence[Mention]) -> list[list[Mention]]:
    """The runs behind each "with" after a place: "with UNDP and with UNICEF" are two."""
    own = [each for each in bodies if at <= each.span.start and each.span.end <= end]
    first = [each for each in own if _WITH.search(text, at, each.span.start)]
    return [bound_after(text, each.span.start, [*own[own.index(each) :]]) for each in first]


def _owners(text: str, start: int, word: tuple[int, int], mixed: Sequence[Mention]) -> list[Mention]:
    """The first run of several that stands before "their agreement" or "the agreement that binds them"."""
    at = word[0]
    if not _THEIR.search(text, start, at) and not _THEM.match(text, word[1]):
        return []
    for index, each in enumerate(mixed):
        run = bound_after(text, each.span.start, mixed[index:])
        if len(run) >= 2 and run[-1].span.end <= at:
            return run
    return []


def _with_subject(
    text: str, start: int, at: int, run: list[Mention], mixed: Sequence[Mention]
) -> list[Mention]:
    """A run behind "with", and those that sign with it: "the ILO signed a memorandum with UNDP and UNICEF"."""
    if len(run) < 2 or not _WITH.search(text, at, run[0].span.start):
        return run
    verb = _SIGNS.search(text, start, at)
    return [*bound_before(text, verb.start(), mixed), *run] if verb else run


def _before_verb(text: str, start: int, end: int, mixed: Sequence[Mention]) -> list[Mention]:
    """The run that ends where the verb begins: "Burkina Faso and Lebanon have signed"."""
    verb = _SIGNS.search(text, start, end)
    return bound_before(text, verb.start(), mixed) if verb else []


def _apart(countries: Sequence[Mention], bodies: Sequence[Mention]) -> list[Mention]:
    return [
        each
        for each in countries
        if not any(body.span.start < each.span.end and each.span.start < body.span.end for body in bodies)
    ]


def _between(text: str, mixed: Sequence[Mention]) -> list[Mention]:
    for index, each in enumerate(mixed):
        before = text[: each.span.start]
        if _BETWEEN.search(before) or _BINDS.search(before):
            return bound_after(text, each.span.start, mixed[index:])
    return []


def _signing(text: str, start: int, end: int, bodies: Sequence[Mention]) -> list[Mention]:
    """Those that sign: the run before the verb, and the run behind "with"."""
    verb = _SIGNS.search(text, start, end)
    if not verb:
        return []
    subject = [each for each in bodies if each.span.end <= verb.start()]
    partner = [each for each in bodies if _WITH.search(text[start : each.span.start])]
    run = bound_after(text, partner[0].span.start, partner) if partner else []
    if run and not subject:
        subject = _behind_comma(text, run[-1].span.end, bodies)
    return [*subject, *(each for each in run if each not in subject)]


# "Under a memorandum signed with UNDP on 3 May, UN Women will"
_COMMA = re.compile(r"^[^.;,]{0,60},\s(?:the\s|l['’]|la\s|le\s|el\s)?$")


def _behind_comma(text: str, at: int, bodies: Sequence[Mention]) -> list[Mention]:
    return [each for each in bodies if each.span.start >= at and _COMMA.match(text[at : each.span.start])][:1]
