"""PDF publications: text by page, headings from the outline or the type size, document information.

A file that cannot be opened (broken, encrypted, too slow) is a kept page with an issue, never an error.
The date in a file's information is the day it was made, not published: it is kept as a record row only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import unquote, urlsplit

from extractors.addresses import canonical_url
from extractors.model import (
    Capture,
    DocumentType,
    Field,
    File,
    Issue,
    Page,
    Passage,
    PassageKind,
    SiteGeneration,
)
from extractors.read.files import language_of_file
from extractors.read.folding import fold
from extractors.read.generations import generation_of
from extractors.read.guess import guess_language
from extractors.read.language import language_code, language_of
from extractors.read.markup.tree import clean
from extractors.read.pdf.layout import Block, body_size_of, read_blocks
from extractors.read.pdf.process import read_pdf_document
from extractors.read.record import DOI, ISBN, ISSN, split_names
from extractors.sources import Source

READER, READER_VERSION = "pdf", "1"
# Microsoft Word - final_v3.doc     untitled     wcms_836362.indd     104B09
JUNK_TITLE = re.compile(
    r"^(?:microsoft (?:word|powerpoint|excel)\b.*|untitled.*|.*\.(?:docx?|indd|pdf|qxd|rtf|pptx?|xlsx?)|"
    r"wcms_\d+|[\w-]*\d[\w-]*|(?:document|layout|cover|title|print|slide) ?\d*)$",
    re.I,
)
JUNK_AUTHOR = re.compile(r"^(?:user|admin\w*|anonymous|author|ilo|owner|.*@.*|unknown|\w+\d+)$", re.I)
ROWS = ("Title", "Author", "Subject", "Keywords", "Creator", "Producer", "CreationDate", "ModDate")
IMPRINT_BLOCKS = 80


def read_pdf(capture: Capture, payload: bytes, source: Source | None = None) -> Page:
    """Return the page of a PDF file; without text (a scan, a broken file) an incomplete one with an issue."""
    document = read_pdf_document(payload)
    page = _empty(capture, source)
    if "error" in document:
        code = "pdf.encrypted" if "password" in document["error"].lower() else "pdf.unreadable"
        return replace(page, issues=(Issue(code, document["error"], severity="error"),))
    blocks = _without_leftovers(read_blocks(document["pages"]))
    info: Mapping[str, str] = {key: clean(value) for key, value in document["info"].items()}
    title, title_rule = _title(info, blocks)
    passages = tuple(_passages(blocks, document["outline"], title))
    language, language_rule = _language(document, capture.url, passages)
    authors = _authors(info)
    identifiers = {**_identifiers(blocks), "page_count": str(document["page_count"])}
    found = [("title", title, title_rule), ("language", language, language_rule)]
    found += [("document_type", DocumentType.PUBLICATION.value, "pdf.file")]
    found += [("author", name, "pdf.info_author") for name in authors]
    found += [(name, value, f"pdf.{name}") for name, value in identifiers.items()]
    return replace(
        page,
        title=title,
        language=language,
        passages=passages,
        authors=authors,
        identifiers=identifiers,
        record=tuple((key, info[key]) for key in ROWS if info.get(key)),
        tags=tuple(tag for tag in re.split(r"\s*[;,]\s*", info.get("Keywords", "")) if tag),
        files=(File(capture.url, _file_name(capture.url), "application/pdf", len(payload), language),),
        fields=tuple(_field(name, value, rule, passages) for name, value, rule in found if value),
        issues=tuple(_issues(document, blocks)),
        is_complete=bool(passages) and title is not None,
    )


def _empty(capture: Capture, source: Source | None) -> Page:
    generation = source.site_generation if source else generation_of(capture.url, capture.captured_at)
    is_unwomen = generation in (SiteGeneration.UNWOMEN_DRUPAL, SiteGeneration.UNWOMEN_SITECORE)
    return Page(
        capture_id=capture.capture_id,
        url=capture.url,
        canonical_url=canonical_url(capture.url),
        site_generation=generation,
        reader=READER,
        reader_version=READER_VERSION,
        publisher=source.publisher if source else "UN Women" if is_unwomen else "ILO",
        document_type=DocumentType.PUBLICATION,
        title=None,
        language="und",
        is_complete=False,
    )


def _title(info: Mapping[str, str], blocks: Sequence[Block]) -> tuple[str | None, str]:
    declared = info.get("Title", "")
    if declared and not JUNK_TITLE.match(declared) and len(declared) > 5:
        return declared, "pdf.info_title"
    first = [block for block in blocks if block.page == 0]
    size = body_size_of(blocks)
    biggest = max(first, key=lambda block: block.size, default=None)
    if biggest is not None and biggest.size > size and len(biggest.text) < 300:
        return biggest.text, "pdf.biggest_line"
    return None, ""


def _passages(
    blocks: Sequence[Block], outline: Sequence[Mapping[str, Any]], title: str | None
) -> Iterator[Passage]:
    levels = {_letters(entry["title"]): int(entry["level"]) for entry in outline if entry.get("title")}
    sizes = sorted({round(block.size) for block in blocks if block.kind == "heading"}, reverse=True)
    ordinal, path = 0, list[tuple[int, str]]()
    if title:
        yield Passage(0, PassageKind.TITLE, title)
        ordinal = 1
    for block in blocks:
        if title and block.page == 0 and _letters(block.text) == _letters(title):
            continue
        level = levels.get(_letters(block.text))
        if level is None and block.kind == "heading" and not levels:
            level = min(6, sizes.index(round(block.size)) + 1)
        kind = PassageKind.HEADING if level is not None else PassageKind(_plain_kind(block))
        path = [entry for entry in path if level is None or entry[0] < level]
        yield Passage(ordinal, kind, block.text, tuple(text for _, text in path), level)
        ordinal += 1
        if level is not None:
            path.append((level, block.text))


def _plain_kind(block: Block) -> str:
    # A big line that the outline does not know is the text of a cover or a pull quote.
    return "paragraph" if block.kind == "heading" else block.kind


def _without_leftovers(blocks: Sequence[Block]) -> list[Block]:
    """Clean the words of each block and leave out those without letters or digits."""
    cleaned = [replace(block, text=clean(block.text)) for block in blocks]
    return [block for block in cleaned if any(character.isalnum() for character in block.text)]


def _language(document: Mapping[str, Any], url: str, passages: Sequence[Passage]) -> tuple[str, str]:
    text = " ".join(passage.text for passage in passages[:60])
    found = language_of(text)
    if found:
        return found, "text.common_words"
    declared = language_code(document.get("language"))
    if declared:
        return declared, "pdf.language"
    named = language_of_file(url, "")
    guessed = guess_language(text)
    return (named, "url.file_name") if named else (guessed or "und", "text.letters")


def _authors(info: Mapping[str, str]) -> tuple[str, ...]:
    author = info.get("Author", "")
    return tuple(split_names(author)) if author and not JUNK_AUTHOR.match(author) else ()


def _identifiers(blocks: Sequence[Block]) -> dict[str, str]:
    """ISBN, ISSN and DOI as the imprint prints them, on the first pages."""
    found: dict[str, str] = {}
    for block in blocks[:IMPRINT_BLOCKS]:
        for name, pattern in (("isbn", ISBN), ("issn", ISSN), ("doi", DOI)):
            if name in found or (name != "doi" and name not in block.text.lower()):
                continue
            match = pattern.search(block.text)
            if match:
                found[name] = (
                    match[1]
                    if name == "doi"
                    else re.sub(r"[ -]", "", match[1])
                    if name == "isbn"
                    else match[1]
                )
    return found


def _issues(document: Mapping[str, Any], blocks: Sequence[Block]) -> Iterator[Issue]:
    if not blocks:
        yield Issue("pdf.no_text", "the file holds no text: a scan, or text drawn as pictures", "body")
    damaged = [number for number, page in enumerate(document["pages"], 1) if page.get("error")]
    if damaged:
        yield Issue("pdf.page_unreadable", f"pages {damaged} could not be read", "body")
    if len(document["pages"]) < document["page_count"]:
        yield Issue(
            "page.given_up", f"read {len(document['pages'])} of {document['page_count']} pages", "body"
        )


def _field(name: str, value: str, rule: str, passages: Sequence[Passage]) -> Field:
    if name == "title" and passages:
        return Field(name, value, rule, surface=value, passage=0, start=0, end=len(value))
    return Field(name, value, rule, surface=value)


def _file_name(url: str) -> str:
    return unquote(urlsplit(url).path).rsplit("/", 1)[-1]


def _letters(text: str) -> str:
    return "".join(character for character in fold(clean(text)) if character.isalnum())
