"""Any page: `trafilatura` finds the body, the page's own declarations and header lines the rest.

Precision first where a date is concerned: a wrong date is worse than none, so events and standing pages
have no publication date here, and a `<time>` counts only beside the title.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from extractors.model import File, Issue, Page, SiteGeneration
from extractors.read.assemble import Draft, assemble
from extractors.read.declared.metadata import editions
from extractors.read.editions import other_editions
from extractors.read.files import is_file, read_file
from extractors.read.generic.body import read_generic_body
from extractors.read.generic.rules import RULES, View
from extractors.read.language import language_code
from extractors.read.material import Material, Reader
from extractors.read.passages.body import Body, without
from extractors.read.rules import apply_all

# The title, kicker and header line stand among the first passages, when the body repeats them.
HEAD_PASSAGES = 5
IDENTIFIERS = ("isbn", "issn", "doi", "series", "page_count")


def read_page(material: Material) -> Page:
    """Return the page with whatever could be found; an empty body is an incomplete page."""
    body = read_generic_body(material)
    view = View(material, body)
    outcomes = apply_all(RULES, view)
    printed = {outcomes["title"].value, outcomes["kicker"].value, *(line.text for line in view.lines)}
    body = without(body, [p.ordinal for p in body.passages[:HEAD_PASSAGES] if p.text in printed])
    issues = () if body.passages else (Issue("body.empty", "no main text was found", "body"),)
    own = language_code(outcomes["language"].value)
    return assemble(
        Draft(
            material=material,
            reader=READERS[0],
            body=body,
            outcomes=outcomes,
            publisher=_publisher(material),
            event=view.event,
            files=tuple({file.url: file for file in _files(material, body)}.values()),
            translations=other_editions(material.html, editions(material.html), own),
            identifiers=_identifiers(material),
            issues=issues,
        )
    )


def _files(material: Material, body: Body) -> Iterator[File]:
    declared = [material.html.absolute(entry.value) for entry in material.metadata.all("file")]
    wanted = {url for url in (*declared, *(link.url for link in body.links)) if is_file(url)}
    for anchor in material.html.many("a[href]") if wanted else ():
        if material.html.absolute(anchor.get("href")) in wanted:
            file = read_file(material.html, anchor)
            if file:
                yield file


def _identifiers(material: Material) -> dict[str, str]:
    found = {name: material.metadata.first(name) for name in IDENTIFIERS}
    return {
        name: entry.value for name, entry in found.items() if entry and not entry.value.startswith("http")
    }


def _publisher(material: Material) -> str | None:
    if material.source is not None:
        return material.source.publisher
    if "unwomen" in (urlsplit(material.url).hostname or ""):
        return "UN Women"
    return "UN WomenWatch" if "womenwatch" in material.url.lower() else None


READERS = (Reader(SiteGeneration.UNKNOWN, "generic", "1", read_page),)
