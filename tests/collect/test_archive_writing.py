"""What is written is what is read back: captures, payloads, records that others can read."""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from extractors.collect.archive.archive import ArchiveWriter, archive_index, archive_verify, read_payload
from extractors.model import Route, Verdict
from tests.collect.archive_tools import HTML, START, archive_one, page, write_captures

ANY_TEXT = st.text(max_size=30)
HEADERS = st.lists(st.tuples(st.text(min_size=1, max_size=12), ANY_TEXT), max_size=4)
RESPONSES = st.fixed_dictionaries(
    {
        "url": st.text(max_size=20).map(lambda tail: f"https://www.ilo.org/{tail}"),
        "captured_at": st.datetimes(datetime(1996, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)),
        "route": st.sampled_from(Route),
        "status": st.integers(100, 599),
        "http_headers": HEADERS,
        "body": st.binary(max_size=3000),
        "verdict": st.sampled_from([Verdict.OK, Verdict.BLOCKED, Verdict.GONE, Verdict.EMPTY]),
        "verdict_reason": st.none() | ANY_TEXT,
        "redirected_to": st.none() | ANY_TEXT,
    }
)


@settings(max_examples=60, deadline=None)
@given(st.lists(RESPONSES, min_size=1, max_size=4))
def test_index_gives_the_captures_that_were_returned(responses):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with ArchiveWriter(folder, "unwomen_news", "run1", START) as writer:
            written = [writer.archive_response(**response) for response in responses]
        assert list(archive_index(folder)) == written
        assert [read_payload(folder, capture) for capture in written] == [r["body"] for r in responses]
        assert archive_verify(folder) == []


def test_file_is_open_until_closed_and_named_by_source_time_and_run(tmp_path):
    with ArchiveWriter(tmp_path, "womenwatch", "run7", START) as writer:
        archive_one(writer)
        assert [file.name for file in tmp_path.rglob("*.*")] == [
            "womenwatch-20260309T021504Z-run7.warc.gz.open"
        ]
    assert [file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*.*")] == [
        "womenwatch/womenwatch-20260309T021504Z-run7.warc.gz"
    ]


def test_nothing_stored_leaves_no_file(tmp_path):
    with ArchiveWriter(tmp_path, "womenwatch", "run7", START) as writer:
        assert writer.close() is None
    assert list(tmp_path.rglob("*")) == []


def test_a_resumed_run_never_writes_over_its_first_file(tmp_path):
    first = write_captures(tmp_path, 2)
    with ArchiveWriter(tmp_path, "ilo_newsroom", "run1", START) as writer:
        second = archive_one(writer, 5)
    assert second.archive_file == "ilo_newsroom/ilo_newsroom-20260309T021504Z-run1-2.warc.gz"
    assert {c.capture_id for c in archive_index(tmp_path)} == {c.capture_id for c in [*first, second]}


def test_an_error_inside_the_writer_keeps_what_was_stored(tmp_path):
    with pytest.raises(KeyError), ArchiveWriter(tmp_path, "womenwatch", "run7", START) as writer:
        kept = archive_one(writer)
        raise KeyError("a reader's mistake")
    assert list(archive_index(tmp_path)) == [kept]


def test_the_same_input_gives_the_same_bytes(tmp_path):
    for name in ("a", "b"):
        write_captures(tmp_path / name, 3)
    first, second = sorted(tmp_path.rglob("*.warc.gz"))
    assert first.read_bytes() == second.read_bytes()


def test_304_and_identical_payload_are_two_different_facts(tmp_path):
    with ArchiveWriter(tmp_path, "ilo_newsroom", "run1", START) as writer:
        first = archive_one(writer)
        later = {"url": first.url, "refers_to": first}
        day, week = START + timedelta(days=1), START + timedelta(days=7)
        asked = archive_one(
            writer, captured_at=day, status=304, body=b"", verdict=Verdict.NOT_MODIFIED, **later
        )
        same = archive_one(writer, captured_at=week, verdict=Verdict.UNCHANGED, **later)
        again = archive_one(writer, 30, url=first.url, verdict=Verdict.UNCHANGED, refers_to=same)
    assert list(archive_index(tmp_path)) == [first, asked, same, again]
    assert {asked.payload_sha256, same.payload_sha256, again.payload_sha256} == {first.payload_sha256}
    assert {asked.refers_to, same.refers_to, again.refers_to} == {first.capture_id}
    assert (asked.byte_count, same.byte_count) == (0, len(page(0)))
    profiles = [
        r.rec_headers.get_header("WARC-Profile") for r in _records(tmp_path) if r.rec_type == "revisit"
    ]
    assert [profile.rsplit("/")[-1] for profile in profiles] == [
        "server-not-modified",
        "identical-payload-digest",
        "identical-payload-digest",
    ]
    assert archive_verify(tmp_path) == []


def test_an_unchanged_payload_needs_what_it_repeats(tmp_path):
    with (
        ArchiveWriter(tmp_path, "ilo_newsroom", "run1", START) as writer,
        pytest.raises(ValueError, match="repeats"),
    ):
        archive_one(writer, verdict=Verdict.UNCHANGED)


def test_no_response_is_kept_too(tmp_path):
    with ArchiveWriter(tmp_path, "ilo_newsroom", "run1", START) as writer:
        refused = archive_one(
            writer,
            status=0,
            http_headers=[],
            body=b"",
            verdict=Verdict.ROBOTS_DISALLOWED,
            verdict_reason="Disallow: /",
        )
    assert list(archive_index(tmp_path)) == [refused]


def test_records_are_what_other_tools_expect(tmp_path):
    with ArchiveWriter(tmp_path, "ilo_newsroom", "run1", START) as writer:
        capture = archive_one(
            writer,
            http_headers=[
                HTML,
                ("Content-Encoding", "gzip"),
                ("Content-Length", "77"),
                ("Set-Cookie", "a"),
                ("Set-Cookie", "b"),
            ],
            request_headers={"User-Agent": "equalwork/0.1 (+mail)", "If-None-Match": '"x"'},
        )
    info, response, request = _records(tmp_path)
    assert [info.rec_type, response.rec_type, request.rec_type] == ["warcinfo", "response", "request"]
    assert response.rec_headers.protocol == "WARC/1.1"
    assert response.rec_headers.get_header("WARC-Record-ID") == f"<urn:uuid:{capture.capture_id}>"
    assert request.rec_headers.get_header("WARC-Concurrent-To") == f"<urn:uuid:{capture.capture_id}>"
    assert response.http_headers.get_header("Content-Length") == str(len(page(0)))
    assert response.http_headers.get_header("X-Archive-Orig-Content-Encoding") == "gzip"
    assert request.http_headers.get_header("If-None-Match") == '"x"'
    assert capture.headers["content-encoding"] == "gzip"
    assert capture.headers["content-length"] == "77"
    assert capture.headers["set-cookie"] == "a, b"


def test_a_full_disk_is_said_and_what_was_stored_is_whole(tmp_path):
    code = """
import resource, signal, sys
from pathlib import Path
from extractors.collect.archive.archive import ArchiveWriter
from extractors.errors import RunFailed
from tests.collect.archive_tools import START, archive_one
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (6000, 6000))
try:
    with ArchiveWriter(Path(sys.argv[1]), "ilo_newsroom", "run1", START) as writer:
        for number in range(100):
            print(archive_one(writer, number).capture_id, flush=True)
except RunFailed as error:
    print("failed:", error)
"""
    done = subprocess.run([sys.executable, "-c", code, tmp_path], capture_output=True, text=True, check=True)
    stored, _, message = done.stdout.partition("failed:")
    assert "cannot be written" in message
    assert "free space" in message
    indexed = [capture.capture_id for capture in archive_index(tmp_path)]
    assert 2 <= len(indexed) < 100
    assert indexed[: len(stored.split())] == stored.split()
    assert archive_verify(tmp_path) == []


def _records(folder):
    (file,) = folder.rglob("*.warc.gz")
    return list(ArchiveIterator(io.BytesIO(file.read_bytes()), check_digests="raise"))
