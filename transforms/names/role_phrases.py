"""Role phrases as rows: the words of a role without its organisation, and the organisation.

"Director of the ILO Office for Turkey" is the role "Director" at that office; "founder and head of the
school" is two roles; "economists" of several people is "economist" of each.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from extractors.findings import Mention
from transforms.names.role_heads import occupations, offices, role_head

ARTICLE = r"(?:the|a|an|its|their|our|his|her|la|le|les|l['’]|el|los|las|un|une|una|su|sa|son)"
LINK = r"(?:of|for|on|to|at|in|with|de\sla|de\sl['’]|del|des|de|du|d['’]|pour|para|en|aux?|à|chez|auprès\sde|ante)"
_TAIL = re.compile(rf"(?:['’]s)?(?:,|\s?{LINK})?\s?(?:{ARTICLE}\s?)?$")
# "Directora Regional de ONU Mujeres para las Américas": what the body's name does not hold
_BEHIND_BODY = re.compile(r"^\s((?:para|pour|for|in|en|à|au|aux|at|sobre|sur|on)\s[^,.;:!?()\"“”«»]{3,60})$")
_OWNS = re.compile(r"['’]s\s\w")
_POSSESSIVE = re.compile(r"^(?:['’]s?)?\s")
# "coprésidentes", "Vice-Presidents", "exministras"
_PREFIX = re.compile(r"^(?:co|vice|ex|sub|sous)-?", re.IGNORECASE)
# "mayors of three river towns": each is the mayor of one
_OF_SEVERAL = re.compile(
    r"\s(?:of|de|des)\s(?:the\s)?(?:two|three|four|five|six|deux|trois|quatre|dos|tres|cuatro)\s.*$"
)
# "formerly a miner and now president": a word of the day, not of the role
_NOW = re.compile(
    r"^(?:now|then|currently|today|actuellement|aujourd['’]hui|ahora|actualmente|hoy)\s(?:the\s|an?\s)?"
)
_OF_OTHERS = re.compile(r"\b(?:of|des?|du|del|los|las)\s")
_OPENS_COMPLEMENT = re.compile(r"(?:of|from|de|du|del|des|d['’])")
_JOINT = re.compile(r"\s(?:and|et|y|e)\s(?:the\s|la\s|el\s|le\s|l['’])?")


@dataclass(frozen=True, slots=True)
class Role:
    """A role phrase near a name: its words without the organisation, and the organisation."""

    role: str | None
    organisation_id: str | None
    start: int
    end: int
    is_plural: bool = False


def singular(role: Role) -> Role:
    """ "economists" of several people is "economist" of each; also "présidentes du réseau"."""
    words = (role.role or "").split()
    for at in (0, len(words) - 1):
        single = _singular(words[at]) if words else None
        # "doyenne des membres": the plural of others
        if not single or (at and _OF_OTHERS.search(role.role or "")):
            continue
        follows = words[at + 1] if at + 1 < len(words) else "of"
        if _OPENS_COMPLEMENT.match(follows):
            words[at] = single
            return replace(role, role=_OF_SEVERAL.sub("", " ".join(words)), is_plural=True)
    return role


def split_phrase(text: str, start: int, end: int, bodies: Sequence[Mention]) -> list[Role]:
    """The phrase as roles, split at "and" where both sides have a head of their own."""
    for joint in _JOINT.finditer(text[start:end]):
        left, right = (start, start + joint.start()), (start + joint.end(), end)
        if any(each.span.start < start + joint.end() and left[1] < each.span.end for each in bodies):
            continue
        if all(role_head().search(text[a:b]) and len(text[a:b].split()) > 1 for a, b in (left, right)):
            return [_without_body(text, *left, bodies), _without_body(text, *right, bodies)]
    return [_without_body(text, start, end, bodies)]


@lru_cache(maxsize=1)
def _heads() -> frozenset[str]:
    return offices() | occupations()


@lru_cache(maxsize=4096)
def _singular(word: str) -> str | None:
    """The word without its ending of the plural where that makes it a head; None for every other word."""
    if _is_head(word):
        return None
    shorter = (word[: -len(end)] for end in ("s", "es") if word.endswith(end))
    return next((each for each in shorter if _is_head(each)), None)


def _is_head(word: str) -> bool:
    small = word.lower()
    return small in _heads() or _PREFIX.sub("", small) in _heads()


def _without_body(text: str, start: int, end: int, bodies: Sequence[Mention]) -> Role:
    inside = [each for each in bodies if start <= each.span.start < end]
    organisation = None
    first, last = start, end
    for body in inside:
        if body.span.start == start and not organisation:
            organisation = body.entity_id
            possessive = _POSSESSIVE.match(text[body.span.end : end])
            first = body.span.end + (possessive.end() if possessive else 0)
        elif role_head().search(text[first : body.span.start]):
            organisation = body.entity_id
            if _OWNS.match(text[body.span.end : end]):
                break  # "chair of FUE's education committee"
            last = body.span.start - len(_tail(text[first : body.span.start]))
            break
    role = _NOW.sub("", text[first:last].strip(" ,-–—'’"))
    behind = _BEHIND_BODY.match(text[inside[0].span.end : end]) if last < end and inside else None
    return Role(" ".join(filter(None, (role, behind and behind[1]))) or None, organisation, start, end)


def _tail(text: str) -> str:
    found = _TAIL.search(text)
    return found[0] if found else ""
