"""Who counts as a person, with which role and body; and what only looks like one."""

from __future__ import annotations

import time

import pytest

from extractors.model import Passage, PassageKind
from transforms.organisations.find import find_organisations
from transforms.people.find import find_people


def found_in(*texts: str) -> list[tuple[str, str | None, str | None]]:
    """Name, role and organisation_id of each person, in the order of first mention; first role only."""
    passages = tuple(Passage(at, PassageKind.PARAGRAPH, text) for at, text in enumerate(texts))
    people = find_people(passages, find_organisations(passages))
    return [
        (each.name, *((each.roles[0].role, each.roles[0].organisation_id) if each.roles else (None, None)))
        for each in people.persons
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“I weld better,” laughs Aylin, a welder.", ("Aylin", "welder", None)),
        ("Rana El-Sayed, founder of Cairo Threads, spoke.", ("Rana El-Sayed", "founder", "CAIRO_THREADS")),
        ("Dr Zied Charfi (UGTT) disagreed.", ("Zied Charfi", None, "UGTT")),
        ("Adjointe : Mme Fatouma Saïd Ali", ("Fatouma Saïd Ali", "Adjointe", None)),
        ("said Dr Hala bint Fawaz al-Qudah, a judge.", ("Hala bint Fawaz al-Qudah", "judge", None)),
        ("The Board elected Ms. Rosa Paz as its Chair.", ("Rosa Paz", "Chair", None)),
        ("Por la OIT, el especialista Joaquim dos Reis habló.", ("Joaquim dos Reis", "especialista", "ILO")),
        ("La cheffe de l'opposition Véra Depasse signe.", ("Véra Depasse", "cheffe de l'opposition", None)),
        ("Her chief engineer is Noor Haddad.", ("Noor Haddad", "chief engineer", None)),
        ("JOSEPH M. OTIENO (Kenya) asked for a vote.", ("Joseph M. Otieno", None, None)),
        ("La cestera Olga Pinto dijo que no.", ("Olga Pinto", "cestera", None)),
        ("Le prix va à la Suissesse Heidi Frei.", ("Heidi Frei", None, None)),
        ("Lidia Poma, que maneja un bus, calla.", ("Lidia Poma", None, None)),
        ("“The lift never comes,” sighs Ruta.", ("Ruta", None, None)),
        ("“Nadie nos ve”, susurra Lourdes Pacari.", ("Lourdes Pacari", None, None)),
        ("Pour l'OIT, le directeur, M. Marc Thill.", ("Marc Thill", "directeur", "ILO")),
        ("M. Luc Baron, a acquiescé.", ("Luc Baron", None, None)),
        ("Dr Inès Ba (Université Cheikh Anta Diop)", ("Inès Ba", None, "CHEIKH_ANTA_DIOP_UNIVERSITY")),
        ("Ana Rey, de la Embajada de Italia, vino.", ("Ana Rey", None, "EMBASSY_OF_ITALY")),
        (
            "She thanked Mr. Le Van Thanh, Vice Minister of Labour, Invalids and Social Affairs, twice.",
            ("Le Van Thanh", "Vice Minister of Labour, Invalids and Social Affairs", None),
        ),
    ],
)
def test_a_person_with_role_and_body(text: str, expected: tuple[str, str | None, str | None]) -> None:
    assert found_in(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Wolfgang Amadeus Street was closed and the Nelson Mandela Hall was full.",
        "The Mayor of the Greater Irbid Municipality signs on Monday.",
        "Mr. Mayor, Madam Chair, friends,",
        "Cañeras y maestras de Bolivia, Brasil y Paraguay se reúnen.",
        "PORT LINDERA (ILO News) – The ferries sail again.",
        "La place Marie Curie et le lycée Aimé Césaire sont ouverts.",
        "La carretera Panamericana Norte y la avenida Los Olivos se cierran.",
        "Les chantiers Grand Paris et Belle Vue emploient 300 personnes.",
        "« La porte reste ouverte », affirme Paris.",
        "The Geneva-based Secretariat of the ILO keeps the list.",
    ],
)
def test_what_only_looks_like_a_person(text: str) -> None:
    assert found_in(text) == []


def test_a_block_of_contacts_is_a_person_with_role_and_body() -> None:
    assert found_in("Contact", "Marguerite Delacroix-Obi", "Media Officer", "ILO", "Tel. 00") == [
        ("Marguerite Delacroix-Obi", "Media Officer", "ILO")
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("Pour l'UNICEF :", "M. Leon Vidal, Directeur"), ("Leon Vidal", "Directeur", "UNICEF")),
        (
            ("Le Bureau de l'OIT pour le Mali aide les services de l'emploi.", "Directrice : Mme Awa Kane"),
            ("Awa Kane", "Directrice", "ILO_OFFICE_FOR_MALI"),
        ),
        (
            ("The Commission on the Status of Women met.", "Olga Lind, Chair of the Commission, spoke."),
            ("Olga Lind", "Chair", "CSW"),
        ),
        (
            (
                "Le Groupement des maraîchères de Thiès ouvre.",
                "La trésorière du Groupement, Mme Awa Sow, rit.",
            ),
            ("Awa Sow", "trésorière", "GROUPEMENT_DES_MARAICHERES_DE_THIES"),
        ),
    ],
)
def test_a_line_above_names_the_body(lines: tuple[str, ...], expected: tuple[str, str, str]) -> None:
    assert found_in(*lines) == [expected]


def test_a_trade_in_the_plural_is_that_of_both() -> None:
    assert found_in("Vinieron las chatarreras Nilda Poma y Vera Apaza.") == [
        ("Nilda Poma", "chatarrera", None),
        ("Vera Apaza", "chatarrera", None),
    ]


@pytest.mark.parametrize(
    ("text", "place", "name"),
    [
        (
            "El Ministerio de Trabajo y Promoción del Empleo abre.",
            "Lima, Perú",
            "Ministry of Labour and Employment Promotion (Peru)",
        ),
        (
            "Le Ministère de la Femme, de la Famille et de l'Enfance du Mali ouvre.",
            None,
            "Ministry of Women, Family and Children (Mali)",
        ),
        (
            "El Instituto Nacional de Estadística de Chile publica.",
            None,
            "National Statistics Institute (Chile)",
        ),
        ("Perú y Chile hablan con el Ministerio de Trabajo.", None, "Ministerio de Trabajo"),
        ("En Chile el Ministerio de Asuntos Lunares calla.", None, "Ministerio de Asuntos Lunares"),
    ],
)
def test_a_ministry_is_that_of_the_one_state(text: str, place: str | None, name: str) -> None:
    passage = Passage(0, PassageKind.PARAGRAPH, text)
    assert [each.name for each in find_organisations((passage,), None, place)] == [name]


def test_an_enumeration_binds_its_names() -> None:
    names = [name for name, *_ in found_in("They heard Awa Ba (UNESCO), Lise Dal and Pavel Hornik.")]
    assert names == ["Awa Ba", "Lise Dal", "Pavel Hornik"]


def test_what_follows_a_person_with_a_role_is_the_next_ones() -> None:
    text = (
        "They met the Ambassador of Norway, Ms. Tone Vik, and the Manager of the World Bank, Mr. Pradip Rao."
    )
    assert found_in(text) == [
        ("Tone Vik", "Ambassador of Norway", None),
        ("Pradip Rao", "Manager", "WORLD_BANK"),
    ]


def test_short_names_of_units_count_in_their_house() -> None:
    unit = Passage(0, PassageKind.PARAGRAPH, "The Staff Union has been heard.")
    assert [each.entity_id for each in find_organisations((unit,), "ILO")] == ["ILO_STAFF_UNION"]
    assert "ILO_STAFF_UNION" not in {each.entity_id for each in find_organisations((unit,), None)}


def test_the_work_grows_with_the_length_of_a_passage_alone() -> None:
    line = "Ms. Ada Lind, Head of the school, Goran Ha (UNESCO) and Eva Sol met. “We agree,” said Liv, a welder. "
    seconds = []
    for times in (100, 800):
        passage = (Passage(0, PassageKind.PARAGRAPH, line * times),)
        bodies = find_organisations(passage)
        started = time.process_time()
        find_people(passage, bodies)
        seconds.append(time.process_time() - started)
    assert seconds[1] < 32 * seconds[0] + 0.2  # eight times the text; a quadratic search takes 64 times


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Ada Lindholm succeeds Bo Falk as director of the Rope Fund.", "Ada Lindholm", "director"),
        ("Ada Lindholm took over as chief executive in May.", "Ada Lindholm", "chief executive"),
        ("In May Ada Lindholm became president of the Rope Fund.", "Ada Lindholm", "president"),
        (
            "Awa Diallo succède à Paul Lefort au poste de directrice de l'Agence.",
            "Awa Diallo",
            "directrice de l'Agence",
        ),
        ("Awa Diallo devient présidente de la Ligue en 2019.", "Awa Diallo", "présidente de la Ligue"),
        (
            "Rosa Paredes sucede a Juan Vidal como directora de Puertos.",
            "Rosa Paredes",
            "directora de Puertos",
        ),
        ("Rosa Paredes asumió el cargo de ministra el lunes.", "Rosa Paredes", "ministra"),
    ],
)
def test_who_takes_an_office_has_it(text: str, name: str, role: str) -> None:
    assert [(each[0], each[1]) for each in found_in(text)] == [(name, role)]


@pytest.mark.parametrize(
    "text",
    [
        "The minister met her counterpart at the ministry of Chile, Rosa Ibarra, on Monday.",
        "La ministra y su par de Bolivia, Rosa Ibarra, abrieron la mesa.",
    ],
)
def test_a_counterpart_is_a_person(text: str) -> None:
    passage = Passage(0, PassageKind.PARAGRAPH, text)
    assert [each.name for each in find_people([passage], ()).persons] == ["Rosa Ibarra"]


def test_both_members_are_members() -> None:
    text = "Eleanor Whitcombe and Tomas Brandt, both members of the committee, drafted it."
    assert [(name, role) for name, role, _ in found_in(text)] == [
        ("Eleanor Whitcombe", "member of the committee"),
        ("Tomas Brandt", "member of the committee"),
    ]
