"""Corrections of single fields, as data (`corrections.yml`), each with the value it expects to replace.

A correction that no longer matches is not made and says so: it must not outlive the mistake.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

import yaml

from extractors.errors import SettingsError
from extractors.model import DocumentType, Field, Issue, Page, PartialDate

FILE = Path(__file__).parent / "corrections.yml"
CORRECTABLE = frozenset(
    {"title", "kicker", "summary", "place", "language", "document_type", "publication_type", "contact"}
    | {"published_on"}
)
_PRECISIONS = {4: "year", 7: "month", 10: "day"}


@dataclass(frozen=True, slots=True)
class Correction:
    """One field of one document: what it prints (`expected`), what is right (`value`), why, since when."""

    document: str
    field: str
    expected: str | None
    value: str | None
    why: str
    since: date


@lru_cache(maxsize=1)
def corrections() -> tuple[Correction, ...]:
    """The corrections of the repository, in the order of the file."""
    return read_corrections(FILE)


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """The corrections of a file; SettingsError for an entry that lacks something or names no field."""
    rows = yaml.safe_load(path.read_text(encoding="utf-8")) or []
    if not isinstance(rows, list):
        raise SettingsError(
            f"{path.name}: not a list of corrections", hint="begin each entry with '- document:'"
        )
    return _unique(path.name, [_correction(path.name, row) for row in rows])


def _correction(file: str, row: object) -> Correction:
    names = [each.name for each in fields(Correction)]
    if not isinstance(row, dict) or sorted(row) != sorted(names):
        raise SettingsError(f"{file}: an entry needs exactly {names}, has {row!r}", hint="complete the entry")
    correction = Correction(**row)
    if correction.field not in CORRECTABLE:
        known = ", ".join(sorted(CORRECTABLE))
        raise SettingsError(
            f"{file}: {correction.document}: no such field {correction.field!r}", hint=f"one of {known}"
        )
    if not isinstance(correction.since, date):
        raise SettingsError(
            f"{file}: {correction.document}: `since` is no day", hint="write it as 2026-11-22"
        )
    _check_value(file, correction)
    return correction


def _check_value(file: str, correction: Correction) -> None:
    for value in (correction.expected, correction.value):
        if value is not None and not isinstance(value, str):
            raise SettingsError(
                f"{file}: {correction.document}: {value!r} is no text", hint="put it in quotation marks"
            )
    if correction.field == "document_type" and correction.value not in set(DocumentType):
        raise SettingsError(f"{file}: {correction.value!r} is no document type", hint="see the list of types")
    if correction.field == "published_on" and correction.value and not _is_day(correction.value):
        raise SettingsError(
            f"{file}: {correction.document}: {correction.value!r} is no day, month or year",
            hint="write it as 2026-11-22, 2026-11 or 2026",
        )


def _is_day(value: str) -> bool:
    whole = {4: f"{value}-01-01", 7: f"{value}-01", 10: value}.get(len(value), "")
    try:
        date.fromisoformat(whole)
    except ValueError:
        return False
    return True


def _unique(file: str, entries: Sequence[Correction]) -> tuple[Correction, ...]:
    """The entries; SettingsError where two correct the same field: the second would never match."""
    seen: set[tuple[str, str]] = set()
    for each in entries:
        if (each.document, each.field) in seen:
            raise SettingsError(
                f"{file}: {each.document}: {each.field} is there twice", hint="keep one of them"
            )
        seen.add((each.document, each.field))
    return tuple(entries)


def correct_page(page: Page, entries: Sequence[Correction] | None = None) -> tuple[Page, tuple[Issue, ...]]:
    """The page with the corrections of its address made, and an issue for each that no longer matches.

    Each correction made is a winning Field with the rule `corrections.<since>`; the printed value stays
    as a Field that lost. Passages are not touched: they hold what the page prints.
    """
    issues: list[Issue] = []
    for correction in corrections() if entries is None else entries:
        if correction.document != page.canonical_url:
            continue
        printed = _printed(page, correction.field)
        if printed == correction.expected:
            page = _corrected(page, correction)
        else:
            issues.append(_stale(correction, printed))
    return page, tuple(issues)


def unused_corrections(
    documents: AbstractSet[str], entries: Iterable[Correction] | None = None
) -> tuple[Correction, ...]:
    """The corrections whose document is not among the canonical addresses of a complete run."""
    every = corrections() if entries is None else entries
    return tuple(correction for correction in every if correction.document not in documents)


def _printed(page: Page, field: str) -> str | None:
    if field == "published_on":
        return page.published.value if page.published else None
    value = getattr(page, field)
    return None if value is None else str(value)


def _corrected(page: Page, correction: Correction) -> Page:
    lost = [replace(each, is_winner=False) if each.name == correction.field else each for each in page.fields]
    made = Field(correction.field, correction.value or "", f"corrections.{correction.since.isoformat()}")
    value: object = correction.value
    name = correction.field
    if name == "published_on":
        name, value = "published", _date(correction.value)
    if name == "document_type":
        value = DocumentType(str(correction.value))
    return replace(page, fields=(*lost, made), **{name: value})  # type: ignore[arg-type]


def _date(value: str | None) -> PartialDate | None:
    return None if value is None else PartialDate(value, _PRECISIONS[len(value)])


def _stale(correction: Correction, printed: str | None) -> Issue:
    message = (
        f"the correction of {correction.field} since {correction.since} expects {correction.expected!r}, "
        f"the page prints {printed!r}: check it and remove the entry"
    )
    return Issue("correction_no_longer_matches", message, correction.field)
