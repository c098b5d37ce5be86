"""Parties that a sentence names otherwise than as its subject: on whose behalf, by whose heads, under whose agreement."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.findings import Mention
from transforms.agreements.runs import bound_after
from transforms.names.role_heads import role_head
from transforms.pattern_starts import holds_any

_THE = r"(?:the\s|les?\s|las?\s|l['’]|el\s|los\s)?"
# "P and Q signed a memorandum on behalf of UN Women and the ILO", "au nom de l'OIT et d'ONU Femmes"
_ON_BEHALF = re.compile(
    rf"\b(?:on\sbehalf\sof|au\snom\s(?:de|du|des|d['’])|en\s(?:nombre|representación)\sdel?)\s?{_THE}$"
)
_IN_ON_BEHALF = ("behalf of", "au nom d", "nombre de", "representación de")
# "signed in Lima on 3 May 2015 by the ILO Director-General, P, and the Secretary-General of the ITUC, Q"
_SIGNED_BY = re.compile(
    r"\b(?:signed|concluded|signée?s?|conclue?s?|firmad[oa]s?|suscrit[oa]s?)\s(?:[^.;]{0,60}?\s)?(?:by|par|por)\s"
)
_SMALL = re.compile(
    r"\b(?:and|et|y|e|the|of|de|du|des|del|la|le|les|las|los|el|its|his|her|then|general|générale?|executive|exécutive?|ejecutiv[oa]|"
    r"deputy|adjointe?|adjunt[oa]|regional|régionale?|country|assistant|generales)\b"
)
_NAME = re.compile(r"[A-ZÀ-Þ][\w.'’-]*")
_CLOSED = re.compile(r"[\s,’'ld()-]*")
# "under its memorandum with", "dans le cadre de son accord avec", "en virtud de un acuerdo marco con"
_UNDER = re.compile(
    r"\b(?:under|through|(?:as\spart|within\sthe\sframework|in\sthe\sframework)\sof|dans\sle\scadre\s(?:de|d['’])|en\svertu\s(?:de|d['’])|"
    r"au\stitre\s(?:de|d['’])|en\svirtud\sdel?|en\sel\smarco\sdel?)\s?(?:its|an?|the|son|une?|l['’]|le|la|su|el)?\s?(?:[\w-]+\s){0,2}$",
    re.IGNORECASE,
)
_PARTNER = re.compile(rf"\s(?:(?:signed|signé|firmado)\s)?(?:with|avec|con)\s{_THE}")
_COMMA = re.compile(rf",\s{_THE}")


def stated_parties(
    text: str, start: int, end: int, word: tuple[int, int], bodies: Sequence[Mention]
) -> list[Mention]:
    """The parties of an agreement named at `word` that the sentence states so; none where it does not.

    `bodies` are in the order of the text.
    """
    bodies = [each for each in bodies if start <= each.span.start and each.span.end <= end]
    for run in (
        _on_behalf(text, start, end, bodies),
        _of_heads(text, start, end, bodies),
        _under(text, start, word, bodies),
    ):
        if len({each.entity_id for each in run}) >= 2:
            return run
    return []


def _on_behalf(text: str, start: int, end: int, bodies: Sequence[Mention]) -> list[Mention]:
    if not holds_any(text[start:end], _IN_ON_BEHALF):
        return []
    for index, each in enumerate(bodies):
        if _ON_BEHALF.search(text, start, each.span.start):
            return bound_after(text, each.span.start, bodies[index:])
    return []


def _of_heads(text: str, start: int, end: int, bodies: Sequence[Mention]) -> list[Mention]:
    """The bodies whose heads signed: nothing but roles and names stands between them."""
    signed = _SIGNED_BY.search(text, start, end)
    if not signed:
        return []
    run: list[Mention] = []
    at = signed.end()
    for each in bodies:
        if each.span.start < at:
            continue
        if not _is_of_names_and_roles(text[at : each.span.start]):
            break
        run.append(each)
        at = each.span.end
    return run


def _is_of_names_and_roles(gap: str) -> bool:
    rest = role_head().sub("", gap)
    return _CLOSED.fullmatch(_NAME.sub("", _SMALL.sub("", rest))) is not None


def _under(text: str, start: int, word: tuple[int, int], bodies: Sequence[Mention]) -> list[Mention]:
    """Who acts under the agreement, named alone before it or behind its comma, and with whom it was made."""
    if not _UNDER.search(text, start, word[0]):
        return []
    gap = _PARTNER.match(text, word[1])
    partner = next((each for each in bodies if gap and each.span.start == gap.end()), None)
    if partner is None:
        return []
    acting = [each for each in bodies if each.span.end <= word[0]]
    if not acting:
        acting = [each for each in bodies if _COMMA.fullmatch(text, partner.span.end, each.span.start)]
    return [acting[0], partner] if len({each.entity_id for each in acting}) == 1 else []
