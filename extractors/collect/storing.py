"""From an answer to stored captures: redirects on the way, 304, identical payloads, everything else."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from extractors.addresses import canonical_url
from extractors.collect.archive.archive import ArchiveWriter
from extractors.collect.fetching.fetch import Fetched, Hop
from extractors.collect.known import KnownAddress
from extractors.model import Capture, Route, Verdict


@dataclass
class Store:
    """Appends answers to the archive; knows what is known, so that a repeated payload is not kept twice."""

    writer: ArchiveWriter
    known: Mapping[str, KnownAddress]
    captures: list[Capture] = field(default_factory=list)

    def keep(self, fetched: Fetched, route: Route) -> Capture:
        """Store an answer, with a capture for each redirect before it; return the last one's capture."""
        for hop in fetched.hops:
            self._append(_hop_answer(fetched, hop), route, hop.target, None)
        earlier = self.earlier(fetched.url)
        verdict = self._verdict(fetched, earlier)
        repeats = earlier if verdict in (Verdict.UNCHANGED, Verdict.NOT_MODIFIED) else None
        target = fetched.target if verdict in (Verdict.REDIRECT_STUB, Verdict.EXIT_PAGE) else None
        return self._append(fetched, route, target, repeats, verdict)

    def earlier(self, url: str) -> Capture | None:
        """The last stored capture of an address that has a payload."""
        entry = self.known.get(canonical_url(url))
        capture = entry.last_capture if entry else None
        return capture if capture and capture.verdict is Verdict.OK and capture.payload_sha256 else None

    def _verdict(self, fetched: Fetched, earlier: Capture | None) -> Verdict:
        if fetched.verdict is not Verdict.OK or earlier is None:
            return fetched.verdict
        same = hashlib.sha256(fetched.body).hexdigest() == earlier.payload_sha256
        return Verdict.UNCHANGED if same else Verdict.OK

    def _append(
        self,
        fetched: Fetched,
        route: Route,
        target: str | None,
        repeats: Capture | None,
        verdict: Verdict | None = None,
    ) -> Capture:
        capture = self.writer.archive_response(
            url=fetched.url,
            captured_at=fetched.fetched_at,
            route=route,
            status=fetched.status,
            http_headers=list(fetched.headers),
            body=fetched.body,
            verdict=verdict or fetched.verdict,
            request_headers=fetched.request_headers,
            refers_to=repeats,
            redirected_to=target,
            verdict_reason=fetched.reason,
        )
        self.captures.append(capture)
        return capture


def _hop_answer(fetched: Fetched, hop: Hop) -> Fetched:
    return Fetched(
        asked_url=hop.url,
        url=hop.url,
        fetched_at=hop.fetched_at,
        status=hop.status,
        headers=hop.headers,
        body=b"",
        verdict=Verdict.REDIRECT_STUB,
        reason=f"status {hop.status}",
        request_headers=fetched.request_headers,
    )
