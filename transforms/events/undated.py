"""The event that a title names with its place and without a day: "Remarks at the green jobs forum in Tashkent"."""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.findings import FoundEvent
from extractors.model import Page, PassageKind
from transforms.gazetteer import fold
from transforms.places.cities import find_cities
from transforms.spans import span_of
from transforms.vocabulary import read_yaml


def event_of_title(page: Page) -> FoundEvent | None:
    """The place of what the title says is held, as an event without days; null where it says none."""
    title = next((each for each in page.passages if each.kind is PassageKind.TITLE), None)
    if title is None:
        return None
    for match in find_cities(title.text):
        if _held_in().search(fold(title.text[: match.start])):
            span = span_of(title, match.start, match.end)
            city, country = match.surface, match.value.country_code
            return FoundEvent(None, None, None, city, country, (), None, "events.title", span)
    return None


@lru_cache(maxsize=1)
def _held_in() -> re.Pattern[str]:
    """ "forum in", "l'atelier national de", "la sesión de clausura en"."""
    held = "|".join(read_yaml("event_words.yml")["held_things"])
    return re.compile(rf"\b(?:{held})\b(?:\s[\w'-]+){{0,4}}?\s(?:in|at|a|en|de|d')\s?$|\b(?:{held})\sd'$")
