"""Texts from outside stay texts: markup in every field runs nothing and breaks nothing."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
from lxml import etree

from tests.warehouse.site.html import links_of, pages_of, parsed
from warehouse.site.render import json_data, web


def test_markup_in_every_field_stays_text(hostile_site: Path) -> None:
    wrong = []
    for page in pages_of(hostile_site):
        tree = parsed(page)
        scripts = tree.xpath("//script[not(@src) and not(@type='application/ld+json')]")
        made = tree.xpath("//img | //b | //style | //@onerror | //*[@style]")
        if scripts or made or len(tree.xpath("//head/title")) != 1 or len(tree.xpath("//h1")) != 1:
            wrong.append(page.name)
    assert wrong == []


def test_the_markup_is_shown_as_it_is(hostile_site: Path) -> None:
    titles = [
        parsed(page).xpath("string(//h1)") for page in (hostile_site / "documents").glob("*-*-*-*-*.html")
    ]
    assert len(titles) == 39
    assert all(title.startswith("<script>alert(1)</script>") and "{{ 7*7 }}" in title for title in titles)


def test_no_address_is_a_script(hostile_site: Path) -> None:
    schemes = {urlsplit(link).scheme for page in pages_of(hostile_site) for link in links_of(page)}
    assert schemes <= {"", "http", "https"}


def test_data_in_pages_is_still_json(hostile_site: Path) -> None:
    for page in (hostile_site / "documents").glob("*-*-*-*-*.html"):
        (script,) = parsed(page).xpath("//script[@type='application/ld+json']")
        data = json.loads(script.text)
        assert (data.get("headline") or data["name"]).startswith("<script>alert(1)</script>")


def test_feeds_are_still_xml(hostile_site: Path) -> None:
    for path in sorted(hostile_site.rglob("*.atom")):
        etree.fromstring(path.read_bytes(), etree.XMLParser(resolve_entities=False, no_network=True))
    feed = feedparser.parse((hostile_site / "feeds" / "all.atom").read_bytes())
    assert not feed.bozo
    assert len(feed.entries) == 39


def test_pictures_are_drawings_only(hostile_site: Path) -> None:
    for path in (hostile_site / "charts").glob("*.svg"):
        tree = etree.fromstring(path.read_bytes())
        tags = {etree.QName(element).localname for element in tree.iter(etree.Element)}
        assert tags <= {"svg", "g", "path", "line", "text", "rect", "circle", "tspan", "title"}


def test_json_data_cannot_end_its_element() -> None:
    text = json_data({"title": "</script><!-- & \u2028"})
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text) == {"title": "</script><!-- & \u2028"}


def test_web_takes_http_addresses_only() -> None:
    given = [
        "https://www.ilo.org/a",
        "http://x",
        "javascript:alert(1)",
        "data:text/html,x",
        "//x",
        "https://[",
        None,
    ]
    assert [web(address) for address in given] == ["https://www.ilo.org/a", "http://x", "", "", "", "", ""]
