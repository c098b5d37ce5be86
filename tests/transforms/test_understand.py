"""Any text is understood without an error, every span is true, and a page says the same twice."""

from __future__ import annotations

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from extractors.findings import Findings, Mention, Span
from extractors.model import DocumentType, Page, PartialDate, Passage, PassageKind, SiteGeneration
from transforms.understand import understand

WORDS = [
    "GENEVA (ILO News) –", "on 27 and 28 March", "Monday 13 June", "Côte d’Ivoire", "migrant workers", "“We met”",
    "said Ms. Adwoa Mensimah,", "a workshop was held", "C190", "Convention No. 183", "le 3 mai 2017", "UN Women",
    "memorandum of understanding", "délégation tchadienne", "(ONU)", "«", "12:30", "\u0301", "œuvre", "signed", ".", ";",
]  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
UNRELATED = "Blue paint dries slowly on wet planks. The kettle sings twice before breakfast is ready for us."


def page(texts: list[str], language: str = "en") -> Page:
    kinds = [PassageKind.TITLE, PassageKind.PARAGRAPH, PassageKind.LIST_ITEM, PassageKind.HEADING]
    passages = tuple(Passage(n, kinds[min(n, 1)], text) for n, text in enumerate(texts))
    url = "https://www.ilo.org/resource/news/x"
    return Page(
        capture_id="c",
        url=url,
        canonical_url=url,
        site_generation=SiteGeneration.ILO_DRUPAL,
        reader="r",
        reader_version="1",
        publisher="ILO",
        document_type=DocumentType.NEWS,
        title=texts[0] if texts else None,
        language=language,
        published=PartialDate("2011-06-14", "day"),
        passages=passages,
    )


def spans(findings: Findings) -> list[Span]:
    """Every span of the findings, whatever holds it."""
    every = [
        each.span for each in (*findings.mentions, *findings.roles, *findings.quotes, *findings.agreements)
    ]
    every += [span for quote in findings.quotes for span in (*quote.continues, quote.speaker_span) if span]
    every += [each.signed_evidence for each in findings.agreements if each.signed_evidence]
    single = (findings.dateline and findings.dateline.span, findings.event and findings.event.span)
    return [*every, *(span for span in (*single, findings.joint_evidence) if span)]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(TEXTS, max_size=6), st.sampled_from(["en", "fr", "es", "ar", "und", ""]))
def test_any_text_is_understood_and_every_span_is_true(texts: list[str], language: str) -> None:
    given_page = page(texts, language)
    findings = understand(given_page)
    for span in spans(findings):
        assert given_page.passages[span.passage].text[span.start : span.end] == span.surface
        assert span.start < span.end
    assert understand(given_page) == findings


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(WORDS), min_size=3, max_size=14))
def test_a_passage_of_other_content_changes_nothing_of_the_rest(words: list[str]) -> None:
    texts = ["A title of its own", " ".join(words), "The weavers met in the hall and counted their hours."]
    before = understand(page(texts))
    after = understand(page([*texts, UNRELATED]))
    assume(after.language == before.language)  # the rule for the language weighs all passages
    assert after == before


def test_mentions_stand_in_reading_order() -> None:
    findings = understand(
        page(["Ghana", "Two Ghanaian migrant workers met on 3 May 2011 in Peru and Chile."])
    )
    places = [(each.span.passage, each.span.start) for each in findings.mentions]
    assert places == sorted(places)
    assert {each.entity_id for each in findings.mentions if each.kind == "country"} == {"GHA", "PER", "CHL"}


def test_a_country_in_the_name_of_a_person_is_no_country() -> None:
    findings = understand(page(["A title", "“We waited,” said Ms. Patricia Ireland, a welder from Malta."]))
    countries = {each.entity_id for each in findings.mentions if each.kind == "country"}
    assert countries == {"MLT"}


def test_an_adjective_in_the_name_of_a_body_means_no_state_unless_the_body_is_the_state() -> None:
    text = "The Vietnamese Ministry of Harbours and the Norwegian Agency for Harbour Safety signed the plan."
    findings = understand(page(["A title", text]))
    assert {each.entity_id for each in findings.mentions if each.kind == "country"} == {"VNM"}


def test_an_empty_page_has_no_findings() -> None:
    assert understand(page([])) == Findings(language="en")


def test_numbers_of_mentions_do_not_depend_on_pages_read_before() -> None:
    first = page(["A title", "Kenya and Peru met on 3 May 2011."])
    alone = understand(first)
    understand(page(["Autre", "Le Kenya et le Pérou se sont réunis hier à midi dans la grande salle."], "fr"))
    assert understand(first) == alone
    assert all(isinstance(each, Mention) for each in alone.mentions)


def test_the_title_of_an_instrument_names_no_body() -> None:
    text = "It recalls the Freedom of Association and Protection of the Right to Organise Convention, 1948 (No. 87)."
    found = understand(page(["A note", text])).mentions
    assert [each.entity_id for each in found if each.kind in {"instrument", "organisation"}] == ["C087"]


def test_a_name_in_letters_with_loose_accents_is_understood() -> None:
    text = "Une commission d'enquête présidée par M. E\u0301tienne Tremblay-Nguyen."
    assert understand(page([text])).roles == ()
