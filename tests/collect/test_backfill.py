"""Web archives by their documented protocols: index, raw captures, range requests, resumption."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.collect.archive.archive import ArchiveWriter, archive_index, read_payload
from extractors.collect.backfill import backfill_source
from extractors.collect.routes.commoncrawl import CommonCrawlRoute, parse_index, read_record
from extractors.collect.routes.wayback import WaybackRoute, parse_cdx
from extractors.errors import SettingsError, UnexpectedContent
from extractors.model import Route, Verdict
from tests.collect.sample import make_source
from tests.sites import archives, faults
from tests.sites.web import START, Reply, page

HOST = "www.ilo.org"
BASE = f"http://{HOST}/gender"
OLD = make_source(
    source_id="ilo_old",
    hosts=[HOST],
    include=[rf"^https?://{HOST}/gender/"],
    discover=[{"kind": "cdx", "prefix": f"{HOST}/gender/"}],
    routes=["wayback", "commoncrawl"],
    frequency="archive-only",
)


def held(count: int, *, year: int = 2014) -> list[archives.Held]:
    return [
        archives.Held(f"{BASE}/WCMS_{n}/lang--en/index.htm", f"{year}0301{n % 24:02}0000", page(f"Page {n}"))
        for n in range(count)
    ]


def run(fetcher, folder, *, run_id: str = "r1", route: Route = Route.WAYBACK, source=OLD, **options):
    known = list(archive_index(folder)) if folder.exists() else []
    with ArchiveWriter(folder, source.source_id, run_id, START) as writer:
        return backfill_source(
            source,
            route=route,
            known=known,
            writer=writer,
            fetcher=fetcher,
            plan_folder=folder / "plans",
            **options,
        )


def replays(web) -> list[str]:
    return [path for path in web.paths("web.archive.org") if path.startswith("/web/")]


def test_wayback_captures_keep_their_time_headers_and_bytes(web, fetcher, tmp_path):
    items = held(3)
    archives.wayback(web, items)
    report = run(fetcher(), tmp_path)
    assert report.verdicts == {Verdict.OK: 3}
    stored = sorted(archive_index(tmp_path), key=lambda c: c.captured_at)
    assert [c.captured_at.strftime("%Y%m%d%H%M%S") for c in stored] == [item.stamp for item in items]
    assert {c.route for c in stored} == {Route.WAYBACK}
    assert stored[0].url == items[0].url
    assert stored[0].headers["server"] == "Apache"
    assert [read_payload(tmp_path, c) for c in stored] == [item.body for item in items]
    assert all("id_/" in path for path in replays(web))


def test_a_backfill_resumes_and_asks_for_nothing_twice(web, fetcher, tmp_path):
    archives.wayback(web, held(12), page_rows=5)
    for number in range(1, 5):
        run(fetcher(), tmp_path, run_id=f"r{number}", limit=5)
    assert len(replays(web)) == len(set(replays(web))) == 12
    asked = web.paths("web.archive.org")
    assert len(asked) == len(set(asked))
    assert len(list(archive_index(tmp_path))) == 12


def test_an_index_that_was_cut_short_is_gone_on_with(web, fetcher, tmp_path):
    site = archives.wayback(web, held(12), page_rows=4)
    site.faults.append(lambda r: Reply(403) if "resumeKey=8" in r.path else None)
    first = run(fetcher(), tmp_path)
    assert [issue.code for issue in first.issues] == ["backfill_stopped"]
    site.faults.clear()
    second = run(fetcher(), tmp_path, run_id="r2")
    assert second.verdicts == {Verdict.OK: 12}
    keys = [
        path for path in web.paths("web.archive.org") if path.startswith("/cdx/") and "resumeKey=" not in path
    ]
    assert len(keys) == 1


def test_a_torn_plan_line_is_left_out(web, fetcher, tmp_path):
    archives.wayback(web, held(3))
    run(fetcher(), tmp_path, limit=1)
    (plan,) = (tmp_path / "plans").iterdir()
    with plan.open("a", encoding="utf-8") as stream:
        stream.write('{"prefix": "www.ilo')
    assert run(fetcher(), tmp_path, run_id="r2").asked_count == 2


def test_dates_and_prefixes_bound_a_backfill(web, fetcher, tmp_path):
    foreign = [archives.Held("http://www.ilo.org/actrav/x.htm", "20140101000000", page("x"))]
    archives.wayback(web, [*held(2, year=2009), *held(2, year=2014), *foreign])
    report = run(fetcher(), tmp_path, date_from=date(2013, 1, 1), date_to=date(2015, 12, 31))
    assert {c.captured_at.year for c in report.captures} == {2014}
    assert all("/gender/" in c.url for c in report.captures)


def test_progress_is_told_with_the_time_left(web, fetcher, tmp_path):
    archives.wayback(web, held(4))
    seen: list[tuple[int, int, float | None]] = []
    run(fetcher(), tmp_path, progress=lambda done, total, left: seen.append((done, total, left)))
    assert [(done, total) for done, total, _ in seen] == [(1, 4), (2, 4), (3, 4), (4, 4)]
    left = [seconds for _, _, seconds in seen]
    assert left[-1] == 0
    assert left[0] > left[1] > left[2] > 0


def test_the_archive_serves_the_nearest_capture_and_its_own_time_counts(web, fetcher, tmp_path):
    item = held(1)[0]
    site = archives.wayback(web, [item])
    route = WaybackRoute(fetcher(), OLD)
    (rows, _), *_ = route.list_captures(f"{HOST}/gender/", None, None)
    site.faults.append(
        faults.redirect(f"/web/20110101000000id_/{item.url}", f"/web/{item.stamp}id_/{item.url}")
    )
    import dataclasses

    earlier = dataclasses.replace(
        rows[0], captured_at=rows[0].captured_at.replace(year=2011, month=1, day=1, hour=0)
    )
    fetched = route.fetch(earlier, "document")
    assert fetched.fetched_at.strftime("%Y%m%d%H%M%S") == item.stamp
    assert (fetched.url, fetched.verdict) == (item.url, Verdict.OK)


def test_the_archives_own_errors_are_not_what_the_site_said(web, fetcher, tmp_path):
    items = held(2)
    site = archives.wayback(web, items)
    site.faults.append(
        lambda r: Reply(404, b"not archived") if items[0].url in r.path and "/web/" in r.path else None
    )
    report = run(fetcher(), tmp_path)
    assert report.verdicts == {Verdict.OK: 1, Verdict.ERROR: 1}
    site.faults.clear()
    again = run(fetcher(), tmp_path, run_id="r2")
    assert again.verdicts == {Verdict.OK: 1}


def test_hostile_captures_keep_their_verdict(web, fetcher, tmp_path):
    stub = b"<title>Redirect</title><p>If you have not been redirected, please click on the link below</p>"
    archives.wayback(web, [archives.Held(f"{BASE}/WCMS_1/lang--en/index.htm", "20140301000000", stub)])
    assert run(fetcher(), tmp_path).verdicts == {Verdict.REDIRECT_STUB: 1}


def test_common_crawl_records_come_by_range_requests(web, fetcher, tmp_path):
    items = held(4, year=2024)
    archives.commoncrawl(web, items)
    report = run(fetcher(), tmp_path, route=Route.COMMONCRAWL)
    assert report.verdicts == {Verdict.OK: 4}
    stored = sorted(archive_index(tmp_path), key=lambda c: c.captured_at)
    assert [read_payload(tmp_path, c) for c in stored] == [item.body for item in items]
    assert stored[0].headers["server"] == "nginx"
    ranges = [r.headers["range"] for r in web.requests("data.commoncrawl.org")]
    assert len(ranges) == len(set(ranges)) == 4
    assert run(fetcher(), tmp_path, run_id="r2", route=Route.COMMONCRAWL).asked_count == 0


def test_common_crawl_serves_one_address(web, fetcher):
    items = held(2, year=2024)
    archives.commoncrawl(web, items)
    route = CommonCrawlRoute(fetcher(), OLD)
    fetched = route.ask(items[1].url, "document", None)
    assert fetched is not None
    assert (fetched.body, fetched.verdict) == (items[1].body, Verdict.OK)
    assert route.ask(f"{BASE}/WCMS_99/lang--en/index.htm", "document", None) is None


def test_a_server_that_ignores_the_range_is_not_read(web, fetcher, tmp_path):
    items = held(1, year=2024)
    archives.commoncrawl(web, items)
    web.site("data.commoncrawl.org").faults.append(
        lambda r: Reply(200, b"x" * 10) if "crawl-data" in r.path else None
    )
    report = run(fetcher(), tmp_path, route=Route.COMMONCRAWL)
    assert report.verdicts == {Verdict.ERROR: 1}


def test_a_torn_record_is_none():
    member = archives.warc_member(held(1)[0])
    assert read_record(member[: len(member) // 2]) is None
    assert read_record(b"nothing") is None


@pytest.mark.parametrize("payload", [b"<html>sorry</html>", b'[["a"], 5]', b'[["timestamp"], ["2014"]]'])
def test_an_index_that_is_not_the_documented_json_is_named(payload):
    with pytest.raises(UnexpectedContent, match="cannot be read"):
        parse_cdx(payload, "https://web.archive.org/cdx")


def test_an_empty_index_has_no_rows():
    assert parse_cdx(b"[]\n", "u") == ([], None)
    assert parse_cdx(b"", "u") == ([], None)
    assert parse_index(b"\n", "u") == []


def test_only_web_archives_can_be_backfilled(fetcher, tmp_path):
    with pytest.raises(SettingsError, match="not a web archive"):
        run(fetcher(connect_to={}), tmp_path, route=Route.LIVE)
