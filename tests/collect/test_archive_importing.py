"""WARC files from elsewhere: every style is read, nothing twice, damage costs only what it hit."""

from __future__ import annotations

import contextlib
import gzip
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.collect.archive.archive import (
    ArchiveWriter,
    archive_import,
    archive_index,
    archive_verify,
    read_payload,
    read_payloads,
)
from extractors.collect.archive.members import walk_members
from extractors.errors import ArchiveDamaged, RunFailed
from extractors.model import Route, Verdict
from extractors.sources import Source
from tests.collect.archive_tools import (
    HTML,
    START,
    ForeignWarc,
    archive_one,
    chunked,
    page,
    write_captures,
    zipped,
)

NEWS = "https://www.ilo.org/resource/news/one"
CODED = (HTML, ("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked"))
# What Common Crawl makes of the headers of a coded body that it stores decoded.
CRAWLED = (HTML, ("X-Crawl-Content-Encoding", "gzip"), ("X-Crawl-Transfer-Encoding", "chunked"))


def source(source_id: str, pattern: str, **facts) -> Source:
    given = {
        "source_id": source_id,
        "title": source_id,
        "publisher": "ILO",
        "site_generation": "ilo_drupal",
        "languages": ["en"],
        "hosts": ["www.ilo.org"],
        "include": [pattern],
        "routes": ["warc"],
        "frequency": "archive-only",
        "licence": [{"licence": "unknown"}],
    }
    return Source.model_validate(given | facts)


SOURCES = {
    "ilo_newsroom": source("ilo_newsroom", r"ilo\.org/resource/news"),
    "unwomen_news": source("unwomen_news", r"unwomen\.org/en/news"),
}


def imported(paths, folder, **changes):
    facts = {"source_id": "ilo_newsroom", "run_id": "backfill1"} | changes
    paths = paths if isinstance(paths, list) else [paths]
    return list(archive_import(paths, folder, SOURCES, **facts))


def wayback(version: str = "WARC/1.0", compressed: bool = True, scheme: str = "https") -> ForeignWarc:
    """Raw bodies as they came over the wire, beside records that are no captures."""
    warc = ForeignWarc(version, compressed)
    warc.add_plain("warcinfo", b"software: Heritrix/3.4\r\n", "application/warc-fields")
    warc.add(f"{scheme}://www.ilo.org/resource/news/one", chunked(zipped(page(1))), headers=CODED)
    warc.add(f"{scheme}://www.ilo.org/resource/news/two", page(2), date="2019-05-04T03:02:09Z")
    warc.add_plain(
        "metadata",
        b"fetchTimeMs: 71\r\n",
        "application/warc-fields",
        f"{scheme}://www.ilo.org/resource/news/two",
    )
    warc.add_plain(
        "response", b"20190504030201\r\nwww.ilo.org. 300 IN A 0.0.0.0\r\n", "text/dns", "dns:www.ilo.org"
    )
    return warc


KINDS = [("crawl.warc.gz", True), ("crawl.warc.gz", False), ("crawl.warc", True), ("crawl.warc", False)]


@pytest.mark.parametrize(("name", "copy"), [*KINDS, ("whole.warc.gz", True)])
@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("version", ["WARC/1.0", "WARC/1.1"])
def test_every_kind_of_file_is_read(tmp_path, version, scheme, name, copy):
    warc = wayback(version, compressed=name == "crawl.warc.gz", scheme=scheme)
    file = warc.save(tmp_path / name)
    if name == "whole.warc.gz":
        file.write_bytes(gzip.compress(file.read_bytes()))
    captures = imported(file, tmp_path / "archive", copy=copy)
    assert [c.url.rsplit("/")[-1] for c in captures] == ["one", "two"]
    assert [c.captured_at.isoformat() for c in captures] == [
        "2019-05-04T03:02:01+00:00",
        "2019-05-04T03:02:09+00:00",
    ]
    assert {(c.verdict, c.route, c.status, c.run_id) for c in captures} == {
        (Verdict.OK, Route.WARC, 200, "backfill1")
    }
    assert [read_payload(tmp_path / "archive", c) for c in captures] == [page(1), page(2)]
    assert list(archive_index(tmp_path / "archive")) == captures
    assert archive_verify(tmp_path / "archive") == []
    assert all((tmp_path / "archive" / c.archive_file).is_symlink() is not copy for c in captures)


def test_common_crawl_style_with_request_and_metadata_records(tmp_path):
    warc = ForeignWarc("WARC/1.0")
    warc.add(
        NEWS, b"", kind="request", status="GET /resource/news/one HTTP/1.1", headers=[("Host", "www.ilo.org")]
    )
    warc.add(NEWS, page(1), headers=CRAWLED, identified_payload_type="text/html")
    warc.add_plain("metadata", b'languages-cld2: {"reliable":true}\r\n', "application/warc-fields", NEWS)
    (capture,) = imported(warc.save(tmp_path / "cc.warc.gz"), tmp_path / "archive", route=Route.COMMONCRAWL)
    assert (capture.route, capture.verdict, capture.byte_count) == (
        Route.COMMONCRAWL,
        Verdict.OK,
        len(page(1)),
    )
    assert capture.headers["x-crawl-content-encoding"] == "gzip"
    assert read_payload(tmp_path / "archive", capture) == page(1)


def test_importing_again_gives_the_same_and_writes_nothing(tmp_path):
    file = wayback().save(tmp_path / "crawl.warc.gz")
    first = imported(file, tmp_path / "archive")
    before = _files(tmp_path / "archive")
    other_name = shutil.copy(file, tmp_path / "the same under another name.warc.gz")
    assert imported(file, tmp_path / "archive", run_id="later") == first
    assert imported(Path(other_name), tmp_path / "archive", run_id="later") == first
    assert _files(tmp_path / "archive") == before


def _files(folder):
    return {file: file.stat().st_mtime_ns for file in folder.rglob("*")}


def test_a_copy_takes_the_place_of_a_reference_but_not_the_other_way(tmp_path):
    file = wayback().save(tmp_path / "crawl.warc.gz")
    referred = imported(file, tmp_path / "archive", copy=False)
    assert (tmp_path / "archive" / referred[0].archive_file).is_symlink()
    assert imported(file, tmp_path / "archive") == referred
    assert not (tmp_path / "archive" / referred[0].archive_file).is_symlink()
    file.rename(tmp_path / "moved.warc.gz")
    assert read_payload(tmp_path / "archive", referred[0]) == page(1)
    assert imported(tmp_path / "moved.warc.gz", tmp_path / "archive", copy=False) == referred
    assert not (tmp_path / "archive" / referred[0].archive_file).is_symlink()
    assert list(archive_index(tmp_path / "archive")) == referred


def test_a_reference_that_moved_is_mended_by_importing_it_again(tmp_path):
    file = wayback().save(tmp_path / "crawl.warc.gz")
    referred = imported(file, tmp_path / "archive", copy=False)
    moved = file.rename(tmp_path / "moved.warc.gz")
    with pytest.raises(ArchiveDamaged, match="not there") as error:
        read_payload(tmp_path / "archive", referred[0])
    assert "imported by reference" in str(error.value)
    assert {problem.code for problem in archive_verify(tmp_path / "archive")} == {"missing"}
    assert imported(moved, tmp_path / "archive", copy=False) == referred
    assert read_payload(tmp_path / "archive", referred[0]) == page(1)


@pytest.mark.parametrize("copy", [True, False])
def test_what_a_later_import_finds_more_is_new_to_the_index(tmp_path, copy):
    warc = ForeignWarc()
    for url in (NEWS, "https://www.unwomen.org/en/news/a"):
        warc.add(url, page(1))
    file = warc.save(tmp_path / "a.warc.gz")
    few = {"unwomen_news": SOURCES["unwomen_news"]}
    first = list(archive_import([file], tmp_path / "archive", few, source_id=None, run_id="r", copy=copy))
    both = imported(file, tmp_path / "archive", source_id=None, copy=copy)
    assert [c.source_id for c in both] == ["ilo_newsroom", "unwomen_news"]
    assert list(archive_index(tmp_path / "archive", {first[0].archive_file})) == [both[0]]
    assert read_payload(tmp_path / "archive", both[0]) == page(1)
    assert imported(file, tmp_path / "archive", source_id=None, copy=copy) == both
    assert archive_verify(tmp_path / "archive") == []


def test_stopped_half_way_and_started_again_ends_alike(tmp_path):
    file = wayback().save(tmp_path / "crawl.warc.gz")
    halves = archive_import([file], tmp_path / "archive", SOURCES, source_id="ilo_newsroom", run_id="first")
    first = next(halves)
    halves.close()
    assert list(archive_index(tmp_path / "archive")) == [first]
    captures = imported(file, tmp_path / "archive", run_id="second")
    assert [c.run_id for c in captures] == ["first", "second"]
    assert sorted(archive_index(tmp_path / "archive"), key=lambda c: c.captured_at) == captures
    assert list(archive_index(tmp_path / "archive", {first.archive_file})) == captures[1:]


def test_the_source_is_chosen_by_address_and_others_are_left_out(tmp_path, caplog):
    warc = ForeignWarc()
    for url in (NEWS, "http://www.unwomen.org/en/news/a", "https://example.org/resource"):
        warc.add(url, page(1))
    captures = imported(warc.save(tmp_path / "a.warc.gz"), tmp_path / "archive", source_id=None)
    assert [c.source_id for c in captures] == ["ilo_newsroom", "unwomen_news"]
    assert "1 captures left out" in caplog.text


def test_an_address_that_a_source_discovers_by_belongs_to_it(tmp_path):
    feed = {"discover": [{"kind": "feed", "url": "https://www.ilo.org/feeds/all"}]}
    sources = {"ilo_newsroom": source("ilo_newsroom", "resource/news", **feed)}
    warc = ForeignWarc()
    warc.add("http://www.ilo.org/feeds/all", page(1))
    paths = [warc.save(tmp_path / "a.warc.gz")]
    captures = list(archive_import(paths, tmp_path / "archive", sources, source_id=None, run_id="r"))
    assert [c.source_id for c in captures] == ["ilo_newsroom"]


@pytest.mark.parametrize("how", ["folder", "glob", "deep glob", "list"])
def test_paths_folders_and_globs(tmp_path, how):
    (tmp_path / "crawls" / "deep").mkdir(parents=True)
    files = []
    for number, name in enumerate(["a.warc.gz", "deep/b.warc.gz"]):
        warc = ForeignWarc()
        warc.add(f"{NEWS}-{number}", page(number))
        files.append(warc.save(tmp_path / "crawls" / name))
    (tmp_path / "crawls" / "readme.txt").write_text("no WARC")
    paths = {
        "folder": [tmp_path / "crawls"],
        "glob": [tmp_path / "crawls" / "*.gz", tmp_path / "crawls" / "d*" / "*"],
        "deep glob": [tmp_path / "crawls" / "**" / "*.warc.gz"],
        "list": [*files, files[0]],
    }[how]
    assert [c.url for c in imported(paths, tmp_path / "archive")] == [f"{NEWS}-0", f"{NEWS}-1"]


def test_a_path_that_names_nothing_is_an_error(tmp_path):
    with pytest.raises(RunFailed, match=r"nothing\*\.warc\.gz: no WARC file here"):
        imported(tmp_path / "nothing*.warc.gz", tmp_path / "archive")


def _with_head(head: bytes, body: bytes) -> bytes:
    """A record whose HTTP head is not as it should be, as old crawlers left them."""
    warc = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: <%s>\r\nWARC-Date: 2009-05-04T03:02:01Z\r\n"
    warc += b"WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http; msgtype=response\r\n"
    block = head + body
    return warc % NEWS.encode() + b"Content-Length: %d\r\n\r\n%s\r\n\r\n" % (len(block), block)


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.1 200 OK\nContent-Type: text/html\n\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\nServer: x\r\n\r\n",
        b"HTTP/2 200\r\ncontent-type: text/html\r\n\r\n",
        b"HTTP/1.0 200\r\nno colon here\r\nContent-Type: text/html\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n\r\n",
    ],
)
def test_heads_that_are_not_as_they_should_be(tmp_path, head):
    file = tmp_path / "old.warc"
    file.write_bytes(_with_head(head, page(1)))
    (capture,) = imported(file, tmp_path / "archive")
    assert (capture.url, capture.status, capture.verdict) == (NEWS, 200, Verdict.OK)
    assert read_payload(tmp_path / "archive", capture) == page(1)


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 10**6),
    st.sampled_from(["cut", "flip", "insert"]),
    st.booleans(),
    st.binary(min_size=1, max_size=9),
)
def test_no_damage_costs_more_than_what_it_hit(place, how, compressed, noise):
    warc = ForeignWarc(compressed=compressed)
    for number in range(4):
        warc.add(f"{NEWS}-{number}", page(number))
    data = warc.buffer.getvalue()
    at = place % len(data)
    damaged = {"cut": b"", "flip": noise + data[at + len(noise) :], "insert": noise + data[at:]}[how]
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / ("a.warc.gz" if compressed else "a.warc")
        file.write_bytes(data)
        before = [m for m in walk_members(file) if m.offset + m.length <= at]
        file.write_bytes(data[:at] + damaged)
        with contextlib.suppress(ArchiveDamaged):
            imported(file, Path(name) / "archive")
        indexed = list(archive_index(Path(name) / "archive"))
        assert [c.url for c in indexed[: len(before)]] == [f"{NEWS}-{n}" for n in range(len(before))]
        kept = [read_payload(Path(name) / "archive", c) for c in indexed[: len(before)]]
        assert kept == [page(number) for number in range(len(before))]


REFERENCES = {
    "by address and date": {"refers_to_target_uri": NEWS, "refers_to_date": "2019-05-04T03:02:01Z"},
    "by record": {"refers_to": "<urn:uuid:11111111-2222-3333-4444-555555555555>"},
    "by digest alone": {},
}
SAME = "http://netpreserve.org/warc/1.0/revisit/identical-payload-digest"
NOT_MODIFIED = "http://netpreserve.org/warc/1.0/revisit/server-not-modified"


@pytest.mark.parametrize("reference", REFERENCES)
@pytest.mark.parametrize(
    ("profile", "status", "verdict"),
    [(SAME, "200 OK", Verdict.UNCHANGED), (NOT_MODIFIED, "304 Not Modified", Verdict.NOT_MODIFIED)],
)
def test_revisits_name_what_they_repeat(tmp_path, profile, status, verdict, reference):
    warc = ForeignWarc()
    digest = warc.add(NEWS, page(1), record_id="<urn:uuid:11111111-2222-3333-4444-555555555555>")
    facts = {"profile": profile, "payload_digest": digest} | REFERENCES[reference]
    facts = {name.replace("uri", "URI"): value for name, value in facts.items()}
    warc.add(NEWS, b"", kind="revisit", status=status, date="2020-01-02T00:00:00Z", **facts)
    first, again = imported(warc.save(tmp_path / "a.warc.gz"), tmp_path / "archive")
    assert (again.verdict, again.refers_to, again.payload_sha256) == (
        verdict,
        first.capture_id,
        first.payload_sha256,
    )
    assert again.status == int(status[:3])
    assert list(archive_index(tmp_path / "archive")) == [first, again]


def test_a_revisit_without_its_original_is_kept_and_says_so(tmp_path):
    warc = ForeignWarc()
    warc.add(NEWS, b"", kind="revisit", profile=SAME, payload_digest="sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ")
    (capture,) = imported(warc.save(tmp_path / "a.warc.gz"), tmp_path / "archive")
    assert (capture.verdict, capture.refers_to, capture.payload_sha256) == (Verdict.UNCHANGED, None, "")
    assert capture.verdict_reason == "what it repeats was not imported"


def test_a_payload_stored_once_for_two_addresses_is_read_for_both(tmp_path):
    warc = ForeignWarc()
    digest = warc.add(NEWS, chunked(zipped(page(1))), headers=CODED)
    warc.add(f"{NEWS}-again", b"", kind="revisit", profile=SAME, payload_digest=digest)
    first, other = imported(warc.save(tmp_path / "a.warc.gz"), tmp_path / "archive")
    assert (other.verdict, other.url) == (Verdict.OK, f"{NEWS}-again")
    assert other.capture_id != first.capture_id
    assert read_payload(tmp_path / "archive", other) == page(1)


def test_a_revisit_may_name_a_record_of_an_earlier_file(tmp_path):
    one, two = ForeignWarc(), ForeignWarc()
    digest = one.add(NEWS, page(1))
    two.add(NEWS, b"", kind="revisit", profile=SAME, payload_digest=digest, date="2020-01-02T00:00:00Z")
    paths = [one.save(tmp_path / "1.warc.gz"), two.save(tmp_path / "2.warc.gz")]
    first, again = imported(paths, tmp_path / "archive")
    assert again.refers_to == first.capture_id


@pytest.mark.parametrize(
    ("status", "headers", "body", "facts", "verdict"),
    [
        ("404 Not Found", [HTML], page(1), {}, Verdict.GONE),
        ("301 Moved", [("Location", "/new")], b"", {}, Verdict.REDIRECT_STUB),
        ("200 OK", [HTML], b"", {}, Verdict.EMPTY),
        ("200 OK", [HTML, ("Content-Encoding", "gzip")], zipped(page(1))[:-30], {}, Verdict.TRUNCATED),
        ("200 OK", [HTML], page(1), {"truncated": "length"}, Verdict.TRUNCATED),
    ],
)
def test_foreign_responses_are_judged(tmp_path, status, headers, body, facts, verdict):
    warc = ForeignWarc()
    warc.add(NEWS, body, status=status, headers=headers, **facts)
    (capture,) = imported(warc.save(tmp_path / "a.warc.gz"), tmp_path / "archive")
    assert capture.verdict is verdict


def test_the_judge_can_be_given(tmp_path):
    file = wayback().save(tmp_path / "a.warc.gz")
    seen = []

    def decide(**facts):
        seen.append((facts["url"], facts["status"], facts["body"]))
        return Verdict.BLOCKED, "a test", None

    captures = imported(file, tmp_path / "archive", decide=decide)
    assert {(c.verdict, c.verdict_reason) for c in captures} == {(Verdict.BLOCKED, "a test")}
    assert [body for _, _, body in seen] == [page(1), page(2)]


def test_our_own_records_keep_run_route_and_verdict(tmp_path):
    with ArchiveWriter(tmp_path / "theirs", "unwomen_news", "their-run", START) as writer:
        first = archive_one(
            writer, 1, verdict=Verdict.SOFT_404, verdict_reason="a title", route=Route.WAYBACK
        )
        archive_one(writer, 2, url=first.url, verdict=Verdict.UNCHANGED, refers_to=first)
        archive_one(writer, 3, status=0, http_headers=[], body=b"", verdict=Verdict.ROBOTS_DISALLOWED)
    theirs = list(archive_index(tmp_path / "theirs"))
    ours = imported(tmp_path / "theirs", tmp_path / "archive", source_id=None)
    keys = ("capture_id", "source_id", "run_id", "route", "verdict", "verdict_reason", "refers_to", "headers")
    assert [[getattr(c, k) for k in keys] for c in ours] == [[getattr(c, k) for k in keys] for c in theirs]
    assert read_payload(tmp_path / "archive", ours[0]) == page(1)
    assert {c.source_id for c in imported(tmp_path / "theirs", tmp_path / "archive")} == {"ilo_newsroom"}


def _second_last_end(file: Path) -> int:
    return [member.offset for member in walk_members(file)][-1]


DAMAGES = {
    "torn tail": lambda data, last: data[:-9],
    "torn in the last member": lambda data, last: data[: last + 40],
    "garbage behind": lambda data, last: data + b"\0garbage" * 20,
    "another file behind": lambda data, last: data + gzip.compress(b"not a record"),
    "flipped bits": lambda data, last: (
        data[: last + 60] + bytes(b ^ 255 for b in data[last + 60 : last + 70]) + data[last + 70 :]
    ),
}


@pytest.mark.parametrize("copy", [True, False])
@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_named_and_what_is_whole_is_kept(tmp_path, damage, copy):
    warc = ForeignWarc()
    for number in range(4):
        warc.add(f"{NEWS}-{number}", page(number))
    file = warc.save(tmp_path / "bad.warc.gz")
    last, data = _second_last_end(file), file.read_bytes()
    file.write_bytes(DAMAGES[damage](data, last))
    kept = 4 if "behind" in damage else 3
    at = len(data) if "behind" in damage else last
    captures = []
    with pytest.raises(ArchiveDamaged) as error:
        captures.extend(
            archive_import(
                [file], tmp_path / "archive", SOURCES, source_id="ilo_newsroom", run_id="r", copy=copy
            )
        )
    assert f"{file}, offset {at}: " in str(error.value)
    assert f"the {kept} whole record(s) before it were kept" in str(error.value)
    assert "what to do" in str(error.value)
    indexed = list(archive_index(tmp_path / "archive"))
    assert [c.url for c in indexed] == [f"{NEWS}-{number}" for number in range(kept)]
    assert [body for _, body in read_payloads(tmp_path / "archive", indexed)] == [
        page(n) for n in range(kept)
    ]
    assert archive_verify(tmp_path / "archive") == []


@pytest.mark.parametrize(
    "content", [b"", b"<html>not a WARC</html>", gzip.compress(b"hello"), b"WARC/1.0\r\nno end"]
)
def test_what_is_no_warc_is_refused_and_leaves_nothing(tmp_path, content):
    file = tmp_path / "a.warc.gz"
    file.write_bytes(content)
    with pytest.raises(ArchiveDamaged, match=r"a\.warc\.gz, offset 0: .*the 0 whole record"):
        imported(file, tmp_path / "archive")
    assert list(archive_index(tmp_path / "archive")) == []


def test_one_damaged_file_does_not_stop_the_others(tmp_path):
    for name in ("a", "b", "c"):
        warc = ForeignWarc()
        warc.add(f"{NEWS}-{name}", page(1))
        warc.save(tmp_path / f"{name}.warc.gz")
    (tmp_path / "a.warc.gz").write_bytes(b"nothing")
    (tmp_path / "b.warc.gz").write_bytes((tmp_path / "b.warc.gz").read_bytes()[:-1])
    with pytest.raises(ArchiveDamaged, match="2 damaged WARC files") as error:
        imported(tmp_path / "*.warc.gz", tmp_path / "archive")
    assert "a.warc.gz" in str(error.value)
    assert "b.warc.gz" in str(error.value)
    assert [c.url for c in archive_index(tmp_path / "archive")] == [f"{NEWS}-c"]


def test_a_torn_plain_file_keeps_its_whole_records(tmp_path):
    file = wayback(compressed=False).save(tmp_path / "a.warc")
    whole = file.read_bytes()
    file.write_bytes(whole[: whole.index(b"news/two") + 400])
    with pytest.raises(ArchiveDamaged, match="a torn record; the 2 whole"):
        imported(file, tmp_path / "archive")
    assert [c.url for c in archive_index(tmp_path / "archive")] == [NEWS]


def test_a_file_packed_as_a_whole_cannot_be_referred_to(tmp_path):
    file = wayback(compressed=False).save(tmp_path / "a.warc.gz")
    file.write_bytes(gzip.compress(file.read_bytes()))
    with pytest.raises(ArchiveDamaged, match="packed as a whole") as error:
        imported(file, tmp_path / "archive", copy=False)
    assert error.value.hint == "import it by copy"


def test_one_record_that_makes_no_sense_does_not_spoil_the_file(tmp_path, caplog):
    warc = ForeignWarc()
    warc.add(NEWS, page(1), date="yesterday")
    warc.add(f"{NEWS}-2", page(2))
    captures = imported(warc.save(tmp_path / "a.warc.gz"), tmp_path / "archive")
    assert [c.url for c in captures] == [f"{NEWS}-2"]
    assert "left out" in caplog.text


def test_own_and_imported_stand_side_by_side(tmp_path):
    own = write_captures(tmp_path / "archive", 2)
    foreign = imported(wayback().save(tmp_path / "a.warc.gz"), tmp_path / "archive")
    assert list(archive_index(tmp_path / "archive")) == [*own, *foreign]
    assert list(archive_index(tmp_path / "archive", {own[0].archive_file})) == foreign
    assert list(archive_index(tmp_path / "archive", {foreign[0].archive_file})) == own


def test_a_file_of_this_archive_is_not_imported_into_it(tmp_path, caplog):
    own = write_captures(tmp_path / "archive", 2)
    foreign = imported(wayback().save(tmp_path / "a.warc.gz"), tmp_path / "archive")
    assert imported(tmp_path / "archive", tmp_path / "archive") == []
    assert "part of this archive already" in caplog.text
    assert list(archive_index(tmp_path / "archive")) == [*own, *foreign]


IMPORTING = """
import sys
from pathlib import Path
from extractors.collect.archive.archive import archive_import
for capture in archive_import([Path(sys.argv[1])], Path(sys.argv[2]), {}, source_id="ilo_newsroom", run_id="r"):
    print(capture.capture_id, flush=True)
"""


def test_an_import_killed_half_way_is_done_again(tmp_path):
    warc = ForeignWarc()
    for number in range(400):
        warc.add(f"{NEWS}-{number}", page(number))
    file = warc.save(tmp_path / "a.warc.gz")
    command = [sys.executable, "-c", IMPORTING, file, tmp_path / "archive"]
    child = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert child.stdout is not None
    for _ in range(20):
        child.stdout.readline()
    child.kill()
    child.wait()
    child.stdout.close()
    captures = imported(file, tmp_path / "archive")
    assert len(captures) == 400
    assert list(archive_index(tmp_path / "archive")) == captures
    assert archive_verify(tmp_path / "archive") == []
    assert len(list((tmp_path / "archive" / "imported").iterdir())) == 2, "the killed import left litter"
