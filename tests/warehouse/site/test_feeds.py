"""Feeds and the map of the site: valid, complete, and steady from release to release."""

from __future__ import annotations

import json
import re
from pathlib import Path

import duckdb
import feedparser
import pytest
from lxml import etree

from tests.warehouse.release.sample import DAY
from tests.warehouse.site.atom import faults_of
from tests.warehouse.site.conftest import ADDRESS
from tests.warehouse.site.html import pages_of
from warehouse.site.data import statement
from warehouse.site.feeds import write_feeds
from warehouse.site.history import Past
from warehouse.site.notes import schema_changes
from warehouse.site.release_facts import ReleaseFacts
from warehouse.site.site import Names, Site
from warehouse.site.writer import SiteWriter


@pytest.mark.parametrize(
    ("path", "count"),
    [
        ("all", 39), ("publisher-ilo", 23), ("publisher-un-women", 16), ("topic-care_economy", 24), ("country-KEN", 11),
        ("changes-changed", 1), ("changes-withdrawn", 0), ("structure", 0),
    ],
)  # fmt: skip
def test_feeds_are_valid_and_hold_their_documents(site: Path, path: str, count: int) -> None:
    content = (site / "feeds" / f"{path}.atom").read_bytes()
    feed = feedparser.parse(content)
    assert not feed.bozo
    assert len(feed.entries) == count
    assert faults_of(content) == []
    ids = [entry.id for entry in feed.entries]
    assert len(ids) == len(set(ids))


def test_what_is_against_the_standard_is_noticed(site: Path) -> None:
    content = (site / "feeds" / "all.atom").read_bytes()
    for broken in (
        re.sub(rb"<updated>[^<]*</updated>", b"", content, count=1),
        re.sub(rb"<updated>([^<]*)(Z|\+00:00)</updated>", rb"<updated>\1</updated>", content),
        re.sub(rb"<id>[^<]*</id>", b"<id>one</id>", content),
        re.sub(rb'rel="self"', b'rel="related"', content),
        re.sub(rb"<author>.*?</author>", b"", content, flags=re.S),
        content.replace(b"<entry>", b"<entry><colour>red</colour>", 1),
    ):
        assert broken != content
        assert faults_of(broken), broken[:400]


def test_entries_lead_to_pages_of_the_site(site: Path) -> None:
    feed = feedparser.parse((site / "feeds" / "all.atom").read_bytes())
    assert all((site / entry.link.removeprefix(ADDRESS)).is_file() for entry in feed.entries)


def test_the_json_feed_says_the_same(site: Path) -> None:
    found = json.loads((site / "feeds" / "all.json").read_text("utf-8"))
    feed = feedparser.parse((site / "feeds" / "all.atom").read_bytes())
    assert found["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["id"] for item in found["items"]] == [entry.id for entry in feed.entries]
    assert all(item["content_text"] and item["url"].startswith(ADDRESS) for item in found["items"])


def test_the_map_names_every_page(site: Path) -> None:
    tree = etree.fromstring((site / "sitemap.xml").read_bytes())
    named = {element.text for element in tree.iter("{*}loc")}
    assert named == {ADDRESS + page.relative_to(site).as_posix() for page in pages_of(site)} - {
        f"{ADDRESS}404.html"
    }


NOTES = """# Release 1

## Schema changes

- `documents`: new column `kicker` (VARCHAR)
- `old`: table removed

## Accuracy

- `title`: not this
"""


def test_changes_of_structure_are_read_from_the_notes() -> None:
    assert schema_changes(NOTES) == [("documents", "new column `kicker` (VARCHAR)"), ("old", "table removed")]
    assert schema_changes("") == []


def test_the_feed_of_structure_tells_of_every_good_release(release: Path, tmp_path: Path) -> None:
    history = [
        Past("20260301T000000Z", True, {}, [], []),
        Past("20260201T000000Z", True, {}, [("documents", "new column `kicker` (VARCHAR)")], []),
        Past("20260115T000000Z", False, {}, [("documents", "column `title` removed")], ["keys_unique"]),
        Past("20260101T000000Z", True, {}, [("old", "table removed")], []),
    ]
    with duckdb.connect(str(release / "equalwork.duckdb"), read_only=True) as con:
        con.execute(statement("setup"))
        facts = ReleaseFacts("20260301T000000Z", "2026-03-01T00:00:00Z", history=history)
        write_feeds(SiteWriter(tmp_path, None), Site(con, facts, Names(con), DAY, ADDRESS))
    feed = feedparser.parse((tmp_path / "feeds" / "structure.atom").read_bytes())
    assert [entry.updated for entry in feed.entries] == ["2026-02-01T00:00:00Z", "2026-01-01T00:00:00Z"]
    assert feed.entries[0].summary == "documents: new column `kicker` (VARCHAR)"
    assert feed.entries[0].link == f"{ADDRESS}data/changelog-2026-02.html#r20260201T000000Z"
