"""What the curated tables say of a small archive: reuse, changes, joint work, search, days gone by."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
import numpy as np
import pytest

from extractors.findings import (
    Findings,
    FoundAgreement,
    FoundDateline,
    FoundPlaceCountry,
    FoundQuote,
    FoundRole,
    Mention,
    Span,
)
from extractors.model import DocumentType, Edition, Field, File, Issue, PartialDate, SiteGeneration
from tests.warehouse.words import capture, day, reading, rows, store, warehouse
from warehouse.checks import CheckContext, run_checks
from warehouse.curating.curate import curate
from warehouse.loading.fingerprints import fingerprints
from warehouse.loading.load import Reading, load_captures
from warehouse.loading.word_numbers import numbered

URL = "https://www.ilo.org/resource/news/kiln"
LONG = (
    "The kiln cooperative of the northern valley pays its potters the same wage whoever they are and opened a "
    "nursery beside the drying sheds so that parents of small children can work whole days"
)
EDITED = LONG.replace("northern valley", "southern coast")


def curated(items: Sequence[Reading]) -> duckdb.DuckDBPyConnection:
    con = warehouse()
    store(con, items)
    curate(con)
    return con


def prints_of(texts: Sequence[Sequence[str]]) -> list[np.ndarray]:
    found = numbered([" ".join(words) for words in texts])
    prints, counts = fingerprints(found.hashes[found.numbers], found.lengths)
    return np.split(prints, np.cumsum(counts)[:-1])


def test_fingerprints_of_passages_together_are_those_of_each_alone() -> None:
    texts = [LONG.split(), [], ["too", "short", "to", "tell"], EDITED.split(), ("ab " * 30).split()]
    alone = [prints_of([text])[0] for text in texts]
    for one, together in zip(alone, prints_of(texts), strict=True):
        assert np.array_equal(one, together)
    assert [len(found) > 0 for found in alone] == [True, False, False, True, True]


def test_eight_words_in_a_row_always_share_a_fingerprint() -> None:
    words = LONG.split()
    whole = set(prints_of([words])[0])
    for start in range(len(words) - 8):
        assert whole & set(prints_of([words[start : start + 8]])[0])


def test_reuse_finds_copies_and_edited_passages_and_names_the_earliest() -> None:
    con = curated(
        [
            reading(f"{URL}-1", "One", "Own words of the first page only.", LONG, published="2020-01-01"),
            reading(f"{URL}-2", "Two", LONG, published="2021-01-01"),
            reading(f"{URL}-3", "Three", EDITED, published="2022-01-01"),
            reading(f"{URL}-4", "Four", "Nothing here is to be found on any of the other pages at all."),
        ]
    )
    found = rows(
        con,
        """select published_on::varchar, is_earliest, similarity = 1, similarity >= 0.5, count(*) over (partition by cluster_id)
           from curated.text_reuse order by 1""",
    )
    assert found == [
        ("2020-01-01", True, True, True, 3),
        ("2021-01-01", False, True, True, 3),
        ("2022-01-01", False, False, True, 3),
    ]


def test_boilerplate_of_many_documents_is_no_reuse() -> None:
    items = [reading(f"{URL}-{n}", f"Title {n}", LONG, f"Own text number {n}.") for n in range(51)]
    assert rows(curated(items[:50]), "select count(*) from curated.text_reuse") == [(50,)]
    assert rows(curated(items), "select count(*) from curated.text_reuse") == [(0,)]


def test_changes_field_by_field_and_passage_by_passage() -> None:
    con = curated(
        [
            reading(URL, "Kiln", "Stays.", "Is edited here.", "Stays too.", "Goes away.", night=0),
            reading(URL, "Kilns", "Comes first.", "Stays.", "Was edited there.", "Stays too.", night=3),
        ]
    )
    found = rows(
        con, "select ordinal, field, kind, before, after, changed_at from curated.changes order by ordinal"
    )
    at = day(3)
    assert found == [
        (1, "title", "changed", "Kiln", "Kilns", at),
        (2, "passage", "added", None, "Comes first.", at),
        (3, "passage", "changed", "Is edited here.", "Was edited there.", at),
        (4, "passage", "removed", "Goes away.", None, at),
    ]


def test_a_contact_that_came_and_one_that_moved_are_changes() -> None:
    con = curated(
        [
            reading(URL, "Kiln", "Stays.", night=night, contact=contact)
            for night, contact in ((0, None), (1, "Ada Lind"), (2, "Ngozi Balogun"))
        ]
    )
    found = rows(con, "select version, field, kind, before, after from curated.changes order by version")
    assert found == [
        (2, "contact", "added", None, "Ada Lind"),
        (3, "contact", "changed", "Ada Lind", "Ngozi Balogun"),
    ]


def test_documents_as_of_a_day() -> None:
    con = curated(
        [
            reading(URL, "Kiln", "First.", night=0),
            reading(URL, "Kiln", "Second.", night=3),
            reading(f"{URL}-2", "Oven", night=5),
        ]
    )
    query = "select title, body from curated.documents_as_of(?) order by title"
    seen = {night: con.execute(query, [day(night).date()]).fetchall() for night in (-1, 0, 2, 3, 5)}
    oven = ("Oven", "The kiln cooperative met on Monday.")
    assert seen == {
        -1: [],
        0: [("Kiln", "First.")],
        2: [("Kiln", "First.")],
        3: [("Kiln", "Second.")],
        5: [("Kiln", "Second."), oven],
    }


def test_what_pages_printed_named_and_quoted_on_a_day() -> None:
    def naming(country: str, quote: str) -> Findings:
        mention = Mention("country", country, Span(1, 0, 3, "Ana"), "gazetteer")
        said = FoundQuote(quote, Span(1, 0, 3, "Ana"), "quotes.said", "ruiz", "Ana Ruiz")
        return Findings(mentions=(mention,), quotes=(said,), language="en")

    con = curated(
        [
            reading(URL, "Kiln", "Ana of Kenya.", "Stays.", night=0, found=naming("KEN", "kilns are hard")),
            reading(URL, "Kiln", "Ana of Chad.", "Stays.", night=3, found=naming("TCD", "kilns are soft")),
        ]
    )
    for night, text, country, quote in ((1, "Ana of Kenya.", "KEN", "kilns are hard"),
                                        (3, "Ana of Chad.", "TCD", "kilns are soft")):  # fmt: skip
        at = f"('{day(night).date()}')"
        found = rows(con, f"select ordinal, text from curated.passages_as_of{at} order by ordinal")
        assert found == [(1, text), (2, "Stays.")]
        assert rows(con, f"select kind, entity_id from curated.mentions_as_of{at}") == [("country", country)]
        assert rows(con, f"select text, speaker_name from curated.quotes_as_of{at}") == [(quote, "Ana Ruiz")]
    for macro in ("passages_as_of", "mentions_as_of", "quotes_as_of"):
        assert rows(con, f"select count(*) from curated.{macro}('{day(-1).date()}')") == [(0,)]


def test_search_ranks_titles_first_and_folds_accents() -> None:
    con = curated(
        [
            reading(f"{URL}-1", "Économie du soin", "Un texte sur les fours.", language="fr"),
            reading(
                f"{URL}-2",
                "Kilns",
                "Only the text names the economie once among many other words of no import.",
            ),
            reading(f"{URL}-3", "Bread", "Nothing of the kind."),
        ]
    )
    query = "select title, score > 0 from curated.search(?, k := 5)"
    assert con.execute(query, ["ECONOMIE, soin!"]).fetchall() == [("Économie du soin", True), ("Kilns", True)]
    assert con.execute("select count(*) from curated.search('économie', k := 1)").fetchone() == (1,)
    assert con.execute(query, ["unheard kind"]).fetchall() == [("Bread", True)]
    assert con.execute(query, [""]).fetchall() == []


def quoted() -> Findings:
    name = Span(1, 0, 8, "Ana Ruiz")
    said = Span(1, 39, 53, "Kilns are hard")
    person = {"person_id": "ruiz", "person_name": "Ana Ruiz", "role": "Director", "organisation_id": "ILO"}
    return Findings(
        mentions=(
            Mention("organisation", "ILO", Span(1, 26, 29, "ILO"), "gazetteer"),
            Mention("organisation", "POTTERS", Span(1, 0, 3, "Ana"), "cue", name="Potters' League"),
            Mention("topic", "care_economy", Span(1, 31, 35, "said"), "topic"),
            Mention("country", "KEN", Span(1, 31, 35, "said"), "gazetteer"),
            Mention("instrument", "C189", Span(1, 31, 35, "said"), "code"),
            Mention("person", "ruiz", name, "names", name="Ana Ruiz"),
        ),
        roles=(FoundRole(span=name, rule="roles.comma", **person),),
        quotes=(FoundQuote("Kilns are hard", said, "quotes.said", "ruiz", "Ana Ruiz", "Director", "ILO"),),
        agreements=(
            FoundAgreement(
                "memorandum_of_understanding", ("ILO", "UN_WOMEN"), name, "agreements.signed",
                signed_on=PartialDate("2024-02-28", "day", True), signed_evidence=said, place="Geneva",
            ),
        ),
        dateline=FoundDateline("Geneva", "ILO News", "CHE", name, "dateline.agency"),
        language="en",
        is_joint=True,
    )  # fmt: skip


@pytest.fixture(scope="module")
def release() -> duckdb.DuckDBPyConnection:
    text = "Ana Ruiz, Director of the ILO, said: “ Kilns are hard”"
    return curated(
        [
            reading(
                URL,
                "Kiln",
                text,
                found=quoted(),
                document_type=DocumentType.PRESS_RELEASE,
                summary="A standfirst.",
            ),
            reading(
                f"{URL}-2", "Oven", found=Findings(language="en"), published=PartialDate("2023-04", "month")
            ),
        ]
    )


ROWS = [
    ("select standfirst, dateline_place, dateline_agency, quote_count, people, organisations, countries, instruments, "
     "topics from curated.press_releases",
     [("A standfirst.", "Geneva", "ILO News", 1, ["Ana Ruiz"], ["ILO", "POTTERS"], ["KEN"], ["C189"], ["care_economy"])]),
    ("select name, sort_name, mention_count, quote_count from curated.people", [("Ana Ruiz", "Ruiz, Ana", 1, 1)]),
    ("select role, organisation_id, stated_on::varchar, surface from curated.roles",
     [("Director", "ILO", "2024-02-29", "Ana Ruiz")]),
    ("select speaker_name, text, said_on::varchar from curated.quotes", [("Ana Ruiz", "Kilns are hard", "2024-02-29")]),
    ("select kind, parties, signed_on::varchar, is_signed_inferred, place from curated.agreements",
     [("memorandum_of_understanding", ["ILO", "UN_WOMEN"], "2024-02-28", True, "Geneva")]),
    ("select title, kind, countries, topics from curated.joint_work",
     [("Kiln", "memorandum_of_understanding", ["KEN"], ["care_economy"])]),
    ("select organisation_id, name, kind, document_count from curated.organisations order by 1",
     [("ILO", "International Labour Organization", "other", 1), ("POTTERS", "Potters' League", "other", 1),
      ("UN_WOMEN", "UN Women", "other", 0)]),
    ("select code, document_count, is_fundamental from curated.instruments", [("C189", 1, False)]),
    ("select topic_id, document_count from curated.topics", [("care_economy", 1)]),
    ("select month::varchar, topic_id, document_count, quote_count from curated.monthly_activity order by all",
     [("2023-04-01", "any", 1, 0), ("2024-02-01", "any", 1, 1), ("2024-02-01", "care_economy", 1, 1)]),
    ("select title, licence, published_on::varchar, published_precision from curated.documents order by title",
     [("Kiln", "CC-BY-4.0", "2024-02-29", "day"), ("Oven", "all rights reserved", "2023-04-01", "month")]),
    ("""select field, value, "start", "end" from curated.field_evidence where field in ('quote', 'dateline_place')
        order by field""",
     [("dateline_place", "Geneva", 0, 8), ("quote", "Kilns are hard", 39, 53)]),
    ("select name, role from curated.roles_as_of('2024-03-01')", [("Ana Ruiz", "Director")]),
    ("select count(*) from curated.roles_as_of('2024-02-01')", [(0,)]),
    ("select kind, signed_on::varchar from curated.agreements_as_of('2024-02-28')",
     [("memorandum_of_understanding", "2024-02-28")]),
    ("select count(*) from curated.agreements_as_of('2024-02-27')", [(0,)]),
    ("select freshness, document_count from curated.sources", [("fresh", 2)]),
]  # fmt: skip


@pytest.mark.parametrize(("query", "expected"), ROWS, ids=[query[:60] for query, _ in ROWS])
def test_the_tables_say(
    release: duckdb.DuckDBPyConnection, query: str, expected: list[tuple[object, ...]]
) -> None:
    assert rows(release, query) == expected


def test_every_span_holds_its_words(release: duckdb.DuckDBPyConnection) -> None:
    query = """select count(*), count(*) filter (substr(p.text, m.start + 1, m."end" - m.start) <> m.surface)
               from core.mentions m join core.passages p using (content_id, passage_id)"""
    assert rows(release, query) == [(6, 0)]


def test_a_publication_knows_its_file() -> None:
    con = warehouse()
    pdf = "https://www.ilo.org/media/1/download"
    book = reading(
        URL, "Fair kilns", document_type=DocumentType.PUBLICATION, publication_type="report",
        record=(("ISBN", "9789220000001"), ("Pages", "96 p."), ("Series", "Kiln papers")), authors=("A. Ruiz",),
        files=(File("https://www.ilo.org/cover.jpg", "Cover"), File(pdf, "Report", "application/pdf")),
    )  # fmt: skip
    store(con, [book])
    load_captures(con, [capture(pdf, 0, "f00d", content_type="application/pdf", byte_count=4096)], "run")
    curate(con)
    query = """select authors, isbn, series, page_count, file_url, file_bytes, file_sha256, text_passages
               from curated.publications"""
    assert rows(con, query) == [(["A. Ruiz"], "9789220000001", "Kiln papers", 96, pdf, 4096, "f00d", 1)]


def test_a_document_knows_its_editions_and_downloads() -> None:
    french = f"{URL}-fr"
    con = curated(
        [
            reading(
                URL, "Kiln",
                translations=(Edition("fr", french), Edition("es", f"{URL}-es"), Edition("es", f"{URL}-es")),
                files=(File(f"{URL}.pdf", "Report", "application/pdf", 4096, "en"), File(f"{URL}.doc", "Notes")),
            ),
            reading(french, "Four", language="fr"),
        ]
    )  # fmt: skip
    query = """select t.language, t.url, d.title from curated.translations t
               left join curated.documents d on d.document_id = t.target_document_id order by all"""
    assert rows(con, query) == [("es", f"{URL}-es", None), ("fr", french, "Four")]
    query = "select ordinal, url, label, media_type, byte_count, language from curated.files order by ordinal"
    assert rows(con, query) == [
        (0, f"{URL}.pdf", "Report", "application/pdf", 4096, "en"),
        (1, f"{URL}.doc", "Notes", None, None, None),
    ]


def test_values_that_lost_stay_with_their_rule() -> None:
    con = curated(
        [
            reading(
                URL, "Kiln",
                fields=(
                    Field("title", "Kiln", "ilo_drupal.hero_title"),
                    Field("title", "Kiln | ILO", "meta.og_title", is_winner=False),
                    Field("title", "Oven", "json_ld.headline", "Oven", is_winner=False),
                ),
                issues=(Issue("contradiction.title", "ilo_drupal.hero_title says Kiln, json_ld.headline says Oven",
                              field="title"),),
            )
        ]
    )  # fmt: skip
    query = "select field, ordinal, value, rule, surface, is_contradiction from curated.field_candidates order by 2"
    assert rows(con, query) == [
        ("title", 1, "Kiln | ILO", "meta.og_title", None, False),
        ("title", 2, "Oven", "json_ld.headline", "Oven", True),
    ]


def test_a_party_outside_the_vocabulary_is_an_organisation_and_a_state_is_not() -> None:
    span = Span(1, 0, 3, "The")
    agreement = FoundAgreement("agreement", ("ILO", "KILN_LEAGUE", "KEN"), span, "agreements.signed")
    con = curated([reading(URL, "Kiln", found=Findings(language="en", agreements=(agreement,)))])
    query = "select organisation_id, name, kind from curated.organisations where mention_count = 0 order by 1"
    assert ("KILN_LEAGUE", "KILN_LEAGUE", "other") in rows(con, query)
    assert rows(con, "select count(*) from curated.organisations where organisation_id = 'KEN'") == [(0,)]
    results = run_checks(con, context=CheckContext(now=day(1), run_id="run"))
    assert [r.name for r in results if r.name in ("references_whole", "parties_known") and not r.passed] == []


def test_freshness_is_judged_by_the_declared_frequency() -> None:
    con = curated([reading(URL, "Kiln")])
    for night, freshness in ((1, "fresh"), (4, "late"), (20, "stale")):
        con.execute("delete from ops.runs")
        con.execute("insert into ops.runs (run_id, started_at) values ('r', ?)", [day(night)])
        curate(con, only={"sources"})
        assert rows(con, "select freshness from curated.sources") == [(freshness,)]


def test_an_empty_warehouse_has_every_table_and_macro() -> None:
    con = warehouse()
    curate(con)
    assert rows(con, "select count(*) from curated.search('kiln')") == [(0,)]
    assert rows(con, "select count(*) from curated.documents_as_of('2024-01-01')") == [(0,)]


def test_generations_of_one_page_reuse_each_others_text() -> None:
    old = reading(f"{URL}-old", "Kiln workers sign a charter", LONG, site_generation=SiteGeneration.ILO_WCMS)
    con = curated([reading(URL, "Kiln workers sign a charter", LONG), old])
    assert rows(con, "select count(*), count(distinct work_id) from curated.text_reuse") == [(2, 1)]


def test_the_country_of_a_printed_place_is_known_with_the_rule_of_its_field() -> None:
    line = FoundPlaceCountry("KEN", "ilo_wcms.header_line")
    dateline = FoundDateline("Geneva", None, "CHE", Span(1, 0, 6, "Geneva"), "datelines.place")
    con = curated(
        [
            reading(f"{URL}-printed", place="Nairobi, Kenya", found=Findings(place_country=line)),
            reading(f"{URL}-both", place="Nairobi", found=Findings(place_country=line, dateline=dateline)),
            reading(
                f"{URL}-open", "Open", "Geneva - It met.", place="Hall", found=Findings(dateline=dateline)
            ),
        ]
    )
    assert rows(con, "select place, country_code from curated.documents order by url") == [
        ("Nairobi", "KEN"),
        ("Hall", "CHE"),
        ("Nairobi, Kenya", "KEN"),
    ]
    evidence = rows(
        con,
        "select distinct value, rule from core.fields where name = 'place_country_code'",
    )
    assert evidence == [("KEN", "ilo_wcms.header_line")]
