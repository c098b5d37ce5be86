"""Every page of the site: whole, linked, bounded in size, and the same in its bones."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.warehouse.site.html import links_of, pages_of, parsed

KINDS = (
    "index.html", "trends.html", "joint.html", "about.html", "documents/index.html", "documents/year-2024.html",
    "people/index.html", "organisations/ILO.html", "countries/KEN.html", "instruments/C190.html",
    "topics/care_economy.html", "reuse/index.html", "data/index.html", "data/documents.html", "sources/index.html",
    "sources/ilo_newsroom.html", "feeds/index.html", "sql.html",
)  # fmt: skip


@pytest.mark.parametrize("path", KINDS)
def test_every_kind_of_page_is_there(site: Path, path: str) -> None:
    assert (site / path).is_file()


def test_there_is_a_page_for_each_document_person_and_reused_passage(site: Path) -> None:
    names = {
        folder: len(list((site / folder).glob("*-*-*-*-*.html")))
        for folder in ("documents", "people", "reuse")
    }
    assert names == {"documents": 39, "people": 3, "reuse": 2}


def test_every_page_has_the_same_bones(site: Path) -> None:
    wrong = []
    for page in pages_of(site):
        tree = parsed(page)
        bones = (
            tree.get("lang") == "en",
            len(tree.xpath("//h1")) == 1,
            len(tree.xpath("//main")) == 1,
            bool(tree.xpath("string(//title)").removesuffix(" – equalwork").strip()),
            len(tree.xpath("//meta[@http-equiv='Content-Security-Policy']")) == 1,
            bool(tree.xpath("//a[@class='skip']")),
        )
        ids = tree.xpath("//@id")
        if not all(bones) or len(ids) != len(set(ids)):
            wrong.append((page.name, bones, [each for each in ids if ids.count(each) > 1]))
    assert wrong == []


def test_headings_go_down_one_level_at_a_time(site: Path) -> None:
    wrong = []
    for page in pages_of(site):
        levels = [int(heading.tag[1]) for heading in parsed(page).xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
        if any(after > before + 1 for before, after in zip(levels, levels[1:], strict=False)):
            wrong.append((page.name, levels))
    assert wrong == []


def test_every_link_leads_somewhere(site: Path) -> None:
    broken = set()
    for page in pages_of(site):
        for link in links_of(page):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            # The page for lost addresses names its links from the root of the host.
            start = site if parts.path.startswith("/") else page.parent
            target = (start / unquote(parts.path).lstrip("/")).resolve() if parts.path else page
            if not target.is_file() or (
                parts.fragment
                and target.suffix == ".html"
                and parts.fragment not in parsed(target).xpath("//@id")
            ):
                broken.add((page.relative_to(site).as_posix(), link))
    assert broken == set()


def test_nothing_is_loaded_from_elsewhere_and_nothing_runs_inline(site: Path) -> None:
    wrong = []
    for page in pages_of(site):
        tree = parsed(page)
        loaded = tree.xpath("//script/@src | //img/@src | //link/@href | //iframe/@src | //source/@src")
        inline = tree.xpath(
            "//script[not(@src) and not(@type='application/ld+json')] | //style | //*[@style]"
        )
        handlers = tree.xpath("//@*[starts-with(name(), 'on')]")
        if any(urlsplit(each).scheme for each in loaded) or inline or handlers:
            wrong.append(page.name)
    assert wrong == []


def test_pages_are_small(site: Path) -> None:
    sizes = {page.relative_to(site).as_posix(): page.stat().st_size for page in pages_of(site)}
    assert max(sizes.values()) < 500_000
    assert sizes["index.html"] < 100_000


def test_pictures_have_words_and_a_table(site: Path) -> None:
    tree = parsed(site / "trends.html")
    figures = tree.xpath("//figure[@class='chart']")
    assert len(figures) == 7
    for figure in figures:
        (svg,) = figure.xpath(".//*[local-name()='svg']")
        assert svg.get("role") == "img"
        assert len(svg.get("aria-label")) > 40
        assert figure.xpath(".//table//td")
    fills = re.findall(r'fill="([^"]+)"', (site / "charts" / "months.svg").read_text("utf-8"))
    assert {fill.partition(",")[0] for fill in fills} == {
        "none",
        "currentColor",
        "var(--series-1",
        "var(--series-2",
    }


def test_full_text_only_under_an_open_licence(site: Path, release: Path) -> None:
    pages = list((site / "documents").glob("*-*-*-*-*.html"))
    texts = {str(parsed(page).xpath("string(//h1)")): page for page in pages}
    open_page = texts["Note 8: Fiji and equal pay"].read_text("utf-8")
    closed = texts["Note 9: Kenya and equal pay"]
    assert "finance ministries draw up for growth" in open_page
    assert "allows short extracts only" in closed.read_text("utf-8")
    assert len(parsed(closed).xpath("//div[@class='text']//p")) == 2


def test_a_document_tells_its_versions_and_what_changed(site: Path) -> None:
    (page,) = [page for page in (site / "documents").glob("*-*.html") if "The pay gap today" in page.read_text("utf-8")
               and "year-" not in page.name]  # fmt: skip
    tree = parsed(page)
    assert tree.xpath("//*[@class='change']//del/text()") == ["twenty"]
    assert "nineteen" in tree.xpath("//*[@class='change']//ins/text()")


def test_a_document_shows_rules_and_words_on_demand(site: Path) -> None:
    page = next(page for page in pages_of(site / "documents") if "Note 8: Fiji" in page.read_text("utf-8")
                and "year-" not in page.name and page.name != "index.html")  # fmt: skip
    (table,) = parsed(page).xpath("//section[@aria-labelledby='evidence']//table")
    rows = {row.xpath("string(th)"): row.xpath("string(td[2])") for row in table.xpath(".//tbody/tr")}
    assert rows["Title"] == "hero_title"


def test_documents_and_data_describe_themselves(site: Path) -> None:
    found = [
        json.loads(script.text)
        for page in pages_of(site / "documents") + [site / "data" / "index.html"]
        for script in parsed(page).xpath("//script[@type='application/ld+json']")
    ]
    assert len(found) == 40
    assert {each["@context"] for each in found} == {"https://schema.org"}
    dataset = next(each for each in found if each["@type"] == "Dataset")
    assert all(len(each["sha256"]) == 64 for each in dataset["distribution"])
    assert {each["@type"] for each in found} >= {"NewsArticle", "Report", "Event", "WebPage"}


def test_labels_of_a_french_document_are_also_french(site: Path) -> None:
    pages = [page for page in pages_of(site / "documents") if "Une journée pour" in page.read_text("utf-8")]
    french = [page for page in pages if parsed(page).xpath("//h1[@lang='fr']")]
    assert len(french) == 1
    assert "Date de publication" in parsed(french[0]).xpath("//dt/span[@lang='fr']/text()")
