"""What every page is made from: the release, its facts, and the names and addresses of things."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from warehouse.site.data import Connection, rows
from warehouse.site.paths import entity_path
from warehouse.site.release_facts import ReleaseFacts


class Link(NamedTuple):
    """A name with the page it leads to; `path` is None where there is no page."""

    label: str
    path: str | None


class Names:
    """The names of organisations, people, countries, instruments and topics, with their pages."""

    def __init__(self, con: Connection) -> None:
        self._links: dict[tuple[str, str], Link] = {
            (row["kind"], row["id"]): Link(
                row["label"], entity_path(row["kind"], row["id"]) if row["has_page"] else None
            )
            for row in rows(con, "names")
        }
        self._topics: dict[tuple[str, str], str] = {
            (row["id"], language): row[f"label_{language}"]
            for row in rows(con, "topics")
            for language in ("fr", "es")
            if row[f"label_{language}"] and row[f"label_{language}"] != row["label_en"]
        }

    def own_topic(self, identifier: str, language: str) -> str | None:
        """Return the French or Spanish label of a topic, for a document in that language."""
        return self._topics.get((identifier, language))

    def link(self, kind: str, identifier: str) -> Link:
        """Return the link to a thing; its id stands for the name of one that is not known."""
        return self._links.get((kind, identifier)) or Link(identifier, None)

    def links(self, kind: str, identifiers: Iterable[str]) -> list[Link]:
        """Return the links to several things of a kind."""
        return [self.link(kind, identifier) for identifier in identifiers]

    def party(self, identifier: str) -> Link:
        """Return the link to a party of an agreement: an organisation, or a country by its code."""
        known = self._links.get(("organisations", identifier)) or self._links.get(("countries", identifier))
        return known or Link(identifier, None)

    def has_page(self, kind: str, identifier: str) -> bool:
        """Whether there is a page for a thing."""
        return self.link(kind, identifier).path is not None


@dataclass(frozen=True)
class Site:
    """One build. `address` is where the site is published, with a slash at its end; `now` is aware UTC."""

    con: Connection
    facts: ReleaseFacts
    names: Names
    now: datetime
    address: str
