"""Passages in reading order, with the kinds and the offsets that the rest of the house relies on."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.model import PassageKind
from extractors.read.markup.tree import parse_html
from extractors.read.passages.body import Body, without_loose_headings
from extractors.read.passages.shape import Shape, names
from extractors.read.passages.walk import read_passages, split_passages

BASE = "https://www.ilo.org/resource/news/x"
LEGACY = Shape(has_bold_headings=True, has_layout_tables=True, has_link_lines=True)


def body_of(markup: str, shape: Shape | None = None) -> Body:
    html = parse_html(f"<body>{markup}</body>", BASE)
    return read_passages(html.root.find("body"), shape or Shape(), BASE)


def shown(body: Body) -> list[tuple[str, str]]:
    return [(passage.kind.value, passage.text) for passage in body.passages]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>one<p>two", [("paragraph", "one"), ("paragraph", "two")]),
        ("one<br><br>two<br>three", [("paragraph", "one"), ("paragraph", "two three")]),
        ("<p>a<br/>\n<br/>b</p>", [("paragraph", "a"), ("paragraph", "b")]),
        (
            "<div>loose<p>para</p>tail</div>",
            [("paragraph", "loose"), ("paragraph", "para"), ("paragraph", "tail")],
        ),
        ("<p>a <b>bold</b>, <i>it</i>.</p>", [("paragraph", "a bold, it.")]),
        ("<p>87<sup>th</sup>&nbsp;session</p>", [("paragraph", "87th session")]),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", [("list_item", "a"), ("list_item", "b"), ("list_item", "c")]),
        (
            "<ul><li>a<ul><li>b</li></ul>rest</li></ul>",
            [("list_item", "a"), ("list_item", "b"), ("list_item", "rest")],
        ),
        ("<ol><li><p>a</p></li></ol>", [("list_item", "a")]),
        ("<dl><dt>term</dt><dd>what</dd></dl>", [("paragraph", "term"), ("list_item", "what")]),
        ("<h1>T</h2><p>x</p>", [("heading", "T"), ("paragraph", "x")]),
        (
            "<blockquote><p>words</p><cite>who</cite></blockquote>after",
            [("quotation", "words"), ("caption", "who"), ("paragraph", "after")],
        ),
        ("<p>in <cite>A Book</cite> one</p>", [("paragraph", "in A Book one")]),
        ("<figure><img><figcaption>boats</figcaption></figure>", [("caption", "boats")]),
        ("<template><p>hidden</p></template><script>x</script><p>seen</p>", [("paragraph", "seen")]),
        ("<nav><p>menu</p></nav><svg><text>x</text></svg><button>b</button><p>t</p>", [("paragraph", "t")]),
        ("<p> \u200b </p><p>\u00a0</p><div></div>", []),
        ("<td>cell text<td>more", [("paragraph", "cell text"), ("paragraph", "more")]),
    ],
)
def test_markup_becomes_passages(markup: str, expected: list[tuple[str, str]]) -> None:
    if markup.startswith("<td>"):
        markup = f"<table><tr>{markup}</table>"
        assert shown(body_of(markup, Shape(has_layout_tables=True))) == expected
    else:
        assert shown(body_of(markup)) == expected


def test_table_rows_carry_their_header() -> None:
    markup = (
        "<table><caption>Shares</caption><tr><th>Port</th><th>Share</th></tr>"
        '<tr><td>Norvane</td><td><a href="/n">7</a></td></tr><tr><td colspan=2>Note</td></tr></table>'
    )
    body = body_of(markup)
    assert shown(body) == [
        ("caption", "Shares"),
        ("table_row", "Port: Norvane | Share: 7"),
        ("table_row", "Note"),
    ]
    (link,) = body.links
    assert body.passages[link.passage].text[link.start : link.end] == "7" == link.text


def test_a_table_without_header_cells_is_layout_where_everything_is() -> None:
    markup = "<table><tr><td>menu</td><td><p>text</p><p>more</p></td></tr></table>"
    assert shown(body_of(markup, LEGACY)) == [
        ("paragraph", "menu"),
        ("paragraph", "text"),
        ("paragraph", "more"),
    ]


def test_heading_paths_follow_the_levels() -> None:
    body = body_of("<h2>A</h2><p>1</p><h3>B</h3><p>2</p><h2>C</h2><p>3</p>")
    assert [passage.heading_path for passage in body.passages] == [(), ("A",), ("A",), ("A", "B"), (), ("C",)]
    assert [passage.level for passage in body.passages if passage.kind is PassageKind.HEADING] == [2, 3, 2]


def test_links_stand_at_their_offsets() -> None:
    body = body_of(
        '<p>See  <a href="/a"> the <b>annex</b> </a>, or <a href="mailto:x@y.org">write</a>.</p><p><a href="#n">n</a></p>'
    )
    texts = [body.passages[link.passage].text[link.start : link.end] for link in body.links]
    assert texts == [link.text for link in body.links] == ["the annex", "write"]
    assert [link.url for link in body.links] == ["https://www.ilo.org/a", "mailto:x@y.org"]


def test_a_link_around_blocks_is_a_link_in_each() -> None:
    body = body_of('<a href="/a"><p>one</p><p>two</p></a>')
    assert [(link.text, link.passage) for link in body.links] == [("one", 0), ("two", 1)]


def test_bad_links_are_left_out() -> None:
    assert body_of('<a href="javascript:x()">a</a> <a href="http://[x">b</a> <a>c</a>').links == ()


def test_bold_lines_are_headings_and_link_lines_items_on_static_pages() -> None:
    markup = (
        "<p><b>Our unit<br>at work</b></p>Text <b>with bold</b> in it.<br><br><b>Aims</b><br>To mend nets."
        '<p><b>See also</b><br><a href="a.htm">Ropes</a><br><a href="b.htm">Sails</a><br>'
    )
    assert shown(body_of(markup, LEGACY)) == [
        ("heading", "Our unit at work"),
        ("paragraph", "Text with bold in it."),
        ("heading", "Aims"),
        ("paragraph", "To mend nets."),
        ("heading", "See also"),
        ("list_item", "Ropes"),
        ("list_item", "Sails"),
    ]
    assert [link.text for link in body_of(markup, LEGACY).links] == ["Ropes", "Sails"]


def test_a_shape_says_what_is_dropped_kept_and_named() -> None:
    shape = Shape(
        drop=names(".share #mail aside"),
        headings={".acc-button": 3},
        keep=names(".acc-button"),
        plain=names(".acc-item"),
        quotations=names(".pull"),
    )
    markup = (
        '<div class="box share">no</div><div id=mail>no</div><aside>no</aside><ul><li class=acc-item><button class='
        '"acc-button">Q</button><div><p>A</p></div></li></ul><div class=pull>P</div>'
    )
    assert shown(body_of(markup, shape)) == [("heading", "Q"), ("paragraph", "A"), ("quotation", "P")]


def test_a_region_is_split_at_an_element() -> None:
    html = parse_html("<body>above<br><font id=t>Title</font> below<p>more</p></body>", BASE)
    above, below = split_passages(html.root.find("body"), LEGACY, BASE, html.one("#t"))
    assert (shown(above), shown(below)) == (
        [("paragraph", "above")],
        [("paragraph", "below"), ("paragraph", "more")],
    )


def test_headings_without_text_under_them_go() -> None:
    body = without_loose_headings(body_of("<h2>A</h2><p>1</p><h2>Related</h2><h3>None</h3>"))
    assert [passage.text for passage in body.passages] == ["A", "1"]


@given(
    st.recursive(
        st.text(alphabet="ab <&\n\u00a0", max_size=8),
        lambda inner: st.builds(
            lambda tag, parts: f"<{tag}>" + "".join(parts) + f"</{tag}>",
            st.sampled_from(
                [
                    "p",
                    "div",
                    "b",
                    "ul",
                    "li",
                    "table",
                    "tr",
                    "td",
                    "th",
                    "h2",
                    "br",
                    "a href='/x'",
                    "blockquote",
                ]
            ),
            st.lists(inner, max_size=4),
        ),
        max_leaves=25,
    )
)
def test_any_nesting_keeps_the_promises_of_passages(markup: str) -> None:
    body = body_of(markup)
    assert [passage.ordinal for passage in body.passages] == list(range(len(body.passages)))
    for passage in body.passages:
        assert passage.text == " ".join(passage.text.split()) != ""
    for link in body.links:
        assert body.passages[link.passage].text[link.start : link.end] == link.text


def test_a_large_region_is_read_in_linear_time() -> None:
    markup = "<p>" + "word <b>bold</b> <a href='/x'>link</a> " * 40_000 + "</p>"
    started = time.perf_counter()
    body = body_of(markup)
    assert len(body.links) == 40_000
    assert time.perf_counter() - started < 10
