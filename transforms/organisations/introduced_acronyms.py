"""Acronyms that count only from where a document has introduced them: "Union of Chambers (UC)", "CSI" after its long form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from transforms.gazetteer import is_word_boundary

Found = tuple[int, int, str, str, str]  # start, end, organisation_id, name, rule
# `(the "GAWU")`, "(COTU-K)"; also ", known as GAWU,", "(Confédération …, CSI)"
_INTRODUCED = re.compile(
    r"(?:\s?\(\s?[\"“]?(?:the\s)?|,\s(?:known\sas|or|ou|o)\s)(?P<acronym>[A-Z][\w/&-]*[A-Z][\w/&-]*|[A-Z][a-z]+)[\"”]?(?:\s?\)|,)"
)
_ACRONYM = re.compile(r"[A-ZÀ-Þİ](?<!\w.)(?:[a-zß-ÿ]*+[A-ZÀ-Þİ])++(?:[/&-][A-Z]+)*\b")


@dataclass(slots=True)
class Introduced:
    """What the document has introduced so far; `meanings` gives the body of an ambiguous acronym."""

    meanings: Callable[[str, set[str]], tuple[str, str] | None]
    acronyms: dict[str, tuple[str, str]] = field(default_factory=dict)  # acronym -> (id, name)
    bodies: set[str] = field(default_factory=set)

    def note(self, text: str, matches: Sequence[Found]) -> None:
        """Remember the long forms seen, and the acronyms in brackets behind them."""
        for _start, end, identifier, name, _rule in matches:
            self.bodies.add(identifier)
            bracket = _INTRODUCED.match(text, end)
            if bracket and not bracket["acronym"].istitle():
                self.acronyms.setdefault(bracket["acronym"], (identifier, name))

    def find(self, text: str, matches: Sequence[Found]) -> Iterator[Found]:
        """The introduced acronyms in `text` that are no part of a match."""
        if not self.acronyms and not self.bodies:
            return
        for match in _ACRONYM.finditer(text):
            meaning = self.acronyms.get(match[0]) or self.meanings(match[0], self.bodies)
            if meaning and any(start < match.end() and match.start() < end for start, end, *_ in matches):
                continue
            if meaning and is_word_boundary(text, match.end()):
                yield match.start(), match.end(), *meaning, "organisations.introduced_acronym"
