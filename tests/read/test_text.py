from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.model import DocumentType, PassageKind, SiteGeneration
from extractors.read.text.blocks import read_blocks
from extractors.read.text.text import TextReading, read_text, read_text_with_offsets

WCMS = "http://www.ilo.org/global/about-the-ilo/newsroom/news/WCMS_990001/lang--en/index.htm"
LEAD = "The pilots of two harbours have agreed on one roster, and nobody works two nights in a row."
RELEASE = f"""Press release

Pilots agree on one roster

{LEAD}

News | Port Lindera | 13 June 2011

PORT LINDERA (ILO News) – {LEAD}

“It fits on one page,” said Ada Morrow, who steers the ferry.

What changes

- Nights are shared.
- Days are shared too.
"""


def parts(text: str, url: str = WCMS, generation: str = "ilo_wcms") -> TextReading:
    return read_text_with_offsets(text, url, generation)


def test_the_layout_of_a_release() -> None:
    page = parts(RELEASE).page
    assert (page.kicker, page.title, page.summary) == ("Press release", "Pilots agree on one roster", LEAD)
    assert (page.document_type.value, page.place, page.language) == ("press_release", "Port Lindera", "en")
    assert page.published is not None
    assert page.published.value == "2011-06-13"
    assert [(p.kind, p.text) for p in page.body] == [
        (PassageKind.PARAGRAPH, f"PORT LINDERA (ILO News) – {LEAD}"),
        (PassageKind.PARAGRAPH, "“It fits on one page,” said Ada Morrow, who steers the ferry."),
        (PassageKind.HEADING, "What changes"),
        (PassageKind.LIST_ITEM, "Nights are shared."),
        (PassageKind.LIST_ITEM, "Days are shared too."),
    ]
    assert page.body[-1].heading_path == ("What changes",)
    assert [p.ordinal for p in page.passages] == list(range(len(page.passages)))


def test_a_lead_printed_twice_stands_once_and_is_found_in_both_places() -> None:
    reading = parts(RELEASE)
    passage = next(p for p in reading.page.passages if LEAD in p.text)
    assert sum(LEAD in p.text for p in reading.page.passages) == 1
    start = passage.text.index("one roster")
    spans = reading.raw_spans(passage.ordinal, start, start + len("one roster"))
    assert [RELEASE[a:b] for a, b in spans] == ["one roster", "one roster"]
    assert spans[0] != spans[1]


@pytest.mark.parametrize(
    ("header", "published", "place", "kind"),
    [
        ("News | 13 June 2011", "2011-06-13", None, "news"),
        ("Statement | Genève | 15 June 2010", "2010-06-15", "Genève", "statement"),
        ("Noticia | 8 de junio de 2017", "2017-06-08", None, "news"),
        ("Communiqué de presse | 4 Octobre 2012", "2012-10-04", None, "press_release"),
        ("Article | Addis Ababa | 04 May 2007", "2007-05-04", "Addis Ababa", "article"),
        ("Date: Tuesday, March 4, 2014", "2014-03-04", None, "news"),
        (
            "Fecha de la publicación: 9 de noviembre de 2018 | Tamaño o duración: 2:05",
            "2018-11-09",
            None,
            "news",
        ),
    ],
)
def test_header_lines(header: str, published: str, place: str | None, kind: str) -> None:
    page = parts(
        f"Pilots agree on one roster\n\n{header}\n\n{LEAD}\n\nThe end of the story is not written yet."
    ).page
    assert (page.title, page.document_type.value, page.place) == ("Pilots agree on one roster", kind, place)
    assert page.published is not None
    assert page.published.value == published
    assert [p.text for p in page.body] == [LEAD, "The end of the story is not written yet."]


def test_a_title_may_stand_under_the_header_line() -> None:
    page = parts(f"Article | Addis Ababa | 04 May 2007\n\nPilots agree\n\n{LEAD}\n\nIt is night.").page
    assert (page.title, page.kicker) == ("Pilots agree", None)


@pytest.mark.parametrize(
    ("url", "published"),
    [
        ("http://www.unwomen.org/en/news/stories/2011/6/the-loft", "2011-06"),
        ("https://press.un.org/fr/2011/invented.doc.htm", "2011"),
        ("https://www.un.org/loft/2013/07/31/", "2013-07-31"),
        (WCMS, None),
    ],
)
def test_the_address_dates_what_the_page_does_not(url: str, published: str | None) -> None:
    page = read_text(
        f"The loft opens in the harbour\n\n{LEAD}\n\nOn 4 May 2009 it was closed.", url, "unknown"
    )
    assert (page.published.value if page.published else None) == published


def test_events_and_listings_are_not_dated() -> None:
    event = parts(
        "Event\n\nWho keeps the key?\n6 March 2013, 13:00 to 14:15, Room V\n\nTwo people talk about keys."
    ).page
    assert (event.document_type.value, event.published, event.place) == ("event", None, "Room V")
    assert event.event is not None
    assert event.event.start_time == "13:00"
    rows = "\n\n".join(
        f"News\n\nThe loft opens again, part {n}\n\n1{n} February 2019, Port Lindera" for n in range(1, 5)
    )
    listing = read_text(
        f"News and articles\n\n{rows}",
        "http://www.ilo.org/asia/news/lang--en/nextRow--10/index.htm",
        "ilo_wcms",
    )
    assert (listing.document_type.value, listing.published) == ("listing", None)
    assert listing.listing is not None
    assert [
        (i.published_on.value if i.published_on else None, i.kicker, i.place) for i in listing.listing.items
    ] == [(f"2019-02-1{n}", "News", "Port Lindera") for n in range(1, 5)]


def test_a_text_without_title_gets_none() -> None:
    page = parts(f"{LEAD} {LEAD} {LEAD}\n\n{LEAD}").page
    assert page.title is None
    assert len(page.body) == 2


def test_frame_lines_and_broken_lines() -> None:
    text = (
        "Search | Site guide | Home\n   FR - ES\n\nAbout the loft\n\nThe loft is on\nthe north quay. It was\n"
        "built in a year.\n\nSee also\nOther lofts"
    )
    page = parts(text, "http://www.ilo.org/public/english/loft.htm", "ilo_legacy").page
    assert page.title == "About the loft"
    assert [p.text for p in page.body] == ["The loft is on the north quay. It was built in a year."]


def test_language_is_that_of_the_text_not_of_the_address() -> None:
    page = parts(f"Pilots agree\n\n{LEAD}\n\n{LEAD}", WCMS.replace("lang--en", "lang--it")).page
    assert page.language == "en"


WORDS = st.lists(
    st.text(alphabet="abcé .,“”\u00a0\u200b-–|:", min_size=1, max_size=30), min_size=1, max_size=12
)


@given(WORDS, st.sampled_from(["\n", "\n\n", "\r\n", "  \n"]))
def test_every_character_of_a_passage_is_that_of_the_raw_text(lines: list[str], gap: str) -> None:
    text = gap.join(lines)
    reading = read_text_with_offsets(text, WCMS, "ilo_wcms")
    for passage, places in zip(reading.page.passages, reading.places, strict=True):
        assert len(places) == len(passage.text)
        assert list(places) == sorted(set(places))
        for character, place in zip(passage.text, places, strict=True):
            assert character == " " or text[place] == character


@given(WORDS)
def test_blocks_never_hold_double_blanks(lines: list[str]) -> None:
    for block in read_blocks("\n".join(lines)):
        assert block.text == " ".join(block.text.split())


def test_modelled_texts_are_read_as_labelled(shared: Path) -> None:
    wrong = []
    for file in sorted((shared / "corpus" / "modelled-texts").glob("*.json")):
        label = json.loads(file.read_text("utf-8"))
        page = read_text(file.with_suffix(".txt").read_text("utf-8"), label["url"], label["site_generation"])
        found = {
            "document_type": page.document_type.value,
            "title": page.title,
            "published_on": page.published.value if page.published else None,
            "language": page.language,
        }
        wrong += [
            (file.stem, name, label[name], value) for name, value in found.items() if label[name] != value
        ]
    assert wrong == []


def test_a_page_of_a_dated_address_without_header_is_news() -> None:
    text = "The silence costs more than the complaint, the office said on Thursday.\n\nIt gave no figure.\n"
    page = read_text(text, "https://news.un.org/en/story/2022/11/1", SiteGeneration.UNKNOWN)
    assert page.document_type is DocumentType.NEWS


def test_a_feed_in_plain_text_is_a_listing_whose_way_to_the_page_is_no_title() -> None:
    text = (
        "WomenWatch > Home Topics Calendar About\n\nNews from the offices\n\nNovember 19, 2014\n\n"
        "Market day returns\nThe market has opened again.\nhttp://www.unwomen.org/invented-1\n\n"
        "November 14, 2014\n\nA door opens\nThe door has opened.\nhttp://www.ilo.org/invented-2\n"
    )
    page = read_text(text, "https://www.un.org/womenwatch/feed.html", SiteGeneration.WOMENWATCH)
    assert (page.document_type, page.title) == (DocumentType.LISTING, "News from the offices")
    assert page.published is None


def test_a_speech_of_another_day_gives_no_place() -> None:
    text = "Goodbye to the cook\n\nArticle | 2 May 2007\n\nHer shortest speech, in Cochabamba, was this:\n\n“Sit down.”\n"
    assert read_text(text, "http://www.ilo.org/invented", SiteGeneration.ILO_WCMS).place is None


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Durée : mars 2015 – mai 2017 | Pays : Togo, Bénin | Donateur : Fonds du Nord", None),
        ("Lomé, du 3 au 5 mai 2016", "Lomé"),
        ("Quito, del 3 al 5 de mayo de 2016", "Quito"),
        ("Event | Port Lindera | 3-5 May 2016", "Port Lindera"),
    ],
)
def test_labels_and_words_that_lead_to_a_day_are_no_place(line: str, place: str | None) -> None:
    text = f"Atelier\n\nTisser à deux\n{line}\n\nLes tisserandes de deux vallées comparent leurs carnets.\n"
    assert parts(text, "http://www.ilo.org/africa/events/WCMS_990002/lang--fr/index.htm").page.place == place


@pytest.mark.parametrize(
    ("where", "place"),
    [
        ("Where: Weavers’ Hall, Port Lindera, Kenya", "Port Lindera"),
        ("Venue: Room 4, Harbour House, Port Lindera", "Port Lindera"),
        ("Où : salle des fêtes, 12 rue des Cordiers, Kara (Togo)", "Kara"),
        ("Lugar: Salón Verde, Hotel del Muelle, Oruro", "Oruro"),
        ("Place: Port Lindera", "Port Lindera"),
        ("Where: Palais des Nations, Geneva", "Palais des Nations, Geneva"),
        ("Where: Room 4, Harbour House", "Room 4, Harbour House"),
    ],
)
def test_a_where_line_gives_the_city_and_a_room_where_it_names_no_city(where: str, place: str) -> None:
    text = f"Event\n\nWho mends the nets?\n\nWhen: 3 May 2016\n{where}\n\nNet menders of two valleys compare notes.\n"
    assert parts(text).page.place == place


@pytest.mark.parametrize("menu", ["Overview | Results | PartnersContact", "À propos | PrioritésContact"])
def test_entries_of_a_menu_that_lost_a_blank_are_no_title(menu: str) -> None:
    page = parts(f"Two Valleys\n\n{menu}\n\nThe office has eleven staff. It opened in May.\n").page
    assert page.title == "Two Valleys"
    assert menu not in [passage.text for passage in page.passages]


def test_a_name_with_a_capital_inside_is_no_menu() -> None:
    page = parts("Ada McBride | Eva Sol: two days at sea\n\nBoth steer the ferry now, a year later.\n").page
    assert page.title == "Ada McBride | Eva Sol: two days at sea"


def test_a_line_that_begins_with_a_type_word_gives_the_type() -> None:
    text = (
        "Le Conseil débat du partage des heures entre les deux vallées du Nord\n| |||\n"
        "Communiqué de presse • FEM/990 |\nRéunie à Port Lindera, la Commission de la pêche a entendu deux patronnes de bateau.\n"
    )
    page = parts(text, "https://press.un.org/fr/2009/invented.doc.htm", "unknown").page
    assert (page.document_type, page.place) == (DocumentType.PRESS_RELEASE, "Port Lindera")
