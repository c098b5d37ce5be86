"""Rules: for each field an ordered list, the first that yields wins, and the losers are kept beside it.

A rule is a name and a function from what is read to candidates. Names say where the words stood:
`ilo_drupal.hero_title`, `meta.og_title`, `url.section`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from extractors.model import Field, Issue, PartialDate

T_contra = TypeVar("T_contra", contravariant=True)
T = TypeVar("T")


class Candidate(NamedTuple):
    """A value as text, the words that were printed, and the value itself where text is not enough."""

    value: str
    surface: str | None = None
    data: object = None


Found = Candidate | str | PartialDate | None


@dataclass(frozen=True)
class Rule(Generic[T_contra]):
    """One way to find a field.

    A contradiction with an `is_checked` rule that lost is an issue. A rule that cannot win is evidence
    only: what the head declares of a page that prints something else, or nothing.
    """

    name: str
    find: Callable[[T_contra], Found | Iterable[Found]]
    is_checked: bool = True
    can_win: bool = True


class Outcome(NamedTuple):
    """What the rules of one field gave: the winner's candidates, every Field row, contradictions."""

    name: str
    candidates: tuple[Candidate, ...]
    fields: tuple[Field, ...]
    issues: tuple[Issue, ...]

    @property
    def value(self) -> str | None:
        """The first value of the winner, null when no rule yielded."""
        return self.candidates[0].value if self.candidates else None

    @property
    def surface(self) -> str | None:
        """The words as printed of the first value of the winner."""
        return self.candidates[0].surface if self.candidates else None

    @property
    def values(self) -> tuple[str, ...]:
        """All values of the winner."""
        return tuple(candidate.value for candidate in self.candidates)

    @property
    def date(self) -> PartialDate | None:
        """The winner's date, for date fields."""
        data = self.candidates[0].data if self.candidates else None
        return data if isinstance(data, PartialDate) else None


def apply_rules(name: str, rules: Sequence[Rule[T]], material: T) -> Outcome:
    """Return what the rules of a field find: the first that yields wins."""
    found = [(rule, candidates) for rule in rules if (candidates := _candidates(rule.find(material)))]
    won = next(((rule, candidates) for rule, candidates in found if rule.can_win), None)
    fields = [
        Field(name, c.value, rule.name, surface=c.surface, is_winner=won is not None and rule is won[0])
        for rule, candidates in found
        for c in candidates
    ]
    if won is None:
        return Outcome(name, (), tuple(fields), ())
    same = SAME.get(name, _same_words)
    issues = [
        _contradiction(name, won[0].name, won[1], rule.name, candidates)
        for rule, candidates in found
        if rule is not won[0] and rule.is_checked and not _agree(won[1], candidates, same)
    ]
    return Outcome(name, won[1], tuple(fields), tuple(issues))


def apply_all(table: Mapping[str, Sequence[Rule[T]]], material: T) -> dict[str, Outcome]:
    """Return the outcome of every field of a table of rules."""
    return {name: apply_rules(name, rules, material) for name, rules in table.items()}


def same_date(one: str, other: str) -> bool:
    """Whether two partial dates can be the same day: the shorter is the beginning of the longer."""
    return one.startswith(other) or other.startswith(one)


def same_text(one: str, other: str) -> bool:
    """Whether two texts are the same but for case, marks and a cut end."""
    ours, theirs = (re.sub(r"\W+", "", text.casefold()) for text in (one, other))
    return ours.startswith(theirs) or theirs.startswith(ours)


def _candidates(found: Found | Iterable[Found]) -> tuple[Candidate, ...]:
    if found is None or isinstance(found, (str, Candidate, PartialDate)):
        found = [found]
    return tuple(candidate for candidate in map(_candidate, found) if candidate and candidate.value)


def _candidate(found: Found) -> Candidate | None:
    if isinstance(found, PartialDate):
        return Candidate(found.value, data=found)
    if isinstance(found, str):
        return Candidate(found, surface=found)
    return found


def _agree(winner: Sequence[Candidate], other: Sequence[Candidate], same: Callable[[str, str], bool]) -> bool:
    if len(other) == 1 and len(winner) == 1:
        return same(winner[0].value, other[0].value)
    return {c.value for c in other} <= {c.value for c in winner}


def _same_words(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


# When two values of a field do not contradict each other, where equality is too strict.
SAME: dict[str, Callable[[str, str], bool]] = {
    "published_on": same_date,
    "modified_on": same_date,
    "title": same_text,
    "summary": same_text,
}


def _contradiction(
    name: str, rule: str, winner: Sequence[Candidate], other_rule: str, other: Sequence[Candidate]
) -> Issue:
    ours, theirs = _shown(winner), _shown(other)
    return Issue(f"contradiction.{name}", f"{rule} says {ours}, {other_rule} says {theirs}", field=name)


def _shown(candidates: Sequence[Candidate]) -> str:
    return "; ".join(repr(candidate.value[:120]) for candidate in candidates)
