"""Rules in order: one winner, every loser kept, contradictions told."""

from __future__ import annotations

from extractors.model import PartialDate
from extractors.read.rules import Candidate, Rule, apply_all, apply_rules


def rule(name: str, found: object, **options: bool) -> Rule[None]:
    return Rule(name, lambda _: found, **options)  # type: ignore[arg-type, return-value]


def test_the_first_rule_that_yields_wins_and_the_others_are_kept() -> None:
    outcome = apply_rules(
        "title", [rule("a", None), rule("b", "Nets"), rule("c", "NETS!"), rule("d", "Sails")], None
    )
    assert outcome.value == "Nets"
    assert [(field.rule, field.value, field.is_winner) for field in outcome.fields] == [
        ("b", "Nets", True),
        ("c", "NETS!", False),
        ("d", "Sails", False),
    ]
    (issue,) = outcome.issues
    assert (issue.code, issue.field) == ("contradiction.title", "title")
    assert "b says 'Nets', d says 'Sails'" in issue.message


def test_dates_that_can_be_the_same_day_agree() -> None:
    day, month = PartialDate("2011-06-13", "day"), PartialDate("2011-06", "month")
    agreeing = apply_rules("published_on", [rule("page", day), rule("url", month)], None)
    assert (agreeing.date, agreeing.issues) == (day, ())
    other = apply_rules(
        "published_on", [rule("page", day), rule("meta", PartialDate("2024-04-11", "day"))], None
    )
    assert other.date == day
    assert [issue.code for issue in other.issues] == ["contradiction.published_on"]


def test_a_rule_that_is_evidence_only_never_wins() -> None:
    outcome = apply_rules("summary", [rule("meta", "Declared", can_win=False)], None)
    assert outcome.value is None
    assert [field.is_winner for field in outcome.fields] == [False]
    assert outcome.issues == ()


def test_an_unchecked_rule_contradicts_nothing() -> None:
    rules = [rule("section", "news"), rule("word", "speech", is_checked=False)]
    assert apply_rules("document_type", rules, None).issues == ()


def test_a_list_gives_one_field_an_entry() -> None:
    outcome = apply_all({"tag": [rule("tags", ["ports", "", "cranes"]), rule("meta", ["ports"])]}, None)[
        "tag"
    ]
    assert outcome.values == ("ports", "cranes")
    assert [field.value for field in outcome.fields if field.is_winner] == ["ports", "cranes"]
    assert outcome.issues == ()


def test_surface_and_data_survive() -> None:
    outcome = apply_rules("x", [rule("r", Candidate("1", "one", 1))], None)
    assert (outcome.value, outcome.surface, outcome.date) == ("1", "one", None)
