"""The country of the place that a page prints in a line of its own."""

from __future__ import annotations

import pytest

from extractors.model import SiteGeneration
from extractors.read.text.text import read_text
from transforms.places.printed import country_of_line
from transforms.understand import understand


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Bangkok, Thailand", "THA"),
        ("Dakar, Sénégal", "SEN"),
        ("Lima", "PER"),
        ("Palais des Nations, Genève", "CHE"),
        ("Surabaya, Indonesia", "IDN"),
        ("Seoul, Manila", None),
        ("Room V", None),
        ("", None),
    ],
)
def test_countries_of_lines(line: str, code: str | None) -> None:
    assert country_of_line(line) == code


def test_a_printed_place_has_its_country_without_dateline_and_event() -> None:
    text = "Weavers compare looms\n\nNews | Bangkok, Thailand | 3 May 2016\n\nForty weavers compared looms.\n"
    page = read_text(text, "http://www.ilo.org/invented", SiteGeneration.ILO_WCMS)
    found = understand(page)
    assert found.dateline is None
    assert found.event is None
    assert found.place_country is not None
    assert found.place_country.country_code == "THA"
    assert found.place_country.rule == "text.header_line"
