from __future__ import annotations

import pytest

from extractors.read.declared.declarations import CASCADE, IGNORED
from extractors.read.declared.metadata import editions, read_metadata, title_without_site
from extractors.read.markup.tree import parse_html

URL = "https://valley.example.org/news/goats"


def declared(head: str, body: str = ""):
    return read_metadata(parse_html(f"<html lang='en'><head>{head}</head><body>{body}</body></html>", URL))


def ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


def test_json_ld_is_trusted_before_open_graph() -> None:
    found = declared(
        ld('{"@type":"NewsArticle","headline":"Goats"}') + '<meta property="og:title" content="Goats | Post">'
    )
    assert [(entry.value, entry.rule) for entry in found.all("title")] == [
        ("Goats", "json_ld.headline"),
        ("Goats | Post", "meta.og:title"),
    ]


def test_a_graph_gives_the_document_and_not_the_site() -> None:
    found = declared(
        ld(
            '{"@graph":[{"@type":"WebSite","name":"Post"},{"@type":"Organization","name":"Valley"},{"@type":["Article"],"name":"Goats"}]}'
        )
    )
    assert [entry.value for entry in found.all("title")] == ["Goats"]


@pytest.mark.parametrize(
    "text", ["{", "[]", "null", '{"@type": 7}', "", '{"@type":"Article","headline":{"a":{"b":[]}}}']
)
def test_broken_json_ld_is_skipped(text: str) -> None:
    assert declared(ld(text)).all("title") == ()


def test_a_trailing_comma_is_forgiven() -> None:
    found = declared(ld('{"@type":"Article","headline":"Goats",}')).first("title")
    assert found is not None
    assert found.value == "Goats"


def test_lists_come_from_one_rule() -> None:
    found = declared(
        '<meta name="citation_author" content="A"><meta name="citation_author" content="B"><meta name="author" content="Web team">'
    )
    assert found.values("author") == ("A", "B")


def test_modified_is_not_published() -> None:
    found = declared(
        '<meta property="og:updated_time" content="2024-04-11"><meta property="article:modified_time" content="2024-04-12">'
    )
    assert found.all("published_on") == ()
    assert len(found.all("modified_on")) == 2


def test_microdata_and_time() -> None:
    found = declared(
        "",
        '<div itemscope itemtype="https://schema.org/Event"><span itemprop="startDate" content="2026-05-01">May</span>'
        '</div><time pubdate datetime="2026-01-02">2 Jan</time>',
    )
    assert [entry.value for entry in found.all("type")] == ["Event"]
    assert [entry.value for entry in found.all("starts_on")] == ["2026-05-01"]
    assert [entry.value for entry in found.all("published_on")] == ["2026-01-02"]


def test_what_is_neither_used_nor_ignored_is_reported() -> None:
    found = declared(
        '<meta name="weir.colour" content="green"><meta name="viewport" content="x"><meta name="apple-itunes-app" content="y">'
    )
    assert found.unknown == ("meta.weir.colour",)


def test_no_declaration_is_both_used_and_ignored() -> None:
    used = {rule.casefold() for rules in CASCADE.values() for rule in rules}
    ignored = {name.casefold() for names in IGNORED.values() for name in names}
    assert used.isdisjoint(ignored)
    assert sum(len(rules) for rules in CASCADE.values()) == len(used)


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("A fair roster | UN Women – Headquarters", "A fair roster"),
        ("Un horario justo | ONU Mujeres – Sede", "Un horario justo"),
        ("A fair roster | International Labour Organization", "A fair roster"),
        ("WomenWatch: Bread ovens", "Bread ovens"),
        ("Bread | butter", "Bread | butter"),
        ("UN Women", "UN Women"),
        (None, None),
    ],
)
def test_title_without_site(title: str | None, plain: str | None) -> None:
    assert title_without_site(title) == plain


def test_editions_are_absolute_and_without_the_default() -> None:
    html = parse_html(
        '<head><link rel="alternate" hreflang="fr" href="/fr/chevres"><link rel="alternate" hreflang="x-default" '
        'href="/"><link rel="alternate" type="application/rss+xml" href="/rss"></head>',
        URL,
    )
    assert editions(html) == [("fr", "https://valley.example.org/fr/chevres")]
