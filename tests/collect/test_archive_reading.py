"""Index and payloads: from the files alone, decoded, and an error that says what is wrong."""

from __future__ import annotations

import gzip
import random
import tracemalloc
import zlib
from dataclasses import replace

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.collect.archive.archive import ArchiveWriter, archive_index, read_payload, read_payloads
from extractors.collect.archive.decoding import decode_body
from extractors.collect.archive.members import walk_members
from extractors.errors import ArchiveDamaged
from extractors.model import Verdict
from tests.collect.archive_tools import START, archive_one, chunked, page, write_captures, zipped

BODY = page(1)


def _bare_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("raw", "headers"),
    [
        (BODY, []),
        (zipped(BODY), [("Content-Encoding", "gzip")]),
        (zipped(BODY), [("content-encoding", "X-GZIP")]),
        (zipped(BODY[:50]) + zipped(BODY[50:]), [("Content-Encoding", "gzip")]),
        (zipped(BODY) + b"\0\0\0", [("Content-Encoding", "gzip")]),
        (zlib.compress(BODY), [("Content-Encoding", "deflate")]),
        (_bare_deflate(BODY), [("Content-Encoding", "deflate")]),
        (brotli.compress(BODY), [("Content-Encoding", "br")]),
        (chunked(BODY), [("Transfer-Encoding", "chunked")]),
        (chunked(zipped(BODY)), [("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")]),
        (chunked(brotli.compress(BODY)), [("Transfer-Encoding", "chunked"), ("Content-Encoding", "br")]),
        (zipped(zlib.compress(BODY)), [("Content-Encoding", "deflate, gzip")]),
        # Many crawlers keep the headers of the coded body over the decoded one.
        (BODY, [("Content-Encoding", "gzip")]),
        (BODY, [("Content-Encoding", "br")]),
        (BODY, [("Content-Encoding", "deflate")]),
        (BODY, [("Transfer-Encoding", "chunked")]),
        (BODY, [("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")]),
        (BODY, [("Content-Encoding", "identity")]),
    ],
)
def test_bodies_are_decoded_whatever_their_coding(raw, headers):
    body = decode_body(raw, headers)
    assert body.data == BODY
    assert body.is_whole
    assert not body.is_cut


@pytest.mark.parametrize(
    ("raw", "headers"),
    [
        (zipped(BODY)[:-20], [("Content-Encoding", "gzip")]),
        (chunked(BODY)[:900], [("Transfer-Encoding", "chunked")]),
        (brotli.compress(BODY, quality=1)[:-5], [("Content-Encoding", "br")]),
        (zlib.compress(BODY)[:-6], [("Content-Encoding", "deflate")]),
    ],
)
def test_a_body_that_ends_early_is_kept_and_marked(raw, headers):
    body = decode_body(raw, headers)
    assert not body.is_whole
    assert BODY.startswith(body.data)


@pytest.mark.parametrize("pack", [zipped, zlib.compress, brotli.compress])
def test_a_bomb_is_cut_at_the_limit(pack):
    coding = {zipped: "gzip", zlib.compress: "deflate", brotli.compress: "br"}[pack]
    body = decode_body(pack(bytes(5_000_000)), [("Content-Encoding", coding)], limit=1000)
    assert (len(body.data), body.is_cut) == (1000, True)


@given(st.binary(max_size=400), st.sampled_from(["gzip", "br", "deflate", "gzip, br", "chunked"]))
def test_no_bytes_make_the_decoder_fail(raw, coding):
    name = "Transfer-Encoding" if coding == "chunked" else "Content-Encoding"
    assert isinstance(decode_body(raw, [(name, coding)]).data, bytes)


def test_known_files_are_skipped(tmp_path):
    first = write_captures(tmp_path, 2, "ilo_newsroom")
    second = write_captures(tmp_path, 2, "unwomen_news")
    assert list(archive_index(tmp_path, {first[0].archive_file})) == second


def test_payloads_come_file_by_file_in_the_order_of_their_offsets(tmp_path):
    captures = [*write_captures(tmp_path, 3, "unwomen_news"), *write_captures(tmp_path, 3, "ilo_newsroom")]
    read = list(read_payloads(tmp_path, captures[::-1]))
    assert [capture for capture, _ in read] == sorted(
        captures, key=lambda c: (c.archive_file, c.archive_offset)
    )
    assert all(payload == read_payload(tmp_path, capture) for capture, payload in read)


def test_a_missing_file_is_named(tmp_path):
    capture = replace(write_captures(tmp_path, 1)[0], archive_file="ilo_newsroom/gone.warc.gz")
    with pytest.raises(ArchiveDamaged, match=r"gone\.warc\.gz: the file is not there") as error:
        read_payload(tmp_path, capture)
    assert error.value.capture == capture.capture_id
    with pytest.raises(ArchiveDamaged, match="not there"):
        list(read_payloads(tmp_path, [capture]))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"payload_sha256": "0" * 64}, "digest differs"),
        ({"archive_offset": 3}, "offset 3"),
        ({"archive_length": 60}, "offset"),
        ({"archive_offset": 10**9}, "there is no record"),
    ],
)
def test_a_payload_that_is_not_the_captures_own_is_refused(tmp_path, change, says):
    capture = replace(write_captures(tmp_path, 1)[0], **change)
    with pytest.raises(ArchiveDamaged, match=says) as error:
        read_payload(tmp_path, capture)
    assert "archive verify" in str(error.value)


def test_index_of_a_torn_file_keeps_what_is_whole_and_reports(tmp_path, caplog):
    captures = write_captures(tmp_path, 3)
    (file,) = tmp_path.rglob("*.warc.gz")
    end = captures[2].archive_offset + captures[2].archive_length
    file.write_bytes(file.read_bytes()[: end - 4])
    damages: list[ArchiveDamaged] = []
    assert list(archive_index(tmp_path, on_damage=damages.append)) == captures[:2]
    assert f"offset {captures[2].archive_offset}: a torn gzip member; the 5 whole record(s)" in str(
        damages[0]
    )
    assert list(archive_index(tmp_path)) == captures[:2]
    assert "torn gzip member" in caplog.text


def test_index_of_a_file_that_is_no_warc_goes_on_with_the_others(tmp_path):
    captures = write_captures(tmp_path, 1, "womenwatch")
    (tmp_path / "ilo_newsroom").mkdir()
    (tmp_path / "ilo_newsroom" / "a.warc.gz").write_bytes(b"<html>not a WARC</html>")
    damages: list[ArchiveDamaged] = []
    assert list(archive_index(tmp_path, on_damage=damages.append)) == captures
    assert "offset 0: bytes that are not a WARC record; the 0 whole record(s)" in str(damages[0])


def test_the_index_of_records_of_every_size_is_whole(tmp_path):
    with ArchiveWriter(tmp_path, "ilo_newsroom", "run1", START) as writer:
        written = [
            archive_one(writer, 1, http_headers=[(f"X-{n}", f"{n * 7919}" * 9) for n in range(900)]),
            archive_one(writer, 2, body=bytes(3_000_000)),
            archive_one(writer, 3, body=random.Random(1).randbytes(300_000)),
            archive_one(
                writer, 4, status=0, verdict_reason="robots " * 3000, verdict=Verdict.ROBOTS_DISALLOWED
            ),
            archive_one(writer, 5, body=b"\r\n\r\n" * 9),
            archive_one(writer, 6, body=b""),
        ]
    assert list(archive_index(tmp_path)) == written


def test_a_file_of_ours_that_was_packed_again_is_read_the_slow_way(tmp_path):
    captures = write_captures(tmp_path, 3)
    (file,) = tmp_path.rglob("*.warc.gz")
    data, packed = file.read_bytes(), []
    for member in walk_members(file):
        record = gzip.decompress(data[member.offset : member.offset + member.length])
        packed.append(gzip.compress(record, 1, mtime=0))
    file.write_bytes(b"".join(packed))
    again = list(archive_index(tmp_path))
    assert [c.capture_id for c in again] == [c.capture_id for c in captures]
    assert [read_payload(tmp_path, c) for c in again] == [page(n) for n in range(3)]


def test_memory_stays_flat_over_the_index(tmp_path):
    with ArchiveWriter(tmp_path, "ilo_newsroom", "run1", START) as writer:
        for number in range(1500):
            archive_one(writer, number)
    tracemalloc.start()
    count = sum(1 for _ in archive_index(tmp_path))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 1500
    assert peak < 1_000_000
