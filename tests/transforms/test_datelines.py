"""Datelines in all the forms that the sites print."""

from __future__ import annotations

import pytest

from extractors.model import Passage, PassageKind
from transforms.places.datelines import find_dateline


def passages(*texts: str) -> list[Passage]:
    head = Passage(0, PassageKind.TITLE, "Geneva – a title is no dateline")
    return [head, *(Passage(n, PassageKind.PARAGRAPH, text) for n, text in enumerate(texts, 1))]


@pytest.mark.parametrize(
    ("text", "place", "agency", "country", "surface"),
    [
        ("GENEVA (ILO News) – The mills", "Geneva", "ILO News", "CHE", "GENEVA (ILO News) –"),
        ("GENÈVE (Nouvelles de l'OIT) - Les", "Genève", "Nouvelles de l'OIT", "CHE", None),
        ("MADRID (Noticias de la OIT) – Las", "Madrid", "Noticias de la OIT", "ESP", None),
        ("(ILO News) - BANGKOK: Four mills", "Bangkok", "ILO News", "THA", "(ILO News) - BANGKOK:"),
        ("ILO NEWS (Geneva) - The mills", "Geneva", "ILO NEWS", "CHE", "ILO NEWS (Geneva) -"),
        ("Lima – Las hilanderas", "Lima", None, "PER", "Lima –"),
        ("(New York) – The mills", "New York", None, "USA", "(New York) –"),
        ("Geneva, 15 june 2010 (ACTRAV INFO)-Ten", "Geneva", "ACTRAV INFO", "CHE", None),
        ("New York, 13 June 2011 — The mills", "New York", None, "USA", None),
        ("PHNOM PENH,BANGKOK (ILO News) – The", "Phnom Penh, Bangkok", "ILO News", "KHM", None),
        ("LOMÉ/COTONOU (Nouvelles de l'OIT) – Les", "Lomé, Cotonou", "Nouvelles de l'OIT", "TGO", None),
        ("DAKAR, Senegal (ILO News) – The", "Dakar", "ILO News", "SEN", None),
        ("PORT OF SPAIN (ILO News) – The", "Port of Spain", "ILO News", "TTO", None),
        ("Buenos Aires. Con un llamado", "Buenos Aires", None, "ARG", "Buenos Aires."),
        ("QORA (IRIN) - Thirty midwives", "Qora", "IRIN", None, None),
    ],
)
def test_datelines(
    text: str, place: str, agency: str | None, country: str | None, surface: str | None
) -> None:
    found = find_dateline(passages(text))
    assert found is not None
    assert (found.place, found.agency, found.country_code) == (place, agency, country)
    assert text.startswith(found.span.surface)
    assert surface is None or found.span.surface == surface


@pytest.mark.parametrize(
    "text",
    [
        "Women – half of the crew – wait.",
        "ILO – the agency for work – has a hall.",
        "Adwoa Mensimah (UN Women) – who opened the hall – sat down.",
        "The Entity for Small Ports (ESP) – a new body.",
        "In Lima (Peru) - the mills",
        "",
    ],
)
def test_what_is_no_dateline(text: str) -> None:
    assert find_dateline(passages(text)) is None


def test_a_dateline_far_down_is_none() -> None:
    assert find_dateline(passages("One.", "Two.", "Three.", "Lima – Four.")) is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Remarks by the Director, Eva Paz, at the opening of the forum, New York, 9 March 2020", "New York"),
        ("Palabras de la Directora, Eva Paz, en la apertura del foro, Lima", "Lima"),
        ("Déclaration de la Directrice, Eva Paz, à la réunion de haut niveau, New York", "New York"),
        ("Statement by Ms. Eva Paz, Executive Director, UN Women", None),
        ("Remarks were made by all who had come to the harbour, Lima said.", None),
    ],
)
def test_the_line_of_a_speech_says_where(text: str, place: str | None) -> None:
    found = find_dateline(passages(text))
    assert (found and found.place) == place
    assert found is None or text[found.span.start : found.span.end] == place
