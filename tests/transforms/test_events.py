"""The one dated event of a page: its days, venue, city, organisers and programme."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.findings import FoundEvent, Mention, Span
from extractors.model import (
    DocumentType,
    EventFields,
    Page,
    PartialDate,
    Passage,
    PassageKind,
    SiteGeneration,
)
from transforms.dates.anchor import document_anchor
from transforms.events.find import find_event
from transforms.events.places import read_place
from transforms.places.datelines import find_dateline

MAY_2017 = PartialDate("2017-05-12", "day")


def page(*texts: str, published: PartialDate | None = MAY_2017, url: str = "https://www.ilo.org/x") -> Page:
    passages = [Passage(0, PassageKind.TITLE, "The mills compare their rosters")]
    passages += [Passage(n, PassageKind.PARAGRAPH, text) for n, text in enumerate(texts, 1)]
    return Page(
        capture_id="c",
        url=url,
        canonical_url=url,
        site_generation=SiteGeneration.ILO_WCMS,
        reader="r",
        reader_version="1",
        publisher="ILO",
        document_type=DocumentType.NEWS,
        title=passages[0].text,
        language="en",
        published=published,
        passages=tuple(passages),
    )


def event(given: Page, mentions: tuple[Mention, ...] = ()) -> FoundEvent | None:
    return find_event(given, document_anchor(given), find_dateline(given.passages), mentions)


def days(given: Page) -> tuple[str, str] | None:
    found = event(given)
    if found is None or found.starts_on is None or found.ends_on is None:
        return None
    return found.starts_on.value, found.ends_on.value


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("The assembly opened in Uşak on 9 May and runs until 23 May.", "2017-05-09", "2017-05-23"),
        ("The session begins in Lima on 9 May and ends on 23 May.", "2017-05-09", "2017-05-23"),
        ("La session s'ouvre le 9 mai et se termine le 23 mai.", "2017-05-09", "2017-05-23"),
        ("La reunión comienza el 9 de mayo y termina el 23 de mayo.", "2017-05-09", "2017-05-23"),
        ("Réunis du 9 au 11 mai, les ministres ont adopté un plan.", "2017-05-09", "2017-05-11"),
        ("The board met in Uşak on 9-10 May 2017.", "2017-05-09", "2017-05-10"),
        ("A workshop on rosters was held on 9 May.", "2017-05-09", "2017-05-09"),
        ("L'atelier s'est tenu du 3 au 5 mai.", "2017-05-03", "2017-05-05"),
        ("El taller se celebró los días 3 y 4 de mayo.", "2017-05-03", "2017-05-04"),
        ("To mark the day a film will be shown on 17 May.", "2017-05-17", "2017-05-17"),
        ("The board, run by two unions since 2015, met on 9 May.", "2017-05-09", "2017-05-09"),
        ("On International Women's Day, 8 May, the mills will hold a panel.", "2017-05-08", "2017-05-08"),
        ("The book of 2 May 2016 was sold. The forum opened on 8 May 2017.", "2017-05-08", "2017-05-08"),
    ],
)
def test_days(text: str, start: str, end: str) -> None:
    assert days(page(text)) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "They signed the Memorandum in Geneva on Tuesday 9 May.",
        "The report will be released on 19 May 2017 at the conference hall.",
        "Kenya deposited its instrument on 9 May 2017.",
        "Send your proposal for the workshop by 30 May 2017.",
        "The first meeting of the union was held on 3 September 1975.",
        "The programme of workshops runs from 2016 to 2020.",
        "Nobody met.",
        "La Journée mondiale de la brique est célébrée le 12 mai.",
        "The workshop of 4 December 2016 had asked for lamps.",
        "The crèche opened on 8 May 2017.",
        "Registration for the workshop opens on 20 May 2017.",
    ],
)
def test_what_is_no_event(text: str) -> None:
    assert event(page(text)) is None


def test_the_title_that_names_its_days_decides() -> None:
    given = page("The session will open at the Palais des Nations on Tuesday 16 May.")
    title = Passage(0, PassageKind.TITLE, "Conference of mills 17-20 May 2017")
    assert days(replace(given, passages=(title, *given.passages[1:]))) == ("2017-05-17", "2017-05-20")


def test_a_title_that_names_a_workshop_makes_the_day_of_the_lead_its_day() -> None:
    given = page("Forty clerks compare contracts of spinners on 24-25 May.")
    assert days(given) is None
    title = Passage(0, PassageKind.TITLE, "Workshop on contracts")
    named = replace(given, title=title.text, passages=(title, *given.passages[1:]))
    assert days(named) == ("2017-05-24", "2017-05-25")


def test_a_release_at_a_press_briefing_is_an_event() -> None:
    given = page(
        "The report will be released on Monday 15 May at a press briefing in the Palais des Nations."
    )
    assert days(given) == ("2017-05-15", "2017-05-15")


def test_a_speech_prints_place_and_day_on_a_line_of_its_own() -> None:
    given = page("Palais des Nations, Geneva, 11 May 2017", "Let me begin with the mills.")
    assert days(given) is None
    assert days(replace(given, document_type=DocumentType.SPEECH)) == ("2017-05-11", "2017-05-11")


def test_standing_pages_have_none() -> None:
    given = replace(page("The board met on 9 May 2017."), document_type=DocumentType.ORGANISATION_PAGE)
    assert event(given) is None


def test_an_end_alone_begins_on_the_day_of_the_page() -> None:
    given = page("The session on night work opens today. Delegates will sit until 26 May.")
    assert days(given) == ("2017-05-12", "2017-05-26")


def test_year_of_the_address() -> None:
    url = "https://www.unwomen.org/en/news/stories/2014/9/forum-of-mills"
    assert days(page("A forum took place on 17 September.", published=None, url=url)) == (
        "2014-09-17",
        "2014-09-17",
    )


def test_days_without_any_year_say_so() -> None:
    found = event(page("On March 27th and 28th the mills hosted a workshop.", published=None))
    assert found is not None
    assert found.starts_on == PartialDate("--03-27", "day_without_year")
    assert found.ends_on == PartialDate("--03-28", "day_without_year")


def test_what_the_page_prints_in_its_fields_comes_first() -> None:
    fields = EventFields(
        PartialDate("2025-05-14", "day"), PartialDate("2025-05-16", "day"), place="Nairobi, Kenya"
    )
    found = event(replace(page("Write before 25 April. They met on 9 May 2017."), event=fields))
    assert found is not None
    assert (found.starts_on, found.ends_on) == (fields.starts_on, fields.ends_on)
    assert (found.venue, found.city, found.country_code) == (None, "Nairobi", "KEN")
    assert found.rule == "events.page"


def test_venue_city_organisers_and_programme() -> None:
    text = (
        "On 9 May the UN Women-ILO Joint Programme “Rosters that Fit the Night” hosted a workshop "
        "at the ILO headquarters in Geneva."
    )
    mentions = tuple(
        Mention("organisation", entity, Span(1, text.index(name), text.index(name) + len(name), name), "test")
        for entity, name in (("UN_WOMEN", "UN Women"), ("ILO", "ILO"))
    )
    found = event(page(text), mentions)
    assert found is not None
    assert (found.venue, found.city, found.country_code) == ("ILO headquarters", "Geneva", "CHE")
    assert found.organisers == ("UN_WOMEN", "ILO")
    assert found.programme == "Rosters that Fit the Night"
    assert found.span is not None
    assert found.span.surface == "9 May"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "A forum organised by the Mills Union and the Port Board met on 9 May.",
            ["Mills Union", "Port Board"],
        ),
        ("A forum organised by the Mills Union in the hall of the Port Board met on 9 May.", ["Mills Union"]),
        ("The Port Board, said a clerk, attended the forum of 9 May.", []),
    ],
)
def test_organisers_are_those_who_hold_it(text: str, names: list[str]) -> None:
    mentions = tuple(
        Mention("organisation", name, Span(1, text.index(name), text.index(name) + len(name), name), "test")
        for name in ("Mills Union", "Port Board")
        if name in text
    )
    found = event(page(text), mentions)
    assert found is not None
    assert list(found.organisers) == names


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Nairobi, Kenya", (None, "Nairobi", "KEN")),
        ("ILO Room II (R3)", ("ILO Room II (R3)", None, None)),
        ("Palais des Nations, Geneva", ("Palais des Nations", "Geneva", "CHE")),
        ("ILO headquarters in Geneva", ("ILO headquarters", "Geneva", "CHE")),
        ("Mairie annexe, grande salle, Kara (Togo)", ("grande salle", "Kara", "TGO")),
        ("Tarn Hollow", (None, "Tarn Hollow", None)),
        ("", (None, None, None)),
    ],
)
def test_place_lines(line: str, place: tuple[str | None, str | None, str | None]) -> None:
    assert tuple(read_place(line)) == place


@pytest.mark.parametrize(
    ("url", "anchor"),
    [
        ("https://www.unwomen.org/en/news/stories/2015/9/new-mou", PartialDate("2015-09", "month")),
        ("https://webapps.ilo.org/public/french/speeches/1999/women.htm", PartialDate("1999", "year")),
        ("https://www.ilo.org/gender/Events/WCMS_900011/lang--en/index.htm", None),
        ("https://www.ilo.org/reports/2010-2012/2011/x", None),
    ],
)
def test_anchor_of_an_address(url: str, anchor: PartialDate | None) -> None:
    assert document_anchor(page(published=None, url=url)) == anchor


def test_the_city_of_an_event_may_stand_in_the_sentence_before() -> None:
    found = event(
        page("The Assembly ended its panel in Nairobi. The session opened on 9 May and runs until 20 May.")
    )
    assert found is not None
    assert (found.city, found.country_code) == ("Nairobi", "KEN")


@pytest.mark.parametrize(
    ("title", "city"),
    [
        ("Remarks by Ada Lind at the green jobs forum in Tashkent", "Tashkent"),
        ("Allocution à l'ouverture du séminaire régional de Dakar", "Dakar"),
        ("Palabras en el taller sobre cuidados en Quito", "Quito"),
        ("Weavers in Dakar earn more", None),
    ],
)
def test_a_title_may_place_an_event_without_a_day(title: str, city: str | None) -> None:
    passage = Passage(0, PassageKind.TITLE, title)
    given = replace(page("Ada Lind thanked the hosts."), title=title)
    given = replace(given, passages=(passage, *given.passages[1:]))
    found = event(given)
    assert (found.city if found else None) == city
    assert found is None or (found.starts_on, found.rule) == (None, "events.title")
