"""The test web's own listing form, read without any reader of the project."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from extractors.model import Listing, ListingItem, PartialDate


def read_listing(payload: bytes, url: str) -> Listing:
    text = payload.decode()
    items = [
        ListingItem(urljoin(url, href), published_on=PartialDate(day, "day") if day else None)
        for href, day in re.findall(r"class='item' href='([^']+)'(?: data-day='([^']+)')?", text)
    ]
    following = re.search(r"rel='next' href='([^']+)'", text)
    total = re.search(r"class='total'>(\d+)", text)
    pages = re.search(r"class='pages'>\d+ of (\d+)", text)
    return Listing(
        tuple(items),
        urljoin(url, following[1]) if following else None,
        int(pages[1]) if pages else None,
        int(total[1]) if total else None,
    )
