"""Cheap looks at a response: what its first bytes are, its title, its words outside menus.

Nothing is parsed here: a verdict must cost far less than reading the page.
"""

from __future__ import annotations

import html
import re
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from extractors.collect.verdicts.markup import plain_words, without_comments, without_elements, words_of
from extractors.model import Verdict

Wanted = Literal["document", "feed", "sitemap", "listing", "pdf", "marcxml"]
# Verdict, why, and the address it points to.
Outcome = tuple[Verdict, str | None, str | None]

# A page of a real article is never looked at beyond this many bytes; block pages are short.
LOOK_BYTES = 400_000
MOST_HEADINGS = 10
# /rss.xml, /en/feeds/news, /sitemap.xml?page=4 (but not /en/rss-feeds/news, a page about feeds)
FEED_ADDRESS = re.compile(r"(\.rss|/rss\.xml|/atom\.xml|/feed\.xml|/feeds/[\w-]+|/feed|/rss)/?(\?|$)", re.I)
SITEMAP_ADDRESS = re.compile(r"/sitemap[^/?]*\.xml(\.gz)?(\?|$)", re.I)
# /sites/default/files/2026-03/a.pdf, /-/media/x/y.pdf?la=en, /media/612345/download
PDF_ADDRESS = re.compile(r"(\.pdf|/media/\d+/download)(\?|$)", re.I)
MARC_ADDRESS = re.compile(r"[?&]operation=searchRetrieve", re.I)

_UNSEEN = ("script", "style", "template", "select", "svg", "head", "nav", "header", "footer")
_WORD = re.compile(r"\w+")


def wanted_of(url: str) -> Wanted:
    """What an address by its shape is expected to answer; `document` where it does not tell."""
    shapes: tuple[tuple[re.Pattern[str], Wanted], ...] = (
        (SITEMAP_ADDRESS, "sitemap"),
        (FEED_ADDRESS, "feed"),
        (MARC_ADDRESS, "marcxml"),
        (PDF_ADDRESS, "pdf"),
    )
    return next((wanted for shape, wanted in shapes if shape.search(url)), "document")


def header(headers: Mapping[str, str] | Iterable[tuple[str, str]], name: str) -> str:
    """The first value of a header, whatever its case; an empty string when absent."""
    pairs = headers.items() if isinstance(headers, Mapping) else headers
    return next((value for key, value in pairs if key.lower() == name), "").strip()


def is_cut_gzip(body: bytes) -> bool:
    """Whether gzip bytes end before their trailer or cannot be inflated (looks at up to 64 MB)."""
    inflater = zlib.decompressobj(zlib.MAX_WBITS | 16)
    left, seen = body, 0
    try:
        while left and not inflater.eof and seen < 64 << 20:
            seen += len(inflater.decompress(left, 1 << 20))
            left = inflater.unconsumed_tail
    except zlib.error:
        return True
    return not inflater.eof and seen < 64 << 20


@dataclass(frozen=True)
class Look:
    """One response under a cheap look; every property is computed when first asked for."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    wanted: Wanted

    def header(self, name: str) -> str:
        """The first value of a header."""
        return header(self.headers, name)

    @cached_property
    def media_type(self) -> str:
        """`text/html` of `Text/HTML; charset=utf-8`."""
        return self.header("content-type").split(";")[0].strip().lower()

    @cached_property
    def start(self) -> bytes:
        """The first bytes, without byte order mark and blanks, in lower case."""
        return self.body[:4096].removeprefix(b"\xef\xbb\xbf").lstrip().lower()

    @cached_property
    def is_pdf(self) -> bool:
        """Whether the bytes are a PDF file."""
        return b"%pdf-" in self.start[:1024]

    @cached_property
    def is_html(self) -> bool:
        """Whether the bytes look like HTML, whatever the header says."""
        if self.is_xml_document:
            return False
        marks = (
            b"<!doctype html",
            b"<html",
            b"<head",
            b"<body",
            b"<title",
            b"<div",
            b"<p>",
            b"<h1",
            b"<meta",
        )
        return any(mark in self.start for mark in marks)

    @cached_property
    def is_xml_document(self) -> bool:
        """Whether the root element is one of the XML vocabularies we collect."""
        return self.xml_root in XML_ROOTS

    @cached_property
    def xml_root(self) -> str:
        """The local name of the root element, in lower case, or an empty string."""
        without = re.sub(rb"<\?.*?\?>|<!--.*?-->|<!doctype[^>]*>", b"", self.start, flags=re.S)
        found = re.match(rb"\s*<(?:[\w.-]+:)?([\w.-]+)", without)
        return found[1].decode("ascii", "replace") if found else ""

    @cached_property
    def is_binary(self) -> bool:
        """Whether the bytes cannot be text: an image, an archive, an office file."""
        magics = (
            b"\x89png",
            b"gif8",
            b"\xff\xd8\xff",
            b"pk\x03\x04",
            b"\x1f\x8b",
            b"rar!",
            b"\xd0\xcf\x11\xe0",
            b"\x00\x00\x00",
        )
        return self.start.startswith(magics)

    @cached_property
    def text(self) -> str:
        """The beginning of the page as text, enough to find marks in; never fails."""
        return self.body[:LOOK_BYTES].replace(b"\x00", b"").decode("utf-8", "replace")

    @cached_property
    def lower(self) -> str:
        """`text` in lower case, apostrophes made plain."""
        return html.unescape(self.text.lower()).replace("’", "'")

    @cached_property
    def title_parts(self) -> tuple[str, ...]:
        """The title element in lower case, split at bars and dashes: its own words and the site's name."""
        return tuple(
            part.strip() for part in re.split(r"\s+[|–—·:-]\s+", words_of(self.text, "<title", "</title"))
        )

    @cached_property
    def title(self) -> str:
        """The title element in lower case without the site's name behind a bar or dash."""
        return self.title_parts[0]

    @cached_property
    def heading(self) -> str:
        """The first h1 that has words, in lower case."""
        at = -1
        for _ in range(MOST_HEADINGS):
            at = self.text.lower().find("<h1", at + 1)
            words = words_of(self.text[at : at + 5000], "<h1", "</h") if at >= 0 else ""
            if at < 0 or words:
                return words
        return ""

    @cached_property
    def main(self) -> str:
        """The words outside head, menus, header and footer, in lower case."""
        text = without_elements(without_comments(self.text), _UNSEEN)
        return plain_words(text)

    @cached_property
    def word_count(self) -> int:
        """How many words `main` has."""
        return len(_WORD.findall(self.main))

    def has(self, *marks: str) -> str | None:
        """The first of the marks that stands in the page, markup included."""
        return next((mark for mark in marks if mark in self.lower), None)

    def says(self, *phrases: str) -> str | None:
        """The first of the phrases that stands in the page's main words."""
        return next((phrase for phrase in phrases if phrase in self.main), None)


XML_ROOTS = frozenset(
    (
        "rss",
        "feed",
        "rdf",
        "urlset",
        "sitemapindex",
        "searchretrieveresponse",
        "collection",
        "record",
        "explainresponse",
    )
)


Rule = Callable[[Look], Outcome | None]
