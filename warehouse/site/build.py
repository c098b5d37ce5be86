"""Builds the site of a release: every kind of page in turn, written or linked by the writer."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from warehouse.site.charts import draw_all
from warehouse.site.citation import write_citation
from warehouse.site.data import statement
from warehouse.site.feeds import write_feeds
from warehouse.site.history import FILE as HISTORY
from warehouse.site.history import history_file
from warehouse.site.pages import (
    about,
    changelog,
    data,
    document,
    documents,
    entities,
    home,
    joint,
    lost,
    reuse,
    sources,
    trends,
)
from warehouse.site.release_facts import read_facts
from warehouse.site.search_index import write_search
from warehouse.site.site import Names, Site
from warehouse.site.sitemap import write_sitemap
from warehouse.site.sql_lab import page as sql_lab
from warehouse.site.writer import Page, SiteWriter

log = logging.getLogger(__name__)
# Where the site is taken to be published when nobody says: `equalwork serve`.
ADDRESS = "http://127.0.0.1:8800/"
STATIC = Path(__file__).parent / "static"
PAGES: tuple[Callable[[Site], Iterator[Page]], ...] = (
    documents.pages,
    entities.pages,
    joint.pages,
    reuse.pages,
    sources.pages,
    data.pages,
    changelog.pages,
    about.pages,
    lost.pages,
    document.pages,
)


@dataclass(frozen=True, slots=True)
class SiteReport:
    """How many files the site has and how many of them had to be made."""

    file_count: int
    made_count: int


def publish_site(
    database: Path, folder: Path, *, previous: Path | None, now: datetime, address: str = ADDRESS
) -> SiteReport:
    """Write the site of a released database file into a folder and return what was made.

    Facts beside the tables (downloads, checks, changes) are read from the files in the folder of the
    database file. Pages whose data is that of the `previous` site are linked from there. `now` is aware;
    `address` is where the site will be published: feeds and the map of the site must name it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    con = duckdb.connect(str(database), read_only=True)
    try:
        con.execute("set TimeZone = 'UTC'")
        con.execute(statement("setup"))
        site = Site(
            con, read_facts(con, database.parent, previous), Names(con), now, address.rstrip("/") + "/"
        )
        writer = SiteWriter(folder, previous)
        pictures = draw_all(site, writer)
        writer.pages(home.pages(site, pictures))
        writer.pages(trends.pages(pictures))
        for pages in PAGES:
            writer.pages(pages(site))
        _static_files(writer)
        write_search(writer, site)
        write_feeds(writer, site)
        write_citation(writer, site)
        writer.content(HISTORY, history_file(site.facts.history))
        writer.pages(sql_lab.pages(site))
        sql_lab.write_engine(writer, site, database)
        write_sitemap(writer, site)
        writer.finish()
    finally:
        con.close()
    log.info("site: %d files, %d made", len(writer.written), writer.made_count)
    return SiteReport(len(writer.written), writer.made_count)


def _static_files(writer: SiteWriter) -> None:
    for path in sorted(STATIC.iterdir()):
        if path.is_file():
            writer.content(f"static/{path.name}", path.read_bytes())
