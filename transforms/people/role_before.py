"""Reads the words before a name as roles: "ILO Director-General X", "the Executive Director of UN-Women, X"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from extractors.findings import Mention
from transforms.names.name_words import ANY_NAME, FULL_NAME, role_words, verbs
from transforms.names.role_heads import heads_before, role_head
from transforms.names.role_phrases import ARTICLE, LINK, Role, split_phrase
from transforms.names.role_starts import phrase_start
from transforms.names.trade_words import singular_trade, trade_before
from transforms.spans import before, sentence_at

# between head and name: " of the ILO Office for Turkey, " · ", " · " "
_DIRECT = re.compile(
    r"^(?:\s(?:a\.i\.|ad\sinterim|p\.i\.|par\sintérim|intérimaire|interin[oa]|en\sfunciones))?,?\s[“\"]?"
    # "the Minister of Labour, the Honourable P": the article of the form of address
    r"(?:the\s|l['’]|la\s|le\s|el\s)?(?:dear\s|ch[eè]re?\s|querid[oa]\s|estimad[oa]\s)?$"
)
_DEAR = re.compile(r"(?:dear|ch[eè]re?|querid[oa]|estimad[oa])\s$")
_ADDRESSED_AS = re.compile(r",\s(?:(?:the|la|le|el)\s|l['’])$")
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
    rf"(?:{_CAP}|publique|sociale?s?|civile|social),?\s$"
)
# "mother of three Tigist Alemu"
_OF_NUMBER = re.compile(r"^\sof\s(?:two|three|four|five|six|seven|eight)\s$")
_ADJECTIVE = (
    r"(?:national(?:e|es)?|nacional|générale?|general|régionale?|regional|résidente?|residente|adjointe?|adjunt[oa]|exécutive|exécutif|"
    r"ejecutiv[oa]|permanente?|spéciale?|especial|principale?|principal|agricole|agrícola|sociale?|social|doméstic[oa]|domestique|"
    r"syndicale?|sindical|technique|técnic[oa]|français|anglais|suédois|suizo|peruan[oa]|turque|grec(?:que)?|belge|suisse|russe|rural|norueg[oa]|griega|griego|sueca|sueco|suiza|turc[oa]|belga|polaca|rusa|ruso|húngara|árabe|marroquí|"
    r"[a-zà-ÿ-]{3,}(?:aise?|oise?|ien(?:ne)?|éen(?:ne)?|aine?|ana|ano|ense|eñ[oa]|inos|in[oa]|esa|és|ienses?))"
)
# "directrice de l'école, X", "ouvrière agricole depuis l'âge de douze ans, X"
_COMPLEMENT = re.compile(
    rf"^(?:\s{_ADJECTIVE})?\s(?:{LINK}|depuis|since|desde|by)\s?[^,.;:!?\"“”«»()]{{2,90}},\s(?:the\s|la\s|el\s|le\s|l['’]|dear\s|ch[eè]re?\s|querid[oa]\s|estimad[oa]\s)?$"
)
# "la cheffe de l'opposition Véra Depasse", "the leader of the opposition X"
_OF_NOUN = re.compile(
    rf"^(?:\s(?:of\sthe|of|de\sla|de\sl['’]|del|des|du|de|d['’])(?:\s|(?<=['’]))[a-zà-ÿ-]{{3,}}(?:\s{_ADJECTIVE})?){{1,2}}\s$"
)
# "la ministra peruana, Eulalia Carhuancho"; without the comma only an adjective can stand there
_ADJECTIVES = re.compile(
    rf"^(?:(?:\s[a-zà-ÿ-]{{4,}}){{1,2}},\s(?:la\s|el\s|le\s)?|(?:\s{_ADJECTIVE}){{1,2}}\s)$"
)
_TO_ORGANISATION = re.compile(rf"^(?:\s{_ADJECTIVE}){{0,2}}\s?{LINK}\s?[^,.;:!?\"“”«»()]{{0,60}}$")
_STOP = re.compile(r"[.;!?]")
_LONGEST_DIRECT = 24
_FROM_ORGANISATION = re.compile(r"^(?:\s\([^()]{1,20}\))?,?\s$")
_CLAUSE = re.compile(rf"\b(?:is|was|are|were|has|have|will|who|which|that|est|es|qui|que|{verbs()})\b")
# "Ms. Petra Lind, Head of the night school, Mr. …": the role of the name before it.
_OF_ANOTHER = re.compile(rf"(?:{FULL_NAME},|\b{ANY_NAME}\s(?:is|was|est|était|es|era))\s(?:{ARTICLE}\s?)?$")
# "The ILO's Sinéad O'Rourke"
_BODYS_OWN = re.compile(r"^['’]s\s$")
_ON_BEHALF = re.compile(r"\b(?:[Ff]or|[Pp]our|[Pp]or)\s(?:the\s|la\s|l['’]|el\s|le\s)?$")
_ARTICLE_AHEAD = re.compile(r"(?:(?:[Tt]he|el|la|le|son|sa|su|its)\s|l['’])$")
_ITS = re.compile(r"\b(?:[Ii]ts|[Ss]a|[Ss]on|[Ss]u|[Ll]eur)\s$")
# "Por ONU Mujeres firmó la representante, X"
_SIGNED_FOR = re.compile(
    r"\s(?:firmó|firma|firmaron|habló|signed|signs|spoke|a\ssigné|signe|signait)\s(?:the\s|its\s|la\s|le\s|el\s|su\s|sa\s|son\s|l['’])?"
)
# "Señor Presidente, Embajadora Marisol Agüero": two people
_HE = re.compile(r"\b(?:Mr|Monsieur|Señor|Sr)\.?\s(?:le\s)?$")
_SHE = re.compile(r"(?:Ms|Mrs|Mme|Madame|Sra|Señora|Embajadora|Ambassadrice|Doña|Dra)\b")
_COMPLEMENTED = re.compile(r"\b(?:of|des|de|du|del|los|las)\s$")
# "Ouvrière agricole depuis l'âge de douze ans, X", "Élue présidente en 2019, X"
_TIME = re.compile(
    r"\s(?:(?:since|depuis|desde|hace|until|jusqu|en|in|à)\s(?=\d|l['’]âge|the\sage|los\s\d|hace)|depuis\s|desde\s|since\s).*$"
)


# "Le président de la Conférence, l'ambassadeur X"
_OUTER = re.compile(r",\s(?P<article>(?:la|le|el)\s|l['’]|)$")
_FARTHEST = 160
# How far a body may stand before the office that signs for it.
_SIGN = 40


def role_before(text: str, at: int, bodies: Sequence[Mention], served: int = -1) -> list[Role]:
    """The roles whose phrase ends where the name begins (`at`); two when joined by "and".

    `served` is where a name ends that has its role before it: what follows is no apposition of that one.
    """
    head = _head_before(text, at, bodies)
    if head and _LABEL.match(text[head.end() : at]) and head[0].lower() in titles() and head[0].endswith("s"):
        return []
    if head and head[0].lower() in titles():
        outer = _OUTER.search(text, max(0, head.start() - 8), head.start())
        roles = role_before(text, outer.end() - len(outer["article"]), bodies) if outer else []
        if roles:
            return roles
    if not head:
        trade = trade_before(text, at)
        if trade:
            word = singular_trade(trade[0])
            return [Role(word, None, trade.start(), trade.end(), is_plural=word != trade[0])]
        owner = next((each for each in bodies if _is_owner(text, each, at)), None)
        return [Role(None, owner.entity_id, owner.span.start, owner.span.end)] if owner else []
    gap = text[head.end() : at]
    start = phrase_start(text, head.start(), bodies)
    if (_HE.search(before(text, start)) and _SHE.match(text, at)) or (
        "," in gap and not 0 <= start - served <= 8 and _is_of_another(text, start, bodies)
    ):
        return []
    gap = _ADDRESSED_AS.sub("", _DEAR.sub("", gap))
    end = head.end() + (0 if _COPULA.match(gap) else len(gap.rstrip(' ,:“"')))
    timed = _TIME.search(text[head.end() : end])
    roles = split_phrase(text, start, head.end() + timed.start() if timed else end, bodies)
    return _of_whom(text, start, roles, bodies)


def _is_of_another(text: str, start: int, bodies: Sequence[Mention]) -> bool:
    """Whether a name stands right before the phrase; "Pour l'OIT, le directeur, X" has a body there."""
    ahead = max(0, start - 60)
    another = _OF_ANOTHER.search(text[ahead:start])
    if another is None:
        return False
    comma = ahead + another.start() + another[0].rfind(",")
    return not any(each.span.end == comma for each in bodies)


@lru_cache(maxsize=1)
def titles() -> frozenset[str]:
    """The forms of address that are roles too, in small letters."""
    return frozenset(role_words()["titles"])


def _head_before(text: str, at: int, bodies: Sequence[Mention]) -> re.Match[str] | None:
    """The head whose phrase reaches the name; not "travailleurs" in "la représentante des travailleurs, X"."""
    inner = None
    is_touched = any(_touches(each, at) for each in bodies)
    for head in heads_before(text, at):
        if head.start() < at - _FARTHEST or (not is_touched and _is_apart(text, head.end(), at)):
            break
        if any(each.span.start < head.start() and head.end() <= each.span.end for each in bodies):
            continue  # "of the Union of Salt Workers, X"
        gap = text[head.end() : at]
        is_label = (
            _LABEL.match(gap)
            and not _AUTHOR.match(head[0])
            and not text[max(0, head.start() - 8) : head.start()].strip(" -–—•*·")
            and head.start() < 8
        )
        is_copula = _COPULA.match(gap) and _OWN.search(text[max(0, head.start() - 40) : head.start()])
        if (
            not is_label
            and not is_copula
            and (not _reaches(gap, head.end(), at, bodies) or _CLAUSE.search(gap))
        ):
            continue
        if not _COMPLEMENTED.search(before(text, head.start())):
            return head
        inner = inner or head
    return inner


def _touches(body: Mention, at: int) -> bool:
    """Whether a body ends so near the place that it can be the last of the words between a head and a name."""
    return at - 24 <= body.span.end < at


def _is_apart(text: str, end: int, at: int) -> bool:
    """Whether a sentence or clause ends between the two places: no phrase goes on behind that."""
    # " a.i., “the estimada " has stops, too.
    return at - end > _LONGEST_DIRECT and _STOP.search(text, end, at) is not None


def _is_owner(text: str, body: Mention, at: int) -> bool:
    """ "The ILO's Sinéad O'Rourke", "por la OIT, Vinícius Pinheiro"."""
    gap = text[body.span.end : at] if body.span.end <= at else ""
    return bool(_BODYS_OWN.match(gap) or (gap == ", " and _ON_BEHALF.search(before(text, body.span.start))))


def _of_whom(text: str, start: int, roles: list[Role], bodies: Sequence[Mention]) -> list[Role]:
    """ "Por la LCA firmó su secretario": the office of the body that the sentence has named before."""
    if len(roles) != 1 or roles[0].organisation_id:
        return roles
    article = _ARTICLE_AHEAD.search(before(text, start))
    ahead = start - len(article[0]) if article else start
    for each in bodies:
        is_signed = (
            _SIGNED_FOR.fullmatch(text[each.span.end : start])
            if start - _SIGN < each.span.end < start
            else None
        )
        if (is_signed and _ON_BEHALF.search(before(text, each.span.start))) or (
            each.span.end == ahead - 2 and _is_owner(text, each, ahead)
        ):
            return [replace(roles[0], organisation_id=each.entity_id)]
    if not _ITS.search(before(text, start)):
        return roles
    first, _last = sentence_at(text, start)
    named = [each for each in bodies if first <= each.span.start and each.span.end <= start]
    if not named and len({each.entity_id for each in bodies if each.span.end <= start}) == 1:
        # "The League met. “It is a start,” its chair, Lois Abram, said": the only body named so far
        named = [each for each in bodies if each.span.end <= start]
    # "La directrice de l'Institut, la professeure A, et son adjointe": hers
    if not named or (first <= named[-1].span.start and role_head().search(text, named[-1].span.end, start)):
        return roles
    return [replace(roles[0], organisation_id=named[-1].entity_id)]


def _reaches(gap: str, end: int, at: int, bodies: Sequence[Mention]) -> bool:
    if _DIRECT.match(gap) or _COMPLEMENT.match(gap) or _ADJECTIVES.match(gap):
        return True
    if _PORTFOLIO.match(gap) or _OF_NUMBER.match(gap) or _OF_NOUN.match(gap):
        return True
    touching = (
        each
        for each in bodies
        if end < each.span.start
        and _touches(each, at)
        and _FROM_ORGANISATION.match(gap[each.span.end - end :])
    )
    # "the Deputy Director, ILO Research Department, X"
    ahead = [gap[: each.span.start - end] for each in touching]
    return any(_TO_ORGANISATION.match(each) or each == ", " for each in ahead)
