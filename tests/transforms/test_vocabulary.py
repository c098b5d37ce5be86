"""The vocabulary files hold what the loaders promise, and bad ones are refused with their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.errors import SettingsError
from transforms import vocabulary
from transforms.vocabulary_use import unused_entries


def test_countries_are_those_of_m49() -> None:
    every = vocabulary.countries()
    assert len(every) == 249
    by_code = {country.country_code: country for country in every}
    assert by_code["CIV"].name == "Côte d’Ivoire"
    assert by_code["TUR"].name == "Türkiye"
    assert (by_code["KEN"].m49_region, by_code["KEN"].m49_region_name) == ("014", "Eastern Africa")


def test_parents_and_successors_exist() -> None:
    every = vocabulary.organisations()
    known = {each.organisation_id for each in every}
    for each in every:
        assert each.parent_id is None or each.parent_id in known, each.organisation_id
        assert each.succeeded_by is None or each.succeeded_by in known, each.organisation_id


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- topic_id: [", "no YAML"),
        ("- topic_id: x\n  colour: red\n", "unknown keys"),
        ("- topic_id: x\n", "label_en"),
        ("- just words\n", "not a mapping"),
        (
            "- {topic_id: x, label_en: a, label_fr: b, label_es: c}\n"
            "- {topic_id: x, label_en: a, label_fr: b, label_es: c}\n",
            "twice",
        ),
    ],
)
def test_a_bad_file_is_refused_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, message: str
) -> None:
    (tmp_path / "topics.yml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(vocabulary, "FOLDER", tmp_path)
    with pytest.raises(SettingsError, match=message) as raised:
        vocabulary.topics.__wrapped__()
    assert "topics.yml" in str(raised.value)
    assert raised.value.hint


def test_entries_that_nothing_matches_are_told() -> None:
    every = [topic.topic_id for topic in vocabulary.topics()]
    unused = unused_entries({"topic": set(every[1:])})
    assert unused["topic"] == (every[0],)
