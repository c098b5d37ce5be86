"""Damaged bytes: whatever a capture holds, it is read, or refused as a failure to read, and nothing else."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.collect.verdicts.verdict import decide_verdict
from extractors.errors import ReadFailure
from extractors.model import Page
from extractors.read.listings.listing import read_listing
from tests.read.pages import capture_of, drupal, legacy, read_text_page, rich
from transforms.understand import understand
from warehouse.loading.load import Reading, prepare_readings

ILO = "https://www.ilo.org/resource/news/rope-makers"
OLD = "http://www.ilo.org/public/english/bureau/gender/about/ropes.htm"
STORY = "https://www.unwomen.org/en/news-stories/news/2025/02/rope-makers"
TEXT = (
    '<p>Rope makers met in Oslo on 4 May 2024. "We counted", said Ada Holm of the <a href="/x/y">union</a>.</p>'
    "<table><tr><th>Year</th><th>Ropes</th></tr><tr><td>2023</td><td>12</td></tr></table><ul><li>Hemp</ul>"
)
PAGES = (
    (ILO, drupal(rich(TEXT), date="4 May 2024", intro="A count of ropes.").encode()),
    (
        OLD,
        legacy(f'<table><tr><td><font size="5"><b>Ropes</b></font>{TEXT}</table>'),
    ),
    (
        STORY,
        f'<html lang="en"><main><article class="node node--view-mode-full"><h1 class="story-title">Ropes</h1>'
        f"<div>{TEXT}</div></article></main></html>".encode(),
    ),
)
JUNK = (
    b"<link rel=canonical href='https://[www.ilo.org/x'>",
    b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"\x80", b"\x1a", b"<!--", b"<![CDATA[", b"<script>", b"<template>",
    b"</body>", b"</table>", b"<td>", b"<plaintext>", b"<h1></h2>", b"&#0;", b"&#xD800;", b"&#55357;", b"&#x110000;",
    b"&#1234567890;", b"&", b"31 February 2019", b"<base href=\'http://[broken\'>", b"<a href=\'http://[::1\'>x</a>",
    b"<link rel=canonical href=\'https://www.ilo.org:.x/en\'>", b"<time datetime=\'99999999999\'>q</time>",
    b"<td rowspan=99999 colspan=99999>", b"<font size=\'+99999999999999999999\'>", b"<meta charset=\'utf-7\'>",
    b"<script type=\'application/ld+json\'>{\"@graph\":[null,1,{\"headline\":[1],\"author\":[{}]}]}</script>",
)  # fmt: skip
NOT_TEXT = re.compile("[\ud800-\udfff\x00]")


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """The address and the bytes of a page after some cuts, repetitions, swaps and insertions."""
    url, body = draw(st.sampled_from(PAGES))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(body)))
        end = min(len(body), start + draw(st.integers(0, 200)))
        piece = draw(st.sampled_from((b"", body[start:end] * 2, body[start:end][::-1], *JUNK)))
        body = body[:start] + piece + body[end if draw(st.booleans()) else start :]
    return url, body


def texts(value: object) -> Iterator[str]:
    """Every text anywhere in a page."""
    if isinstance(value, str):
        yield value
    elif dataclasses.is_dataclass(value):
        yield from texts([getattr(value, field.name) for field in dataclasses.fields(value)])
    elif isinstance(value, dict):
        yield from texts([*value, *value.values()])
    elif isinstance(value, (list, tuple)):
        for entry in value:
            yield from texts(entry)


def check_spans(page: Page) -> None:
    """Links and fields stand where they say, passages are counted from 0, and all text is text."""
    assert [passage.ordinal for passage in page.passages] == list(range(len(page.passages)))
    for link in page.links:
        assert page.passages[link.passage].text[link.start : link.end] == link.text
    for field in page.fields:
        if field.passage is not None:
            words = page.passages[field.passage].text[field.start : field.end]
            assert words in (field.surface, field.value)
    assert not [text for text in texts(page) if NOT_TEXT.search(text)]


@settings(max_examples=150, deadline=None)
@given(damaged())
def test_damaged_pages_are_read_understood_and_made_into_rows(case: tuple[str, bytes]) -> None:
    url, body = case
    headers = {"Content-Type": "text/html"}
    decide_verdict(url=url, status=200, headers=headers, body=body, wanted="document")
    read_listing(body, url)
    try:
        page = read_text_page(body, url)
    except ReadFailure:
        return
    check_spans(page)
    prepare_readings([Reading(capture_of(url), page, understand(page))])


@pytest.mark.parametrize("junk", JUNK)
@pytest.mark.parametrize(("url", "body"), PAGES)
def test_junk_inside_the_text_harms_nothing_around_it(url: str, body: bytes, junk: bytes) -> None:
    page = read_text_page(body.replace(b"<p>Rope", junk + b"<p>Rope", 1), url)
    check_spans(page)
