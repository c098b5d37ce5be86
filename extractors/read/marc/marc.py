"""MARCXML records of the ILO's library catalogue, and the SRU responses that carry them.

One SRU response is one capture and holds many records: `read_marc_records` takes it apart for discovery,
`read_marc` makes a page of one record. The address of a record is its page in the catalogue.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit
from xml.sax import SAXException

import pymarc
from lxml import etree

from extractors.addresses import canonical_url
from extractors.model import (
    Capture,
    DocumentType,
    Field,
    File,
    Issue,
    Link,
    Listing,
    ListingItem,
    Page,
    Passage,
    PassageKind,
    SiteGeneration,
)
from extractors.read.marc.fields import MarcFacts, read_facts
from extractors.sources import Source

READER = "labordoc_marc"
READER_VERSION = "1"
MARC = "{http://www.loc.gov/MARC21/slim}"
Node = Any  # an lxml element

RECORD_PAGE = "https://labordoc.ilo.org/discovery/fulldisplay?docid=alma{}&vid=41ILO_INST%3A41ILO_V2"


def read_marc_records(payload: bytes, url: str) -> list[tuple[str, bytes]]:
    """Return (address of the record's page, MARCXML of the record alone) for each record of a response.

    A record without a control number gets the response's address with its place as fragment. A payload
    that is not XML gives an empty list; one cut in the middle gives the records before the cut.
    """
    root = _parse(payload)
    if root is None:
        return []
    records = []
    for place, record in enumerate(_records(root)):
        number = record.findtext(f"{MARC}controlfield[@tag='001']") or record.findtext(
            "controlfield[@tag='001']"
        )
        address = RECORD_PAGE.format(number.strip()) if number and number.strip() else f"{url}#record-{place}"
        records.append((address, etree.tostring(record, encoding="utf-8", with_tail=False)))
    return records


def read_sru_listing(payload: bytes, url: str) -> Listing:
    """Return a response as a listing: its records with their titles, the next response, the total."""
    items = []
    for address, record in read_marc_records(payload, url):
        facts = _facts(record)
        items.append(
            ListingItem(address, facts.title, facts.published, summary=facts.abstract)
            if facts
            else ListingItem(address)
        )
    root = _parse(payload)
    total = _number(root, "numberOfRecords")
    following = _number(root, "nextRecordPosition")
    if following is None and total is not None and items:
        start = int(dict(parse_qsl(urlsplit(url).query)).get("startRecord", "1")) + len(items)
        following = start if start <= total else None
    next_url = _with_start(url, following) if following is not None and items else None
    return Listing(tuple(items), next_url, item_count=total)


def read_marc(capture: Capture, payload: bytes, source: Source | None = None) -> Page:
    """Return the page of one record (the first, when there are several). Never raises.

    A record that cannot be read is an incomplete page with an issue.
    """
    url, capture_id = capture.url, capture.capture_id
    records = read_marc_records(payload, url)
    facts = _facts(records[0][1]) if records else None
    if facts is None:
        message = "no MARC record could be read from the response"
        return _page(url, capture_id, MarcFacts(), (Issue("marc.unreadable", message, severity="error"),))
    address = records[0][0] if "#record-" not in records[0][0] else url
    return _page(address, capture_id, facts, _issues(facts))


def _page(url: str, capture_id: str, facts: MarcFacts, issues: tuple[Issue, ...]) -> Page:
    passages = tuple(_passages(facts))
    return Page(
        capture_id=capture_id,
        url=url,
        canonical_url=canonical_url(url),
        site_generation=SiteGeneration.LABORDOC,
        reader=READER,
        reader_version=READER_VERSION,
        publisher="ILO",
        document_type=DocumentType.PUBLICATION,
        publication_type=facts.publication_type,
        title=facts.title,
        language=facts.language or "und",
        summary=facts.abstract,
        published=facts.published,
        place=facts.place,
        passages=passages,
        fields=_fields(facts),
        files=tuple(
            File(link.url, link.label, "application/pdf", language=facts.language) for link in facts.files
        ),
        see_also=tuple(Link(link.url, link.label, 0, 0, 0) for link in facts.other_links),
        authors=facts.authors,
        tags=facts.subjects,
        themes=facts.keywords,
        record=facts.record,
        identifiers=facts.identifiers,
        issues=issues,
        is_complete=facts.title is not None,
    )


def _passages(facts: MarcFacts) -> Iterator[Passage]:
    texts = [(PassageKind.TITLE, facts.title), *((PassageKind.PARAGRAPH, text) for text in facts.texts)]
    kept = [(kind, text) for kind, text in texts if text]
    for ordinal, (kind, text) in enumerate(kept):
        yield Passage(ordinal, kind, text)


def _fields(facts: MarcFacts) -> tuple[Field, ...]:
    fields = []
    for name, rule, value, surface in facts.found:
        # A value whose words stand in a passage says where: the title is passage 0.
        if name == "title":
            fields.append(Field(name, value, rule, surface=surface, passage=0, start=0, end=len(value)))
        else:
            fields.append(Field(name, value, rule, surface=surface))
    return tuple(fields)


def _issues(facts: MarcFacts) -> tuple[Issue, ...]:
    missing = [
        name for name, value in (("title", facts.title), ("published_on", facts.published)) if value is None
    ]
    return tuple(Issue("field.missing", f"the record has no {name}", field=name) for name in missing)


def _facts(record: bytes) -> MarcFacts | None:
    read_xml: Any = pymarc.parse_xml_to_array
    try:
        found = read_xml(io.BytesIO(record))
    except (SAXException, ValueError, IndexError, KeyError, TypeError, pymarc.exceptions.PymarcException):
        return None
    return read_facts(found[0]) if found else None


def _parse(payload: bytes) -> Node | None:
    # recover: a response that was cut keeps the records before the cut. No entities, no network.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, recover=True, huge_tree=False, load_dtd=False
    )
    try:
        root = etree.fromstring(payload.strip(), parser)
    except etree.XMLSyntaxError:
        return None
    if root is not None:
        # Entities are not expanded, and without their declaration nobody could read them later.
        etree.strip_tags(root, etree.Entity)
    return root


def _records(root: Node) -> Iterator[Node]:
    for record in root.iter(f"{MARC}record", "record"):
        if record.find(f"{MARC}datafield") is not None or record.find("datafield") is not None:
            yield record


def _number(root: Node | None, name: str) -> int | None:
    if root is None:
        return None
    for node in root.iter(f"{{*}}{name}"):
        if node.text and node.text.strip().isdigit():
            return int(node.text)
    return None


def _with_start(url: str, start: int) -> str:
    parts = urlsplit(url)
    pairs = [
        (key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if key != "startRecord"
    ]
    return urlunsplit(parts._replace(query=urlencode([*pairs, ("startRecord", str(start))])))
