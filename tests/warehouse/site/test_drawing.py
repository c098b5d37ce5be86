"""Pictures are drawn apart from the run: no text, however odd, ends it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from tests.kept import kept_messages
from warehouse.site.drawing import draw

ODD = "A\x0bB\x00\u200b\ud83d 日本 😀 <b>&amp;"


def test_odd_names_are_drawn() -> None:
    (picture,) = draw([("ranked", [{"name": ODD, "documents": 3}, {"name": "plain", "documents": 1}])])
    assert picture is not None
    assert "plain" in picture
    assert "<b>" not in picture


@pytest.fixture
def told() -> Iterator[list[str]]:
    with kept_messages("warehouse.site.drawing") as messages:
        yield messages


def test_what_cannot_be_drawn_is_left_out_and_told(told: list[str]) -> None:
    good = ("months", [{"month": date(2024, 3, 1), "publisher": "ILO", "documents": 3}])
    found = draw([good, ("by_year", [{"name": "no year", "documents": 1}])])
    assert found[0] is not None
    assert found[1] is None
    assert any(message.startswith("by_year could not be drawn") for message in told)
