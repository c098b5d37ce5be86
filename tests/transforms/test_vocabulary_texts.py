"""Sentences of the words that the rules look for, with capitals and accents wrongly set, are understood too.

Random letters never meet the branches behind a name that is known: "Reunión" is found as Réunion, "Ms. Don" is
a form of address before another.
"""

from __future__ import annotations

import csv
import random
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pytest
import yaml
from babel import Locale

from extractors.model import Page
from tests.transforms.test_understand import page, spans
from transforms.understand import understand
from transforms.vocabulary import FOLDER, LANGUAGES

PAGES = 120
SENTENCES = {
    "en": [
        "The {} met the {} in {}.", "“{}”, said {} of {}.", "{}, {} and {} signed a memorandum of understanding.",
        "On 3 May 2011 {} ({}) ratified {}.", "Ms. {}, {} of the {}.",
    ],
    "fr": [
        "Le {} de la {} à {}.", "« {} », a déclaré {}, {}.", "{}, {} et {} ont signé un accord.", "Mme {}, {}, {}.",
    ],
    "es": ["La {} de {} en {}.", "«{}», dijo {}, {}.", "{}, {} y {} firmaron un convenio.", "La Sra. {}, {} de {}."],
}  # fmt: skip


@lru_cache(maxsize=1)
def known_words() -> tuple[str, ...]:
    """Every word and name of the vocabularies, and what the three languages call the territories."""
    found = set(_texts([yaml.safe_load(file.read_text("utf-8")) for file in FOLDER.glob("*.yml")]))
    for file in FOLDER.glob("*.csv"):
        with file.open(encoding="utf-8", newline="") as lines:
            found.update(cell for row in csv.reader(lines) for cell in row)
    for language in LANGUAGES:
        found.update(Locale.parse(language).territories.values())
    return tuple(sorted(word for word in found if word and len(word) < 80))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _texts(key)
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


def misspelt(word: str, chance: random.Random) -> str:
    """The word as it is, in capitals, without accents, or with an accent where none belongs."""
    plain = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    vowels = [place for place, letter in enumerate(plain) if letter in "aeiou"]
    place = chance.choice(vowels) + 1 if vowels else 0
    moved = unicodedata.normalize("NFC", f"{plain[:place]}\u0301{plain[place:]}") if vowels else plain
    return chance.choice([word, word, word.upper(), word.title(), plain, moved, moved.capitalize()])


def made_page(language: str, chance: random.Random) -> Page:
    words = known_words()
    texts = []
    for _ in range(12):
        filled = [misspelt(chance.choice(words), chance) for _ in range(3)]
        texts.append(chance.choice(SENTENCES[language]).format(*filled))
    return page(texts, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_known_words_in_any_spelling_are_understood_and_every_span_is_true(language: str) -> None:
    chance = random.Random(language)
    for _ in range(PAGES):
        given = made_page(language, chance)
        findings = understand(given)
        for span in spans(findings):
            assert given.passages[span.passage].text[span.start : span.end] == span.surface
            assert span.start < span.end


def test_words_that_broke_a_rule_once() -> None:
    """A meeting is no island, and a form of address is no name."""
    island = understand(
        page(["Acta", "La Reunión de ministras se celebró en Lima el 3 de mayo de 2011."], "es")
    )
    assert "REU" not in {each.entity_id for each in island.mentions if each.kind == "country"}
    title = understand(page(["A title", "Ms. Don, head of the bakers, met Sra. Dra. at noon."]))
    assert not [each for each in title.mentions if each.kind == "person"]
