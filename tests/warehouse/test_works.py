"""Which documents are one work, and what editions lend each other."""

from __future__ import annotations

import pytest

from extractors.addresses import document_id
from extractors.findings import Findings, FoundEvent
from extractors.model import DocumentType, Edition, File, PartialDate, SiteGeneration, Verdict
from tests.warehouse.words import capture, reading, rows, store, warehouse
from warehouse.curating.components import components
from warehouse.curating.curate import curate
from warehouse.loading.load import Reading, load_captures

DRUPAL = "https://www.ilo.org/resource/news/kiln-workers-sign-charter"
WCMS = "https://www.ilo.org/global/news/WCMS_100001/lang--en/index.htm"
TITLE = "Kiln workers sign a charter on equal pay"
OLD = {"site_generation": SiteGeneration.ILO_WCMS}


def works(*items: Reading) -> list[int]:
    """The sizes of the works that some readings make, largest first."""
    con = warehouse()
    store(con, list(items))
    curate(con)
    return [size for (size,) in rows(con, "select document_count from curated.works order by 1 desc")]


@pytest.mark.parametrize(
    ("links", "found"),
    [
        ([], {}),
        ([("b", "a")], {"a": "a", "b": "a"}),
        (
            [("d", "c"), ("c", "b"), ("b", "a"), ("x", "y")],
            {"a": "a", "b": "a", "c": "a", "d": "a", "x": "x", "y": "x"},
        ),
    ],
)
def test_components(links: list[tuple[str, str]], found: dict[str, str]) -> None:
    assert components(links) == found
    assert components(links[::-1]) == found


def test_declared_editions_are_one_work_whichever_declares_them() -> None:
    french = f"{DRUPAL}-fr"
    english = reading(DRUPAL, TITLE, translations=(Edition("fr", french),))
    assert works(english, reading(french, "Une charte au four", language="fr")) == [2]


def test_a_home_page_that_serves_as_fallback_is_no_edition() -> None:
    home = "https://www.ilo.org/fr"
    pages = [
        reading(
            f"{DRUPAL}-{n}", f"Title {n}", f"Text {n}", published=None, translations=(Edition("fr", home),)
        )
        for n in range(6)
    ]
    assert works(*pages, reading(home, "Accueil", language="fr", published=None)) == [1] * 7


def test_languages_of_one_wcms_number_are_one_work() -> None:
    spanish = WCMS.replace("lang--en", "lang--es")
    assert works(reading(WCMS, TITLE), reading(spanish, "Una carta", language="es", **OLD)) == [2]


def test_a_file_number_joins_generations_of_a_publication_but_not_the_news_about_it() -> None:
    book = {"document_type": DocumentType.PUBLICATION}
    file = (File("https://www.ilo.org/media/wcms_200002.pdf", "Report"),)
    items = (
        reading(DRUPAL, "Fair kilns", files=file, published=None, **book),
        reading(WCMS, "Fair kilns: a report", files=file, published=None, **OLD, **book),
        reading(f"{DRUPAL}-news", "Report on kilns is out", files=file),
    )
    assert works(*items) == [2, 1]


SAME = [
    pytest.param(TITLE, "2024-02-29", {}, id="same title and day"),
    pytest.param("Kiln workers sign a charter on equal pay!", "2024-02-29", {}, id="punctuation"),
    pytest.param(
        "Kiln workers sign charter on equal pay", "2024-02-28", {}, id="nearly the same, a day apart"
    ),
    pytest.param(
        TITLE, "2024-02-29", {"document_type": DocumentType.PRESS_RELEASE}, id="another type of news"
    ),
    pytest.param(TITLE, None, {}, id="no day in the other generation"),
    pytest.param(TITLE, PartialDate("2024-02", "month"), {}, id="only a month"),
]
OTHER = [
    pytest.param(TITLE, "2023-02-28", {}, id="a year before"),
    pytest.param(f"{TITLE} 4", "2024-02-29", {}, id="a number more"),
    pytest.param("Glass workers open a school for equal pay", "2024-02-29", {}, id="another title"),
    pytest.param(TITLE, "2024-02-29", {"language": "fr"}, id="another language"),
    pytest.param(TITLE, "2024-02-29", {"publisher": "UN Women"}, id="another publisher"),
    pytest.param(TITLE, "2024-02-29", {"document_type": DocumentType.PUBLICATION}, id="a publication"),
]


@pytest.mark.parametrize(("title", "published", "changes"), SAME)
def test_one_work_across_generations(title: str, published: object, changes: dict[str, object]) -> None:
    assert works(reading(DRUPAL, TITLE), reading(WCMS, title, published=published, **OLD, **changes)) == [2]


@pytest.mark.parametrize(("title", "published", "changes"), OTHER)
def test_two_works(title: str, published: object, changes: dict[str, object]) -> None:
    assert works(reading(DRUPAL, TITLE), reading(WCMS, title, published=published, **OLD, **changes)) == [
        1,
        1,
    ]


@pytest.mark.parametrize("title", ["About us", "Annual message"])
def test_short_titles_without_a_day_say_nothing(title: str) -> None:
    items = (reading(DRUPAL, title, published=None), reading(WCMS, title, published=None, **OLD))
    assert works(*items) == [1, 1]


def test_a_redirect_joins_the_old_address_with_the_new() -> None:
    con = warehouse()
    store(con, [reading(DRUPAL, TITLE), reading(f"{DRUPAL}-old", "Another headline", published="2020-01-01")])
    moved = capture(
        f"{DRUPAL}-old",
        3,
        "",
        status=301,
        verdict=Verdict.REDIRECT_STUB,
        redirected_to=f"{DRUPAL}?utm_source=x",
    )
    load_captures(con, [moved], "run")
    curate(con)
    assert rows(con, "select document_count, work_id from curated.works") == [
        (2, document_id(f"{DRUPAL}-old"))
    ]


EVENT = {"document_type": DocumentType.EVENT, "published": None}


def event(starts: str, ends: str, precision: str) -> Findings:
    days = PartialDate(starts, precision), PartialDate(ends, precision)
    return Findings(
        event=FoundEvent(*days, "Kiln hall", "Geneva", "CHE", ("ILO",), None, "event.line"), language="en"
    )


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_an_edition_without_a_year_takes_the_days_of_the_edition_that_has_them(
    order: tuple[int, int],
) -> None:
    con = warehouse()
    items = [
        reading(
            WCMS,
            "Workshop on kilns and equal pay",
            **EVENT,
            **OLD,
            found=event("--03-27", "--03-28", "day_without_year"),
        ),
        reading(
            DRUPAL, "Workshop on kilns and equal pay", **EVENT, found=event("2023-03-27", "2023-03-28", "day")
        ),
    ]
    store(con, [items[index] for index in order])
    curate(con)
    events = """select starts_on::varchar, ends_on::varchar, date_precision, dates_document_id
                from curated.events order by date_precision"""
    drupal = document_id(DRUPAL)
    assert rows(con, events) == [
        ("2023-03-27", "2023-03-28", "day", drupal),
        ("2023-03-27", "2023-03-28", "day_from_other_edition", drupal),
    ]
    assert rows(con, "select document_count from curated.works") == [(2,)]


def test_alone_it_says_that_the_year_is_unknown() -> None:
    con = warehouse()
    found = event("--03-27", "--03-28", "day_without_year")
    store(con, [reading(WCMS, "Workshop on kilns and equal pay", **EVENT, **OLD, found=found)])
    curate(con)
    assert rows(con, "select starts_on, ends_on, date_precision, venue, city from curated.events") == [
        (None, None, "day_without_year", "Kiln hall", "Geneva")
    ]


def test_days_of_another_year_are_another_event() -> None:
    spring, autumn = event("--03-27", "--03-28", "day_without_year"), event("2023-09-27", "2023-09-28", "day")
    items = (
        reading(WCMS, "Workshop on kilns and equal pay", **EVENT, **OLD, found=spring),
        reading(DRUPAL, "Workshop on kilns and equal pay", **EVENT, found=autumn),
    )
    assert works(*items) == [1, 1]


def test_news_that_report_an_event_are_told_apart_by_their_own_day() -> None:
    reported = event("2024-02-20", "2024-02-21", "day")
    assert works(reading(DRUPAL, TITLE, found=reported), reading(WCMS, TITLE, **OLD)) == [2]


def test_the_work_is_named_after_its_earliest_edition() -> None:
    con = warehouse()
    store(
        con,
        [reading(DRUPAL, TITLE, published="2024-02-29"), reading(WCMS, TITLE, published="2024-02-28", **OLD)],
    )
    curate(con)
    assert rows(
        con, "select work_id, languages, site_generations, first_published_on::varchar from curated.works"
    ) == [(document_id(WCMS), ["en"], ["ilo_drupal", "ilo_wcms"], "2024-02-28")]
