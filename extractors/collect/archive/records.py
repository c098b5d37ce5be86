"""What a record of ours looks like in a WARC file, and how a capture is read back from it.

A response record carries the decoded entity body, so that `WARC-Payload-Digest` is the digest of what
a reader gets; the headers that described its coding on the wire are kept under `X-Archive-Orig-`.
What we know beyond HTTP (source, run, route, verdict) stands in `WARC-Equalwork-` headers. A capture
without a response of its own (robots forbids, no answer, a record of somebody else's file) is a
`metadata` record whose block is the capture as JSON.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from extractors.addresses import stable_id
from extractors.collect.archive.skimming import pack_member
from extractors.model import Capture, Route, Verdict

WARC_VERSION = "WARC/1.1"
EXTENSION = "WARC-Equalwork-"
ORIGINAL = "X-Archive-Orig-"
PROFILE_SAME_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
PROFILE_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
WIRE_HEADERS = frozenset({"content-encoding", "transfer-encoding", "content-length"})
# Only these: the Wayback Machine gives every header of the original under the same prefix.
RENAMED = {ORIGINAL.lower() + name: name for name in WIRE_HEADERS}
CAPTURE_TYPE = "application/json"

Headers = Sequence[tuple[str, str]]

_UNSAFE = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")
# warcio is not typed.
_writer: Any = WARCWriter
_NOT_A_NAME = re.compile(r"[^!#$%&'*+.^_`|~0-9A-Za-z-]+")


class _HttpHeaders(StatusAndHeaders):
    """HTTP headers written as they were received: warcio's own would percent-encode what is not ASCII."""

    def compute_headers_buffer(self, header_filter: object = None) -> None:
        del header_filter
        lines = [
            f"{self.protocol} {self.statusline}".strip(),
            *(f"{name}: {value}" for name, value in self.headers),
        ]
        self.headers_buff = ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace")


_http: Any = _HttpHeaders


def capture_id(url: str, captured_at: datetime, status: int, payload_sha256: str) -> str:
    """Return the identity of a response: the same one imported or indexed again has the same."""
    return stable_id(url, captured_at.astimezone(UTC).isoformat(), status, payload_sha256)


def warc_date(moment: datetime) -> str:
    """Return a WARC-Date, with microseconds only where there are any."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def clean(value: str) -> str:
    """Return a value that fits one header line: no control characters, no blanks at the ends."""
    return _UNSAFE.sub(" ", value).strip()


def clean_url(url: str) -> str:
    """Return an address that can be a WARC-Target-URI: one line, blanks percent-encoded."""
    return clean(url).replace(" ", "%20")


def clean_headers(headers: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return HTTP headers as they can stand in a record: proper names, one line, Latin-1."""
    pairs = ((_NOT_A_NAME.sub("", name), clean(value)) for name, value in headers)
    return [
        (name, value.encode("latin-1", "replace").decode("latin-1").strip()) for name, value in pairs if name
    ]


def stored_headers(headers: Headers, body_length: int) -> list[tuple[str, str]]:
    """Return headers for a decoded body: what described the wire is kept under another name."""
    kept = [(ORIGINAL + n if n.lower() in WIRE_HEADERS else n, v) for n, v in headers]
    return [*kept, ("Content-Length", str(body_length))]


def server_headers(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return headers as the server sent them, names in lower case, repeated ones joined by a comma."""
    pairs = [(name.lower(), value) for name, value in headers]
    renamed = any(name in RENAMED for name, _ in pairs)
    result: dict[str, str] = {}
    for name, value in pairs:
        if renamed and name == "content-length":
            continue
        name = RENAMED.get(name, name)
        result[name] = f"{result[name]}, {value}" if name in result else value
    return result


def extension_headers(capture: Capture) -> dict[str, str]:
    """Return the WARC headers that carry what HTTP does not say."""
    known = {
        "Source": capture.source_id,
        "Run": capture.run_id,
        "Route": capture.route.value,
        "Verdict": capture.verdict.value,
        "Reason": capture.verdict_reason,
        "Redirected-To": capture.redirected_to,
        "Refers-To": capture.refers_to,
        "Payload-SHA256": capture.payload_sha256,
        "Byte-Count": str(capture.byte_count),
    }
    return {EXTENSION + name: clean(value) for name, value in known.items() if value is not None}


def http_block(status: int, headers: Headers) -> Any:
    """Return the status line and headers of a response, ready for a record."""
    return _http(f"{status} {_phrase(status)}".strip(), list(headers), protocol="HTTP/1.1")


def request_block(url: str, headers: Mapping[str, str]) -> Any:
    """Return the request line and headers that asked for an address."""
    parts = urlsplit(url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    pairs = clean_headers(
        [("Host", parts.netloc), *((n, v) for n, v in headers.items() if n.lower() != "host")]
    )
    return _http(f"{clean_url(target)} HTTP/1.1", pairs, protocol="GET")


def record_bytes(
    kind: str,
    url: str,
    warc_headers: Mapping[str, str],
    *,
    http: Any = None,
    body: bytes = b"",
    content_type: str = "",
) -> bytes:
    """Return one record as a gzip member of its own, the same bytes for the same input."""
    buffer = io.BytesIO()
    writer = _writer(buffer, gzip=False, warc_version=WARC_VERSION)
    record = writer.create_warc_record(
        url,
        kind,
        payload=io.BytesIO(body),
        length=len(body),
        warc_content_type=content_type,
        warc_headers_dict=dict(warc_headers),
        http_headers=http,
    )
    writer.write_record(record)
    return pack_member(buffer.getvalue())


def capture_block(capture: Capture) -> bytes:
    """Return a capture as JSON, for records that stand for a response kept elsewhere or for none."""
    facts = asdict(capture) | {
        "captured_at": warc_date(capture.captured_at),
        "headers": dict(capture.headers),
    }
    return json.dumps(facts, ensure_ascii=False, sort_keys=True).encode()


def capture_of_block(block: bytes) -> Capture:
    """Return the capture of a JSON block. Raises ValueError, KeyError or TypeError where it is none."""
    facts: dict[str, Any] = json.loads(block)
    facts["captured_at"] = datetime.fromisoformat(facts["captured_at"])
    facts["route"] = Route(facts["route"])
    facts["verdict"] = Verdict(facts["verdict"])
    return Capture(**facts)


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
