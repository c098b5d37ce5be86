"""The feeds as a feed reader gets them from the server."""

from __future__ import annotations

from pathlib import Path

import feedparser
import pytest
from lxml import etree

from tests.browser.visitor import Visitor

ATOM = "{http://www.w3.org/2005/Atom}"
NEEDED = ("id", "title", "updated")


@pytest.fixture(scope="session")
def feeds(site_folder: Path) -> list[str]:
    found = sorted(file.name for file in (site_folder / "feeds").glob("*.atom"))
    assert "all.atom" in found
    return found


def test_every_atom_feed_is_well_formed_and_whole(visitor: Visitor, feeds: list[str]) -> None:
    page = visitor.go("feeds/index.html")
    for name in feeds:
        answer = page.request.get(f"{visitor.base}feeds/{name}")
        assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8", name
        tree = etree.fromstring(answer.body())
        assert tree.tag == f"{ATOM}feed", name
        for element in [tree, *tree.iter(f"{ATOM}entry")]:
            assert all(element.findtext(f"{ATOM}{needed}") for needed in NEEDED), name
        read = feedparser.parse(answer.body())
        assert not read.bozo, name
        assert len({entry.id for entry in read.entries}) == len(read.entries), name


def test_json_feeds_are_valid(visitor: Visitor, site_folder: Path) -> None:
    page = visitor.go("feeds/index.html")
    names = {file.name for file in (site_folder / "feeds").glob("*.json")}
    assert "all.json" in names
    for name in names:
        answer = page.request.get(f"{visitor.base}feeds/{name}")
        assert answer.headers["content-type"] in ("application/feed+json", "application/json"), name
        feed = answer.json()
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["title"]
        for item in feed["items"]:
            assert item["id"]
            assert item.get("content_text") or item.get("content_html"), item["id"]


def test_the_list_of_feeds_names_them_all(visitor: Visitor, feeds: list[str]) -> None:
    page = visitor.go("feeds/index.html")
    links = {link.get_attribute("href") for link in page.locator("main a").all()}
    named = {link.rsplit("/", 1)[-1] for link in links if link}
    assert set(feeds) <= named


def test_home_announces_the_feed_of_everything(visitor: Visitor) -> None:
    page = visitor.go()
    address = page.locator('link[rel="alternate"][type="application/atom+xml"]').get_attribute("href")
    assert page.request.get(visitor.base + (address or "")).ok
