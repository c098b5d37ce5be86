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
from extractors.collect.archive_payloads import PAYLOAD_LIMIT, Body, decode_body, http_pairs, read_payload
from extractors.collect.archive_reading import capture_of
from extractors.collect.archive_records import Headers, capture_id, clean_url, server_headers, warc_date
from extractors.model import Capture, Route, Verdict

LOG = logging.getLogger(__name__)
Decide = Callable[..., tuple[Verdict, str | None, str | None]]
TOO_LARGE = "larger than the limit for a payload"
Place = tuple[str, int, int]
RESPONSES = WarcRecordType.response | WarcRecordType.revisit | WarcRecordType.resource


@dataclass(frozen=True, slots=True)
class Foreign:
    """What was taken from a record while it could be read. `ours` is set for a record that we wrote."""

    url: str
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
    """Reads the records of several files in order; remembers payloads that later `revisit` records name."""

    def __init__(self, folder: Path, run_id: str, route: Route, decide: Decide | None) -> None:
        self._folder = folder
        self._run_id = run_id
        self._route = route
        self._decide = decide or _default_decide()
        self._originals: dict[tuple[str, ...], Capture] = {}

    def take(self, record: Any) -> Foreign | None:
        """Return what a record holds, None where it is no response to an http(s) address.

        A record that cannot be understood is left out with a warning: one bad record does not spoil a file.
        """
        if not record.record_type & (RESPONSES | WarcRecordType.metadata):
            return None
        try:
            return _take(record)
        except (OSError, ValueError, KeyError, TypeError) as error:
            LOG.warning(
                "record at offset %d cannot be understood and is left out: %s", record.stream_pos, error
            )
            return None

    def capture(self, foreign: Foreign, source_id: str, name: str, offset: int, length: int) -> Capture:
        """Return the capture of a record that stands at a place."""
        if foreign.ours is not None:
            ours = replace(foreign.ours, source_id=source_id)
            return replace(ours, archive_file=name, archive_offset=offset, archive_length=length)
        return self._judge(foreign, source_id, name, offset, length)

    def _judge(self, foreign: Foreign, source_id: str, name: str, offset: int, length: int) -> Capture:
        capture = _bare(foreign, source_id, self._route, self._run_id, (name, offset, length))
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
        original = self._original(foreign)
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

    def _original(self, foreign: Foreign) -> Capture | None:
        return next(
            (self._originals[key] for key in _references(foreign.warc) if key in self._originals), None
        )

    def remember(self, foreign: Foreign, capture: Capture) -> None:
        """Keep a capture in mind for `revisit` records that repeat its payload."""
        if foreign.is_revisit or not capture.payload_sha256:
            return
        slim = replace(capture, headers={})
        keys: list[tuple[str, ...]] = [("id", foreign.record_id)]
        keys.append(("at", foreign.url, warc_date(foreign.captured_at)))
        keys += (
            [("digest", foreign.warc["warc-payload-digest"])] if "warc-payload-digest" in foreign.warc else []
        )
        for key in keys:
            self._originals.setdefault(key, slim)


def _take(record: Any) -> Foreign | None:
    ours = capture_of(record) if record.headers.get("WARC-Equalwork-Verdict") else None
    if ours is not None and ours.archive_length:
        return None
    url = clean_url((record.headers.get("WARC-Target-URI") or "").strip("<> "))
    if not url.lower().startswith(("http://", "https://")):
        return None
    if ours is None and record.record_type == WarcRecordType.metadata:
        return None
    if record.record_date is None:
        raise ValueError("it has no WARC-Date")
    return _foreign(record, url, ours)


def _foreign(record: Any, url: str, ours: Capture | None) -> Foreign | None:
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


def _bare(foreign: Foreign, source_id: str, route: Route, run_id: str, place: Place) -> Capture:
    headers = server_headers(foreign.headers)
    is_known = not foreign.is_revisit and not foreign.is_oversized
    return _identified(
        Capture(
            capture_id="",
            source_id=source_id,
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


def _references(warc: dict[str, str]) -> list[tuple[str, ...]]:
    """The ways in which a revisit record names what it repeats, the surest first."""
    keys: list[tuple[str, ...]] = []
    if "warc-refers-to" in warc:
        keys.append(("id", warc["warc-refers-to"]))
    if "warc-refers-to-target-uri" in warc and "warc-refers-to-date" in warc:
        moment = datetime.fromisoformat(warc["warc-refers-to-date"])
        keys.append(("at", clean_url(warc["warc-refers-to-target-uri"].strip("<> ")), warc_date(moment)))
    if "warc-payload-digest" in warc:
        keys.append(("digest", warc["warc-payload-digest"]))
    return keys


def _default_decide() -> Decide:
    from extractors.collect.verdicts import decide_verdict

    return decide_verdict
