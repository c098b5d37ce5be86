"""Whether a page is joint work of the ILO and UN Women: by parties, organisers or authors.

A mere mention of the other body makes nothing joint.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractors.findings import FoundAgreement, FoundEvent, Span
from extractors.model import Page
from transforms.organisations.known import find_organisation_ids


def find_joint(
    page: Page, agreements: Sequence[FoundAgreement], event: FoundEvent | None
) -> tuple[bool, Span | None]:
    """True with the span that shows it; the span is None for authors, who stand in no passage."""
    for agreement in agreements:
        if agreement.kind != "ratification" and _are_both(agreement.parties):
            return True, agreement.span
    if event and _are_both(event.organisers):
        return True, event.span
    authors = [*page.authors, *(value for label, value in page.record if _is_author(label))]
    return _are_both(each for author in authors for each in find_organisation_ids(author)), None


def _is_author(label: str) -> bool:
    return (
        label.lower().strip(" :").startswith(("author", "auteur", "autor", "publisher", "éditeur", "organi"))
    )


def _are_both(identifiers: Iterable[str]) -> bool:
    held = set(identifiers)
    is_ilo = any(each == "ILO" or each.startswith("ILO_") or each == "ITC_ILO" for each in held)
    return is_ilo and any(each == "UN_WOMEN" or each.startswith("UN_WOMEN_") for each in held)
