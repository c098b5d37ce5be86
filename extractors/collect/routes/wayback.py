"""The Wayback Machine: its CDX index, and raw captures by the `id_` form.

Protocol as documented by the archive: `/cdx/search/cdx` with `output=json`, `fl`, `matchType`,
`collapse`, `showResumeKey`; `/web/<14 digits>id_/<address>` gives the bytes as captured, the
original headers as `x-archive-orig-*`, the time in `Memento-Datetime`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlencode, urlsplit

from extractors.addresses import canonical_url
from extractors.collect.fetching.fetch import Fetched, Fetcher, Headers
from extractors.collect.verdicts.looks import Wanted, header
from extractors.collect.verdicts.verdict import decide_verdict
from extractors.errors import UnexpectedContent
from extractors.model import Capture, Route, Verdict
from extractors.sources import Politeness, Source

CDX = "https://web.archive.org/cdx/search/cdx"
REPLAY = "https://web.archive.org/web"
POLITENESS = Politeness(delay=4.0, jitter=1.0, concurrency=1, daily_requests=5000)
FIELDS = "urlkey,timestamp,original,mimetype,statuscode,digest,length"
PAGE_ROWS = 5000
# https://web.archive.org/web/20140301120000id_/http://www.ilo.org/gender/lang--en/index.htm
REPLAYED = re.compile(r"/web/(\d{14})id_/(.+)$")
ORIGINAL = "x-archive-orig-"


@dataclass(frozen=True, slots=True)
class Memento:
    """One row of an archive's index: an address as captured at a time (aware UTC).

    `place` is where the bytes are in archives that are read by range: file, offset, length.
    """

    url: str
    captured_at: datetime
    status: int
    media_type: str
    digest: str
    place: tuple[str, int, int] | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What makes this capture the same one wherever it is seen: address and second."""
        return canonical_url(self.url), stamp_of(self.captured_at)


def stamp_of(moment: datetime) -> str:
    """`20140301120000` for an aware time."""
    return moment.astimezone(UTC).strftime("%Y%m%d%H%M%S")


def parse_stamp(text: str) -> datetime:
    """An aware time of 14 digits (shorter ones are filled up)."""
    return datetime.strptime(text + "00000101000000"[len(text) :], "%Y%m%d%H%M%S").replace(tzinfo=UTC)


class WaybackRoute:
    """Serves addresses from the Wayback Machine."""

    route = Route.WAYBACK

    def __init__(
        self,
        fetcher: Fetcher,
        source: Source,
        *,
        cdx: str = CDX,
        replay: str = REPLAY,
        politeness: Politeness = POLITENESS,
    ) -> None:
        self._fetcher = fetcher
        self._source = source
        self._cdx = cdx
        self._replay = replay
        self._politeness = politeness
        self._hosts = [urlsplit(cdx).hostname or "", urlsplit(replay).hostname or ""]

    def ask(self, url: str, wanted: Wanted, known: Capture | None) -> Fetched | None:
        """The newest good capture of an address, or None where the archive has none."""
        query = {"url": url, "filter": "statuscode:200", "limit": "-1", "fastLatest": "true"}
        rows, _ = self._rows(query)
        return self.fetch(rows[-1], wanted) if rows else None

    def list_captures(
        self, prefix: str, date_from: date | None, date_to: date | None, resume: str | None = None
    ) -> Iterator[tuple[list[Memento], str | None]]:
        """Yield pages of the index under an address prefix, each with the key to resume behind it."""
        query = {
            "url": prefix,
            "matchType": "prefix",
            "collapse": "digest",
            "limit": str(PAGE_ROWS),
            "showResumeKey": "true",
        }
        if date_from:
            query["from"] = f"{date_from:%Y%m%d}"
        if date_to:
            query["to"] = f"{date_to:%Y%m%d}"
        while True:
            rows, following = self._rows(query | ({"resumeKey": resume} if resume else {}))
            yield rows, following
            if following is None or following == resume:
                return
            resume = following

    def fetch(self, memento: Memento, wanted: Wanted) -> Fetched:
        """The bytes of one capture with its original headers, judged like a live answer."""
        url = f"{self._replay}/{stamp_of(memento.captured_at)}id_/{memento.url}"
        fetched = self._ask(url, wanted)
        if fetched.status == 0 or _is_archives_own(fetched):
            # A failure of the archive has its own time: it is not what the site said then.
            return replace(fetched, asked_url=memento.url, url=memento.url, verdict=Verdict.ERROR, hops=())
        return self._as_captured(fetched, memento, wanted)

    def _as_captured(self, fetched: Fetched, memento: Memento, wanted: Wanted) -> Fetched:
        headers = original_headers(fetched.headers)
        verdict, reason, target = decide_verdict(
            url=memento.url, status=fetched.status, headers=headers, body=fetched.body, wanted=wanted
        )
        if fetched.verdict in (Verdict.TOO_LARGE, Verdict.TRUNCATED):
            verdict, reason, target = fetched.verdict, fetched.reason, None
        replayed = REPLAYED.search(fetched.url)
        return replace(
            fetched,
            asked_url=memento.url,
            url=replayed[2] if replayed and fetched.hops else memento.url,
            fetched_at=_captured_at(fetched) or memento.captured_at,
            headers=headers,
            verdict=verdict,
            reason=reason,
            target=target,
            hops=(),
        )

    def _rows(self, query: dict[str, str]) -> tuple[list[Memento], str | None]:
        url = f"{self._cdx}?{urlencode({**query, 'output': 'json', 'fl': FIELDS})}"
        fetched = self._ask(url, "document")
        if fetched.status != 200:
            raise UnexpectedContent(
                f"the archive's index answers {fetched.verdict} ({fetched.reason})",
                source=self._source.source_id,
                address=url,
                hint="try again later; what was collected so far is kept",
            )
        return parse_cdx(fetched.body, url)

    def _ask(self, url: str, wanted: Wanted) -> Fetched:
        return self._fetcher.fetch(url, hosts=self._hosts, politeness=self._politeness, wanted=wanted)


def parse_cdx(payload: bytes, url: str) -> tuple[list[Memento], str | None]:
    """Return the rows of a CDX answer (`output=json`) and its resume key.

    Raises:
        UnexpectedContent: it is not the documented JSON.
    """
    try:
        rows = json.loads(payload or b"[]")
        names = rows[0] if rows else []
        resume = None
        body = rows[1:]
        # With showResumeKey an empty row and a row with the key follow the last one.
        if len(body) >= 2 and body[-2] == [] and len(body[-1]) == 1:
            resume, body = str(body[-1][0]), body[:-2]
        return [_memento(dict(zip(names, row, strict=False))) for row in body if row], resume
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise UnexpectedContent(f"the CDX answer cannot be read: {error}", address=url) from None


def _memento(row: dict[str, str]) -> Memento:
    status = row.get("statuscode", "-")
    return Memento(
        row["original"],
        parse_stamp(row["timestamp"]),
        int(status) if status.isdigit() else 200,
        row.get("mimetype", ""),
        row.get("digest", ""),
    )


def original_headers(headers: Headers) -> Headers:
    """The headers that the site sent when it was captured; the type as replayed where none are given."""
    kept = tuple((k[len(ORIGINAL) :], v) for k, v in headers if k.lower().startswith(ORIGINAL))
    unsaid = ("content-length", "content-encoding", "transfer-encoding")
    kept = tuple((k, v) for k, v in kept if k.lower() not in unsaid)
    if not header(kept, "content-type"):
        kept += tuple((k, v) for k, v in headers if k.lower() == "content-type")
    return kept


def _captured_at(fetched: Fetched) -> datetime | None:
    """The time of the capture that was served: the archive redirects to the nearest one it has."""
    value = header(fetched.headers, "memento-datetime")
    if value:
        return parsedate_to_datetime(value).astimezone(UTC)
    replayed = REPLAYED.search(fetched.url)
    return parse_stamp(replayed[1]) if replayed else None


def _is_archives_own(fetched: Fetched) -> bool:
    """Whether the archive itself answers (an error of its own), not the captured site."""
    is_replay = bool(header(fetched.headers, "memento-datetime")) or any(
        key.lower().startswith(ORIGINAL) for key, _ in fetched.headers
    )
    return fetched.status >= 400 and not is_replay
