"""Fakes of the web archives and of an SRU catalogue that speak the documented protocols."""

from __future__ import annotations

import gzip
import json
import re
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

from tests.sites.web import Reply, Request, Site, Web

JSON = {"Content-Type": "application/json"}


@dataclass(frozen=True)
class Held:
    """One capture that an archive holds."""

    url: str
    stamp: str
    body: bytes
    status: int = 200
    content_type: str = "text/html; charset=utf-8"


def _key(url: str) -> str:
    return re.sub(r"^(https?://)?(www\.)?|/$", "", url)


def _matches(held: Held, query: dict[str, str]) -> bool:
    wanted = _key(query["url"])
    fits = (
        _key(held.url).startswith(wanted) if query.get("matchType") == "prefix" else _key(held.url) == wanted
    )
    is_late = held.stamp[:8] >= query.get("from", "0") and held.stamp[:8] <= query.get("to", "9")
    return fits and is_late and ("filter" not in query or held.status == 200)


def _query(request: Request) -> dict[str, str]:
    return {key: values[0] for key, values in parse_qs(urlsplit(request.path).query).items()}


def wayback(web: Web, held: list[Held], *, page_rows: int = 10_000) -> Site:
    """A Wayback Machine that holds some captures."""
    site = web.site("web.archive.org")
    rows = sorted(held, key=lambda item: (_key(item.url), item.stamp))

    def cdx(request: Request) -> Reply | None:
        if not request.path.startswith("/cdx/search/cdx?"):
            return None
        query = _query(request)
        found = [item for item in rows if _matches(item, query)]
        start = int(query.get("resumeKey", "0"))
        part = found[start : start + page_rows]
        if query.get("limit") == "-1":
            part = found[-1:]
        names = query["fl"].split(",")
        table: list[list[str]] = [names] if part else []
        table += [[_cdx_row(item)[name] for name in names] for item in part]
        if "showResumeKey" in query and start + page_rows < len(found):
            table += [[], [str(start + page_rows)]]
        return Reply(200, json.dumps(table).encode(), JSON)

    def replay(request: Request) -> Reply | None:
        asked = re.match(r"/web/(\d{14})id_/(.+)", request.path)
        if not asked:
            return None
        nearest = [item for item in rows if _key(item.url) == _key(asked[2])]
        if not nearest:
            return Reply(404, b"not archived")
        item = min(nearest, key=lambda it: abs(int(it.stamp) - int(asked[1])))
        if item.stamp != asked[1]:
            return Reply(302, b"", {"Location": f"https://web.archive.org/web/{item.stamp}id_/{item.url}"})
        moment = datetime.strptime(item.stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        headers = {
            "Memento-Datetime": format_datetime(moment, usegmt=True),
            "Content-Type": item.content_type,
            "x-archive-orig-content-type": item.content_type,
            "x-archive-orig-server": "Apache",
            "x-archive-orig-last-modified": "Sat, 01 Mar 2014 10:00:00 GMT",
        }
        return Reply(item.status, item.body, headers)

    site.dynamic += [cdx, replay]
    return site


def _cdx_row(item: Held) -> dict[str, str]:
    return {
        "urlkey": _key(item.url),
        "timestamp": item.stamp,
        "original": item.url,
        "mimetype": item.content_type.split(";")[0],
        "statuscode": str(item.status),
        "digest": str(abs(hash(item.body))),
        "length": str(len(item.body)),
    }


def warc_member(item: Held) -> bytes:
    """One gzip member with a response record, chunked and gzip-coded like the real ones."""
    coded = gzip.compress(item.body)
    # One chunk: the length in hexadecimal, the bytes, and the end.
    chunked = f"{len(coded):x}\r\n".encode() + coded + b"\r\n0\r\n\r\n"
    http = (
        f"HTTP/1.1 {item.status} OK\r\nContent-Type: {item.content_type}\r\nServer: nginx\r\n"
        "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
    ).encode() + chunked
    moment = datetime.strptime(item.stamp, "%Y%m%d%H%M%S").strftime("%Y-%m-%dT%H:%M:%SZ")
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\n"
        f"WARC-Record-ID: <urn:uuid:{uuid.uuid4()}>\r\nWARC-Date: {moment}\r\n"
        f"WARC-Target-URI: {item.url}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    ).encode()
    return gzip.compress(head + http + b"\r\n\r\n")


def commoncrawl(web: Web, held: list[Held], crawl: str = "CC-MAIN-2024-10") -> None:
    """A Common Crawl index and its data host with one WARC file."""
    name = f"crawl-data/{crawl}/segments/1/warc/a.warc.gz"
    file, rows = b"", []
    for item in held:
        member = warc_member(item)
        rows.append((item, len(file), len(member)))
        file += member
    index, data = web.site("index.commoncrawl.org"), web.site("data.commoncrawl.org")

    def answer(request: Request) -> Reply | None:
        if request.path == "/collinfo.json":
            api = f"https://index.commoncrawl.org/{crawl}-index"
            return Reply(200, json.dumps([{"id": crawl, "name": crawl, "cdx-api": api}]).encode(), JSON)
        if not request.path.startswith(f"/{crawl}-index?"):
            return None
        query = _query(request)
        found = [row for row in rows if _matches(row[0], query)]
        if not found:
            return Reply(404, b'{"message": "No Captures found for: x"}', JSON)
        if query.get("showNumPages"):
            return Reply(200, b'{"pages": 1, "pageSize": 5, "blocks": 1}', JSON)
        lines = [
            {
                "urlkey": _key(item.url),
                "timestamp": item.stamp,
                "url": item.url,
                "mime": "text/html",
                "status": str(item.status),
                "digest": "X",
                "length": str(length),
                "offset": str(offset),
                "filename": name,
            }
            for item, offset, length in found
        ]
        return Reply(200, "\n".join(json.dumps(line) for line in lines).encode(), JSON)

    def part(request: Request) -> Reply | None:
        asked = re.match(r"bytes=(\d+)-(\d+)$", request.headers.get("range", ""))
        if request.path != f"/{name}" or not asked:
            return None
        return Reply(
            206, file[int(asked[1]) : int(asked[2]) + 1], {"Content-Type": "application/octet-stream"}
        )

    index.dynamic.append(answer)
    data.dynamic.append(part)


def sru(
    web: Web, titles: dict[str, str], *, host: str = "ilo.alma.exlibrisgroup.com", says_next: bool = True
) -> Site:
    """An SRU catalogue with one MARC record for each number."""
    site = web.site(host)
    numbers = list(titles)

    def answer(request: Request) -> Reply | None:
        if not request.path.startswith("/view/sru/41ILO_INST?"):
            return None
        query = _query(request)
        start, size = int(query["startRecord"]), int(query["maximumRecords"])
        chosen = numbers[start - 1 : start - 1 + size]
        records = "".join(_marc(number, titles[number]) for number in chosen)
        following = start + len(chosen)
        more = (
            f"<nextRecordPosition>{following}</nextRecordPosition>"
            if following <= len(numbers) and says_next
            else ""
        )
        body = (
            '<?xml version="1.0" encoding="UTF-8"?><searchRetrieveResponse xmlns="http://www.loc.gov/zing/srw/">'
            f"<version>1.2</version><numberOfRecords>{len(numbers)}</numberOfRecords>"
            f"<records>{records}</records>{more}</searchRetrieveResponse>"
        )
        return Reply(200, body.encode(), {"Content-Type": "text/xml;charset=utf-8"})

    site.dynamic.append(answer)
    return site


def _marc(number: str, title: str) -> str:
    return (
        "<record><recordSchema>marcxml</recordSchema><recordData>"
        '<record xmlns="http://www.loc.gov/MARC21/slim"><leader>00000nam a2200000 a 4500</leader>'
        f'<controlfield tag="001">{number}</controlfield>'
        '<controlfield tag="005">20240312094501.0</controlfield>'
        f'<datafield tag="245" ind1="1" ind2="0"><subfield code="a">{escape(title)}</subfield></datafield>'
        "</record></recordData></record>"
    )
