"""Employers that only the role of a person names: "founder of Cairo Threads", "machinist at Sunrise Textiles in Lagos"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.findings import Mention
from extractors.model import Passage
from transforms.names.body_words import words
from transforms.names.candidate import Candidate
from transforms.names.cues import is_place
from transforms.names.name_words import is_no_name
from transforms.names.role_phrases import Role
from transforms.organisations.unknown import organisation_slug
from transforms.spans import span_of

_CAP = r"[A-ZÀ-Þ][\w’'&.-]*[\w’']"
_NAME = rf"(?P<name>{_CAP}(?:\s(?:(?:&|and|of|de|del|du|des|y|et)\s)?{_CAP}){{0,5}})(?P<beyond>,?\s(?:in|à|en|près|near)\s.*)?$"
_AT = re.compile(rf",?\s(?:at|with|chez)\s(?:the\s|l['’]|la\s)?{_NAME}")
_OF = re.compile(rf",?\s(?:of|de|del|du)\s(?:the\s|la\s|el\s)?{_NAME}")
_LINE = re.compile(
    rf",\s(?P<name>{_CAP}(?:\s(?:(?:&|and|of|de|del|du|des|y|et)\s)?{_CAP}){{1,5}})(?P<beyond>)$"
)
_ACRONYM = re.compile(r",?\s(?:of|de|del|du|at|à)\s(?:the\s|la\s|el\s)?(?P<name>[A-Z]{4,})(?P<beyond>)$")
# Heads whose "of" leads to a firm: "founder of Cairo Threads", not "Professor of Labour Economics".
_OF_FIRMS = re.compile(
    r"\b(?:(?:co-?)?founder|(?:co-?)?owner|CEO|[Cc]hief [Ee]xecutive|[Mm]anaging [Dd]irector|[Cc]hairman|[Pp]resident|[Ss]hareholder|"
    r"[Gg]érante?|[Ff]ondat(?:eur|rice)|[Gg]erente|[Ff]undadora?|[Dd]ueñ[ao]|[Pp]ropietari[ao]|[Cc]ofundadora?|PDG|[Pp]atronn?e?)\b"
)
_BRACKET = re.compile(r"\s\((?P<name>[A-Z][A-Za-zÀ-ÿ/-]*[A-Z][A-Za-z/-]*)(?:,\s[^()]{2,30})?\)")
_OF_FOUNDERS = re.compile(r"[Ff]ounder|[Oo]wner|[Ff]ondat|[Ff]undador|[Dd]ueñ|[Pp]ropietari")
_PLACES = frozenset(
    {
        "Market",
        "Station",
        "Hall",
        "Street",
        "Camp",
        "Airport",
        "Port",
        "Island",
        "Bay",
        "Park",
        "Village",
        "Valley",
    }
)


def with_employers(found: Sequence[Candidate]) -> tuple[list[Candidate], list[Mention]]:
    """The candidates whose roles have the employers that only they name, and the mentions of those."""
    candidates: list[Candidate] = []
    mentions: list[Mention] = []
    for each in found:
        roles = []
        own = _bracketed(each)
        if own:
            roles.append(own[0])
            mentions.append(own[1])
        for role in each.roles:
            employer = _employer(each, role)
            roles.append(employer[0] if employer else role)
            mentions += [employer[1]] if employer else []
        candidates.append(replace(each, roles=tuple(roles)) if tuple(roles) != each.roles else each)
    return candidates, mentions


def _bracketed(each: Candidate) -> tuple[Role, Mention] | None:
    """The body of "Mr. Zied Charfi (UGTT)"."""
    match = None if each.roles else _BRACKET.match(each.passage.text, each.end)
    if not match or is_place(match["name"]) or is_no_name(match["name"]):
        return None
    start, end = match.span("name")
    mention = _mention(each.passage, start, end)
    return Role(None, mention.entity_id, start, end), mention


def _mention(passage: Passage, start: int, end: int) -> Mention:
    name = passage.text[start:end]
    span = span_of(passage, start, end)
    return Mention("organisation", organisation_slug(name), span, "organisations.employer", name=name)


def _employer(each: Candidate, role: Role) -> tuple[Role, Mention] | None:
    """The role without the employer at its end, and the mention of that; None without one."""
    text = each.passage.text
    if not role.role or role.organisation_id:
        return None
    if text[role.start + 1 : role.end].islower() and text[role.end : role.end + 1] != ",":
        return None  # no name in it
    for pattern in (_AT, _ACRONYM, _OF, _LINE):
        match = pattern.search(text, role.start, role.end) if pattern is not _LINE else _line_end(each, role)
        if match and _is_firm(match["name"], of=text[role.start : match.start()] if pattern is _OF else None):
            mention = _mention(each.passage, *match.span("name"))
            own = text[role.start : match.start()]
            return replace(role, role=own, organisation_id=mention.entity_id), mention
    return None


def _line_end(each: Candidate, role: Role) -> re.Match[str] | None:
    """ "Tamar Gelashvili, Head of Research, Caucasus Policy Lab": the last part of a line that is no sentence."""
    if each.start or role.start < each.end or len(each.passage.text) > 140:
        return None
    return _LINE.match(each.passage.text, role.end)


def _is_firm(name: str, of: str | None) -> bool:
    """Whether the words can be a firm's name: neither place nor portfolio, and two words unless marked as a name."""
    if of is not None and not _OF_FIRMS.search(of):
        return False
    parts = name.split()
    # "founder of Cairo Threads", but "manager at Cairo Airport"
    is_local = is_place(parts[0]) and not (of and _OF_FOUNDERS.search(of))
    if is_place(name) or is_local or any(word in _PLACES or word in words("portfolios") for word in parts):
        return False
    if len(parts) == 1:
        return sum(letter.isupper() for letter in name) > 1
    return not any(is_no_name(word) for word in parts[:1])
