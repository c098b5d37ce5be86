"""The document type, in the order of the labelling guide: type word, title or slug, section, source.

1 a type word in the header line; 2 a type word that opens the title or the slug; 3 the section of the
address; 4 the source's own patterns; 5 what the reader knows of the content.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import yaml

from extractors.model import DocumentType as T
from extractors.read.folding import fold

Typed = tuple[T, str | None]

VOCABULARY = Path(__file__).with_name("document_types.yml")
# "Press release: ...", "[Press release]", "Speech by ..."; only words that cannot open an ordinary title.
OPENING = re.compile(
    r"^\[?(press releases?|media advisory|communique de presse|comunicado de prensa|op-ed|speech|statement|address|"
    r"remarks|opening remarks|closing remarks|opening statement|closing statement|joint statement|interview|"
    r"discours|discurso|declaracion|feature story|feature|explainer|allocution|take five|from where i stand)"
    r"(?=\]|:| -|\s+(?:by|of|from|with|at|on|to|de|du|del|por|par|delivered)\b|$)"
)
OPENING_TYPES = {
    "take five": T.INTERVIEW, "feature": T.FEATURE_STORY, "opening statement": T.STATEMENT, "closing statement": T.STATEMENT,
}  # fmt: skip


def type_of_word(word: str | None) -> Typed | None:
    """Return the type that a type word means ("Media advisory", "Note aux journalistes"), else null."""
    if not word:
        return None
    return _words().get(fold(word).replace("\u2019", "'").strip(" :.[]|"))


def publication_type_of(word: str | None) -> str | None:
    """Return the kind of publication that a word means ("Working paper", "Guide"), else null."""
    typed = type_of_word(word)
    return typed[1] if typed else None


def type_of_title(title: str | None) -> Typed | None:
    """Return the type that a word opening the title (or a "[Press release]" line) means."""
    opening = OPENING.match(fold(title).strip()) if title else None
    if not opening:
        return None
    word = opening[1]
    return (OPENING_TYPES[word], None) if word in OPENING_TYPES else _words().get(word)


def type_of_slug(url: str) -> Typed | None:
    """Return the type that opens the last part of an address: `.../speech-by-...`, `.../op-ed-...`."""
    slug = unquote(urlsplit(url).path).rstrip("/").rsplit("/", 1)[-1].lower()
    return next(((kind, None) for opening, kind in _slugs() if slug.startswith(opening)), None)


def type_of_section(url: str) -> Typed | None:
    """Return the type that the section of an address means."""
    path = unquote(urlsplit(url).path)
    for pattern, kind, publication in _sections():
        if pattern.search(path):
            return kind, publication
    return None


@lru_cache(maxsize=1)
def _vocabulary() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(VOCABULARY.read_text("utf-8"))
    return data


@lru_cache(maxsize=1)
def _words() -> dict[str, Typed]:
    data = _vocabulary()
    found: dict[str, Typed] = {}
    for publication, words in data["publications"].items():
        found |= dict.fromkeys(words, (T.PUBLICATION, publication))
    for kind, words in data["words"].items():
        found |= dict.fromkeys(words, (T(kind), None))
    return found


@lru_cache(maxsize=1)
def _slugs() -> list[tuple[str, T]]:
    return [(opening, T(kind)) for opening, kind in _vocabulary()["slugs"].items()]


@lru_cache(maxsize=1)
def _sections() -> list[tuple[re.Pattern[str], T, str | None]]:
    return [
        (re.compile(entry["pattern"], re.I), T(entry["type"]), entry.get("publication_type"))
        for entry in _vocabulary()["sections"]
    ]
