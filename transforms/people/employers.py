"""Employers that only the role of a person names: "founder of Cairo Threads", "machinist at Sunrise Textiles in Lagos"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractors.findings import Mention
from extractors.model import Passage
from transforms.names.body_words import words
from transforms.names.candidate import Candidate
from transforms.names.cues import is_place
from transforms.names.name_words import is_no_name
from transforms.names.role_phrases import Role
from transforms.organisations.english import english_body_at
from transforms.organisations.romance import romance_body_at
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
# "présidente [du] Cercle des …", "head [of the] Fair Wear Platform": a capital behind it may open the name of a body.
_LEADS_TO_BODY = re.compile(
    r"\s(?:of|at|for|with|de\sla|de\slos|de\slas|de|del|du|des|au|à\sla|en\sla|en\sel|chez)\s(?:the\s)?(?=[A-ZÀ-Þ])|"
    r"\s(?:d|de\sl|à\sl)['’](?=[A-ZÀ-Þ])"
)
# Whose "of" leads to a place: "maire de Maison-Alfort", "alcaldesa de Casa Grande"
_OF_PLACES = re.compile(
    r"(?i:maire|bourgmestre|alcald|mayor|gobernador|gouverneur|governor|préf[eè]t|prefect|bishop|évêque|obispo|député|diputad|"
    r"senator|sénat|senador|consul|cónsul|ministr|minister|commissaire|commissioner|secrétaire\sd['’]état|secretari[oa]\sde\sestado)"
)
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


def with_employers(
    found: Sequence[Candidate], bodies: Mapping[int, Sequence[Mention]]
) -> tuple[list[Candidate], list[Mention]]:
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
            known = _known(employer[1], bodies) if employer else None
            if employer is None:
                roles.append(role)
            elif known:
                roles.append(replace(employer[0], organisation_id=known))
            else:
                roles.append(employer[0])
                mentions.append(employer[1])
        candidates.append(replace(each, roles=tuple(roles)) if tuple(roles) != each.roles else each)
    return candidates, mentions


def _known(employer: Mention, bodies: Mapping[int, Sequence[Mention]]) -> str | None:
    """The id of the body that was found at the same place without the role."""
    span = employer.span
    own = bodies.get(span.passage, ())
    return next(
        (each.entity_id for each in own if each.span.start < span.end and span.start < each.span.end), None
    )


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
    body = _body_behind_role(text, role)
    if body:
        mention = _mention(each.passage, *body[1:])
        own = text[role.start : body[0]]
        return replace(role, role=own, organisation_id=mention.entity_id, end=max(role.end, body[2])), mention
    for pattern in (_AT, _ACRONYM, _OF, _LINE):
        match = pattern.search(text, role.start, role.end) if pattern is not _LINE else _line_end(each, role)
        if match and _is_firm(match["name"], of=text[role.start : match.start()] if pattern is _OF else None):
            mention = _mention(each.passage, *match.span("name"))
            own = text[role.start : match.start()]
            return replace(role, role=own, organisation_id=mention.entity_id), mention
    return None


def _body_behind_role(text: str, role: Role) -> tuple[int, int, int] | None:
    """Where the words end that are the role's own, and where the body behind them begins and ends."""
    for link in _LEADS_TO_BODY.finditer(text, role.start, role.end):
        if _OF_PLACES.search(text, role.start, link.start()):
            return None
        end = romance_body_at(text, link.end(), role.end) or english_body_at(text, link.end())
        if end and end >= role.end:
            return link.start(), link.end(), end
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
