"""Forms: whether the bytes are whole, and what was asked for: a page, a feed, a sitemap, a record, a PDF."""

from __future__ import annotations

import re
import zlib
from dataclasses import replace

import lxml.etree as etree

from extractors.collect.verdicts.looks import Look, Outcome, is_cut_gzip
from extractors.collect.verdicts.markers import HARMLESS_XML, MACHINE_ROOTS, NOT_PAGES
from extractors.collect.verdicts.walls import decide_wall
from extractors.model import Verdict

MAX_INFLATED = 100_000_000
# <div id="root"></div>, or an element of the application's own, empty: <app-root></app-root>
APPLICATION = re.compile(
    r"""<(?:div|main)[^>]*id=["']?(?:root|app|__next|main)\b|<(?:\w+-)+\w+[^<>]*>\s*</"""
)


def decide_wholeness(look: Look) -> Outcome | None:
    """Truncated or empty bodies, and PDF files, which say themselves whether they are whole."""
    return _cut(look) or _empty(look) or _pdf(look)


def decide_form(look: Look) -> Outcome | None:
    """What is no page although a page was asked for, and a page where a file was asked for."""
    return _html_for_pdf(look) or _not_html(look)


def decide_page(look: Look) -> Outcome | None:
    """Pages that end early or have nothing to read."""
    if look.is_xml_document or look.is_binary:
        return None
    return _cut_html(look) or _nothing_to_read(look)


def decide_machine_readable(look: Look) -> Outcome | None:
    """Feeds, sitemaps and catalogue records: well-formed, of the right kind, and no page instead."""
    roots = MACHINE_ROOTS.get(look.wanted)
    if not roots or (look.is_html and decide_wall(look)):
        return None
    if look.is_html:
        return Verdict.HTML_FOR_FEED, f"HTML where a {look.wanted} was asked for", None
    return _xml(look, roots)


def _cut(look: Look) -> Outcome | None:
    encoding = look.header("content-encoding").lower()
    if look.body[:2] == b"\x1f\x8b":
        return (Verdict.TRUNCATED, "gzip ends early", None) if is_cut_gzip(look.body) else None
    declared = look.header("content-length")
    if (
        not encoding
        and not look.header("transfer-encoding")
        and declared.isdigit()
        and len(look.body) < int(declared)
    ):
        return Verdict.TRUNCATED, f"{len(look.body)} of {declared} bytes", None
    return None


def _empty(look: Look) -> Outcome | None:
    if look.body.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        return None
    return Verdict.EMPTY, "no bytes" if not look.body else "only blanks", None


def _pdf(look: Look) -> Outcome | None:
    if not look.is_pdf:
        return None
    if "html" in look.media_type:
        return Verdict.NOT_HTML, "a PDF declared as HTML", None
    if look.wanted in ("feed", "sitemap", "marcxml", "listing"):
        return Verdict.NOT_HTML, f"a PDF where a {look.wanted} was asked for", None
    tail = look.body[-4096:]
    if b"%%EOF" not in tail and b"startxref" not in tail:
        return Verdict.TRUNCATED, "the PDF has no end mark", None
    return Verdict.OK, None, None


def _xml(look: Look, roots: frozenset[str]) -> Outcome:
    body = look.body
    if body[:2] == b"\x1f\x8b" and look.wanted == "sitemap":
        # sitemap.xml.gz: a file that is gzip itself, whole as `_cut` saw.
        body = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(body, MAX_INFLATED)
        return _xml(replace(look, body=body), roots)
    if look.xml_root not in roots:
        return (
            Verdict.MALFORMED_FEED,
            f"root element {look.xml_root!r}, expected one of {sorted(roots)}",
            None,
        )
    problem = _xml_problem(body)
    if problem:
        return Verdict.MALFORMED_FEED, problem, None
    if look.wanted == "marcxml" and b"diagnostic" in body and b"<diagnostics" in body.replace(b"<srw:", b"<"):
        return Verdict.ERROR, "the SRU server answered with diagnostics", None
    return Verdict.OK, None, None


def _xml_problem(body: bytes) -> str | None:
    # Feeds with an undeclared entity (&nbsp;) or a stray control character are still whole: what
    # counts as malformed is a document that does not come to its end.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        whole = re.search(
            rb"</(?:[\w.-]+:)?(rss|feed|rdf|urlset|sitemapindex|\w*response|collection|record)\s*>\s*(<!--.*?-->\s*)*$",
            body[-2000:],
            re.I | re.S,
        )
        harmless = error.code in HARMLESS_XML
        return None if whole and harmless else f"not well-formed: {error.msg}"
    return None


def _html_for_pdf(look: Look) -> Outcome | None:
    if look.wanted == "pdf" and look.is_html and re.search(r"\.pdf(\?|$)", look.url, re.I):
        return Verdict.HTML_FOR_FEED, "HTML where a PDF was asked for", None
    return None


def _not_html(look: Look) -> Outcome | None:
    if look.is_html or look.is_xml_document:
        return None
    if (
        look.is_binary
        or look.media_type.startswith(NOT_PAGES)
        or (look.wanted == "pdf" and "pdf" in look.media_type)
    ):
        return Verdict.NOT_HTML, f"{look.media_type or 'no content type'}, not a page", None
    if look.start[:1] in (b"{", b"[") and "html" not in look.media_type:
        return Verdict.NOT_HTML, "JSON, not a page", None
    return None


def _cut_html(look: Look) -> Outcome | None:
    tail = look.body[-4096:].rstrip()
    opened, closed = tail.rfind(b"<"), tail.rfind(b">")
    if opened > closed and re.match(rb"<[a-zA-Z/!]", tail[opened:]):
        return Verdict.TRUNCATED, "ends inside a tag", None
    # Pages of the old static sites often leave their end tags out; those of a content system never do.
    is_modern = look.start.startswith(b"<!doctype html>") or b'name="viewport"' in look.start
    if len(look.body) < 2000 or not is_modern or b"<body" not in look.body[:100_000].lower():
        return None
    if any(end in text for text in (tail.lower(), look.body.lower()) for end in (b"</body", b"</html")):
        return None
    return Verdict.TRUNCATED, "ends before </body>", None


def _nothing_to_read(look: Look) -> Outcome | None:
    # Placeholder of the WCMS template: <title>FRAGLIB_ILO_META_TAG</title>
    if len(look.body) > 60_000 or look.word_count > 3:
        return None
    # A page that shows pictures or frames alone has nothing to read either.
    if look.has("<script") and APPLICATION.search(look.lower):
        return Verdict.NEEDS_JAVASCRIPT, "an empty application frame", None
    if look.word_count == 0:
        return Verdict.EMPTY, "no words outside menus", None
    if look.title == "fraglib_ilo_meta_tag":
        return Verdict.EMPTY, "placeholder title and no words", None
    return None
