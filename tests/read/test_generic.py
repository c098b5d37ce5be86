from __future__ import annotations

from pathlib import Path

import pytest

from extractors.model import PassageKind
from extractors.read.generic import generic
from extractors.read.reader import material_of
from flows.accuracy.baseline import read_baseline
from flows.accuracy.body import score_body
from flows.accuracy.labels import load_labelled
from tests.read.pages import read_text_page

URL = "https://valley.example.org/stories/goats"
PROSE = (
    "<p>The bus to the upper valley waits for the goats on Tuesdays, because their keeper is also its driver and has "
    "no one who could replace her at the farm.</p><p>The council will now pay a second keeper for one morning a week, "
    "and the bus is expected to be on time from June onwards.</p>"
)


def page_of(body: str, head: str = "", url: str = URL):
    return read_text_page(f"<html lang='en'><head>{head}</head><body>{body}</body></html>", url)


@pytest.mark.parametrize(
    ("body", "head", "published", "rule"),
    [
        (
            f"<h1>Goats</h1>{PROSE}",
            '<meta property="article:published_time" content="2021-05-03T08:00:00Z">',
            "2021-05-03",
            "declared.published_on",
        ),
        (
            f"<header><h1>Goats</h1><time datetime='2021-05-03'>3 May 2021</time></header>{PROSE}",
            "",
            "2021-05-03",
            "time.beside_title",
        ),
        (f"<h1>Goats</h1><p>News | 3 May 2021</p>{PROSE}", "", "2021-05-03", "text.header_line"),
        (f"<h1>Goats</h1>{PROSE}<p>It began on 3 May 2021.</p>", "", None, None),
        (f"<h1>Goats</h1>{PROSE}<aside><time datetime='2021-05-03'>3 May</time></aside>", "", None, None),
        (
            f"<div><h1>Goats</h1><ul><li><time datetime='2021-05-03'></time></li></ul></div>{PROSE}",
            "",
            None,
            None,
        ),
        (f"<h1>Goats</h1>{PROSE}", '<meta property="og:updated_time" content="2024-04-11">', None, None),
        (f"<h1>Goats</h1>{PROSE}<footer>© 2019</footer>", "", None, None),
    ],
)
def test_dates_are_found_and_never_invented(
    body: str, head: str, published: str | None, rule: str | None
) -> None:
    page = page_of(body, head)
    assert (page.published.value if page.published else None) == published
    assert next((f.rule for f in page.fields if f.name == "published_on" and f.is_winner), None) == rule


@pytest.mark.parametrize("path", ["/events/goats", "/about-us/goats"])
def test_events_and_standing_pages_have_no_date(path: str) -> None:
    page = page_of(
        f"<h1>Goats</h1>{PROSE}",
        '<meta name="date" content="2021-05-03">',
        "https://valley.example.org" + path,
    )
    assert page.published is None


def test_an_event_has_its_declared_days() -> None:
    data = (
        '{"@type":"Event","name":"Goat fair","startDate":"2026-05-01","endDate":"2026-05-03",'
        '"location":{"@type":"Place","name":"Upper Valley"}}'
    )
    head = f'<script type="application/ld+json">{data}</script>'
    page = page_of(f"<h1>Goat fair</h1>{PROSE}", head)
    assert page.event is not None
    assert page.event.starts_on is not None
    assert page.event.ends_on is not None
    assert (page.event.starts_on.value, page.event.ends_on.value, page.event.place) == (
        "2026-05-01",
        "2026-05-03",
        "Upper Valley",
    )


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>Goats on the timetable - Valley Post</title>", "Goats on the timetable"),
        (
            '<title>x</title><meta property="og:title" content="Goats on the timetable | Valley Post">'
            '<meta property="og:site_name" content="Valley Post">',
            "Goats on the timetable",
        ),
    ],
)
def test_titles_lose_the_site_name(head: str, title: str) -> None:
    assert page_of(f"<h1>Goats on the timetable</h1>{PROSE}", head).title == title


def test_links_lists_and_headings_keep_their_places() -> None:
    body = (
        f"<article><h1>Goats</h1>{PROSE}<h2>What it costs</h2><ul><li>a keeper for the mornings of the week</li>"
        "<li>a bell for every single goat</li></ul><p>The <a href='/plan'>plan of the council</a> was adopted "
        "without a vote in the first week of May.</p></article>"
    )
    page = page_of(body)
    kinds = [passage.kind for passage in page.body]
    assert PassageKind.HEADING in kinds
    assert kinds.count(PassageKind.LIST_ITEM) == 2
    (link,) = page.links
    assert page.passages[link.passage].text[link.start : link.end] == link.text == "plan of the council"
    assert page.passages[-1].heading_path == ("What it costs",)


def test_an_empty_page_is_kept_with_an_issue() -> None:
    page = page_of("<div></div>")
    assert not page.is_complete
    assert "body.empty" in [issue.code for issue in page.issues]


def test_body_is_not_below_trafilatura_on_any_article(shared: Path) -> None:
    below, invented = [], []
    for page in load_labelled([shared / "corpus" / "pages"]):
        if (
            page.is_rejected
            or page.is_listing
            or page.expected["document_type"] in ("organisation_page", "topic_page")
        ):
            continue
        found = generic.read_page(material_of(page.capture(), page.payload))
        ours = score_body([passage.text for passage in found.body], page.expected).f1
        theirs = score_body(read_baseline(page).passages, page.expected).f1
        below += [(page.name, ours, theirs)] if ours < theirs - 1e-9 else []
        if found.published and found.published.value != page.expected["published_on"]:
            invented.append((page.name, found.published.value, page.expected["published_on"]))
    assert below == []
    assert invented == []
