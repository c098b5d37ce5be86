"""A quotation over two passages is one row, and right against labels that have it whole or in its parts."""

from __future__ import annotations

import pytest

from extractors.findings import FoundQuote, Span
from flows.accuracy.quotes import found_quotes, text_key

LONG = FoundQuote(
    "We wait. We count.",
    Span(0, 1, 9, "We wait."),
    "quotes.attributed",
    speaker_name="Ada Lind",
    continues=(Span(1, 1, 10, "We count."),),
)


@pytest.mark.parametrize(
    ("labels", "found"),
    [
        (["We wait. We count."], {"we wait we count"}),
        (["We wait.\n\n“We count."], {"we wait we count"}),
        (["We wait.", "We count."], {"we wait", "we count"}),
        (["Another one."], {"we wait we count"}),
    ],
)
def test_a_long_quotation_is_compared_as_it_is_labelled(labels: list[str], found: set[str]) -> None:
    wanted = frozenset((text_key(text),) for text in labels)
    values = found_quotes([LONG], wanted)
    assert values["quotes"] == {(text,) for text in found}
    assert values["quote_speakers"] == {(text, "ada lind") for text in found}
