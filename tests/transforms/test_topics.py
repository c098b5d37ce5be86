"""Topics by the words that evidence them; a bare mention is none."""

from __future__ import annotations

import pytest

from extractors.findings import Mention, Span
from extractors.model import Passage, PassageKind
from transforms.instruments.find import find_instruments
from transforms.topics.find import THRESHOLD, find_topics
from transforms.vocabulary import topics


def found(
    *texts: str, language: str = "en", mentions: tuple[Mention, ...] = (), title: str = "A page"
) -> set[str]:
    passages = [Passage(0, PassageKind.TITLE, title)]
    passages += [Passage(n, PassageKind.PARAGRAPH, text) for n, text in enumerate(texts, 1)]
    languages = dict.fromkeys(range(len(passages)), language)
    every = find_topics(passages, languages, mentions)
    assert all(THRESHOLD <= each.score <= 1 for each in every)
    for each in every:
        span = each.span
        assert passages[span.passage].text[span.start : span.end] == span.surface
    return {each.entity_id for each in every}


@pytest.mark.parametrize(
    ("language", "text", "topic"),
    [
        ("en", "Domestic workers in three towns now have a written contract.", "domestic_work"),
        ("en", "The pay gap between the two halls has been halved.", "equal_pay"),
        ("en", "Bonded labour was found in two quarries.", "forced_labour"),
        ("en", "It covers child labour, forced labour and HIV.", "hiv_aids"),
        ("en", "Half of the clerks are women. Three in ten supervisors are.", "leadership_and_participation"),
        ("fr", "Les travailleuses domestiques de trois villes ont un contrat écrit.", "domestic_work"),
        ("fr", "L'écart salarial entre les deux ateliers a diminué.", "equal_pay"),
        ("fr", "Les accidents du travail ont reculé d'un tiers.", "occupational_safety_and_health"),
        ("es", "Las trabajadoras domésticas tienen un contrato escrito.", "domestic_work"),
        ("es", "Una política pública de cuidados empieza por la sala cuna.", "care_economy"),
        ("es", "La trata de personas se persigue en dos provincias.", "forced_labour"),
        ("en", "Five of the fund's eight members are now women.", "leadership_and_participation"),
        ("en", "Unpaid work at home is missing from the national accounts.", "care_economy"),
        ("en", "The two sides bargained for six weeks.", "social_dialogue"),
        ("en", "Wages are set out in tables by sex and trade.", "statistics_and_data"),
        ("fr", "Les aides à domicile veillent la nuit.", "care_economy"),
        ("fr", "Une transition équitable vers d'autres métiers se prépare.", "climate_and_just_transition"),
        ("es", "Las dos partes negociaron seis semanas.", "social_dialogue"),
        ("es", "Seis de los nueve miembros de la junta son hoy mujeres.", "leadership_and_participation"),
    ],
)
def test_topics(language: str, text: str, topic: str) -> None:
    assert topic in found(text, language=language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The lift was opened by the Ministry of Labour and Social Protection."),
        ("en", "Equality between women and men is a right."),
        ("en", "The union paid for the paint."),
        ("en", "The office of Sida moved to the harbour."),
        ("es", "La delegación voló a La Paz."),
        ("es", "Sida pagó el papel de la imprenta."),
        ("fr", "Le bureau a reçu une charte encadrée."),
        ("en", "[4] Labour force survey, third quarter of 2012."),
        ("en", "The depot stands next to a kindergarten and a vocational school."),
        ("en", "A migrant from Davao painted the gate."),
        ("en", "A former child soldier rang the bell."),
        ("en", "The parade went past the market, where sellers clapped."),
        ("en", "After the war the bridge was built again."),
        ("fr", "Une syndicaliste de Nantes a coupé le ruban."),
        ("fr", "Le dépôt jouxte une crèche."),
        ("fr", "Une ancienne membre du Conseil des droits des personnes handicapées tient la librairie."),
        ("es", "El depósito está frente a una guardería."),
        ("es", "El Fondo para las mujeres rurales pagó las sillas."),
    ],
)
def test_bare_mentions(language: str, text: str) -> None:
    assert found(text, language=language) == set()


def test_one_word_family_says_one_thing() -> None:
    assert found("El sindicato abrió. Las sindicalistas entraron.", language="es") == set()


def test_words_inside_a_name_count_half() -> None:
    text = "The Harbour Violence Fund paid."
    name = Mention("organisation", "FUND", Span(1, 4, 25, "Harbour Violence Fund"), "test")
    assert found("The fund against violence paid.") == {"violence_and_harassment"}
    assert found(text, mentions=(name,)) == set()


def test_two_instruments_of_a_topic_are_evidence_one_is_a_bare_mention() -> None:
    text = "A guide to C189 and R201."
    both = tuple(
        Mention("instrument", code, Span(1, text.index(code), text.index(code) + 4, code), "test")
        for code in ("C189", "R201")
    )
    assert found(text, mentions=both) == {"domestic_work"}
    assert found(text, mentions=both[:1]) == set()


def test_the_score_grows_with_the_evidence() -> None:
    def score(*texts: str) -> float:
        passages = [Passage(n, PassageKind.PARAGRAPH, text) for n, text in enumerate(texts)]
        languages = dict.fromkeys(range(len(texts)), "en")
        return max(each.score for each in find_topics(passages, languages))

    assert score("Migrant crews came.", "Recruitment fees rose.") > score("Migrant crews came.")


def test_the_list_is_closed_and_whole() -> None:
    every = topics()
    assert len(every) == 27
    for topic in every:
        assert topic.label_en, topic.topic_id
        assert topic.label_fr, topic.topic_id
        assert topic.label_es, topic.topic_id
        assert topic.sdg_targets, topic.topic_id
        assert set(topic.terms) == {"en", "fr", "es"}, topic.topic_id


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_every_term_of_a_topic_is_found(language: str) -> None:
    for topic in topics():
        for term in topic.terms[language]:
            text = term.lstrip("=").replace("*", "")
            passage = Passage(0, PassageKind.PARAGRAPH, f"x: {text}.")
            evidence = {each.entity_id for each in find_topics([passage], {0: language})}
            assert topic.topic_id in evidence, (topic.topic_id, term)


# Titles that play, texts that show instead of naming: language, title, body, topics.
INDIRECT: list[tuple[str, list[str], list[str]]] = [
    (
        "en",
        ["Night shifts without fear", "Bus conductors in Harare now report insults through a short number."],
        ["violence_and_harassment"],
    ),
    (
        "en",
        [
            "Loans that follow the harvest",
            "Two hundred women opened shops with loans from a cooperative fund. Most sell seed.",
        ],
        ["womens_entrepreneurship", "rural_work"],
    ),
    (
        "en",
        [
            "Who sits on the port board",
            "Of twelve members of the port board, one is a woman. The harbour wants four by 2020.",
        ],
        ["leadership_and_participation"],
    ),
    (
        "en",
        [
            "Counting what nobody counted",
            "The statistical office asked 3,000 households how they spend the day. Women cook and fetch water for five hours.",
        ],
        ["statistics_and_data", "care_economy"],
    ),
    (
        "en",
        [
            "After the flood",
            "Weavers whose looms were lost in the flood have been paid for repairing the road.",
        ],
        ["crisis_response", "employment_policy"],
    ),
    (
        "en",
        ["Welders who cannot hear", "Eleven deaf women were trained as welders in Lusaka."],
        ["disability", "skills_and_training"],
    ),
    (
        "en",
        ["Papers before the plane", "Nurses who leave for the Gulf no longer pay the recruiter."],
        ["labour_migration"],
    ),
    (
        "fr",
        ["Le lait et la pointeuse", "Les ouvrières qui allaitent ont droit à deux pauses payées par jour."],
        ["maternity_protection"],
    ),
    (
        "fr",
        [
            "Des bleus de travail à leur taille",
            "L'usine a commandé des casques et des gants pour les soudeuses après trois accidents.",
        ],
        ["occupational_safety_and_health"],
    ),
    (
        "es",
        ["Pensión para las lavanderas", "La caja reconoció los años trabajados sin contrato."],
        ["social_protection", "informal_economy"],
    ),
    (
        "es",
        [
            "La mesa de negociación tiene otra silla",
            "Las obreras del azúcar firmaron su primer convenio colectivo.",
        ],
        ["social_dialogue"],
    ),
    (
        "en",
        ["Wages on the wall", "The mill now posts what men and women earn for the same work."],
        ["equal_pay"],
    ),
    (
        "en",
        [
            "A school bell for the brickyards",
            "Children who carried bricks now attend lessons; inspectors visit the kilns twice a month.",
        ],
        ["child_labour"],
    ),
    (
        "en",
        [
            "Sun over the weaving hall",
            "Solar panels replaced the diesel engine; the women who looked after it were retrained.",
        ],
        ["climate_and_just_transition", "skills_and_training"],
    ),
    (
        "en",
        [
            "Opening remarks",
            "Madam President, distinguished delegates, I thank you. Equality is a right, not a favour.",
        ],
        [],
    ),
    (
        "en",
        [
            "Peace talks need a cook and a chair",
            "At the talks in the north, women cooked; none sat at the table.",
        ],
        ["peace_and_security", "leadership_and_participation"],
    ),
    (
        "es",
        ["Jóvenes que reparan radios", "Veinte muchachas obtuvieron su primer empleo en un taller."],
        ["youth_employment"],
    ),
    (
        "en",
        [
            "The home is a workplace",
            "House cleaners in Lisbon signed contracts with the families that employ them.",
        ],
        ["domestic_work"],
    ),
    (
        "fr",
        ["Un audit de genre au ministère", "Le ministère a relu ses formulaires."],
        ["gender_mainstreaming"],
    ),
    ("en", ["HIV testing at the truck stop", "Drivers and vendors were tested."], ["hiv_aids"]),
    (
        "en",
        ["Budget day", "The county lists what each budget line does for women and for men."],
        ["gender_budgeting"],
    ),
]


def test_indirect_wording() -> None:
    right = wrong = missed = 0
    for language, (title, *texts), expected in INDIRECT:
        topics_found = found(*texts, language=language, title=title)
        right += len(topics_found & set(expected))
        wrong += len(topics_found - set(expected))
        missed += len(set(expected) - topics_found)
    assert right / (right + wrong) >= 0.90
    assert right / (right + missed) >= 0.80


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        (
            "en",
            "Half of the weavers stop work when a child falls ill, because nobody else can watch over the baby.",
            "care_economy",
        ),
        (
            "en",
            "Men in the village have begun to cook and to fetch the children from school.",
            "care_economy",
        ),
        ("en", "She tends her mother-in-law at night and the tills by day.", "care_economy"),
        ("en", "Boys of eleven carry slate down the hill before lessons begin.", "child_labour"),
        ("en", "Inspectors found nine children among the cutters.", "child_labour"),
        (
            "en",
            "The wells ran dry for the fourth year, and the town now trains women to mount solar pumps.",
            "climate_and_just_transition skills_and_training",
        ),
        ("en", "Six months after the cyclone, 300 women clear canals for a daily wage.", "crisis_response"),
        ("en", "Two operators who cannot see answer the calls with a screen reader.", "disability"),
        ("en", "Most of them cook and clean for families who never signed a contract.", "domestic_work"),
        (
            "en",
            "The ministry will open ten placement offices so that more women find jobs.",
            "employment_policy",
        ),
        ("en", "A woman at the press takes home 80 cents for every dollar that a man earns.", "equal_pay"),
        ("en", "The agent kept their passports until the debt was worked off.", "forced_labour"),
        ("en", "The council asked of each budget line how many women it reached.", "gender_budgeting"),
        (
            "en",
            "Every department must now show how its projects serve women and men.",
            "gender_mainstreaming",
        ),
        ("en", "Drivers can be tested for HIV at three rest stops.", "hiv_aids"),
        ("en", "They sew collars at home, by the piece and without a contract.", "informal_economy"),
        (
            "en",
            "Nurses who go to work in the Gulf sign a contract in their own language.",
            "labour_migration",
        ),
        ("en", "Only two of the forty seats went to women.", "leadership_and_participation"),
        ("en", "She was dismissed in the sixth month of her pregnancy.", "maternity_protection"),
        ("en", "Three women lost fingers at the unguarded saw.", "occupational_safety_and_health"),
        ("en", "Women from both sides drafted the ceasefire.", "peace_and_security"),
        ("en", "Women who plough the fields hold no title to the land.", "rural_work"),
        ("en", "Twenty women learned to weld in a six-month course.", "skills_and_training"),
        ("en", "The union and the owners negotiated for nine nights.", "social_dialogue"),
        ("en", "Vendors pay into a sickness fund for the first time.", "social_protection"),
        ("en", "No survey has ever counted the women who mend nets.", "statistics_and_data"),
        ("en", "Passengers insult and grab the conductors, who are women.", "violence_and_harassment"),
        ("en", "With a loan of 200 dollars she opened her own bakery.", "womens_entrepreneurship"),
        ("en", "Young people under 25 find their first job through the scheme.", "youth_employment"),
        ("fr", "Qui garde les enfants quand la fabrique tourne la nuit ?", "care_economy"),
        ("fr", "Des garçons de onze ans portent l'ardoise avant la classe.", "child_labour"),
        ("fr", "Une ouvrière gagne un tiers de moins qu'un homme au même poste.", "equal_pay"),
        ("fr", "Les passeports sont confisqués à l'arrivée.", "forced_labour"),
        ("fr", "Elles cousent à la maison, payées à la pièce.", "informal_economy"),
        ("fr", "Trois sièges sur quarante sont occupés par des femmes.", "leadership_and_participation"),
        ("fr", "Elle a été licenciée pendant sa grossesse.", "maternity_protection"),
        ("fr", "La poussière de la filature fait tousser les ouvrières.", "occupational_safety_and_health"),
        ("fr", "Le syndicat et le patronat ont négocié neuf nuits.", "social_dialogue"),
        ("fr", "Avec un prêt, elle a ouvert sa propre boulangerie.", "womens_entrepreneurship"),
        ("fr", "Vingt femmes ont appris à souder en six mois.", "skills_and_training"),
        ("fr", "Le conducteur a insulté et touché les passagères.", "violence_and_harassment"),
        ("es", "¿Quién cuida a los niños cuando la fábrica trabaja de noche?", "care_economy"),
        ("es", "Niños de once años cargan pizarra antes de ir a clase.", "child_labour"),
        ("es", "Una obrera gana un tercio menos que un hombre en el mismo puesto.", "equal_pay"),
        ("es", "Les retienen el pasaporte al llegar.", "forced_labour"),
        ("es", "Cosen en casa, por pieza y sin contrato.", "informal_economy"),
        ("es", "Tres de los cuarenta asientos son de mujeres.", "leadership_and_participation"),
        ("es", "La despidieron en el sexto mes de embarazo.", "maternity_protection"),
        ("es", "El polvo del molino hace toser a las obreras.", "occupational_safety_and_health"),
        ("es", "El sindicato y los dueños negociaron nueve noches.", "social_dialogue"),
        ("es", "Con un crédito abrió su propia panadería.", "womens_entrepreneurship"),
        ("es", "Veinte mujeres aprendieron a soldar en un curso de seis meses.", "skills_and_training"),
        ("es", "Enfermeras que parten a trabajar al extranjero firman un contrato.", "labour_migration"),
    ],
)
def test_sentences_that_say_it_without_its_name(language: str, text: str, wanted: str) -> None:
    assert found(text, language=language) == set(wanted.split())


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A room with cots now stands beside the packing hall."),
        ("en", "The Minister of Labour cut the ribbon."),
        ("en", "Women and men have the same rights."),
        ("en", "The prize goes to a photographer from Chile."),
        ("en", "Ms. Ortiz, who chairs the association, thanked the cooks."),
        ("en", "The office moved to the fourth floor in May."),
        ("en", "Equality is a matter of rights, said the Director-General."),
        ("fr", "Le bureau a fêté ses dix ans."),
        ("fr", "L'égalité entre les femmes et les hommes est un droit."),
        ("es", "La oficina se mudó al cuarto piso."),
        ("es", "La igualdad es un derecho de todas y todos."),
    ],
)
def test_sentences_about_no_topic(language: str, text: str) -> None:
    assert found(text, language=language) == set()


def test_key_words_are_no_evidence() -> None:
    assert found("Tags: women, electronics, equal pay") == set()
    assert found("Mots-clés : travail domestique, grève", language="fr") == set()


def test_the_name_of_an_office_written_small_is_no_evidence() -> None:
    assert found("Elle dirige le secteur de la protection sociale.", language="fr") == set()
    assert found("La protection sociale couvre les marchandes.", language="fr") >= {"social_protection"}


def test_a_term_inside_a_longer_one_is_another_thing() -> None:
    assert found("Unpaid domestic work fills the night.") == {"care_economy"}


@pytest.mark.parametrize(
    "text",
    [
        "The 2030 Agenda for Sustainable Development asks for exactly this.",
        "Le Programme de développement durable à l'horizon 2030 le demande.",
        "La Agenda 2030 para el Desarrollo Sostenible lo pide.",
    ],
)
def test_to_name_the_agenda_is_to_speak_of_the_goals(text: str) -> None:
    passages = (Passage(0, PassageKind.PARAGRAPH, text),)
    mentions = find_instruments(passages, None)
    assert {each.entity_id for each in mentions} == {"AGENDA_2030"}
    language = "fr" if text.startswith("Le ") else "es" if text.startswith("La ") else "en"
    found = find_topics(passages, {0: language}, mentions)
    assert {(each.entity_id, each.rule) for each in found} == {("sdg", "topics.instrument")}


@pytest.mark.parametrize(
    "text", ["She oils the machines of a dairy plant.", "They met at the kitchen table."]
)
def test_a_workplace_or_a_table_is_no_subject(text: str) -> None:
    assert find_topics((Passage(0, PassageKind.PARAGRAPH, text),), {0: "en"}) == []


@pytest.mark.parametrize(
    ("language", "text", "topic"),
    [
        ("en", "For the same shift at the same bench the men took home nine dollars more.", "equal_pay"),
        ("en", "Packers are placed two grades below men with the same duties.", "equal_pay"),
        ("en", "She gave up the night shift when her mother needed somebody by her side.", "care_economy"),
        ("en", "Fathers now take eight days when a baby comes.", "care_economy"),
        (
            "en",
            "A guard blocked the stairs and pressed against the cleaner's niece and her.",
            "violence_and_harassment",
        ),
        ("en", "Porters carry forty kilos a day until the back gives in.", "occupational_safety_and_health"),
        (
            "en",
            "The trade school opened its doors to women, and the diesel class is full.",
            "skills_and_training",
        ),
        ("en", "Two of nine embassies are held by women.", "leadership_and_participation"),
        ("en", "She started with one loom; today four people weave for her.", "womens_entrepreneurship"),
        ("en", "The field is still in her husband's name.", "rural_work"),
        ("en", "The bureau will ask each household how many hours are unpaid.", "statistics_and_data"),
        ("fr", "À poste identique, elles gagnent 90 francs de moins que les hommes.", "equal_pay"),
        ("fr", "Elle réduit ses heures depuis que la crèche a fermé.", "care_economy"),
        (
            "fr",
            "Quarante kilos par sac : le dos des porteuses n'y résiste pas.",
            "occupational_safety_and_health",
        ),
        ("fr", "Au conseil, un siège sur huit revient à une femme.", "leadership_and_participation"),
        (
            "fr",
            "Elle a commencé avec un four et paie aujourd'hui trois personnes.",
            "womens_entrepreneurship",
        ),
        ("fr", "Le projet fait sortir les enfants des champs.", "child_labour"),
        ("es", "En la misma línea él cobra 90 pesos más que ella.", "equal_pay"),
        ("es", "Dejó el trabajo para quedarse con su abuela.", "care_economy"),
        ("es", "Cargan treinta kilos por caja y la espalda no aguanta.", "occupational_safety_and_health"),
        ("es", "De doce embajadas, dos están en manos de mujeres.", "leadership_and_participation"),
        ("es", "Ella empezó con un telar y hoy vende en tres ciudades.", "womens_entrepreneurship"),
        ("es", "La parcela sigue a nombre del marido.", "rural_work"),
    ],
)
def test_more_sentences_that_say_it_in_other_words(language: str, text: str, topic: str) -> None:
    assert topic in found(text, language=language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The delegation planted a tree in the yard."),
        ("en", "For the first time women and children sang together."),
        ("en", "The manager said the following: women of all branches will attend the dinner."),
        ("en", "A new policy affects women and men alike: the lift stops at each floor."),
        ("fr", "La délégation a planté un arbre dans la cour."),
        ("fr", "Le comité a voté ; la présidente a salué les femmes présentes."),
        ("es", "La delegación plantó un árbol en el patio."),
        ("es", "El jefe pasó la siguiente página y las mujeres rieron."),
    ],
)
def test_the_same_words_without_the_subject(language: str, text: str) -> None:
    assert found(text, language=language) == set()


def test_to_earn_less_is_no_violence() -> None:
    text = "À poste identique, les femmes touchent 17 pour cent de moins que leurs collègues masculins."
    assert found(text, language="fr") == {"equal_pay"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The report recalls that the 2030 Agenda promised to leave no one behind."),
        ("en", "Those who held their own passport had left sooner."),
        ("en", "Four young women in five sang."),
        ("en", "“No woman should have to choose,” the Director said."),
        ("fr", "Les pluies se déplacent."),
        ("es", "Se habló por teléfono después de la pandemia."),
    ],
)
def test_what_is_only_named_is_no_topic(language: str, text: str) -> None:
    instruments = find_instruments([Passage(1, PassageKind.PARAGRAPH, text)], None)
    assert found(text, language=language, mentions=instruments) == set()


@pytest.mark.parametrize(
    ("language", "text", "topic"),
    [
        ("en", "The pandemic left her without a post.", "crisis_response"),
        ("fr", "La pandémie a fermé sept étals sur dix.", "crisis_response"),
        ("es", "La pandemia dejó sin empleo a la mitad.", "crisis_response"),
        ("en", "Plans to share unpaid care and domestic work were read out.", "care_economy"),
    ],
)
def test_what_is_told_of_it_is_one(language: str, text: str, topic: str) -> None:
    assert found(text, language=language) == {topic}
