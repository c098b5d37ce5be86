"""The bundled demo: rebuilt byte for byte, whole, our own words, holding every case it promises."""

from __future__ import annotations

import gzip
import importlib.util
import io
import re
import sys
import zlib
from collections import Counter
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from extractors.collect.archive.archive import archive_import, archive_verify, read_payload
from extractors.model import SiteGeneration, Verdict
from extractors.sources import load_sources

DEMO = Path(__file__).resolve().parent.parent / "sources" / "demo"


@pytest.fixture(scope="module")
def builder():
    """The build script, which is not part of a package."""
    spec = importlib.util.spec_from_file_location("build_archive", DEMO / "build_archive.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["build_archive"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["build_archive"]


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    return tmp_path_factory.mktemp("archive")


@pytest.fixture(scope="module")
def sources():
    return load_sources(DEMO.parent)


@pytest.fixture(scope="module")
def captures(archive, sources):
    """The captures of the demo as any import gives them: source by address, verdict by our rules."""
    return list(archive_import([DEMO / "demo.warc.gz"], archive, sources, source_id=None, run_id="demo"))


def test_rebuild_gives_the_same_records(builder):
    assert gzip.decompress(builder.archive_bytes()) == gzip.decompress((DEMO / "demo.warc.gz").read_bytes())


@pytest.mark.skipif(
    "ng" in zlib.ZLIB_RUNTIME_VERSION, reason="zlib-ng packs the same records into other bytes"
)
def test_rebuild_gives_the_same_bytes(builder):
    assert builder.archive_bytes() == (DEMO / "demo.warc.gz").read_bytes()


def test_nothing_in_it_depends_on_when_or_where_it_was_built():
    data = (DEMO / "demo.warc.gz").read_bytes()
    records = list(ArchiveIterator(io.BytesIO(data), check_digests="raise"))
    ids = [record.rec_headers.get_header("WARC-Record-ID") for record in records]
    assert len(set(ids)) == len(ids)
    dates = [record.rec_headers.get_header("WARC-Date") for record in records]
    assert max(dates) <= "2026-11-01T03:00:00Z"


def test_every_source_page_became_a_capture_of_a_source(builder, captures):
    urls = Counter(source.url for source in builder.page_sources().values())
    assert Counter(capture.url for capture in captures) == urls
    assert 30 <= len(captures) <= 40


def test_it_is_whole(archive, captures):
    assert captures
    assert archive_verify(archive) == []


def test_every_verdict_it_promises_is_there(captures):
    verdicts = Counter(capture.verdict for capture in captures)
    assert verdicts == {
        Verdict.OK: 27,
        Verdict.REDIRECT_STUB: 2,
        Verdict.EXIT_PAGE: 1,
        Verdict.BLOCKED: 1,
        Verdict.SOFT_404: 1,
        Verdict.HTML_FOR_FEED: 1,
        Verdict.GONE: 1,
        Verdict.NOT_MODIFIED: 1,
        Verdict.UNCHANGED: 1,
    }


def test_a_304_and_an_identical_payload_name_the_capture_they_repeat(captures):
    by_id = {capture.capture_id: capture for capture in captures}
    for capture in captures:
        if capture.verdict in (Verdict.NOT_MODIFIED, Verdict.UNCHANGED):
            original = by_id[capture.refers_to]
            assert (original.url, original.verdict) == (capture.url, Verdict.OK)
            assert original.captured_at < capture.captured_at


def test_all_six_site_generations_are_there(captures, sources):
    generations = {sources[c.source_id].site_generation for c in captures if c.verdict is Verdict.OK}
    assert generations >= {
        SiteGeneration.ILO_LEGACY,
        SiteGeneration.ILO_WCMS,
        SiteGeneration.ILO_DRUPAL,
        SiteGeneration.UNWOMEN_SITECORE,
        SiteGeneration.UNWOMEN_DRUPAL,
        SiteGeneration.WOMENWATCH,
    }


def test_editions_name_each_other(archive, captures):
    editions = [c for c in captures if "montevideo" in c.url and c.verdict is Verdict.OK]
    urls = {capture.url for capture in editions}
    assert len(urls) == 3
    for capture in editions:
        text = read_payload(archive, capture).decode()
        assert set(re.findall(r'hreflang="\w\w" href="([^"]+)"', text)) == urls


def test_two_versions_of_one_page_differ_in_one_paragraph(archive, captures):
    first, second = (c for c in captures if c.url.endswith("/care-work-small-enterprises"))
    before, after = (read_payload(archive, c).decode().splitlines() for c in (first, second))
    changed = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    assert len(changed) == 1
    assert first.captured_at < second.captured_at


def test_one_page_reuses_three_passages_of_another_one_of_them_edited(builder):
    pages = builder.page_sources()
    ours, theirs = (
        set(pages[name].body.splitlines()) for name in ("12_terminals_article", "13_terminals_reused")
    )
    assert len(ours & theirs) == 2
    start = "<p>Reports of harassment rose in the first three months"
    assert len({line for line in ours | theirs if line.startswith(start)}) == 2


def test_the_pdf_has_pages_outline_and_document_information(archive, captures):
    pypdfium2 = pytest.importorskip("pypdfium2")
    (capture,) = (c for c in captures if c.content_type == "application/pdf")
    document = pypdfium2.PdfDocument(read_payload(archive, capture))
    assert len(document) == 2
    assert document.get_metadata_dict()["Title"] == "Equal pay audits in small firms: A working guide"
    assert [entry.get_title() for entry in document.get_toc()] == ["Why an audit", "Nine steps"]
    document.close()


def test_a_page_that_claims_no_charset_is_cp1252(archive, captures):
    (capture,) = (c for c in captures if "/french/bureau" in c.url)
    payload = read_payload(archive, capture)
    assert capture.content_type == "text/html"
    assert "équipe de nuit" in payload.decode("cp1252")
    with pytest.raises(UnicodeDecodeError):
        payload.decode("utf-8")


def test_no_sentence_of_the_labelled_documents_is_in_it(builder, shared):
    texts = " ".join(file.read_text("utf-8") for file in (shared / "seeds").glob("*.txt"))
    known = set(_runs_of_words(texts))
    for source in builder.page_sources().values():
        copied = known.intersection(_runs_of_words(re.sub(r"<[^>]+>", " ", source.body)))
        assert not copied, f"{source.name} repeats a public page: {copied}"


def _runs_of_words(text, length=9):
    # Names of bodies and instruments are shorter than nine words in a row.
    words = re.findall(r"\w+", text.lower())
    return [" ".join(words[at : at + length]) for at in range(len(words) - length + 1)]
