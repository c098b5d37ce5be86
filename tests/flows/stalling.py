"""A site that offers more than its feed did, and stops answering in the middle."""

from __future__ import annotations

import re

from tests.sites.web import Reply, Request, Web

HOST = "www.unwomen.org"
FEED = "/en/feeds/news"
SLUG = "markets-of-accra-open-a-fund-for-childcare"
RELEASE = f"/en/news-stories/press-release/2026/09/{SLUG}"


def documents(web: Web) -> list[str]:
    return [path for path in web.paths(HOST) if SLUG in path]


def add_editions(web: Web, count: int) -> None:
    """Let the feed offer more: copies of the press release under names of their own."""
    site = web.site(HOST)
    feed, page = site.pages[FEED], site.pages[RELEASE]
    item = feed.body[feed.body.index(b"<item>") : feed.body.index(b"</item>") + len(b"</item>")]
    item = re.sub(rb"(<link>|<guid[^>]*>)[^<]*", rb"\1https://" + f"{HOST}{RELEASE}".encode(), item)
    items = b"".join(item.replace(SLUG.encode(), f"{SLUG}-{n}".encode()) for n in range(count))
    site.add(FEED, feed.body.replace(b"<item>", items + b"<item>", 1), "application/rss+xml")
    for number in range(count):
        slug = f"{SLUG}-{number}"
        site.add(RELEASE.replace(SLUG, slug), page.body.replace(SLUG.encode(), slug.encode()))


def stall(web: Web, *, after: int) -> None:
    """From a document on, the site does not answer in time."""
    asked: list[str] = []

    def late(request: Request) -> Reply | None:
        if SLUG in request.path:
            asked.append(request.path)
        return Reply(200, b"too late", seconds=5) if len(asked) > after else None

    web.site(HOST).faults.append(late)
