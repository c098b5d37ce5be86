"""Which reader reads a capture: by kind of payload, site generation and capture date.

Several versions of a reader stand side by side, each valid up to a capture date; two of one generation
with the same date are refused. A known generation whose reader does not know the markup is read by the
generic reader and raises a drift issue: the page is kept, and the jump in such pages fails a check.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from importlib import import_module

from extractors.addresses import canonical_url
from extractors.errors import ReadFailure, UnexpectedContent
from extractors.model import Capture, DocumentType, Issue, Page, SiteGeneration
from extractors.read.generations import generation_of
from extractors.read.markup.decode import decode
from extractors.read.markup.tree import parse_html
from extractors.read.material import Material, Reader
from extractors.sources import Source

# How feeds and sitemaps begin.
PROTOCOL = (b"<?xml", b"<rss", b"<feed", b"<urlset", b"<sitemapindex")

# Each module has READERS, the versions of one generation. Imported when first needed: trafilatura and
# pypdfium2 cost a second that a run over modern pages does not have to pay.
MODULES = {
    SiteGeneration.ILO_LEGACY: "extractors.read.sites.ilo_legacy",
    SiteGeneration.ILO_WCMS: "extractors.read.sites.ilo_wcms",
    SiteGeneration.ILO_DRUPAL: "extractors.read.sites.ilo_drupal",
    SiteGeneration.UNWOMEN_SITECORE: "extractors.read.sites.unwomen_sitecore",
    SiteGeneration.UNWOMEN_DRUPAL: "extractors.read.sites.unwomen_drupal",
    SiteGeneration.WOMENWATCH: "extractors.read.sites.womenwatch",
    SiteGeneration.UNKNOWN: "extractors.read.generic.generic",
}


def read(capture: Capture, payload: bytes, source: Source | None = None) -> Page:
    """Return the page of a capture; incomplete pages are returned with `is_complete` false.

    Raises:
        ReadFailure: the payload holds nothing that could be read (empty, an archive, a picture).
    """
    kind = _kind(capture, payload)
    if kind == "pdf":
        from extractors.read.pdf.pdf import read_pdf

        return read_pdf(capture, payload, source)
    if kind == "marcxml":
        from extractors.read.marc.marc import read_marc

        return read_marc(capture, payload, source)
    if kind == "protocol":
        return _protocol_page(capture, source)
    if kind != "html":
        raise ReadFailure(
            f"cannot read {kind}", source=capture.source_id, address=capture.url, capture=capture.capture_id
        )
    return read_html(material_of(capture, payload, source))


def material_of(capture: Capture, payload: bytes, source: Source | None = None) -> Material:
    """Return a capture decoded and parsed."""
    decoded = decode(payload, capture.content_type, capture.url)
    return Material(capture, parse_html(decoded.text, capture.url), decoded, source)


def read_html(material: Material) -> Page:
    """Return the page that the reader of its generation makes, or the generic one with a drift issue."""
    generation = generation_for(material)
    reader = choose(readers(generation), material.capture.captured_at.date())
    if generation is SiteGeneration.UNKNOWN:
        return reader.read(material)
    try:
        if reader.fits(material.html):
            # Versions may share code: the one that was chosen is the one that is named.
            return replace(reader.read(material), reader=reader.name, reader_version=reader.version)
        reason = "the markup is not what this reader knows"
    except UnexpectedContent as error:
        reason = error.message
    generic = choose(readers(SiteGeneration.UNKNOWN), material.capture.captured_at.date())
    drift = Issue(
        "reader.drift",
        f"{reader.name} {reader.version}: {reason}; read by {generic.name}",
        severity="warning",
    )
    page = generic.read(material)
    return replace(page, site_generation=generation, issues=(drift, *page.issues))


def generation_for(material: Material) -> SiteGeneration:
    """Return the generation that the source declares, else the one the address was served by on that day."""
    if material.source is not None:
        return material.source.site_generation
    return generation_of(material.url, material.capture.captured_at)


@lru_cache(maxsize=len(MODULES))
def readers(generation: SiteGeneration) -> tuple[Reader, ...]:
    """Return the versions of a generation's reader, the earliest first."""
    module = MODULES.get(generation, MODULES[SiteGeneration.UNKNOWN])
    return in_order(import_module(module).READERS)


def in_order(versions: Iterable[Reader]) -> tuple[Reader, ...]:
    """Return versions by the date until which they are valid, the open one last.

    Raises:
        ValueError: two versions of one reader end on the same date, so a capture could not choose.
    """
    ordered = sorted(versions, key=lambda reader: reader.valid_until or date.max)
    ends = [reader.valid_until for reader in ordered]
    twice = {str(end or "open end") for end in ends if ends.count(end) > 1}
    if twice:
        raise ValueError(
            f"{ordered[0].name}: two versions valid until the same date: {', '.join(sorted(twice))}"
        )
    return tuple(ordered)


def choose(versions: Sequence[Reader], captured_on: date) -> Reader:
    """Return the version valid for a capture date: the first that ends on it or later, else the last."""
    return next((r for r in versions if r.valid_until is None or captured_on <= r.valid_until), versions[-1])


def _protocol_page(capture: Capture, source: Source | None) -> Page:
    """A feed or sitemap: it fed discovery, and is kept as a listing without text."""
    generation = source.site_generation if source else generation_of(capture.url, capture.captured_at)
    return Page(
        capture_id=capture.capture_id,
        url=capture.url,
        canonical_url=canonical_url(capture.url),
        site_generation=generation,
        reader="protocol",
        reader_version="1",
        publisher=source.publisher if source else "ILO",
        document_type=DocumentType.LISTING,
        title=None,
        language="und",
    )


def _kind(capture: Capture, payload: bytes) -> str:
    """What a payload is, by its first bytes rather than by what the header says."""
    head = payload[:1024].lstrip(b"\xef\xbb\xbf \t\r\n\x00")
    if not head:
        return "an empty payload"
    if b"%PDF-" in payload[:1024] and not head.startswith((b"<!DOCTYPE", b"<html", b"<HTML")):
        return "pdf"
    for magic, name in (
        (b"PK\x03\x04", "an archive"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"GIF8", "a picture"),
    ):
        if head.startswith(magic):
            return name
    is_marc = b"MARC21/slim" in payload[:4096] or b"searchRetrieveResponse" in payload[:4096]
    if head.startswith(PROTOCOL) and not is_marc and b"<html" not in payload[:4096].lower():
        return "protocol"
    return "marcxml" if is_marc and b"<html" not in payload[:4096].lower() else "html"


__all__ = ["choose", "generation_for", "in_order", "material_of", "read", "read_html", "readers"]
