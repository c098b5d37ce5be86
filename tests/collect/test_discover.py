"""What a walk finds, when it counts as complete, and how pagers that misbehave are stopped."""

from __future__ import annotations

import gzip
from datetime import date, timedelta

import pytest

from extractors.collect.discover.feed import parse_feed
from extractors.collect.discover.listing import next_page
from extractors.collect.discover.sitemap import parse_sitemap, parse_stamp
from extractors.collect.discover.sru import parse_sru
from extractors.errors import UnexpectedContent
from extractors.model import Listing, ListingItem, Verdict
from tests.collect.sample import HOST, collect, make_source
from tests.sites import archives, faults
from tests.sites.web import START, Reply, listing, page, sitemap, sitemap_index

BASE = f"https://{HOST}"
SITEMAP = {"discover": [{"kind": "sitemap", "url": f"{BASE}/sitemap.xml"}]}


def codes(report) -> list[str]:
    return [issue.code for issue in report.issues]


def add_pages(site, *paths: str) -> None:
    for path in paths:
        site.add(path, page(path))


def add_listing(site, count: int, per_page: int = 3, **first: object) -> list[str]:
    """A listing of several pages whose documents exist."""
    paths = [f"/news/item-{n}" for n in range(count)]
    add_pages(site, *paths)
    chunks = [paths[at : at + per_page] for at in range(0, count, per_page)]
    for number, chunk in enumerate(chunks):
        following = f"/news?page={number + 1}" if number + 1 < len(chunks) else None
        here = "/news" if number == 0 else f"/news?page={number}"
        site.add(here, listing(chunk, following, **(first if number == 0 else {})))
    return paths


def test_a_listing_is_walked_to_its_end_and_its_total_agrees(web, fetcher, tmp_path):
    paths = add_listing(web.site(HOST), 7, total=7, pages="1 of 3")
    report = collect(make_source(), fetcher(), tmp_path)
    assert report.is_complete_walk
    assert (report.discovered_count, report.asked_count, report.reported_total) == (7, 7, 7)
    assert report.seen_urls == {f"{BASE}{path}" for path in paths}
    assert codes(report) == []
    assert len(web.paths(HOST)) == len(set(web.paths(HOST))) == 10


def test_a_total_that_was_not_reached_makes_the_walk_incomplete(web, fetcher, tmp_path):
    add_listing(web.site(HOST), 6, total=400)
    report = collect(make_source(), fetcher(), tmp_path)
    assert not report.is_complete_walk
    assert "total_differs" in codes(report)


def test_an_endless_pager_is_stopped(web, fetcher, tmp_path):
    web.site(HOST).faults.append(faults.endless_pager("/news"))
    source = make_source(discover=[{"kind": "listing", "url": f"{BASE}/news", "max_pages": 12}])
    report = collect(source, fetcher(), tmp_path, limit=None)
    assert "endless_pager" in codes(report)
    assert not report.is_complete_walk
    assert len([p for p in web.paths(HOST) if p.startswith("/news?") or p == "/news"]) == 12


def test_a_pager_that_clamps_to_its_last_page_ends_the_walk(web, fetcher, tmp_path):
    site = web.site(HOST)
    add_pages(site, "/news/a", "/news/b")
    site.add("/news", listing(["/news/a"], "/news?page=1"))
    for number in range(1, 9):
        site.add(f"/news?page={number}", listing(["/news/b"], f"/news?page={number + 1}"))
    report = collect(make_source(), fetcher(), tmp_path)
    assert report.is_complete_walk
    assert "/news?page=3" not in web.paths(HOST)


def test_a_pager_that_loops_ends_the_walk(web, fetcher, tmp_path):
    site = web.site(HOST)
    add_pages(site, "/news/a", "/news/b")
    site.add("/news", listing(["/news/a"], "/news?page=1"))
    site.add("/news?page=1", listing(["/news/b"], "/news"))
    assert collect(make_source(), fetcher(), tmp_path).is_complete_walk
    assert web.paths(HOST).count("/news") == 1


def test_an_empty_listing_is_not_a_success(web, fetcher, tmp_path):
    web.site(HOST).add("/news", listing([]))
    report = collect(make_source(), fetcher(), tmp_path)
    assert "empty_listing" in codes(report)
    assert not report.is_complete_walk


def test_a_page_of_the_walk_that_fails_makes_it_incomplete(web, fetcher, tmp_path):
    site = web.site(HOST)
    add_listing(site, 6)
    site.faults.append(faults.always("/news?page=1", Reply(500)))
    report = collect(make_source(), fetcher(), tmp_path)
    assert not report.is_complete_walk
    assert "discovery_failed" in codes(report)
    assert report.asked_count == 3


def test_a_limit_or_a_date_ends_the_walk_early(web, fetcher, tmp_path):
    add_listing(web.site(HOST), 30)
    report = collect(make_source(), fetcher(), tmp_path, limit=4)
    assert (report.asked_count, report.is_complete_walk) == (4, False)
    site = web.site(HOST)
    dated = listing(["/news/a"], "/news?page=1").replace(b"'/news/a'", b"'/news/a' data-day='2020-01-01'", 1)
    site.add("/news", dated)
    report = collect(make_source(), fetcher(), tmp_path / "b", since=date(2026, 1, 1))
    assert not report.is_complete_walk
    assert report.discovered_count == 1


def test_a_walk_that_meets_only_known_pages_stops_except_on_the_full_day(web, fetcher, fake_time, tmp_path):
    add_listing(web.site(HOST), 30)
    collect(make_source(recheck=[]), fetcher(), tmp_path)
    days = [START + timedelta(days=n) for n in range(1, 8)]
    walked = []
    for number, day in enumerate(days):
        before = len(web.log)
        fake_time.sleep(86_400)
        report = collect(make_source(recheck=[]), fetcher(), tmp_path, run_id=f"r{number + 2}", now=day)
        walked.append((len(web.log) - before - 1, report.is_complete_walk))
    assert sorted(set(walked)) == [(3, False), (10, True)]
    assert [complete for _, complete in walked].count(True) == 1


@pytest.mark.parametrize(
    ("url", "listed", "expected"),
    [
        (
            "https://a.org/x/lang--en/index.htm",
            {"item_count": 42},
            "https://a.org/x/lang--en/nextRow--10/index.htm",
        ),
        (
            "https://a.org/x/lang--en/nextRow--10/index.htm",
            {"page_count": 9},
            "https://a.org/x/lang--en/nextRow--20/index.htm",
        ),
        ("https://a.org/p?f=1&page=2", {"page_count": 9}, "https://a.org/p?f=1&page=3"),
        ("https://a.org/p", {"item_count": 42}, "https://a.org/p?page=1"),
        ("https://a.org/p", {}, None),
        ("https://a.org/p", {"page_count": 2}, None),
        ("https://a.org/p", {"next_url": "https://a.org/q"}, "https://a.org/q"),
    ],
)
def test_the_page_after_this_one(url, listed, expected):
    shown = Listing((ListingItem("https://a.org/1"),), **listed)
    assert next_page(url, shown, index=2, step=10, seen=20) == expected


def test_sitemap_indexes_are_walked_newest_first(web, fetcher, tmp_path):
    site = web.site(HOST)
    stamps = ["2024-01-01", "2026-11-01T10:00:00+01:00", "2025-06-01"]
    site.add(
        "/sitemap.xml", sitemap_index([(f"{BASE}/sitemap.xml?page={n}", s) for n, s in enumerate(stamps)])
    )
    for number in range(3):
        site.add(f"/sitemap.xml?page={number}", sitemap([(f"{BASE}/news/{number}", stamps[number])]))
        site.add(f"/news/{number}", page(str(number)))
    report = collect(make_source(**SITEMAP), fetcher(), tmp_path)
    paths = web.paths(HOST)
    assert paths[:4] == ["/sitemap.xml", "/sitemap.xml?page=1", "/sitemap.xml?page=2", "/sitemap.xml?page=0"]
    assert paths[4:] == ["/news/1", "/news/2", "/news/0"]
    assert report.is_complete_walk


def test_only_the_newest_pages_of_an_index_make_an_incomplete_walk(web, fetcher, tmp_path):
    site = web.site(HOST)
    site.add(
        "/sitemap.xml", sitemap_index([(f"{BASE}/sitemap.xml?page={n}", "2026-01-01") for n in range(5)])
    )
    for number in range(5):
        site.add(f"/sitemap.xml?page={number}", sitemap([(f"{BASE}/news/{number}", "2026-01-01")]))
    entry = {"kind": "sitemap", "url": f"{BASE}/sitemap.xml", "last_pages": 2}
    report = collect(make_source(discover=[entry]), fetcher(), tmp_path)
    assert [p for p in web.paths(HOST) if "page=" in p] == ["/sitemap.xml?page=4", "/sitemap.xml?page=3"]
    assert not report.is_complete_walk


def test_sources_that_share_a_sitemap_ask_for_it_once(web, fetcher, tmp_path):
    site = web.site(HOST)
    site.add("/sitemap.xml", sitemap([(f"{BASE}/news/a", "2026-01-01"), (f"{BASE}/events/b", "2026-01-01")]))
    add_pages(site, "/news/a", "/events/b")
    client = fetcher()
    collect(make_source(**SITEMAP), client, tmp_path)
    events = make_source(source_id="events", include=[rf"^{BASE}/events/"], **SITEMAP)
    report = collect(events, client, tmp_path)
    assert web.paths(HOST) == ["/sitemap.xml", "/news/a", "/events/b"]
    assert report.seen_urls == {f"{BASE}/events/b"}


def test_html_for_a_feed_is_an_issue_and_not_an_empty_feed(web, fetcher, tmp_path):
    web.site(HOST).add("/rss.xml", page("Welcome"))
    report = collect(make_source(discover=[{"kind": "feed", "url": f"{BASE}/rss.xml"}]), fetcher(), tmp_path)
    assert codes(report) == ["html_for_feed"]
    assert report.verdicts[Verdict.HTML_FOR_FEED] == 1
    assert not report.is_complete_walk


RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>
<item><title>A</title>
<link>https://news.example.org/news/a</link><pubDate>Wed, 13 May 2026 21:10:00 -0400</pubDate></item>
<item><title>B</title><link>/news/b</link></item><item><title>no link</title></item></channel></rss>"""


def test_a_feed_gives_addresses_and_days_but_never_a_complete_walk(web, fetcher, tmp_path):
    web.site(HOST).add("/feeds/news", RSS.encode(), "application/rss+xml")
    add_pages(web.site(HOST), "/news/a", "/news/b")
    source = make_source(discover=[{"kind": "feed", "url": f"{BASE}/feeds/news"}])
    report = collect(source, fetcher(), tmp_path)
    assert (report.discovered_count, report.asked_count, report.is_complete_walk) == (2, 2, False)
    found = parse_feed(RSS.encode(), f"{BASE}/feeds/news")
    assert [(item.url, item.published_on) for item in found] == [
        (f"{BASE}/news/a", "2026-05-13"),
        (f"{BASE}/news/b", None),
    ]


def test_atom_feeds_are_read():
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><id>x</id><entry><title>A</title><id>1</id>'
        '<link href="https://a.org/1"/><updated>2026-05-14T01:00:00Z</updated></entry></feed>'
    )
    (found,) = parse_feed(atom.encode(), "https://a.org/feed")
    assert (found.url, found.changed_at.isoformat()) == ("https://a.org/1", "2026-05-14T01:00:00+00:00")


def test_links_outside_the_source_are_left_alone(web, fetcher, tmp_path):
    site = web.site(HOST)
    site.add(
        "/news", listing(["/news/a", "/other/b", "https://evil.example.com/news/c", "javascript:alert(1)"])
    )
    add_pages(site, "/news/a", "/other/b")
    web.site("evil.example.com").add("/news/c", page("c"))
    report = collect(make_source(), fetcher(), tmp_path)
    assert report.seen_urls == {f"{BASE}/news/a"}
    assert not web.requests("evil.example.com")


@pytest.mark.parametrize("says_next", [True, False])
def test_sru_is_harvested_page_by_page_to_its_total(web, fetcher, tmp_path, says_next):
    titles = {f"99{n:05}2676": f"Pay & equality {n}" for n in range(23)}
    archives.sru(web, titles, says_next=says_next)
    entry = {
        "kind": "sru",
        "url": "https://ilo.alma.exlibrisgroup.com/view/sru/41ILO_INST",
        "query": "q",
        "page_size": 10,
    }
    source = make_source(
        source_id="labordoc",
        site_generation="labordoc",
        discover=[entry],
        include=["labordoc"],
        hosts=["ilo.alma.exlibrisgroup.com"],
    )
    report = collect(source, fetcher(), tmp_path)
    assert (report.reported_total, report.is_complete_walk, len(report.seen_urls)) == (23, True, 23)
    assert len(web.requests("ilo.alma.exlibrisgroup.com")) == 3
    records = [c for c in report.captures if c.url.startswith("https://labordoc.ilo.org/")]
    assert len(records) == report.asked_count == 23
    assert "/view/sru/" in records[0].headers["x-equalwork-part-of"]
    few = collect(source, fetcher(), tmp_path / "few", limit=4)
    assert (few.asked_count, few.is_complete_walk) == (4, False)
    again = collect(source, fetcher(), tmp_path, run_id="r2", now=START + timedelta(hours=2))
    assert again.asked_count == 0
    assert len(again.seen_urls) == 23


def test_a_record_has_the_same_bytes_whatever_stands_around_it():
    inner = '<record xmlns="http://www.loc.gov/MARC21/slim"><controlfield tag="001">7</controlfield></record>'
    pages = [
        f'<r xmlns="http://www.loc.gov/zing/srw/"><numberOfRecords>1</numberOfRecords>{inner}</r>',
        f'<z:r xmlns:z="http://docs.oasis-open.org/ns/search-ws/sruResponse">  {inner}\n</z:r>',
    ]
    first, second = (parse_sru(text.encode()).records[0] for text in pages)
    assert first == second


def test_entities_of_a_sitemap_open_no_file():
    evil = (
        '<!DOCTYPE u [<!ENTITY x SYSTEM "file:///etc/hostname">]><urlset><url><loc>&x;</loc></url></urlset>'
    )
    assert parse_sitemap(evil.encode()).addresses == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-09T17:12:00+01:00", "2026-03-09T16:12:00+00:00"),
        ("2026-03-09", "2026-03-09T00:00:00+00:00"),
        ("2026-03", "2026-03-01T00:00:00+00:00"),
        ("2026", "2026-01-01T00:00:00+00:00"),
        ("soon", None),
        ("", None),
    ],
)
def test_stamps(text, expected):
    stamp = parse_stamp(text)
    assert (stamp.isoformat() if stamp else None) == expected


def test_a_gzip_sitemap_file_is_read(web, fetcher, tmp_path):
    site = web.site(HOST)
    site.add(
        "/sitemap.xml.gz", gzip.compress(sitemap([(f"{BASE}/news/a", "2026-01-01")])), "application/gzip"
    )
    add_pages(site, "/news/a")
    source = make_source(discover=[{"kind": "sitemap", "url": f"{BASE}/sitemap.xml.gz"}])
    report = collect(source, fetcher(), tmp_path)
    assert (report.is_complete_walk, report.seen_urls) == (True, {f"{BASE}/news/a"})


def test_an_empty_sitemap_is_not_a_success(web, fetcher, tmp_path):
    web.site(HOST).add("/sitemap.xml", sitemap([]))
    report = collect(make_source(**SITEMAP), fetcher(), tmp_path)
    assert (report.is_complete_walk, codes(report)) == (False, ["empty_sitemap"])


def test_a_listing_that_cannot_be_read_is_an_issue_and_stops_nothing_else(web, fetcher, tmp_path):
    def refuse(payload: bytes, url: str) -> Listing:
        raise UnexpectedContent("no rows where rows must be", address=url)

    site = web.site(HOST)
    add_listing(site, 2)
    site.add("/sitemap.xml", sitemap([(f"{BASE}/news/item-0", "2026-01-01")]))
    entries = [{"kind": "listing", "url": f"{BASE}/news"}, *SITEMAP["discover"]]
    report = collect(make_source(discover=entries), fetcher(), tmp_path, read_listing=refuse)
    assert codes(report) == ["listing_unreadable"]
    assert (report.is_complete_walk, report.asked_count) == (False, 1)


def test_a_partial_entry_never_makes_a_walk_complete(web, fetcher, tmp_path):
    add_listing(web.site(HOST), 2)
    entry = {"kind": "listing", "url": f"{BASE}/news", "is_whole": False}
    assert not collect(make_source(discover=[entry]), fetcher(), tmp_path).is_complete_walk


def test_walk_pages_are_never_asked_as_documents(web, fetcher, fake_time, tmp_path):
    add_listing(web.site(HOST), 30)
    source = make_source(recheck=[{"every_days": 1}])
    collect(source, fetcher(), tmp_path)
    fake_time.sleep(86_400)
    before = len(web.log)
    collect(source, fetcher(), tmp_path, run_id="r2", now=START + timedelta(days=1))
    again = [r.path for r in web.log[before:]]
    # The walk stops after three pages with nothing new; the seven others are not documents to ask.
    assert sum(path.partition("?")[0] == "/news" for path in again) == 3
    assert sum(path.startswith("/news/") for path in again) == 30
