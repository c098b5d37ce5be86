"""Finds the places in a passage where a person is named, and what stands beside the name.

A name counts when something shows that it is a person's: a form of address, a role, a verb of saying,
an age, "who", "from Zambia".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence, Set
from dataclasses import replace

from extractors.findings import Mention
from extractors.model import Passage
from transforms.names.candidate import Candidate
from transforms.names.cues import is_place, is_shown
from transforms.names.extents import Taken, name_end, name_parts
from transforms.names.name_words import (
    NAME_WORD,
    clean_name,
    full_name,
    honorific_name,
    honorifics,
    is_no_name,
    title_starts,
    words_of_bodies,
)
from transforms.names.role_heads import is_head
from transforms.names.role_phrases import Role, singular
from transforms.names.short_names import short_names
from transforms.pattern_starts import matches_from
from transforms.people.role_before import role_before, titles
from transforms.people.role_behind import role_behind
from transforms.people.shared_roles import with_enumerated, with_role_of_pair, with_shared_roles
from transforms.spans import before as words_before

# "Mehdi Azouzi, de la Confédération syndicale internationale": the body alone shows it.
_OF_BODY = re.compile(r"^,\s(?:of|from|de|du|d['’]|del|por|pour)\b")
# "Pieter van Rensburg of the Chamber of Mines", where another name or a mark stands before; "A (ITUC)" but no dateline
_OF_THE = re.compile(r"^\sof\s")
_IN_BRACKET = re.compile(r"^\s\([^()]*\)(?!\s?[-–—:])")
_LEADS = re.compile(
    r"^\s(?:now\s)?(?:leads|heads|chairs|runs|directs|represents|dirige|préside|représente|preside|lidera|encabeza)\s|"
    r"^,\s(?:al\sfrente\sde|à\sla\stête\sd|at\sthe\shelm\sof)\b"
)
_OPEN = re.compile(r"(?:^|[,;:•–—-]\s|\b(?:and|et|y|by|with)\s)$")
# "the director Ana Paz", "La directora, Ana Paz": the phrase before the name is about it.
_OWN_ARTICLE = re.compile(
    r"(?:^|\b(?:[Tt]he|[Ii]ts|[Tt]heir|[Oo]ur|[Ll]a|[Ll]e|[Ee]l|[Ss]u|[Ss]a|[Ss]on|[Aa]nd|et|y)\s|[LlDd]['’])$"
)


_OFFICES_OF_ADDRESS = frozenset(
    {
        "Councillor",
        "Judge",
        "Captain",
        "Senator",
        "Bishop",
        "Archbishop",
        "Chief Justice",
        "Congresswoman",
        "Congressman",
    }
)


# "M. Y. Tiendrébéogo" in French, "M. E. Zaldívar" elsewhere, where M. is an initial too; "Joseph M. Kariuki"
_INITIAL = re.compile(r"[A-Z]\.")
_NAME_AHEAD = re.compile(rf"(?P<word>{NAME_WORD})\s$")
# "Fatou Sow, alias Mama Fatou": the other name of the one named before
_NICKNAMED = re.compile(
    r"(?:\b(?:alias|a\.?k\.?a\.?|(?:better\s)?known\s(?:to\s\w+\s)?as|surnommée?|apodad[oa]|conocid[oa]\scomo|connue?\scomme)|(?<![»”\"]),\sdite?)\s$"
)
# "L'auteure, P, sociologue à l'université": of a text, which says less than what she is
_AUTHOR = re.compile(
    r"(?:(?:lead|main|co)[\s-]?)?(?:authors?|auteure?s?|autrices?|autora?s?|coautora?)", re.IGNORECASE
)
_OPENING_MARKS = frozenset('“«"‘„')
_CLOSING_MARKS = frozenset('”»"’')
_REACH = 320
_CAPITAL = re.compile(r"\s([A-ZÀ-Þ][\w’'-]*)")
_FRENCH = re.compile(r"\b(?:les|des|du|et|au|aux|par|est|une|pour)\b")


def find_candidates(
    passage: Passage, bodies: Sequence[Mention], beyond: str, surnames: Set[str] = frozenset()
) -> list[Candidate]:
    """The names of a passage in reading order; `beyond` is the text of the passage behind it.

    `surnames` are the first or last names by which the document calls somebody elsewhere.
    """
    text = passage.text
    found: list[Candidate] = []
    taken = Taken(text, ((each.span.start, each.span.end) for each in bodies))
    titles = [match.start() for match in title_starts().finditer(text)]
    for match in matches_from(titles, honorific_name(), text):
        end = name_end(text, match.start("name"), match.end("name"), taken)
        if match["title"] == "M." and _is_initial(text, match):
            continue
        if end and not taken.overlaps(match.start(), end) and not _is_in_marks(text, match.start(), end):
            gender = honorifics().get(match["title"].rstrip("."), "open")
            served = _served(found)
            found.append(_candidate(passage, match.start(), match.start("name"), end, gender, bodies, served))
            taken.add((match.start(), end), *_phrases_behind(found[-1]))
    doubtful: list[Candidate] = []
    for match in full_name().finditer(text):
        for start, end in name_parts(text, match.start(), match.end(), taken):
            if taken.overlaps(start, end) or _is_place(text[start:end]) or _goes_on(text, end):
                continue
            if _is_in_marks(text, start, end) or _NICKNAMED.search(words_before(text, start)):
                continue
            candidate = _candidate(passage, start, start, end, None, bodies)
            candidate = with_role_of_pair(text, candidate, found)
            if (
                _has_role(text, candidate)
                or _is_called(candidate.name.split(), surnames)
                or is_shown(text, start, end, beyond)
            ):
                found.append(candidate)
                taken.add((start, end), *_phrases_behind(candidate))
            else:
                doubtful.append(candidate)
    taken.add(*((role.start, role.end) for each in found for role in each.roles))
    found = with_enumerated(
        text, found, [each for each in doubtful if not taken.overlaps(each.start, each.end)]
    )
    return with_shared_roles(text, sorted(found, key=lambda each: each.start))


def _is_initial(text: str, match: re.Match[str]) -> bool:
    """Whether "M." is an initial: outside of French before another one, or behind a word of a name."""
    ahead = _NAME_AHEAD.search(text, max(0, match.start() - 30), match.start())
    is_within = ahead is not None and not is_no_name(ahead["word"])
    return (is_within or bool(_INITIAL.match(match["name"]))) and not _FRENCH.search(text)


def find_short_names(
    passage: Passage, bodies: Sequence[Mention], found: Sequence[Candidate], surnames: Set[str]
) -> list[Candidate]:
    """The names of one word; `found` are the other names of the passage, `surnames` those of the document."""
    taken = Taken(passage.text, ((each.span.start, each.span.end) for each in bodies))
    for each in found:
        taken.add((each.start, each.end), *_phrases_behind(each))
    return [
        _candidate(passage, start, start, end, None, bodies)
        for start, end in short_names(passage.text, surnames, taken)
    ]


def _candidate(
    passage: Passage,
    start: int,
    name_start: int,
    end: int,
    gender: str | None,
    bodies: Sequence[Mention],
    served: int = -1,
) -> Candidate:
    text = passage.text
    bodies = _near(bodies, start, end)
    before = [singular(role) for role in _before(text, start, name_start, bodies, served)]
    roles = _chosen(text, start, before, role_behind(text, end, bodies))
    name = clean_name(text[name_start:end])
    return Candidate(passage, start, name_start, end, name, gender, tuple(roles))


def _near(bodies: Sequence[Mention], start: int, end: int) -> Sequence[Mention]:
    """The bodies, in reading order, that can stand in a role beside a name."""
    if not bodies or (start - _REACH <= bodies[0].span.start and bodies[-1].span.start < end + _REACH):
        return bodies
    first = bisect_left(bodies, start - _REACH, key=lambda each: each.span.start)
    last = bisect_left(bodies, end + _REACH, key=lambda each: each.span.start)
    return bodies[first:last]


def _served(found: Sequence[Candidate]) -> int:
    """Where the last name ends if its role stands before it; -1 where it does not."""
    last = found[-1] if found else None
    has_role = last and any(role.role and role.end <= last.start for role in last.roles)
    return last.end if last and has_role else -1


def _before(text: str, start: int, name_start: int, bodies: Sequence[Mention], served: int) -> list[Role]:
    """The roles before the form of address, else those that it ends: "Goodwill Ambassador X", "Judge X"."""
    roles = role_before(text, start, bodies, served)
    if roles or start == name_start:
        return roles
    title = text[start:name_start].strip()
    roles = role_before(text, name_start, bodies) if is_head(title) else []
    return [role for role in roles if title in _OFFICES_OF_ADDRESS or (role.role or "") != title]


def _chosen(text: str, start: int, before: list[Role], behind: list[Role]) -> list[Role]:
    """The roles before the name, else those behind it; a body behind completes a role before."""
    if not before or not behind:
        return before or behind
    first = before[0]
    if behind[0].role is None:
        if len(before) == 1 and first.role and not first.organisation_id:
            return [replace(first, organisation_id=behind[0].organisation_id, end=behind[0].end)]
        return before
    if first.role and first.role.lower() in titles():
        return behind
    if first.role and _AUTHOR.fullmatch(first.role):
        return behind
    is_apart = "," in text[first.end : start]
    if first.role is None and not behind[0].organisation_id:
        return [replace(behind[0], organisation_id=first.organisation_id)]
    if first.role is None or (is_apart and not _OWN_ARTICLE.search(words_before(text, first.start))):
        return behind
    return before


def _is_place(name: str) -> bool:
    """Also "Brasil y Paraguay"; but "Georgia Whitfield" is a name."""
    return is_place(name) or all(is_place(word) for word in name.split() if word[0].isupper())


def _is_in_marks(text: str, start: int, end: int) -> bool:
    """Whether the name is all that stands in marks: the ferry “Lady Agnes”."""
    return text[:start].rstrip()[-1:] in _OPENING_MARKS and text[end:].lstrip()[:1] in _CLOSING_MARKS


def _goes_on(text: str, end: int) -> bool:
    """Whether the words go on as those of a body: "Greater Irbid Municipality"."""
    following = _CAPITAL.match(text, end)
    return bool(following and following[1] in words_of_bodies())


def _is_called(words: Sequence[str], surnames: Set[str]) -> bool:
    """Whether the document calls somebody by the first or the last word of the name."""
    return bool(words) and (words[0] in surnames or words[-1] in surnames)


def _phrases_behind(found: Candidate) -> list[tuple[int, int]]:
    """The role phrases behind a name: no other name begins in them."""
    return [(role.start, role.end) for role in found.roles if role.start >= found.end and role.role]


def _has_role(text: str, found: Candidate) -> bool:
    """Whether a role stands beside the name, or "of" and the name of a body."""
    if any(role.role for role in found.roles):
        return True
    if not found.roles:
        return False
    behind = text[found.end : found.end + 90]
    if found.roles[0].end < found.start or _OF_BODY.match(behind) or _LEADS.match(behind):
        return True
    return bool(
        _IN_BRACKET.match(behind) or (_OF_THE.match(behind) and _OPEN.search(words_before(text, found.start)))
    )
