"""The ILO's labelled pages and listings, field by field: exact, because every reader here reads them so."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from extractors.model import Page, PassageKind
from extractors.read.listings.listing import read_listing
from extractors.read.reader import read
from tests.read.pages import capture_of

SHARED = Path(os.environ.get("EQUALWORK_SHARED", Path(__file__).resolve().parents[2].parent / "shared"))
PAGES = SHARED / "corpus" / "pages"
EXPECTED = SHARED / "seeds" / "expected"
ABSENT = pytest.mark.skipif(
    not PAGES.is_dir(), reason=f"the labelled pages are not at {PAGES} (set EQUALWORK_SHARED)"
)


def labelled(pattern: str, key: str) -> list[Path]:
    return [
        path for path in sorted(PAGES.glob(pattern)) if key in json.loads(path.read_text("utf-8"))["expected"]
    ]


DOCUMENTS = [*labelled("ilo_*.json", "body_paragraphs"), *labelled("hostile_*.json", "body_paragraphs")]
LISTINGS = labelled("*listing*.json", "items")
# The page declared as the Drupal site's whose markup is that of another generation: the generic reader reads it.
FOREIGN = {"hostile_charset_cp1252_declared_utf8"}


def page_of(record: Mapping[str, Any]) -> Page:
    at = datetime.fromisoformat(record["fetched_at"].replace("Z", "+00:00"))
    capture = capture_of(record["url"], at=at, content_type=record["content_type"])
    return read(capture, (PAGES / record["file"]).read_bytes())


def values_of(page: Page) -> dict[str, Any]:
    event = page.event
    return {
        "document_type": page.document_type.value,
        "title": page.title,
        "published_on": page.published.value if page.published else None,
        "date_precision": page.published.precision if page.published else None,
        "language": page.language,
        "kicker": page.kicker,
        "summary": page.summary,
        "place": page.place,
        "event_start": event.starts_on.value if event and event.starts_on else None,
        "event_end": event.ends_on.value if event and event.ends_on else None,
    }


@ABSENT
@pytest.mark.parametrize("path", [p for p in DOCUMENTS if p.stem not in FOREIGN], ids=lambda path: path.stem)
def test_a_labelled_page_comes_out_right(path: Path) -> None:
    record = json.loads(path.read_text("utf-8"))
    expected, page = record["expected"], page_of(record)
    accepted = expected.get("accept", {})
    wrong = {
        name: value
        for name, value in values_of(page).items()
        if value not in [expected[name], *accepted.get(name, [])]
    }
    assert wrong == {}
    body = [passage.text for passage in page.body]
    required = [text for text in body if text not in expected["body_optional"]]
    assert [text for text in required if text in expected["body_paragraphs"]] == expected["body_paragraphs"]
    assert [text for text in required if text not in expected["body_paragraphs"]] == []
    assert not [text for text in expected["body_forbidden"] if any(text in passage for passage in body)]
    assert sorted(link.url for link in page.links) == sorted(expected["links_out"])
    assert [(file.url, file.label) for file in page.files] == [
        (f["url"], f["label"]) for f in expected["files"]
    ]
    assert {(e.language, e.url) for e in page.translations} == {
        (t["language"], t["url"]) for t in expected["translations"]
    }
    assert list(page.tags) == expected["tags"]


@ABSENT
@pytest.mark.parametrize("path", LISTINGS, ids=lambda path: path.stem)
def test_a_labelled_listing_comes_out_right(path: Path) -> None:
    record = json.loads(path.read_text("utf-8"))
    expected = record["expected"]
    listing = read_listing((PAGES / record["file"]).read_bytes(), record["url"])
    found = [
        (item.url, item.title, item.published_on.value if item.published_on else None)
        for item in listing.items
    ]
    assert found == [(item["url"], item["title"], item["published_on"]) for item in expected["items"]]
    days = [
        (i.event.starts_on.value, i.event.ends_on.value, i.place)
        for i in listing.items
        if i.event and i.event.starts_on and i.event.ends_on
    ]
    assert days == [
        (i["event_start"], i["event_end"], i["place"]) for i in expected["items"] if i.get("event_start")
    ]
    assert listing.next_url == expected["next_page"]
    assert listing.page_count == expected.get("pages", listing.page_count)
    assert not {item.url for item in listing.items} & set(expected.get("not_items", []))


@ABSENT
@pytest.mark.parametrize(
    ("seed", "page_name"),
    [
        ("000_8850c0bee6af566b", "ilo_wcms_seed000_mou_press_release"),
        ("002_384b5eb6590aeee8", "ilo_legacy_seed002_gender_equality_tool_about"),
        ("003_04b830e824aef18a", "ilo_drupal_seed003_care_workshop_event"),
        ("004_09668daffb31cb09", "ilo_wcms_seed004_making_gender_equality_a_reality"),
    ],
)
def test_the_seeds_come_out_right(seed: str, page_name: str) -> None:
    expected = json.loads((EXPECTED / f"{seed}.json").read_text("utf-8"))
    page = page_of(json.loads((PAGES / f"{page_name}.json").read_text("utf-8")))
    assert (page.document_type.value, page.title, page.language, page.publisher) == (
        expected["document_type"], expected["title"], expected["language"], expected["publisher"]
    )  # fmt: skip
    if "standfirst_starts" in expected:
        printed = [p for p in page.passages if expected["standfirst_starts"] in p.text]
        assert len(printed) == 1
        assert page.summary is not None
        assert page.summary.startswith(expected["standfirst_starts"])
        assert len([p for p in page.body if p.kind is PassageKind.PARAGRAPH]) == expected["body_paragraphs"]
    headings = [p.text for p in page.body if p.kind is PassageKind.HEADING]
    assert headings[: len(expected.get("headings", []))] == expected.get("headings", [])
    assert [link.text for link in page.see_also][: len(expected.get("see_also", []))] == expected.get(
        "see_also", []
    )
    for noise in expected.get("not_in_passages", []):
        assert not any(noise in passage.text for passage in page.passages)
