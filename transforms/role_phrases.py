"""Reads the words around a name as a role and an organisation.

Before the name: "ILO Director-General X", "the Executive Director of UN-Women, X". Behind it: "X, a
welder", "X, Director of the vocational centre", "X – President of VAMAS", "X (ITC-ILO)".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from extractors.findings import Mention
from transforms.name_words import ANY_NAME, FULL_NAME, honorifics, role_head, role_words, verbs

_ARTICLE = r"(?:the|a|an|its|their|our|la|le|les|l['’]|el|los|las|un|une|una|su|sa|son)"
_LINK = r"(?:of|for|on|to|at|in|with|de\sla|de\sl['’]|del|des|de|du|d['’]|pour|para|en|aux?|à)"
# between head and name: " of the ILO Office for Turkey, " · ", " · " "
_DIRECT = re.compile(r"^(?:,?\s|,?\s[“\"]?)$")
_COMPLEMENT = re.compile(rf"^\s{_LINK}\s?[^,.;:!?\"“”«»()]{{2,90}},\s$")
# "Deputy Minister of Finance and Economy Arben Lleshi"
_PORTFOLIO = re.compile(r"^\s(?:of|for)\s(?:the\s)?(?:[A-Z][a-z]+(?:,\s|\sand\s|\s)){1,6}$")
# "la ministra peruana, Eulalia Carhuancho"
_ADJECTIVES = re.compile(r"^(?:\s[a-zà-ÿ-]{4,}){1,2},\s$")
_TO_ORGANISATION = re.compile(rf"^\s?{_LINK}\s?[^,.;:!?\"“”«»()]{{0,60}}$")
_CLAUSE = re.compile(rf"\b(?:is|was|are|were|has|have|will|who|which|that|est|es|qui|que|{verbs()})\b")
_BEHIND = re.compile(
    rf"^(?:,\s(?:\d\d,\s)?(?:who\sis\s|qui\sest\s|quien\ses\s)?|\s[-–—]+\s|\s\(|\s(?:is|was|est|était|es|era)\s)"
    rf"(?P<article>{_ARTICLE}(?:\s|(?<=['’])))?(?P<rest>\S.*)",
    re.DOTALL,
)
_STOP = re.compile(
    r"[,.;:!?()\"“”«»]|\s[-–—]+\s|\s(?:who|which|that|qui|que|quien|said|says|as|speaking|told|while|when|al|during|since|desde|depuis)\b"
    rf"|\s(?:{verbs()})\b"
)
_AND_PERSON = re.compile(r"\s(?:and|et|y)\s(?=(?:Mr|Ms|Mrs|Mme|M\.|Dr|Sr|Sra)\b)")
# "who leads the Home Finishers' Association", "qui dirige la Ligue"
_LEADS = re.compile(
    r"^,?\s(?:who|qui|quien|que)\s(?:now\s)?(?:leads|heads|chairs|runs|directs|founded|dirige|préside|preside|lidera|encabeza|"
    r"fundó|a\sfondé)\s(?:the\s|la\s|le\s|l['’]|el\s)?$"
)
# "Maëlle Kervadec, grutière.": one noun of a person between a comma and a stop
_TRADE = re.compile(
    r"^[a-zà-ÿ-]{3,}(?:ière|euse|trice|eur|ier|iste|ienne|ien|era|ero|dora|dor|ista|ora|tora|tor|logue|loga|ogo|airesse|esse)"
    r"(?:\s[a-zà-ÿ-]{4,}){0,2}$"
)
# "Rajae Bennouna, de la Fédération des caissières": a body, no role
_OPENS_WITH_LINK = re.compile(r"(?:of|from|de|du|del|des)\s|d['’]")
# "— Ngozi Balogun, referee": a line that only names who speaks
_SIGNATURE = re.compile(r"\s*[—–-]+\s*\S")
_AT_ORGANISATION = re.compile(r"^,?\s(?:who|qui|quien|que)\s[^,.;:!?]{0,80}$")
_OF_ORGANISATION = re.compile(rf"^(?:\s\(|,?\s(?:{_LINK}|from)\s?(?:the\s|l['’]|la\s|el\s)?|,\s|\s[-–—]\s)$")
_TAIL = re.compile(rf"(?:['’]s)?(?:,|\s?{_LINK})?\s?(?:{_ARTICLE}\s?)?$")
# "Directora Regional de ONU Mujeres para las Américas": what the body's name does not hold
_BEHIND_BODY = re.compile(r"^\s((?:para|pour|for|in|en)\s[^,.;:!?()\"“”«»]{3,60})$")
_POSSESSIVE = re.compile(r"^(?:['’]s?)?\s")
# "Ms. Petra Lind, Head of the night school, Mr. …": the role of the name before it.
_OF_ANOTHER = re.compile(rf"(?:{FULL_NAME},|\b{ANY_NAME}\s(?:is|was|est|était|es|era))\s(?:{_ARTICLE}\s?)?$")
# "gardien de musée", "operaria de grúa": in French and Spanish an apposition has no article.
_BARE_NOUN = re.compile(
    r"^(?P<noun>[a-zà-ÿ-]{4,})(?:\s[a-zà-ÿ]{4,})?\s(?:des?|du|del|de\sla|de\sl['’]|d['’])\s?[\w’' -]{2,40}$"
)
# Words that open a phrase of time, place or age, not a role.
_OPENERS = re.compile(
    r"lors|près|plus|moins|depuis|dans|autour|avant|après|antes|después|acerca|dentro|fuera|cerca|además|desde|"
    r"venue?|originaire|parte|capital|ville|tras|junto|cada|hors|face|autre|âgée?"
)


@dataclass(frozen=True, slots=True)
class Role:
    """A role phrase near a name: its words without the organisation, and the organisation."""

    role: str | None
    organisation_id: str | None
    start: int
    end: int
    is_plural: bool = False


def singular(role: Role) -> Role:
    """ "economists" of several people is "economist" of each."""
    words = (role.role or "").split()
    if len(words) > 1 and words[1] in {"of", "from"} and _is_plural(words[0]) and words[0][0].islower():
        return replace(role, role=words[0][:-1], is_plural=True)
    if words and _is_plural(words[-1]):
        return replace(role, role=" ".join(words)[:-1], is_plural=True)
    return role


@lru_cache(maxsize=1)
def _heads() -> frozenset[str]:
    return frozenset(head.lower() for words in role_words()["heads"].values() for head in words)


def _is_plural(word: str) -> bool:
    return not _is_head(word) and word.endswith("s") and _is_head(word[:-1])


def _is_head(word: str) -> bool:
    return word.lower() in _heads()


def role_before(text: str, at: int, bodies: Sequence[Mention]) -> list[Role]:
    """The roles whose phrase ends where the name begins (`at`); two when joined by "and"."""
    window = max(0, at - 160)
    for head in reversed(list(role_head().finditer(text, window, at))):
        gap = text[head.end() : at]
        if _CLAUSE.search(gap) or not _reaches(gap, head.end(), at, bodies):
            continue
        start = _leftmost(text, head.start(), bodies)
        if "," in gap and _OF_ANOTHER.search(text[max(0, start - 60) : start]):
            return []
        return _split(text, start, head.end() + len(gap.rstrip(' ,“"')), bodies)
    return []


def _reaches(gap: str, end: int, at: int, bodies: Sequence[Mention]) -> bool:
    if _DIRECT.match(gap) or _COMPLEMENT.match(gap) or _ADJECTIVES.match(gap) or _PORTFOLIO.match(gap):
        return True
    touching = [each for each in bodies if end < each.span.start and at - 2 <= each.span.end < at]
    return any(_TO_ORGANISATION.match(gap[: each.span.start - end]) for each in touching)


def _leftmost(text: str, start: int, bodies: Sequence[Mention]) -> int:
    """Where the phrase begins: before modifiers and the name of a body in front of the head."""
    while True:
        previous = re.search(r"(\S+)\s$", text[:start])
        if not previous:
            break
        body = [each for each in bodies if each.span.end in (start - 1, start - 3)]
        word = previous[1]
        if body:
            start = body[0].span.start
        elif word in role_words()["modifiers"] or role_head().fullmatch(word):
            start = previous.start(1)
        else:
            break
    joined = re.match(r"(?:and\s)+", text[start:])
    return start + (joined.end() if joined else 0)


def role_behind(text: str, end: int, bodies: Sequence[Mention]) -> list[Role]:
    """The roles in apposition behind a name that ends at `end`, or only its organisation."""
    behind = _BEHIND.match(text[end : end + 260])
    if behind:
        start = end + behind.start("rest")
        stop = _phrase_end(text, start, bodies)
        is_clause = re.match(r"(?:who|qui|quien|que|whose)\s", text[start:stop])
        is_line = bool(_SIGNATURE.match(text)) and not text[stop:].strip() and text[start].islower()
        if not is_clause and (is_line or _is_role(text[start:stop], behind["article"])):
            return [singular(role) for role in _split(text, start, stop, bodies)]
    body = _organisation_behind(text, end, bodies)
    return [Role(None, body.entity_id, body.span.start, body.span.end)] if body else []


def _organisation_behind(text: str, end: int, bodies: Sequence[Mention]) -> Mention | None:
    """ "X (ITC-ILO)", "X of the ILO", "X, who follows the file at the ILO"."""
    for body in bodies:
        gap = text[end : body.span.start] if end <= body.span.start <= end + 90 else "\n"
        rest = text[body.span.end : body.span.end + 1]
        if _OF_ORGANISATION.match(gap) and (rest in ",.;:)" or not gap.startswith(",")):
            return body
        if _LEADS.match(gap):
            return body
        if _AT_ORGANISATION.match(gap) and re.search(r"\b(?:at|for|with)\s(?:the\s)?$", gap):
            return body
    return None


def _phrase_end(text: str, start: int, bodies: Sequence[Mention]) -> int:
    """The end of the noun phrase; a comma inside or before the name of a body does not end it."""
    at = start
    while True:
        stop = _STOP.search(text, at)
        end = stop.start() if stop else len(text)
        inside = [each for each in bodies if each.span.start <= end < each.span.end]
        follows = [each for each in bodies if each.span.start == end + 2 and text[end : end + 2] == ", "]
        if not inside and not follows:
            break
        at = (inside or follows)[0].span.end
        if at >= len(text):
            return len(text)
    person = _AND_PERSON.search(text, start, end)
    return person.start() if person else end


def _is_role(phrase: str, article: str | None) -> bool:
    """Whether the phrase names a role: a known head near its beginning, or "a welder"."""
    words = phrase.split()
    if not words or len(words) > 24 or _OPENS_WITH_LINK.match(phrase):
        return False
    head = role_head().search(phrase)
    if head and len(phrase[: head.start()].split()) <= 6:
        return True
    if _TRADE.match(phrase) and not _OPENERS.match(phrase):
        return True
    bare = _BARE_NOUN.match(phrase)
    if bare and not _OPENERS.fullmatch(bare["noun"]):
        return True
    is_indefinite = (article or "").strip() in {"a", "an", "un", "une", "una"}
    return is_indefinite and words[0][0].islower() and len(words) <= 6


def _split(text: str, start: int, end: int, bodies: Sequence[Mention]) -> list[Role]:
    """The phrase as roles, split at "and" where both sides have a head of their own."""
    for joint in re.finditer(r"\s(?:and|et|y)\s(?:the\s|la\s|el\s)?", text[start:end]):
        left, right = (start, start + joint.start()), (start + joint.end(), end)
        if any(each.span.start < start + joint.end() and left[1] < each.span.end for each in bodies):
            continue
        if all(role_head().search(text[a:b]) and len(text[a:b].split()) > 1 for a, b in (left, right)):
            return [_without_body(text, *left, bodies), _without_body(text, *right, bodies)]
    return [_without_body(text, start, end, bodies)]


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
            last = body.span.start - len(_tail(text[first : body.span.start]))
            break
    role = text[first:last].strip(" ,-–—'’")
    behind = _BEHIND_BODY.match(text[inside[0].span.end : end]) if last < end and inside else None
    return Role(" ".join(filter(None, (role, behind and behind[1]))) or None, organisation, start, end)


def _tail(text: str) -> str:
    found = _TAIL.search(text)
    return found[0] if found else ""


def is_honorific(word: str) -> bool:
    """Whether a word is a form of address."""
    return word.rstrip(".") in honorifics()
