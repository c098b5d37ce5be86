"""Finds quotations: words in marks that somebody said or a document says, and who said them.

Titles, names of programmes, set phrases and headings stand in marks too: without somebody who says it,
or a sentence that stands as one, there is no quotation. The speaker is null rather than wrong. A quotation
printed twice is one; each half of a split one is an entry of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.findings import FoundQuote, FoundRole, Mention
from extractors.model import Passage, PassageKind
from transforms.gazetteer import fold
from transforms.people.find import People, Person
from transforms.quotes.attribution import Attribution, Grade
from transforms.quotes.chains import quotes_over_passages
from transforms.quotes.context import Above, from_context, is_whole
from transforms.quotes.documents import is_of_document, is_said_by_law
from transforms.quotes.kinds import (
    ends_sentence,
    is_named,
    is_quotation,
    is_sentence,
    words_in,
)
from transforms.quotes.marks import Quoted, find_quoted
from transforms.quotes.scene import SAID_SIGN, Scene, sentence_start
from transforms.quotes.speaker_before import speaker_before
from transforms.quotes.speaker_behind import speaker_behind
from transforms.quotes.speaker_memory import Memory
from transforms.quotes.speaker_within import speaker_within
from transforms.spans import span_of

_NO_WORDS = re.compile(r"\W+")
NO_RUNNING_TEXT = frozenset({PassageKind.TITLE, PassageKind.KICKER, PassageKind.HEADING})


def find_quotes(
    passages: Sequence[Passage], people: People, bodies: Sequence[Mention] = ()
) -> tuple[FoundQuote, ...]:
    """The quotations in reading order, with their speakers where the text names them."""
    if not any(find_quoted(passage.text) for passage in passages):
        return ()
    reader = _Reader(passages, people, bodies)
    for index in range(len(passages)):
        reader.read(index)
    return _without_repeats(reader.found)


class _Reader:
    """Reads the passages in order and keeps what was found and who spoke."""

    def __init__(self, passages: Sequence[Passage], people: People, bodies: Sequence[Mention]) -> None:
        self.passages = passages
        self.scene = Scene(passages, people, bodies)
        self.memory = Memory(self.scene)
        self.chains = quotes_over_passages(passages, NO_RUNNING_TEXT)
        self.found: list[FoundQuote] = []
        self.before: tuple[Person, ...] | None = None

    def read(self, index: int) -> None:
        """Find the quotations of one passage."""
        passage = self.passages[index]
        if passage.kind in NO_RUNNING_TEXT:
            self.memory.note(index, 0, len(passage.text))
            return
        above = Above(0, None, self.before)
        quoted = find_quoted(passage.text)
        for number, each in enumerate(quoted):
            limit = quoted[number + 1].outer_start if number + 1 < len(quoted) else len(passage.text)
            self.memory.note(index, above.floor, each.outer_start)
            attribution = self._attribution(index, each, limit, above)
            if attribution is not None:
                self._keep(index, each, attribution)
                for person in attribution.persons:
                    self.memory.spoke(person)
            here = above.here if attribution is None else attribution.persons
            above = Above(each.outer_end, here, above.before)
        self.memory.note(index, above.floor, len(passage.text))
        self.before = above.here if passage.text.rstrip()[-1:] in '”»"“' else None

    def _attribution(self, index: int, each: Quoted, limit: int, above: Above) -> Attribution | None:
        """Who says the words, and that they are a quotation at all; None for what is none."""
        if (index, each) in self.chains.rests:
            return None
        text, blanked = self.passages[index].text, self.scene.blanked(index)
        lead = blanked[sentence_start(blanked, each.outer_start) : each.outer_start]
        if index in self.chains.rest_of and each is find_quoted(text)[-1]:
            return self._of_long(index, each, above)
        ahead = blanked[: each.outer_start - len(lead)]
        if each.has_open and each.has_close and words_in(text, each) >= 2 and is_said_by_law(lead, ahead):
            return Attribution((), 0, 0, Grade.LED)
        for found in self._candidates(index, each, limit, above, lead):
            if found and is_quotation(text, each, found, lead):
                return found
        if is_of_document(text, each, lead):
            return Attribution((), 0, 0, Grade.LED)
        is_alone = each.has_open and each.has_close and not is_whole(text, each) and not is_named(text, each)
        if is_alone and not re.search(r"\w", lead) and is_sentence(text, each, lead):
            return Attribution((), 0, 0, Grade.CONTEXT)
        return None

    def _candidates(
        self, index: int, each: Quoted, limit: int, above: Above, lead: str
    ) -> Iterator[Attribution | None]:
        """What tells who speaks, the plainest first."""
        text = self.passages[index].text
        before = speaker_before(self.scene, index, each.outer_start, self.memory)
        is_led = before is not None and before.grade is Grade.LED and bool(before.persons)
        if is_led and ends_sentence(text, each):
            yield before
        behind = (
            speaker_behind(self.scene, index, each.outer_end, limit, self.memory) if each.has_close else None
        )
        if behind and behind.persons:
            yield behind
        if each.has_open and each.has_close:
            yield speaker_within(self.scene, index, each, self.memory)
        if before and before.persons and before.grade is Grade.LED:
            yield before
        yield behind
        is_of_another = before is not None and before.is_inferred and not before.persons
        if above.here is not None and SAID_SIGN in lead and not is_of_another:
            yield Attribution(above.here, 0, 0, Grade.LED, is_inferred=True, goes_on=True)
        yield before
        yield from_context(self.scene, index, each, above, self.memory)

    def _of_long(self, index: int, each: Quoted, above: Above) -> Attribution | None:
        """The speaker of a quotation over several passages stands before its beginning or behind its end."""
        last, end = self.chains.rest_of[index][-1]
        return (
            speaker_before(self.scene, index, each.outer_start, self.memory)
            or speaker_behind(self.scene, last, end.outer_end, len(self.passages[last].text), self.memory)
            or from_context(self.scene, index, each, above, self.memory)
            or (
                Attribution((), 0, 0, Grade.CONTEXT)
                if words_in(self.passages[index].text, each) >= 4
                else None
            )
        )

    def _keep(self, index: int, each: Quoted, attribution: Attribution) -> None:
        passage = self.passages[index]
        if attribution.clause:
            halves = _halves(passage.text, each, *attribution.clause)
            self.found += [_quote(passage, half, attribution) for half in halves]
            return
        quote = _quote(passage, each, attribution)
        if index in self.chains.rest_of and each == find_quoted(passage.text)[-1]:
            parts = self.chains.rest_of[index]
            spans = tuple(span_of(self.passages[at], part.start, part.end) for at, part in parts)
            text = " ".join([quote.text, *(span.surface for span in spans)])
            quote = replace(quote, text=text, continues=spans, speaker_span=None)
        self.found.append(quote)


def _halves(text: str, each: Quoted, start: int, end: int) -> list[Quoted]:
    """What stands before and behind a clause inside the marks, as far as it has words."""
    halves = (each._replace(end=start), each._replace(start=end))
    return [half for half in halves if words_in(text, half)]


def _quote(passage: Passage, each: Quoted, attribution: Attribution) -> FoundQuote:
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


def _without_repeats(quotes: Sequence[FoundQuote]) -> tuple[FoundQuote, ...]:
    """Each quotation once, where it is printed first; a later one gives its speaker to one without."""
    places: dict[str, int] = {}
    kept: list[FoundQuote] = []
    for quote in quotes:
        key = _NO_WORDS.sub(" ", fold(quote.text)).strip()
        if key not in places:
            places[key] = len(kept)
            kept.append(quote)
        elif quote.speaker_name and not kept[places[key]].speaker_name:
            kept[places[key]] = quote
    return tuple(kept)
