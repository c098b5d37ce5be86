"""The country of the place that a page prints in a line of its own: `Bangkok, Thailand`, `Dakar`."""

from __future__ import annotations

from extractors.findings import FoundPlaceCountry, Span
from extractors.model import Field, Page
from transforms.places.cities import find_cities
from transforms.places.countries import country_in


def find_place_country(page: Page) -> FoundPlaceCountry | None:
    """The country of `page.place`, under the rule of that field; null where the line leaves it open."""
    printed = next((each for each in page.fields if each.name == "place" and each.is_winner), None)
    for line in (page.place, printed.surface if printed else None):
        code = country_of_line(line) if line else None
        if code:
            rule = printed.rule if printed else "places.printed"
            return FoundPlaceCountry(code, rule, _span(printed) if printed else None)
    return None


def country_of_line(line: str) -> str | None:
    """The one country that a line names or whose cities it names; null for none or several.

    `Bangkok, Thailand` and `Bangkok` are THA, `Seoul, Manila` is none.
    """
    named = country_in(line)
    if named:
        return named
    codes = {match.value.country_code for match in find_cities(line)}
    return codes.pop() if len(codes) == 1 else None


def _span(field: Field) -> Span | None:
    if field.passage is None or field.start is None or field.end is None or field.surface is None:
        return None
    return Span(field.passage, field.start, field.end, field.surface)
