"""The real source files against a web that serves the labelled pages under their own addresses."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from extractors.collect.archive.archive import ArchiveWriter, archive_index
from extractors.collect.collect import collect_source
from extractors.model import Verdict
from extractors.read.listings.listing import read_listing
from extractors.sources import load_sources
from tests.sites.web import START, Reply

SOURCES = load_sources(Path(__file__).parents[2] / "sources")
LIVE = [source for source in SOURCES.values() if source.frequency != "archive-only"]


@pytest.fixture
def labelled_web(web, shared):
    """Every labelled page at its address; what else is asked for is missing."""
    for file in sorted((shared / "corpus/pages").glob("*.json")):
        label = json.loads(file.read_text("utf-8"))
        parts = urlsplit(label["url"])
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        headers = {"Content-Type": label["content_type"], **label.get("headers", {})}
        body = (file.parent / label["file"]).read_bytes()
        web.site(parts.netloc).pages[path] = Reply(label["status"], body, headers)
    for source in LIVE:
        for host in (*source.hosts, "web.archive.org", "index.commoncrawl.org"):
            web.site(host)
    return web


@pytest.mark.parametrize("source", LIVE, ids=lambda source: source.source_id)
def test_a_live_source_finds_the_labelled_pages_that_the_site_lists(labelled_web, fetcher, tmp_path, source):
    with ArchiveWriter(tmp_path, source.source_id, "r1", START) as writer:
        report = collect_source(
            source, known={}, writer=writer, fetcher=fetcher(), read_listing=read_listing, now=START
        )
    if source.source_id in ("labordoc",):
        # The catalogue's host has no page here: its absence is told, nothing else happens.
        assert [issue.code for issue in report.issues] == ["discovery_failed"]
        return
    asked = [request.url for request in labelled_web.log if request.path != "/robots.txt"]
    assert len(asked) == len(set(asked))
    assert not report.blocked, report.issues
    assert all(source.covers(url) for url in report.seen_urls)
    stored = [c for c in archive_index(tmp_path) if source.covers(c.url)]
    assert {c.verdict for c in stored} <= {Verdict.OK, Verdict.GONE}


def test_the_newsroom_of_both_organisations_is_found(labelled_web, fetcher, tmp_path):
    found = {}
    client = fetcher()
    for name in ("ilo_newsroom", "unwomen_news"):
        with ArchiveWriter(tmp_path, name, "r1", START) as writer:
            report = collect_source(
                SOURCES[name], known={}, writer=writer, fetcher=client, read_listing=read_listing, now=START
            )
        found[name] = {url.rpartition("/")[2] for url in report.seen_urls}
    assert "textile-cooperatives-maravelle-delta-agree-first-childcare-charter" in found["ilo_newsroom"]
    assert "how-bakery-port-lindera-closed-its-pay-gap" in found["ilo_newsroom"]
    assert "football-league-of-kandara-opens-a-reporting-line-for-players" in found["unwomen_news"]
    assert "the-seed-bank-that-runs-on-gossip" in found["unwomen_news"]
