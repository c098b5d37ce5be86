"""`equalwork accuracy --live` against a loopback web: a page that is there, one that only an archive has, one lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from extractors.collect.archive.archive import archive_index
from extractors.collect.fetching.fetch import Fetcher
from extractors.errors import SettingsError, UnexpectedContent
from extractors.model import Route, Verdict
from extractors.sources import load_sources
from flows.accuracy.live import LiveReport, read_facts, score_live
from flows.accuracy.scoring import score_live_and_print
from flows.settings import Settings
from tests.flows.conftest import demo_web, live_settings, quick_sources  # noqa: F401
from tests.sites.archives import Held, wayback
from tests.sites.web import FakeTime, Web, serve

NOW = datetime(2026, 11, 22, 2, 15, tzinfo=UTC)
NEWS = "https://www.ilo.org/resource/news/lamplighters-of-orvane"
GONE = "http://www.ilo.org/global/about-the-ilo/newsroom/news/WCMS_9900777/lang--en/index.htm"
LOST = "https://www.elsewhere.example/lost.html"

HTML = """<!doctype html><html lang="en"><head><title>{title}</title></head><body><main><article>
<h1>{title}</h1>
<p>GENEVA (ILO News) – “Every lamp is a wage,” said Ms. Tilda Marrowfield, Director of the ILO Office for Fiji.</p>
<p>“We shall count them all in the winter,” she added. The crews work under Convention No. 171 on the quays of
Fiji and Tonga, and they have asked the harbour masters for more lamps at every landing stage this year.</p>
</article></main></body></html>"""

FACTS: dict[str, Any] = {
    "language": "en",
    "title": "Lamplighters of Orvane",
    "country_mentions": ["FJI", "TON"],
    "instruments": [{"label": "C171", "surface": "Convention No. 171"}],
    "people": [{"name": "Tilda Marrowfield", "role": "Director", "organisation": "ILO Office for Fiji"}],
    "quotes": [
        {"anchor_start": "Every lamp", "anchor_end": "a wage", "words": 5, "speaker": "Tilda Marrowfield"},
        {"anchor_start": "We shall", "anchor_end": "the winter", "words": 8, "speaker": "Tilda Marrowfield"},
        {"anchor_start": "Nobody printed", "anchor_end": "this one", "words": 5, "speaker": None},
    ],
    "text_complete": True,
}


def write_facts(folder: Path, **urls: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, url in urls.items():
        (folder / f"{name}.json").write_text(json.dumps({**FACTS, "url": url}), "utf-8")
    return folder


def page() -> bytes:
    return HTML.format(title="Lamplighters of Orvane").encode()


def scored(web: Web, folder: Path, archive: Path, sources: Path) -> LiveReport:
    with Fetcher(
        contact="https://example.org/us",
        connect_to=web.connect_to,
        clock=FakeTime().clock(),
        resolver=lambda _host, _port: ["93.184.216.34"],
    ) as fetcher:
        return score_live(
            read_facts([folder]),
            fetcher=fetcher,
            sources=load_sources(sources),
            archive=archive,
            run_id="accuracy-1",
            started_at=NOW,
        )


@pytest.fixture
def report(tmp_path: Path, quick_sources: Path) -> LiveReport:  # noqa: F811
    folder = write_facts(tmp_path / "facts", news=NEWS, gone=GONE, lost=LOST)
    with serve() as web:
        web.site("www.ilo.org").add(
            "/resource/news/lamplighters-of-orvane", page(), "text/html; charset=utf-8"
        )
        web.site("www.elsewhere.example")
        wayback(web, [Held(GONE, "20190301120000", page())])
        return scored(web, folder, tmp_path / "archive", quick_sources)


def test_a_page_is_had_live_or_from_the_web_archive(report: LiveReport) -> None:
    assert dict(report.by_route) == {Route.LIVE: 1, Route.WAYBACK: 1}
    assert report.report.page_count == 2


def test_a_lost_page_is_reported_and_not_scored(report: LiveReport) -> None:
    assert [(each.name, each.url) for each in report.missed] == [("lost", LOST)]
    assert "web archive" in report.missed[0].reason


def test_quotes_are_compared_by_their_first_and_last_words(report: LiveReport) -> None:
    row = report.report.row("live_en", "quotes")
    assert row is not None
    assert (row.labelled_count, row.right_count) == (6, 4)
    speakers = report.report.row("live_en", "quote_speakers")
    assert speakers is not None and speakers.right_count == 4


@pytest.mark.parametrize("field", ["title", "countries", "instruments", "people"])
def test_fields_are_compared_with_the_facts(report: LiveReport, field: str) -> None:
    row = report.report.row("live_en", field)
    assert row is not None
    assert row.recall == 1.0


def test_captures_are_archived_under_the_run(report: LiveReport, tmp_path: Path) -> None:
    kept = [each for each in archive_index(tmp_path / "archive") if each.verdict is Verdict.OK]
    assert sorted(each.url for each in kept) == sorted([NEWS, GONE])
    assert {each.run_id for each in kept} == {"accuracy-1"}


def test_incomplete_facts_score_recall_alone(tmp_path: Path, quick_sources: Path) -> None:  # noqa: F811
    folder = tmp_path / "facts"
    folder.mkdir()
    facts = {**FACTS, "url": NEWS, "country_mentions": ["FJI"], "text_complete": False}
    (folder / "news.json").write_text(json.dumps(facts), "utf-8")
    with serve() as web:
        web.site("www.ilo.org").add(
            "/resource/news/lamplighters-of-orvane", page(), "text/html; charset=utf-8"
        )
        found = scored(web, folder, tmp_path / "archive", quick_sources)
    row = found.report.row("live_en", "countries")
    assert row is not None
    assert (row.labelled_count, row.found_count, row.right_count) == (1, 1, 1)


def test_a_file_without_an_address_is_refused(tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text("{}", "utf-8")
    with pytest.raises(UnexpectedContent, match=r"broken\.json"):
        read_facts([tmp_path])


def test_without_a_contact_nothing_is_asked(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home")
    with pytest.raises(SettingsError, match="no contact"):
        score_live_and_print([tmp_path], as_json_text=False, keep=False, settings=settings, now=NOW)


@pytest.mark.parametrize("keep", [True, False])
def test_the_command_keeps_captures_only_when_told(
    tmp_path: Path,
    live_settings: Callable[[], Settings],  # noqa: F811
    demo_web: Web,  # noqa: F811
    capsys: pytest.CaptureFixture[str],
    keep: bool,
) -> None:
    path = "/resource/news/lamplighters-of-orvane"
    demo_web.site("www.ilo.org").add(path, page(), "text/html; charset=utf-8")
    folder = write_facts(tmp_path / "facts", news=NEWS)
    settings = live_settings()
    code = score_live_and_print([folder], as_json_text=False, keep=keep, settings=settings, now=NOW)
    assert code == 0
    assert "1 pages by live" in capsys.readouterr().out
    assert any(settings.home.rglob("*.warc.gz")) is keep
