"""Which instruments a sentence says were ratified."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.findings import Mention
from extractors.model import Passage
from transforms.agreements.context import Context

# "Conventions Nos. 156 and 183", "C189, C190 and the Protocol", "C156 on 3 May 2019 and C183 on 9 June"
_JOIN = re.compile(
    r"[\s)]*(?:,?\s?(?:on|in|le|el|en)\s[^.;:,]{3,24})?(?:,|,?\s(?:and|et|y|e|as\swell\sas|ainsi\sque|así\scomo))\s"
    r"(?:(?:of|to|de|des|the|la|le|les|el|los|las|its|both|also|du|del|à|aux?)\s|[ld]['’])*(?:(?:Nos?|núms?|n|nº|no)[.°º]?\s)?\(?"
)
# How far an instrument may stand behind the verb: "ratified, at a ceremony in the Palais des Nations, the"
_FARTHEST = 110
# Recommendations and resolutions are not ratified.
_RATIFIABLE = re.compile(r"[CP]\d|CEDAW|CRC|CRPD|ICESCR|ICCPR|ICERD|ICRMW|ISTANBUL|BELEM|MAPUTO")


def ratified_instruments(
    passage: Passage, verb_end: int, start: int, end: int, context: Context
) -> list[Mention]:
    """The instruments behind the verb up to `end`, and those joined to them; else the last ones before it."""
    text = passage.text
    own = [
        each
        for each in context.instruments
        if each.span.passage == passage.ordinal
        and start <= each.span.start
        and each.span.end <= end
        and _RATIFIABLE.match(each.entity_id)
    ]
    behind = [each for each in own if each.span.start >= max(start, verb_end)]
    if (
        behind
        and behind[0].span.start - verb_end <= _FARTHEST
        and ";" not in text[verb_end : behind[0].span.start]
    ):
        return _once(_run(text, behind))
    before = [each for each in own if each.span.end <= verb_end]
    return _once(_run(text, before[::-1], backwards=True)) if before and not behind else []


def _run(text: str, mentions: Sequence[Mention], *, backwards: bool = False) -> list[Mention]:
    """The first mention and those joined to it, in reading order."""
    run = [mentions[0]]
    for each in mentions[1:]:
        first, second = (each, run[-1]) if backwards else (run[-1], each)
        if second.span.start >= first.span.end and not _JOIN.fullmatch(
            text, first.span.end, second.span.start
        ):
            break
        run.append(each)
    return run[::-1] if backwards else run


def _once(run: Sequence[Mention]) -> list[Mention]:
    return list({each.entity_id: each for each in reversed(run)}.values())[::-1]
