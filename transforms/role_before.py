"""Reads the words before a name as roles: "ILO Director-General X", "the Executive Director of UN-Women, X"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from extractors.findings import Mention
from transforms.name_words import ANY_NAME, FULL_NAME, role_words, verbs
from transforms.role_heads import heads_in, role_head
from transforms.role_phrases import ARTICLE, LINK, Role, split_phrase
from transforms.spans import sentence_at

# between head and name: " of the ILO Office for Turkey, " · ", " · " "
_DIRECT = re.compile(
    r"^(?:\s(?:a\.i\.|ad\sinterim|p\.i\.|par\sintérim|intérimaire|interin[oa]|en\sfunciones))?,?\s[“\"]?"
    r"(?:dear\s|ch[eè]re?\s|querid[oa]\s|estimad[oa]\s)?$"
)
_DEAR = re.compile(r"(?:dear|ch[eè]re?|querid[oa]|estimad[oa])\s$")
_LABEL = re.compile(r"^\s?:\s$")
# "her chief engineer is Noor Haddad"
_COPULA = re.compile(r"^\s(?:is|was|est|était|es|era)\s$")
_OWN = re.compile(
    r"\b(?:[Tt]he|[Ii]ts|[Hh]er|[Hh]is|[Oo]ur|[Tt]heir|[Ss]a|[Ss]on|[Ss]u|[Ll]a|[Ll]e|[Ee]l)\s(?:[a-z-]+\s)?$"
)
_AUTHOR = re.compile(r"(?:co-?)?(?:aut|photogr)", re.IGNORECASE)
_CAP = r"[A-ZÀ-Þ][\w’'-]*"
# "Deputy Minister of Finance and Economy Arben Lleshi", "exministro de Hacienda Ramiro Sandoval", "présidente du Sénat X"
_SMALL = r"(?:and|et|y|e|of|the|des?|la|le|les|du|del|los|las|à|publique|sociale?s?|civile|social)\s|[ld]['’]"
_PORTFOLIO = re.compile(
    rf"^\s(?:of|for|des?|du|del|d['’]|à|aux?)\s?(?:(?:the|la|le|les|los|las)\s|l['’])?(?:{_CAP}(?:,\s|\s)|{_SMALL}){{0,9}}"
    rf"(?:{_CAP}|publique|sociale?s?|civile|social)\s$"
)
# "mother of three Tigist Alemu"
_OF_NUMBER = re.compile(r"^\sof\s(?:two|three|four|five|six|seven|eight)\s$")
_ADJECTIVE = (
    r"(?:national(?:e|es)?|nacional|générale?|general|régionale?|regional|résidente?|residente|adjointe?|adjunt[oa]|exécutive|exécutif|"
    r"ejecutiv[oa]|permanente?|spéciale?|especial|principale?|principal|agricole|agrícola|sociale?|social|doméstic[oa]|domestique|"
    r"syndicale?|sindical|technique|técnic[oa]|français|anglais|suédois|suizo|peruan[oa]|turque|grec(?:que)?|belge|suisse|rural|"
    r"[a-zà-ÿ-]{3,}(?:aise?|oise?|ien(?:ne)?|éen(?:ne)?|aine?|ana|ano|ense|eñ[oa]|inos|in[oa]|esa|és|ienses?))"
)
# "directrice de l'école, X", "ouvrière agricole depuis l'âge de douze ans, X"
_COMPLEMENT = re.compile(
    rf"^(?:\s{_ADJECTIVE})?\s(?:{LINK}|depuis|since|desde|by)\s?[^,.;:!?\"“”«»()]{{2,90}},\s$"
)
# "la ministra peruana, Eulalia Carhuancho"; without the comma only an adjective can stand there
_ADJECTIVES = re.compile(rf"^(?:(?:\s[a-zà-ÿ-]{{4,}}){{1,2}},\s|(?:\s{_ADJECTIVE}){{1,2}}\s)$")
_TO_ORGANISATION = re.compile(rf"^(?:\s{_ADJECTIVE}){{0,2}}\s?{LINK}\s?[^,.;:!?\"“”«»()]{{0,60}}$")
_FROM_ORGANISATION = re.compile(r"^(?:\s\([^()]{1,20}\))?,?\s$")
_CLAUSE = re.compile(rf"\b(?:is|was|are|were|has|have|will|who|which|that|est|es|qui|que|{verbs()})\b")
# "Ms. Petra Lind, Head of the night school, Mr. …": the role of the name before it.
_OF_ANOTHER = re.compile(rf"(?:{FULL_NAME},|\b{ANY_NAME}\s(?:is|was|est|était|es|era))\s(?:{ARTICLE}\s?)?$")
# "the survey's lead author", "the chief labour inspector": the words of an English compound
_COMPOUND = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Oo]ur|[Tt]heir|[Hh]is|[Hh]er|[\w-]+['’]s)\s(?:[\w-]+['’]s?\s)?(?P<words>(?:[a-z][a-z-]+\s){1,3})$"
)
# "recalls retired seamstress Olympia Vasilakis", "said union organizer Siti Rahayu"
_TOLD = re.compile(rf"\b(?:{verbs()})\s(?P<words>(?:[a-z][a-z-]+\s){{1,2}})$")
_NO_COMPOUND = re.compile(
    r"\b(?:la|le|les|el|los|las|al|du|des|un|une|una|sa|son|su|et|y|de|que|à|en|of|and|or|to|for|in|on|at|by|with|from|as|is|was|were|are|had|has|that|who|when|then|so|but|told|met|said|asked|"
    r"thanked|joined|\w+ly)\b"
)
# "The ILO's Sinéad O'Rourke"
_BODYS_OWN = re.compile(r"^['’]s\s$")
_ON_BEHALF = re.compile(r"\b(?:[Ff]or|[Pp]our|[Pp]or)\s(?:the\s|la\s|l['’]|el\s|le\s)?$")
_ARTICLE_AHEAD = re.compile(r"(?:(?:[Tt]he|el|la|le|son|sa|su|its)\s|l['’])$")
_ITS = re.compile(r"\b(?:its|sa|son|su|leur)\s$")
# "Señor Presidente, Embajadora Marisol Agüero": two people
_HE = re.compile(r"\b(?:Mr|Monsieur|Señor|Sr)\.?\s(?:le\s)?$")
_SHE = re.compile(r"(?:Ms|Mrs|Mme|Madame|Sra|Señora|Embajadora|Ambassadrice|Doña|Dra)\b")
_COMPLEMENTED = re.compile(r"\b(?:of|des|de|du|del|los|las)\s$")
# "Ouvrière agricole depuis l'âge de douze ans, X", "Élue présidente en 2019, X"
_TIME = re.compile(
    r"\s(?:(?:since|depuis|desde|hace|until|jusqu|en|in|à)\s(?=\d|l['’]âge|the\sage|los\s\d|hace)|depuis\s|desde\s|since\s).*$"
)


_PREVIOUS = re.compile(r"(?:^|\s|(?<=[LlDd]['’]))((?:(?<=['’])|(?<=\s)|^)[^\s'’]\S*)\s$")


def role_before(text: str, at: int, bodies: Sequence[Mention]) -> list[Role]:
    """The roles whose phrase ends where the name begins (`at`); two when joined by "and"."""
    head = _head_before(text, at, bodies)
    if head and head[0].lower() in titles():
        outer = _OUTER.search(text[: head.start()])
        roles = role_before(text, outer.end() - len(outer["article"]), bodies) if outer else []
        if roles:
            return roles
    if not head:
        owner = next((each for each in bodies if _is_owner(text, each, at)), None)
        return [Role(None, owner.entity_id, owner.span.start, owner.span.end)] if owner else []
    gap = text[head.end() : at]
    start = _joined(text, _leftmost(text, head.start(), bodies), bodies)
    if (_HE.search(text[:start]) and _SHE.match(text, at)) or (
        "," in gap and _OF_ANOTHER.search(text[max(0, start - 60) : start])
    ):
        return []
    gap = _DEAR.sub("", gap)
    end = head.end() + (0 if _COPULA.match(gap) else len(gap.rstrip(' ,:“"')))
    timed = _TIME.search(text[head.end() : end])
    roles = split_phrase(text, start, head.end() + timed.start() if timed else end, bodies)
    return _of_whom(text, start, roles, bodies)


# Forms of address that are roles too: what stands around says more.
@lru_cache(maxsize=1)
def titles() -> frozenset[str]:
    """The forms of address that are roles too, in small letters."""
    return frozenset(role_words()["titles"])


# "Le président de la Conférence, l'ambassadeur X"
_OUTER = re.compile(r",\s(?P<article>(?:la|le|el)\s|l['’]|)$")


_FARTHEST, _LONGEST_OFFICE = 160, 70
_AND = re.compile(r"\s(?:and|et|y|e)\s(?:the\s|la\s|el\s|le\s)?$")
_OFFICE_OF = re.compile(rf"\s{LINK}\s?[^,.;:!?\"“”«»()]{{2,66}}$")


def _head_before(text: str, at: int, bodies: Sequence[Mention]) -> re.Match[str] | None:
    """The head whose phrase reaches the name; not "travailleurs" in "la représentante des travailleurs, X"."""
    inner = None
    for head in reversed(heads_in(text)):
        if head.end() > at:
            continue
        if head.start() < at - _FARTHEST:
            break
        gap = text[head.end() : at]
        is_label = (
            _LABEL.match(gap) and not _AUTHOR.match(head[0]) and not text[: head.start()].strip(" -–—•*·")
        )
        is_copula = _COPULA.match(gap) and _OWN.search(text[max(0, head.start() - 40) : head.start()])
        if (
            not is_label
            and not is_copula
            and (_CLAUSE.search(gap) or not _reaches(gap, head.end(), at, bodies))
        ):
            continue
        if not _COMPLEMENTED.search(text[: head.start()]):
            return head
        inner = inner or head
    return inner


def _is_owner(text: str, body: Mention, at: int) -> bool:
    """ "The ILO's Sinéad O'Rourke", "por la OIT, Vinícius Pinheiro"."""
    gap = text[body.span.end : at] if body.span.end <= at else ""
    return bool(_BODYS_OWN.match(gap) or (gap == ", " and _ON_BEHALF.search(text[: body.span.start])))


def _of_whom(text: str, start: int, roles: list[Role], bodies: Sequence[Mention]) -> list[Role]:
    """ "Por la LCA firmó su secretario": the office of the body that the sentence has named before."""
    if len(roles) != 1 or roles[0].organisation_id:
        return roles
    ahead = _ARTICLE_AHEAD.sub("", text[:start])
    for each in bodies:
        if each.span.end == len(ahead) - 2 and _is_owner(text, each, len(ahead)):
            return [replace(roles[0], organisation_id=each.entity_id)]
    if not _ITS.search(text[:start]):
        return roles
    first, _last = sentence_at(text, start)
    before = [each for each in bodies if first <= each.span.start and each.span.end <= start]
    # "La directrice de l'Institut, la professeure A, et son adjointe": hers
    if before and role_head().search(text, before[-1].span.end, start):
        return roles
    return [replace(roles[0], organisation_id=before[-1].entity_id)] if before else roles


def _reaches(gap: str, end: int, at: int, bodies: Sequence[Mention]) -> bool:
    if _DIRECT.match(gap) or _COMPLEMENT.match(gap) or _ADJECTIVES.match(gap):
        return True
    if _PORTFOLIO.match(gap) or _OF_NUMBER.match(gap):
        return True
    touching = (
        each
        for each in bodies
        if end < each.span.start
        and at - 24 <= each.span.end < at
        and _FROM_ORGANISATION.match(gap[each.span.end - end :])
    )
    # "the Deputy Director, ILO Research Department, X"
    ahead = [gap[: each.span.start - end] for each in touching]
    return any(_TO_ORGANISATION.match(each) or each == ", " for each in ahead)


def _leftmost(text: str, start: int, bodies: Sequence[Mention]) -> int:
    """Where the phrase begins: before modifiers and the name of a body in front of the head."""
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
    joined = re.match(r"(?:(?:and|et|y|e)\s)+", text[start:])
    start += joined.end() if joined else 0
    return start - _compound(text[max(0, start - 60) : start])


def _joined(text: str, start: int, bodies: Sequence[Mention]) -> int:
    """Where an office before "and" begins: "Under-Secretary-General of the United Nations and Executive Director of …"."""
    and_ = _AND.search(text[max(0, start - 8) : start])
    if not and_:
        return start
    end = start - len(and_[0])
    for head in reversed(heads_in(text)):
        if head.end() <= end and end - head.end() < _LONGEST_OFFICE:
            is_office = _OFFICE_OF.match(text, head.end(), end) and any(
                each.span.end == end for each in bodies
            )
            return _leftmost(text, head.start(), bodies) if is_office else start
    return start


def _ends_with_head(before: str) -> bool:
    """Whether the last word is a head ("jurista y profesor")."""
    last = before.split()[-1:]
    return bool(last and role_head().fullmatch(last[0]))


def _compound(before: str) -> int:
    """How many characters of the words before a head make one term with it ("lead author")."""
    found = _COMPOUND.search(before) or _TOLD.search(before)
    if not found or _NO_COMPOUND.search(found["words"]):
        return 0
    return len(found["words"])
