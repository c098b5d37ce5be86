"""The words and marks that the verdict rules look for, read from `markers.yml` once, and the shapes of answers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import lxml.etree as etree
import yaml

from extractors.model import Verdict

# Fewer words than this outside menus, and marks of a wall or stub decide.
THIN = 150
# A wall says little else than that it is one.
WALL = 90
HARMLESS_XML = frozenset(
    {
        etree.ErrorTypes.ERR_UNDECLARED_ENTITY,
        etree.ErrorTypes.WAR_UNDECLARED_ENTITY,
        etree.ErrorTypes.ERR_INVALID_CHAR,
        etree.ErrorTypes.ERR_INVALID_CHARREF,
        etree.ErrorTypes.NS_ERR_UNDEFINED_NAMESPACE,
        etree.ErrorTypes.ERR_UNKNOWN_ENCODING,
        etree.ErrorTypes.ERR_INVALID_ENCODING,
    }
)
MACHINE_ROOTS: Mapping[str, frozenset[str]] = {
    "feed": frozenset({"rss", "feed", "rdf"}),
    "sitemap": frozenset({"urlset", "sitemapindex"}),
    "marcxml": frozenset({"searchretrieveresponse", "collection", "record", "explainresponse"}),
}
NOT_PAGES = (
    "image/",
    "audio/",
    "video/",
    "font/",
    "application/zip",
    "application/vnd.",
    "application/msword",
    "application/json",
    "application/octet-stream",
    "application/javascript",
    "text/css",
    "text/javascript",
    "text/csv",
    "application/pdf",
    "text/plain",
)
# 404, "page not found", "error 404 - page introuvable", "la página solicitada no se ha encontrado"
NOT_FOUND = re.compile(
    r"^\W*(?:(?:error|erreur)\s*)?(?:"
    r"404\b.{0,60}"
    r"|(?:sorry,? )?(?:the |this |requested )*(?:page|document|file|item|content|resource)"
    r"(?: you (?:are looking for|requested))?(?: was| is| could| can| does)?"
    r" ?(?:not|cannot|can't|couldn't|no)"
    r"(?: be| longer)* (?:found|exist|exists|available)"
    r"|(?:la )?page (?:demandée )?(?:est )?(?:introuvable|non trouvée|n'a pas été trouvée"
    r"|n'existe pas|inexistante)"
    r"|(?:la )?página (?:solicitada )?(?:no )(?:se )?(?:ha sido |ha |puede )?(?:encontrad[ao]|encuentra"
    r"|encontrar|existe)"
    r"|not found|no encontrad[ao]|non trouvée?"
    r")\W*(?:\(?404\)?)?\W*$"
)


class ThinPage(NamedTuple):
    """What a thin page of one verdict says: `words` is the number below which its phrases count."""

    verdict: Verdict
    words: int
    titles: frozenset[str]
    phrases: tuple[str, ...]


def _read(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return data


def _thin_page(entry: Mapping[str, Any]) -> ThinPage:
    return ThinPage(
        Verdict(entry["verdict"]), entry["words"], frozenset(entry["titles"]), tuple(entry["phrases"])
    )


_DATA = _read(Path(__file__).with_name("markers.yml"))
CHALLENGE_TITLES = frozenset(_DATA["challenge_titles"])
CHALLENGE_MARKUP = tuple(_DATA["challenge_markup"])
CHALLENGE_PHRASES = tuple(_DATA["challenge_phrases"])
REDIRECT_PHRASES = tuple(_DATA["redirect_phrases"])
DOCUMENT_MARKUP = tuple(_DATA["document_markup"])
THIN_PAGES = tuple(_thin_page(entry) for entry in _DATA["thin_pages"])
MAINTENANCE = next(page.phrases for page in THIN_PAGES if page.verdict is Verdict.MAINTENANCE)
