"""Programmes that two or more named bodies run together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.findings import FoundAgreement, Mention
from extractors.model import Passage
from transforms.agreements.runs import bound_after, bound_before
from transforms.agreements.words import (
    IN_PROGRAMME,
    IN_RUN_BY,
    PROGRAMME,
    RUN_BY,
    RUNS,
    SPLIT_PROGRAMME,
    TITLE,
    UNDERTAKING,
    UNDERTAKING_AGAIN,
)
from transforms.pattern_starts import holds_any
from transforms.spans import sentence_at, span_of


def find_programmes(
    passage: Passage, start: int, end: int, bodies: Sequence[Mention]
) -> list[FoundAgreement]:
    """The joint programmes of one sentence, by their name or by who runs them."""
    return [
        *_named(passage, start, end, bodies),
        *_split(passage, start, end, bodies),
        *_run_by(passage, start, end, bodies),
    ]


def _named(passage: Passage, start: int, end: int, bodies: Sequence[Mention]) -> Iterator[FoundAgreement]:
    text = passage.text
    for match in PROGRAMME.finditer(text, start, end) if holds_any(text, IN_PROGRAMME) else ():
        behind = bound_after(text, match.end(), bodies)
        run = bound_before(text, match.start(), bodies) or behind
        if not _are_several(run):
            run = [*_running(text, start, match.start(), bodies), *behind]
        if _are_several(run):
            first, last = min(match.start(), run[0].span.start), max(match.end(), run[-1].span.end)
            title = TITLE.match(text[last:end]) or TITLE.match(text[match.end() : end])
            yield _programme(passage, first, last, run, title["title"] if title else None)


def _running(text: str, start: int, at: int, bodies: Sequence[Mention]) -> list[Mention]:
    """Those that run what is named at `at`: "UN Women and UNICEF launched a joint programme"."""
    verb = RUNS.search(text, start, at)
    if not verb:
        return []
    return bound_before(text, verb.start(), bodies) or _going_on(text, verb.start(), bodies)


# "UN Women and UNICEF signed a memorandum and launched": those of the first verb go on
_AGENCY = re.compile(r"[\s\w’']{0,12}\)\s?[-–—]")  # "GENEVA (ILO News) –"
_AND = re.compile(r"(?:,|\b(?:and|et|y|e|then|puis|luego))$")


def _going_on(text: str, at: int, bodies: Sequence[Mention]) -> list[Mention]:
    """The run that opens the sentence, where the verb at a place only goes on with what it does."""
    bodies = [each for each in bodies if not _AGENCY.match(text, each.span.end)]
    if not bodies or not _AND.search(text, 0, at):
        return []
    run = bound_after(text, bodies[0].span.start, bodies)
    others = [each for each in bodies if run[-1].span.end <= each.span.start < at]
    return run if run[-1].span.end <= at and not others else []


def _split(passage: Passage, start: int, end: int, bodies: Sequence[Mention]) -> Iterator[FoundAgreement]:
    """ "A joint ILO-UNICEF programme"."""
    for match in SPLIT_PROGRAMME.finditer(passage.text, start, end) if "oint " in passage.text else ():
        run = bound_after(passage.text, match.start("bodies"), bodies)
        if _are_several(run) and run[-1].span.end <= match.end("bodies"):
            yield _programme(passage, *match.span(), run, None)


def _run_by(passage: Passage, start: int, end: int, bodies: Sequence[Mention]) -> Iterator[FoundAgreement]:
    text = passage.text
    for body in bodies if holds_any(text, IN_RUN_BY) else ():
        run_by = RUN_BY.search(text, start, body.span.start)
        run = bound_after(text, body.span.start, bodies) if run_by else []
        if run_by and _are_several(run) and _is_of_undertaking(text, start, end):
            title = _title_before(text, start, run_by.start())
            yield _programme(passage, run_by.start(), run[-1].span.end, run, title)


def _title_before(text: str, start: int, end: int) -> str | None:
    """The name that stands in marks behind "the programme", of the last that is named before a place."""
    named = (*UNDERTAKING.finditer(text, start, end), *PROGRAMME.finditer(text, start, end))
    titles = (TITLE.match(text[match.end() : end]) for match in named)
    return next((title["title"] for title in reversed(list(titles)) if title), None)


def _is_of_undertaking(text: str, start: int, end: int) -> bool:
    """Whether a sentence speaks of a programme: by its name, or as "it" right behind a sentence that names one."""
    if UNDERTAKING.search(text, start, end):
        return True
    if start == 0 or not UNDERTAKING_AGAIN.match(text, start):
        return False
    return UNDERTAKING.search(text, *sentence_at(text, start - 2)) is not None


def _are_several(run: Sequence[Mention]) -> bool:
    return len({each.entity_id for each in run}) >= 2


def _programme(
    passage: Passage, start: int, end: int, run: Sequence[Mention], title: str | None
) -> FoundAgreement:
    parties = tuple(dict.fromkeys(each.entity_id for each in run))
    span = span_of(passage, start, end)
    return FoundAgreement("joint_programme", parties, span, "agreements.joint_programme", title)
