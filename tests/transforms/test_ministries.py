"""Ministries: one body of one state has one identity in the three languages."""

from __future__ import annotations

import pytest

from extractors.model import Passage, PassageKind
from transforms.organisations.find import find_organisations


def named(*texts: str, place: str | None = None) -> list[tuple[str, str | None]]:
    passages = [Passage(at, PassageKind.PARAGRAPH, text) for at, text in enumerate(texts)]
    return [(each.entity_id, each.name) for each in find_organisations(passages, None, place)]


@pytest.mark.parametrize(
    "text",
    [
        "The Ministry of Labour and Social Security of Uruguay has opened it.",
        "Uruguay's Ministry of Labor and Social Security has opened it.",
        "The Uruguayan Ministry of Labour and Social Security has opened it.",
        "The Ministry of Labour and Social Security (Uruguay) has opened it.",
        "It was opened by the Ministry of Labour & Social Security, Uruguay.",
        "In Uruguay the Ministry of Labour and Social Security has opened it.",
        "El Ministerio de Trabajo y Seguridad Social del Uruguay lo abrió.",
        "El Ministerio uruguayo de Trabajo y Seguridad Social lo abrió.",
        "El Ministerio de Trabajo y Seguridad Social (Uruguay) lo abrió.",
        "Le Ministère du Travail et de la Sécurité sociale de l'Uruguay l'a ouvert.",
        "Le Ministère uruguayen du Travail et de la Sécurité sociale l'a ouvert.",
    ],
)
def test_one_body_in_three_languages(text: str) -> None:
    assert [key for key, _ in named(text)] == ["MINISTRY_OF_LABOUR_AND_SOCIAL_SECURITY_URUGUAY"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("The Ministry for Women of the Republic of Ghana paid.", "MINISTRY_OF_WOMEN_GHANA"),
        ("Le Ministère ghanéen de la Femme a payé.", "MINISTRY_OF_WOMEN_GHANA"),
        ("The National Statistics Institute of Chile counts.", "NATIONAL_STATISTICS_INSTITUTE_CHILE"),
        ("The Ministry of Labour (MoL) of Malawi paid.", "MINISTRY_OF_LABOUR_MALAWI"),
    ],
)
def test_the_state_is_that_of_the_name(text: str, key: str) -> None:
    assert key in {each for each, _ in named(text)}


def test_a_name_without_its_state_says_it_where_one_is_certain() -> None:
    assert named("The Ministry of Labour has paid.", place="Accra, Ghana") == [
        ("MINISTRY_OF_LABOUR_GHANA", "Ministry of Labour (Ghana)")
    ]
    assert named("Ghana and Togo have met at the Ministry of Labour.") == [
        ("MINISTRY_OF_LABOUR", "Ministry of Labour")
    ]


@pytest.mark.parametrize(
    ("text", "place", "key"),
    [
        ("Women of Uruguay and Chile are asked. The Ministry of Labour counts.", "Montevideo", "URUGUAY"),
        ("Chile pays. Our office in Ecuador works with the Ministry of Labour.", None, "ECUADOR"),
        ("Le Pérou paie. Notre bureau au Togo travaille avec le Ministère du Travail.", None, "TOGO"),
    ],
)
def test_of_several_states_it_is_the_one_where_it_is(text: str, place: str | None, key: str) -> None:
    assert f"MINISTRY_OF_LABOUR_{key}" in {each for each, _ in named(text, place=place)}


def test_a_page_from_the_seat_is_not_about_its_country() -> None:
    text = "Ghana and Togo have met. The Ministry of Labour has answered."
    assert "MINISTRY_OF_LABOUR" in {each for each, _ in named(text, place="Geneva")}


def test_the_state_said_before_holds_for_the_bare_name() -> None:
    found = named("Togo wrote to the Ministry of Labour of Ghana.", "The Ministry of Labour has answered.")
    assert found == [("MINISTRY_OF_LABOUR_GHANA", "Ministry of Labour of Ghana")] * 2


def test_what_is_no_state_makes_no_state() -> None:
    assert named("The Lunar Ministry of Labour has met Togo and Benin.") == [
        ("LUNAR_MINISTRY_OF_LABOUR", "Lunar Ministry of Labour")
    ]
