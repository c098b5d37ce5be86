"""Common Crawl: its index server, and one record by a range request.

Protocol as documented: `collinfo.json` lists the crawls with their index; the index answers one JSON
object a line and 404 where it has nothing; a record is a gzip member of a WARC file, had by its range.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from urllib.parse import urlencode, urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from extractors.collect.fetching.fetch import Fetched, Fetcher, Headers
from extractors.collect.routes.wayback import Memento, parse_stamp
from extractors.collect.verdicts.looks import Wanted, is_cut_gzip
from extractors.collect.verdicts.verdict import decide_verdict
from extractors.errors import UnexpectedContent
from extractors.model import Capture, Route, Verdict
from extractors.sources import Politeness, Source

COLLECTIONS = "https://index.commoncrawl.org/collinfo.json"
DATA = "https://data.commoncrawl.org"
POLITENESS = Politeness(delay=2.0, jitter=1.0, concurrency=1, daily_requests=5000)
# The newest crawls that a single address is looked for in.
NEWEST = 3
MAX_INDEX_PAGES = 1000


class CommonCrawlRoute:
    """Serves addresses from Common Crawl."""

    route = Route.COMMONCRAWL

    def __init__(
        self,
        fetcher: Fetcher,
        source: Source,
        *,
        collections: str = COLLECTIONS,
        data: str = DATA,
        politeness: Politeness = POLITENESS,
    ) -> None:
        self._fetcher = fetcher
        self._source = source
        self._collections = collections
        self._data = data
        self._politeness = politeness
        self._hosts = [urlsplit(collections).hostname or "", urlsplit(data).hostname or ""]
        self._indexes: list[tuple[str, str]] | None = None

    def ask(self, url: str, wanted: Wanted, known: Capture | None) -> Fetched | None:
        """The newest good capture of an address in the newest crawls, or None."""
        for _, index in self.indexes()[:NEWEST]:
            rows = [row for row in self._rows(index, {"url": url}) if row.status == 200]
            if rows:
                return self.fetch(max(rows, key=lambda row: row.captured_at), wanted)
        return None

    def indexes(self) -> list[tuple[str, str]]:
        """The crawls, newest first: id (`CC-MAIN-2026-43`) and index address."""
        if self._indexes is None:
            fetched = self._ask(self._collections)
            if fetched.status != 200:
                raise self._trouble(fetched, self._collections)
            self._indexes = [(str(row["id"]), str(row["cdx-api"])) for row in json.loads(fetched.body)]
        return self._indexes

    def list_captures(
        self, prefix: str, date_from: date | None, date_to: date | None, resume: str | None = None
    ) -> Iterator[tuple[list[Memento], str | None]]:
        """Yield the captures under an address prefix crawl by crawl, with the crawl's id to resume behind."""
        chosen = [pair for pair in self.indexes() if _is_in_time(pair[0], date_from, date_to)]
        names = [name for name, _ in chosen]
        start = names.index(resume) + 1 if resume in names else 0
        for number, (name, index) in enumerate(chosen[start:], start + 1):
            rows = self._all_rows(index, prefix)
            yield (
                [row for row in rows if _is_between(row, date_from, date_to)],
                name if number < len(chosen) else None,
            )

    def fetch(self, memento: Memento, wanted: Wanted) -> Fetched:
        """The bytes of one record, had by its range, judged like a live answer."""
        assert memento.place is not None, "rows of this index have a place"
        name, offset, length = memento.place
        url = f"{self._data}/{name}"
        asked = {"Range": f"bytes={offset}-{offset + length - 1}", "Accept-Encoding": "identity"}
        fetched = self._ask(url, headers=asked, max_bytes=length + 65_536)
        if fetched.status != 206:
            return replace(
                _about(fetched, memento),
                verdict=Verdict.ERROR,
                reason=f"range request: status {fetched.status}",
            )
        return self._as_captured(_about(fetched, memento), memento, wanted)

    def _as_captured(self, fetched: Fetched, memento: Memento, wanted: Wanted) -> Fetched:
        record = read_record(fetched.body)
        if record is None:
            return replace(fetched, verdict=Verdict.TRUNCATED, reason="the record cannot be read", body=b"")
        status, headers, body = record
        verdict, reason, target = decide_verdict(
            url=memento.url, status=status, headers=headers, body=body, wanted=wanted
        )
        return replace(
            fetched, status=status, headers=headers, body=body, verdict=verdict, reason=reason, target=target
        )

    def _all_rows(self, index: str, prefix: str) -> list[Memento]:
        query = {"url": prefix, "matchType": "prefix"}
        pages = self._ask(f"{index}?{urlencode({**query, 'output': 'json', 'showNumPages': 'true'})}")
        if pages.status == 404:
            return []
        if pages.status != 200:
            raise self._trouble(pages, index)
        count = min(_page_count(pages.body), MAX_INDEX_PAGES)
        return [row for page in range(count) for row in self._rows(index, {**query, "page": str(page)})]

    def _rows(self, index: str, query: dict[str, str]) -> list[Memento]:
        url = f"{index}?{urlencode({**query, 'output': 'json'})}"
        fetched = self._ask(url)
        if fetched.status == 404:
            return []
        if fetched.status != 200:
            raise self._trouble(fetched, url)
        return parse_index(fetched.body, url)

    def _ask(self, url: str, headers: dict[str, str] | None = None, max_bytes: int | None = None) -> Fetched:
        return self._fetcher.fetch(
            url, hosts=self._hosts, politeness=self._politeness, headers=headers, max_bytes=max_bytes
        )

    def _trouble(self, fetched: Fetched, url: str) -> UnexpectedContent:
        return UnexpectedContent(
            f"the Common Crawl index answers {fetched.verdict} ({fetched.reason})",
            source=self._source.source_id,
            address=url,
            hint="try again later; what was collected so far is kept",
        )


def parse_index(payload: bytes, url: str) -> list[Memento]:
    """Return the rows of an index answer, one JSON object a line.

    Raises:
        UnexpectedContent: a line is not the documented JSON.
    """
    try:
        return [_memento(json.loads(line)) for line in payload.splitlines() if line.strip()]
    except (ValueError, KeyError, TypeError) as error:
        raise UnexpectedContent(f"the Common Crawl index cannot be read: {error}", address=url) from None


def read_record(member: bytes) -> tuple[int, Headers, bytes] | None:
    """Status, headers and decoded body of the response record in one gzip member; None if it is torn."""
    # A torn member is silent in warcio: it gives what there is.
    if is_cut_gzip(member):
        return None
    try:
        for record in ArchiveIterator(io.BytesIO(member)):  # type: ignore[no-untyped-call]
            if record.rec_type != "response" or record.http_headers is None:
                continue
            headers = tuple((str(k), str(v)) for k, v in record.http_headers.headers)
            body: bytes = record.content_stream().read()
            coded = ("content-encoding", "transfer-encoding", "content-length")
            kept = tuple((k, v) for k, v in headers if k.lower() not in coded)
            return int(record.http_headers.get_statuscode()), kept, body
    except (ArchiveLoadFailed, OSError, ValueError):
        return None
    return None


def _memento(row: dict[str, str]) -> Memento:
    status = str(row.get("status", "200"))
    return Memento(
        row["url"],
        parse_stamp(row["timestamp"]),
        int(status) if status.isdigit() else 200,
        row.get("mime-detected") or row.get("mime", ""),
        row.get("digest", ""),
        (row["filename"], int(row["offset"]), int(row["length"])),
    )


def _about(fetched: Fetched, memento: Memento) -> Fetched:
    return replace(fetched, asked_url=memento.url, url=memento.url, fetched_at=memento.captured_at, hops=())


def _page_count(payload: bytes) -> int:
    # {"pages": 4, "pageSize": 5, "blocks": 18}
    try:
        return int(json.loads(payload)["pages"])
    except (ValueError, KeyError, TypeError):
        return 1


def _is_in_time(name: str, date_from: date | None, date_to: date | None) -> bool:
    # CC-MAIN-2026-43: year and week
    year = name.split("-")[2] if name.count("-") >= 3 else ""
    if not year.isdigit():
        return True
    return (date_from is None or int(year) >= date_from.year) and (
        date_to is None or int(year) <= date_to.year
    )


def _is_between(row: Memento, date_from: date | None, date_to: date | None) -> bool:
    day = row.captured_at.date()
    return (date_from is None or day >= date_from) and (date_to is None or day <= date_to)
