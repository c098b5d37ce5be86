"""`archive_verify` finds what readers pass over in silence."""

from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path

import pytest

from extractors.collect.archive.archive import archive_import, archive_index, archive_verify
from extractors.collect.archive.records import record_bytes
from tests.collect.archive_tools import ForeignWarc, page, write_captures, zipped

NEWS = "https://www.ilo.org/resource/news/one"


def codes(folder):
    return [(problem.code, problem.offset) for problem in archive_verify(folder)]


@pytest.fixture
def written(tmp_path):
    captures = write_captures(tmp_path, 3)
    (file,) = tmp_path.rglob("*.warc.gz")
    return captures, file


def test_a_whole_archive_has_no_problems(tmp_path, written):
    assert archive_verify(tmp_path) == []


@pytest.mark.parametrize("cut", [1, 8, 9, 40])
def test_a_torn_tail_is_found_that_warcio_passes(tmp_path, written, cut):
    _, file = written
    file.write_bytes(file.read_bytes()[:-cut])
    checked = subprocess.run([Path(sys.executable).with_name("warcio"), "check", file], check=False)
    (problem,) = archive_verify(tmp_path)
    assert checked.returncode == 0, "warcio has learnt to find torn tails: say so in the design"
    assert problem.code == "torn"
    assert "torn gzip member, behind 6 whole records" in str(problem)


def test_garbage_in_the_middle_is_found(tmp_path, written):
    captures, file = written
    data = bytearray(file.read_bytes())
    at = captures[1].archive_offset
    data[at + 30 : at + 40] = bytes(10)
    file.write_bytes(data)
    assert codes(tmp_path) == [("torn", at)]


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"WARC-Payload-Digest": "sha256:" + "0" * 64}, "payload_digest"),
        ({"WARC-Payload-Digest": "sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}, "payload_digest"),
        ({"WARC-Block-Digest": "sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}, "block_digest"),
    ],
)
def test_a_digest_that_does_not_fit_is_found(tmp_path, written, facts, code):
    _, file = written
    end = file.stat().st_size
    with file.open("ab") as stream:
        stream.write(record_bytes("resource", NEWS, facts, body=b"another body", content_type="text/plain"))
    assert codes(tmp_path) == [(code, end)]


def _broken(written, change):
    """Append the first response of the archive once more, with something about it changed."""
    captures, file = written
    first = captures[0]
    member = file.read_bytes()[first.archive_offset : first.archive_offset + first.archive_length]
    end = file.stat().st_size
    with file.open("ab") as stream:
        stream.write(gzip.compress(change(gzip.decompress(member))))
    return end


def test_a_payload_changed_in_a_response_of_ours_is_found(tmp_path, written):
    end = _broken(written, lambda record: record.replace(b"valley", b"volley"))
    assert codes(tmp_path) == [("block_digest", end), ("payload_digest", end)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"Verdict: ok", b"Verdict: no"),
        (b"Route: live", b"Route: boat"),
        (b"Equalwork-Run:", b"Equalwork-Ran:"),
        (b"WARC-Date: 2026", b"WARC-Date: year"),
    ],
)
def test_a_record_of_ours_that_makes_no_sense_is_found_and_stops_nothing(tmp_path, written, caplog, old, new):
    end = _broken(written, lambda record: record.replace(old, new))
    assert codes(tmp_path) == [("unreadable", end)]
    assert list(archive_index(tmp_path)) == written[0]
    assert f"offset {end}" in caplog.text


def test_a_length_that_does_not_fit_is_found(tmp_path, written):
    _, file = written
    end = file.stat().st_size
    record = gzip.decompress(record_bytes("resource", NEWS, {}, body=b"body", content_type="text/plain"))
    short = record.replace(b"Content-Length: 4", b"Content-Length: 9").rstrip(b"\r\n")
    with file.open("ab") as stream:
        stream.write(gzip.compress(short))
    assert end in [offset for _, offset in codes(tmp_path)]


def _import_one(folder, **facts):
    warc = ForeignWarc()
    warc.add(NEWS, page(1), **facts)
    paths = [warc.save(folder / "a.warc.gz")]
    return list(archive_import(paths, folder / "archive", {}, source_id="ilo_newsroom", run_id="r"))


def test_foreign_digests_are_checked_in_the_form_they_were_taken(tmp_path):
    import base64
    import hashlib

    decoded = "sha1:" + base64.b32encode(hashlib.sha1(page(1), usedforsecurity=False).digest()).decode()
    warc = ForeignWarc()
    warc.add(NEWS, zipped(page(1)), headers=[("Content-Encoding", "gzip")], payload_digest=decoded)
    paths = [warc.save(tmp_path / "a.warc.gz")]
    assert list(archive_import(paths, tmp_path / "archive", {}, source_id="ilo_newsroom", run_id="r"))
    assert archive_verify(tmp_path / "archive") == []


def test_unknown_digest_algorithms_are_let_pass(tmp_path):
    assert _import_one(tmp_path, payload_digest="blake99:abcdef")
    assert archive_verify(tmp_path / "archive") == []


def test_an_imported_file_that_changed_is_found(tmp_path):
    (capture,) = _import_one(tmp_path)
    file = tmp_path / "archive" / capture.archive_file
    other = ForeignWarc()
    other.add(NEWS, page(2))
    file.write_bytes(other.buffer.getvalue())
    assert ("payload_digest", 0) in codes(tmp_path / "archive")


def test_an_imported_file_that_is_gone_is_found(tmp_path):
    (capture,) = _import_one(tmp_path)
    (tmp_path / "archive" / capture.archive_file).unlink()
    assert codes(tmp_path / "archive") == [("missing", 0)]


def test_verifying_changes_nothing(tmp_path, written):
    _, file = written
    left_open = file.rename(file.with_name(file.name + ".open"))
    left_open.write_bytes(left_open.read_bytes()[:-5])
    before = left_open.read_bytes()
    (problem,) = archive_verify(tmp_path)
    assert (problem.code, left_open.read_bytes()) == ("open", before)
    assert "6 whole records, then a torn gzip member" in problem.message
    assert len(list(archive_index(tmp_path))) == 3
    assert archive_verify(tmp_path) == []
