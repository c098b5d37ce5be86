"""Corrections are made only where the page still prints the mistake, and say so where it does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from extractors.errors import SettingsError
from extractors.model import DocumentType, Field, Page, PartialDate, SiteGeneration
from transforms.corrections import Correction, correct_page, corrections, read_corrections, unused_corrections

URL = "https://www.ilo.org/resource/news/x"
PAGE = Page(
    capture_id="c",
    url=URL,
    canonical_url=URL,
    site_generation=SiteGeneration.ILO_DRUPAL,
    reader="r",
    reader_version="1",
    publisher="ILO",
    document_type=DocumentType.NEWS,
    title="Prot Board signs",
    language="en",
    published=PartialDate("2012-09-20", "day"),
    fields=(Field("title", "Prot Board signs", "ilo_drupal.title"),),
)
TITLE = Correction(
    URL, "title", "Prot Board signs", "Port Board signs", "letters swapped", date(2026, 11, 22)
)


def test_a_correction_keeps_what_was_printed_as_a_field_that_lost() -> None:
    page, issues = correct_page(PAGE, [TITLE])
    assert (page.title, issues) == ("Port Board signs", ())
    assert [(each.value, each.rule, each.is_winner) for each in page.fields] == [
        ("Prot Board signs", "ilo_drupal.title", False),
        ("Port Board signs", "corrections.2026-11-22", True),
    ]


def test_a_correction_that_no_longer_matches_is_not_made_and_told() -> None:
    page, issues = correct_page(replace(PAGE, title="Port Board and mills sign"), [TITLE])
    assert page.title == "Port Board and mills sign"
    assert [issue.code for issue in issues] == ["correction_no_longer_matches"]


def test_other_documents_are_left_alone() -> None:
    other = replace(PAGE, canonical_url="https://www.ilo.org/resource/news/y")
    assert correct_page(other, [TITLE]) == (other, ())


def test_dates_and_types() -> None:
    entries = [
        Correction(
            URL, "published_on", "2012-09-20", "2012-09", "the day is the upload's", date(2026, 11, 22)
        ),
        Correction(URL, "document_type", "news", "press_release", "says so", date(2026, 11, 22)),
    ]
    page, issues = correct_page(PAGE, entries)
    assert (page.published, page.document_type) == (
        PartialDate("2012-09", "month"),
        DocumentType.PRESS_RELEASE,
    )
    assert issues == ()


def test_unused() -> None:
    assert unused_corrections({URL}, [TITLE]) == ()
    assert unused_corrections({"https://www.ilo.org/other"}, [TITLE]) == (TITLE,)


def test_the_file_of_the_repository_is_sound() -> None:
    assert all(correction.why for correction in corrections())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("just words", "not a list"),
        ("- {document: x, field: title}\n", "needs exactly"),
        (
            "- {document: x, field: colour, expected: a, value: b, why: c, since: 2026-11-22}\n",
            "no such field 'colour'",
        ),
        ("- {document: x, field: title, expected: a, value: b, why: c, since: soon}\n", "no day"),
        (
            "- {document: x, field: document_type, expected: news, value: poem, why: c, since: 2026-11-22}\n",
            "no document type",
        ),
        (
            "- {document: x, field: published_on, expected: null, value: '2012-9-3', why: c, since: 2026-11-22}\n",
            "no day, month or year",
        ),
        (
            "- {document: x, field: published_on, expected: null, value: 2012-09-03, why: c, since: 2026-11-22}\n",
            "no text",
        ),
        (
            2 * "- {document: x, field: title, expected: a, value: b, why: c, since: 2026-11-22}\n",
            "title is there twice",
        ),
    ],
)
def test_bad_entries_are_refused(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "corrections.yml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=message):
        read_corrections(file)
