"""What holds for every kind of page: sizes, accessibility, quiet consoles, no other host."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.axe import violations
from tests.browser.conftest import NewVisitor
from tests.browser.kinds import KINDS, pages_by_kind
from tests.browser.visitor import Visitor

MOST_BYTES = 500_000
MOST_BYTES_OF_HOME = 100_000
FIRST_PAINT_MS = 1000


@pytest.fixture(scope="module")
def reader(visitors: NewVisitor, served: str) -> Visitor:
    """A visitor who looks at one page after the other."""
    return visitors(served, reduced_motion="reduce")


@pytest.fixture(scope="module")
def narrow(visitors: NewVisitor, served: str) -> Visitor:
    """A visitor with a screen of 320 pixels."""
    return visitors(served, viewport={"width": 320, "height": 640})


@pytest.fixture(scope="session")
def pages(site_folder: Path) -> dict[str, list[str]]:
    """The pages of the demo's site by kind."""
    return pages_by_kind(site_folder)


def test_every_kind_of_page_is_there_and_known(pages: dict[str, list[str]]) -> None:
    assert set(pages) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_and_the_console_is_quiet(
    reader: Visitor, pages: dict[str, list[str]], kind: str
) -> None:
    reader.troubles.clear()
    page = reader.go(pages[kind][0])
    page.wait_for_load_state("networkidle")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert violations(page) == [], scheme
    assert reader.troubles == []
    assert reader.foreign() == []


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_scrolls_sideways_at_320_pixels(
    narrow: Visitor, pages: dict[str, list[str]], kind: str
) -> None:
    page = narrow.go(pages[kind][0])
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    wide = page.evaluate(
        """() => document.documentElement.scrollWidth <= 320 ? [] : [...document.querySelectorAll('body *')]
            .filter(one => one.getBoundingClientRect().right > 320.5 && !one.closest('.wide, .scroll, pre'))
            .map(one => one.outerHTML.slice(0, 120))"""
    )
    assert wide == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_paper_is_light_and_holds_what_is_read(reader: Visitor, pages: dict[str, list[str]]) -> None:
    page = reader.go(pages["document"][0])
    page.locator("details").first.evaluate("one => { one.open = true }")
    page.emulate_media(media="print", color_scheme="dark")
    seen = page.evaluate(
        """() => {
            const isSeen = chosen => [...document.querySelectorAll(chosen)].map(one => one.checkVisibility());
            const style = getComputedStyle(document.body);
            return {ink: style.color, paper: style.backgroundColor, text: isSeen("h1, .side .facts, .text p"),
                    tools: isSeen(".top nav, .find, .foot ul"), boxes: isSeen("details")};
        }"""
    )
    page.emulate_media(media="screen")
    assert (seen["ink"], seen["paper"]) == ("rgb(0, 0, 0)", "rgb(255, 255, 255)")
    assert all(seen["text"])
    assert not any(seen["tools"])
    # What was opened is printed, a closed box is not.
    assert seen["boxes"] == [True] + [False] * (len(seen["boxes"]) - 1)


def test_no_page_is_large(site_folder: Path, pages: dict[str, list[str]]) -> None:
    sizes = {path: (site_folder / path).stat().st_size for paths in pages.values() for path in paths}
    assert {path: size for path, size in sizes.items() if size > MOST_BYTES} == {}


def test_home_is_light_and_painted_at_once(visitor: Visitor) -> None:
    page = visitor.go()
    page.wait_for_load_state("networkidle")
    weights = page.evaluate(
        "performance.getEntriesByType('navigation').concat(performance.getEntriesByType('resource'))"
        ".map(entry => [entry.name, entry.decodedBodySize])"
    )
    assert sum(size for _, size in weights) < MOST_BYTES_OF_HOME, weights
    (painted,) = page.evaluate(
        "performance.getEntriesByName('first-contentful-paint').map(entry => entry.startTime)"
    )
    assert painted < FIRST_PAINT_MS


@pytest.mark.parametrize("kind", ["index", "list of documents", "document", "sql"])
def test_the_keyboard_reaches_everything_in_sight(
    visitor: Visitor, pages: dict[str, list[str]], kind: str
) -> None:
    page = visitor.go(pages[kind][0])
    page.wait_for_load_state("networkidle")
    wanted = page.evaluate(
        """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
            .filter(one => one.checkVisibility() && !one.disabled).length"""
    )
    reached = list(_walk(visitor, wanted + 20))
    assert len(set(reached)) == wanted
    assert reached[0].startswith("a.skip")


def _walk(visitor: Visitor, most: int) -> Iterator[str]:
    """Press Tab until the page is left; yield each link or field, and hold that its focus can be seen."""
    for _ in range(most):
        visitor.page.keyboard.press("Tab")
        found = visitor.page.evaluate(
            """() => {
                const one = document.activeElement;
                if (!one || one === document.body) return null;
                const style = getComputedStyle(one);
                const number = [...document.querySelectorAll('*')].indexOf(one);
                const isSeen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
                return {name: `${one.localName}.${one.className} ${number}`, isSeen,
                        isControl: one.matches('a[href], button, input, select, textarea, summary')};
            }"""
        )
        if found is None:
            return
        assert found["isSeen"], f"the focus on {found['name']} cannot be seen"
        if found["isControl"]:
            yield found["name"]


def test_the_skip_link_leads_past_the_navigation(visitor: Visitor) -> None:
    page = visitor.go()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_links_inside_the_site_lead_somewhere(site_folder: Path, visitor: Visitor) -> None:
    page = visitor.go()
    lost: dict[str, str] = {}
    known: dict[str, bool] = {}
    for path in sorted(path for paths in pages_by_kind(site_folder).values() for path in paths):
        text = (site_folder / path).read_text("utf-8")
        for link in page.evaluate(LINKS, [text, visitor.base + path]):
            target = link.removeprefix(visitor.base).split("#")[0].split("?")[0]
            if target not in known:
                answer = page.request.head(visitor.base + target)
                known[target] = answer.ok
            if not known[target]:
                lost[path] = link
    assert lost == {}


# The addresses of a page's links and files on this host, read without running or loading anything of it.
LINKS = """([text, address]) => {
    const page = new DOMParser().parseFromString(text, "text/html");
    return [...page.querySelectorAll("[href], [src]")]
        .map(one => new URL(one.getAttribute("href") ?? one.getAttribute("src"), address))
        .filter(url => url.host === location.host).map(url => url.href);
}"""
