"""The baseline on the same pages: `trafilatura` with its default settings."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import trafilatura

from extractors.read.markup.decode import decode
from flows.accuracy.labels import LabelledPage

LIST_MARK = re.compile(r"^- ")


class BaselinePage(NamedTuple):
    """What the baseline finds: the lines of the body, the title, the date it believes in."""

    passages: tuple[str, ...] = ()
    title: str | None = None
    published_on: str | None = None
    language: str | None = None


def read_baseline(page: LabelledPage) -> BaselinePage:
    """Return what `trafilatura.bare_extraction(with_metadata=True)` finds in a page; empty when nothing."""
    text = decode(page.payload, page.headers.get("content-type", "")).text
    found: Any = trafilatura.bare_extraction(text, url=page.url, with_metadata=True)
    if found is None:
        return BaselinePage()
    lines = (LIST_MARK.sub("", line.strip()) for line in (found.text or "").splitlines())
    return BaselinePage(tuple(line for line in lines if line), found.title, found.date, found.language)
