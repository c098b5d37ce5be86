"""What the transforms have found in a labelled text, field by field, comparable."""

from __future__ import annotations

from collections.abc import Mapping

from extractors.findings import Findings, FoundAgreement, FoundRole, Span
from extractors.model import Page
from flows.accuracy.printed import document_type_key, printed_countries, printed_place, without_country
from flows.accuracy.text_keys import Values, body_key, one, party_key, role_key
from transforms.gazetteer import fold


def found_values(page: Page, findings: Findings) -> dict[str, Values]:
    """Every field that can be scored with what was found."""
    names = {each.entity_id: each.name or each.entity_id for each in findings.mentions}
    event = findings.event
    days = [day.value for day in (event.starts_on, event.ends_on or event.starts_on) if day] if event else []
    place = printed_place(page, findings)
    return {
        "language": one(findings.language),
        "document_type": one(document_type_key(page.document_type.value)),
        "title": one(page.title),
        "published_on": one(page.published.value if page.published else None),
        "place": one(without_country(place) if place else None),
        "event_days": one(*days),
        "countries": _mentioned(findings, "country") | printed_countries(page),
        "topics": _mentioned(findings, "topic"),
        "instruments": _mentioned(findings, "instrument"),
        "organisations": frozenset(
            (body_key(each.name or each.entity_id),)
            for each in findings.mentions
            if each.kind == "organisation"
        ),
        "people": _people(findings, names),
        "agreements": frozenset(agreement_key(each, names) for each in findings.agreements),
    }


def _mentioned(findings: Findings, kind: str) -> Values:
    return frozenset((each.entity_id,) for each in findings.mentions if each.kind == kind)


def _people(findings: Findings, names: Mapping[str, str]) -> Values:
    """Each named person once, with the first role stated and its organisation."""
    rows: dict[str, tuple[str, ...]] = {}
    for name, roles in _first_roles(findings).items():
        bodies = [
            body_key(names.get(each.organisation_id or "", each.organisation_id or "")) for each in roles
        ]
        body = next((each for each in reversed(bodies) if each), "")
        rows[fold(name)] = (
            " ".join(role_key(each.role, own) for each, own in zip(roles, bodies, strict=True)),
            body,
        )
    for each in findings.mentions:
        if each.kind == "person" and each.name:
            rows.setdefault(fold(each.name), ("", ""))
    return frozenset((name, *row) for name, row in rows.items())


def _first_roles(findings: Findings) -> dict[str, list[FoundRole]]:
    """The roles of each person's first mention: labels print "A and B of C" as one, rows hold two."""
    first: dict[str, list[FoundRole]] = {}
    for role in findings.roles:
        if not role.is_inferred:
            roles = first.setdefault(role.person_name, [])
            if not roles or (
                roles[0].span.passage == role.span.passage and _overlap(roles[0].span, role.span)
            ):
                roles.append(role)
    return first


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def agreement_key(each: FoundAgreement, names: Mapping[str, str]) -> tuple[str, ...]:
    """Kind, parties, day and place of an agreement."""
    parties = sorted(party_key(names.get(party, party)) for party in each.parties)
    return (
        each.kind,
        "; ".join(parties),
        each.signed_on.value if each.signed_on else "",
        fold(each.place or ""),
    )
