"""One record of somebody else's WARC file, read as a capture of ours."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from fastwarc.warc import WarcRecordType

from extractors.addresses import canonical_url
from extractors.collect.archive.decoding import PAYLOAD_LIMIT, Body, decode_body
from extractors.collect.archive.payloads import http_pairs, read_payload
from extractors.collect.archive.reading import UNREADABLE, capture_of
from extractors.collect.archive.records import Headers, capture_id, clean_url, server_headers
from extractors.collect.archive.revisits import Originals
from extractors.model import Capture, Route, Verdict

LOG = logging.getLogger(__name__)
Choose = Callable[[str, Capture | None], str | None]
Decide = Callable[..., tuple[Verdict, str | None, str | None]]
TOO_LARGE = "larger than the limit for a payload"
Place = tuple[str, int, int]
RESPONSES = WarcRecordType.response | WarcRecordType.revisit | WarcRecordType.resource


@dataclass(frozen=True, slots=True)
class Foreign:
    """What was taken from a record while it could be read. `ours` is set for a record that we wrote."""

    url: str
    source_id: str
    record_id: str
    captured_at: datetime
    status: int
    headers: Headers
    body: Body
    warc: dict[str, str]
    is_revisit: bool = False
    is_oversized: bool = False
    ours: Capture | None = None


class ForeignReader:
    """Reads the records of several files in order; remembers payloads that later `revisit` records name.

    `choose` gives the source of an address (and of a capture of ours); what has none is left out and
    counted in `left_out`.
    """

    def __init__(
        self, folder: Path, run_id: str, route: Route, choose: Choose, decide: Decide | None
    ) -> None:
        self._folder = folder
        self._run_id = run_id
        self._route = route
        self._decide = decide or _default_decide()
        self._choose = choose
        self._originals = Originals()
        self.left_out = 0

    def take(self, record: Any) -> Foreign | None:
        """Return what a record holds, None where it is no response to an http(s) address.

        A record that cannot be understood is left out with a warning: one bad record does not spoil a file.
        """
        if not record.record_type & (RESPONSES | WarcRecordType.metadata):
            return None
        try:
            return self._take(record)
        except UNREADABLE as error:
            LOG.warning(
                "record at offset %d cannot be understood and is left out: %s", record.stream_pos, error
            )
            return None

    def _take(self, record: Any) -> Foreign | None:
        ours = capture_of(record)
        if ours is not None and ours.archive_length:
            return None
        url = clean_url((record.headers.get("WARC-Target-URI") or "").strip("<> "))
        is_page = ours is not None or record.record_type & RESPONSES
        if not is_page or not url.lower().startswith(("http://", "https://")):
            return None
        source_id = self._choose(url, ours)
        if source_id is None:
            # Before the body is unpacked: most of a general crawl is none of our business.
            self.left_out += 1
            return None
        if record.record_date is None:
            raise ValueError("it has no WARC-Date")
        return _foreign(record, url, source_id, ours)

    def remember(self, foreign: Foreign, capture: Capture) -> None:
        """Keep a capture in mind for `revisit` records that repeat its payload."""
        if not foreign.is_revisit and capture.payload_sha256:
            self._originals.add(capture, foreign.warc)

    def capture(self, foreign: Foreign, name: str, offset: int, length: int) -> Capture:
        """Return the capture of a record that stands at a place."""
        if foreign.ours is not None:
            ours = replace(foreign.ours, source_id=foreign.source_id)
            return replace(ours, archive_file=name, archive_offset=offset, archive_length=length)
        return self._judge(foreign, (name, offset, length))

    def _judge(self, foreign: Foreign, place: Place) -> Capture:
        capture = _bare(foreign, self._route, self._run_id, place)
        if foreign.is_revisit:
            return self._revisit(foreign, capture)
        if foreign.is_oversized:
            return replace(capture, verdict=Verdict.TOO_LARGE, verdict_reason=TOO_LARGE)
        return self._decided(capture, foreign.body, foreign.warc.get("warc-truncated"))

    def _decided(self, capture: Capture, body: Body, truncated: str | None) -> Capture:
        verdict, reason, target = self._decide(
            url=capture.url, status=capture.status, headers=capture.headers, body=body.data, wanted="document"
        )
        if verdict is Verdict.OK and body.is_cut:
            verdict, reason = Verdict.TOO_LARGE, TOO_LARGE
        elif verdict is Verdict.OK and (truncated or not body.is_whole):
            verdict, reason = Verdict.TRUNCATED, truncated or "the body ends before its coding does"
        return replace(capture, verdict=verdict, verdict_reason=reason, redirected_to=target)

    def _revisit(self, foreign: Foreign, capture: Capture) -> Capture:
        original = self._originals.find(foreign.warc)
        if "not-modified" in foreign.warc.get("warc-profile", "") or foreign.status == 304:
            capture = replace(capture, verdict=Verdict.NOT_MODIFIED, status=foreign.status or 304)
        else:
            status = foreign.status or (original.status if original else 200)
            capture = replace(capture, verdict=Verdict.UNCHANGED, status=status)
        if original is None:
            return _identified(replace(capture, verdict_reason="what it repeats was not imported"))
        size = 0 if capture.verdict is Verdict.NOT_MODIFIED else original.byte_count
        capture = replace(capture, payload_sha256=original.payload_sha256, byte_count=size)
        if canonical_url(original.url) == canonical_url(capture.url):
            return _identified(replace(capture, refers_to=original.refers_to or original.capture_id))
        return self._elsewhere(capture, original)

    def _elsewhere(self, capture: Capture, original: Capture) -> Capture:
        # Web archives store a payload once for all addresses that had it: for this address it is the first.
        body = read_payload(self._folder, original)
        capture = replace(
            capture,
            archive_file=original.archive_file,
            archive_offset=original.archive_offset,
            archive_length=original.archive_length,
            content_type=capture.content_type or original.content_type,
            byte_count=len(body),
        )
        return self._decided(_identified(capture), Body(body), None)


def _foreign(record: Any, url: str, source_id: str, ours: Capture | None) -> Foreign | None:
    warc = {name.lower(): value for name, value in record.headers.astuples()}
    is_revisit = record.record_type == WarcRecordType.revisit
    pairs = http_pairs(record)
    status = int(record.http_headers.status_code or 0) if record.http_headers is not None else 0
    if record.record_type == WarcRecordType.resource:
        pairs, status = [("Content-Type", warc.get("content-type", ""))], 200
    if not status and not is_revisit and ours is None:
        return None
    is_oversized = record.content_length > PAYLOAD_LIMIT
    body = Body(b"") if is_revisit or is_oversized or ours else decode_body(record.reader.read(), pairs)
    return Foreign(
        url=url,
        source_id=source_id,
        record_id=warc.get("warc-record-id", ""),
        captured_at=record.record_date,
        status=status,
        headers=pairs,
        body=body,
        warc=warc,
        is_revisit=is_revisit,
        is_oversized=is_oversized,
        ours=ours,
    )


def _bare(foreign: Foreign, route: Route, run_id: str, place: Place) -> Capture:
    headers = server_headers(foreign.headers)
    is_known = not foreign.is_revisit and not foreign.is_oversized
    return _identified(
        Capture(
            capture_id="",
            source_id=foreign.source_id,
            url=foreign.url,
            captured_at=foreign.captured_at,
            route=route,
            status=foreign.status,
            verdict=Verdict.OK,
            content_type=headers.get("content-type", ""),
            payload_sha256=hashlib.sha256(foreign.body.data).hexdigest() if is_known else "",
            byte_count=len(foreign.body.data),
            archive_file=place[0],
            archive_offset=place[1],
            archive_length=place[2],
            run_id=run_id,
            headers=headers,
        )
    )


def _identified(capture: Capture) -> Capture:
    identity = capture_id(capture.url, capture.captured_at, capture.status, capture.payload_sha256)
    return replace(capture, capture_id=identity)


def _default_decide() -> Decide:
    from extractors.collect.verdicts.verdict import decide_verdict

    return decide_verdict
