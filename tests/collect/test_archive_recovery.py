"""Killed runs: what was complete survives, the torn tail goes, a living writer is left alone."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys

import pytest

from extractors.collect.archive.archive import (
    ArchiveWriter,
    archive_index,
    archive_recover,
    archive_verify,
    read_payload,
)
from extractors.collect.archive.members import walk_members
from tests.collect.archive_tools import START, archive_one, page, write_captures

CHILD = """
import sys
from pathlib import Path
from extractors.collect.archive.archive import ArchiveWriter
from tests.collect.archive_tools import START, archive_one
with ArchiveWriter(Path(sys.argv[1]), "ilo_newsroom", sys.argv[2], START) as writer:
    for number in range(100_000):
        print(archive_one(writer, number).capture_id, flush=True)
"""


def test_a_writer_killed_at_random_moments_loses_nothing_complete(tmp_path):
    told: set[str] = set()
    chance = random.Random(190)
    for turn in range(6):
        told |= _told_before_the_kill(tmp_path, f"run{turn}", chance.randint(1, 60), chance.random() / 50)
        indexed = [capture.capture_id for capture in archive_index(tmp_path)]
        assert told <= set(indexed), "a capture that was complete is lost"
        assert archive_verify(tmp_path) == []
        assert not list(tmp_path.rglob("*.open"))


def _told_before_the_kill(folder, run_id, lines, delay) -> set[str]:
    """Start a writing child, read some lines, wait a moment, kill it hard; return what it had said."""
    child = subprocess.Popen([sys.executable, "-c", CHILD, folder, run_id], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    told = {child.stdout.readline().strip() for _ in range(lines)}
    signal.sigtimedwait([], delay)
    os.kill(child.pid, signal.SIGKILL)
    told |= {line.strip() for line in child.stdout.read().splitlines(keepends=True) if line.endswith("\n")}
    child.wait()
    child.stdout.close()
    return told - {""}


def _torn(tmp_path, keep: int):
    """A file as a kill leaves it: `.open`, cut after some bytes."""
    captures = write_captures(tmp_path, 3)
    (file,) = tmp_path.rglob("*.warc.gz")
    data = file.read_bytes()
    ends = [member.offset + member.length for member in walk_members(file)]
    file.unlink()
    left_open = file.with_name(file.name + ".open")
    left_open.write_bytes(data[:keep])
    return captures, ends, left_open, file


@pytest.mark.parametrize("share", [0.02, 0.2, 0.41, 0.6, 0.83, 0.97, 0.999, 1])
def test_recovery_cuts_at_the_last_whole_record(tmp_path, share):
    whole = len(_whole_file(tmp_path / "whole"))
    captures, ends, left_open, final = _torn(tmp_path / "torn", int(whole * share))
    size = left_open.stat().st_size
    recovered = archive_recover(tmp_path / "torn")
    kept = max([end for end in ends if end <= size], default=0)
    assert not left_open.exists()
    assert recovered == ([final] if kept else [])
    if kept:
        assert final.stat().st_size == kept
        expected = [c for c in captures if c.archive_offset + c.archive_length <= kept]
        assert list(archive_index(tmp_path / "torn")) == expected
        assert archive_verify(tmp_path / "torn") == []


def _whole_file(folder) -> bytes:
    write_captures(folder, 3)
    (file,) = folder.rglob("*.warc.gz")
    return file.read_bytes()


def test_garbage_behind_whole_records_is_cut(tmp_path):
    captures, _, left_open, final = _torn(tmp_path, 10**9)
    whole = left_open.read_bytes()
    left_open.write_bytes(whole + b"\0" * 4096)
    assert list(archive_index(tmp_path)) == captures
    assert final.read_bytes() == whole


def test_a_living_writer_keeps_its_file(tmp_path):
    with ArchiveWriter(tmp_path, "ilo_newsroom", "run1", START) as writer:
        first = archive_one(writer, 1)
        assert archive_recover(tmp_path) == []
        assert list(archive_index(tmp_path)) == []
        assert [problem.code for problem in archive_verify(tmp_path)] == ["open"]
        second = archive_one(writer, 2)
    assert list(archive_index(tmp_path)) == [first, second]


def test_payloads_of_a_recovered_file_are_read(tmp_path):
    _, _, left_open, _ = _torn(tmp_path, 2400)
    assert left_open.exists()
    captures = list(archive_index(tmp_path))
    assert captures
    assert [read_payload(tmp_path, c) for c in captures] == [page(n) for n in range(len(captures))]
