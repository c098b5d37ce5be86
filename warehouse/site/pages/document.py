"""One page per document: its fields, its words as far as the licence allows, and where each value came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from warehouse.site.citation import bibtex_of_document
from warehouse.site.data import Row, grouped, ranges, rows
from warehouse.site.facts_of_document import facts_of
from warehouse.site.jsonld import document_data
from warehouse.site.licences import extract, is_open
from warehouse.site.marks import marked_difference
from warehouse.site.paths import document_path
from warehouse.site.site import Site
from warehouse.site.text_blocks import text_blocks
from warehouse.site.writer import Page

CHILDREN = (
    "passages", "quotes", "roles", "agreements", "mentions", "editions", "changes", "versions", "reuse", "evidence",
    "publications", "events", "datelines",
)  # fmt: skip
# Longer values are cut in the table of evidence; the text itself is printed above.
SHOWN_VALUE = 40
SHOWN_CHANGES = 60
MENTIONS = ("topics", "countries", "instruments", "organisations")


def pages(site: Site) -> Iterator[Page]:
    """Yield the page of every document."""
    ids = [row["document_id"] for row in rows(site.con, "document_ids")]
    for first, last in ranges(ids):
        found = {
            name: grouped(site.con, f"document_{name}", "document_id", first=first, last=last)
            for name in CHILDREN
        }
        for document in rows(site.con, "documents", first=first, last=last):
            key = document["document_id"]
            children = {name: found[name].get(key, []) for name in CHILDREN}
            yield Page(document_path(key), "document.j2", context(site, document, children))


def context(site: Site, document: Row, children: Mapping[str, list[Row]]) -> dict[str, Any]:
    """Return what the template is given."""
    may_print = is_open(document["licence"])
    mentions = _mentions(site, children["mentions"])
    return {
        "document": document,
        "title": document["title"] or "Untitled document",
        "is_open": may_print,
        "facts": facts_of(site.names, document, children),
        "blocks": text_blocks(children["passages"], children["quotes"], is_open=may_print),
        "quotes": [_quote(site, quote) for quote in children["quotes"]],
        "roles": [_role(site, role) for role in children["roles"]],
        "agreements": [_agreement(site, agreement) for agreement in children["agreements"]],
        "mentions": mentions,
        "own_topics": {
            identifier: site.names.own_topic(identifier, document["language"])
            for _, _, identifier in mentions["topics"]
        },
        "editions": [
            edition | {"path": document_path(edition["edition_id"])} for edition in children["editions"]
        ],
        "versions": children["versions"],
        "changes": [_change(change, may_print) for change in children["changes"][:SHOWN_CHANGES]],
        "change_count": len(children["changes"]),
        "reuse": [_reuse(reuse, may_print) for reuse in children["reuse"]],
        "evidence": [_evidence(evidence, may_print) for evidence in children["evidence"]],
        "bibtex": bibtex_of_document(document),
        "data": document_data(site, document, mentions),
    }


def _mentions(site: Site, found: Sequence[Row]) -> dict[str, list[Any]]:
    return {
        kind: [
            (site.names.link(kind, row["id"]), row["mention_count"], row["id"])
            for row in found
            if row["kind"] == kind
        ]
        for kind in MENTIONS
    }


def _quote(site: Site, quote: Row) -> Row:
    return {
        "text": quote["text"],
        "speaker": site.names.link("people", quote["speaker_id"]) if quote["speaker_id"] else None,
        "speaker_name": quote["speaker_name"],
        "role": quote["role"],
        "organisation": _organisation(site, quote["organisation_id"]),
        "ordinal": quote["ordinal"],
    }


def _role(site: Site, role: Row) -> Row:
    return {
        "person": site.names.link("people", role["person_id"]),
        "role": role["role"],
        "organisation": _organisation(site, role["organisation_id"]),
    }


def _organisation(site: Site, identifier: str | None) -> object:
    return site.names.link("organisations", identifier) if identifier else None


def _agreement(site: Site, agreement: Row) -> Row:
    return agreement | {
        "parties": [site.names.party(party) for party in agreement["parties"]],
        "text": extract(agreement["text"] or ""),
        "subjects": site.names.links("topics", agreement["subjects"]),
    }


def _change(change: Row, may_print: bool) -> Row:
    before, after = change["before"] or "", change["after"] or ""
    if not may_print:
        before, after = extract(before), extract(after)
    return change | dict(zip(("before", "after"), marked_difference(before, after), strict=True))


def _reuse(reuse: Row, may_print: bool) -> Row:
    """A passage with its words marked where the first other work that prints it has others."""
    first, text = reuse["first_text"], reuse["text"]
    if not may_print:
        first, text = extract(first), extract(text)
    _, runs = marked_difference(first, text)
    return reuse | {
        "runs": runs,
        "is_same": reuse["text"] == reuse["first_text"],
        "path": f"reuse/{reuse['cluster_id']}.html",
        "first_path": document_path(reuse["first_id"]),
    }


def _evidence(evidence: Row, may_print: bool) -> Row:
    value, words = evidence["value"] or "", evidence["words"] or ""
    limit = SHOWN_VALUE if not may_print else SHOWN_VALUE * 2
    return evidence | {"value": extract(value, limit), "words": extract(words, limit)}
