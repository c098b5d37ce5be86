"""Agreements by the words that say them; a pledge, a hope or a plan is none."""

from __future__ import annotations

import pytest

from extractors.findings import FoundAgreement
from extractors.model import SiteGeneration
from extractors.read.text.text import read_text
from transforms.understand import understand


def found(text: str) -> tuple[FoundAgreement, ...]:
    page = read_text(
        f"A note\n\nNews | 9 May 2016\n\n{text}\n", "http://www.ilo.org/invented", SiteGeneration.ILO_WCMS
    )
    return understand(page).agreements


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Ghana ratified Convention No. 189 on 2 May 2016.", {"GHA"}),
        ("Zambia handed over its instrument of ratification of Convention No. 190.", {"ZMB"}),
        ("The instrument of ratification of Convention No. 190 was deposited by Fiji.", {"FJI"}),
        ("Malta becomes the ninth State party to Convention No. 183.", {"MLT"}),
        ("Le Gabon a remis son instrument de ratification de la convention nº 190.", {"GAB"}),
        ("Convenio núm. 183: lo ratificó Belice.", {"BLZ"}),
        ("La ratificación del Convenio núm. 156 por parte de Panamá fue registrada.", {"PAN"}),
    ],
)
def test_ratifications(text: str, parties: set[str]) -> None:
    assert [(each.kind, set(each.parties)) for each in found(text)] == [("ratification", parties)]


@pytest.mark.parametrize(
    "text",
    [
        "UN Women and the ILO will run a joint programme for weavers.",
        "UN Women and the ILO launched a new joint programme.",
        "Implemented jointly by the ILO and UN Women, the project trains weavers.",
        "L'OIT et ONU Femmes mettent en œuvre un projet commun.",
        "Le programme conjoint de l'OIT et d'ONU Femmes a touché deux vallées.",
        "La OIT y ONU Mujeres ponen en marcha un programa conjunto.",
        "The programme reached two valleys. It was carried out by the ILO and UN Women.",
        "Le projet forme des tisserandes. Il est mené par l'OIT et ONU Femmes.",
        "El proyecto formó a tejedoras. Fue ejecutado por la OIT y ONU Mujeres.",
    ],
)
def test_joint_programmes(text: str) -> None:
    assert [(each.kind, set(each.parties)) for each in found(text)] == [
        ("joint_programme", {"ILO", "UN_WOMEN"})
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya pledged to ratify Convention No. 190.",
        "Le Mali ratifiera la convention nº 189 après le vote.",
        "Perú se comprometió a ratificar el Convenio núm. 190.",
        "The ILO and UNDP plan to sign a memorandum of understanding.",
        "La OIT y el PNUD esperan firmar un acuerdo de cooperación.",
    ],
)
def test_pledges_and_plans_are_none(text: str) -> None:
    assert found(text) == ()


def test_a_code_signed_by_two_bodies_is_one() -> None:
    (code,) = found("The code was signed by the Hotel Owners' Forum and the Cleaners' Union.")
    assert (code.kind, len(code.parties), code.span.surface) == ("other", 2, "code")


def test_the_day_may_stand_in_the_sentence_that_dates_it() -> None:
    (row,) = found("UN Women and the ILO signed a memorandum of understanding. It is dated 2 May 2016.")
    assert row.signed_on is not None
    assert row.signed_on.value == "2016-05-02"


def test_what_two_bodies_run_is_no_programme_where_none_is_named() -> None:
    assert found("The workshop lasted two days. It was led by the ILO and UN Women.") == ()


def told(text: str) -> list[tuple[str, tuple[str, ...], str | None]]:
    days = [(each.signed_on.value if each.signed_on else None) for each in found(text)]
    return [(each.title or each.kind, each.parties, day) for each, day in zip(found(text), days, strict=True)]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Uruguay ratified C189 and C190.", [("C189", "URY", None), ("C190", "URY", None)]),
        (
            "Kenya deposited the instruments of ratification of Conventions Nos. 156 and 183 on 3 May 2016.",
            [("C156", "KEN", "2016-05-03"), ("C183", "KEN", "2016-05-03")],
        ),
        (
            "Samoa ratified C156 on 3 May 2015 and C183 on 9 June 2015.",
            [("C156", "WSM", "2015-05-03"), ("C183", "WSM", "2015-06-09")],
        ),
        (
            "Mali ratified C189 on 3 May 2015 and Benin on 9 June 2015.",
            [("C189", "MLI", "2015-05-03"), ("C189", "BEN", "2015-06-09")],
        ),
        (
            "Fiji ratified Convention No. 189 and deposited the instrument of ratification of Convention No. 183.",
            [("C189", "FJI", None), ("C183", "FJI", None)],
        ),
        ("Kenya will ratify C183 while Uganda ratified C189.", [("C189", "UGA", None)]),
        ("Italy has ratified C189 and plans to ratify C183.", [("C189", "ITA", None)]),
        (
            "Le Mali et le Togo ont ratifié les conventions nos 183 et 189.",
            [("C183", "MLI", None), ("C189", "MLI", None), ("C183", "TGO", None), ("C189", "TGO", None)],
        ),
        (
            "Le Bénin a ratifié la convention nº 189 le 3 mai 2015, suivi du Togo.",
            [("C189", "BEN", "2015-05-03"), ("C189", "TGO", None)],
        ),
        (
            "El Perú depositó los instrumentos de ratificación de los Convenios núms. 156 y 183.",
            [("C156", "PER", None), ("C183", "PER", None)],
        ),
        (
            "El Perú ratificó el Convenio núm. 189 el 8 de junio de 2015 y Chile el 12 de junio de 2015.",
            [("C189", "PER", "2015-06-08"), ("C189", "CHL", "2015-06-12")],
        ),
    ],
)
def test_each_state_and_instrument_is_a_ratification(
    text: str, rows: list[tuple[str, str, str | None]]
) -> None:
    assert told(text) == [(title, (state,), day) for title, state, day in rows]


def test_the_deposit_told_apart_is_that_of_the_instruments_named() -> None:
    text = (
        "Malta ratified C183 and C189. It deposited the instruments of ratification in Geneva on 2 May 2016."
    )
    assert told(text) == [("C183", ("MLT",), "2016-05-02"), ("C189", ("MLT",), "2016-05-02")]


MEMORANDUM, PARTNERSHIP, PROGRAMME = "memorandum_of_understanding", "partnership", "joint_programme"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "The ILO and UNDP signed a memorandum of understanding and launched a joint programme.",
            [(MEMORANDUM, "ILO UNDP"), (PROGRAMME, "ILO UNDP")],
        ),
        (
            "The ILO signed a memorandum of understanding with UNDP and a cooperation agreement with UNICEF.",
            [(MEMORANDUM, "ILO UNDP"), (PARTNERSHIP, "ILO UNICEF")],
        ),
        (
            "The ILO and UNDP signed a memorandum of understanding and a partnership agreement.",
            [(MEMORANDUM, "ILO UNDP"), (PARTNERSHIP, "ILO UNDP")],
        ),
        (
            "The ILO signed a memorandum of understanding with UNDP and another with UNICEF.",
            [(MEMORANDUM, "ILO UNDP"), (MEMORANDUM, "ILO UNICEF")],
        ),
        (
            "The ILO signed memoranda of understanding with UNDP and UNICEF.",
            [(MEMORANDUM, "ILO UNDP"), (MEMORANDUM, "ILO UNICEF")],
        ),
        (
            "The ILO signed a memorandum of understanding with UNDP, while FAO signed a cooperation agreement with UNICEF.",
            [(MEMORANDUM, "ILO UNDP"), (PARTNERSHIP, "FAO UNICEF")],
        ),
        (
            "L'OIT a signé un protocole d'accord avec le PNUD et un accord de partenariat avec l'UNICEF.",
            [(MEMORANDUM, "ILO UNDP"), (PARTNERSHIP, "ILO UNICEF")],
        ),
        (
            "L'OIT et le PNUD ont signé un protocole d'accord et lancé un programme conjoint.",
            [(MEMORANDUM, "ILO UNDP"), (PROGRAMME, "ILO UNDP")],
        ),
        (
            "La OIT firmó un memorando de entendimiento con el PNUD y otro con UNICEF.",
            [(MEMORANDUM, "ILO UNDP"), (MEMORANDUM, "ILO UNICEF")],
        ),
        (
            "La OIT y el PNUD firmaron un memorando de entendimiento y pusieron en marcha un programa conjunto.",
            [(MEMORANDUM, "ILO UNDP"), (PROGRAMME, "ILO UNDP")],
        ),
        # One with three parties, one that is planned, an older one
        (
            "The ILO signed a memorandum of understanding with UNDP and UNICEF.",
            [(MEMORANDUM, "ILO UNDP UNICEF")],
        ),
        (
            "The ILO signed a memorandum of understanding with UNDP and plans to sign a cooperation agreement with UNICEF.",
            [(MEMORANDUM, "ILO UNDP")],
        ),
        (
            "Under the cooperation agreement of 2010, the ILO and UNDP signed a memorandum of understanding.",
            [(MEMORANDUM, "ILO UNDP")],
        ),
    ],
)
def test_each_agreement_of_a_sentence_is_a_row(text: str, rows: list[tuple[str, str]]) -> None:
    assert told(text) == [(kind, tuple(parties.split()), None) for kind, parties in rows]


def test_each_agreement_of_a_sentence_has_its_own_day() -> None:
    text = (
        "The ILO signed a memorandum of understanding with UNDP on 3 May 2016 and a cooperation agreement with "
        "UNICEF on 5 May 2016."
    )
    assert [day for *_, day in told(text)] == ["2016-05-03", "2016-05-05"]
    assert [day for *_, day in told(text.replace("on 3 May 2016 ", ""))] == ["2016-05-05"] * 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # One sentence dates and places several.
        (
            "A memorandum of understanding between the ILO and UNICEF covers schools. A cooperation agreement "
            "concluded by UN Women and UNDP covers mills. Both texts were signed in Tunis on 4 May 2016.",
            {("2016-05-04", "Tunis")},
        ),
        (
            "Deux accords ont été signés à Tunis le 4 mai 2016. Le premier est un protocole d'entente entre l'OIT et "
            "l'UNICEF, le second un accord de coopération conclu par ONU Femmes et le PNUD.",
            {("2016-05-04", "Tunis")},
        ),
        (
            "El acuerdo de cooperación firmado el 4 de mayo de 2016 por ONU Mujeres y el UNICEF abre seis talleres.",
            {("2016-05-04", None)},
        ),
        # Where "here" is, the dateline says.
        (
            "Lima – El UNICEF y ONU Mujeres suscribieron en esta ciudad, el 4 de mayo de 2016, un memorando de "
            "entendimiento.",
            {("2016-05-04", "Lima")},
        ),
        (
            "UNICEF y ONU Mujeres presentaron el convenio de cooperación que las une desde 2014.",
            {(None, None)},
        ),
        ("UNICEF and UN Women showed the cooperation agreement that binds them.", {(None, None)}),
    ],
)
def test_day_place_and_parties_from_other_words(
    text: str, expected: set[tuple[str | None, str | None]]
) -> None:
    rows = found(text)
    assert {(each.signed_on.value if each.signed_on else None, each.place) for each in rows} == expected
    assert all(len(each.parties) == 2 for each in rows)


def test_one_sentence_dates_the_deposits_of_several_states() -> None:
    rows = found(
        "Three member States deposited their instruments on 2 May 2016. Ghana ratified Convention No. 189. "
        "Fiji and Malta have ratified Convention No. 190."
    )
    assert {(each.parties[0], each.signed_on.value if each.signed_on else None) for each in rows} == {
        ("GHA", "2016-05-02"), ("FJI", "2016-05-02"), ("MLT", "2016-05-02"),
    }  # fmt: skip


def test_a_sentence_about_all_that_is_a_plan_dates_nothing() -> None:
    rows = found(
        "A memorandum of understanding between the ILO and UNICEF covers schools. A cooperation agreement binds UN "
        "Women and UNDP. Both texts will be signed anew in Tunis on 4 May 2017."
    )
    assert [each.signed_on for each in rows] == [None] * len(rows)


DEPOSITS = (
    "Ghana ratified Convention No. 189. Fiji, for its part, deposited its ratification of Convention No. 190."
)


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("On Monday, 2 May 2016, two delegations climbed the stairs of the treaty desk.", {"2016-05-02"}),
        ("The desk opened in 1951 and still has its first lamp.", {None}),
        # Of two days neither is surely that of the deposits, nor is a day long before the release.
        ("On 2 May 2016 the desk was painted, on 4 May 2016 it opened again.", {None}),
        ("The desk was painted on 2 March 2015.", {None}),
    ],
)
def test_deposits_of_several_states_have_the_day_that_the_text_opens_with(
    opening: str, expected: set[str | None]
) -> None:
    rows = found(f"{opening}\n\n{DEPOSITS}")
    assert {each.parties for each in rows} == {("GHA",), ("FJI",)}
    assert {each.signed_on.value if each.signed_on else None for each in rows} == expected


def test_the_day_of_one_deposit_is_not_that_of_another_state() -> None:
    rows = found(
        "On 2 May 2016 Ghana deposited its ratification of Convention No. 189.\n\nFiji ratified Convention No. 190."
    )
    days = {each.parties[0]: each.signed_on.value if each.signed_on else None for each in rows}
    assert days == {"GHA": "2016-05-02", "FJI": None}


@pytest.mark.parametrize(
    "text",
    [
        "UNICEF has been discussing a memorandum of understanding with UN Women since January.",
        "L'UNICEF et ONU Femmes négocient un accord de coopération.",
        "El UNICEF y ONU Mujeres siguen negociando un convenio de cooperación.",
    ],
)
def test_what_is_still_discussed_is_no_agreement(text: str) -> None:
    assert found(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Fiji and Malta were the first to ratify Convention No. 190.",
        "Les Fidji et Malte ont été les premiers à ratifier la convention nº 190.",
        "Fiji y Malta fueron los primeros en ratificar el Convenio núm. 190.",
    ],
)
def test_the_first_to_ratify_have_ratified(text: str) -> None:
    assert {each.parties for each in found(text)} == {("FJI",), ("MLT",)}


@pytest.mark.parametrize(
    ("text", "kind", "parties"),
    [
        # Whose heads sign, on whose behalf, under whose agreement
        (
            "The partnership agreement was signed by the ILO Director-General, Ana Lind, and the Secretary-General of "
            "the ITUC, Eva Paz.",
            "partnership",
            {"ILO", "ITUC"},
        ),
        (
            "Ms. Ana Lind and Ms. Eva Paz signed a memorandum of understanding on behalf of UN Women and the ILO.",
            "memorandum_of_understanding",
            {"UN_WOMEN", "ILO"},
        ),
        (
            "The course is held by the ILO under its memorandum of understanding with the African Union.",
            "memorandum_of_understanding",
            {"ILO", "AU"},
        ),
        (
            "Dans le cadre de son protocole d'accord avec ONU Femmes, l'OIT forme des inspectrices.",
            "memorandum_of_understanding",
            {"ILO", "UN_WOMEN"},
        ),
        ("ONU Mujeres enseña en virtud de un acuerdo marco con la OIT.", "partnership", {"ILO", "UN_WOMEN"}),
        (
            "The ILO joined forces with UNDP through an agreement signed in Lima.",
            "partnership",
            {"ILO", "UNDP"},
        ),
        ("UNICEF et ONU Femmes ont signé une charte de bonne conduite.", "other", {"UNICEF", "UN_WOMEN"}),
        # Deposits in other words
        (
            "The Permanent Representative of Lesotho, Ms. Eva Paz, handed the instrument of ratification of Convention "
            "No. 156 to the Director-General.",
            "ratification",
            {"LSO"},
        ),
        (
            "La ministre du Travail des Comores a remis l'instrument par lequel son pays ratifie la convention nº 190.",
            "ratification",
            {"COM"},
        ),
        ("Con la ratificación del Convenio núm. 189, Belice asume deberes.", "ratification", {"BLZ"}),
        (
            "Le ministre de l'Algérie a dit que son pays avait ratifié la convention nº 187.",
            "ratification",
            {"DZA"},
        ),
        (
            "L'OIT et le PNUD ont signé vendredi 6 mai 2016 à Monastir un accord.",
            "partnership",
            {"ILO", "UNDP"},
        ),
        ("El Convenio núm. 183, que ratificó Belice, fija catorce semanas.", "ratification", {"BLZ"}),
    ],
)
def test_parties_that_the_sentence_states_otherwise(text: str, kind: str, parties: set[str]) -> None:
    assert [(each.kind, set(each.parties)) for each in found(text)] == [(kind, parties)]


@pytest.mark.parametrize(
    "text",
    [
        "The ILO and UNDP talk; a cooperation agreement between the ILO and UNDP will be signed next year.",
        "Un accord de coopération entre l'OIT et le PNUD sera signé.",
        "By ratifying Convention No. 190, Belize could protect clerks.",
        "The ILO signed in 2014 a study of the agreement with UNDP.",
    ],
)
def test_what_is_to_come_is_no_agreement(text: str) -> None:
    assert found(text) == ()


def test_the_same_day_is_that_of_the_deposit_before() -> None:
    rows = found(
        "On 4 May 2016 Fiji deposited its instrument of ratification of Convention No. 190. On the same day Malta "
        "deposited its instrument of ratification of Convention No. 189."
    )
    assert {each.parties[0]: each.signed_on.value for each in rows if each.signed_on} == {
        "FJI": "2016-05-04",
        "MLT": "2016-05-04",
    }


@pytest.mark.parametrize(
    ("words", "day", "place"),
    [
        ("ont signé aujourd'hui", "2016-05-09", "Lima"),
        ("ont signé ce lundi", "2016-05-09", "Lima"),  # 9 May 2016 was one
        ("ont signé ce mardi", None, None),
        ("ont signé", None, None),
    ],
)
def test_what_is_signed_on_the_day_of_the_dateline_is_signed_there(
    words: str, day: str | None, place: str | None
) -> None:
    [row] = found(f"Lima – L'OIT et le PNUD {words} un accord de coopération.")
    assert ((row.signed_on.value if row.signed_on else None), row.place) == (day, place)


def test_the_place_of_another_day_is_not_that_of_the_deposit() -> None:
    [row] = found(
        "The instrument of ratification of Convention No. 156 was deposited by Fiji on 3 May 2016 and shown on 5 May "
        "2016 in Lima."
    )
    assert (row.signed_on and row.signed_on.value, row.place) == ("2016-05-03", None)
