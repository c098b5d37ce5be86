"""Markup in every field, in a real browser: nothing runs, nothing is made of it, everything is shown as text."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewVisitor
from tests.browser.lab import ask, part, start
from tests.browser.visitor import Visitor

MADE = "main img, main b, main style, main script:not([type='application/ld+json'])"


@pytest.fixture(scope="module")
def visitor(visitors: NewVisitor, hostile_served: str) -> Visitor:
    visitor = visitors(hostile_served)
    visitor.page.on("dialog", lambda dialog: visitor.troubles.append(f"dialog: {dialog.message}"))
    return visitor


def looked_at(visitor: Visitor, path: str) -> Page:
    page = visitor.go(path)
    page.wait_for_load_state("networkidle")
    assert page.locator(MADE).count() == 0, path
    assert "<script>alert(1)</script>" in page.locator("main").inner_text(), path
    assert visitor.troubles == [], path
    assert visitor.foreign() == [], path
    return page


def test_pages_show_the_markup_and_run_nothing(visitor: Visitor) -> None:
    page = looked_at(visitor, "index.html")
    first = page.locator(".docs a").first.get_attribute("href") or ""
    for path in (
        first,
        "joint.html",
        "reuse/index.html",
        "people/index.html",
        "trends.html",
        "sources/index.html",
    ):
        looked_at(visitor, path)


def test_filters_results_and_quoted_passages_are_text(visitor: Visitor) -> None:
    page = looked_at(visitor, "documents/index.html?q=childcare")
    expect(page.locator("#results mark").first).to_be_visible()
    expect(page.locator("#results a.passage").first).to_be_visible()
    options = page.locator("#f-person option").all_inner_texts()
    assert any("<script>alert(1)</script>" in option for option in options)
    page = looked_at(visitor, "documents/index.html?publisher=" + json.dumps("<img src=x>"))
    assert not visitor.troubles


def test_answers_of_queries_are_text(visitor: Visitor) -> None:
    page = start(visitor)
    ask(page, "select title, publisher, url from curated.documents")
    assert "<script>alert(1)</script>" in part(page, "table").inner_text()
    assert page.locator(MADE).count() == 0
    links = [link.get_attribute("href") or "" for link in part(page, "table").locator("a").all()]
    assert not [link for link in links if link.startswith("javascript")]
    assert visitor.troubles == []
