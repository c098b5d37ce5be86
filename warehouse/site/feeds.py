"""Feeds: Atom for everything, by publisher, topic, country and kind of change; JSON Feed; structure changes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from warehouse.contract.enums import CHANGE_KINDS
from warehouse.site.data import Row, grouped
from warehouse.site.labels import field_label, words
from warehouse.site.licences import extract
from warehouse.site.paths import changelog_path, document_path, slug
from warehouse.site.site import Site
from warehouse.site.svg import NOT_XML
from warehouse.site.writer import Page, SiteWriter

EPOCH = "1970-01-01T00:00:00Z"
SHOWN_STRUCTURE = 100


class Entry(NamedTuple):
    """One entry of a feed; `updated` is RFC 3339 in UTC."""

    id: str
    title: str
    address: str
    updated: str
    summary: str
    author: str
    language: str
    topics: tuple[str, ...] = ()
    published: str | None = None


class Feed(NamedTuple):
    """One feed: its path, what it is called, which group of the list it stands in."""

    path: str
    title: str
    group: str
    entries: Sequence[Entry]


def write_feeds(writer: SiteWriter, site: Site) -> None:
    """Write every feed and the page that lists them."""
    feeds = [*_document_feeds(site), _structure_feed(site), *_change_feeds(site)]
    for feed in feeds:
        writer.page(_atom(site, feed))
    _json_feed(writer, site, feeds[0])
    writer.page(Page("feeds/index.html", "feeds.j2", {"groups": _groups(feeds)}))


def _groups(feeds: Sequence[Feed]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the feeds as the list shows them: (group, (path, title)), everything first."""
    found: dict[str, list[tuple[str, str]]] = {}
    for feed in feeds:
        found.setdefault(feed.group, []).append((feed.path, feed.title.removeprefix("equalwork: ")))
    return list(found.items())


def feed_path(kind: str, identifier: str) -> str:
    """Return the feed of a publisher, topic or country."""
    name = identifier.replace(" ", "-").lower() if kind == "publisher" else identifier
    return f"feeds/{kind}-{slug(name)}.atom"


def _document_feeds(site: Site) -> Iterator[Feed]:
    found = grouped(site.con, "feed_documents", "feed")
    yield Feed(
        "feeds/all.atom", "equalwork: all documents", "Everything", _entries(site, found.pop("all", []))
    )
    for name, documents in sorted(found.items()):
        kind, _, identifier = name.partition("/")
        label = identifier if kind == "publisher" else site.names.link(_plural(kind), identifier).label
        path = feed_path(kind, identifier)
        yield Feed(path, _xml(f"equalwork: {label}"), f"By {kind}", _entries(site, documents))


def _change_feeds(site: Site) -> Iterator[Feed]:
    found = grouped(site.con, "feed_changes", "kind")
    for kind in (*CHANGE_KINDS, "withdrawn"):
        entries = [_change(site, kind, row) for row in found.get(kind, [])]
        title = "pages withdrawn" if kind == "withdrawn" else f"pages on which something was {kind}"
        yield Feed(f"feeds/changes-{kind}.atom", f"equalwork: {title}", "By kind of change", entries)


def _entries(site: Site, documents: Sequence[Row]) -> list[Entry]:
    return [
        Entry(
            id=f"urn:uuid:{row['document_id']}",
            title=_xml(row["title"]),
            address=site.address + document_path(row["document_id"]),
            updated=_time(row["last_changed_at"]),
            summary=_xml(extract(row["summary"] or "", 60)),
            author=row["publisher"],
            language=row["language"],
            topics=tuple(row["topics"]),
            published=f"{row['published_on'].isoformat()}T00:00:00Z" if row["published_on"] else None,
        )
        for row in documents
    ]


def _change(site: Site, kind: str, row: Row) -> Entry:
    fields = ", ".join(
        "text" if field == "passage" else field_label(field).lower() for field in row["fields"]
    )
    return Entry(
        id=f"urn:uuid:{row['document_id']}#{kind}-{row['version']}",
        title=_xml(f"{row['title']}: {kind}"),
        address=f"{site.address}{document_path(row['document_id'])}#versions",
        updated=_time(row["changed_at"]),
        summary=f"Version {row['version']}: {kind} {fields}."
        if fields
        else "The site no longer offers the page.",
        author=row["publisher"],
        language=row["language"],
    )


def _structure_feed(site: Site) -> Feed:
    """Return the feed of structure changes: those of every good release that had some."""
    entries = [
        Entry(
            id=f"tag:equalwork,2024:{past.stamp}",
            title=f"The structure of tables changed in release {past.stamp}",
            address=f"{site.address}{changelog_path(past.stamp)}#r{past.stamp}",
            updated=_time(past.created),
            summary=_xml("; ".join(f"{table}: {text}" for table, text in past.structure)),
            author="equalwork",
            language="en",
        )
        for past in site.facts.history
        if past.is_good and past.structure
    ]
    title = "equalwork: changes of the structure of tables"
    return Feed("feeds/structure.atom", title, "Everything", entries[:SHOWN_STRUCTURE])


def _atom(site: Site, feed: Feed) -> Page:
    updated = max((entry.updated for entry in feed.entries), default=EPOCH)
    return Page(feed.path, "atom.j2", {"feed": feed, "address": site.address, "updated": updated})


def _json_feed(writer: SiteWriter, site: Site, feed: Feed) -> None:
    content: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": f"{site.address}index.html",
        "feed_url": f"{site.address}feeds/all.json",
        "items": [
            {
                "id": entry.id,
                "url": entry.address,
                "title": entry.title,
                "content_text": entry.summary or entry.title,
                "date_modified": entry.updated,
                **({"date_published": entry.published} if entry.published else {}),
                "authors": [{"name": entry.author}],
                "language": entry.language,
                "tags": [words(topic) for topic in entry.topics],
            }
            for entry in feed.entries
        ],
    }
    writer.content("feeds/all.json", json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8"))


def _plural(kind: str) -> str:
    return {"topic": "topics", "country": "countries"}[kind]


def _time(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _xml(text: str) -> str:
    return NOT_XML.sub("", text)
