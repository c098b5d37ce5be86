"""Marks of every kind, with one missing, nested or mixed; and the verbs of saying as signs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.names.saying import VERB, is_spanish, mark_saying
from transforms.quotes.marks import find_quoted


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“We met,” she said.", ["We met,"]),
        ("« Nous y étions », dit-elle.", ["Nous y étions"]),
        ("»Wir waren da«, sagte sie.", ["Wir waren da"]),
        ("”We met”, she said.", ["We met"]),
        ("„We met“, she said.", ["We met"]),
        ("``We met'', she said.", ["We met"]),
        ("'It's the workers' own money,' she said.", ["It's the workers' own money,"]),
        ("‘It’s ours,’ she said. ‘We don’t wait.’", ["It’s ours,", "We don’t wait."]),
        ("“The board of “Looms” met”, he said.", ["The board of “Looms” met"]),
        ("“We waited, said Ada Lind. “Then we went.”", ["We waited,", "Then we went."]),
        ("“We have the will, said Ada Lind of the union.", ["We have the will,"]),
        ("Ada Lind said: We are here”, and left.", ["We are here"]),
        ("BERN – We are here,” said Ada Lind.", ["We are here,"]),
        ('A 12"-wide plank', []),
        ("the workers’ rights and the employers’ duties", []),
    ],
)
def test_what_stands_between_marks(text: str, quoted: list[str]) -> None:
    assert [text[each.start : each.end] for each in find_quoted(text)] == quoted


@given(st.text(alphabet="“”«»„\"'’‘` ,.:–aZé1", max_size=60))
def test_quotations_lie_in_the_text_one_behind_the_other(text: str) -> None:
    end = 0
    for each in find_quoted(text):
        assert end <= each.outer_start <= each.start < each.end <= each.outer_end <= len(text)
        end = each.end


@given(st.text(max_size=80))
def test_marked_text_is_as_long_as_the_text(text: str) -> None:
    assert len(mark_saying(text)) == len(text)


@pytest.mark.parametrize(
    "text",
    ["she recounted", "a-t-elle précisé", "s’est félicitée", "puntualizó Ada", "hizo hincapié en", "put it"],
)
def test_verbs_of_saying_are_signs(text: str) -> None:
    assert VERB[0] in mark_saying(text)


def test_a_word_that_only_begins_like_a_verb_is_none() -> None:
    assert mark_saying("the saidest notedly") == "the saidest notedly"
    assert is_spanish("Explicó")
    assert not is_spanish("explained")
