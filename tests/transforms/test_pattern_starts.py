"""Trying a pattern only where it can begin finds what trying it everywhere finds."""

from __future__ import annotations

import re

import pytest

from transforms.instruments.subjects import _english, _subject_starts
from transforms.names.name_words import honorific_name, title_starts
from transforms.pattern_starts import matches_from, word_starts

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
    assert [match.span() for match in matches_from(title_starts(), honorific_name(), text)] == everywhere


@pytest.mark.parametrize("text", SUBJECTS)
def test_subjects_are_found_where_a_search_of_the_whole_text_finds_them(text: str) -> None:
    everywhere = [match.span() for match in _english().finditer(text)]
    assert everywhere
    assert [match.span() for match in matches_from(_subject_starts(), _english(), text)] == everywhere


def test_matches_do_not_overlap() -> None:
    pattern = re.compile(r"aa\b|aaa")
    assert [match.span() for match in matches_from(re.compile("a"), pattern, "aaaa aa")] == [(0, 3), (5, 7)]


def test_word_starts_are_whole_beginnings_of_words() -> None:
    text = "Ms Lind, Msida, aMs, Dr"
    assert [match.start() for match in word_starts({"Ms", "Dr"}).finditer(text)] == [0, 9, 21]
    assert [match.start() for match in word_starts({"Ms", "Dr"}, r"(?!\w)").finditer(text)] == [0, 21]
