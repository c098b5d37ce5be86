from __future__ import annotations

import importlib
from collections import Counter

import pytest

from extractors.read.marc import marc
from extractors.read.pdf import pdf
from extractors.read.reader import MODULES
from tests.read.golden_files import Golden, golden_files, load, write

LEAST_PAGES = 3
GOLDEN_FILES = golden_files()


def _versions() -> list[tuple[str, str]]:
    readers = [reader for module in MODULES.values() for reader in importlib.import_module(module).READERS]
    named = {(reader.name, reader.version) for reader in readers}
    return sorted(named | {(pdf.READER, pdf.READER_VERSION), (marc.READER, marc.READER_VERSION)})


@pytest.mark.parametrize("golden", GOLDEN_FILES, ids=lambda golden: golden.name)
def test_golden_page_is_read_as_reviewed(golden: Golden) -> None:
    assert golden.reviewed, f"{golden.name}: look at expected.json, then set reviewed to true"
    assert golden.read() == golden.expected


@pytest.mark.parametrize(("reader", "version"), _versions())
def test_every_reader_version_has_golden_pages(reader: str, version: str) -> None:
    counts = Counter(
        (golden.expected["reader"], golden.expected["reader_version"]) for golden in GOLDEN_FILES
    )
    assert counts[reader, version] >= LEAST_PAGES


def test_a_new_golden_file_waits_for_its_review(tmp_path) -> None:
    page = b"<html><head><title>A lamp</title></head><body><h1>A lamp</h1><p>It burns all night long.</p></body></html>"
    golden = write(
        tmp_path / "generic" / "lamp",
        page,
        "https://example.org/lamp",
        "2026-01-02T00:00:00+00:00",
        "text/html",
    )
    assert golden.reviewed is False
    assert load(golden.folder) == golden
    assert golden.read() == golden.expected


def test_golden_bytes_do_not_change_with_the_day(tmp_path) -> None:
    facts = (b"<p>x</p>", "https://example.org/x", "2026-01-02T00:00:00+00:00", "text/html")
    one, two = write(tmp_path / "a" / "x", *facts), write(tmp_path / "b" / "x", *facts)
    assert (one.folder / "page.gz").read_bytes() == (two.folder / "page.gz").read_bytes()
