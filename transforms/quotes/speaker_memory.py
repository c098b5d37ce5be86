"""Remembers who was named and who spoke, and tells whom a pronoun or "the representative" means."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass

from transforms.names.role_heads import role_head
from transforms.people.find import Person
from transforms.quotes.attribution import GAP, is_object
from transforms.quotes.role_echo import (
    gender_of,
    head_of,
    head_words,
    is_agent,
    is_of_another,
    is_vague,
    long_words,
    role_words,
    strange_words,
    with_echoes,
)
from transforms.quotes.scene import NAMED, Scene, sentence_start
from transforms.quotes.speaker_ahead import named_ahead
from transforms.quotes.speaker_genders import OPEN, Genders

_FEMALE = frozenset({"she", "elle", "ella"})
_MALE = frozenset({"he", "il", "él"})
_PLURAL = frozenset({"they", "ils", "elles", "ellos", "ellas"})
_OURSELVES = frozenset({"i", "we", "je", "nous"})
_APPOSITION = re.compile(rf"^{NAMED},?\s([^.;:!?,“”«»\"\ue100-\uf8ff]{{3,80}})")
_UNNAMED = re.compile(
    r"^[\s”»\"]*(?:(?:According to|Selon|Según|Pour|Para|For|D['’]après)\s)?"
    r"(?P<phrase>(?:(?:[Tt]he|[Ll]a|[Ll]e|[Ee]l)\s|[Ll]['’])[\w-]+(?:\s[\w-]+)?)"
)
_KIN = re.compile(
    r"(?:^|[.!?”»]\s)(?:Her|His|Their|Sa|Son|Leur|Su)\s(?:\w+\s)?(?:sister|brother|mother|father|daughter|son|niece|nephew|"
    r"granddaughter|grandson|grandmother|husband|wife|colleague|friend|neighbour|fille|fils|petite-fille|petit-fils|sœur|frère|"
    r"mère|père|mari|femme|collègue|amie?|voisine?|hija|hijo|nieta|nieto|hermana|hermano|madre|padre|esposo|esposa|marido|"
    r"colega|amiga|amigo|vecina|vecino)\b"
)
# "Her cousin, P, shrugs. He says that …"
_NEXT_SUBJECT = re.compile(r"[.!?”»]\s(?P<pronoun>She|He|Elle|Ella|Él)\b")
# "A and the League's President, B": two subjects.
_BESIDE = re.compile(rf"^{NAMED}(?:,{GAP}{{2,100}},)?\s(?:and|et|y|e)\s{GAP}{{0,80}}$")


@dataclass(frozen=True, slots=True)
class _Named:
    """A place where somebody is named, or an office without a name; a topic is the subject of its sentence."""

    person: Person | None
    is_topic: bool
    gender: str | None = None


class Memory:
    """Who was named and who spoke so far, in reading order."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.last: Person | None = None
        self._named: list[_Named] = []
        self._genders = Genders()
        self._words: dict[int, set[str]] = {}
        self._read = (0, 0)
        # What was read since somebody was last asked for: most quotations name their speaker.
        self._unread: list[tuple[int, int, int] | Person] = []

    def note(self, index: int, start: int, end: int) -> None:
        """Remember who is named in a stretch of a passage outside of quotations."""
        self._read = (index, end)
        if start < end:
            self._unread.append((index, start, end))

    def spoke(self, person: Person) -> None:
        """Remember who said the quotation just read."""
        self.last = person
        self._unread.append(person)

    def _catch_up(self) -> None:
        """Read what was noted, in its order."""
        unread, self._unread = self._unread, []
        for each in unread:
            if isinstance(each, Person):
                self.last = each
                self._named.append(_Named(each, is_topic=True))
            else:
                self._read_stretch(*each)

    def _read_stretch(self, index: int, start: int, end: int) -> None:
        blanked = self.scene.blanked(index)
        named = self.scene.named_in(blanked[start:end])
        if not named:
            self._note_unnamed(blanked[start:end])
        for at, person in named:
            lead = blanked[sentence_start(blanked, start + at) : start + at]
            self._note_person(person, lead, blanked[start + at : end])

    def describe(self, person: Person, words: str) -> None:
        """Keep the words that stand beside a name: a phrase may repeat one of them."""
        self._words.setdefault(id(person), set()).update(long_words(words))

    def _note_person(self, person: Person, lead: str, behind: str) -> None:
        is_topic = self._is_topic(lead)
        self._named.append(_Named(person, is_topic))
        apposition = _APPOSITION.match(behind)
        before = re.split(rf"[.;:!?]|{NAMED}", lead[-80:])[-1]
        self.describe(person, f"{before} {apposition[1] if apposition else ''}")
        self._genders.learn_from_lead(person, lead)
        clause = re.split(r"[.!?“«\"]", behind, maxsplit=1)[0]
        if is_topic and len(self.scene.named_in(clause)) == 1:
            self._genders.learn_from_clause(person, clause)
        following = _NEXT_SUBJECT.search(behind) if is_topic else None
        if following and len(self.scene.named_in(behind[: following.start()])) == 1:
            gender = "female" if following["pronoun"].lower() in _FEMALE else "male"
            if self._genders.guess(person) in {gender, OPEN}:
                self._genders.learn(person, gender)

    def _note_unnamed(self, stretch: str) -> None:
        """ "Selon la directrice du bureau, …", "Sa fille est apprentie.": a pronoun behind it may mean her."""
        if _KIN.search(stretch):
            self._named.append(_Named(None, is_topic=True))
        match = _UNNAMED.search(stretch)
        if match and role_head().search(match["phrase"]):
            persons = self._by_phrase(match["phrase"])
            self._named.append(_Named(persons[0] if persons else None, True, gender_of(match["phrase"])))

    def _is_topic(self, lead: str) -> bool:
        """Whether whoever stands behind `lead` is a subject: named first in the sentence, or beside the first."""
        named = self.scene.named_in(lead)
        if not named:
            return not is_object(lead)
        first = named[0][0]
        return len(named) == 1 and not is_object(lead[:first]) and bool(_BESIDE.search(lead[first:]))

    def by_pronoun(self, pronoun: str) -> tuple[Person, ...]:
        """Whom a pronoun means, or a verb without a subject (an empty one): the last subject it can mean.

        Two persons for a plural; none when nobody fits; who is named next where nobody was named before.
        """
        self._catch_up()
        word = pronoun.lower()
        if word in _OURSELVES:
            return ()
        if word in _PLURAL:
            return self._last_two()
        wanted = "female" if word in _FEMALE else "male" if word in _MALE else None
        person = self._topic(wanted) if self._named else self._next(wanted)
        if person and wanted:
            self._genders.learn(person, wanted)
        return (person,) if person else ()

    def by_phrase(self, phrase: str) -> tuple[Person, ...]:
        """Whom a phrase means: whose role it repeats, or who spoke last for "the representative"."""
        self._catch_up()
        return self._by_phrase(phrase)

    def latter(self) -> tuple[Person, ...]:
        """Whom "cette dernière" means: who was named last."""
        self._catch_up()
        last = next((each.person for each in reversed(self._named) if each.person), None)
        return (last,) if last else ()

    def _by_phrase(self, phrase: str) -> tuple[Person, ...]:
        words = long_words(phrase)
        same = self._with_words(words, phrase)
        if len(same) == 1 or (same and same[0] is self.last):
            return (same[0],)
        if same or not words or is_of_another(phrase):
            return ()
        if is_agent(phrase) and self.last is not None:
            person = self._topic(gender_of(phrase))
            return (person,) if person and person in (self.last, self._named[-1].person) else ()
        if not self._named:
            person = self._next(None)
            return (person,) if person and words & head_words(person) else ()
        return self._vague(words, gender_of(phrase)) if is_vague(words) else ()

    def _with_words(self, words: set[str], phrase: str) -> list[Person]:
        """The persons whose role the phrase repeats, the one named last first; of several those it fits best."""
        persons = {id(each.person): each.person for each in reversed(self._named) if each.person}.values()
        same = [each for each in persons if words & head_words(each)]
        same = same or [each for each in persons if head_of(phrase) in self._words_beside(each)]
        most = max((len(words & role_words(each)) for each in same), default=0)
        return [each for each in same if len(words & role_words(each)) == most]

    def _words_beside(self, person: Person) -> Set[str]:
        return with_echoes(self._words.get(id(person), set()))

    def _vague(self, words: set[str], wanted: str | None) -> tuple[Person, ...]:
        person = self._topic(wanted)
        return (person,) if person and not strange_words(words) - role_words(person) else ()

    def _topic(self, wanted: str | None) -> Person | None:
        fitting = [each for each in reversed(self._named) if self._can_be(each, wanted)]
        likely = [each for each in fitting if not wanted or self._is_likely(each, wanted)]
        for each in (*likely, *fitting):
            if each.is_topic:
                return each.person
        return fitting[0].person if fitting else None

    def _next(self, wanted: str | None) -> Person | None:
        person = named_ahead(self.scene, *self._read)
        return person if person and self._can_be(_Named(person, is_topic=True), wanted) else None

    def _last_two(self) -> tuple[Person, ...]:
        last: list[Person] = []
        for each in reversed(self._named):
            if each.person and each.person not in last:
                last.append(each.person)
        return tuple(reversed(last[:2])) if len(last) >= 2 else ()

    def _can_be(self, named: _Named, wanted: str | None) -> bool:
        gender = self._genders.of(named.person) if named.person else named.gender
        return wanted is None or gender in {wanted, "open", None}

    def _is_likely(self, named: _Named, wanted: str) -> bool:
        return named.person is None or self._genders.guess(named.person) in {wanted, "open"}
