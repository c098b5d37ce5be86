"""Runs of named bodies that stand beside a place of a sentence, joined to each other: "of UN Women and the ILO"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.findings import Mention

# "UN Women-ILO", "the ILO and the Union", "UN Women and - ILO", "the ILO, UNDP et ONU Femmes", "ILO (OIT)"
_JOIN = re.compile(
    r"^\)?(?:\s?\([^)]{1,20}\))?(?:\s?[-–/&]\s?|,\s|\s?\(|,?\s(?:and|et|y|e|with|avec|con)\s(?:-\s)?)(?:(?:of|du|del|des|de|d['’]|à|al|a)\s?)?(?:the\s|l['’]|la\s|le\s|el\s)?$"
)
_BEFORE = re.compile(r"^\)?(?:['’]s)?\s?[-–]?\s?(?:(?:have|has|ont|a|han|ha|today)\s)?$")
_AFTER = re.compile(
    # "an agreement signed on 3 May 2011 by", "un accord conclu par", "el acuerdo firmado el 3 de mayo por"
    r"^\s?(?:(?:signed|concluded|reached|made|conclue?s?|signée?s?|passée?s?|firmad[oa]s?|suscrit[oa]s?|celebrad[oa]s?)"
    r"\s(?:[^.;,]{0,40}?\s)?(?=by|between|par|entre|por))?(?:of|between|by|from|du|des|de|del|entre|par|por|d['’]|with|that|which|que)?\s?(?:the\s|l['’]|la\s|le\s|el\s)?$"
)


def bound_after(text: str, at: int, bodies: Sequence[Mention]) -> list[Mention]:
    """The run of bodies that begins at `at` ("… of UN Women and the ILO")."""
    run: list[Mention] = []
    end = at
    for body in bodies:
        if body.span.start < at:
            continue
        gap = text[end : body.span.start]
        if not (_JOIN if run else _AFTER).match(gap) and gap:
            break
        run.append(body)
        end = body.span.end
    return run


def bound_before(text: str, at: int, bodies: Sequence[Mention]) -> list[Mention]:
    """The run of bodies that ends at `at` ("the UN-Women-ILO Joint Programme")."""
    run: list[Mention] = []
    start = at
    for body in reversed(bodies):
        if body.span.end > at:
            continue
        if not (_JOIN if run else _BEFORE).match(text[body.span.end : start]):
            break
        run.insert(0, body)
        start = body.span.start
    return run
