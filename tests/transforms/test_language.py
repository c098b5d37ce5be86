"""The language of running text, and what the page declares."""

from __future__ import annotations

import pytest

from extractors.model import Passage, PassageKind
from transforms.language import detect_language, find_language, passage_languages

ENGLISH = "The weavers met in the hall and counted the hours they had worked since the spring."
FRENCH = "Les tisserandes se sont réunies dans la salle pour compter leurs heures de travail."
SPANISH = "Las tejedoras se reunieron en la sala para contar las horas que habían trabajado."


def passages(*texts: str) -> list[Passage]:
    return [Passage(n, PassageKind.PARAGRAPH, text) for n, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        (FRENCH, "fr"),
        (SPANISH, "es"),
        ("ILO", "und"),
        ("", "und"),
        ("12 345 678 – 90", "und"),
        ("Женщины работают ночью в порту и считают часы", "und"),
    ],
)
def test_detected(text: str, language: str) -> None:
    assert detect_language(text) == language


def test_text_overrules_what_is_declared_and_says_so() -> None:
    language, issues = find_language(passages(ENGLISH, ENGLISH), "fr")
    assert (language, [issue.code for issue in issues]) == ("en", ["language_differs"])


@pytest.mark.parametrize(
    ("texts", "declared", "language"),
    [
        ((ENGLISH,), "en", "en"),
        (("Lima",), "es", "es"),
        ((), "fr", "fr"),
        ((), "", "und"),
        ((SPANISH,), "und", "es"),
        ((ENGLISH, FRENCH, FRENCH), "fr", "fr"),
        ((ENGLISH,), "pt", "pt"),
    ],
)
def test_language_of_the_document(texts: tuple[str, ...], declared: str, language: str) -> None:
    assert find_language(passages(*texts), declared) == (language, [])


def test_languages_by_passage() -> None:
    found = passage_languages(passages(ENGLISH, SPANISH, "Lima"), "en")
    assert found == {0: "en", 1: "es", 2: "en"}
