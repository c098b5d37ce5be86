"""The fetcher seen from the server: what the request log says about politeness, and what faults do."""

from __future__ import annotations

import gzip
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import brotli
import pytest

from extractors.collect.clock import Clock
from extractors.collect.fetching.connection import is_allowed_host, parse_connect_to
from extractors.collect.fetching.fetch import Limits
from extractors.errors import SettingsError, SourceBlocked
from extractors.model import Capture, Route, Verdict
from extractors.sources import Politeness
from tests.sites import faults
from tests.sites.web import START, FakeTime, Reply, page

HOST = "news.example.org"
POLITE = Politeness(delay=5.0, jitter=2.0, concurrency=1, daily_requests=1000)


def ask(fetcher, path: str, *, host: str = HOST, politeness: Politeness = POLITE, **options):
    hosts = options.pop("hosts", [HOST, "other.example.org"])
    return fetcher.fetch(f"https://{host}{path}", hosts=hosts, politeness=politeness, **options)


def gaps(web, host: str = HOST) -> list[float]:
    times = [request.at for request in web.log if request.host == host]
    return [after - before for before, after in zip(times, times[1:], strict=False)]


def capture(url: str, headers: dict[str, str]) -> Capture:
    return Capture(
        "id", "s", url, START, Route.LIVE, 200, Verdict.OK, "text/html", "sha", 1, "f", 0, 1, "r", headers
    )


def test_delay_and_jitter_are_kept_between_all_requests_to_a_host(web, fetcher):
    site = web.site(HOST)
    for number in range(4):
        site.add(f"/{number}", page("x"))
    client = fetcher()
    assert [ask(client, f"/{n}").status for n in range(4)] == [200] * 4
    # robots.txt stands in the queue too: five requests, each 5 s and half of the 2 s jitter apart.
    assert gaps(web) == [6.0] * 4


def test_crawl_delay_of_robots_wins_over_a_shorter_delay(web, fetcher):
    site = web.site(HOST)
    site.robots = "User-agent: *\nCrawl-delay: 30\nDisallow: /private/\n"
    site.add("/a", page("a"))
    client = fetcher()
    for _ in range(3):
        ask(client, "/a")
    assert min(gaps(web)[1:]) >= 30.0


def test_no_more_than_the_allowed_number_at_once(web, fetcher):
    site = web.site(HOST)
    web.site("other.example.org").add("/x", page("x"))
    site.faults.append(lambda r: Reply(200, page("slow"), seconds=0.05) if r.path != "/robots.txt" else None)
    client = fetcher(clock=Clock(chance=lambda: 0.0))
    quick = Politeness(delay=0.0, jitter=0.0, concurrency=2)
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda n: ask(client, f"/{n}", politeness=quick), range(8)))
    assert web.most_active[HOST] == 2


def test_robots_are_asked_once_and_obeyed(web, fetcher):
    site = web.site(HOST)
    site.robots = "User-agent: equalwork\nDisallow: /private/\n"
    site.add("/private/a", page("a"))
    client = fetcher()
    refused = ask(client, "/private/a")
    ask(client, "/open")
    assert (refused.verdict, refused.status) == (Verdict.ROBOTS_DISALLOWED, 0)
    assert [r.path for r in web.log] == ["/robots.txt", "/open"]
    assert web.log[0].headers["user-agent"].startswith("equalwork/")
    assert "(+https://example.org/contact)" in web.log[0].headers["user-agent"]


@pytest.mark.parametrize("status", [404, 410])
def test_no_robots_file_means_everything_is_allowed(web, fetcher, status):
    web.site(HOST).robots = status
    web.site(HOST).add("/a", page("a"))
    assert ask(fetcher(), "/a").verdict is Verdict.OK


@pytest.mark.parametrize("status", [500, 503, 403, 429])
def test_robots_that_cannot_be_had_stop_the_host_loudly(web, fetcher, caplog, status):
    web.site(HOST).robots = status
    client = fetcher()
    for _ in range(2):
        with pytest.raises(SourceBlocked, match=r"robots\.txt"):
            ask(client, "/a")
    assert {r.path for r in web.log} == {"/robots.txt"}
    assert sum("nothing is asked of this host today" in r.message for r in caplog.records) == 1


def test_a_host_that_does_not_answer_for_robots_is_not_asked(web, fetcher):
    web.site(HOST).faults.append(lambda request: Reply(spoil="reset"))
    with pytest.raises(SourceBlocked, match="cannot be had"):
        ask(fetcher(), "/a")


def test_retry_after_is_obeyed(web, fetcher):
    site = web.site(HOST)
    site.add("/a", page("a"))
    site.faults.append(
        faults.once("/a", Reply(503, b"", {"Retry-After": "40"}), Reply(429, b"", {"Retry-After": "70"}))
    )
    assert ask(fetcher(), "/a").status == 200
    times = [r.at for r in web.requests(HOST, "/a")]
    assert times[1] - times[0] >= 40
    assert times[2] - times[1] >= 70


def test_a_retry_after_of_an_hour_leaves_the_host_alone(web, fetcher, fake_time):
    site = web.site(HOST)
    site.add("/a", page("a"))
    site.faults.append(faults.once("/a", Reply(429, b"", {"Retry-After": "3600"})))
    client = fetcher()
    assert ask(client, "/a").verdict is Verdict.BLOCKED
    with pytest.raises(SourceBlocked, match="left alone"):
        ask(client, "/a")
    assert len(web.requests(HOST, "/a")) == 1
    fake_time.sleep(3601)
    assert ask(client, "/a").status == 200


@pytest.mark.parametrize(
    ("spoilt", "asked"),
    [
        (Reply(500), 4),
        (Reply(502), 4),
        (Reply(spoil="reset"), 4),
        (Reply(200, page("x"), spoil="cut"), 4),
        (Reply(403), 1),
        (Reply(404), 1),
        (Reply(400), 1),
        (Reply(200, faults.CHALLENGE), 1),
    ],
)
def test_only_what_can_pass_is_asked_again(web, fetcher, spoilt, asked):
    site = web.site(HOST)
    site.faults.append(faults.always("/a", spoilt))
    fetched = ask(fetcher(), "/a")
    assert fetched.verdict is not Verdict.OK
    assert len(web.requests(HOST, "/a")) == asked


def test_every_third_request_at_503_costs_retries_and_nothing_else(web, fetcher):
    site = web.site(HOST)
    for number in range(6):
        site.add(f"/{number}", page(str(number)))
    site.faults.append(faults.every(3, Reply(503, b"", {"Retry-After": "9"})))
    client = fetcher()
    assert [ask(client, f"/{n}").verdict for n in range(6)] == [Verdict.OK] * 6
    assert len(web.requests(HOST)) == 8


def test_a_cut_body_is_kept_as_truncated(web, fetcher):
    web.site(HOST).faults.append(
        faults.always("/a", Reply(200, page("x"), {"Content-Type": "text/html"}, "cut"))
    )
    fetched = ask(fetcher(), "/a")
    assert fetched.verdict is Verdict.TRUNCATED
    assert 0 < len(fetched.body) < len(page("x"))


def test_the_circuit_opens_after_failures_in_a_row_and_closes_again(web, fetcher, fake_time):
    site = web.site(HOST)
    down = [True]
    site.faults.append(lambda r: Reply(500) if down[0] and r.path != "/robots.txt" else None)
    site.add("/a", page("a"))
    client = fetcher(limits=Limits(attempts=1))
    for _ in range(5):
        ask(client, "/a")
    with pytest.raises(SourceBlocked):
        ask(client, "/a")
    down[0] = False
    fake_time.sleep(3600)
    assert ask(client, "/a").verdict is Verdict.OK


def test_conditional_headers_come_from_the_last_capture(web, fetcher):
    site = web.site(HOST)
    site.add("/a", page("a"), Last_Modified="Sat, 01 Mar 2014 10:00:00 GMT")
    first = ask(fetcher(), "/a")
    known = capture(first.url, {k.lower(): v for k, v in first.headers})
    again = ask(fetcher(), "/a", known=known)
    assert (again.status, again.verdict) == (304, Verdict.NOT_MODIFIED)
    sent = web.requests(HOST, "/a")[-1].headers
    assert sent["if-none-match"] == first.header("etag")
    assert sent["if-modified-since"] == "Sat, 01 Mar 2014 10:00:00 GMT"


@pytest.mark.parametrize("coding", ["gzip", "br", "deflate"])
def test_coded_bodies_are_decoded(web, fetcher, coding):
    import zlib

    code = {"gzip": gzip.compress, "br": brotli.compress, "deflate": zlib.compress}[coding]
    body = page("coded", "word " * 600_000)
    web.site(HOST).pages["/a"] = Reply(
        200, code(body), {"Content-Type": "text/html", "Content-Encoding": coding}
    )
    fetched = ask(fetcher(), "/a")
    assert (fetched.verdict, fetched.body) == (Verdict.OK, body)
    assert web.requests(HOST, "/a")[0].headers["accept-encoding"] == "gzip, br"


def test_several_gzip_members_make_one_body(web, fetcher):
    body = gzip.compress(page("one")) + gzip.compress(b"<!-- two -->")
    web.site(HOST).pages["/a"] = Reply(200, body, {"Content-Type": "text/html", "Content-Encoding": "gzip"})
    assert ask(fetcher(), "/a").body == page("one") + b"<!-- two -->"


@pytest.mark.parametrize("coding", ["gzip", "br"])
def test_a_bomb_is_too_large_and_costs_no_memory(web, fetcher, coding):
    code = {"gzip": gzip.compress, "br": lambda data: brotli.compress(data, quality=1)}[coding]
    bomb = code(b"\x00" * (64 << 20))
    web.site(HOST).pages["/a"] = Reply(200, bomb, {"Content-Type": "text/html", "Content-Encoding": coding})
    fetched = ask(fetcher(limits=Limits(max_bytes=1 << 20)), "/a")
    assert (fetched.verdict, fetched.body) == (Verdict.TOO_LARGE, b"")


def test_a_body_over_the_limit_is_too_large(web, fetcher):
    web.site(HOST).add("/a", b"<html>" + b"x" * 100_000)
    assert ask(fetcher(), "/a", max_bytes=50_000).verdict is Verdict.TOO_LARGE


def test_redirects_are_followed_within_the_hosts_and_kept(web, fetcher):
    site, other = web.site(HOST), web.site("other.example.org")
    site.faults.append(faults.redirect("/a", "/b"))
    site.faults.append(faults.redirect("/b", "http://other.example.org/c"))
    other.add("/c", page("c"))
    fetched = ask(fetcher(), "/a")
    assert (fetched.verdict, fetched.url) == (Verdict.OK, "http://other.example.org/c")
    assert [(hop.status, hop.target.rpartition("/")[2]) for hop in fetched.hops] == [(302, "b"), (302, "c")]
    # The second host has a robots.txt of its own.
    assert [r.path for r in web.log if r.host == "other.example.org"] == ["/robots.txt", "/c"]


@pytest.mark.parametrize(
    "target", ["https://evil.example.com/x", "ftp://news.example.org/x", "https://user@news.example.org/x"]
)
def test_a_redirect_that_leaves_the_hosts_is_not_followed(web, fetcher, target):
    web.site("evil.example.com").add("/x", page("x"))
    web.site(HOST).faults.append(faults.redirect("/a", target))
    fetched = ask(fetcher(), "/a")
    assert (fetched.verdict, fetched.target) == (Verdict.REDIRECT_STUB, target)
    assert "leaves" in (fetched.reason or "")
    assert not web.requests("evil.example.com")


def test_redirect_loops_and_long_chains_end(web, fetcher):
    site = web.site(HOST)
    site.faults += [faults.redirect("/a", "/b"), faults.redirect("/b", "/a")]
    site.faults += [faults.redirect(f"/n{i}", f"/n{i + 1}") for i in range(20)]
    assert ask(fetcher(), "/a").reason == "redirect loop"
    assert "more than 8 redirects" in (ask(fetcher(), "/n0").reason or "")


def test_a_redirect_to_a_disallowed_address_is_not_asked(web, fetcher):
    site = web.site(HOST)
    site.robots = "User-agent: *\nDisallow: /private"
    site.faults.append(faults.redirect("/a", "/private"))
    assert ask(fetcher(), "/a").verdict is Verdict.ROBOTS_DISALLOWED
    assert not web.requests(HOST, "/private")


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "192.168.0.1", "::1", "fd00::1"]
)
def test_private_addresses_are_refused(web, fetcher, address):
    client = fetcher(connect_to={}, resolver=lambda host, port: [address])
    fetched = ask(client, "/a")
    assert (fetched.verdict, fetched.status) == (Verdict.ERROR, 0)
    assert "not a public address" in (fetched.reason or "")
    assert not web.log


def test_a_name_that_turns_private_between_check_and_connection_opens_nothing(web, fetcher):
    answers = iter([["93.184.216.34"], *[["127.0.0.1"]] * 20])
    client = fetcher(connect_to={}, resolver=lambda host, port: next(answers))
    with pytest.raises(SourceBlocked, match="not a public address"):
        client.fetch(f"http://{HOST}:{web.port}/a", hosts=[HOST], politeness=POLITE)
    assert not web.log


def test_a_source_for_tests_may_ask_private_addresses(web, fetcher):
    web.site(f"localhost:{web.port}").add("/a", page("a"))
    client = fetcher(connect_to={})
    url = f"http://localhost:{web.port}/a"
    assert client.fetch(url, hosts=["localhost"], politeness=POLITE, allow_private=True).verdict is Verdict.OK


def test_host_header_and_address_stay_those_of_the_real_host(web, fetcher):
    web.site("www.ilo.org").add("/resource/news/caf%C3%A9?page=1", page("x"))
    fetched = fetcher().fetch(
        "https://www.ilo.org/resource/news/café?page=1#top", hosts=["www.ilo.org"], politeness=POLITE
    )
    assert fetched.url == "https://www.ilo.org/resource/news/caf%C3%A9?page=1"
    assert {r.host for r in web.log} == {"www.ilo.org"}


def test_the_daily_budget_holds_over_runs_and_ends_at_midnight(web, fetcher, fake_time, tmp_path):
    web.site(HOST).add("/a", page("a"))
    scarce = Politeness(delay=1.0, jitter=0.0, daily_requests=3)
    path = tmp_path / "budget.json"
    first = fetcher(budget_path=path)
    ask(first, "/a", politeness=scarce)
    first.close()
    second = fetcher(budget_path=path)
    assert second.left_today(f"https://{HOST}/a", scarce) == 1
    with pytest.raises(SourceBlocked, match="3 requests a day"):
        ask(second, "/a", politeness=scarce)
    fake_time.sleep(timedelta(days=1).total_seconds())
    assert second.left_today(f"https://{HOST}/a", scarce) == 3


def test_no_cookie_is_ever_sent_back(web, fetcher):
    web.site(HOST).add("/a", page("a"), Set_Cookie="seen=1; Path=/")
    client = fetcher()
    for _ in range(2):
        ask(client, "/a")
    assert all("cookie" not in request.headers for request in web.log)


def test_one_address_is_asked_once_for_all_who_share_it(fetcher):
    client, calls = fetcher(connect_to={}), []
    barrier = threading.Barrier(4)

    def get(_: int) -> tuple[int, bool]:
        barrier.wait()
        return client.once("https://a.org/sitemap.xml", lambda: calls.append(1) or 7)

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(get, range(4)))
    assert len(calls) == 1
    assert sorted(answers) == [(7, False)] * 3 + [(7, True)]


@pytest.mark.parametrize("text", ["www.ilo.org=http://x", "www.ilo.org:443", "a:b=http://x", "a:1=ftp://x"])
def test_a_wrong_connect_to_is_named(text):
    with pytest.raises(SettingsError, match="CONNECT_TO"):
        parse_connect_to(text)


def test_connect_to_takes_several_entries():
    text = "www.ilo.org:443=http://127.0.0.1:8081, www.unwomen.org:443=http://127.0.0.1:8081/"
    assert parse_connect_to(text) == {
        "www.ilo.org:443": "http://127.0.0.1:8081",
        "www.unwomen.org:443": "http://127.0.0.1:8081",
    }


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("https://asiapacific.unwomen.org/en", True),
        ("https://unwomen.org/", False),
        ("https://xunwomen.org/", False),
        ("https://www.ilo.org/", True),
        ("https://www.ilo.org.evil.com/", False),
        ("javascript:alert(1)", False),
        ("https://www.ilo.org:8443/x", True),
        ("http://[", False),
    ],
)
def test_hosts(url, allowed):
    assert is_allowed_host(url, ["*.unwomen.org", "www.ilo.org"]) is allowed


def test_fake_time_only_moves_by_waiting():
    time = FakeTime()
    time.sleep(3)
    assert (time.monotonic(), time.now()) == (3, START + timedelta(seconds=3))


def test_a_slow_answer_is_given_up_and_asked_again(web, fetcher):
    site = web.site(HOST)
    site.add("/a", page("a"))
    site.faults.append(faults.once("/a", Reply(200, page("late"), seconds=0.5)))
    fetched = ask(fetcher(limits=Limits(read_seconds=0.1)), "/a")
    assert (fetched.verdict, fetched.body) == (Verdict.OK, page("a"))
    assert len(web.requests(HOST, "/a")) == 2


def test_an_answer_that_never_ends_is_cut_off_by_the_clock(web, fetcher, fake_time):
    """Chunks keep coming, but the time for one answer is over."""
    site = web.site(HOST)

    def pass_time(request):
        fake_time.sleep(1000 if request.path == "/a" else 0)

    site.faults.append(pass_time)
    site.add("/a", b"<html>" + b"x" * 200_000)
    fetched = ask(fetcher(limits=Limits(total_seconds=300, attempts=1)), "/a")
    assert fetched.verdict is Verdict.TRUNCATED
    assert "too long" in (fetched.reason or "")


def test_aliases_of_one_site_stand_in_one_queue(web, fetcher):
    for host in ("www.ilo.org", "ilo.org"):
        web.site(host).add("/a", page("a"))
    client = fetcher()
    for host in ("www.ilo.org", "ilo.org"):
        client.fetch(f"http://{host}/a", hosts=["www.ilo.org", "ilo.org"], politeness=POLITE)
    times = [request.at for request in web.log]
    assert min(b - a for a, b in zip(times, times[1:], strict=False)) >= 5.0


def test_a_name_that_does_not_resolve_is_no_answer(web, fetcher, fake_time):
    def unknown(host: str, port: int) -> list[str]:
        raise OSError("name not known")

    with pytest.raises(SourceBlocked, match="cannot be had"):
        ask(fetcher(connect_to={}, resolver=unknown), "/a")
    assert fake_time.monotonic() < 10, "a name that is not known is not asked for again and again"


def test_an_unknown_content_coding_is_an_error(web, fetcher):
    web.site(HOST).pages["/a"] = Reply(200, b"???", {"Content-Type": "text/html", "Content-Encoding": "zstd"})
    fetched = ask(fetcher(), "/a")
    assert (fetched.verdict, fetched.reason) == (Verdict.ERROR, "content coding 'zstd'")
