"""Ratifications that were done or deposited, or announced as done by the state itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.findings import FoundAgreement, Mention
from extractors.model import PartialDate, Passage
from transforms.spans import span_of

# "deposited its instrument of ratification", "has ratified", "became the first country to ratify"
_DONE = re.compile(
    r"\b(?:deposit(?:ed|s)\s(?:[^.;“”\"]{0,70}?\s)?(?:its|the|their|an)\sinstruments?\sof\sratification|(?:has|have)?\s?(?:also\s|just\s|now\s)?ratif(?:ied|ies)\b|"
    r"bec(?:ame|omes?)\s(?:the\s)?[\w\s-]{0,40}?(?:country|State|state|nation)\s(?:[\w\s-]{0,30}?\s)?to\s(?:have\s)?ratif(?:y|ied)|"
    r"(?:a|ont)\s(?:également\s)?(?:ratifié|déposé\s(?:[^.;«»]{0,70}?\s)?(?:son\s|l['’]|leurs?\s|ses\s|les\s)instruments?\sde\sratification)|(?:ha\s|han\s)?(?:ratificó|ratificaron|ratificado)|"
    r"deposit(?:ó|aron)\s(?:[^.;«»“”]{0,60}?\s)?(?:sus?|el|los)\sinstrumentos?\sde\sratificación|announced\sits\sratification|ratifie\b)"
)
# "its ratification of", "Jamaica's ratification of", "ratification by Jamaica"
_NOUN = re.compile(r"^['’]s?\s(?:\w+\s)?ratification\sof\b")
_PLEDGE = re.compile(
    r"\b(?:will|would|shall|should|must|may|could|plans?|pledg\w+|commit\w*|intend\w*|promis\w+|calls?|called|urg\w+|consider\w*|"
    r"yet\sto|not|never|if|until|hopes?|aims?|expected|ready|soon|s['’]engage\w*|devrait|va|vont|n['’]a|pas|doit|no\s|se\scomprometi\w+|deberá)\b"
)
_RUN = re.compile(r"^(?:,\s|,?\s(?:and|et|y|e)\s)(?:the\s|la\s|le\s|l['’]|el\s)?$")
_GAP = re.compile(
    r"^(?:,[^,.;]{1,60},)?(?:\s(?:today|recently|also|officially|formally|yesterday|then))?\s?$"
)


def find_ratifications(
    passage: Passage, start: int, end: int, countries: Sequence[Mention], days: Sequence[Mention]
) -> list[FoundAgreement]:
    """A row for each country that the sentence says has ratified; pledges give none."""
    text = passage.text
    if not countries or "ratif" not in text[start:end]:
        return []
    states = [each for each in countries if each.rule != "countries.demonym"]
    for match in _DONE.finditer(text, start, end):
        subjects = _subjects(text, match.start(), states)
        lead = text[start : match.start()]
        if subjects and not _PLEDGE.search(lead[lead.rfind(";") + 1 :]):
            return [_row(passage, match.span(), each, days) for each in subjects]
    for state in states:
        noun = _NOUN.match(text[state.span.end : end])
        if noun and not _PLEDGE.search(text, start, end):
            return [_row(passage, (state.span.end + 3, state.span.end + noun.end()), state, days)]
    return []


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


def _row(passage: Passage, span: tuple[int, int], state: Mention, days: Sequence[Mention]) -> FoundAgreement:
    whole = [each for each in days if len(each.entity_id) == 10]
    day = whole[0] if len({each.entity_id for each in whole}) == 1 else None
    start = span[0] + len(passage.text[slice(*span)]) - len(passage.text[slice(*span)].lstrip())
    printed = bool(day and re.search(r"(?:19|20)\d\d", day.span.surface))
    return FoundAgreement(
        kind="ratification",
        parties=(state.entity_id,),
        span=span_of(passage, start, span[1]),
        rule="agreements.ratification",
        signed_on=PartialDate(day.entity_id, "day", is_inferred=not printed) if day else None,
        signed_evidence=day.span if day else None,
    )
