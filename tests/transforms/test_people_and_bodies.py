"""Bodies that only a role or a short form shows, where roles end, who is no person, and who speaks, in three languages."""

from __future__ import annotations

import pytest

from extractors.model import Passage, PassageKind
from flows.accuracy.text_keys import role_key
from transforms.organisations.find import find_organisations
from transforms.people.find import find_people
from transforms.quotes.find import find_quotes


def passages_of(*texts: str, title: str | None = None) -> tuple[Passage, ...]:
    kinds = [(PassageKind.TITLE, title)] if title else []
    every = [*kinds, *((PassageKind.PARAGRAPH, text) for text in texts)]
    return tuple(Passage(at, kind, text) for at, (kind, text) in enumerate(every))


def people_in(*texts: str, title: str | None = None) -> list[tuple[str, str | None, str | None]]:
    """Name, first role and organisation_id of each person."""
    passages = passages_of(*texts, title=title)
    people = find_people(passages, find_organisations(passages))
    return [
        (each.name, *((each.roles[0].role, each.roles[0].organisation_id) if each.roles else (None, None)))
        for each in people.persons
    ]


def bodies_in(*texts: str, title: str | None = None) -> list[str]:
    return [each.span.surface for each in find_organisations(passages_of(*texts, title=title))]


def speakers_in(*texts: str) -> list[str | None]:
    passages = passages_of(*texts)
    bodies = find_organisations(passages)
    people = find_people(passages, bodies)
    return [each.speaker_name for each in find_quotes(passages, people, bodies)]


@pytest.mark.parametrize(
    ("phrase", "role", "body"),
    [
        ("présidente du Cercle des cordières de Ségou", "présidente", "CERCLE_DES_CORDIERES_DE_SEGOU"),
        ("délégué de l'Amicale des éclusiers", "délégué", "AMICALE_DES_ECLUSIERS"),
        ("directrice de l'Institut de la marée", "directrice", "INSTITUT_DE_LA_MAREE"),
        ("directrice du Centre de la petite enfance", "directrice", "CENTRE_DE_LA_PETITE_ENFANCE"),
        ("secretaria de actas de la Junta de Regantes", "secretaria de actas", "JUNTA_DE_REGANTES"),
        ("vocera de la Mesa de Mujeres Rurales", "vocera", "MESA_DE_MUJERES_RURALES"),
        ("integrante de la Casa de la Tejedora", "integrante", "CASA_DE_LA_TEJEDORA"),
        ("coordinator of the Fair Ferry Platform", "coordinator", "FAIR_FERRY_PLATFORM"),
        ("president of the Sisterhood of Net Menders", "president", "SISTERHOOD_OF_NET_MENDERS"),
        ("présidente de la République du Mali", "présidente de la République du Mali", None),
        ("alcaldesa de Casa Grande", "alcaldesa de Casa Grande", None),
        ("présidente de la Conférence des femmes", "présidente de la Conférence des femmes", None),
        ("directora de Comunidad y Cuidados", "directora de Comunidad y Cuidados", None),
    ],
)
def test_a_role_shows_the_body_behind_it(phrase: str, role: str, body: str | None) -> None:
    assert people_in(f"Inès Paz, {phrase}, a souri.") == [("Inès Paz", role, body)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("La charte lie le Groupement des saunières et l'État.", ["Groupement des saunières"]),
        (
            "La Mancomunidad Ixil firmó con la Agrupación de Palliris.",
            ["Mancomunidad Ixil", "Agrupación de Palliris"],
        ),
        ("They asked the Harbour Women's Caucus.", ["Harbour Women's Caucus"]),
        ("Le Cercle est fermé, le Groupement aussi.", []),
        ("El Club está cerrado y el Colegio también.", []),
        ("The Platform for Action and the Task Force report lay open.", []),
    ],
)
def test_a_body_without_a_person(text: str, names: list[str]) -> None:
    assert bodies_in(text) == names


def test_a_title_that_is_a_sentence_names_a_body_and_its_officer_is_addressed() -> None:
    title = "Address by Ms. Ruta Holm to the congress of the Baltic Ropemakers Alliance"
    found = people_in("I put it to your own President, Mr. Jan Vik.", title=title)
    assert found[-1] == ("Jan Vik", "President", "BALTIC_ROPEMAKERS_ALLIANCE")
    assert bodies_in(title="Women Workers And The Union Movement Today") == []


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Ida Berg, spokeswoman of the union, spoke.", "spokeswoman"),
        ("The union's treasurer, Ida Berg, spoke.", "treasurer"),
        ("Pour le syndicat, c'est sa vice-présidente, Ida Berg, qui a signé.", "vice-présidente"),
        ("Ida Berg, porte-parole du syndicat, a souri.", "porte-parole"),
    ],
)
def test_a_short_form_in_small_letters_is_the_body_named_before(text: str, role: str) -> None:
    before = "The Union of Salt Rakers" if "union" in text else "Le Syndicat des saunières"
    assert people_in(f"{before} a voté.", text) == [
        ("Ida Berg", role, before.split(" ", 1)[1].upper().replace(" ", "_").replace("È", "E"))
    ]


def test_a_short_form_of_two_bodies_is_neither() -> None:
    before = "The Union of Salt Rakers met the Union of Ferry Pilots."
    assert people_in(before, "Ida Berg, spokeswoman of the union, spoke.")[0][2] is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "La Liga de Hilanderas, que une a las dueñas, calla. Su presidenta, Eva Paz, no.",
            ("Eva Paz", "presidenta", "LIGA_DE_HILANDERAS"),
        ),
        (
            "Por la Liga de Hilanderas firmó Eva Paz, su tesorera.",
            ("Eva Paz", "tesorera", "LIGA_DE_HILANDERAS"),
        ),
        (
            "Eva Paz drove before they elected her head of the Union of Crews.",
            ("Eva Paz", "head", "UNION_OF_CREWS"),
        ),
        ("Dr Eva Paz teaches law at the University of Turku.", ("Eva Paz", None, "UNIVERSITY_OF_TURKU")),
        (
            "The spokeswoman of the Union of Salt Workers, Eva Paz, left.",
            ("Eva Paz", "spokeswoman", "UNION_OF_SALT_WORKERS"),
        ),
        (
            "Eva Paz, chair of the Dyers' Guild's youth panel, left.",
            ("Eva Paz", "chair of the Dyers' Guild's youth panel", "DYERS_GUILD"),
        ),
        (
            "Eva Paz, in her third year as chair of the Dyers' Guild, left.",
            ("Eva Paz", "chair", "DYERS_GUILD"),
        ),
        ("Eva Paz, al frente de la Liga de Hilanderas, calla.", ("Eva Paz", None, "LIGA_DE_HILANDERAS")),
        ("They honoured the late Transport Secretary Eva Paz.", ("Eva Paz", "Transport Secretary", None)),
        ("Eva Paz, a tram driver with twins, left.", ("Eva Paz", "tram driver", None)),
        ("Eva Paz, a weaver in her fifties, left.", ("Eva Paz", "weaver", None)),
        ("- Dr Eva Paz, radiologist, who runs the ward", ("Eva Paz", "radiologist", None)),
        ("Eva Paz, lycéenne, a lu une lettre.", ("Eva Paz", "lycéenne", None)),
        ("Mme Eva Dos Reis-Paz, cheffe d'atelier, a ri.", ("Eva Dos Reis-Paz", "cheffe d'atelier", None)),
        ("Eva Paz, alias Mama Eva, fishmonger, smiled.", ("Eva Paz", "fishmonger", None)),
        ("Contact presse : Yann Le Floc'h-Paz, presse@quai.example", ("Yann Le Floc'h-Paz", None, None)),
        ("Further information: Eva Paz, tel. 00", ("Eva Paz", None, None)),
        ("La más joven, Eva Paz, dejó el puesto.", ("Eva Paz", None, None)),
        ("Dear Eva Paz, dear friends,", ("Eva Paz", None, None)),
    ],
)
def test_role_and_body_in_a_sentence(text: str, expected: tuple[str, str | None, str | None]) -> None:
    assert people_in(text) == [expected]


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        # A portfolio of several subjects, whose second words are small
        (
            "« Oui », a dit Mme Eva Paz, ministre de la Fonction publique, du Travail et de la Sécurité sociale.",
            "Eva Paz",
            "ministre de la Fonction publique, du Travail et de la Sécurité sociale",
        ),
        # The article of the form of address is no part of the role
        ("It was sealed by the Minister of Labour, the Honourable Eva Paz.", "Eva Paz", "Minister of Labour"),
        # What somebody is says more than of what she is the author
        ("Selon l'auteure, Eva Paz, sociologue, rien ne presse.", "Eva Paz", "sociologue"),
        # "dit" behind the mark tells who speaks, and is no second name
        ("« Je savais coudre », dit Eva Paz, mécanicienne.", "Eva Paz", "mécanicienne"),
        (
            "La ministre de l'Emploi, du Travail et de la Protection sociale, Mme Eva Paz, a remis le texte.",
            "Eva Paz",
            "ministre de l'Emploi, du Travail et de la Protection sociale",
        ),
        ("Hier, l'une d'elles, Eva Paz, m'a dit non.", "Eva Paz", None),
        (
            "Madame la Ministre du Travail, chère Madame Eva Paz, Monsieur le Secrétaire général,",
            "Eva Paz",
            "Ministre du Travail",
        ),
        ("Venue du Mali, Eva Paz, teinturière, a pris la parole.", "Eva Paz", "teinturière"),
        ("Se ruega dirigirse a Eva Paz, tel. 55 00.", "Eva Paz", None),
    ],
)
def test_the_one_person_of_a_sentence_and_her_role(text: str, name: str, role: str | None) -> None:
    assert [(person, said) for person, said, _ in people_in(text)] == [(name, role)]


@pytest.mark.parametrize(
    "text",
    [
        "This is the aim of Safe Stalls, a joint programme of UN Women and UNDP.",
        "Tierra Firme, un proyecto del Ministerio, abrió sus puertas.",
        "The ferry “Lady Agnes” sailed and the film “Ada Marsh” ended.",
        "The award, called Golden Thread, was given.",
        "Later Tierra Firme opened its doors.",
    ],
)
def test_names_of_things_are_no_persons(text: str) -> None:
    assert people_in(text) == []


def test_a_given_name_alone_is_the_person_named_in_full() -> None:
    texts = ("Maureen O'Dowd-Sy runs a bakery.", "“I rise at three,” Maureen says.")
    assert people_in(*texts) == [("Maureen O'Dowd-Sy", None, None)]
    assert speakers_in(*texts) == ["Maureen O'Dowd-Sy"]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("“Una coma”, le respondió, desde la segunda fila, la delegada Eva Paz.", ["Eva Paz"]),
        ("« Une virgule », lui a répondu, du deuxième rang, la déléguée Eva Paz.", ["Eva Paz"]),
        ("From the foreword by Ms. Eva Paz, director: “No firm has found that.”", ["Eva Paz"]),
        ("Del prólogo de Eva Paz, directora: “Ninguna empresa encontró eso.”", ["Eva Paz"]),
        ("The director, Eva Paz, called the report “a map for people who walk without one”.", ["Eva Paz"]),
        ("Ms. Eva Paz recalls that Convention No. 122 asks for a policy “designed to promote work”.", [None]),
        (
            "Eva Paz recuerda que el Convenio núm. 122 pide una política “destinada a promover el empleo”.",
            [None],
        ),
        ("Eva Paz dijo que no. “Me preguntan si me da miedo”, se ríe.", ["Eva Paz"]),
        ("“No,” said Ms. Eva Paz. She laughed. “And it is true.”", ["Eva Paz", "Eva Paz"]),
        ("“Nobody asked us,” was the answer of Ms. Eva Paz, a pilot.", ["Eva Paz"]),
        (
            "Ms. Eva Paz dijo: “No.” La Declaración universal proclama “la igualdad de todas las personas”.",
            ["Eva Paz", None],
        ),
        (
            "« Oui », dit Mme Eva Paz. La Convention est en vigueur. Elle demande que l'on donne « la même protection ».",
            ["Eva Paz", None],
        ),
        ("“A rule needs a reader,” as Ms. Eva Paz, a porter, said that day.", ["Eva Paz"]),
        (
            "The drivers met Ms. Eva Paz. Her cousin, driver Rodel Uy, waited. He said little. “We go,” she said.",
            ["Eva Paz"],
        ),
    ],
)
def test_who_speaks(text: str, speakers: list[str | None]) -> None:
    assert speakers_in(text) == speakers


@pytest.mark.parametrize(
    ("printed", "body", "key"),
    [
        ("économiste à l'OIT", "ILO", "economiste"),
        ("lawyer at the ILO", "ILO", "lawyer"),
        ("especialista en condiciones de trabajo", "ILO", "especialista en condiciones trabajo"),
        ("Chairperson of the Staff Union", "ILO_STAFF_UNION", "chairperson"),
    ],
)
def test_a_role_is_compared_without_its_body_alone(printed: str, body: str, key: str) -> None:
    assert role_key(printed, body) == key


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Lo pidieron la Central Unitaria de Trabajadores Auténtica y la gente de la Federación Nacional de Costureras.",
            ["Central Unitaria de Trabajadores Auténtica", "Federación Nacional de Costureras"],
        ),
        (
            "A petición de la Central Unitaria de Trabajadores Auténtica y de la Federación Nacional de Costureras.",
            ["Central Unitaria de Trabajadores Auténtica", "Federación Nacional de Costureras"],
        ),
        (
            "Le Groupement des entreprises du numérique y avait conclu un accord.",
            ["Groupement des entreprises du numérique"],
        ),
        ("Le VIH/SIDA frappe tôt.", []),
    ],
)
def test_where_the_name_of_a_body_ends(text: str, names: list[str]) -> None:
    assert [each.span.surface for each in find_organisations(passages_of(text))] == names
