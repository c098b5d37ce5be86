"""What a reader does on the SQL page."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.visitor import Visitor

DONE = re.compile(r"rows? in \d+ ms")
ENDED = re.compile(r"rows? in \d+ ms|failed|did not start")


def part(page: Page, name: str) -> Locator:
    """Return a part of the page by the name that its scripts use."""
    return page.locator(f'[data-part="{name}"]')


def start(visitor: Visitor) -> Page:
    """Open the page, load the engine and wait for the first answer."""
    page = visitor.go("sql.html")
    page.get_by_role("button", name="Start and run").click()
    expect(part(page, "state")).to_have_text(DONE, timeout=30000)
    return page


def ask(page: Page, sql: str) -> None:
    """Run a query and wait for its end."""
    part(page, "editor").fill(sql)
    page.get_by_role("button", name="Run", exact=True).click()
    expect(part(page, "state")).to_have_text(ENDED)


def downloaded(page: Page, folder: Path) -> list[list[str]]:
    """Return the lines of the CSV file that the page gives."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download as CSV").click()
    file = folder / waiting.value.suggested_filename
    waiting.value.save_as(file)
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))
