"""Single values that the transforms found (dateline, event, joint work) as fields with rule and span."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.findings import Findings, FoundDateline, FoundEvent, Span
from extractors.model import Field, PartialDate


def found_fields(findings: Findings) -> Iterator[Field]:
    """Yield a field for each single value of the findings, so that it has evidence like those of the page."""
    if findings.dateline:
        yield from _dateline(findings.dateline)
    if findings.place_country:
        place = findings.place_country
        yield _field("place_country_code", place.country_code, place.rule, place.span)
    if findings.event:
        yield from _event(findings.event)
    if findings.is_joint:
        yield _field("is_joint", "true", "joint_evidence", findings.joint_evidence)


def _dateline(found: FoundDateline) -> Iterator[Field]:
    values = {
        "dateline_place": found.place,
        "dateline_agency": found.agency,
        "dateline_country_code": found.country_code,
    }
    for name, value in values.items():
        if value:
            yield _field(name, value, found.rule, found.span)


def _event(found: FoundEvent) -> Iterator[Field]:
    values = {
        "starts_on": _day(found.starts_on),
        "ends_on": _day(found.ends_on),
        "venue": found.venue,
        "city": found.city,
        "event_country_code": found.country_code,
        "programme": found.programme,
    }
    for name, value in values.items():
        if value:
            yield _field(name, value, found.rule, found.span)
    for organiser in found.organisers:
        yield _field("organiser", organiser, found.rule, found.span)


def _day(date: PartialDate | None) -> str | None:
    return date.value if date else None


def _field(name: str, value: str, rule: str, span: Span | None) -> Field:
    if span is None:
        return Field(name, value, rule)
    return Field(name, value, rule, span.surface, span.passage, span.start, span.end)
