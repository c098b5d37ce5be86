"""Who is said to speak, and what a rule about speakers needs to know of the sentence before and behind."""

from __future__ import annotations

import re
from enum import IntEnum
from typing import NamedTuple

from transforms.people.find import Person
from transforms.quotes.scene import BODY, FILL, PERSON, SAID_SIGN


class Grade(IntEnum):
    """How plainly the text says that the words were said. A lower grade asks more of the words themselves."""

    CONTEXT = 1
    SUBJECT = 2
    LED = 3
    SAID = 4


class Attribution(NamedTuple):
    """Who is said to speak: persons (none when nobody named is meant), and the span of the words."""

    persons: tuple[Person, ...]
    start: int
    end: int
    grade: Grade = Grade.SAID
    is_inferred: bool = False
    # A verb of saying stands in the sentence; the words go on with what was said just before.
    has_verb: bool = False
    goes_on: bool = False
    # Where a clause inside the marks tells who speaks: the words before and behind it are two quotations.
    clause: tuple[int, int] | None = None


MARKS = f'“”«»„"{SAID_SIGN}'
# Words of one clause without a person in them.
GAP = rf"[^.;!?{MARKS}\uE100-\uF8FF]"
P = rf"(?P<person>{PERSON}){FILL}*(?!['’]s\b)"
# What may stand between a person and the verb: an apposition, brackets, dashes.
APART = rf"(?:,{GAP}{{2,140}}?,|\s\({GAP}{{2,60}}\)|\s[–-]\s{GAP}{{2,90}}?\s[–-])?"
P2 = rf"(?P<second>{PERSON}){FILL}*"
PRONOUN = r"(?P<pronoun>he|she|they|il|elle|ils|elles|él|ella|ellos|ellas|we|I|je|nous)"
_ONE = (
    r"one\sof|several|many|another|two|some|un\sde|une\sde|l['’]une?\sde|una\sde|uno\sde|plusieurs|varias|varios|"
    r"otra|otro|otros|otras|certaines|certains|algunas|algunos"
)
THE = (
    rf"(?P<phrase>(?:(?:{_ONE}|the|its|his|her|their|sa|son|leur|la|le|les|une?|su|sus|el|los|las|una?|an?|"
    rf"ILO|UN|ONU|OIT|{BODY})\s|l['’]){GAP}{{1,80}}?)"
)
# Small words that may stand between a subject and its verb.
ADVERBS = (
    r"(?:(?:,\s)?(?<!\w)(?:(?:also|further|then|later|once|again|still|often|however|therefore|has|had|have|would|will|\w+ly|"
    r"likes?\sto|liked\sto|used\sto|aime\sà|aimait\sà|suele|solía|a|ont|lui|leur|nous|vous|me|le|se|te|les|nos|también|"
    r"además|luego|ya|ha|han|est|était|aussi|encore|ensuite|pour\ssa\spart|por\ssu\sparte|for\s(?:her|his|its)\spart|in\sturn|à\sson\stour|"
    r"a\ssu\svez|en\soutre|par\sailleurs|asimismo)\b,?\s?|[lms]['’])){0,4}"
)
_PREPOSITION = re.compile(
    r"(?:^|\s)(?:to|with|by|for|about|of|from|on|at|than|and|or|like|that|whether|à|de|avec|par|pour|et|ou|que|qu['’]|d['’]|"
    r"chez|sur|a|con|por|para|sobre|y|e|al|del|du|au|aux|des|si|como|comme|as)\s*$",
    re.IGNORECASE,
)


def is_object(before: str) -> bool:
    """Whether what stands right before a person makes them no subject: "with", "à", "para"."""
    return bool(_PREPOSITION.search(before))
