"""The page that queries the release in the browser."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import CHROMIUM, NewVisitor
from tests.browser.lab import DONE, ask, downloaded, part, start
from tests.browser.visitor import FLAGS, Visitor
from tests.kept import kept_messages
from warehouse import open_release
from warehouse.site.sql_lab.questions import packaged_questions

# Questions whose answers are one number of rows in one order, whatever the engine.
COMPARED = (1, 2, 4, 6, 15, 16, 18, 19, 22)
ENGINE = ("duckdb-eh.wasm", "duckdb-browser-eh.worker.js", "engine.js", "site.duckdb")


@pytest.fixture(scope="module")
def lab(visitors: NewVisitor, served: str) -> Visitor:
    """A visitor of the page with the engine started: it takes seconds, so the tests of one file share it."""
    visitor = visitors(served)
    start(visitor)
    return visitor


@pytest.fixture
def page(lab: Visitor) -> Iterator[Page]:
    """The page with the engine started; whatever a test does there asks no other host and breaks nothing."""
    yield lab.page
    assert not lab.troubles
    assert not lab.foreign()


def test_nothing_of_the_engine_is_fetched_before_start(visitor: Visitor) -> None:
    page = visitor.go("sql.html")
    page.get_by_role("button", name="Who is quoted most").click()
    page.wait_for_load_state("networkidle")
    assert not [name for name in ENGINE if visitor.asked_for(name)]
    page.get_by_role("button", name="Start and run").click()
    expect(part(page, "state")).to_have_text(DONE, timeout=30000)
    assert [name for name in ENGINE if visitor.asked_for(name)] == list(ENGINE)
    assert "quote_count" in part(page, "table").inner_text()


def test_the_engine_is_sent_once_for_all_visits(browser: Browser, served: str, tmp_path: Path) -> None:
    sent = []
    # A browser with a profile, as people have: one without keeps no file of this size.
    profile = browser.browser_type.launch_persistent_context(
        tmp_path, executable_path=str(CHROMIUM), args=FLAGS
    )
    with profile:
        visitor = Visitor(profile.new_page(), served)
        for _ in range(2):
            with kept_messages("flows.serve.server", logging.DEBUG) as asked:
                start(visitor)
            # "GET /static/duckdb-0123456789abcdef/duckdb-eh.wasm HTTP/1.1" 200 -
            sent.append(sum("/static/duckdb-" in line and '" 200 ' in line for line in asked))
    assert sent == [3, 0]


def test_every_question_of_the_documentation_is_answered(page: Page) -> None:
    unanswered = {}
    for question in packaged_questions():
        page.get_by_role("button", name=question.title, exact=True).click()
        expect(part(page, "stop")).to_be_hidden()
        if not DONE.search(part(page, "state").inner_text()):
            unanswered[question.number] = part(page, "failure").inner_text()
    assert not unanswered


def test_the_browser_answers_as_the_release_does(page: Page, demo_home: Path, tmp_path: Path) -> None:
    with open_release(demo_home) as release:
        for question in packaged_questions():
            if question.number not in COMPARED:
                continue
            ask(page, question.sql)
            cursor = release.execute(question.sql)
            names = [column[0] for column in cursor.description or ()]
            rows = [["" if value is None else _as_text(value) for value in row] for row in cursor.fetchall()]
            assert downloaded(page, tmp_path) == [names, *rows], question.title


def _as_text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def test_values_of_every_kind_are_plain_in_the_file(page: Page, tmp_path: Path) -> None:
    ask(
        page,
        "select 1.25::decimal(9, 2) as d, -3::hugeint as h, 9007199254740993 as big, true as b, date '2024-03-08' as on_,"
        " timestamp '2024-03-08 02:15:00' as at_, ['a', 'ü'] as list, {'x': 1} as pair, null as nothing,"
        " 'say \"so\", twice' as text, '' as empty, 0.5 as half",
    )
    names, values = downloaded(page, tmp_path)
    assert dict(zip(names, values, strict=True)) == {
        "d": "1.25",
        "h": "-3",
        "big": "9007199254740993",
        "b": "true",
        "on_": "2024-03-08",
        "at_": "2024-03-08 02:15:00",
        "list": '["a","ü"]',
        "pair": '{"x":1}',
        "nothing": "",
        "text": 'say "so", twice',
        "empty": "",
        "half": "0.5",
    }


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("select titel from curated.documents", "title"),
        ("selec 1", "syntax error"),
        ("from 'other.parquet'", "parquet"),
        ("insert into curated.topics (topic_id) values ('x')", "read-only"),
    ],
)
def test_a_wrong_query_is_told_and_the_next_one_works(page: Page, sql: str, said: str) -> None:
    ask(page, sql)
    alert = page.get_by_role("alert")
    expect(alert).to_be_visible()
    assert said in alert.inner_text()
    expect(part(page, "result")).to_be_hidden()
    ask(page, "select 42 as answer")
    expect(alert).to_be_hidden()
    expect(page.get_by_role("cell", name="42")).to_be_visible()


def test_markup_in_values_and_names_stays_text(page: Page) -> None:
    ask(page, """select '<img src=x onerror=alert(1)>' as "<b>name</b>", 'javascript:alert(1)' as url""")
    assert "<img src=x onerror=alert(1)>" in part(page, "table").inner_text()
    assert "<b>name</b>" in part(page, "table").inner_text()
    assert part(page, "table").locator("img, b, a").count() == 0


def test_a_query_that_does_not_end_can_be_stopped(visitor: Visitor) -> None:
    page = start(visitor)
    part(page, "editor").fill(
        "select count(*) from range(1e9::bigint) a, range(1e9::bigint) b where (a.range ^ b.range) > 3.5"
    )
    page.get_by_role("button", name="Run", exact=True).click()
    page.get_by_role("button", name="Stop").click()
    part(page, "editor").fill("select 7 as answer")
    page.get_by_role("button", name="Start and run").click()
    expect(page.get_by_role("cell", name="7", exact=True)).to_be_visible(timeout=30000)


@pytest.mark.parametrize(("kind", "mark"), [("bars", "rect[class^=fill]"), ("lines", "polyline")])
def test_an_answer_is_drawn(page: Page, kind: str, mark: str) -> None:
    ask(page, "select 2000 + i as year, 'p' || i % 2 as publisher, i * i as amount from range(8) t(i)")
    part(page, "kind").select_option(kind)
    image = page.get_by_role("img", name="amount by year and publisher")
    expect(image).to_be_visible()
    assert image.locator(mark).count() == (8 if kind == "bars" else 2)
    part(page, "kind").select_option("none")
    expect(image).to_have_count(0)


@pytest.mark.parametrize("sql", ["select i as year, i as amount from range(9) t(i)", "select titel"])
def test_answers_and_failures_are_accessible(page: Page, sql: str) -> None:
    ask(page, sql)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == [], scheme


def test_a_question_far_below_brings_its_answer_into_sight(visitor: Visitor) -> None:
    visitor.page.set_viewport_size({"width": 320, "height": 640})
    page = start(visitor)
    page.get_by_role("button", name=packaged_questions()[-1].title).click()
    expect(part(page, "state")).to_be_in_viewport()


def test_the_keyboard_is_enough(visitor: Visitor) -> None:
    page = visitor.go("sql.html")
    part(page, "editor").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("select 11 as answer")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("cell", name="11")).to_be_visible(timeout=30000)
    expect(page.get_by_role("button", name="Run", exact=True)).to_be_focused()


def test_a_plain_web_server_is_enough(visitors: NewVisitor, plainly_served: str) -> None:
    visitor = visitors(plainly_served)
    page = start(visitor)
    assert "equal pay" in part(page, "editor").input_value()
    assert page.get_by_role("cell").count() > 0
    assert not visitor.troubles
    assert not visitor.foreign()


def test_a_large_database_is_read_in_parts(visitor: Visitor) -> None:
    page = visitor.go("sql.html")
    page.locator("#lab").evaluate("lab => { lab.dataset.most = 0 }")
    page.get_by_role("button", name="Start and run").click()
    expect(part(page, "state")).to_have_text(DONE, timeout=30000)
    ask(page, "select count(*) as n from curated.search('equal pay')")
    expect(part(page, "state")).to_have_text(DONE)
    asked = [status for url, status in visitor.statuses.items() if url.endswith("site.duckdb")]
    assert asked == [206]


def test_the_questions_can_be_read_without_scripts(visitors: NewVisitor, served: str) -> None:
    page = visitors(served, java_script_enabled=False).go("sql.html")
    for question in packaged_questions():
        assert page.get_by_text(question.title, exact=True).is_visible()
    assert page.locator("#lab").is_hidden()
    assert page.locator("details code").count() == len(packaged_questions())
