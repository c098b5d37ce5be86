"""What the addresses of both UN Women sites say: the document type, and the month of publication."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from extractors.model import DocumentType, PartialDate
from extractors.read.common_rules import HasMaterial, dated
from extractors.read.dates.find import make_date
from extractors.read.document_type import type_of_section
from extractors.read.record import Rows, identifiers, values_of
from extractors.read.rules import Candidate, Found

T = DocumentType
# /en/news-stories/press-release/2026/06/slug   /en/news/stories/2020/7/slug
MONTH = re.compile(r"/((?:19|20)\d\d)/(\d{1,2})(?:/|$)")
# Sections of these sites that decide before the general ones …
SECTIONS = (
    (r"/(?:news|stories|news-stories)/events?(?:/|$)|/(?:events?|eventos?|evenements?)/", T.EVENT),
    (r"/in-focus/|/editorial-series/", T.ARTICLE),
    (r"/(?:in-the-words-of|from-where-i-stand|en-palabras-de|photo-essay)/", T.FEATURE_STORY),
    (r"/(?:take-five|experts-take|q-and-a)/", T.INTERVIEW),
    (r"/(?:columna|columna-de-opinion|tribune)/", T.OP_ED),
    (r"/(?:discurso|discours|allocution)s?/", T.SPEECH),
    (r"/(?:articulo-explicativo|article-explicatif|decryptage|foire-aux-questions|faits-et-chiffres|hechos-y-cifras)/",
     T.EXPLAINER),
    (r"/digital-library/(?:videos?|multimedia)", T.VIDEO),
    (r"/what-we-do/[^/]+/(?:programmes?|projects?)(?:/|$)|/programme-implementation", T.PROGRAMME),
)  # fmt: skip
# … and those so wide that the general ones go first ("/news/…" holds speeches and statements too).
WIDE_SECTIONS = (
    (r"/(?:digital-library|biblioteca-digital|bibliotheque-numerique|data-and-publications)/", T.PUBLICATION),
    (r"/(?:what-we-do|que-hacemos|ce-que-nous-faisons)(?:/|$)", T.TOPIC_PAGE),
    (
        r"/(?:where-we-are|donde-estamos|ou-nous-sommes|about-us|sobre-|quienes-somos|a-propos)",
        T.ORGANISATION_PAGE,
    ),
    (r"/(?:executive-board|partnerships|how-we-work|csw|contact)", T.ORGANISATION_PAGE),
    (r"/(?:news|noticias|nouvelles|actualites|stories|historias|news-stories)/", T.NEWS),
)


def section_type(view: HasMaterial) -> Found:
    """The document type that the section of an address means on these sites."""
    kind = section_of(view.material.url)
    return kind.value if kind else None


def section_of(url: str) -> DocumentType | None:
    """Return the document type of the section of an address on these sites, null when it says none."""
    path = unquote(urlsplit(url).path)
    general = type_of_section(url)
    return _section(path, SECTIONS) or (general[0] if general else None) or _section(path, WIDE_SECTIONS)


def month_of_address(view: HasMaterial) -> Candidate | None:
    """Year and month of an address."""
    return dated(month_in(view.material.url), None)


def month_in(url: str) -> PartialDate | None:
    """Return year and month of an address, null when it has none."""
    found = MONTH.search(urlsplit(url).path)
    return make_date(found[1], int(found[2]), None) if found else None


def record_identifiers(rows: Rows) -> dict[str, str]:
    """Return isbn, issn, doi, series and page_count of a publication record; what is missing is left out."""
    found = identifiers(rows)
    for name in ("series", "page_count"):
        printed = next(iter(values_of(rows, name)), None)
        number = re.search(r"\d+", printed) if printed and name == "page_count" else None
        if printed:
            found[name] = number[0] if number else printed
    return found


def _section(path: str, sections: Sequence[tuple[str, DocumentType]]) -> DocumentType | None:
    return next((kind for pattern, kind in sections if re.search(pattern, path, re.I)), None)
