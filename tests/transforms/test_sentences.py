"""Agreements and event days in sentences as pages write them, in three languages."""

from __future__ import annotations

import pytest

from extractors.findings import Findings
from extractors.read.text.text import read_text
from flows.accuracy.text_findings import agreement_key
from transforms.understand import understand

HEAD = {
    "en": "A day like any other\n\nNews | 10 June 2015",
    "fr": "Un jour comme un autre\n\nNouvelles | 10 juin 2015",
    "es": "Un día como otro\n\nNoticia | 10 de junio de 2015",
}
TAIL = {
    "en": "The text stands alone here and says nothing more about the matter.",
    "fr": "Le texte ne dit rien de plus sur la question.",
    "es": "El texto no dice nada más sobre la cuestión.",
}
# Language, sentence, and for each agreement: kind, parties, day, place.
AGREEMENTS: list[tuple[str, str, list[tuple[str, str, str, str]]]] = [
    # text, expected list of (kind, parties set ids, day, place)
    (
        "en",
        "The ILO and UN Women signed a Memorandum of Understanding in Geneva on 13 June 2011.",
        [("memorandum_of_understanding", "ILO; UN_WOMEN", "2011-06-13", "geneva")],
    ),
    (
        "en",
        "A Memorandum of Understanding between the ILO and the International Organization for Migration was signed today.",
        [("memorandum_of_understanding", "ILO; IOM", "2015-06-10", "")],
    ),
    (
        "en",
        "UN Women has signed an MoU with UNICEF to protect girls.",
        [("memorandum_of_understanding", "UNICEF; UN_WOMEN", "", "")],
    ),
    (
        "en",
        "Under an MoU signed with UNDP on 3 May 2015, UN Women will open two offices.",
        [("memorandum_of_understanding", "UNDP; UN_WOMEN", "2015-05-03", "")],
    ),
    ("en", "The ILO plans to sign a Memorandum of Understanding with UNIDO next year.", []),
    (
        "en",
        "UN Women and the ILO renewed their partnership agreement in Bangkok on 4 June 2015.",
        [("partnership", "ILO; UN_WOMEN", "2015-06-04", "bangkok")],
    ),
    (
        "en",
        "The joint programme of the ILO, UN Women and UNDP is funded by Sweden.",
        [("joint_programme", "ILO; UNDP; UN_WOMEN", "", "")],
    ),
    (
        "en",
        "The UN Women–ILO Joint Programme “More Jobs” reached 300 women.",
        [("joint_programme", "ILO; UN_WOMEN", "", "")],
    ),
    (
        "en",
        "A joint ILO-UNICEF programme keeps girls in school.",
        [("joint_programme", "ILO; UNICEF", "", "")],
    ),
    (
        "en",
        "The programme, which is jointly implemented by the ILO and UN Women, ends in 2020.",
        [("joint_programme", "ILO; UN_WOMEN", "", "")],
    ),
    (
        "en",
        "Uruguay became the first country to ratify Convention No. 190 on 12 June 2020.",
        [("ratification", "URY", "2020-06-12", "")],
    ),
    (
        "en",
        "On 9 June 2015, Fiji deposited with the ILO its instrument of ratification of Convention No. 189.",
        [("ratification", "FJI", "2015-06-09", "")],
    ),
    (
        "en",
        "The Government of Namibia has deposited the instruments of ratification of two Conventions.",
        [("ratification", "NAM", "", "")],
    ),
    ("en", "Germany ratifies the Domestic Workers Convention", [("ratification", "DEU", "", "")]),
    ("en", "Ghana and Togo will ratify the Convention soon.", []),
    ("en", "She urged Ghana to ratify Convention No. 189.", []),
    (
        "en",
        "Convention No. 183 has been ratified by Mali and Benin.",
        [("ratification", "BEN", "", ""), ("ratification", "MLI", "", "")],
    ),
    ("en", "Ratified by Italy last year, the Convention is in force.", [("ratification", "ITA", "", "")]),
    (
        "en",
        "The ratification by Ecuador of Convention No. 156 was registered on 8 February 2013.",
        [("ratification", "ECU", "2013-02-08", "")],
    ),
    ("en", "Twenty States have ratified the Convention.", []),
    ("en", "The ILO and the European Commission exchanged letters on cooperation.", []),
    (
        "en",
        "The ILO signed a cooperation agreement with the Inter-Parliamentary Union in Geneva on 27 May 2015.",
        [("partnership", "ILO; IPU", "2015-05-27", "geneva")],
    ),
    (
        "en",
        "A framework agreement between UN Women and FAO was concluded on 2 June 2015.",
        [("partnership", "FAO; UN_WOMEN", "2015-06-02", "")],
    ),
    (
        "fr",
        "L'OIT et ONU Femmes ont signé un protocole d'accord à Genève le 13 juin 2015.",
        [("memorandum_of_understanding", "ILO; UN_WOMEN", "2015-06-13", "geneve")],
    ),
    (
        "fr",
        "Un mémorandum d'entente entre l'OIT et l'UNESCO a été signé mardi 9 juin à Paris.",
        [("memorandum_of_understanding", "ILO; UNESCO", "2015-06-09", "paris")],
    ),
    (
        "fr",
        "Le Sénégal a ratifié la convention n° 183 le 18 avril 2015.",
        [("ratification", "SEN", "2015-04-18", "")],
    ),
    ("fr", "La Tunisie vient de ratifier la convention n° 190.", [("ratification", "TUN", "", "")]),
    ("fr", "La convention a été ratifiée par le Mali.", [("ratification", "MLI", "", "")]),
    ("fr", "Le Bénin s'est engagé à ratifier la convention n° 189.", []),
    (
        "fr",
        "La France a déposé ses instruments de ratification le 12 avril 2015.",
        [("ratification", "FRA", "2015-04-12", "")],
    ),
    (
        "fr",
        "Le programme conjoint de l'OIT, de l'UNICEF et d'ONU Femmes couvre trois régions.",
        [("joint_programme", "ILO; UNICEF; UN_WOMEN", "", "")],
    ),
    (
        "fr",
        "Un accord de partenariat a été conclu entre ONU Femmes et la FAO le 2 juin 2015 à Rome.",
        [("partnership", "FAO; UN_WOMEN", "2015-06-02", "rome")],
    ),
    (
        "fr",
        "ONU Femmes a signé avec l'UNFPA un accord de coopération.",
        [("partnership", "UNFPA; UN_WOMEN", "", "")],
    ),
    (
        "fr",
        "La République de Moldova a enregistré sa ratification de la convention n° 190.",
        [("ratification", "MDA", "", "")],
    ),
    (
        "es",
        "La OIT y ONU Mujeres firmaron un memorando de entendimiento en Lima el 10 de junio de 2015.",
        [("memorandum_of_understanding", "ILO; UN_WOMEN", "2015-06-10", "lima")],
    ),
    (
        "es",
        "ONU Mujeres suscribió un memorándum de entendimiento con la CEPAL.",
        [("memorandum_of_understanding", "ECLAC; UN_WOMEN", "", "")],
    ),
    (
        "es",
        "El Salvador ratificó el Convenio núm. 190 el 7 de junio de 2022.",
        [("ratification", "SLV", "2022-06-07", "")],
    ),
    (
        "es",
        "Perú depositó hoy el instrumento de ratificación del Convenio 190.",
        [("ratification", "PER", "2015-06-10", "")],
    ),
    (
        "es",
        "El Convenio fue ratificado por México y Chile.",
        [("ratification", "CHL", "", ""), ("ratification", "MEX", "", "")],
    ),
    ("es", "Bolivia se comprometió a ratificar el Convenio 190.", []),
    ("es", "Con la ratificación de Chile, ya son diez los países.", [("ratification", "CHL", "", "")]),
    (
        "es",
        "El programa conjunto de la OIT y la FAO beneficia a jóvenes rurales.",
        [("joint_programme", "FAO; ILO", "", "")],
    ),
    (
        "es",
        "La OIT y la UNESCO firmaron un acuerdo de cooperación en París el 3 de junio de 2015.",
        [("partnership", "ILO; UNESCO", "2015-06-03", "paris")],
    ),
    (
        "es",
        "El convenio de colaboración entre ONU Mujeres y UNICEF se firmó en mayo.",
        [("partnership", "UNICEF; UN_WOMEN", "", "")],
    ),
    (
        "es",
        "Costa Rica se convirtió en el primer país en ratificar el Convenio 189.",
        [("ratification", "CRI", "", "")],
    ),
    (
        "en",
        "Sri Lanka and Nepal signed a labour agreement in Colombo on 2 June 2015.",
        [("partnership", "LKA; NPL", "2015-06-02", "colombo")],
    ),
    (
        "en",
        "The Philippines, the second country to ratify the Domestic Workers Convention, changed its law.",
        [("ratification", "PHL", "", "")],
    ),
    (
        "en",
        "Paraguay registered its ratification of Convention No. 189 on 7 May 2013.",
        [("ratification", "PRY", "2013-05-07", "")],
    ),
    ("en", "Jamaica has not ratified Convention No. 189.", []),
    (
        "en",
        "Albania, which ratified the Convention in 2004, reported this year.",
        [("ratification", "ALB", "", "")],
    ),
]
# Language, sentence, first and last day of the event.
EVENTS: list[tuple[str, str, str | None, str | None]] = [
    (
        "en",
        "The ILO held a regional seminar on pay in Dakar from 3 to 5 June 2015.",
        "2015-06-03",
        "2015-06-05",
    ),
    ("en", "Delegates from nine ports met in Lima on June 8-9, 2015.", "2015-06-08", "2015-06-09"),
    ("en", "The workshop will take place on Thursday 25 June in Rabat.", "2015-06-25", "2015-06-25"),
    ("en", "A two-day conference opened yesterday in Nairobi.", None, None),
    ("en", "The report will be launched on 18 June 2015.", None, None),
    ("en", "The new report, released on 9 June 2015, counts cranes.", None, None),
    ("en", "The Convention entered into force on 5 September 2013.", None, None),
    ("en", "She joined the union on 4 May 2012.", None, None),
    ("en", "The training was conducted between 1 and 4 June 2015 in Hanoi.", "2015-06-01", "2015-06-04"),
    ("en", "Join us for a webinar on 30 June 2015 at 14:00.", "2015-06-30", "2015-06-30"),
    ("en", "The Conference runs until 13 June.", None, None),
    (
        "en",
        "The 104th Session of the Conference takes place from 1 to 13 June 2015 in Geneva.",
        "2015-06-01",
        "2015-06-13",
    ),
    ("en", "Applications must be sent by 30 June 2015.", None, None),
    ("en", "The meeting, held in Suva on 2 and 3 June, drew forty women.", "2015-06-02", "2015-06-03"),
    (
        "en",
        "Speaking at a forum in Kampala on Tuesday, 9 June, the Minister agreed.",
        "2015-06-09",
        "2015-06-09",
    ),
    ("en", "International Women's Day is celebrated on 8 March.", None, None),
    ("en", "A high-level panel was convened on 8 June 2015 at ILO headquarters.", "2015-06-08", "2015-06-08"),
    ("en", "The strike began on 2 June 2015.", None, None),
    ("en", "A law passed on 3 June 2015 gives fathers ten days.", None, None),
    ("fr", "Un atelier s'est tenu à Bamako du 2 au 4 juin 2015.", "2015-06-02", "2015-06-04"),
    ("fr", "La réunion a rassemblé trente déléguées à Tunis les 8 et 9 juin.", "2015-06-08", "2015-06-09"),
    ("fr", "Le séminaire aura lieu le jeudi 25 juin 2015 à Alger.", "2015-06-25", "2015-06-25"),
    ("fr", "Le rapport publié le 9 juin 2015 compte les grues.", None, None),
    ("fr", "La convention est entrée en vigueur le 5 septembre 2013.", None, None),
    ("fr", "Le forum s'est ouvert le 1er juin 2015 à Dakar.", "2015-06-01", "2015-06-01"),
    ("fr", "Une table ronde réunira les syndicats le 30 juin à 14 h 30.", "2015-06-30", "2015-06-30"),
    ("fr", "La conférence se poursuivra jusqu'au 13 juin.", None, None),
    ("fr", "Les inscriptions sont ouvertes jusqu'au 20 juin 2015.", None, None),
    ("fr", "Cotonou a accueilli le 4 juin 2015 une rencontre des couturières.", "2015-06-04", "2015-06-04"),
    ("es", "El taller se realizó en Quito los días 2 y 3 de junio de 2015.", "2015-06-02", "2015-06-03"),
    ("es", "El seminario tendrá lugar el jueves 25 de junio de 2015 en Bogotá.", "2015-06-25", "2015-06-25"),
    (
        "es",
        "Del 1 al 3 de junio de 2015 se celebró en Lima el foro de costureras.",
        "2015-06-01",
        "2015-06-03",
    ),
    ("es", "El informe se publicó el 9 de junio de 2015.", None, None),
    ("es", "La ley entró en vigor el 3 de junio de 2015.", None, None),
    ("es", "La conferencia fue inaugurada el 8 de junio de 2015 en San José.", "2015-06-08", "2015-06-08"),
    (
        "es",
        "Unas cuarenta delegadas participaron el 5 de junio en un encuentro en Asunción.",
        "2015-06-05",
        "2015-06-05",
    ),
    ("es", "El plazo vence el 30 de junio de 2015.", None, None),
    ("es", "La reunión, celebrada el 4 de junio en La Paz, acordó tres puntos.", "2015-06-04", "2015-06-04"),
    ("es", "El curso comienza el lunes 22 de junio de 2015.", "2015-06-22", "2015-06-22"),
]


def found_in(language: str, sentence: str) -> Findings:
    text = f"{HEAD[language]}\n\n{sentence}\n\n{TAIL[language]}\n"
    return understand(read_text(text, f"https://www.ilo.org/x/WCMS_1/lang--{language}/index.htm", "ilo_wcms"))


@pytest.mark.parametrize(("language", "sentence", "wanted"), AGREEMENTS)
def test_agreements(language: str, sentence: str, wanted: list[tuple[str, str, str, str]]) -> None:
    findings = found_in(language, sentence)
    names = {each.entity_id: each.name or each.entity_id for each in findings.mentions}
    assert sorted(agreement_key(each, names) for each in findings.agreements) == sorted(wanted)


@pytest.mark.parametrize(("language", "sentence", "first", "last"), EVENTS)
def test_event_days(language: str, sentence: str, first: str | None, last: str | None) -> None:
    event = found_in(language, sentence).event
    days = (event.starts_on, event.ends_on) if event else (None, None)
    assert tuple(day.value if day else None for day in days) == (first, last)
