"""Builds the Page from what a reader found: the one place where head and body become passages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from extractors.addresses import HOST_ALIASES, WCMS, canonical_url
from extractors.model import (
    DocumentType,
    Edition,
    EventFields,
    Field,
    File,
    Issue,
    Link,
    Listing,
    Page,
    Passage,
    PassageKind,
    SiteGeneration,
)
from extractors.read.folding import fold
from extractors.read.language import language_code, language_of
from extractors.read.markup.tree import visible_length
from extractors.read.material import Material, Reader
from extractors.read.passages.body import Body, without
from extractors.read.rules import Outcome

PUBLISHERS = {
    SiteGeneration.UNWOMEN_DRUPAL: "UN Women",
    SiteGeneration.UNWOMEN_SITECORE: "UN Women",
    SiteGeneration.WOMENWATCH: "UN WomenWatch",
}
NO_LETTER = re.compile(r"\W+")
NOTHING = Outcome("", (), (), ())
HEAD = (("kicker", PassageKind.KICKER), ("title", PassageKind.TITLE), ("summary", PassageKind.SUMMARY))


@dataclass
class Draft:
    """What a reader hands over. `outcomes` by field name: title, kicker, summary, published_on, modified_on,
    language, document_type, publication_type, place, contact, author, tag, theme; any other outcome is kept
    as Field rows only."""

    material: Material
    reader: Reader
    body: Body
    outcomes: Mapping[str, Outcome]
    publisher: str | None = None
    event: EventFields | None = None
    files: Sequence[File] = ()
    translations: Sequence[Edition] = ()
    see_also: Sequence[Link] = ()
    credits: Sequence[str] = ()
    record: Sequence[tuple[str, str]] = ()
    identifiers: Mapping[str, str] = field(default_factory=dict)
    listing: Listing | None = None
    issues: Sequence[Issue] = ()
    is_complete: bool = True

    def outcome(self, name: str) -> Outcome:
        """Return the outcome of a field, an empty one when it has no rules."""
        return self.outcomes.get(name, NOTHING)


def assemble(draft: Draft) -> Page:
    """Return the page: head passages, body, fields with their spans, completeness, share of the text.

    A summary that the first paragraph of the body prints again after a dateline is a field, not a passage;
    where the body prints nothing but the summary again, the second printing goes.
    """
    draft = _with_one_summary(draft)
    material, generation = draft.material, draft.reader.generation
    head = _head(draft)
    passages = (*head, *(_shifted(passage, len(head)) for passage in draft.body.passages))
    language, language_issues = _language(draft)
    kind = DocumentType(draft.outcome("document_type").value or "other")
    page_url, url_issues = canonical_address(material)
    issues = [*material.html.issues, *draft.issues, *language_issues, *url_issues, *_unknown(material)]
    issues += [issue for outcome in draft.outcomes.values() for issue in outcome.issues]
    is_whole = draft.is_complete and material.html.is_whole and bool(draft.body.passages or draft.listing)
    return Page(
        capture_id=material.capture.capture_id,
        url=material.url,
        canonical_url=page_url,
        site_generation=generation,
        reader=draft.reader.name,
        reader_version=draft.reader.version,
        publisher=draft.publisher or PUBLISHERS.get(generation, "ILO"),
        document_type=kind,
        title=draft.outcome("title").value,
        language=language,
        publication_type=draft.outcome("publication_type").value
        if kind is DocumentType.PUBLICATION
        else None,
        kicker=draft.outcome("kicker").value,
        summary=draft.outcome("summary").value,
        published=draft.outcome("published_on").date,
        modified=draft.outcome("modified_on").date,
        place=draft.outcome("place").value,
        contact=draft.outcome("contact").value,
        event=draft.event,
        passages=passages,
        fields=_fields(draft, head, language),
        links=tuple(replace(link, passage=link.passage + len(head)) for link in draft.body.links),
        files=tuple(draft.files),
        translations=tuple(draft.translations),
        see_also=tuple(
            replace(e, passage=e.passage + len(head)) if e.passage >= 0 else e for e in draft.see_also
        ),
        authors=draft.outcome("author").values,
        tags=draft.outcome("tag").values,
        themes=draft.outcome("theme").values,
        credits=tuple(dict.fromkeys(draft.credits)),
        record=tuple(draft.record),
        identifiers=dict(draft.identifiers),
        listing=draft.listing,
        issues=tuple(dict.fromkeys(issues)),
        is_complete=is_whole and draft.outcome("title").value is not None,
        text_share=_text_share(draft, passages),
    )


def canonical_address(material: Material) -> tuple[str, tuple[Issue, ...]]:
    """Return the canonical address: what the page declares of its own site, else the address asked.

    A declared front page, another host or another WCMS number is not believed, and is an issue.
    """
    ours = canonical_url(material.url)
    declared = material.metadata.first("canonical_url")
    if declared is None or declared.value == material.url or WCMS.search(urlsplit(material.url).path):
        return ours, ()
    try:
        theirs = canonical_url(declared.value)
    except ValueError:  # https://[www.ilo.org/x
        return ours, (_says_other(declared.rule, declared.value, ours, "warning"),)
    if theirs == ours:
        return ours, ()
    if _host(theirs) == _host(ours) and len(urlsplit(theirs).path) > len("/en"):
        return theirs, (_says_other(declared.rule, theirs, ours, "info"),)
    return ours, (_says_other(declared.rule, theirs, ours, "warning"),)


def is_printed_again(summary: str | None, body: Body) -> bool:
    """Whether the first paragraph of the body prints the summary again (after a dateline, say)."""
    first = next((p.text for p in body.passages if p.kind is PassageKind.PARAGRAPH), None)
    if not summary or not first:
        return False
    ours, theirs = _letters(summary), _letters(first)
    return bool(ours) and (ours == theirs or (len(ours) > 40 and ours in theirs))


def _with_one_summary(draft: Draft) -> Draft:
    summary = draft.outcome("summary").value
    first = next((p for p in draft.body.passages if p.kind is PassageKind.PARAGRAPH), None)
    if summary and first and first.ordinal == 0 and _letters(first.text) == _letters(summary):
        return replace(draft, body=without(draft.body, [first.ordinal]))
    return draft


def _head(draft: Draft) -> tuple[Passage, ...]:
    head: list[Passage] = []
    for name, kind in HEAD:
        text = draft.outcome(name).value
        if not text or (name == "summary" and is_printed_again(text, draft.body)):
            continue
        head.append(Passage(len(head), kind, text))
    return tuple(head)


def _shifted(passage: Passage, offset: int) -> Passage:
    return replace(passage, ordinal=passage.ordinal + offset)


def _fields(draft: Draft, head: Sequence[Passage], language: str) -> tuple[Field, ...]:
    spans = {passage.kind.value: passage for passage in head}
    rows = [row for outcome in draft.outcomes.values() for row in outcome.fields]
    rows = [_with_span(row, spans.get(row.name)) for row in rows]
    if draft.outcome("language").value != language:
        rows = [replace(row, is_winner=False) if row.name == "language" else row for row in rows]
        rows.append(Field("language", language, "text.common_words"))
    return tuple(rows)


def _with_span(row: Field, passage: Passage | None) -> Field:
    if passage is None or not row.is_winner or passage.text != row.value:
        return row
    return replace(row, passage=passage.ordinal, start=0, end=len(passage.text))


def _language(draft: Draft) -> tuple[str, tuple[Issue, ...]]:
    """The language of the running text: what is declared, unless the words clearly say another."""
    declared = language_code(draft.outcome("language").value)
    text = language_of(" ".join(passage.text for passage in draft.body.passages[:40]))
    if text and declared and text != declared:
        message = f"the page declares {declared!r}, its words are {text!r}"
        return text, (Issue("contradiction.language", message, field="language"),)
    return declared or text or "und", ()


def _unknown(material: Material) -> list[Issue]:
    return [
        Issue("metadata.unknown", f"the page declares {name!r}, which no rule reads", severity="info")
        for name in material.metadata.unknown
    ]


def _text_share(draft: Draft, passages: Sequence[Passage]) -> float | None:
    visible = visible_length(draft.material.html)
    if not visible:
        return None
    used = sum(len(passage.text) for passage in passages)
    used += sum(
        len(row.surface or row.value) for o in draft.outcomes.values() for row in o.fields if row.is_winner
    )
    return round(min(1.0, used / visible), 3)


def _letters(text: str) -> str:
    return NO_LETTER.sub("", fold(text))


def _host(url: str) -> str:
    host = (urlsplit(url).hostname or "").lower()
    return HOST_ALIASES.get(host, host)


def _says_other(rule: str, theirs: str, ours: str, severity: str) -> Issue:
    return Issue(
        "contradiction.canonical_url",
        f"{rule} says {theirs}, the address is {ours}",
        "canonical_url",
        severity,
    )
