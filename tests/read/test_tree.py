"""Selection with declared expectations, and parsing that neither crashes nor hangs."""

from __future__ import annotations

import time

import pytest

from extractors.errors import UnexpectedContent
from extractors.read.markup.nesting import unwrap
from extractors.read.markup.tree import Limits, clean, mend_headings, own_text, parse_html, text_of

PAGE = (
    '<div id="a" class="box big"><p class="x">one</p><span><p class="x y">two</p></span></div>'
    '<div class="box"><a href="/f.pdf" class="x">three</a></div>'
)


@pytest.mark.parametrize(
    ("css", "texts"),
    [
        (".x", ["one", "two", "three"]),
        ("p.x", ["one", "two"]),
        (".x.y", ["two"]),
        ("#a > p", ["one"]),
        ("#a p", ["one", "two"]),
        (".box.big span p", ["two"]),
        ('a[href$=".pdf"]', ["three"]),
        ("[href^='/f']", ["three"]),
        ("a.x, p.y", ["two", "three"]),  # in the order of the page
        ("p:first-child", ["one", "two"]),  # beyond the index: by cssselect
        (".missing a", []),
        ("#missing", []),
    ],
)
def test_selectors_match_in_page_order(css: str, texts: list[str]) -> None:
    html = parse_html(PAGE, "https://www.ilo.org/x")
    assert [text_of(node) for node in html.many(css)] == texts


def test_within_an_element_only_what_is_below_it_counts() -> None:
    html = parse_html(PAGE, "https://www.ilo.org/x")
    second = html.many(".box")[1]
    assert [text_of(node) for node in html.many(".x", second)] == ["three"]
    assert html.many("a", second) == html.many("a")
    assert html.many(".box", second) == []


def test_a_selector_that_finds_too_little_says_what_it_expected() -> None:
    html = parse_html(PAGE, "https://www.ilo.org/x")
    with pytest.raises(UnexpectedContent, match=r"'h1'.*at least 1.*found 0") as caught:
        html.one("h1")
    assert caught.value.address == "https://www.ilo.org/x"


def test_several_matches_where_one_was_expected_are_an_issue() -> None:
    html = parse_html(PAGE, "https://www.ilo.org/x")
    assert text_of(html.maybe_one("p.x")) == "one"
    html.one("p.x")
    assert [issue.code for issue in html.issues] == ["selector.ambiguous"]
    assert html.first("p.x") is not None
    assert html.maybe_one("h6") is None


def test_text_is_normalised() -> None:
    assert clean(" a\u00a0b\u2009\u202fc\u200bd \n e\u00ad ") == "a b cd e"
    node = parse_html("<p>one<br>two<script>no()</script> <b>three</b></p>", "u").one("p")
    assert text_of(node) == "one two three"
    assert own_text(node) == "one two"


def test_a_heading_closed_by_another_level_ends_there() -> None:
    assert mend_headings("<h1 class=t>A</h2><div>b</div>") == "<h1 class=t>A</h1><div>b</div>"
    assert mend_headings("<h2>A</h2><h3>B</h3>") == "<h2>A</h2><h3>B</h3>"
    assert mend_headings("</h3>text<h1>A") == "</h3>text<h1>A"


@pytest.mark.parametrize("place", ["before", "after"])
def test_ten_thousand_nested_elements_hide_nothing(place: str) -> None:
    well = "<div>" * 10_000 + "bottom" + "</div>" * 10_000
    article = "<article><p>the article</p></article>"
    started = time.perf_counter()
    html = parse_html(well + article if place == "before" else article + well, "u")
    assert [text_of(node) for node in html.many("article p")] == ["the article"]
    assert "bottom" in text_of(html.root)
    assert "page.deep_nesting" in [issue.code for issue in html.issues]
    assert time.perf_counter() - started < 5


def test_unclosed_nesting_is_unwrapped_too() -> None:
    html = parse_html("<font>" * 20_000 + "<p>text</p>", "u")
    assert "text" in text_of(html.root)


def test_unwrap_keeps_the_text() -> None:
    assert unwrap("<a><b><c>x</c></b></a>y", 2) == "<a><b>x</b></a>y"


def test_a_page_beyond_the_bounds_is_cut_and_says_so() -> None:
    text = "<p>word</p>" * 3_000
    html = parse_html(text, "u", Limits(nodes=1_000))
    assert not html.is_whole
    assert len(html.many("p")) < 1_000
    assert [issue.code for issue in html.issues] == ["page.given_up"]
    short = parse_html(text, "u", Limits(characters=110))
    assert not short.is_whole
    assert len(short.many("p")) == 10


@pytest.mark.parametrize("text", ["", "   ", "<!-- only this -->", "plain words", "<", "\x01\x02", "<html>"])
def test_hardly_any_page_gives_a_tree(text: str) -> None:
    html = parse_html(text, "u")
    assert html.is_whole
    assert html.many("h1") == []


def test_markup_in_the_title_element_is_text() -> None:
    html = parse_html("<title>On <script>alert(1)</script> it</title><p>x</p>", "u")
    assert html.text("title") == "On <script>alert(1)</script> it"
    assert html.text("p") == "x"


@pytest.mark.parametrize("address", ["", "  ", None, "http://[broken"])
def test_an_address_that_is_none_is_null(address: str | None) -> None:
    assert parse_html("<p>", "https://www.ilo.org/").absolute(address) is None
