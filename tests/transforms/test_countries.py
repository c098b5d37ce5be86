"""Countries by every name in three languages; adjectives only where they mean the state."""

from __future__ import annotations

import pytest

from extractors.model import Passage, PassageKind
from transforms.places.cities import find_cities
from transforms.places.countries import country_in, find_countries
from transforms.places.demonyms import forms
from transforms.vocabulary import countries


def codes(text: str, language: str = "en", kind: str = "country") -> list[str]:
    passage = Passage(0, PassageKind.PARAGRAPH, text)
    return [each.entity_id for each in find_countries([passage], {0: language}) if each.kind == kind]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "the ILO Office for Turkey, Türkiye", ["TUR", "TUR"]),
        ("en", "Côte d’Ivoire and Ivory Coast", ["CIV", "CIV"]),
        ("en", "the DRC, DR Congo, the Congo", ["COD", "COD", "COG"]),
        ("en", "the Plurinational State of Bolivia", ["BOL"]),
        ("en", "Viet Nam and Vietnam", ["VNM", "VNM"]),
        ("en", "the Republic of Korea and Korea", ["KOR", "KOR"]),
        ("en", "the Union of Myanmar", ["MMR"]),
        ("en", "Palestine and the OPT", ["PSE", "PSE"]),
        ("en", "Hong Kong", ["HKG"]),
        ("en", "UK and US firms", ["GBR", "USA"]),
        ("en", "Papua New Guinea", ["PNG"]),
        ("en", "Vietnamese and Thai unions", ["VNM", "THA"]),
        ("en", "the Argentinian Parliament", ["ARG"]),
        ("en", "in Thai and Vietnamese factories", ["THA", "VNM"]),
        ("en", "a Swede and two Danes", ["SWE", "DNK"]),
        ("fr", "la Chancelière allemande", ["DEU"]),
        ("fr", "le Président de la Fédération de Russie", ["RUS"]),
        ("fr", "une Sénégalaise et deux Burkinabè", ["SEN", "BFA"]),
        ("fr", "le Président duNigeria", ["NGA"]),
        ("fr", "à Maurice et aux Seychelles", ["MUS", "SYC"]),
        ("fr", "les États-Unis et le Royaume-Uni", ["USA", "GBR"]),
        ("es", "delegadas bolivianas y paraguayas", ["BOL", "PRY"]),
        ("es", "del Uruguay, de Costa Rica y EE. UU.", ["URY", "CRI", "USA"]),
        ("es", "la República Dominicana", ["DOM"]),
        ("es", "una reunión en Túnez", ["TUN"]),
        ("en", "Germans, Frenchmen and two Finns", ["DEU", "FRA", "FIN"]),
        ("en", "China, Hong Kong Special Administrative Region", ["HKG"]),
    ],
)
def test_countries(language: str, text: str, found: list[str]) -> None:
    assert codes(text, language) == found


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "the Swedish International Lighthouse Agency"),
        ("en", "the Confederation of Indian Planters"),
        ("en", "the French-speaking islands"),
        ("en", "in English, French and Kiswahili"),
        ("en", "translated into Portuguese."),
        ("en", "Copies are available in Thai and Vietnamese."),
        ("en", "40,000 Swiss francs"),
        ("en", "US$ 40"),
        ("en", "Mexico City, New Mexico and the Gulf of Guinea"),
        ("en", "Ms. Patricia Ireland and Georgia Whitfield"),
        ("en", "a turkey, a guinea pig and china cups"),
        ("en", "Germán Arrebola of the Latin American network"),
        ("en", "Somaliland"),
        ("en", "contact us"),
        ("en", "PORT OF SPAIN"),
        ("fr", "le formulaire existe en français"),
        ("fr", "de Maurice Lambert"),
        ("fr", "La réunion eut lieu hier"),
        ("fr", "la Croix-Rouge sénégalaise"),
        ("fr", "200 francs suisses"),
        ("es", "la Central Obrera Boliviana"),
        ("es", "en español y al inglés"),
        ("es", "500 bolivianos"),
        ("es", "los gobiernos centroamericanos"),
        ("es", "una entidad sin fines de lucro, a fines de mayo"),
    ],
)
def test_what_names_no_country(language: str, text: str) -> None:
    assert codes(text, language) == []


def test_demonyms_are_those_of_the_language_of_the_passage() -> None:
    assert codes("china cups and mexicana airs", "en") == []
    assert codes("una delegada mexicana", "es") == ["MEX"]


def test_regions_stand_apart() -> None:
    text = "Latin America and the Caribbean, sub-Saharan Africa, Asie du Sud-Est and South Africa"
    assert codes(text) == ["ZAF"]
    assert codes(text, kind="region") == ["419", "202", "035"]


@pytest.mark.parametrize(
    ("text", "code"), [("Bangkok, Thailand", "THA"), ("Peru and Chile", None), ("Lima", None), ("", None)]
)
def test_the_one_country_of_a_line(text: str, code: str | None) -> None:
    assert country_in(text) == code


def test_every_country_is_found_by_its_own_name() -> None:
    needs_context = {"REU", "MAF"}
    lost = [each for each in countries() if each.country_code not in codes(f"They met in {each.name}.")]
    assert {each.country_code for each in lost} <= needs_context, lost


def test_regular_forms() -> None:
    assert forms("fr", "tunisien") == ("tunisien", "tunisienne", "tunisiennes", "tunisiens")
    assert forms("es", "francés") == ("francés", "francesa", "francesas", "franceses")
    assert forms("en", "Thai") == ("Thai", "Thais")


@pytest.mark.parametrize(
    ("text", "country"), [("in GENÈVE", "CHE"), ("Nueva Delhi", "IND"), ("Viedma", None)]
)
def test_cities(text: str, country: str | None) -> None:
    assert next((match.value.country_code for match in find_cities(text)), None) == country
