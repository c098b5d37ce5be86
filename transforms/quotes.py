"""Finds quotations: words in marks that somebody said or a document says, and who said them.

Titles, names of programmes, set phrases and headings stand in marks too: without a verb of saying, a
colon after a person, or a whole passage in marks there is no quotation. The speaker is null rather
than wrong. A quotation printed twice is one; each half of a split one is an entry of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.findings import FoundQuote, FoundRole
from extractors.model import Passage, PassageKind
from transforms.gazetteer import fold
from transforms.people import People
from transforms.quote_marks import Quoted, find_quoted
from transforms.spans import sentence_at, span_of
from transforms.speakers import (
    Attribution,
    Memory,
    note_named,
    speaker_before,
    speaker_behind,
    speaker_within,
)

_NEVER = frozenset({PassageKind.TITLE, PassageKind.KICKER, PassageKind.HEADING})
# `the film “Nine Months, One Wage”`, `a programme called “…”`, `section “Statements and Speeches”`
_NAMING = re.compile(
    r"\b(?:film|report|book|study|paper|brief|guide|manual|toolkit|handbook|entitled|titled|called|named|known as|"
    r"programme|program|project|campaign|theme|slogan|motto|initiative|section|session|panel|event|talk|course|term|"
    r"word|words|phrase|so-called|dubbed|concept|notion|label|labelled|video|song|exhibition|series|magazine|chapter|"
    r"intitulée?s?|appelée?s?|nommée?s?|dite?s?|rapport|étude|livre|programme|projet|campagne|thème|slogan|guide|terme|mot|"
    r"titulad[oa]s?|llamad[oa]s?|denominad[oa]s?|informe|estudio|libro|programa|proyecto|campaña|lema|guía|término|palabra|"
    r"our|visit our|bajo el|sobre el tema|on the theme|in the|under the|the)\s?:?,?\s?$"
)
# "defines violence as “a range of ...”", "recognises “the right of everyone”", "calls on States to “...”"
_DOCUMENT = re.compile(
    r"\b(?:defin\w+|states?|stated|stipulat\w+|provides?|recogni[sz]\w+|affirm\w+|reads?|calls?|declares?|guarantees?|"
    r"requires?|proclaims?|refers?|says?|establish\w+|describ\w+|aims?|commits?|asks?|obliges?|speaks?|prohibits?|bans?|covers?|"
    r"uses?|contains?|promises?|urges?|demands?|lists?|names|vise\w*|parle\w*|demande\w*|exige\w*|interdit|garantit|oblige\w*|"
    r"définit|décrit|évoque|habla\w*|pide\w*|exige\w*|prohíbe\w*|garantiza\w*|obliga\w*|describe\w*|define\w*|incluye\w*|"
    r"défini\w*|stipule\w*|dispose|prévoit|reconnaît|affirme|énonce|proclame|"
    r"defin\w+|establece|reconoce|dispone|estipula|proclama|señala)\b[^.!?“”«»\"]{0,90}$"
)
# A text of law as the one that states: even two words of it are a quotation.
_SAYING_TEXT = re.compile(
    r"\b(?:Convention|Protocol|Recommendation|Article|Declaration|Constitution|Resolution|resolution|Charter|Preamble|preamble|"
    r"convention|protocole|recommandation|[Ll]['’]article|[Dd]éclaration|[Cc]onstitution|résolution|[Pp]réambule|"
    r"Convenio|Convención|Protocolo|Recomendación|[Aa]rtículo|[Dd]eclaración|[Cc]onstitución|[Rr]esolución|[Pp]reámbulo)\b"
)
_BARE = re.compile(r"^[\s\"”»’',.;:!?)\]–—-]*$")


def find_quotes(passages: Sequence[Passage], people: People) -> tuple[FoundQuote, ...]:
    """The quotations in reading order, with their speakers where the text names them."""
    memory = Memory()
    seen: dict[str, int] = {}
    joined = _over_passages(passages)
    found: list[FoundQuote] = []
    previous: FoundQuote | None = None
    for index, passage in enumerate(passages):
        if passage.kind in _NEVER:
            continue
        quotes = _in_passage(passage, passages, index, people, memory, previous, joined)
        previous = quotes[-1] if quotes and _ends_with_quote(passage) else None
        for quote in quotes:
            key = re.sub(r"\W+", " ", fold(quote.text)).strip()
            if key not in seen:
                seen[key] = len(found)
                found.append(quote)
            elif quote.speaker_name and not found[seen[key]].speaker_name:
                found[seen[key]] = quote
    return tuple(found)


def _over_passages(passages: Sequence[Passage]) -> dict[int, list[tuple[int, Quoted]]]:
    """For each passage whose last quotation stays open: the passages and places where it goes on.

    Every passage may open with a mark again and only the last one closes ("“First …", "“Second …”"), or
    the next one closes what the first has opened.
    """
    chains: dict[int, list[tuple[int, Quoted]]] = {}
    inside: set[int] = set()
    for index, passage in enumerate(passages):
        quoted = find_quoted(passage.text) if index not in inside and passage.kind not in _NEVER else ()
        if quoted and quoted[-1].has_open and not quoted[-1].has_close:
            chain = _chain(passages, index + 1)
            if chain:
                chains[index] = chain
                inside.update(at for at, _each in chain)
    return chains


def _chain(passages: Sequence[Passage], start: int) -> list[tuple[int, Quoted]]:
    chain: list[tuple[int, Quoted]] = []
    for index in range(start, min(start + 6, len(passages))):
        quoted = find_quoted(passages[index].text)
        first = quoted[0] if quoted and passages[index].kind not in _NEVER else None
        if first is None or (first.has_open and first.outer_start > 0):
            return []
        chain.append((index, first))
        if first.has_close:
            return chain
    return []


def _long_quote(
    passages: Sequence[Passage],
    index: int,
    each: Quoted,
    floor: int,
    chain: Sequence[tuple[int, Quoted]],
    people: People,
    memory: Memory,
) -> list[FoundQuote]:
    """One quotation over several passages; its speaker stands before its beginning or behind its end."""
    passage, (last, end) = passages[index], chain[-1]
    attribution = (
        speaker_before(passage.text, each.outer_start, floor, people, memory)
        or speaker_behind(passages[last].text, end.outer_end, people, memory)
        or (
            Attribution((memory.last,) if memory.last else (), 0, 0, is_inferred=True) if floor == 0 else None
        )
    )
    if attribution is None:
        return []
    spans = tuple(span_of(passages[at], part.start, part.end) for at, part in chain)
    if attribution.persons:
        memory.last = attribution.persons[-1]
    quote = _quote(passage, each, replace(attribution, start=0, end=0), people)
    text = " ".join([quote.text, *(span.surface for span in spans)])
    return [replace(quote, text=text, continues=spans)]


def _ends_with_quote(passage: Passage) -> bool:
    return passage.text.rstrip()[-1:] in '”»"“'


def _in_passage(
    passage: Passage,
    passages: Sequence[Passage],
    index: int,
    people: People,
    memory: Memory,
    previous: FoundQuote | None,
    joined: dict[int, list[tuple[int, Quoted]]],
) -> list[FoundQuote]:
    text = passage.text
    quoted = find_quoted(text)
    found: list[FoundQuote] = []
    floor = 0
    rest = {place for chain in joined.values() for place in chain}
    for at, each in enumerate(quoted):
        _remember(memory, people, passage, floor, each.outer_start)
        if (index, each) in rest:
            floor = each.outer_end
            continue
        if index in joined and each is quoted[-1]:
            found += _long_quote(passages, index, each, floor, joined[index], people, memory)
            floor = each.outer_end
            continue
        behind_limit = quoted[at + 1].outer_start if at + 1 < len(quoted) else len(text)
        each = _bounded(text, each, floor)
        attribution = _attribution(text[:behind_limit], each, floor, people, memory, found)
        if each.has_open and each.has_close:
            attribution = attribution or speaker_within(text, each.start, each.end, people)
        if attribution is None and _is_whole(text, each):
            attribution = _around(passage, passages, index, people, memory, previous)
        if attribution is not None and _is_possible(text, each, attribution):
            found.append(_quote(passage, each, attribution, people))
            if attribution.persons:
                memory.last = attribution.persons[-1]
        elif attribution is None and _is_of_document(text, each, floor):
            found.append(_quote(passage, each, Attribution((), each.start, each.end), people))
        floor = each.outer_end
    _remember(memory, people, passage, floor, len(text))
    return found


def _remember(memory: Memory, people: People, passage: Passage, start: int, end: int) -> None:
    named = [
        place.person
        for place in people.places
        if place.passage == passage.ordinal and start <= place.start < end
    ]
    note_named(memory, named)


def _bounded(text: str, each: Quoted, floor: int) -> Quoted:
    """A quotation without opening mark begins behind a colon or where its sentence run begins."""
    if each.has_open:
        return each
    colon = text.rfind(": ", floor, each.end)
    start = colon + 2 if colon >= 0 else each.start
    return Quoted(start, each.end, start, each.outer_end, has_open=False)


def _attribution(
    text: str, each: Quoted, floor: int, people: People, memory: Memory, found: Sequence[FoundQuote]
) -> Attribution | None:
    behind = speaker_behind(text, each.outer_end, people, memory) if each.has_close else None
    if behind and (behind.persons or not each.has_open):
        return behind
    before = speaker_before(text, each.outer_start, floor, people, memory) if each.has_open else None
    if before and before.persons:
        return before
    if behind or (before and not _is_of_document(text, each, floor)):
        return behind or before
    if found and each.has_open and _follows_on(text, each, floor):
        persons = (memory.last,) if memory.last and found[-1].speaker_name else ()
        return Attribution(persons, floor, each.outer_start, is_inferred=True)
    return None


def _follows_on(text: str, each: Quoted, floor: int) -> bool:
    """A second quotation in the same passage that begins a sentence goes on from the first one."""
    lead = text[floor : each.outer_start].rstrip()
    if text[each.outer_end :].lstrip()[:1].islower() and text[each.end - 1] not in ",.!?…":
        return False  # "“Leave no one behind” is our promise": part of a sentence, a set phrase
    if lead.endswith(",") and len(lead) < 80 and text[:floor].rstrip()[-2:-1] in {",", ".", "?", "!"}:
        return True  # "…,” he went on, “we act.”
    return text[each.start : each.start + 1].isupper() and lead[-1:] in ".,!?:;" and _words(text, each) >= 3


def _is_whole(text: str, each: Quoted) -> bool:
    """Whether the passage is nothing but the quotation."""
    lead, rest = text[: each.outer_start], text[each.outer_end :]
    return bool(_BARE.match(lead) and _BARE.match(rest)) and _words(text, each) >= 4


def _around(
    passage: Passage,
    passages: Sequence[Passage],
    index: int,
    people: People,
    memory: Memory,
    previous: FoundQuote | None,
) -> Attribution | None:
    """The speaker of a passage that is all quotation: the line behind, the sentence before, or the last one."""
    if index + 1 < len(passages):
        behind = passages[index + 1].text
        person = people.named(re.split(r"[,(]", behind.lstrip("-–— "))[0].strip())
        if person and len(behind) < 160:
            return Attribution((person,), 0, 0, is_inferred=True)
    before = passages[index - 1] if index else None
    if before is not None and before.kind not in _NEVER:
        lead = speaker_before(before.text, len(before.text), 0, people, memory)
        if lead and lead.persons and before.text.rstrip().endswith((":", "said.", "says.")):
            return Attribution(lead.persons, 0, 0, is_inferred=True)
    if previous and memory.last:
        return Attribution((memory.last,), 0, 0, is_inferred=True)
    return Attribution((), 0, 0) if passage.kind is PassageKind.QUOTATION else None


def _is_possible(text: str, each: Quoted, attribution: Attribution) -> bool:
    """No name of a thing, no lone word, no open end without anybody who speaks."""
    if not each.has_open and (text[each.start : each.start + 1].islower() or not attribution.persons):
        return False
    if not each.has_close and not (attribution.persons and text[each.end - 1] in ".!?…"):
        return False
    words = _words(text, each)
    lead = text[max(0, each.outer_start - 60) : each.outer_start]
    if words < 2:
        return False
    is_title = _is_title(text[each.start : each.end])
    if is_title and (words <= 12 and text[each.end - 1] not in ".!?,"):
        return False
    return not (words <= 6 and _NAMING.search(lead) and not attribution.persons)


def _is_of_document(text: str, each: Quoted, floor: int) -> bool:
    """Words of a document: a verb of stating leads to a fragment of some length."""
    start, _end = sentence_at(text, each.outer_start)
    lead = text[max(floor, min(start, each.outer_start)) : each.outer_start]
    least = 2 if _SAYING_TEXT.search(lead) else 5
    if not (each.has_open and each.has_close) or _words(text, each) < least or _NAMING.search(lead):
        return False
    return bool(_DOCUMENT.search(lead)) and not _is_title(text[each.start : each.end])


def _is_title(piece: str) -> bool:
    """Most of the longer words have capitals."""
    words = [word for word in re.findall(r"[^\W\d_][\w’'-]*", piece) if len(word) > 3]
    return len(words) >= 2 and sum(word[0].isupper() for word in words) >= 0.7 * len(words)


def _words(text: str, each: Quoted) -> int:
    return len(re.findall(r"\w[\w’'-]*", text[each.start : each.end]))


def _quote(passage: Passage, each: Quoted, attribution: Attribution, people: People) -> FoundQuote:
    persons = attribution.persons
    role: FoundRole | None = persons[0].roles[0] if len(persons) == 1 and persons[0].roles else None
    has_span = attribution.end > attribution.start
    return FoundQuote(
        text=passage.text[each.start : each.end],
        span=span_of(passage, each.start, each.end),
        rule="quotes.attributed" if persons else "quotes.unattributed",
        speaker_id=persons[0].person_id if persons else None,
        speaker_name="; ".join(person.name for person in persons) or None,
        role=role.role if role else None,
        organisation_id=role.organisation_id if role else None,
        speaker_span=span_of(passage, attribution.start, attribution.end) if persons and has_span else None,
        is_speaker_inferred=attribution.is_inferred,
    )
