"""The words by which a sentence speaks of a dated event, as patterns over folded text."""

from __future__ import annotations

import re
from functools import lru_cache

from transforms.vocabulary import read_yaml

# Days that the whole world has: "International Women's Day (8 March)", "la Journée mondiale", "el Día".
NAMED_DAY = re.compile(
    r"\b(?:international|world|universal|global|national)\s[^.;]{0,40}?\bdays?\b|\b(?:labour|women's|human rights) day\b"
    r"|\bjournees? (?:internationales?|mondiales?|nationales?)\b|\bdia (?:internacional|mundial|nacional|de la|del)\b"
)
# "The deposit took place on 11 March": a signature is no event, its ceremony may be one.
SIGNING_BEFORE = re.compile(
    r"\b(?:deposit|depot|deposito|signature|signing|firma|ratification|ratificacion)\b[^.;]{0,60}$"
)
# "When: Monday, 17 June 2019"
WHEN_LINE = re.compile(r"^\s*(?:when|quand|cuando)\s?:")
# An end alone, the event began on the day of the page: "will sit until 18 June"
# `runs until`, `ends in Lima on`, `se termine le`
UNTIL_BEFORE = re.compile(
    r"\b(?:(?:until|till|through|jusqu'au|hasta(?: el)?)|"
    r"(?:ends?|ended|closes?|closed|concludes?|concluded|will (?:end|close|conclude))\s(?:in \w+ )?on(?: the)?|"
    r"(?:se termine|se terminera|s'acheve|s'achevera|prend fin|prendra fin|se clot|se cloturera)\s(?:a \w+ )?le|"
    r"(?:termina|terminara|concluye|concluira|finaliza|finalizara|culmina|culminara|se clausura)\s(?:en \w+ )?el)\s$"
)


@lru_cache(maxsize=8)
def event_words(name: str) -> re.Pattern[str]:
    """Finds a word of one of the lists of `event_words.yml`."""
    # Nothing is tried where a word ends.
    return re.compile(rf"\b(?=\w)(?:{'|'.join(read_yaml('event_words.yml')[name])})\b")


@lru_cache(maxsize=1)
def not_an_event() -> re.Pattern[str]:
    """Finds, at the end of what stands before a date, that the date is a deadline, a signature and so on."""
    words = "|".join(read_yaml("event_words.yml")["not_an_event"])
    return re.compile(rf"\b({words})\b[^.;]{{0,45}}$")


# "The session, which opened on 3 June, ends tomorrow"
ENDS = re.compile(
    r"\b(?:ends?|closes?|concludes?|se termine|s'acheve|prend fin|se terminera|termina|concluye|finaliza|se clausura)\s"
    r"(?P<day>tomorrow|demain|manana|today|aujourd'hui|hoy)\b"
)
