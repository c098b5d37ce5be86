"""Where a person's name begins and ends within a run of words with capitals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from transforms.names.cues import is_compatriot, is_place
from transforms.names.name_words import INNER, is_no_name
from transforms.names.role_heads import is_head, occupations, opens_sentence, role_head

_WORD = re.compile(r"\S+")
# "Firmaron Fabio Bertranou, …": a Spanish verb opens the sentence.
_SPANISH_VERB = re.compile(r"[A-ZÁÉÍ][a-zñáéíóú]*(?:aron|ieron|eron|ó|ará|erá|irá|arán)")
_OF = re.compile(r"\b(?:of|for|from|in|at|de|du|del|para|pour|à|en|de\sla|de\sl['’]|d['’])\s?$")


class Taken:
    """The stretches of a text in which no further name begins; asking costs no more with many of them."""

    def __init__(self, text: str, stretches: Iterable[tuple[int, int]] = ()) -> None:
        """Of a text, with the first stretches as start and end."""
        self._marks = bytearray(len(text))
        self.add(*stretches)

    def add(self, *stretches: tuple[int, int]) -> None:
        """Take further stretches."""
        for start, end in stretches:
            self._marks[start:end] = b"\1" * (end - start)

    def overlaps(self, start: int, end: int) -> bool:
        """Whether `start` to `end` shares a character with one of the stretches."""
        return self._marks.find(b"\1", start, end) >= 0


def name_end(text: str, start: int, end: int, taken: Taken) -> int | None:
    """Where a name behind a form of address ends: before a word that no name holds; None without one."""
    last = start
    for word in _WORD.finditer(text, start, end):
        # "Mr. Le Van Thanh": a small word can open a name behind a form of address.
        is_inner = word[0] in INNER and word.end() < end
        if taken.overlaps(word.start(), word.end()) or (is_no_name(word[0]) and not is_inner):
            break
        if (
            word[0] in {"y", "e"}
            and last > start
            and " " in text[start:last]
            and " " in text[word.end() + 1 : end]
        ):
            break
        if _is_capital(word[0]):
            last = word.end()
    if last == start or len(text[start:last].rstrip(".")) < 2 or is_head(text[start:last]):
        return None  # "Mr. Mayor"
    return last


def name_parts(text: str, start: int, end: int, taken: Taken) -> list[tuple[int, int]]:
    """The stretches of at least two words that could be a name."""
    parts: list[tuple[int, int]] = []
    run: list[re.Match[str]] = []
    for word in [*_WORD.finditer(text, start, end), None]:
        if word and not _breaks(word, run, taken):
            run.append(word)
            continue
        if len(run) > 1:
            for each in _at_and(run):
                parts += _as_name(text, each)
        run = []
    return parts


def _breaks(word: re.Match[str], run: Sequence[re.Match[str]], taken: Taken) -> bool:
    is_foreign = is_no_name(word[0]) and not (run and word[0] in INNER)
    return is_foreign or taken.overlaps(word.start(), word.end())


def _at_and(run: Sequence[re.Match[str]]) -> list[Sequence[re.Match[str]]]:
    """ "Marta Xol y Elvira Pop" are two; "José Ortega y Gasset" is one."""
    for at, word in enumerate(run):
        if word[0] in {"y", "e"} and _capitals(run[:at]) >= 2 and _capitals(run[at + 1 :]) >= 2:
            return [run[:at], *_at_and(run[at + 1 :])]
    return [run]


def _capitals(run: Sequence[re.Match[str]]) -> int:
    return sum(_is_capital(word[0]) for word in run)


def _is_capital(word: str) -> bool:
    """ "Souleymane d’Almeida", "Lorenzo dell'Acqua" have two words with a capital."""
    return word[0].isupper() or any(letter.isupper() for letter in word[1:6])


def _as_name(text: str, run: Sequence[re.Match[str]]) -> list[tuple[int, int]]:
    words = list(run)
    while words and (not _is_capital(words[0][0]) or _is_verb(text, words[0])):
        words.pop(0)
    while words and (not _is_capital(words[-1][0]) or words[-1][0] in INNER):
        words.pop()
    words = words[_place_ahead(text, words) :]
    # "Mayor Ana Paz", "la Suissesse Heidi Frei"; but "Ana Mayor"
    while _capitals(words) > 2 and (
        is_head(words[0][0]) or is_compatriot(text, *words[0].span()) or _is_opening_trade(text, words[0])
    ):
        words.pop(0)
    return [(words[0].start(), words[-1].end())] if _capitals(words) >= 2 else []


def _place_ahead(text: str, words: Sequence[re.Match[str]]) -> int:
    """How many words of the run name a place: "Mayor of Freetown Yvonne Aki", "for Bangladesh Henrik Solberg"."""
    before = text[max(0, words[0].start() - 12) : words[0].start()] if words else ""
    if not words or _capitals(words) < 3 or not _OF.search(before):
        return 0
    for length in (3, 2, 1):
        if len(words) >= length + 2 and is_place(text[words[0].start() : words[length - 1].end()]):
            return length
    ahead = text[max(0, words[0].start() - 40) : words[0].start()]
    heads = list(role_head().finditer(ahead))
    return 1 if heads and len(ahead) - heads[-1].end() < 8 else 0


def _is_opening_trade(text: str, word: re.Match[str]) -> bool:
    """Whether the first word of a sentence is what somebody does: "Glassblower Ida Holm agreed."."""
    return word[0].lower() in occupations() and opens_sentence(text, word.start())


def _is_verb(text: str, word: re.Match[str]) -> bool:
    before = text[: word.start()].rstrip()
    return bool(_SPANISH_VERB.fullmatch(word[0])) and (not before or before[-1] in ".!?:;”»")
