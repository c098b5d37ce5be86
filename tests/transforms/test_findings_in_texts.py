"""Bodies, people, quotations, instruments and agreements on labelled texts, with floors that only move up."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.findings import Findings, Span
from extractors.model import DocumentType, Page, PartialDate, Passage, PassageKind, SiteGeneration
from extractors.read.text.text import read_text
from flows.accuracy.texts import score_texts
from transforms.organisations.find import find_organisations
from transforms.people.find import find_people
from transforms.people.roles import find_roles
from transforms.understand import understand

OWN = Path(__file__).parent / "modelled"
SHARED = Path(os.environ.get("EQUALWORK_SHARED", Path(__file__).parents[3] / "shared"))
FLOORS = {
    "instruments": (0.95, 0.90),
    "agreements": (0.95, 0.90),
    "quotes": (0.95, 0.85),
    "quote_speakers": (0.95, 0.85),
    "people": (0.92, 0.85),
    "organisations": (0.90, 0.80),
}
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason=f"no shared corpus at {SHARED}")


@pytest.mark.parametrize(
    "folder",
    [OWN, pytest.param(SHARED / "corpus" / "modelled-texts", marks=needs_shared)],
    ids=["own", "shared"],
)
@pytest.mark.parametrize("field", FLOORS)
def test_field_is_as_right_as_its_floor(folder: Path, field: str) -> None:
    rows = [row for row in score_texts([folder]) if row.field == field]
    labelled, found, right = (
        sum(getattr(row, name) for row in rows) for name in ("labelled", "found", "right")
    )
    least_precision, least_recall = FLOORS[field]
    assert right / max(found, 1) >= least_precision
    assert right / max(labelled, 1) >= least_recall


def seeds() -> list[str]:
    return sorted(file.stem for file in (SHARED / "seeds").glob("*.txt"))


@needs_shared
@pytest.mark.parametrize("name", seeds())
def test_every_fact_of_a_seed_comes_out(name: str) -> None:
    expected = json.loads((SHARED / "seeds" / "expected" / f"{name}.json").read_text(encoding="utf-8"))
    text = (SHARED / "seeds" / f"{name}.txt").read_text(encoding="utf-8")
    url = "http://www.ilo.org/global/about-the-ilo/media-centre/WCMS_1/lang--en/index.htm"
    findings = understand(read_text(text, url, SiteGeneration.ILO_WCMS))
    ids = {"ILO": "ILO", "UN Women": "UN_WOMEN"}
    roles = {(each.person_name, each.role, each.organisation_id) for each in findings.roles}
    assert {(person, role, ids[body]) for person, role, body in expected.get("roles", [])} <= roles
    for quote in expected.get("quotes", []):
        assert any(
            each.text.startswith(quote["starts"]) and each.speaker_name == quote["speaker"]
            for each in findings.quotes
        )
    names = {each.name for each in findings.mentions}
    acronyms = {each.entity_id for each in findings.mentions}
    for body in [*expected.get("organisations", []), *expected.get("instruments", [])]:
        assert body in names | acronyms
    agreements = {(each.kind, frozenset(each.parties)) for each in findings.agreements}
    wanted = {
        (each["kind"], frozenset(ids[party] for party in each["parties"]))
        for each in expected.get("agreements", [])
    }
    assert agreements == wanted
    if "is_joint" in expected:
        assert findings.is_joint is expected["is_joint"]


def page(*texts: str, published: str | None = None) -> Page:
    passages = tuple(Passage(at, PassageKind.PARAGRAPH, text) for at, text in enumerate(texts))
    return Page(
        capture_id="c",
        url="https://www.ilo.org/x",
        canonical_url="https://www.ilo.org/x",
        site_generation=SiteGeneration.ILO_DRUPAL,
        reader="test",
        reader_version="1",
        publisher="ILO",
        document_type=DocumentType.NEWS,
        title=None,
        language="en",
        published=PartialDate(published, "day") if published else None,
        passages=passages,
    )


def found_instruments(text: str) -> list[str]:
    return [each.entity_id for each in understand(page(text)).mentions if each.kind == "instrument"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They cite Convention No. 189 and C.190.", ["C189", "C190"]),
        ("Convención nº 87", ["C087"]),
        ("Conventions Nos. 100, 111 and 156", ["C100", "C111", "C156"]),
        ("the ILO Convention and Recommendation on Domestic Workers", ["C189", "R201"]),
        ("In 1919 the first Convention on maternity protection was adopted", ["C003"]),
        ("the Maternity Protection Convention", []),
        ("General recommendation No. 35 of the CEDAW Committee", []),
        ("la convention collective n° 44 des boulangers", []),
        ("a draft Convention on domestic workers", []),
        ("see room R123 or item C4", []),
        ("GA resolution 64/289", ["A/RES/64/289"]),
        ("Human Rights Council resolution 35/18", ["A/HRC/RES/35/18"]),
        ("the Director-General’s Circular no. 564 (1999)", ["ILO_CIRCULAR_564"]),
        ("Forty hours are the resolution of the new lamp", []),
    ],
)
def test_instruments_in_every_spelling(text: str, expected: list[str]) -> None:
    assert found_instruments(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met the IOE and the WHO.", {"IOE", "WHO"}),
        ("Who said that the AU is a unit of length?", set()),
        ("The African Union (AU) met. The AU agreed.", {"AU"}),
        ("four former UN bodies and the UN system", {"UN"}),
        ("a course of the ILO Training Centre in Turin", {"ITC_ILO"}),
        (
            "members of the Lamp Makers’ Guild Federation (LMGF) stopped work again; later LMGF won the case",
            {"LAMP_MAKERS_GUILD_FEDERATION"},
        ),
        ("the Union, the Regional Office and the Steering Committee", set()),
    ],
)
def test_bodies_by_name_acronym_and_introduction(text: str, expected: set[str]) -> None:
    findings = understand(page(text))
    assert {each.entity_id for each in findings.mentions if each.kind == "organisation"} == expected


@pytest.mark.parametrize(
    ("day", "name"),
    [("2015-03-02", "Guy Ryder"), ("1995-01-02", "Michel Hansenne"), (None, None), ("1973-12-01", None)],
)
def test_an_office_means_its_holder_on_the_day_of_the_document(day: str | None, name: str | None) -> None:
    findings = understand(page("The Director-General of the ILO opened the kitchen.", published=day))
    assert [(each.person_name, each.is_inferred) for each in findings.roles] == (
        [(name, True)] if name else []
    )


@pytest.mark.parametrize(
    "text",
    [
        "The film “Nine Lamps” is shown.",
        "They were called “bakers” for years.",
        "She broke the ‘glass ceiling’ of the bakery.",
        "Then “Lamps before ladders” is our promise.",
        "A programme named “Lamps for Every Quay” begins.",
    ],
)
def test_titles_and_set_phrases_are_no_quotations(text: str) -> None:
    assert understand(page(text)).quotes == ()


def test_a_quotation_printed_twice_is_one_and_an_unknown_speaker_is_null() -> None:
    line = "“The lamps are out again,” said its director for rural light."
    quotes = understand(page(line, line)).quotes
    assert [(each.text, each.speaker_name) for each in quotes] == [("The lamps are out again,", None)]


def test_a_set_phrase_behind_a_quotation_is_none() -> None:
    findings = understand(
        page('Crews say "we are tired of waiting" and others nod. “No lamp left behind” is a promise.')
    )
    assert [each.text for each in findings.quotes] == ["we are tired of waiting"]


def test_the_half_behind_a_nameless_speaker_is_nameless_too() -> None:
    findings = understand(
        page(
            "“I lit it,” says Maritza Vandermeer, a keeper.",
            "“We forgot it,” said its director for rural light. “Nobody asked us to stay.”",
        )
    )
    assert [each.speaker_name for each in findings.quotes] == ["Maritza Vandermeer", None, None]


def test_each_role_of_a_list_goes_to_its_own_name() -> None:
    findings = understand(page("Ms. VANTERMOOL was Chairperson, Mr. ECHEBERRY was Treasurer of the school."))
    assert [(each.person_name, each.role) for each in findings.roles] == [
        ("Vantermool", "Chairperson"),
        ("Echeberry", "Treasurer of the school"),
    ]


@pytest.mark.parametrize(
    ("texts", "text"),
    [
        (
            ["Ms. Ada Lindmark said: “The first lamp is ours.", "“The second is yours.”"],
            "The first lamp is ours. The second is yours.",
        ),
        (
            ["“We opened the gate at four.", "Nobody came until six,” said Ms. Ada Lindmark, a guard."],
            "We opened the gate at four. Nobody came until six,",
        ),
    ],
)
def test_a_quotation_over_two_passages_is_one(texts: list[str], text: str) -> None:
    (quote,) = understand(page(*texts)).quotes
    assert (quote.text, quote.speaker_name, len(quote.continues)) == (text, "Ada Lindmark", 1)


@pytest.mark.parametrize(
    "text",
    [
        "Malta and Georgia will ratify Convention No. 190.",
        "Chad pledged to ratify the Convention.",
        "Six countries have ratified it.",
    ],
)
def test_pledges_are_no_ratifications(text: str) -> None:
    assert understand(page(text)).agreements == ()


def test_a_mere_mention_makes_nothing_joint() -> None:
    assert not understand(page("The ILO sent lamps. UN Women sent oil.")).is_joint


WORDS = st.one_of(
    st.sampled_from("“”\"«»„'’(),.:–"),
    st.sampled_from(
        ["said", "Mr.", "Ms.", "Ana", "Ríos", "Director", "of", "the", "déclaré", "dijo", "Chad"]
    ),
    st.sampled_from(
        ["ILO", "UN Women", "signed", "memorandum of understanding", "on 13 June", "ratified", "with"]
    ),
    st.sampled_from(
        ["Convention", "No.", "189", "C190", "programme conjoint", "İstanbul", "Straße", "œuvre", "\u0301"]
    ),
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=60).map(" ".join))


def spans(findings: Findings) -> list[Span]:
    found = [
        each.span
        for group in (findings.mentions, findings.roles, findings.quotes, findings.agreements)
        for each in group
    ]
    found += [part for each in findings.quotes for part in each.continues]
    found += [each.speaker_span for each in findings.quotes if each.speaker_span]
    return found + [each.signed_evidence for each in findings.agreements if each.signed_evidence]


@settings(max_examples=150, deadline=None)
@given(st.lists(TEXTS, max_size=4))
def test_any_text_gives_true_spans_and_the_same_rows_twice(texts: list[str]) -> None:
    subject = page(*texts, published="2011-06-13")
    findings = understand(subject)
    assert all(
        subject.passages[each.passage].text[each.start : each.end] == each.surface for each in spans(findings)
    )
    assert understand(subject) == findings


@pytest.mark.parametrize(
    "text",
    [
        "“We begin,” said Ama Quist-Lund, Deputy Executive Director of UN Women.",
        "The Deputy Executive Director of UN Women opened the meeting.",
        "The former ILO Director-General spoke.",
    ],
)
def test_another_office_is_not_the_holders(text: str) -> None:
    passage = Passage(0, PassageKind.PARAGRAPH, text)
    organisations = find_organisations((passage,))
    people = find_people((passage,), organisations)
    roles = find_roles((passage,), people, organisations, PartialDate("2014-03-12", "day"))
    assert [role for role in roles if role.is_inferred] == []
