"""ILO, static pages of about 1996 to 2010 under /public/<language>/, some of them still served.

HTML 4 laid out by tables: a line with the site's name, the section's name and a bullet menu, language
letters ("FR - ES"), then one table with the text. Nothing has a class, so everything is found by where
it stands and how large it is printed. cp1252 without a declaration, `--` for a dash, unclosed p and li.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from urllib.parse import urlsplit

from extractors.errors import UnexpectedContent
from extractors.model import DocumentType, Page, PartialDate, SiteGeneration
from extractors.read import common_rules as common
from extractors.read.assemble import Draft, assemble
from extractors.read.dates.find import find_dates, make_date
from extractors.read.markup.tree import Html, text_of
from extractors.read.material import Material, Reader
from extractors.read.rules import Candidate, Found, Rule, apply_all
from extractors.read.sites import ilo_legacy_parts as parts

# /bureau/dgo/speeches/somavia/1999/women.htm   /bureau/inf/pr/2000/7.htm
URL_YEAR = re.compile(r"/(?:speeches|pr|magazine|dgo|press|news)(?:/[^/]+)*/((?:19|20)\d\d)/")
TYPES = (
    (re.compile(r"/speeches?/", re.I), DocumentType.SPEECH),
    (re.compile(r"/inf/magazine/", re.I), DocumentType.ARTICLE),
    (
        re.compile(r"/(?:relm|ilc|gb)/.*(?:ilc|gb)\d{2,3}|/com-|/docs/gb", re.I),
        DocumentType.CONFERENCE_RECORD,
    ),
    (re.compile(r"/inf/pr/|/press/", re.I), DocumentType.PRESS_RELEASE),
)


class View:
    """What the rules of this generation look at."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.html = material.html
        self.region = parts.text_region(material.html)
        menus = parts.menus(self.region)
        self.title_node = parts.title_node(self.region, menus)
        self.above, self.body = parts.head_and_body(material.html, self.region, self.title_node, menus)

    @cached_property
    def printed_date(self) -> tuple[PartialDate, str] | None:
        """The date printed above the title, or in a short line of its own that opens the text."""
        lines = [*self.above, *(p.text for p in self.body.passages[:3] if len(p.text) <= 60)]
        for line in lines:
            dates = find_dates(line) if not parts.FOOTER.search(line) else []
            if dates:
                return dates[0].first, line
        return None


def read_page(material: Material) -> Page:
    """Return the page.

    Raises:
        UnexpectedContent: the page has no text at all outside its menus.
    """
    view = View(material)
    if not view.body.passages and view.title_node is None:
        raise UnexpectedContent("no text beside the menus", address=material.url)
    return assemble(
        Draft(
            material=material,
            reader=READERS[-1],
            body=view.body,
            outcomes=apply_all(RULES, view),
            translations=parts.translations(material),
            see_also=parts.see_also(view.body),
            files=parts.files(material.html, view.region),
        )
    )


def fits(html: Html) -> bool:
    """Whether the page has a body: the static pages have nothing else in common."""
    body = html.root.find("body")
    return body is not None and bool(text_of(body))


def _title(view: View) -> Found:
    return text_of(view.title_node) if view.title_node is not None else None


def _title_tag(view: View) -> Found:
    node = view.html.first("title")
    return parts.without_section(text_of(node)) if node is not None else None


def _path_type(view: View) -> Found:
    path = urlsplit(view.material.url).path
    return next((kind.value for pattern, kind in TYPES if pattern.search(path)), None)


def _standing_type(view: View) -> Found:
    return DocumentType.ORGANISATION_PAGE.value if view.body.passages else None


def _section_type(view: View) -> Found:
    # /bureau/gender/newsite2002/events/ and /resources/ are standing pages of a department's site.
    return None if "/newsite" in view.material.url.lower() else common.section_type(view)


def _printed_date(view: View) -> Found:
    return common.dated(*view.printed_date) if view.printed_date else None


def _url_date(view: View) -> Found:
    year = URL_YEAR.search(urlsplit(view.material.url).path)
    return common.dated(make_date(year[1], None, None), year[1]) if year else None


def _tag_language(view: View) -> Found:
    first = view.material.metadata.first("language")
    return Candidate(first.value[:2].lower(), first.value) if first else None


RULES: Mapping[str, Sequence[Rule[View]]] = {
    "document_type": (
        Rule("url.path", _path_type),
        Rule(
            "title.opening_word",
            lambda view: common.title_type(text_of(view.title_node) if view.title_node is not None else None),
            is_checked=False,
        ),
        Rule("url.section", _section_type, is_checked=False),
        Rule("source.pattern", common.source_type, is_checked=False),
        Rule("ilo_legacy.standing_text", _standing_type, is_checked=False),
    ),
    "title": (
        Rule("ilo_legacy.largest_words", _title),
        Rule("html.title", _title_tag, is_checked=False),
    ),
    "published_on": (
        Rule("ilo_legacy.printed_date", _printed_date),
        Rule("url.year", _url_date),
    ),
    "language": (
        Rule("url.language", common.url_language),
        Rule("metadata.language", _tag_language, is_checked=False),
    ),
    "author": (common.declared("author"),),
    "summary": (common.declared("summary"),),
    "tag": (common.declared("tag"),),
}

READERS = (Reader(SiteGeneration.ILO_LEGACY, "ilo_legacy", "1", read_page, fits),)
