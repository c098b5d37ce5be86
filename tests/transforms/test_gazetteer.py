"""Names are found whatever their accents and marks, as whole words, the longest first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.gazetteer import Case, Gazetteer, Name, fold, fold_text

NAMES = Gazetteer(
    [
        Name("Côte d'Ivoire", "CIV"),
        Name("Niger", "NER"),
        Name("Nigeria", "NGA"),
        Name("Guinea", "GIN"),
        Name("Papua New Guinea", "PNG"),
        Name("Türkiye", "TUR"),
        Name("ILO", "ILO", Case.EXACT),
        Name("WHO", "WHO", Case.EXACT),
        Name("sœur", "sister", Case.ANY),
    ]
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("in Cote d’Ivoire", ["CIV"]),
        ("CÔTE D'IVOIRE", ["CIV"]),
        ("Tu\u0308rkiye, decomposed", ["TUR"]),
        ("Papua New Guinea and Guinea", ["PNG", "GIN"]),
        ("Nigerian", []),
        ("niger", []),
        ("le Président duNigeria", ["NGA"]),
        ("who works at the ILO-led office", ["ILO"]),
        ("SŒUR et sœur", ["sister", "sister"]),
        ("", []),
    ],
)
def test_names_found(text: str, found: list[str]) -> None:
    assert [match.value for match in NAMES.find(text)] == found


def test_span_of_a_decomposed_name_holds_its_accents() -> None:
    text = "la Co\u0302te d'Ivoire\u0301!"
    (match,) = NAMES.find(text)
    assert text[match.start : match.end] == match.surface == "Co\u0302te d'Ivoire\u0301"


def test_an_empty_gazetteer_finds_nothing() -> None:
    assert Gazetteer[str]([]).find("anything") == []


@pytest.mark.parametrize("text", ["Œuvre – “Été”", "straße", "a\u00adb", "İstanbul"])
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_offsets_lead_back_to_characters_in_order(text: str) -> None:
    folded = fold_text(text)
    ends = [folded.span(at, at + 1) for at in range(len(folded.folded))]
    assert all(0 <= start < end <= len(text) for start, end in ends)
    assert ends == sorted(ends)


@given(st.text(alphabet="Côte d'Ivoie ILO-Niger\u0302ia’œ.", max_size=80))
def test_surfaces_stand_at_their_spans(text: str) -> None:
    for match in NAMES.find_all(text):
        assert text[match.start : match.end] == match.surface
