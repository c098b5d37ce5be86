"""Choice of reader: by payload, generation and capture date; drift is told, nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from extractors.errors import ReadFailure
from extractors.model import Page, SiteGeneration
from extractors.read import reader
from extractors.read.generations import generation_of
from extractors.read.material import Material, Reader
from extractors.read.reader import choose, in_order, material_of, read, readers
from extractors.read.sites.ilo_drupal import READERS, read_page
from tests.read.pages import capture_of, drupal, read_text_page, rich

NEWS = "https://www.ilo.org/resource/news/fair-roster-harbour"


def version(name: str, until: date | None) -> Reader:
    return Reader(SiteGeneration.ILO_DRUPAL, "ilo_drupal", name, read_page, valid_until=until)


def test_the_version_valid_on_the_day_of_capture_is_chosen() -> None:
    versions = in_order(
        [version("3", None), version("1", date(2024, 12, 31)), version("2", date(2025, 6, 30))]
    )
    days = [date(2024, 5, 1), date(2024, 12, 31), date(2025, 1, 1), date(2026, 1, 1)]
    assert [choose(versions, day).version for day in days] == ["1", "1", "2", "3"]


@pytest.mark.parametrize("until", [None, date(2025, 1, 1)])
def test_two_versions_with_the_same_date_are_refused(until: date | None) -> None:
    with pytest.raises(ValueError, match=f"same date: {until or 'open end'}"):
        in_order([version("1", until), version("2", until)])


@pytest.mark.parametrize("generation", [g for g in SiteGeneration if g in reader.MODULES])
def test_every_generation_has_a_reader_without_end(generation: SiteGeneration) -> None:
    assert readers(generation)[-1].valid_until is None
    assert all(entry.generation is generation for entry in readers(generation))


@pytest.mark.parametrize(
    ("url", "day", "generation"),
    [
        ("http://ilo.ch/public/french/bureau/x.htm", "2009-01-01", "ilo_legacy"),
        ("https://webapps.ilo.org/public/french/x.htm", "2020-01-01", "ilo_legacy"),
        ("https://oit.org/asia/WCMS_1/lang--en/index.htm", "2019-01-01", "ilo_wcms"),
        ("http://www.ilo.org/gender/lang--en/index.htm", "2014-01-01", "ilo_wcms"),
        ("https://www.ilo.org/es/resource/news/x", "2026-01-01", "ilo_drupal"),
        ("https://www.unwomen.org/en/news/stories/2020/7/x", "2020-08-01", "unwomen_sitecore"),
        ("https://www.unwomen.org/en/about-us", "2020-08-01", "unwomen_sitecore"),
        ("https://www.unwomen.org/en/about-us", "2024-08-01", "unwomen_drupal"),
        ("http://www.un.org/womenwatch/feature/x.html", "2014-01-01", "womenwatch"),
        ("https://example.org/", "2024-01-01", "unknown"),
    ],
)
def test_addresses_tell_the_generation(url: str, day: str, generation: str) -> None:
    assert generation_of(url, datetime.fromisoformat(day).replace(tzinfo=UTC)).value == generation


def test_unknown_markup_of_a_known_generation_drifts_to_the_generic_reader() -> None:
    words = "The crews of the harbour agreed on one list for the nights, and the list hangs in the hall. " * 3
    page = read_text_page(
        f"<html><head><title>New clothes</title></head><body><article><h1>New clothes</h1><p>{words}</p></article></body></html>",
        NEWS,
    )
    assert page.reader == "generic"
    assert page.site_generation is SiteGeneration.ILO_DRUPAL
    assert page.issues[0].code == "reader.drift"
    assert words.strip() in [passage.text for passage in page.body]


def test_a_reader_that_gives_up_drifts_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def give_up(material: Material) -> Page:
        material.html.one(".no-such-part")
        raise AssertionError

    broken = replace(READERS[0], read=give_up)
    monkeypatch.setattr(
        reader, "readers", lambda g: (broken,) if g is SiteGeneration.ILO_DRUPAL else readers(g)
    )
    page = read_text_page(drupal(rich("<p>Words of the page that stay.</p>")), NEWS)
    assert page.reader == "generic"
    assert ".no-such-part" in page.issues[0].message


@pytest.mark.parametrize("payload", [b"", b"  \n", b"\x89PNG\r\n", b"PK\x03\x04..", b"GIF89a"])
def test_what_is_no_document_is_a_typed_failure(payload: bytes) -> None:
    with pytest.raises(ReadFailure, match="cannot read") as caught:
        read(capture_of(NEWS), payload)
    assert caught.value.address == NEWS


def test_reading_twice_gives_equal_pages() -> None:
    text = drupal(rich("<p>One</p>"), date="9 March 2026")
    assert read_text_page(text, NEWS) == read_text_page(text, NEWS)


def test_material_is_parsed_once_and_knows_its_charset() -> None:
    material = material_of(capture_of(NEWS, content_type="text/html"), "<p>Gen\u00e8ve".encode("cp1252"))
    assert material.decoded.charset == "cp1252"
    assert material.metadata is material.metadata


@pytest.mark.parametrize(
    "noise",
    [
        "<script>" + "var x='<p>no</p>';" * 60_000 + "</script>",
        "<style>" + "p{}" * 200_000 + "</style>",
        "<ul>" + "<li><a href='/l'>link</a></li>" * 70_000 + "</ul>",
        "<div id='x'>" * 12_000,
        "<table><tr><td>" * 3_000,
        "<p>" + "<b>" * 5_000 + "deep" + "</b>" * 5_000,
        "<!--" + "x" * 1_000_000 + "-->",
        "\x00" * 100_000,
    ],
    ids=["script", "style", "links", "nesting", "tables", "inline", "comment", "nul"],
)
def test_hostile_pages_are_read_in_bounded_time(noise: str) -> None:
    page = read_text_page(
        drupal(rich("<p>The text.</p>"), date="9 March 2026", after=f"<div>{noise}</div>"), NEWS
    )
    assert page.title == "A fair roster for the harbour"
    assert [passage.text for passage in page.body] == ["The text."]
    before = read_text_page(
        drupal(rich("<p>The text.</p>")).replace("<main", f"<div>{noise}</div><main", 1), NEWS
    )
    assert "The text." in [passage.text for passage in before.body]
