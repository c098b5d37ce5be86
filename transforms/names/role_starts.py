"""Where the phrase of a role before a name begins: modifiers, bodies and other offices in front of its head.

"the survey's [lead author]", "[ILO Assistant Director-General and Regional Director] X".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.findings import Mention
from transforms.names.name_words import not_names, role_words, verbs
from transforms.names.role_heads import heads_before, role_head
from transforms.names.role_phrases import LINK

_LONGEST_OFFICE = 70
_AND = re.compile(r"\s(?:and|et|y|e)\s(?:the\s|la\s|el\s|le\s)?$")
_OFFICE_OF = re.compile(rf"\s{LINK}\s?[^,.;:!?\"“”«»()]{{2,66}}$")
# "the survey's lead author", "the chief labour inspector": the words of an English compound
_COMPOUND = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Oo]ur|[Tt]heir|[Hh]is|[Hh]er|[\w-]+['’]s)\s(?:[\w-]+['’]s?\s)?(?P<words>(?:[a-z][a-z-]+\s){1,3})$"
)
# "recalls retired seamstress Olympia Vasilakis", "said union organizer Siti Rahayu"
_TOLD = re.compile(rf"\b(?:{verbs()})\s(?P<words>(?:[a-z][a-z-]+\s){{1,2}})$")
# "Mining company manager Carlos Etcheverry-Prado"
_OPENING = re.compile(r"(?:^|[.!?”]\s)(?P<words>[A-Z][a-z]{3,}\s(?:[a-z]+\s)?)$")
_NO_COMPOUND = re.compile(
    r"\b(?:la|le|les|el|los|las|al|du|des|un|une|una|sa|son|su|et|y|de|que|à|en|of|and|or|to|for|in|on|at|by|with|from|as|is|was|"
    r"were|are|late|had|has|that|who|when|then|so|but|told|met|said|asked|thanked|joined|elected|appointed|born|[Ee]legid[oa]|[Nn]ombrad[oa]|\w+ly)\b"
)
_PREVIOUS = re.compile(r"(?:^|\s)(?:[LlDd]['’])?(\S+)\s$")
# "Then-President", "ex-director"
_HYPHENED = re.compile(r"\b(?:[Tt]hen|[Ee]x|[Ff]ormer|[Aa]cting|[Vv]ice)-$")
_JOINED = re.compile(r"(?:(?:and|et|y|e)\s)+")


def phrase_start(text: str, head_start: int, bodies: Sequence[Mention]) -> int:
    """Where the phrase begins whose head begins at `head_start`."""
    return _joined(text, _leftmost(text, head_start, bodies), bodies)


def _leftmost(text: str, start: int, bodies: Sequence[Mention]) -> int:
    """Where the phrase begins: before modifiers and the name of a body in front of the head."""
    hyphened = _HYPHENED.search(text[max(0, start - 8) : start])
    start -= len(hyphened[0]) if hyphened else 0
    while True:
        previous = _PREVIOUS.search(text[max(0, start - 40) : start])
        if not previous:
            break
        body = [each for each in bodies if each.span.end in (start - 1, start - 3)]
        word = previous[1]
        if body:
            start = body[0].span.start
        elif (
            word in role_words()["modifiers"]
            or role_head().fullmatch(word)
            or word in {"et", "y", "e"}
            and _ends_with_head(text[max(0, start - 40) : start - len(word) - 1])
        ):
            start -= len(word) + 1
        else:
            break
    joined = _JOINED.match(text, start)
    start = joined.end() if joined else start
    return start - _compound(text[max(0, start - 60) : start])


def _joined(text: str, start: int, bodies: Sequence[Mention]) -> int:
    """Where an office before "and" begins: "Under-Secretary-General of the United Nations and Executive Director of …"."""
    and_ = _AND.search(text[max(0, start - 8) : start])
    if not and_:
        return start
    end = start - len(and_[0])
    head = next(heads_before(text, end), None)
    if not head or end - head.end() > _LONGEST_OFFICE or not any(each.span.end == end for each in bodies):
        return start
    return _leftmost(text, head.start(), bodies) if _OFFICE_OF.match(text, head.end(), end) else start


def _ends_with_head(before: str) -> bool:
    """Whether the last word is a head ("jurista y profesor")."""
    last = before.split()[-1:]
    return bool(last and role_head().fullmatch(last[0]))


def _compound(before: str) -> int:
    """How many characters of the words before a head make one term with it ("lead author")."""
    found = _COMPOUND.search(before) or _TOLD.search(before) or _OPENING.search(before)
    if not found or _NO_COMPOUND.search(found["words"]) or found["words"].split()[0] in not_names():
        return 0
    return len(found["words"])
