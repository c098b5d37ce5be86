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
