"""Whom "she" or "he" can mean: what forms of address, articles, roles and pronouns of a text tell about a person."""

from __future__ import annotations

import re

from transforms.gazetteer import fold
from transforms.names.role_heads import role_head
from transforms.people.find import Person
from transforms.quotes.role_echo import GENDER_OF_ARTICLE

OPEN = "open"
_ARTICLED = re.compile(
    r"(?<!\w)(el|la|le|un|une|una)\s(\w+(?:\s(?:general|général|générale))?)", re.IGNORECASE
)
# "El canciller chileno, P": whatever the word, the phrase is an apposition.
_APPOSED = re.compile(
    r"(?:^|[.;:»”]\s)(el|la|le|un|une|una)\s[a-zà-ÿ-]+(?:\s[\w’'-]+){0,5},\s$", re.IGNORECASE
)
_HER = re.compile(r"\b(?:she|her|hers|herself)\b", re.IGNORECASE)
_HIM = re.compile(r"\b(?:he|his|him|himself)\b", re.IGNORECASE)
_FEMALE_ROLE = re.compile(
    r"\b(?:\w+trice|\w+euse|ministra|\w+dora|directora|presidenta|secretaria|\w+woman|\w+iere|cheffe|deleguee|jefa|obrera|"
    r"costurera|mother|queen|experta|abogada|avocate|militante|\w+enne)\b"
)
_MALE_ROLE = re.compile(
    r"\b(?:\w+teur|\w+ier|ministro|\w+dor|secretario|\w+man|jefe|obrero|avocat|king|experto|abogado)\b"
)
# Words that are roles of women and men in another of the three languages.
_EITHER_ROLE = re.compile(r"\b(?:director|president|presidente|inspector|manager|member|officer)\b")
_FEMALE_NAME = re.compile(
    r"(?:a|ah|ine|elle|ette|ise|ie|ne)$|^(?:mary|dorothy|nancy|lucy|joy|ruth|esther|miriam|margaret|elizabeth|birgit|agnes|ines|"
    r"angeles|carmen|pilar|isabel|raquel|abigail|soledad|beatriz|luz|grace|florence|alice|solange|edwige|beatrice|berenice|clemence|constance|yasmin|noor|aylin|nour)$"
)
_MALE_NAME = re.compile(
    r"(?:o|os|us|ard|bert|ck|hn|ul|ed|id)$|^(?:peter|pieter|joseph|daniel|samuel|michael|james|thomas|martin|simon|stephen|steven|george|robert|"
    r"william|charles|henry|andrew|jean|pierre|etienne|andre|rene|jacques|philippe|antoine|guillaume|christophe|yves|luc|marc|juan|"
    r"luis|jose|manuel|miguel|javier|rafael|gabriel|ramon|joaquin|martin|agustin|hassan|ibrahim|omar|yusuf|kofi|kwame|ivan)$"
)
_FEMALE_IN_O = re.compile(
    r"consuelo|rocio|rosario|socorro|amparo|ingrid|astrid|lourdes|milagros|mercedes|dolores"
)
_MALE_IN_A = re.compile(r"joshua|mustafa|musa|issa|moussa|luca|nikola|ilya|abdullah|elijah|noah|andrea|sacha")


class Genders:
    """What is known of the persons of one document: female, male or open."""

    def __init__(self) -> None:
        self._known: dict[int, str] = {}

    def of(self, person: Person) -> str:
        """What the text tells about a person."""
        if person.gender != OPEN:
            return person.gender
        return self._known.get(id(person)) or _of_roles(person)

    def guess(self, person: Person) -> str:
        """What the text tells, or else what the first name suggests; the latter never more than a preference."""
        known, first = self.of(person), fold(person.name).split()[0]
        if known != OPEN:
            return known
        if _FEMALE_IN_O.fullmatch(first):
            return "female"
        if _MALE_IN_A.fullmatch(first) or _MALE_NAME.search(first):
            return "male"
        return "female" if _FEMALE_NAME.search(first) else OPEN

    def learn(self, person: Person, gender: str) -> None:
        """Keep what a pronoun has told; who was "he" once is not "she" in the next sentence."""
        if self.of(person) == OPEN:
            self._known[id(person)] = gender

    def learn_from_lead(self, person: Person, lead: str) -> None:
        """ "El canciller chileno, P", "la ministre du Travail, P": the article of the role."""
        articles = [match for match in _ARTICLED.finditer(lead[-90:]) if role_head().fullmatch(match[2])]
        match = articles[-1] if articles else _APPOSED.search(lead[-90:])
        if match:
            self._known.setdefault(id(person), GENDER_OF_ARTICLE[match[1].lower()])

    def learn_from_clause(self, person: Person, clause: str) -> None:
        """ "Ada Lind and her sister": the pronoun in the clause of one person."""
        her, him = bool(_HER.search(clause)), bool(_HIM.search(clause))
        if her != him:
            self._known.setdefault(id(person), "female" if her else "male")


def _of_roles(person: Person) -> str:
    role = fold(" ".join(each.role or "" for each in person.roles))
    female, male = bool(_FEMALE_ROLE.search(role)), bool(_MALE_ROLE.search(role))
    if female == male or _EITHER_ROLE.search(role):
        return OPEN
    return "female" if female else "male"
