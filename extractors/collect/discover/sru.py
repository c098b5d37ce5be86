"""SRU: one query, MARCXML records page by page, resumed where the server says.

A page holds many records. Each record is stored as a document of its own, under the address at which
a person finds it in the catalogue, with the page it came in named in a header.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlencode, urlsplit

import lxml.etree as etree

from extractors.collect.discover.walk import Walker
from extractors.sources import Sru

MAX_PAGES = 3000
MARC = "http://www.loc.gov/MARC21/slim"


@dataclass(frozen=True, slots=True)
class SruPage:
    """One page of an SRU answer: records with their number and bytes, the total, where to go on."""

    records: tuple[tuple[str, bytes, datetime | None], ...]
    total: int | None
    next_position: int | None


def discover_sru(walker: Walker, entry: Sru) -> bool:
    """Take the records of a query; return whether all that the server reports were seen."""
    start, seen, page = 1, set[str](), None
    for _ in range(MAX_PAGES):
        if walker.has_enough():
            return False
        fetched = walker.page(sru_url(entry, start), "marcxml")
        if fetched is None:
            return False
        page = parse_sru(fetched.body)
        fresh = [record for record in page.records if record[0] not in seen]
        for number, payload, changed_at in fresh:
            seen.add(number)
            walker.take(record_url(entry, number), payload, changed_at, fetched)
        following = _following(page, start, entry.page_size)
        if following is None or not fresh:
            break
        start = following
    return _reconcile(walker, entry, page, len(seen))


def _following(page: SruPage, start: int, page_size: int) -> int | None:
    """The next start record: the server's word, else counted while its total promises more."""
    if page.next_position is not None:
        return page.next_position if page.next_position > start else None
    reached = start + len(page.records)
    return reached if page.records and page.total is not None and reached <= page.total else None


def _reconcile(walker: Walker, entry: Sru, page: SruPage | None, seen: int) -> bool:
    total = page.total if page else None
    walker.walk.reported_total = total
    if total is not None and seen < total:
        walker.note("total_differs", f"{entry.url} reports {total} records, {seen} were seen")
        return False
    return total is not None


def sru_url(entry: Sru, start: int) -> str:
    """The address of the page that begins at a record."""
    parameters = {
        "version": "1.2",
        "operation": "searchRetrieve",
        "recordSchema": entry.record_schema,
        "maximumRecords": str(entry.page_size),
        "startRecord": str(start),
        "query": entry.query,
    }
    return f"{entry.url}{'&' if '?' in entry.url else '?'}{urlencode(parameters)}"


def record_url(entry: Sru, number: str) -> str:
    """The address at which a person finds a record in the catalogue (Labordoc's Primo)."""
    institution = urlsplit(entry.url).path.rstrip("/").rpartition("/")[2]
    query = urlencode({"docid": f"alma{number}", "vid": f"{institution}:{institution}_V2"}, safe=":")
    return f"https://labordoc.ilo.org/discovery/fulldisplay?{query}"


def parse_sru(payload: bytes) -> SruPage:
    """Return the records of an SRU page; records without a number (field 001) are left out."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    root = etree.fromstring(payload, parser)
    if root is None:
        return SruPage((), None, None)
    return SruPage(
        tuple(_records(root)), _number(root, "numberOfRecords"), _number(root, "nextRecordPosition")
    )


def _records(root: etree._Element) -> Iterator[tuple[str, bytes, datetime | None]]:
    for record in root.iter(f"{{{MARC}}}record"):
        number = (record.findtext(f"{{{MARC}}}controlfield[@tag='001']") or "").strip()
        changed = (record.findtext(f"{{{MARC}}}controlfield[@tag='005']") or "").strip()
        if number:
            yield number, _record_bytes(record), _changed_at(changed)


def _record_bytes(record: etree._Element) -> bytes:
    # Canonical form: the same record gives the same bytes, whatever the page around it declares.
    inner: bytes = etree.tostring(record, method="c14n", exclusive=True, with_tail=False)
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="{MARC}">'.encode()
    return head + inner + b"</collection>\n"


def _changed_at(text: str) -> datetime | None:
    # 20240312094501.0
    try:
        return datetime.strptime(text[:14], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def _number(root: etree._Element, name: str) -> int | None:
    text = next((element.text or "" for element in root.iter("{*}" + name)), "").strip()
    return int(text) if text.isdigit() else None
