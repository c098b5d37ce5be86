"""One page per person, organisation, country, instrument and topic, and the list of each kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from warehouse.site.data import Row, grouped, rows
from warehouse.site.licences import extract
from warehouse.site.lists import item
from warehouse.site.paths import document_path, entity_path
from warehouse.site.site import Site
from warehouse.site.writer import Page

KINDS = ("people", "organisations", "countries", "instruments", "topics")
FILTERS = {
    "people": "person",
    "organisations": "organisation",
    "countries": "country",
    "instruments": "instrument",
    "topics": "topic",
}
SHOWN_DOCUMENTS = 150
A_PAGE = 1500
SHOWN_PEOPLE = 100


def pages(site: Site) -> Iterator[Page]:
    """Yield the lists and the pages of all things that have one."""
    shared = _shared(site)
    for kind in KINDS:
        found = [row for row in rows(site.con, kind) if site.names.has_page(kind, row["id"])]
        own = OWN[kind](site, found)
        for row in found:
            key = f"{kind}/{row['id']}"
            yield Page(
                entity_path(kind, row["id"]),
                f"{kind}_page.j2",
                {"row": row, "kind": kind, "filter": FILTERS[kind], **_common(site, key, shared), **own(row)},
            )
        counts = {row["id"]: _count(shared, f"{kind}/{row['id']}") for row in found}
        links = {row["id"]: entity_path(kind, row["id"]) for row in found}
        yield from _lists(kind, found, {"links": links, "counts": counts, "total": len(found)})


def _lists(kind: str, found: list[Row], common: Mapping[str, Any]) -> Iterator[Page]:
    """Yield the list of a kind, in pages where it is long; each page says from where to where it goes."""
    parts = [found[start : start + A_PAGE] for start in range(0, len(found), A_PAGE)] or [[]]
    paths = [f"{kind}/index.html"] + [f"{kind}/page-{number}.html" for number in range(2, len(parts) + 1)]
    spans = [_span(part) for part in parts]
    for place, (path, part) in enumerate(zip(paths, parts, strict=True)):
        pager = list(zip(paths, spans, strict=True)) if len(paths) > 1 else []
        yield Page(path, f"{kind}.j2", {**common, "found": part, "pager": pager, "place": place})


def _span(part: list[Row]) -> str:
    names = [str(row.get("sort_name") or row.get("name") or row["id"])[:3] for row in part]
    return f"{names[0]} – {names[-1]}" if names else ""


def _shared(site: Site) -> dict[str, dict[str, list[Row]]]:
    return {
        "documents": grouped(site.con, "entity_documents", "entity", most=SHOWN_DOCUMENTS),
        "years": grouped(site.con, "entity_years", "entity"),
        "together": grouped(site.con, "entity_together", "entity"),
        "counts": grouped(site.con, "entity_counts", "entity"),
    }


def _common(site: Site, key: str, shared: Mapping[str, Mapping[str, list[Row]]]) -> dict[str, Any]:
    together = [
        (site.names.link(row["kind"], row["id"]), row["kind"], row["document_count"])
        for row in shared["together"].get(key, [])
    ]
    return {
        "items": [item(row) for row in shared["documents"].get(key, [])],
        "count": _count(shared, key),
        "years": _years(shared["years"].get(key, [])),
        "together": {
            kind: [(link, count) for link, of, count in together if of == kind]
            for kind in KINDS
            if any(of == kind for _, of, _ in together)
        },
    }


def _count(shared: Mapping[str, Mapping[str, list[Row]]], key: str) -> int:
    found = shared["counts"].get(key)
    return int(found[0]["document_count"]) if found else 0


def _years(found: list[Row]) -> list[tuple[int, int]]:
    """Return (year, documents) without gaps."""
    counts = {row["year"]: row["document_count"] for row in found}
    return [(year, counts.get(year, 0)) for year in range(min(counts), max(counts) + 1)] if counts else []


def _people(site: Site, _: list[Row]) -> Any:
    roles = grouped(site.con, "person_roles", "person_id")
    quotes = grouped(site.con, "person_quotes", "speaker_id")

    def own(row: Row) -> dict[str, Any]:
        return {
            "roles": [_with_organisation(site, role) for role in roles.get(row["id"], [])],
            "quotes": [
                quote | {"path": document_path(quote["document_id"])} for quote in quotes.get(row["id"], [])
            ],
        }

    return own


def _organisations(site: Site, found: list[Row]) -> Any:
    people = grouped(site.con, "organisation_people", "organisation_id")
    parties = _agreements_by_party(site)
    children: dict[str, list[str]] = defaultdict(list)
    for row in found:
        if row["parent_id"]:
            children[row["parent_id"]].append(row["id"])

    def own(row: Row) -> dict[str, Any]:
        return {
            "parent": site.names.link("organisations", row["parent_id"]) if row["parent_id"] else None,
            "successor": site.names.link("organisations", row["succeeded_by"])
            if row["succeeded_by"]
            else None,
            "children": site.names.links("organisations", children.get(row["id"], [])),
            "people": [
                person | {"person": site.names.link("people", person["person_id"])}
                for person in people.get(row["id"], [])[:SHOWN_PEOPLE]
            ],
            "agreements": parties.get(row["id"], []),
        }

    return own


def _countries(site: Site, _: list[Row]) -> Any:
    parties = _agreements_by_party(site)
    return lambda row: {"agreements": parties.get(row["id"], [])}


def _nothing(_site: Site, _found: list[Row]) -> Any:
    return lambda _row: {}


def _agreements_by_party(site: Site) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows(site.con, "agreements"):
        shown = agreement_of(site, row)
        for party in dict.fromkeys(row["parties"]):
            found[party].append(shown)
    return found


def agreement_of(site: Site, row: Row) -> Row:
    """Return an agreement as cards show it."""
    return {
        "kind": row["kind"],
        "title": row["title"],
        "parties": [site.names.party(party) for party in row["parties"]],
        "signed_on": row["signed_on"],
        "signed_precision": row["signed_precision"],
        "published_on": row["published_on"],
        "published_precision": row["published_precision"],
        "place": row["place"],
        "subjects": site.names.links("topics", row["subjects"]),
        "path": document_path(row["document_id"]),
        "document_title": row["document_title"],
        "language": row["language"],
        "text": extract(row["text"] or ""),
    }


def _with_organisation(site: Site, role: Row) -> Row:
    identifier = role["organisation_id"]
    return role | {"organisation": site.names.link("organisations", identifier) if identifier else None}


OWN = {
    "people": _people,
    "organisations": _organisations,
    "countries": _countries,
    "instruments": _nothing,
    "topics": _nothing,
}
