"""Trying a pattern only where it can begin finds what trying it everywhere finds."""

from __future__ import annotations

import re

import pytest

from transforms.gazetteer import fold_text
from transforms.instruments.subjects import _english, _subject_finder
from transforms.names.name_words import honorific_name, title_starts
from transforms.pattern_starts import holds_any, matches_from, word_starts
from transforms.word_finder import WordFinder

TEXTS = [
    "“Dr. Ilse Varnholt, Mme Noor Haddad and M. Ozan Paz met Sra. Lucía Arrebola,” said Prof Ada Lind.",
    "La Dra. Ana Ruiz, don Pedro Gil y el padre Luis Mora; aldon Pedro; H.E. Adwoa Mensimah.",
    "Mr. Mr. Tom Lind. Madame Ada Lind, selon Me Hildegonde Wauters.",
]
SUBJECTS = [
    "the domestic workers convention, the equal remuneration convention and recommendation",
    "maternity protection convention 2000; subdomestic workers convention; home work convention",
]


@pytest.mark.parametrize("text", TEXTS)
def test_honorifics_are_found_where_a_search_of_the_whole_text_finds_them(text: str) -> None:
    everywhere = [match.span() for match in honorific_name().finditer(text)]
    assert everywhere
    starts = [match.start() for match in title_starts().finditer(text)]
    assert [match.span() for match in matches_from(starts, honorific_name(), text)] == everywhere


@pytest.mark.parametrize("text", SUBJECTS)
def test_subjects_are_found_where_a_search_of_the_whole_text_finds_them(text: str) -> None:
    everywhere = [match.span() for match in _english().finditer(text)]
    assert everywhere
    starts = _subject_finder().starts(fold_text(text))
    assert [match.span() for match in matches_from(starts, _english(), text)] == everywhere


def test_matches_do_not_overlap() -> None:
    pattern = re.compile(r"aa\b|aaa")
    assert [match.span() for match in matches_from([0, 1, 2, 3, 5, 6], pattern, "aaaa aa")] == [
        (0, 3),
        (5, 7),
    ]


def test_word_starts_are_whole_beginnings_of_words() -> None:
    text = "Ms Lind, Msida, aMs, Dr"
    assert [match.start() for match in word_starts({"Ms", "Dr"}).finditer(text)] == [0, 9, 21]
    assert [match.start() for match in word_starts({"Ms", "Dr"}, r"(?!\w)").finditer(text)] == [0, 21]


def test_expressions_begin_and_end_with_whole_words() -> None:
    finder = WordFinder(["équité", "home work", "care*", "co-op", "%"])
    text = fold_text("Equite: home-work, homework, home  work; careful, scare, CO-OP co-ops")
    assert finder.starts(text) == [0, 8, 41, 57]


def test_an_expression_is_found_once_at_a_place_and_at_both_edges() -> None:
    finder = WordFinder(["pay", "pay gap", "pay*"])
    assert finder.starts(fold_text("pay gap")) == [0]
    assert finder.starts(fold_text("equal pay")) == [6]
    assert finder.starts(fold_text("")) == []


def test_words_are_held_inside_of_others_too() -> None:
    assert holds_any("a memorandum", ("emorand",))
    assert not holds_any("a memo", ("emorand", "pact"))
