"""One source over several nights: what is asked again, what is kept, and what a block does."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from extractors.collect.archive.archive import archive_index, archive_verify, read_payload
from extractors.collect.discover.walk import Found
from extractors.collect.fetching.fetch import Fetcher
from extractors.collect.known import KnownAddress, due_addresses, known_from_captures
from extractors.model import Capture, Route, Verdict
from tests.collect.sample import HOST, collect, make_source
from tests.collect.test_discover import add_listing, add_pages, codes
from tests.sites import archives, faults
from tests.sites.web import START, Reply, listing, page

BASE = f"https://{HOST}"


def night(number: int):
    return START + timedelta(days=number)


def documents(captures) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for capture in captures:
        if "/news/" in capture.url:
            found.setdefault(capture.url.removeprefix(BASE), []).append(capture.verdict.value)
    return found


def test_a_second_night_tells_304_unchanged_changed_gone_and_new_apart(web, fetcher, fake_time, tmp_path):
    site = web.site(HOST)
    add_pages(site, "/news/same", "/news/plain", "/news/edited", "/news/lost")
    site.pages["/news/plain"] = Reply(200, page("plain"), {"Content-Type": "text/html"})
    site.add("/news", listing(["/news/same", "/news/plain", "/news/edited", "/news/lost"]))
    collect(make_source(), fetcher(), tmp_path)

    fake_time.sleep(86_400)
    add_pages(site, "/news/new")
    site.add("/news/edited", page("edited", "It now says something else. " * 30))
    del site.pages["/news/lost"]
    site.add("/news", listing(["/news/new", "/news/same", "/news/plain", "/news/edited"]))
    # A server forced to answer in full gives `unchanged` for what it would have called 304.
    report = collect(make_source(), fetcher(), tmp_path, run_id="r2", now=night(1))
    second = {url: verdicts[-1] for url, verdicts in documents(report.captures).items()}
    assert second == {
        "/news/same": "not_modified",
        "/news/plain": "unchanged",
        "/news/edited": "ok",
        "/news/lost": "gone",
        "/news/new": "ok",
    }
    assert report.is_complete_walk
    assert f"{BASE}/news/lost" not in report.seen_urls
    by_url = {c.url: c for c in report.captures}
    first = {c.url: c for c in archive_index(tmp_path) if c.run_id == "r1"}
    for name in ("same", "plain"):
        assert by_url[f"{BASE}/news/{name}"].refers_to == first[f"{BASE}/news/{name}"].capture_id
        assert by_url[f"{BASE}/news/{name}"].payload_sha256 == first[f"{BASE}/news/{name}"].payload_sha256
    assert archive_verify(tmp_path) == []


def test_what_came_back_is_read_again(web, fetcher, fake_time, tmp_path):
    site = web.site(HOST)
    add_listing(site, 1)
    collect(make_source(), fetcher(), tmp_path)
    lost = site.pages.pop("/news/item-0")
    fake_time.sleep(86_400)
    collect(make_source(), fetcher(), tmp_path, run_id="r2", now=night(1))
    assert known_from_captures(archive_index(tmp_path))[f"{BASE}/news/item-0"].is_gone
    site.pages["/news/item-0"] = lost
    fake_time.sleep(70 * 86_400)
    collect(make_source(), fetcher(), tmp_path, run_id="r3", now=night(71))
    assert not known_from_captures(archive_index(tmp_path))[f"{BASE}/news/item-0"].is_gone


def test_now_and_then_an_address_is_asked_without_validators(web, fetcher, fake_time, tmp_path):
    add_listing(web.site(HOST), 40)
    collect(make_source(), fetcher(), tmp_path)
    fake_time.sleep(86_400)
    report = collect(make_source(), fetcher(), tmp_path, run_id="r2", now=night(1))
    asked = [r for r in web.log if r.path.startswith("/news/")][40:]
    plain = [r for r in asked if "if-none-match" not in r.headers]
    assert len(asked) == 40
    assert 0 < len(plain) < 15
    assert report.verdicts[Verdict.UNCHANGED] >= len(plain)


def test_stored_captures_are_the_bytes_that_were_served(web, fetcher, tmp_path):
    site = web.site(HOST)
    add_listing(site, 4)
    report = collect(make_source(), fetcher(), tmp_path)
    stored = [c for c in archive_index(tmp_path) if "/news/" in c.url]
    assert len(stored) == 4
    for capture in stored:
        assert read_payload(tmp_path, capture) == site.pages[capture.url.removeprefix(BASE)].body
    assert {c.capture_id for c in archive_index(tmp_path)} == {c.capture_id for c in report.captures}


def test_no_address_is_asked_twice_even_behind_redirects(web, fetcher, tmp_path):
    site = web.site(HOST)
    add_pages(site, "/news/b", "/news/c")
    site.faults.append(faults.redirect("/news/a", "/news/b", 301))
    site.faults.append(faults.redirect("/news/d", "/news/c", 301))
    site.add("/news", listing(["/news/a", "/news/b", "/news/c", "/news/d"]))
    report = collect(make_source(), fetcher(), tmp_path)
    assert sorted(web.paths(HOST)) == ["/news", "/news/a", "/news/b", "/news/c", "/news/d"]
    hops = {c.url: c.redirected_to for c in report.captures if c.verdict is Verdict.REDIRECT_STUB}
    assert hops == {f"{BASE}/news/a": f"{BASE}/news/b", f"{BASE}/news/d": f"{BASE}/news/c"}


def test_what_robots_forbid_is_counted_and_never_asked(web, fetcher, tmp_path):
    site = web.site(HOST)
    add_listing(site, 4)
    site.robots = "User-agent: *\nDisallow: /news/item-2\n"
    report = collect(make_source(), fetcher(), tmp_path)
    assert report.verdicts[Verdict.ROBOTS_DISALLOWED] == 1
    assert "/news/item-2" not in web.paths(HOST)
    stored = [c for c in archive_index(tmp_path) if c.verdict is Verdict.ROBOTS_DISALLOWED]
    assert [(c.url, c.status) for c in stored] == [(f"{BASE}/news/item-2", 0)]


def test_the_daily_budget_ends_a_run_and_the_next_day_goes_on(web, fetcher, fake_time, tmp_path):
    add_listing(web.site(HOST), 9, per_page=9)
    scarce = make_source(politeness={"delay": 1.0, "jitter": 0.0, "daily_requests": 6}, recheck=[])
    first = collect(scarce, fetcher(), tmp_path)
    assert first.asked_count == 4  # robots.txt and the listing were two of the six
    assert codes(first) == ["daily_budget_spent"]
    assert not first.blocked
    fake_time.sleep(86_400)
    second = collect(scarce, fetcher(), tmp_path, run_id="r2", now=night(1))
    assert second.asked_count == 4
    assert all(len(verdicts) == 1 for verdicts in documents(archive_index(tmp_path)).values())


def test_a_host_that_turns_into_a_challenge_page_is_blocked_and_keeps_its_state(
    web, fetcher, fake_time, tmp_path
):
    site = web.site(HOST)
    add_listing(site, 30, per_page=30)
    site.faults.append(faults.challenge_after(11))
    report = collect(make_source(), fetcher(), tmp_path)
    assert report.blocked
    assert not report.is_complete_walk
    assert "source_blocked" in codes(report)
    assert report.verdicts[Verdict.OK] == 11
    assert len(web.paths(HOST)) < 20
    site.faults.clear()
    fake_time.sleep(3600)
    again = collect(make_source(), fetcher(), tmp_path, run_id="r2", now=START + timedelta(hours=1))
    assert (again.blocked, again.verdicts[Verdict.OK]) == (False, 20)
    assert len(documents(archive_index(tmp_path))) == 30


def test_unreachable_robots_block_the_source_but_raise_nothing(web, fetcher, tmp_path):
    site = web.site(HOST)
    add_listing(site, 3)
    site.robots = 500
    report = collect(make_source(), fetcher(), tmp_path)
    assert (report.blocked, report.asked_count, report.is_complete_walk) == (True, 0, False)
    assert {r.path for r in web.log} == {"/robots.txt"}


def test_where_the_live_site_blocks_the_next_route_serves_in_the_same_run(web, fetcher, tmp_path):
    site = web.site(HOST)
    paths = add_listing(site, 12, per_page=12)
    site.faults.append(faults.challenge_after(3))
    held = [archives.Held(f"{BASE}{path}", "20250301120000", page(f"old {path}")) for path in paths]
    archives.wayback(web, held)
    report = collect(make_source(routes=["live", "wayback"]), fetcher(), tmp_path)
    assert report.blocked
    routes = {c.url.removeprefix(BASE): c.route for c in report.captures if "/news/" in c.url}
    assert len(routes) == 12
    assert list(routes.values()).count(Route.LIVE) == 2
    assert report.verdicts[Verdict.BLOCKED] == len(web.paths(HOST)) - 3, "the walls are kept and counted too"
    late = next(c for c in report.captures if c.route is Route.WAYBACK)
    assert late.captured_at.isoformat() == "2025-03-01T12:00:00+00:00"
    assert late.headers["server"] == "Apache"
    assert len(web.paths(HOST)) < 12


def test_the_same_old_capture_is_not_stored_again_the_next_night(web, fetcher, fake_time, tmp_path):
    web.site(HOST).robots = 503
    archives.wayback(
        web,
        [
            archives.Held(f"{BASE}/news", "20250301120000", listing(["/news/a"])),
            archives.Held(f"{BASE}/news/a", "20250301120000", page("a")),
        ],
    )
    source = make_source(routes=["live", "wayback"])
    collect(source, fetcher(), tmp_path)
    fake_time.sleep(86_400)
    report = collect(source, fetcher(), tmp_path, run_id="r2", now=night(1))
    assert report.captures == []
    assert documents(archive_index(tmp_path)) == {"/news/a": ["ok"]}


def test_a_dry_run_asks_nothing_and_says_what_it_would(web, fetcher, fake_time, tmp_path):
    add_listing(web.site(HOST), 2)
    collect(make_source(), fetcher(), tmp_path)
    before = len(web.log)
    report = collect(make_source(), fetcher(), tmp_path, run_id="r2", now=night(2), dry_run=True)
    assert len(web.log) == before
    assert report.due_count == 2
    assert report.would_ask[0] == f"{BASE}/news"
    assert set(report.would_ask[1:]) == {f"{BASE}/news/item-0", f"{BASE}/news/item-1"}


def test_several_at_once_store_everything_once(web, fetcher, tmp_path):
    add_listing(web.site(HOST), 25, per_page=25)
    source = make_source(politeness={"delay": 0.0, "jitter": 0.0, "concurrency": 3})
    report = collect(source, fetcher(), tmp_path)
    assert report.asked_count == 25
    assert web.most_active[HOST] <= 3
    assert all(verdicts == ["ok"] for verdicts in documents(archive_index(tmp_path)).values())


def known_at(
    number: int, *, asked_days_ago: int, published_on: str | None, is_gone: bool = False
) -> KnownAddress:
    asked = START - timedelta(days=asked_days_ago)
    capture = Capture(
        f"{number}",
        "sample",
        f"{BASE}/news/{number}",
        asked,
        Route.LIVE,
        200,
        Verdict.OK,
        "text/html",
        "x",
        1,
        "f",
        0,
        1,
        "r",
    )
    return KnownAddress(capture.url, lambda: capture, asked, published_on, is_gone)


RULES = [
    {"younger_than_days": 14, "every_days": 1},
    {"younger_than_days": 365, "every_days": 30},
    {"every_days": 180},
]
AGES = [
    ("2026-11-20", 1, True),
    ("2026-11-20", 0, False),
    ("2026-06-01", 10, False),
    ("2026-06-01", 31, True),
    ("2011-06-13", 100, False),
    ("2011-06-13", 181, True),
    ("2026-11", 1, False),
    ("2011", 179, False),
    ("2011", 181, True),
    (None, 1, True),
    (None, 200, True),
    ("not a date", 1, True),
]


@pytest.mark.parametrize(("published_on", "asked_days_ago", "is_due"), AGES)
def test_young_documents_are_asked_often_and_old_ones_rarely(published_on, asked_days_ago, is_due):
    entry = known_at(1, asked_days_ago=asked_days_ago, published_on=published_on)
    due = list(due_addresses({}, {entry.url: entry}, make_source(recheck=RULES), START))
    assert bool(due) is is_due


def test_the_least_recently_asked_comes_first():
    known = {e.url: e for e in (known_at(n, asked_days_ago=n, published_on="2026-11-20") for n in (3, 9, 5))}
    due = list(due_addresses({}, known, make_source(recheck=RULES), START))
    assert [item.url.rpartition("/")[2] for item in due] == ["9", "5", "3"]


def test_what_is_gone_is_asked_again_after_weeks():
    soon = known_at(1, asked_days_ago=20, published_on="2026-11-01", is_gone=True)
    late = known_at(2, asked_days_ago=61, published_on="2026-11-01", is_gone=True)
    due = list(due_addresses({}, {soon.url: soon, late.url: late}, make_source(recheck=RULES), START))
    assert [item.url for item in due] == [late.url]


def test_one_host_of_several_that_refuses_does_not_block_the_source(web, fetcher, tmp_path):
    site, region = web.site(HOST), web.site("region.example.org")
    add_pages(site, "/news/a", "/news/b")
    site.add("/news", listing(["/news/a", "https://region.example.org/news/c", "/news/b"]))
    region.robots = 500
    source = make_source(
        hosts=[HOST, "*.example.org"], include=[r"^https?://[a-z]+\.example\.org/news(/|\?|$)"]
    )
    report = collect(source, fetcher(), tmp_path)
    assert (report.blocked, report.verdicts[Verdict.OK]) == (False, 3)
    assert codes(report) == ["host_blocked"]


def test_a_spent_budget_is_no_reason_to_ask_an_archive(web, fetcher, tmp_path):
    add_listing(web.site(HOST), 9, per_page=9)
    archives.wayback(web, [archives.Held(f"{BASE}/news/item-8", "20250301120000", page("old"))])
    for concurrency in (1, 3):
        source = make_source(
            routes=["live", "wayback"],
            politeness={"delay": 0.0, "jitter": 0.0, "daily_requests": 5, "concurrency": concurrency},
        )
        report = collect(source, fetcher(), tmp_path / str(concurrency))
        assert (report.blocked, codes(report)) == (False, ["daily_budget_spent"])
    assert not web.requests("web.archive.org")


def test_a_listing_from_an_archive_is_not_todays_list(web, fetcher, tmp_path):
    site = web.site(HOST)
    add_pages(site, "/news/a")
    site.faults.append(faults.always("/news", Reply(403)))
    archives.wayback(web, [archives.Held(f"{BASE}/news", "20250301120000", listing(["/news/a"]))])
    report = collect(make_source(routes=["live", "wayback"]), fetcher(), tmp_path)
    assert not report.is_complete_walk
    assert {c.url.removeprefix(BASE): c.route for c in report.captures} == {
        "/news": Route.WAYBACK,
        "/news/a": Route.LIVE,
    }


def test_sources_of_several_hosts_run_side_by_side_each_host_in_one_queue(web, tmp_path):
    """Three sources in threads, two of them on one host: its queue is one, the other host does not wait."""
    web.clock = time.monotonic
    hosts = [HOST, HOST, "other.example.org"]
    sources = []
    for number, host in enumerate(hosts):
        paths = [f"/s{number}/{n}" for n in range(6)]
        add_pages(web.site(host), *paths)
        web.site(host).add(f"/s{number}", listing(paths))
        sources.append(
            make_source(
                source_id=f"s{number}",
                hosts=[host],
                include=[rf"^https://{host}/s{number}/"],
                discover=[{"kind": "listing", "url": f"https://{host}/s{number}"}],
                politeness={"delay": 0.05, "jitter": 0.0},
            )
        )
    with Fetcher(contact="test", connect_to=web.connect_to) as client, ThreadPoolExecutor(3) as pool:
        reports = list(pool.map(lambda source: collect(source, client, tmp_path / source.source_id), sources))
    assert [report.asked_count for report in reports] == [6, 6, 6]
    times = {host: [r.at for r in web.log if r.host == host] for host in hosts}
    for stamps in times.values():
        assert min(b - a for a, b in zip(stamps, stamps[1:], strict=False)) > 0.03
    assert times["other.example.org"][-1] < times[HOST][-1] - 0.2
    assert web.most_active[HOST] == 1


def test_known_addresses_have_their_share_beside_many_new_ones():
    known = {e.url: e for e in (known_at(n, asked_days_ago=n, published_on="2026-11-20") for n in (5, 6))}
    found = {f"{BASE}/news/new-{n}": Found(f"{BASE}/news/new-{n}") for n in range(6)}
    due = list(due_addresses(found, known, make_source(recheck=RULES), START))
    assert ["/new-" in item.url for item in due] == [True] * 4 + [False] + [True] * 2 + [False]


@pytest.mark.parametrize(
    ("published_on", "changed_at", "is_due"),
    [
        ("2026-11-20", None, True),
        ("2026-06-30", None, False),
        ("2026-07", None, True),
        ("2026", None, True),
        (None, START, True),
        (None, START - timedelta(days=400), False),
        (None, None, True),
    ],
)
def test_since_leaves_out_what_is_older(published_on, changed_at, is_due):
    found = {"x": Found(f"{BASE}/news/x", changed_at, published_on)}
    assert bool(list(due_addresses(found, {}, make_source(), START, date(2026, 7, 1)))) is is_due
